"""Raions and hromadas whose borders are not installed, in a real Chromium: circles at seats."""

import pandas as pd
import pytest

from dashboard.screens.map import at_seats
from geodata import seats, units
from tests.dashboard.test_map_in_browser import click

pytestmark = pytest.mark.browser

SURE = """() => Object.entries(atlas.payload.regions)
  .filter(([, [, , incidents]]) => incidents > 0).map(([code]) => code)"""
MARKS = "() => atlas.group.getLayers().filter(m => m.options.interactive !== false).length"


@pytest.mark.parametrize("level", [2, 3])
def test_a_level_without_borders_has_circles_over_the_oblasts(dashboard, visit, level):
    seen = visit(f"{dashboard}/?level={level}&lang=en")
    frame = seen.map()
    frame.wait_for_function(f"{MARKS} > 30")
    seen.settle()
    codes = set(frame.evaluate(SURE))
    assert frame.evaluate(MARKS) == len(codes & set(seats(level)["code"]))
    assert frame.evaluate("() => atlas.regions.getLayers().length") == 27
    assert frame.evaluate("() => atlas.payload.dots.length") == 0
    kinds = frame.evaluate("() => atlas.group.getLayers().map(m => m.options.interactive)")
    assert sorted(kinds, reverse=True) == kinds, "no circle hides a count"
    assert "A circle stands at the seat" in seen.page.inner_text("body")
    assert "GeoNames" in frame.inner_text(".leaflet-control-attribution")
    body = seen.page.inner_text("body")
    assert "are not installed" in body
    assert "python -m geodata install FILE" in body
    assert seen.faults == []


def test_circles_are_sized_by_count_switched_to_clicked_and_drilled_into(dashboard, visit):
    seen = visit(f"{dashboard}/?lang=en")
    frame = seen.map()
    seen.settle()
    before = seen.received
    seen.page.get_by_role("radio", name="raions").click()
    frame.wait_for_function("() => atlas.level === 2 && atlas.group.getLayers().length > 30")
    seen.settle()
    assert seen.received - before < 100_000
    radii = frame.evaluate("""() => atlas.group.getLayers().map(
      (circle) => [Number(circle.options.count), circle.getRadius()])""")
    (most, widest), (some, width) = radii[0], radii[10]
    assert widest == pytest.approx(frame.evaluate("() => atlas.payload.bubbles.radius"))
    assert (width / widest) ** 2 == pytest.approx(some / most)
    seat = seats(2).set_index("code").loc["UA2306"]
    click(seen, frame, [seat["latitude"], seat["longitude"]])
    seen.page.locator("article.record", has_text="Zaporizkyi raion").wait_for()
    seen.page.get_by_role("button", name="Show its hromadas").click()
    frame.wait_for_function("() => atlas.level === 3")
    seen.settle()
    codes = frame.evaluate("() => Object.keys(atlas.payload.regions)")
    assert codes
    assert all(code.startswith("UA2306") for code in codes)


@pytest.mark.parametrize("language", ["en", "uk"])
def test_units_without_a_known_seat_and_incidents_without_a_unit_are_counted(language):
    unknown = sorted(set(units(3)["code"]) - set(seats(3)["code"]))
    rows = pd.DataFrame({"code": ["UA6312027", *unknown, None], "incidents": 7})
    said = at_seats(rows, 3, language)
    noun = {"en": "incidents", "uk": "інцидентів"}[language]
    assert f"{7 * len(unknown)} {noun}" in said
    assert f"7 {noun}" in said.split(".")[-2] + said.split(".")[-1]
    assert at_seats(rows.iloc[:1], 3, language).count(noun) == 0
