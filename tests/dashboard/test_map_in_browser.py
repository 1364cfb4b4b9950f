"""The map as a reader meets it, in a real Chromium: painted, steady, clickable, and alone."""

from urllib.parse import urlsplit

import pytest

from dashboard import assets
from geodata import place, units
from tests.dashboard.conftest import Visit

pytestmark = pytest.mark.browser

FRAME = "iframe[title='streamlit_folium.st_folium']"
VIEW = "() => [atlas.map.getZoom(), atlas.map.getCenter().lat, atlas.map.getCenter().lng]"
INKED = """() => {
  const canvas = document.querySelector("canvas");
  const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, i) => i % 4 === 3 && value > 0).length / (data.length / 4);
}"""
AT = """([lat, lng]) => {
  const p = atlas.map.latLngToContainerPoint([lat, lng]); return [p.x, p.y];
}"""
KHARKIV_DOT = [49.99350, 36.23040]
KYIV_DOT = [50.45010, 30.52340]
BROVARY_DOT = [50.51800, 30.80600]
ZAPORIZHZHIA_DOT = [47.83880, 35.13960]
IN_ZAPORIZHZHIA = [47.2, 35.6]


def click(visit, frame, place) -> None:
    box = visit.page.locator(FRAME).bounding_box()
    x, y = frame.evaluate(AT, place)
    visit.page.mouse.click(box["x"] + x, box["y"] + y)


def toggle(visit, name: str) -> None:
    visit.page.locator("label", has_text=name).first.click()
    visit.settle()


def test_the_map_is_painted_and_no_request_leaves_the_server(map_probe, visit):
    seen = visit(map_probe)
    frame = seen.map()
    seen.settle()
    assert frame.evaluate("() => atlas.regions.getLayers().length") == 27
    assert frame.evaluate(INKED) > 0.1
    assert seen.hosts == {urlsplit(map_probe).netloc}
    assert seen.faults == []


def test_a_change_repaints_and_keeps_frame_zoom_and_centre(map_probe, visit):
    seen = visit(map_probe)
    frame = seen.map()
    seen.settle()
    frame.evaluate("() => { window.mark = 1; atlas.map.setView([49.9, 36.2], 9); }")
    seen.settle()
    before, paints = frame.evaluate(VIEW), frame.evaluate("() => atlas.paints")
    colour = "() => atlas.regions.getLayers().find(l => l.feature.properties.code === 'UA23')"
    colour += ".options.fillColor"
    was = frame.evaluate(colour)
    received = seen.received
    toggle(seen, "many")
    assert frame.evaluate("() => window.mark") == 1
    assert frame.evaluate("() => atlas.paints") > paints
    assert frame.evaluate(colour) != was
    assert frame.evaluate(VIEW) == before
    assert seen.received - received < 100_000
    seen.page.locator("label", has_text="uk").first.click()
    seen.settle()
    assert frame.evaluate("() => window.mark") == 1
    assert frame.evaluate(VIEW) == before
    assert "Інцидентів в області" in frame.inner_text(".atlas-legend")


def test_clicks_on_a_dot_and_a_region_arrive_also_twice(map_probe, visit):
    seen = visit(map_probe)
    frame = seen.map()
    seen.settle()
    for target, answer in (
        (KHARKIV_DOT, "at=49.99350,36.23040 clicks=1"),
        (KHARKIV_DOT, "at=49.99350,36.23040 clicks=2"),
        (IN_ZAPORIZHZHIA, "at=UA23 clicks=3"),
    ):
        click(seen, frame, target)
        seen.page.get_by_text(answer).wait_for()


def test_text_from_data_never_runs(map_probe, visit):
    seen = visit(map_probe)
    frame = seen.map()
    seen.settle()
    x, y = frame.evaluate(AT, KHARKIV_DOT)
    box = seen.page.locator(FRAME).bounding_box()
    seen.page.mouse.move(box["x"] + x - 3, box["y"] + y)
    seen.page.mouse.move(box["x"] + x, box["y"] + y)
    frame.wait_for_selector(".atlas-tip")
    assert "onerror" in frame.inner_text(".atlas-tip")
    assert frame.query_selector(".atlas-tip img") is None
    click(seen, frame, KHARKIV_DOT)
    seen.settle()
    assert seen.page.evaluate("() => window.hit") is None


