"""Saved views and the link to the present one: kept, opened, taken away and brought back."""

import json

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from dashboard.sidebar import view_files
from dashboard.sidebar.view_files import NoViews, Saved
from events import Store
from tests.dashboard.conftest import ROOT
from tests.events.incident_rows import incident, table

PAGES = ("map", "timeline")
SAVED = Saved("Kharkiv <b>2024", "a *note*", "timeline", {"lang": "en", "region": "UA63"})


@pytest.fixture
def store(tmp_path, monkeypatch):
    made = Store(tmp_path / "store")
    made.write(table(incident("1", "2024-03-01", adm1_code="UA63")), "x")
    monkeypatch.setenv("ATLAS_STORE", str(made.path))
    monkeypatch.delenv("ATLAS_MODE", raising=False)
    st.cache_data.clear()
    st.cache_resource.clear()
    return made


def opened(**params: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    test.query_params.update(params)
    return test.run()


def button(test: AppTest, label: str):
    (found,) = (b for b in test.button if b.label == label)
    return found


def links(test: AppTest) -> list:
    """The links that open saved views."""
    return [part.proto for part in test.get("page_link")]


def save(test: AppTest, name: str) -> None:
    (field,) = (t for t in test.text_input if t.label == "Name")
    field.input(name)
    button(test, "Save this view").click().run()
    assert not test.exception


def test_a_view_is_kept_with_the_store_opened_and_deleted(store):
    test = opened(region="UA63", lang="en")
    save(test, "Kharkiv")
    kept = json.loads((store.path / "views.json").read_text())
    assert kept["views"] == [
        {"name": "Kharkiv", "note": "", "page": "map", "address": {"region": "UA63", "lang": "en"}}
    ]
    other = opened(lang="en")
    assert other.session_state["view"].filters.regions == ()
    (link,) = links(other)
    assert (link.label, link.query_string) == ("Open Kharkiv", "region=UA63&lang=en")
    button(other, "Delete").click().run()
    assert json.loads((store.path / "views.json").read_text())["views"] == []


def test_in_public_a_view_is_kept_in_the_session_only(store, monkeypatch):
    monkeypatch.setenv("ATLAS_MODE", "public")
    test = opened(region="UA63", lang="en")
    save(test, "Kharkiv")
    assert not (store.path / "views.json").exists()
    assert [link.label for link in links(test)] == ["Open Kharkiv"]
    assert links(opened(lang="en")) == []


def test_the_link_holds_the_filters_and_if_asked_the_version(store):
    test = opened(region="UA63", lang="en")
    (link,) = (c.value for c in test.code)
    assert link.endswith("?region=UA63&lang=en")
    (box,) = (c for c in test.checkbox if "Always this version" in c.label)
    box.check().run()
    (link,) = (c.value for c in test.code)
    assert link.endswith("?region=UA63&lang=en&as_of=0")


def test_a_broken_file_of_views_is_said_and_left_alone(store):
    (store.path / "views.json").write_text("{")
    test = opened(lang="en")
    assert any("cannot be read" in e.value for e in test.error)
    assert (store.path / "views.json").read_text() == "{"


def test_a_file_goes_out_and_comes_back():
    assert view_files.read(view_files.write([SAVED]), PAGES) == ([SAVED], [])
    assert SAVED.view().filters.regions == ("UA63",)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"name": "x", "page": "admin", "address": {}}, "no page 'admin'"),
        ({"name": "x", "page": "map", "address": {"region": "UA99"}}, "region = 'UA99'"),
        ({"name": "x", "page": "map", "address": {"region": 5}}, "no table of texts"),
        ({"name": " ", "page": "map", "address": {}}, "no name"),
        ({"name": 5, "page": "map", "address": {}}, "name is no text"),
        ("x", "is no view"),
    ],
)
def test_a_view_that_cannot_be_read_is_refused_and_the_others_are_taken(entry, why):
    good = {"name": "good", "note": "", "page": "map", "address": {}}
    content = json.dumps({view_files.FORMAT: 1, "views": [entry, good]}).encode()
    found, refused = view_files.read(content, PAGES)
    assert [view.name for view in found] == ["good"]
    (said,) = refused
    assert said.startswith("1: ")
    assert why in said


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b'{"views": []}', b"[" * 100_000])
def test_what_is_no_file_of_views_is_refused(content):
    with pytest.raises(NoViews):
        view_files.read(content, PAGES)


@given(some.binary(max_size=200))
def test_any_bytes_are_refused_in_a_sentence(content):
    with pytest.raises(NoViews, match=r"."):
        view_files.read(content, PAGES)


def test_a_view_of_the_same_name_takes_the_place_of_the_earlier_one():
    other = Saved(SAVED.name, "", "map", {})
    assert view_files.together([SAVED], [other]) == [other]
