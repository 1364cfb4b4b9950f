"""Rows -> the map's layer, pure: the same rows give the same text, character for character.

A change of the filters sends one compact JSON text to the browser: a colour and a tooltip for
each region, five or six numbers for each dot. Dots are drawn only for incidents placed to a
site, a settlement or its vicinity; what is known to the oblast alone shades it.
"""

import json
import re

import folium
import pandas as pd
from branca.element import MacroElement
from folium.template import Template

from dashboard.shading import class_borders, class_labels, shade_of
from dashboard.terms import GROUP_COLOURS, GROUP_LABELS, GROUP_OF, SHADES
from dashboard.words import LANGUAGES, counted, number, say, toll

GROUPS = tuple(GROUP_COLOURS)
PRECISIONS = ("site", "settlement", "near")
NAMED_UP_TO = 1200
"""Up to so many dots each carries its place's name (about 20 bytes); above it only the count."""

_TEMPLATE_OPENING = re.compile(r"\{(?=[{%#])")

NO_INCIDENT, NOT_STATED, OUTSIDE = "#fbfbf9", "#d8d2c4", "#e9edee"
"""Fills of regions that hold no incident or no toll above zero, whose incidents state no toll, and
which the filters do not ask about: three different things, of which only the first is "none"."""

CELL_COLOUR = "#5b2d6e"
LARGEST_BUBBLE = 20
"""Pixels of the radius of the unit with most incidents, where units are shown at their seats."""
LARGEST_RADIUS = 13
"""Pixels of the circle of the fullest cell in view; a cell is about 24 wide (events.points)."""

TILES = {
    "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    "attribution": '<a href="https://www.openstreetmap.org/copyright" target="_blank" '
    'rel="noopener noreferrer">© OpenStreetMap contributors</a>',
}
"""The one online layer; loaded only when the reader switches it on."""


def atlas_layer(
    regions: pd.DataFrame,
    dots,
    *,
    shade: str,
    selected: str,
    tiles: bool,
    language: str,
    level: int = 1,
    within: tuple[str, ...] = (),
) -> folium.FeatureGroup:
    """The layer of one view.

    With `dots` None the units have no shapes: each gets a circle at its seat, whose area follows
    its incidents, and there are no dots, which would lie on the circles.

    `regions` are rows of by_region at `level`, `dots` the answer of events.dots, `shade` the
    column that colours the regions, `selected` a region code or "latitude,longitude", `within`
    the regions that the filters ask about (any level, or "none"), empty for all.
    """
    borders = class_borders(regions.loc[regions["code"].notna(), shade])
    painted, texts = _regions(regions, shade, borders, language)
    binned = dots is not None and dots.binned
    frame = dots.frame if dots is not None else regions.iloc[:0]
    counts = regions.loc[regions["code"].notna(), "incidents"]
    largest = int(counts.max()) if len(counts) else 0
    payload = {
        "language": language,
        "level": level,
        "selected": selected,
        "none": counted("incidents", 0, language),
        "inside": [code for code in within if code != "none"] if within else None,
        "outside": say("outside_filter", language),
        "fills": {"none": NO_INCIDENT, "outside": OUTSIDE},
        "zoomIn": say("zoom_in", language),
        "tiles": TILES if tiles else None,
        "colours": [GROUP_COLOURS[group] for group in GROUPS],
        "regions": painted,
        "texts": texts,
        "bubbles": {"largest": largest, "radius": LARGEST_BUBBLE} if dots is None else None,
        "dots": [] if binned or dots is None else _dots(frame, language),
        "cells": _cells(frame) if binned else [],
        "cellDegrees": dots.cell_degrees if binned else None,
        "cellColour": CELL_COLOUR,
        "counts": _counts(frame, language),
        "legendTitle": say("legend", language),
        "legend": _legend(shade, level, borders, dots, language, bool(within), largest),
    }
    return feature_group(payload)


def feature_group(payload: dict) -> folium.FeatureGroup:
    """The feature group of one payload of map.js."""
    group = folium.FeatureGroup(name="atlas")
    group.add_child(_Payload(payload))
    return group


class _Payload(MacroElement):
    """Hands the payload to map.js and puts the layer that it answers into the feature group."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "{{ this._parent.get_name() }}.addLayer(window.atlas.layer({{ this.payload }}));"
        "{% endmacro %}"
    )

    def __init__(self, payload: dict) -> None:
        super().__init__()
        self._name = "atlas"
        self.payload = script_json(payload)


def script_json(value: object) -> str:
    """JSON that may stand inside a script: it can end neither the script nor a line of it.

    Folium compiles each script as a Jinja template, and streamlit-folium fills in {{ 'name' }}:
    so no brace of a text stands before another sign that would open an expression. Outside
    texts JSON has no such pair.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return _TEMPLATE_OPENING.sub(r"\\u007b", text)


def _regions(
    rows: pd.DataFrame, shade: str, borders: list[int], language: str
) -> tuple[dict, list[str]]:
    """code -> [colour or null for none, number of its tooltip, incidents], and the tooltips.

    A tooltip that many regions share is sent once: 1,769 hromadas stay under 100 kB.
    """
    numbers: dict[str, int] = {}
    painted = {
        row["code"]: [
            NOT_STATED if pd.isna(row[shade]) else shade_of(row[shade], borders),
            numbers.setdefault(_region_text(row, language), len(numbers)),
            int(row["incidents"]),
        ]
        for row in rows[rows["code"].notna()].to_dict("records")
    }
    return painted, list(numbers)


