"""The dark theme in Chromium: page and map agree, follow the system, and ask for no byte more."""

import pytest

from dashboard import palette
from dashboard.words.terms import GROUP_COLOURS

pytestmark = pytest.mark.browser

GROUND = "() => getComputedStyle(document.querySelector('.stApp')).backgroundColor"
SEA = "() => getComputedStyle(document.querySelector('#map_div')).backgroundColor"
INKED = """() => {
  const { _ctx: brush } = atlas.map._renderer, found = new Set();
  const { data } = brush.getImageData(0, 0, brush.canvas.width, brush.canvas.height);
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] === 255) found.add(data.slice(i, i + 3).join());
  }
  return [...found];
}"""
FAINTEST = 12
"""Most that a shown colour may lie off in red, green and blue together: dots are not quite opaque,
so what lies below shines through a little."""


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def css(colour: str) -> str:
    return f"rgb({', '.join(map(str, rgb(colour)))})"


def shown(frame, colour: str) -> bool:
    """Whether a pixel of the map's canvas has that colour."""
    pixels = [tuple(map(int, pixel.split(","))) for pixel in frame.evaluate(INKED)]
    away = [sum(abs(a - b) for a, b in zip(p, rgb(colour), strict=True)) for p in pixels]
    return min(away) <= FAINTEST


def test_page_and_map_are_dark_where_the_system_is_and_turn_light_without_the_server(
    map_probe, visit
):
    seen = visit(map_probe, color_scheme="dark")
    frame = seen.map()
    seen.settle()
    received = seen.received
    home = GROUP_COLOURS["civil"]
    ground, sea = palette.ROLES["ground"], palette.ROLES["sea"]
    assert (seen.page.evaluate(GROUND), frame.evaluate(SEA)) == (css(ground[1]), css(sea[1]))
    assert shown(frame, palette.DARK[home])
    assert not shown(frame, home)
    for event, spot in (("beforeprint", 0), ("afterprint", 1)):
        frame.evaluate(f"() => window.dispatchEvent(new Event('{event}'))")
        assert frame.evaluate(SEA) == css(sea[spot]), "paper is light"
    seen.page.emulate_media(color_scheme="light")
    frame.wait_for_function("() => document.documentElement.dataset.theme === 'light'")
    assert (seen.page.evaluate(GROUND), frame.evaluate(SEA)) == (css(ground[0]), css(sea[0]))
    assert shown(frame, home)
    seen.settle()
    assert seen.received == received, "a change of theme asks the server for nothing"
    assert seen.faults == []
