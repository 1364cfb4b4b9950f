"""The Data page without a browser: who may, what is said of a file, one import an upload."""

import io
import zipfile

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import events
from dashboard.upload import editor
from dashboard.upload import kept as upload
from dashboard.upload import report as upload_report
from dashboard.upload.kept import Options, Upload, shown_name, suggested_name, try_out, uploaded
from dashboard.upload.phrases import FIELD_NAMES, REASONS_UK
from dashboard.upload.quality_table import last_imports, quality_html
from events import Store
from tests.dashboard.conftest import ROOT

ROWS = (
    b"id,WHEN,lat,lon,title\n1,2024-05-01,50.45,30.52,<img src=x onerror=alert(1)>\n"
    b"2,someday,50,36.2,=1+1\n3,2024-05-02,49.99,36.23,Third\n"
)
KEY = "a key of many letters"
PAGE = """
import streamlit as st
from dashboard.screens import add
st.navigation([st.Page(add.show, url_path="data", title="data", default=True)]).run()
"""


@pytest.fixture
def page(tmp_path, monkeypatch):
    """page(language) -> the Data page over a store that does not exist yet."""
    monkeypatch.setenv("ATLAS_STORE", str(tmp_path / "store"))
    monkeypatch.syspath_prepend(str(ROOT))

    def open_at(language: str = "en") -> AppTest:
        test = AppTest.from_string(PAGE, default_timeout=60)
        test.query_params["lang"] = language
        test.run()
        assert not test.exception
        return test

    yield open_at
    st.cache_data.clear()
    st.cache_resource.clear()


def html(test: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in test.get("html"))


def give(test: AppTest, content: bytes, name: str = "own.csv") -> AppTest:
    test.file_uploader(key="upload_main").upload(name, content).run()
    assert not test.exception
    return test


def go(test: AppTest):
    return [button for button in test.button if button.key == "upload_go"]


def test_a_column_is_mapped_tried_and_imported_once(page, tmp_path):
    test = give(page(), ROWS)
    assert "no column was recognised as the date" in html(test)
    assert not go(test)
    (when,) = [box for box in test.selectbox if box.label == FIELD_NAMES["date"][0]]
    when.set_value("WHEN")
    next(b for b in test.button if b.label == "Try these columns").click().run()
    assert not test.exception
    assert "Dry run" in html(test)
    assert events.REASONS["bad_date"] in html(test)
    assert not Store(tmp_path / "store").exists(), "nothing was written"
    (button,) = go(test)
    assert button.label == "Import 2 rows"
    button.click().run()
    assert not test.exception
    assert "Imported 2 rows. Store version 0." in [box.value for box in test.success]
    assert not go(test), "one upload is imported once"
    (entry,) = Store(tmp_path / "store").history()
    assert (entry.details["file"], entry.new) == ("own.csv", 2)
    assert entry.details["sources"] == ["own"], "called after its file"
    give(test, ROWS + b"4,2024-05-03,46.48,30.72,New\n", "own.csv")
    assert not test.success, "a new upload replaces the old"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Файл own.csv порожній (0 байтів)"),
        (b"<!DOCTYPE html><html>Sign in</html>", "own.csv – це вебсторінка, а не таблиця"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\0", "Файл own.csv не є текстовим"),
        (b"date\n", "Файл own.csv має назви стовпців, але не має рядків"),
        (b"started_at,finished_at\n1,2\n", "повітряні тривоги"),
        (
            ",".join(f"c{n}" for n in range(2000)).encode() + b"\n" + b"1," * 1999 + b"1\n",
            "стовпців: 2 000",
        ),
    ],
    ids=["empty", "web page", "picture", "no rows", "air alerts", "too wide"],
)
def test_what_cannot_be_taken_is_one_sentence(page, content, said, tmp_path):
    test = give(page("uk"), content)
    assert said in html(test)
    assert "цей файл не можна взяти" in html(test).lower()
    assert 'lang="en"' not in html(test)
    assert "incident-atlas-" not in html(test), "no path of the server"
    assert not Store(tmp_path / "store").exists()


def test_a_zip_that_holds_too_much_is_one_sentence(page, monkeypatch):
    monkeypatch.setattr("events.files.looking.LARGEST_UNPACKED", 2**20)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("../../etc/a.csv", "date\n" + "2024-03-05\n" * 200_000)
    assert "bomb.zip unpacks to 2 MB" in html(give(page(), packed.getvalue(), "../bomb.zip"))


def test_texts_of_a_file_are_escaped(page):
    column = b"<img src=x onerror=alert(2)>,date\n1,someday\n"
    test = give(page(), column)
    assert "<img" not in html(test)


