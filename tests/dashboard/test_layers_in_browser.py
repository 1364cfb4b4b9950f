"""Hatching, hexagons and their legend as they are painted, in a real Chromium."""

import pytest

pytestmark = pytest.mark.browser

STROKES = """(code) => {
  const region = atlas.regions.getLayers().find((l) => l.feature.properties.code === code);
  const {x, y} = atlas.map.latLngToContainerPoint(region.getBounds().getCenter());
  const canvas = document.querySelector("canvas");
  const ratio = canvas.width / canvas.clientWidth;
  const box = canvas.getBoundingClientRect();
  const around = atlas.map.getContainer().getBoundingClientRect();
  const side = Math.round(14 * ratio);
  const left = (x - (box.x - around.x)) * ratio - side / 2;
  const top = (y - (box.y - around.y)) * ratio - side / 2;
  const {data} = canvas.getContext("2d").getImageData(left, top, side, side);
  const dark = data.filter((value, i) => i % 4 === 0 && value < 150).length;
  return dark / (data.length / 4);
}"""
"""The share of dark pixels in a square in the middle of a region."""

UNHATCH = """(code) => {
  const named = (layer) => layer.feature.properties.code === code;
  atlas.regions.getLayers().find(named).setStyle({hatch: false});
}"""
DRAWN = """() => atlas.group.getLayers().map((l) => [
  l.atlasText && l.atlasText[0], l instanceof L.Polygon ? l.getLatLngs()[0].length : 0])"""


def test_hatching_hexagons_and_metrics_are_painted_and_said(dashboard, visit):
    seen = visit(f"{dashboard}/?lang=en&until=2025-12-31")
    frame = seen.map()
    seen.settle()
    entries = frame.evaluate("() => atlas.payload.regions")
    hatched = [code for code, entry in entries.items() if len(entry) == 4]
    assert hatched
    assert frame.evaluate(
        "() => atlas.regions.getLayers().filter((l) => l.options.hatch).length"
    ) == (len(hatched))
    dark = [frame.evaluate(STROKES, code) for code in hatched]
    for code in hatched:
        frame.evaluate(UNHATCH, code)
    seen.settle()
    plain = [frame.evaluate(STROKES, code) for code in hatched]
    assert max(before - after for before, after in zip(dark, plain, strict=True)) > 0.1
    seen.page.locator("button", has_text="hexagons").first.click()
    seen.page.get_by_text("known only to a region stand in circles").wait_for()
    seen.settle()
    assert "Incidents per hexagon of 1,600 km²" in frame.inner_text(".atlas-legend")
    assert "most known only to a region" in frame.inner_text(".atlas-legend")
    drawn = frame.evaluate(DRAWN)
    hexagons = [text for text, corners in drawn if corners == 6]
    total = frame.evaluate(
        "() => atlas.payload.hexagons.rows.reduce((sum, row) => sum + row[2], 0)"
    )
    assert sum(int(text.split()[0]) for text in hexagons) == total > 100
    assert "places=hex" in seen.page.url
    assert seen.page.locator(".map-summary[role=status]").inner_text().startswith("Placed in")
    seen.page.locator("button", has_text="dots").first.click()
    seen.settle()
    received, paints = seen.received, frame.evaluate("() => atlas.paints")
    seen.page.get_by_role("combobox", name="Shade regions by").click()
    seen.page.get_by_role("option", name="incidents per 100,000 residents").click()
    frame.wait_for_function(f"() => atlas.paints > {paints}")
    seen.settle()
    assert "millions have moved since" in frame.inner_text(".atlas-legend")
    assert seen.received - received < 100_000
    assert seen.faults == []
