"""Linked reports on screen: counted once, each told by itself, undone and confirmed by a click."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import data
from events import Filters, Store, decide, link, links_of
from tests.dashboard.conftest import ROOT
from tests.events.incident_rows import incident, table


def report(source: str, number: str = "1", day: str = "2024-03-05", **changes: object) -> dict:
    """A report of one strike on a power plant by `source`."""
    strike = {
        "title": "Missile hits the Zmiivska thermal power plant",
        "latitude": 49.0,
        "longitude": 30.0,
        "adm1_code": "UA71",
        "event_type": "missile_strike",
        "target_category": "energy",
        "killed_min": 3,
        "killed_max": 3,
        "source": source,
    }
    return incident(number, day, **(strike | changes))


@pytest.fixture
def store(tmp_path, monkeypatch):
    """Two reports of one synthetic incident, not yet linked, in the store of the dashboard."""
    made = Store(tmp_path / "store")
    second = report("b", title="Zmiivska <b>plant</b> hit", killed_min=2, killed_max=5)
    made.write(table(report("a"), second), "x")
    monkeypatch.setenv("ATLAS_STORE", str(made.path))
    monkeypatch.delenv("ATLAS_MODE", raising=False)
    st.cache_data.clear()
    st.cache_resource.clear()
    return made


def test_links_and_decisions_are_seen_without_a_new_version_of_the_store(store):
    def counted() -> int:
        return data.ask("figures", data.open_atlas(), Filters()).incidents

    version = store.version()
    assert counted() == 2
    link(store)
    assert counted() == 1
    decide(store, "a:1", "b:1", "undone")
    assert counted() == 2
    assert store.version() == version


@pytest.fixture
def twins(store):
    """The same two synthetic reports, linked, and a third that tells of another day."""
    store.write(table(report("c", "9", "2024-06-01")), "y")
    link(store)
    return store


def opened(test: AppTest | None = None, **params: str) -> AppTest:
    """The Map page, or the page of `test`, at that address."""
    if test is None:
        test = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    for name, value in {"lang": "en", **params}.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception
    return test


def incidents_page() -> AppTest:
    def page() -> None:
        from dashboard.screens import incidents

        incidents.show()

    return AppTest.from_function(page, default_timeout=60)


def html(test: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in test.get("html"))


def labels(test: AppTest) -> list[str]:
    return [button.label for button in test.button]


def test_the_panel_tells_the_incident_and_each_report_of_it(twins):
    test = opened(id="a:1")
    said = html(test)
    assert "Reported by 2 sources" in said
    assert "2 reports of one incident" in said
    assert "<dd>2–5</dd>" in said, "the toll over both"
    assert "&lt;b&gt;plant&lt;/b&gt; hit" in said
    assert "Linked with this report" in said
    assert "Found by comparison, probability" in said
    assert "one point, less than 0.1\u00a0km apart" in said
    next(button for button in test.button if button.label == "Open this report").click().run()
    assert test.query_params["id"] == "b:1"
    assert "Reported by 2 sources" in html(test)


def test_a_report_that_is_alone_has_nothing_of_it(twins):
    test = opened(id="c:9")
    assert "Reported by 2" not in html(test)
    assert "Not the same incident" not in labels(test)


def test_a_decision_counts_at_once_and_is_undone(twins):
    test = opened(id="b:1")
    assert "<dd>2<small>3 reports" in html(test)
    test.button(key="link_undo_a:1_b:1").click().run()
    assert "<dd>3<small></small>" in html(test)
    assert "Not the same incident: decided in the dashboard on" in html(test)
    assert "Reported by 2 sources" not in html(test)
    (row,) = links_of(twins, "a:1").to_dict("records")
    assert (row["decided"], row["decided_by"]) == ("undone", "dashboard")
    test.button(key="link_take_back_a:1_b:1").click().run()
    assert "<dd>2<small>3 reports" in html(test)
    test.button(key="link_confirm_a:1_b:1").click().run()
    assert "Confirmed in the dashboard on" in html(test)
    assert [label for label in labels(test) if "incident" in label.lower()] == []
    assert "Undo this decision" in labels(test)


def test_what_could_not_be_kept_is_said(twins, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    test = opened(id="b:1")
    monkeypatch.setattr("events.linking.links.write_deltalake", full)
    test.button(key="link_confirm_a:1_b:1").click().run()
    assert "No space left on device" in test.error[0].value
    assert not test.exception


def test_of_an_earlier_version_nothing_is_decided(twins):
    decide(twins, "a:1", "b:1", "confirmed", by="Olena")
    test = opened(id="a:1", as_of=str(twins.version()))
    assert "Reported by 2 sources" in html(test)
    assert "Confirmed by Olena on" in html(test)
    assert "Undo this decision" not in labels(test)
    assert "Same incident: confirm" not in labels(test)


def test_in_public_nothing_is_decided_nobody_named_and_no_withheld_report_told(twins, monkeypatch):
    acled = report("acled", licence="ACLED-EULA", title="withheldword")
    twins.write(table(acled), "z")
    link(twins)
    decide(twins, "a:1", "b:1", "confirmed", by="Olena")
    monkeypatch.setenv("ATLAS_MODE", "public")
    monkeypatch.setenv("ATLAS_EDITOR_KEY", "a key of sixteen signs")
    st.cache_resource.clear()
    st.cache_data.clear()
    test = opened(id="a:1")
    assert "Reported by 2 sources" in html(test)
    assert "Confirmed by a person on" in html(test)
    assert {"Undo this decision", "Not the same incident"}.isdisjoint(labels(test))
    for secret in ("withheldword", "acled:1", "Olena"):
        assert secret not in html(test)


def test_the_switch_counts_reports_and_says_so(twins):
    test = opened()
    assert "<dt>Incidents</dt><dd>2<small>3 reports" in html(test)
    test.toggle(key="f_unit").set_value(True).run()
    assert test.query_params["unit"] == "reports"
    assert "<dt>Reports</dt><dd>3<small></small>" in html(test)
    assert "every report counted by itself" in html(test)
    test.toggle(key="f_unit").set_value(False).run()
    assert "unit" not in test.query_params


def test_without_links_there_is_no_switch_but_where_the_address_asks(store):
    assert "f_unit" not in opened().session_state
    assert opened(unit="reports").toggle(key="f_unit").value is True


def test_a_dot_of_one_incident_lists_its_reports_and_counts_both(twins):
    test = opened(at="49.00000,30.00000", until="2024-04-01")
    assert "**At this point: 2 reports of 1 incident**" in [m.value for m in test.markdown]
    assert sum("2 sources" in label for label in labels(test)) == 2
    test = opened(at="49.00000,30.00000", until="2024-04-01", lang="uk")
    assert "**У цій точці: 2 повідомлення про 1 інцидент**" in [m.value for m in test.markdown]


def test_the_table_says_how_many_sources_report(twins):
    test = opened(incidents_page())
    (frame,) = [element.value for element in test.dataframe]
    assert frame["Reported by"].tolist() == ["1 source", "2 sources", "2 sources"]


def test_without_links_the_table_has_no_such_column(store):
    test = opened(incidents_page())
    assert "Reported by" not in test.dataframe[0].value.columns
