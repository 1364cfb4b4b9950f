"""The page Energy as a reader sees it, in a real Chromium: a plant chosen on the map, by name and
in the table; the distance and the season."""

from urllib.parse import urlsplit

import pytest

from tests.dashboard.test_map_in_browser import click

pytestmark = pytest.mark.browser

BURSHTYN = [49.2104, 24.6665]


def test_a_plant_is_chosen_on_the_map_by_name_and_in_the_table(dashboard, visit):
    seen = visit(f"{dashboard}/energy?lang=en")
    page, frame = seen.page, seen.map()
    seen.settle()
    rows = frame.evaluate("() => atlas.payload.facilities.rows")
    assert len(rows) == 50
    (burshtyn,) = [row for row in rows if row[0] == "atlas-burshtyn-tpp"]
    assert burshtyn[1:3] == BURSHTYN
    box = page.locator("iframe[title='streamlit_folium.st_folium']").bounding_box()
    assert box["y"] + box["height"] < 900, "the map is on the first screen"
    click(seen, frame, BURSHTYN)
    detail = page.locator("article.record")
    detail.filter(has_text="Burshtyn TPP").wait_for()
    seen.settle()
    assert "2,334 MW" in detail.inner_text()
    assert "at=f%3Aatlas-burshtyn-tpp" in page.url
    assert f"Within 5 km: {burshtyn[4] + burshtyn[5]} records" in page.inner_text("body")
    page.get_by_role("radio", name="10", exact=True).click()
    page.wait_for_url("**near_km=10*")
    seen.settle()
    assert "Within 10 km" in page.inner_text("body")

    name = page.get_by_role("combobox", name="A facility of this list, by name")
    name.press("ArrowDown")
    name.press_sequentially("Trypil")
    name.press("Enter")
    detail.filter(has_text="Trypilska TPP").wait_for()
    seen.settle()
    assert frame.evaluate("() => atlas.payload.selected") == "f:atlas-trypilska-tpp"

    table = page.locator("[data-testid='stDataFrame']").first
    table.scroll_into_view_if_needed()
    grid = table.bounding_box()
    page.mouse.click(grid["x"] + 18, grid["y"] + 35 + 17)  # the first row's box
    seen.settle()
    first = frame.evaluate("() => atlas.payload.selected")
    assert first == "f:atlas-kherson-chp", "three at it as at Burshtyn, and more within 10 km"

    season = page.get_by_role("combobox", name="Heating season")
    season.press("ArrowDown")
    season.press_sequentially("2024/25")
    season.press("Enter")
    page.wait_for_url("**since=2024-10-15*")
    seen.settle()
    assert "until=2025-04-15" in page.url
    assert seen.hosts == {urlsplit(dashboard).netloc}
    assert seen.faults == []
