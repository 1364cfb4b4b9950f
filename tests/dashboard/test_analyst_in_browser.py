"""What an analyst does, in a real Chromium: draw an area, play frames, compare, save a view."""

from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.browser

CORNERS = ((300, 150), (500, 180), (420, 330), (300, 150))


def asked(seen) -> dict[str, str]:
    """The parameters in the page's address."""
    found = parse_qs(urlsplit(seen.page.url).query)
    return {name: values[0] for name, values in found.items()}


def test_a_drawn_polygon_becomes_the_area_of_interest(dashboard, visit):
    seen = visit(f"{dashboard}/?lang=en")
    frame = seen.map()
    seen.settle()
    everything = seen.page.locator(".figures dd").first.inner_text()
    frame.get_by_role("button", name="Draw an area").click()
    box = frame.locator("#map_div").bounding_box()
    for x, y in CORNERS:
        seen.page.mouse.click(box["x"] + x, box["y"] + y)
        seen.page.wait_for_timeout(100)
    seen.page.wait_for_url("**area=polygon**")
    seen.settle()
    assert asked(seen)["area"].count(";") == 2
    assert "inside a drawn area of 3 corners" in seen.page.locator(".sentence").first.inner_text()
    assert seen.page.locator(".figures dd").first.inner_text() != everything
    assert frame.evaluate("() => atlas.payload.area.rings.length") == 1
    frame.get_by_role("button", name="Draw an area").click()
    frame.locator(".atlas-sheet").click(position={"x": 200, "y": 200})
    seen.page.keyboard.press("Escape")
    assert frame.locator(".atlas-sheet").count() == 0
    seen.page.get_by_role("button", name="Remove the area").click()
    seen.settle()
    assert "area" not in asked(seen)
    assert seen.faults == []


def test_frames_play_step_and_stop_by_keyboard_and_ask_the_server_nothing(dashboard, visit):
    seen = visit(f"{dashboard}/?lang=uk&play=month")
    frame = seen.map()
    frame.wait_for_selector(".atlas-play")
    seen.settle()
    fills = "() => atlas.regions.getLayers().map((layer) => layer.options.fillColor).join()"
    last = frame.evaluate("() => atlas.player.frame")
    assert last == frame.evaluate("() => atlas.payload.play.labels.length - 1")
    before, received = frame.evaluate(fills), seen.received
    slider = frame.get_by_role("slider", name="Програвання")
    slider.focus()
    seen.page.keyboard.press("Home")
    assert frame.evaluate("() => atlas.player.frame") == 0
    assert slider.get_attribute("aria-valuetext").startswith("лютий 2022")
    assert frame.evaluate(fills) != before
    seen.page.keyboard.press("Space")
    frame.wait_for_function("() => atlas.player.playing && atlas.player.frame >= 2")
    seen.page.keyboard.press("Space")
    stopped = frame.evaluate("() => atlas.player.frame")
    seen.page.keyboard.press("ArrowRight")
    assert frame.evaluate("() => [atlas.player.playing, atlas.player.frame]") == [
        False,
        stopped + 1,
    ]
    frame.get_by_label("Показано разом").select_option("4 місяці")
    assert "4 місяці" in frame.inner_text(".atlas-legend")
    assert " – " in frame.inner_text(".atlas-play strong")
    assert seen.received - received < 5_000
    assert seen.faults == []


@pytest.mark.parametrize(("language", "width"), [("en", 1440), ("uk", 390)])
def test_two_periods_are_compared_on_two_maps_with_the_same_classes(
    dashboard, visit, language, width
):
    address = "compare?since=2024-10-15&until=2025-04-15&vs=year"
    seen = visit(f"{dashboard}/{address}&lang={language}", width=width)
    seen.page.wait_for_selector(".compare")
    seen.settle()
    frames = [frame for frame in seen.page.frames if "streamlit_folium" in frame.url]
    assert len(frames) == 2
    for frame in frames:
        frame.wait_for_function("() => window.atlas && atlas.regions && atlas.paints")
    legends = [frame.evaluate("() => atlas.payload.legend[0].items") for frame in frames]
    assert legends[0][:5] == legends[1][:5]
    wide = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert seen.page.evaluate(wide)
    assert seen.faults == []


def test_a_saved_view_opens_its_page_with_its_filters(dashboard, visit):
    seen = visit(f"{dashboard}/timeline?lang=en&region=UA63")
    seen.page.get_by_role("button", name="Saved views").click()
    seen.page.get_by_label("Name", exact=True).fill("Kharkiv by week")
    seen.page.get_by_role("button", name="Save this view").click()
    seen.settle()
    other = visit(f"{dashboard}/?lang=en")
    other.map()
    other.page.get_by_role("button", name="Saved views").click()
    other.page.get_by_role("link", name="Open Kharkiv by week").click()
    other.page.wait_for_url("**/timeline?**region=UA63**")
    other.settle()
    assert "Kharkiv Oblast" in other.page.locator(".sentence").first.inner_text()
    assert other.faults == []