def test_in_public_mode_without_a_key_the_address_says_so(page, monkeypatch):
    monkeypatch.setenv("ATLAS_MODE", "public")
    monkeypatch.setenv(editor.VARIABLE, "short")
    test = page()
    assert not test.file_uploader
    assert not editor.offered()
    assert "takes no files here" in html(test)


def test_in_public_mode_the_key_opens_it(page, monkeypatch):
    monkeypatch.setenv("ATLAS_MODE", "public")
    monkeypatch.setenv(editor.VARIABLE, KEY)
    test = page()
    assert editor.offered()
    assert not test.file_uploader
    test.text_input[0].set_value(KEY[:-1])
    test.button[0].click().run()
    assert "This is not the key." in [box.value for box in test.error]
    assert not test.file_uploader
    test.text_input[0].set_value(KEY)
    test.button[0].click().run()
    assert len(test.file_uploader) == 1
    assert not page().file_uploader, "another reader is asked again"


@pytest.mark.parametrize("given", ["", KEY[:-1], KEY + " ", "ї", "\ud800"])
def test_what_is_not_the_key_does_not_fit(given, monkeypatch):
    monkeypatch.setenv(editor.VARIABLE, KEY)
    assert editor.fits(KEY)
    assert not editor.fits(given)
    monkeypatch.delenv(editor.VARIABLE)
    assert not editor.fits("")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\data\\a b.csv", "a b.csv"),
        ("a\u202egnp.csv\n", "a gnp.csv"),
        ("", "upload"),
        ("x" * 200, "x" * 79 + "…"),
    ],
)
def test_a_files_name_is_only_shown(name, shown):
    assert shown_name(name) == shown


def test_a_table_is_called_after_its_file():
    assert suggested_name("Мій список (2).csv") == "мій-список-2"
    assert suggested_name("ACLED.csv") is None
    assert suggested_name("….csv") is None


def test_a_second_press_writes_nothing_new(tmp_path):
    given = Upload(uploaded("a.csv", ROWS.replace(b"WHEN", b"date")), number="first")
    found = try_out(given, Options())
    store = Store(tmp_path / "store")
    assert found.done(given) is None
    report = found.write(given, store)
    assert found.write(given, store) is report
    assert len(store.history()) == 1
    folder = found.atlas.path
    assert list(folder.iterdir()), "its rows lie in a folder of its own"
    del found
    assert not folder.exists(), "which goes with it"


def test_companions_are_called_what_the_reader_calls_them():
    golden = (ROOT / "tests" / "golden" / "bellingcat.json").read_bytes()
    given = Upload(uploaded("x/events.json", golden))
    notes = [given.told(note) for note in try_out(given, Options()).prepared.notes]
    assert not any(given.main.own_name in note for note in notes)
    assert upload.look(given).source.name == "bellingcat"


def test_every_reason_and_every_field_has_both_languages():
    assert set(REASONS_UK) == set(events.REASONS)
    assert set(FIELD_NAMES) == set(events.TABLE_FIELDS)
    assert all(upload_report.reason(code, "uk") for code in events.REASONS)


def test_the_quality_table_tells_the_last_import(tmp_path):
    given = Upload(uploaded("<b>.csv", ROWS.replace(b"WHEN", b"date")))
    store = Store(tmp_path / "store")
    try_out(given, Options(name="mine")).write(given, store)
    imports = last_imports(store.history())
    assert list(imports) == ["mine"]
    told = quality_html(events.quality(events.open_store(store.path)), imports, "en")
    assert "<td>3</td>" in told, "rows read"
    assert '<th scope="row">Rows rejected</th><td>1</td>' in told
    assert '<th scope="row">settlement</th><td>100%</td>' in told


@pytest.mark.parametrize(
    ("licences", "said"),
    [
        (("CC-BY-4.0", "CC-BY-4.0"), ["Rows may be passed on"]),
        (("CC-BY-4.0", ""), ["mine: Rows may be passed on", "mine: No terms are stated"]),
        (("ACLED-EULA", "ACLED-EULA"), ["Rows may not be passed on"]),
    ],
)
def test_the_terms_are_those_that_the_rows_state(licences, said):
    first, second = licences
    table = f"id,date,licence\n1,2024-05-01,{first}\n2,2024-05-02,{second}\n".encode()
    found = try_out(Upload(uploaded("a.csv", table)), Options(name="mine"))
    told = upload_report.terms_html(found.terms, "en")
    assert told.count("passed on") + told.count("passing rows on") == len(said)
    assert all(text in told for text in said)
