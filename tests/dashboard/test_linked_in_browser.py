"""A linked incident as a reader and an operator meet it, in a real Chromium."""

import pytest

from dashboard import assets
from events import Store, link, links_of
from tests.dashboard.conftest import ROOT, serving
from tests.dashboard.test_linked import report
from tests.events.incident_rows import table

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="window.top.hit=1">'


@pytest.fixture
def store(tmp_path) -> Store:
    """Two linked synthetic reports of one incident, and a third of another day."""
    made = Store(tmp_path / "store")
    twin = report("b", title=f"Zmiivska {HOSTILE} thermal power plant", killed_min=2, killed_max=5)
    made.write(table(report("a"), twin, report("c", "9", "2024-06-01")), "x")
    link(made)
    return made


@pytest.fixture
def dashboard(store):
    assets.prepare()
    with serving(ROOT / "dashboard" / "app.py", ATLAS_STORE=str(store.path)) as address:
        yield address


def first_figure(seen) -> list[str]:
    """Its name, its number and what is noted below."""
    return seen.page.locator(".figures > div").first.inner_text().split("\n")


def test_a_linked_incident_is_read_counted_taken_apart_and_put_together(dashboard, store, visit):
    seen = visit(f"{dashboard}/?id=a:1&lang=uk")
    panel = seen.page.locator(".st-key-panel")
    panel.get_by_role("heading", name="За повідомленнями 2 джерел").wait_for()
    seen.settle()
    assert "одна точка, відстань менша за 0,1\u00a0км" in panel.inner_text()
    seen.page.goto(f"{dashboard}/?id=a:1&lang=en")
    seen.map()
    panel.get_by_role("heading", name="Reported by 2 sources").wait_for()
    seen.settle()
    assert first_figure(seen) == ["Incidents", "2", "3 reports"]
    assert panel.locator("table.reports").inner_text().split("\n")[1:] == [
        "a this report, below\t3\tnot stated",
        "b\t2–5\tnot stated",
    ]
    assert HOSTILE in panel.inner_text()
    assert panel.locator("img").count() == 0
    seen.page.get_by_text("Count every report by itself").click()
    seen.page.get_by_text("every report counted by itself").wait_for()
    seen.settle()
    assert first_figure(seen)[:2] == ["Reports", "3"]
    assert "unit=reports" in seen.page.url
    seen.page.get_by_text("Count every report by itself").click()
    seen.settle()
    panel.get_by_role("button", name="Not the same incident").click()
    panel.get_by_text("Not the same incident: decided in the dashboard").wait_for()
    seen.settle()
    assert first_figure(seen)[:2] == ["Incidents", "3"]
    assert links_of(store, "a:1")["decided"].tolist() == ["undone"]
    panel.get_by_role("button", name="Undo this decision").click()
    panel.get_by_role("heading", name="Reported by 2 sources").wait_for()
    seen.settle()
    assert first_figure(seen)[:2] == ["Incidents", "2"]
    assert links_of(store, "a:1")["decided"].tolist() == ["auto"]
    assert seen.page.evaluate("() => window.hit") is None
    assert seen.faults == []
