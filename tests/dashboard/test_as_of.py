"""The look at an earlier version: every question answered from it, said, and a way back."""

import weakref

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import data
from events import Store, StoreError
from events.intake.intake import BUNDLED, import_file
from tests.dashboard.conftest import ROOT

OWN = "id,date,latitude,longitude,title\n1,2024-05-01,50.45,30.52,One more\n"


@pytest.fixture
def store(tmp_path, monkeypatch) -> Store:
    """Version 0 is a table of one row, 1 adds the bundled incidents, 2 takes the row away."""
    store = Store(tmp_path / "store")
    (tmp_path / "own.csv").write_text(OWN)
    import_file(tmp_path / "own.csv", store)
    import_file(BUNDLED, store)
    store.remove(["csv:1"], "gone")
    monkeypatch.setenv("ATLAS_STORE", str(store.path))
    yield store
    st.cache_data.clear()
    st.cache_resource.clear()


def opened(**params: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    for name, value in {"lang": "en", **params}.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception
    return test


def html(test: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in test.get("html"))


def test_an_address_opens_an_earlier_version_and_says_so(store):
    test = opened(as_of="0")
    assert "The atlas as it stood on" in html(test)
    assert "(version 0)" in html(test)
    assert "<dd>1<small>" in html(test), "one incident"
    assert test.query_params["as_of"] == "0"


def test_the_way_back_leads_to_now(store):
    test = opened(as_of="0", region="UA80")
    next(button for button in test.button if button.label == "Back to now").click().run()
    assert "as it stood" not in html(test)
    assert "as_of" not in test.query_params
    assert test.query_params["region"] == "UA80"
    assert "<dd>1<small>" not in html(test)


def test_a_version_that_is_not_there_is_said_and_the_newest_shown(store):
    test = opened(as_of="77")
    (warning,) = test.warning
    assert "as_of" in warning.value
    assert "the versions 0 to 2" in warning.value
    assert "as it stood" not in html(test)
    test.run()
    assert len(test.warning) == 1, "it stays until the address changes"


def test_a_version_whose_files_are_gone_gets_a_sentence_and_the_way_back(store):
    from pathlib import Path

    for lost in set(store.files(0)) - set(store.files()):
        Path(lost).unlink()
    test = opened(as_of="0")
    assert "Version 0" in test.error[0].value
    assert [button.label for button in test.button] == ["Back to now"]


def test_only_one_earlier_version_is_kept(store):
    with pytest.raises(StoreError, match="versions 0 to 2"):
        data.open_atlas(9)
    first = weakref.ref(data.open_atlas(0))
    assert data.open_atlas(0) is first()
    data.open_atlas(1)
    assert first() is None, "its memory is given back"
    assert data.open_atlas(2) is data.open_atlas()


def test_answers_of_two_versions_are_kept_apart(store):
    totals = [data.ask("total", data.open_atlas(version)) for version in (0, 1, 2, 0)]
    assert totals[0] == totals[3] == 1
    assert totals[1] == totals[2] + 1
