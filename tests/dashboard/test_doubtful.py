"""What is left out as doubtful is said under the heading, and a switch shows it."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from events import Store
from events.__main__ import main
from tests.dashboard.conftest import ROOT


@pytest.fixture
def app(tmp_path, monkeypatch):
    """app(...) -> the dashboard over one bundled-like row and six of GDELT, opened there."""
    plain = tmp_path / "own.csv"
    plain.write_text("id,date,latitude,longitude,title\n1,2024-03-22,50.45,30.52,Invented\n")
    golden = ROOT / "tests" / "golden" / "gdelt.csv"
    for path in (plain, golden):
        assert main(["import", str(path), "--store", str(tmp_path / "store")]) == 0
    assert Store(tmp_path / "store").table().count() == 7
    monkeypatch.setenv("ATLAS_STORE", str(tmp_path / "store"))

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


def test_the_heading_counts_what_is_left_out_and_the_switch_shows_it(app):
    test = app(lang="en")
    assert "reports of GDELT left out: 6" in html(test)
    assert "<dd>1<" in html(test)
    test.toggle(key="f_doubtful").set_value(True).run()
    assert test.query_params["doubtful"] == "shown"
    assert "reports of GDELT among them" in html(test)
    assert "<dd>7<" in html(test)
    test.toggle(key="f_doubtful").set_value(False).run()
    assert "doubtful" not in test.query_params
    assert "<dd>1<" in html(test)


def test_a_link_shows_it_and_reset_leaves_it_out_again(app):
    test = app(lang="uk", doubtful="shown")
    assert "разом із повідомленнями джерела GDELT" in html(test)
    reset = next(button for button in test.button if button.label == "Скинути всі фільтри")
    reset.click().run()
    assert "без повідомлень джерела GDELT: 6" in html(test)
    assert test.toggle(key="f_doubtful").value is False


def test_a_source_asked_for_by_name_needs_no_switch(app):
    test = app(lang="en", source="gdelt")
    assert "<dd>6<" in html(test)
    assert "f_doubtful" not in test.session_state
