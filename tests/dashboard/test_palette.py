"""The colours of both themes: every pair that is read against each other has its contrast."""

import re
import tomllib
from itertools import pairwise

import pytest

from dashboard import palette
from dashboard.__main__ import CONFIG
from dashboard.changes import layer as change_layer
from dashboard.compare import view as compare_view
from dashboard.energy import tables as energy_tables
from dashboard.energy.phrases import KIND_COLOURS
from dashboard.layers import hexagon_layer, region_fills
from dashboard.style import CSS
from dashboard.timeline import milestone_chart
from dashboard.words import terms
from tests.dashboard.conftest import ROOT

TEXT, GRAPHIC = 4.5, 3.0
"""WCAG 2.2, 1.4.3 and 1.4.11, level AA."""

LIGHT, DARK = 0, 1
ROLES = palette.ROLES
THEMES = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]

READ = [
    *[(text, ground) for text in ("text", "soft", "muted") for ground in ("ground", "side")],
    *[("hint", "ground"), ("accent", "ground"), ("gone", "ground")],
    *[("text", "hover"), ("text", "chosen"), ("muted", "hover"), ("muted", "chosen")],
    *[("text", "chip"), ("text", "chip-hover"), ("muted", "chip")],
    *[("warn-text", "warn"), ("fault-text", "fault")],
]
"""Roles of a text and of what it stands on."""


def channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    red, green, blue = (channel(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def seen(light: str, theme: int) -> str:
    """The colour that the map shows in a theme for what the server calls `light`."""
    return palette.DARK[light] if theme == DARK else light


def test_the_measure_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(theme):
    faint = {
        pair: ratio
        for pair in READ
        if (ratio := contrast(*(ROLES[name][theme] for name in pair))) < TEXT
    }
    assert faint == {}
    assert contrast(palette.ON_ACCENT[theme], ROLES["accent"][theme]) >= TEXT


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_can_be_told_from_what_they_lie_on(theme):
    ground, land = ROLES["ground"][theme], seen(region_fills.NO_INCIDENT, theme)
    drawn = {terms.ACCENT, compare_view.OTHER, milestone_chart.BARS, palette.TOLL_LOWER}
    drawn |= set(milestone_chart.COLOURS.values())
    dots = {*terms.GROUP_COLOURS.values(), *change_layer.SIGNS.values(), *KIND_COLOURS.values()}
    pairs = [(colour, ground) for colour in drawn] + [(colour, land) for colour in dots]
    assert {pair for pair in pairs if contrast(seen(pair[0], theme), pair[1]) < GRAPHIC} == set()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_dot_stands_out_on_any_shade_by_its_outline(theme):
    for dot in terms.GROUP_COLOURS.values():
        assert contrast(seen(dot, theme), ROLES["ground"][theme]) >= GRAPHIC


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_hatching_and_names_are_seen_on_every_shade(theme):
    for shade in (*terms.SHADES, region_fills.NO_INCIDENT, region_fills.MAYBE):
        lines = (ROLES["ground"][theme], ROLES["text"][theme])  # side by side (map_hatch.js)
        assert max(contrast(line, seen(shade, theme)) for line in lines) >= GRAPHIC


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ramp", [terms.SHADES, hexagon_layer.COLOURS], ids=["blue", "violet"])
def test_more_is_farther_from_the_ground(ramp, theme):
    away = [contrast(seen(shade, theme), ROLES["ground"][theme]) for shade in ramp]
    assert away == sorted(away)
    assert min(high / low for low, high in pairwise(away)) > 1.1


def test_each_colour_that_the_server_sends_has_a_dark_partner_of_its_own_family():
    fills = {*region_fills.FALLS, *region_fills.RISES, region_fills.SAME, region_fills.FROM_NONE}
    fills |= {region_fills.NO_INCIDENT, region_fills.NOT_STATED, region_fills.OUTSIDE}
    fills |= {region_fills.MAYBE, hexagon_layer.COARSE_COLOUR, *hexagon_layer.COLOURS}
    assert fills | set(terms.SHADES) | set(energy_tables.SEASON_COLOURS) <= palette.DARK.keys()
    different = [region_fills.NO_INCIDENT, region_fills.NOT_STATED, region_fills.OUTSIDE]
    assert len({palette.DARK[fill] for fill in (*different, region_fills.MAYBE)}) == 4


def test_no_colour_is_written_anywhere_but_in_the_tables():
    """A hexadecimal colour of a module or a script is one that the palette knows."""
    unknown = {}
    ours = [p for p in (ROOT / "dashboard").rglob("*.*") if p.suffix in (".py", ".js", ".css")]
    for path in [p for p in ours if not {*p.parts} & {"static", "report"}]:
        found = set(re.findall(r"#[0-9a-fA-F]{6}\b", path.read_text(encoding="utf-8")))
        if path.name != "palette.py" and (left := found - palette.KNOWN):
            unknown[path.name] = left
    assert unknown == {}


def test_css_asks_for_roles_that_there_are_and_charts_for_their_colours():
    sheets = [path.read_text("utf-8") for path in (ROOT / "dashboard" / "browser").glob("*.css")]
    asked = set(re.findall(r"var\(--([a-z-]+)\)", "".join([CSS, *sheets])))
    own = {name for name in asked if name.startswith("st-")} | {"colour", "on-accent"}
    assert asked - own <= ROLES.keys()
    drawn = {*energy_tables.SEASON_COLOURS, *milestone_chart.COLOURS.values(), terms.MUTED}
    for light in drawn:
        assert f"svg.marks [fill='{light}']" in CSS


def test_streamlit_s_own_theme_has_the_same_colours():
    for theme, spot in (("light", LIGHT), ("dark", DARK)):
        told = THEMES[theme]
        assert told["backgroundColor"] == ROLES["ground"][spot]
        assert told["secondaryBackgroundColor"] == ROLES["side"][spot]
        assert told["primaryColor"] == ROLES["accent"][spot]
        for ground in (told["backgroundColor"], told["secondaryBackgroundColor"]):
            assert contrast(told["textColor"], ground) >= TEXT
            assert contrast(told["primaryColor"], ground) >= TEXT