def test_only_the_switch_lets_tiles_in(map_probe, visit):
    seen = visit(map_probe)
    seen.page.route("https://tile.openstreetmap.org/**", lambda route: route.abort())
    frame = seen.map()
    seen.settle()
    frame.evaluate("() => { window.mark = 1; }")
    own = urlsplit(map_probe).netloc
    assert seen.hosts == {own}
    toggle(seen, "tiles")
    assert seen.hosts == {own, "tile.openstreetmap.org"}
    assert "OpenStreetMap contributors" in frame.inner_text(".leaflet-control-attribution")
    toggle(seen, "tiles")
    assert "OpenStreetMap" not in frame.inner_text(".leaflet-control-attribution")
    assert frame.evaluate("() => window.mark") == 1


def test_cells_zoom_in(map_probe, visit):
    seen = visit(map_probe)
    frame = seen.map()
    toggle(seen, "binned")
    zoom = frame.evaluate("() => atlas.map.getZoom()")
    click(seen, frame, KHARKIV_DOT)
    frame.wait_for_function(f"() => atlas.map.getZoom() > {zoom}")
    seen.settle()
    assert seen.page.locator("[data-testid='stException']").count() == 0
    seen.page.get_by_text("at= clicks=0").wait_for()


def test_the_first_click_after_the_map_was_away_counts(map_probe, visit):
    seen = visit(map_probe)
    frame = seen.map()
    seen.settle()
    click(seen, frame, KHARKIV_DOT)
    seen.page.get_by_text("clicks=1").wait_for()
    frame.evaluate("() => { atlas.map.setView([50.2, 33.0], 7); }")
    seen.settle()  # until the map has come to rest, which is when it notes its view
    view = frame.evaluate(VIEW)
    toggle(seen, "away")
    seen.page.wait_for_selector(FRAME, state="detached")
    toggle(seen, "away")
    frame = seen.map()
    seen.settle()
    assert frame.evaluate(VIEW) == view
    click(seen, frame, KYIV_DOT)
    seen.page.get_by_text("at=50.45010,30.52340 clicks=2").wait_for()


def test_a_chosen_dot_lies_on_top_and_a_chosen_region_is_outlined_below_the_dots(map_probe, visit):
    seen = visit(map_probe)
    frame = seen.map()
    seen.settle()
    click(seen, frame, ZAPORIZHZHIA_DOT)  # a ring, so the first to be drawn and the lowest
    seen.page.get_by_text("clicks=1").wait_for()
    seen.settle()
    topmost = "() => atlas.map.getRenderer(atlas.regions.getLayers()[0])._drawLast.layer"
    assert frame.evaluate(f"{topmost}.atlasChosen")
    click(seen, frame, IN_ZAPORIZHZHIA)
    seen.page.get_by_text("at=UA23 clicks=2").wait_for()
    seen.settle()
    assert frame.evaluate("() => atlas.map.hasLayer(atlas.outline)")
    assert frame.evaluate(f"{topmost} instanceof L.CircleMarker")


def test_a_region_outside_the_filter_is_not_said_to_have_none(map_probe, visit):
    seen = visit(map_probe)
    frame = seen.map()
    said = """(code) => atlas.regions.getLayers()
      .find((layer) => layer.feature.properties.code === code).atlasText[1]"""
    assert frame.evaluate(said, "UA51") == "0 incidents"
    toggle(seen, "narrowed")
    assert frame.evaluate(said, "UA51") == "outside the filter"
    assert "outside the filter" in frame.inner_text(".atlas-legend")


