"""Linked reports on screen: counted once, each told by itself, undone and confirmed by a click."""

import pytest
import streamlit as st

from dashboard import data
from events import Filters, Store, decide, link
from tests.events.incident_rows import incident, table


def report(source: str, **changes: object) -> dict:
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
    return incident("1", "2024-03-05", **(strike | changes))


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
