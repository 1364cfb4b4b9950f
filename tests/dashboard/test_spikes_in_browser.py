"""Spikes as a reader sees them, in a real Chromium: fill, click, chart, and another week."""

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest

from dashboard import assets
from dashboard.spikes.layer import FILLS
from events.storage.store import Store
from tests.dashboard.conftest import ROOT, serving
from tests.dashboard.test_map_in_browser import click
from tests.events.incident_rows import incident, table

pytestmark = pytest.mark.browser

LVIV = [49.8, 23.9]


@pytest.fixture
def dashboard(tmp_path):
    """Synthetic: an incident a week in two oblasts, and 12 in one of them in the last of 60."""
    days = [str(date(2023, 1, 17) + timedelta(weeks=n)) for n in range(60)]
    rows = [incident(f"{c}{d}", d, adm1_code=c) for d in days for c in ("UA63", "UA46")]
    rows += [incident(f"more{n}", "2024-03-10", adm1_code="UA63") for n in range(11)]
    Store(tmp_path / "store").write(table(*rows), "first")
    assets.prepare()
    with serving(ROOT / "dashboard" / "app.py", ATLAS_STORE=str(tmp_path / "store")) as address:
        yield address


def fills(frame) -> dict[str, str]:
    return frame.evaluate(
        "() => Object.fromEntries(Object.entries(atlas.payload.regions).map(([k, v]) => [k, v[0]]))"
    )


def test_a_spike_is_filled_told_drawn_and_gone_a_week_before(dashboard, visit):
    seen = visit(f"{dashboard}/spikes?lang=en")
    frame = seen.map()
    seen.settle()
    assert fills(frame) == {"UA63": FILLS["spike"], "UA46": FILLS["usual"]}
    assert (
        "(1): Kharkiv Oblast (12, expected 1)" in seen.page.locator(".sentence").nth(1).inner_text()
    )
    box = seen.page.locator("iframe[title='streamlit_folium.st_folium']").bounding_box()
    assert box["y"] + box["height"] < 900
    click(seen, frame, LVIV)
    seen.settle()
    assert "as usual" in seen.page.locator("article.record").inner_text()
    assert "at=UA46" in seen.page.url
    drawn = seen.page.get_by_text("Lviv Oblast: incidents per week. Line: expected (1)")
    drawn.wait_for()
    before = seen.received
    seen.page.get_by_role("button", name="Earlier week").click()
    seen.page.get_by_text("Week of 26 February – 3 March 2024").wait_for()
    seen.settle()
    assert fills(frame) == {"UA63": FILLS["usual"], "UA46": FILLS["usual"]}
    assert "week=2024-02-26" in seen.page.url
    assert seen.received - before < 100_000
    assert seen.hosts == {urlsplit(dashboard).netloc}
    assert seen.faults == []