def test_each_name_stands_inside_its_region_in_the_reader_s_language(map_probe, visit):
    seen = visit(map_probe)
    frame = seen.map()
    seen.settle()
    spots = """() => atlas.labels.getLayers().map((label) => [
      label.getElement().textContent, label.getLatLng().lat, label.getLatLng().lng])"""
    english = frame.evaluate(spots)
    placed = place(latitude=[s[1] for s in english], longitude=[s[2] for s in english])
    assert sorted(placed.code) == sorted(units(1)["code"])
    assert {"Kyiv", "Kyiv Oblast", "Odesa", "Crimea"} <= {label[0] for label in english}
    assert frame.get_attribute(".leaflet-control-zoom-in", "aria-label") == "Zoom in"
    seen.page.locator("label", has_text="uk").first.click()
    seen.settle()
    assert {"Київ", "Одеська", "Крим"} <= {label[0] for label in frame.evaluate(spots)}
    assert frame.get_attribute(".leaflet-control-zoom-in", "aria-label") == "Наблизити"


def test_a_finger_may_miss_a_small_dot_a_little(map_probe, visit):
    seen = visit(map_probe, width=390, height=844, is_mobile=True, has_touch=True)
    frame = seen.map()
    seen.settle()
    box = seen.page.locator(FRAME).bounding_box()
    x, y = frame.evaluate(AT, BROVARY_DOT)  # six pixels from Kyiv's dot, which lies above it
    seen.page.touchscreen.tap(box["x"] + x, box["y"] + y)
    seen.page.get_by_text("at=50.51800,30.80600 clicks=1").wait_for()
    x, y = frame.evaluate(AT, KYIV_DOT)
    seen.page.touchscreen.tap(box["x"] + x - 11, box["y"] + y)
    seen.page.get_by_text("at=50.45010,30.52340 clicks=2").wait_for()


def test_shapes_that_come_late_are_painted_and_missing_ones_are_said(map_probe, visit, browser):
    context = browser.new_context()
    seen = Visit(context.new_page(), map_probe)
    refused = []

    def refuse_once(route) -> None:
        refused.append(route.request.url)
        route.continue_() if len(refused) > 1 else route.abort()

    seen.page.route("**/adm1-*.json", refuse_once)
    seen.page.goto(map_probe)
    assert seen.map().evaluate("() => atlas.regions.getLayers().length") == 27
    seen.page.unroute("**/adm1-*.json")
    seen.page.route("**/adm1-*.json", lambda route: route.fulfill(status=404))
    seen.page.goto(map_probe)
    fault = seen.page.frame_locator(FRAME).locator(".atlas-fault")
    fault.wait_for()
    assert "could not be loaded" in fault.inner_text()
    context.close()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_map_fills_its_frame_and_the_frame_its_share_of_the_window(map_probe, visit, width):
    seen = visit(map_probe, width=width)
    frame = seen.map()
    seen.settle()
    box = seen.page.locator(FRAME).bounding_box()
    assert box["height"] >= 0.55 * 900
    size = frame.evaluate("() => [atlas.map.getSize().x, atlas.map.getSize().y]")
    assert size == pytest.approx([box["width"] - 2, box["height"] - 2], abs=3)


def test_assets_are_written_once_and_named_by_content(tmp_path):
    first = assets.prepare(tmp_path)
    stamps = {path: (tmp_path / path).stat().st_mtime_ns for path in first.values()}
    assert assets.prepare(tmp_path) == first
    assert {path: (tmp_path / path).stat().st_mtime_ns for path in first.values()} == stamps


@pytest.mark.parametrize("lost", ["manifest.json", "map.css", "adm1.json", "leaflet.js"])
def test_lost_assets_are_made_again_and_old_ones_go(tmp_path, lost):
    first = assets.prepare(tmp_path)
    (tmp_path / "map-0000000000.js").write_text("old")
    (tmp_path / first.get(lost, lost)).unlink()
    assert assets.prepare(tmp_path) == first
    assert all((tmp_path / path).is_file() for path in first.values())
    (tmp_path / "manifest.json").unlink()  # as if the sources had changed since
    assert assets.prepare(tmp_path) == first
    assert not (tmp_path / "map-0000000000.js").exists()
