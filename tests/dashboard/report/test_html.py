"""The report as HTML: it stands alone, says the whole, and runs nothing of what it holds."""

from html.parser import HTMLParser

import pytest

from dashboard.words.sentences import sentence
from tests.dashboard.report.conftest import HOSTILE, view_of

MAY_FETCH = ("src", "href", "xlink:href", "data", "action", "poster", "srcset")


class Seen(HTMLParser):
    """Tags with their attributes, and the text between them."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.texts: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


@pytest.fixture(scope="module", params=["en", "uk"])
def page(request, make) -> tuple[str, bytes, Seen]:
    found = make("html", lang=request.param)
    return request.param, found, Seen(found)


def test_nothing_outside_the_file_is_named(page):
    _, found, seen = page
    for tag, attributes in seen.tags:
        assert tag not in ("script", "link", "img", "iframe", "object", "base"), tag
        for name, value in attributes.items():
            if name in MAY_FETCH:
                assert value.startswith("#"), (tag, name, value)
            assert not name.startswith("on"), (tag, name)
            assert "url(" not in value.replace("url(#", ""), (tag, name)
    styles = found.decode().split("<style>")[1].split("</style>")[0]
    assert "url(" not in styles
    assert "@import" not in styles


def test_it_forbids_its_reader_to_fetch(page):
    policies = [a.get("content") for t, a in page[2].tags if a.get("http-equiv")]
    assert policies
    assert policies[0].startswith("default-src 'none'")


def test_a_hostile_title_is_text(page):
    _, found, seen = page
    assert b"<script" not in found
    assert HOSTILE in seen.text


def test_it_says_its_language_and_the_sentence(page):
    language, _, seen = page
    assert ("html", {"lang": language}) in seen.tags
    assert [tag for tag, _ in seen.tags].count("h1") == 1
    assert sentence(view_of(lang=language).filters, language, 0) in seen.text


def test_ids_are_there_once(page):
    ids = [attributes["id"] for _, attributes in page[2].tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    referred = [a[name][1:] for _, a in page[2].tags for name in ("xlink:href",) if name in a]
    assert referred
    assert set(referred) <= set(ids)


def test_both_pictures_have_words(page):
    labels = [a["aria-label"] for tag, a in page[2].tags if tag == "svg"]
    assert len(labels) == 2
    assert all(labels)


def test_figures_are_ranges_and_what_is_unstated_stands_beside(make):
    text = Seen(make("html")).text
    assert "3–6" in text
    assert "2 state none" in text
    assert "Records 1–5 of 5, newest first." in text
    assert "aggregate record" in text
    assert "Store version 0" in text
    assert "Sundberg" in text
    assert "Retrieved 1 June 2024." in text


def test_in_ukrainian_no_phrase_is_english(make):
    text = Seen(make("html", lang="uk")).text
    for phrase in ("Store version", "Regions", "not stated", "newest first", "Map"):
        assert phrase not in text
    for phrase in ("Версія сховища 0", "Регіони", "не вказано", "Харківська область", "Харків"):
        assert phrase in text


def test_the_same_view_gives_the_same_bytes(make):
    assert make("html", region="UA63") == make("html", region="UA63")
