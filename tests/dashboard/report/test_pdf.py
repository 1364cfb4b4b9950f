"""The report as PDF: text that can be taken out, its language, bookmarks and pages."""

import io

import pytest
from pypdf import PdfReader

from dashboard.report.pdf import plain
from dashboard.words.sentences import sentence
from tests.dashboard.report.conftest import view_of

WORDS = {
    "en": ("Kharkiv Oblast", "not stated", "How it was counted", "Page 1 of", "python -m events"),
    "uk": ("Харківська область", "не вказано", "Як пораховано", "Сторінка 1 з", "Версія сховища 0"),
}


@pytest.fixture(scope="module", params=["en", "uk"])
def read(request, make) -> tuple[str, PdfReader]:
    return request.param, PdfReader(io.BytesIO(make("pdf", lang=request.param)))


def test_its_text_can_be_taken_out(read):
    language, pdf = read
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    for words in (*WORDS[language], "3–6", "<script>alert"):
        assert words in text
    assert "{pages}" not in text


def test_title_language_and_bookmarks(read):
    language, pdf = read
    assert pdf.metadata.title == sentence(view_of().filters, language, 0)
    assert pdf.trailer["/Root"]["/Lang"] == language
    assert len(pdf.outline) == 7


def test_the_letters_are_inside_and_only_those_in_use(read):
    fonts = read[1].pages[0]["/Resources"]["/Font"]
    assert len(fonts) == 2
    for font in fonts.values():
        assert "+" in font.get_object()["/BaseFont"], "a subset has a tag before its name"
    assert len(read[1].pages[0].images) == 1


def test_its_date_is_that_of_the_version_and_so_its_bytes_stay(make, atlas):
    first = make("pdf")
    assert first == make("pdf")
    from dashboard.report.provenance import made

    dated = PdfReader(io.BytesIO(first)).metadata.creation_date
    assert dated == made(atlas).replace(microsecond=0)


def test_signs_that_are_no_letters_are_left_out():
    assert plain("a\x00b\u202ec\nd") == "abc\nd"
