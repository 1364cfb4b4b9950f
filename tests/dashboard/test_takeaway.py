"""The way out on screen: each format by one button, a large file made first, refusals said."""

import io
import zipfile
from dataclasses import replace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.takeaway import takeaway
from dashboard.words.phrases import PHRASES
from events import FORMATS, Filters, Store, csv_bytes, open_store
from tests.dashboard.conftest import ROOT
from tests.events.incident_rows import incident, table


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A store of three records of a source whose terms nobody stated."""
    rows = [incident(f"{n}", f"2024-03-{n:02}", licence="not-stated") for n in (1, 2, 3)]
    Store(tmp_path / "store").write(table(*rows), "first")
    monkeypatch.setenv("ATLAS_STORE", str(tmp_path / "store"))
    monkeypatch.delenv("ATLAS_MODE", raising=False)
    yield tmp_path / "store"
    st.cache_data.clear()
    st.cache_resource.clear()


def opened(**params: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    for name, value in params.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception
    return test


def choice(test: AppTest):
    return test.selectbox(key="takeaway_format")


def downloads(test: AppTest) -> list[str]:
    return [button.label for button in test.sidebar.get("download_button")]


def captions(test: AppTest) -> str:
    return " ".join(each.value for each in test.sidebar.caption)


def test_every_format_has_its_button_and_all_but_the_bundle_an_about(store):
    test = opened()
    assert len(choice(test).options) == len(FORMATS)
    for name, label in {"csv": "CSV", "xlsx": "Excel", "bundle": "bundle"}.items():
        choice(test).set_value(name).run()
        assert not test.exception
        buttons = downloads(test)
        assert f"Download {label}" in buttons
        assert ("About this file (JSON)" in buttons) == (name != "bundle")
        assert "terms" in captions(test)


def test_the_bytes_are_those_of_the_command_line(store):
    atlas = open_store(store)
    assert takeaway.content(atlas, Filters(), "csv") == csv_bytes(atlas, Filters())
    bundle = zipfile.ZipFile(io.BytesIO(takeaway.content(atlas, Filters(), "bundle")))
    assert bundle.read("data.csv") == csv_bytes(atlas, Filters())


def test_a_large_file_is_made_first_and_made_anew_for_other_filters(store, monkeypatch):
    monkeypatch.setitem(takeaway.MADE_FIRST, "csv", 2)
    test = opened(lang="uk")
    assert "Завантажити CSV" not in downloads(test)
    make = test.button(key="takeaway_make")
    assert make.label == "Створити файл: CSV, 3 записи"
    make.click().run()
    assert "Завантажити CSV" in downloads(test)
    made = test.session_state["_taken_away"]
    assert made.path.read_bytes() == csv_bytes(open_store(store), Filters())
    choice(test).set_value("geojson").run()
    choice(test).set_value("csv").run()
    assert "Завантажити CSV" in downloads(test), "what was made is still there"
    monkeypatch.setitem(takeaway.MADE_FIRST, "csv", 1)
    test.query_params["since"] = "2024-03-02"
    test.run()
    assert test.button(key="takeaway_make").label == "Створити файл: CSV, 2 записи"
    assert "Завантажити CSV" not in downloads(test)


def test_what_a_sheet_cannot_hold_is_said(store, monkeypatch):
    monkeypatch.setitem(FORMATS, "xlsx", replace(FORMATS["xlsx"], most_records=2))
    test = opened()
    choice(test).set_value("xlsx").run()
    assert "A sheet of Excel holds 2 records; these are 3." in captions(test)
    assert "Download Excel" not in downloads(test)


def test_a_disk_that_is_full_is_a_sentence(store, monkeypatch):
    def full(*_):
        raise OSError("No space left on device")

    monkeypatch.setitem(takeaway.MADE_FIRST, "csv", 2)
    monkeypatch.setattr(takeaway.events, "take_away", full)
    test = opened()
    test.button(key="takeaway_make").click().run()
    assert not test.exception
    assert [each.value for each in test.sidebar.error] == [
        "The file was not made: No space left on device"
    ]


def test_every_format_has_words_in_both_languages():
    for name in FORMATS:
        assert all(PHRASES[f"takeaway_{name}"])
        assert all(PHRASES[f"takeaway_for_{name}"])
        assert name in takeaway.MADE_FIRST
