"""What a link sets and what a widget changes, without a browser (streamlit.testing)."""

from datetime import date

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from events import Store
from tests.dashboard.conftest import ROOT


@pytest.fixture(scope="module")
def store_path(tmp_path_factory):
    import subprocess
    import sys

    folder = tmp_path_factory.mktemp("app") / "store"
    command = [sys.executable, "-m", "events", "import", "--bundled", "--store", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    return folder


@pytest.fixture
def app(store_path, monkeypatch):
    """app(since=..., ...) -> the dashboard opened at that address and run once."""
    monkeypatch.setenv("ATLAS_STORE", str(store_path))

    def open_at(**params: str) -> AppTest:
        test = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
        for name, value in params.items():
            test.query_params[name] = value
        test.run()
        assert not test.exception
        return test

    yield open_at
    st.cache_data.clear()
    st.cache_resource.clear()


def html(test: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in test.get("html"))


def test_a_link_fills_every_widget(app):
    test = app(
        since="2024-10-15",
        until="2025-04-15",
        region="UA63",
        target="energy,heating",
        status="confirmed",
        casualties="with",
        words="Kharkiv",
        lang="en",
    )
    assert test.session_state["f_period"] == "winter2024"
    assert test.session_state["f_since"] == date(2024, 10, 15)
    assert test.session_state["view"].filters.regions == ("UA63",)
    assert test.session_state["f_target_category"] == ["energy", "heating"]
    assert test.session_state["f_status"] == ["confirmed"]
    assert test.session_state["f_casualties"] == "with"
    assert test.session_state["f_words"] == "Kharkiv"


def test_a_widget_writes_the_address_and_reset_empties_it(app):
    test = app(lang="en")
    test.selectbox(key="f_period").set_value("winter2022").run()
    test.multiselect(key="f_target_category").set_value(["gas"]).run()
    assert test.query_params["since"] == "2022-10-15"
    assert test.query_params["until"] == "2023-04-15"
    assert test.query_params["target"] == "gas"
    assert "from 15 October 2022 to 15 April 2023, target gas" in html(test)
    next(button for button in test.button if button.label == "Clear all filters").click().run()
    assert "since" not in test.query_params
    assert "target" not in test.query_params
    assert test.session_state["f_period"] == "all"


def test_a_raion_says_what_could_belong_to_it(app):
    test = app(region="UA2306", lang="en")
    assert test.query_params["region"] == "UA2306"
    assert "known only to the oblast or raion around" in html(test)


def test_the_language_switch_turns_every_word(app):
    test = app(lang="uk")
    assert "Загиблі, за повідомленнями" in html(test)
    assert test.selectbox(key="f_period").label == "Період"


def test_a_new_import_is_seen_at_the_next_run(app, store_path, tmp_path):
    from events.__main__ import main

    test = app(lang="en")
    before = Store(store_path).version()
    own = tmp_path / "own.csv"
    own.write_text("id,date,latitude,longitude,title\n1,2024-05-01,50.45,30.52,One more\n")
    assert main(["import", str(own), "--store", str(store_path)]) == 0
    assert Store(store_path).version() == before + 1
    test.run()
    assert "190" in html(test)