def _region_text(row: dict, language: str) -> str:
    lines = [counted("incidents", int(row["incidents"]), language)]
    for kind in ("killed", "injured"):
        value = toll(row[f"{kind}_min"], row[f"{kind}_max"], language)
        lines.append(f"{say(f'field_{kind}', language)}: {value}")
    if row["coarse"]:
        lines.append(say("tip_coarse", language, n=int(row["coarse"])))
    return "\n".join(lines)


def _dots(frame: pd.DataFrame, language: str) -> list[list]:
    """[latitude, longitude, incidents, group, precision, name] a dot, coarsest precision first.

    Finer dots come later and so lie on top.
    """
    groups = frame["group"].map(GROUP_OF).map(GROUPS.index)
    precision = frame["precision"].map(PRECISIONS.index)
    ordered = frame.assign(g=groups, p=precision)
    ordered = ordered.sort_values(
        ["p", "incidents", "latitude", "longitude"], ascending=[False, False, True, True]
    )
    columns = [ordered[c].tolist() for c in ("latitude", "longitude", "incidents", "g", "p")]
    if len(ordered) <= NAMED_UP_TO:
        place = ordered["place_uk"].fillna(ordered["place"]) if language == "uk" else None
        place = ordered["place"] if place is None else place
        columns.append(place.fillna("").tolist())
    return [list(row) for row in zip(*columns, strict=True)]


def _cells(frame: pd.DataFrame) -> list[list]:
    """[latitude, longitude, incidents, radius in pixels] a cell, the largest first, below."""
    ordered = frame.sort_values(
        ["incidents", "latitude", "longitude"], ascending=[False, True, True]
    )
    largest = ordered["incidents"].max()
    radius = (LARGEST_RADIUS * (ordered["incidents"] / largest) ** 0.5).clip(lower=2).round(1)
    rounded = ordered[["latitude", "longitude"]].round(4)
    columns = (rounded["latitude"], rounded["longitude"], ordered["incidents"], radius)
    return [list(row) for row in zip(*(c.tolist() for c in columns), strict=True)]


def _counts(frame: pd.DataFrame, language: str) -> dict[str, str]:
    """Every count that occurs -> its words, so that no dot repeats them."""
    counts = sorted(set(frame["incidents"].tolist()))
    return {str(n): counted("incidents", n, language) for n in counts}


def _sizes(largest: int, radius: int, colour: str, language: str) -> list[dict]:
    """Two circles for the legend: that of the largest count and that of a tenth of it."""
    return [
        {
            "colour": colour,
            "mark": "bubble",
            "size": round(2 * radius * (n / largest) ** 0.5, 1),
            "text": number(n, language),
        }
        for n in dict.fromkeys((largest, max(1, largest // 10)))
    ]


def _shade_items(shade: str, borders: list[int], language: str, narrowed: bool) -> list[dict]:
    """The legend's fills of regions; "not stated" only for tolls, "outside" only when narrowed."""
    entries = [(NO_INCIDENT, say("legend_none", language)), *class_labels(borders, language)]
    if shade != "incidents":
        entries.append((NOT_STATED, say("toll_unstated", language)))
    if narrowed:
        entries.append((OUTSIDE, say("outside_filter", language)))
    return [{"colour": colour, "text": text} for colour, text in entries]


def _legend(
    shade: str,
    level: int,
    borders: list[int],
    dots,
    language: str,
    narrowed: bool,
    largest: int,
) -> list[dict]:
    spot = LANGUAGES.index(language)
    items = _shade_items(shade, borders, language, narrowed)
    if dots is None and shade == "incidents":
        items = items[1:]  # a unit without incidents has no circle
    title = say(f"legend_{shade}_{level}" if shade == "incidents" else f"legend_{shade}", language)
    parts = [{"title": title, "shape": "shade", "items": items}]
    if dots is None:
        if largest:
            items = _sizes(largest, LARGEST_BUBBLE, SHADES[2], language)
            title = say(f"legend_seats_{level}", language)
            parts.append({"title": title, "shape": "mark", "items": items})
    elif dots.binned:
        fullest = int(dots.frame["incidents"].max())
        items = _sizes(fullest, LARGEST_RADIUS, CELL_COLOUR, language)
        parts.append({"title": say("legend_cells", language), "shape": "mark", "items": items})
    elif len(dots.frame):
        groups = [
            {"colour": GROUP_COLOURS[group], "mark": "dot", "text": GROUP_LABELS[group][spot]}
            for group in GROUPS
        ]
        marks = [
            {"colour": "#4a4f57", "mark": mark, "text": say(f"legend_{word}", language)}
            for mark, word in zip(("dot", "pale", "ring"), PRECISIONS, strict=True)
        ]
        title = say("legend_dots", language)
        parts.append({"title": title, "shape": "dot", "items": groups})
        parts.append({"title": say("legend_precision", language), "shape": "mark", "items": marks})
    return parts
