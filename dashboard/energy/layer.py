"""Facilities and the incidents near them -> the map's layer, pure.

Each kind of facility has a shape of its own, drawn by map_energy.js; how full it is says what is
known near it. The regions are not shaded: the page is not about them.
"""

from dataclasses import dataclass

import folium
import pandas as pd

from dashboard import layers
from dashboard.energy.phrases import KIND_COLOURS, KIND_LABELS
from dashboard.words.terms import GROUP_COLOURS
from dashboard.words.writing import LANGUAGES, counted, number, say
from events import FACILITY_KINDS

DOTS = 600
"""Most places of incidents drawn one by one; a thousand facilities with them take about 70 kB."""

NAMED_UP_TO = 300
RINGS_UP_TO = 120
"""Facilities of which each gets the ring of the distance; of more only the chosen one does."""

TARGETS = (GROUP_COLOURS["power"], GROUP_COLOURS["rest"])
_CELL = 24 * 360 / 256 / 2
"""Degrees of latitude under 24 pixels at zoom 0, about half as many as of longitude."""


@dataclass(frozen=True)
class Spots:
    """What to draw of `Near.places`: dots, or cells of `cell` degrees when they are too many."""

    frame: pd.DataFrame
    total: int
    cell: float | None


def spots(places: pd.DataFrame, bounds, zoom: float | None) -> Spots:
    """The places within bounds (south, west, north, east; None for all), or cells of them."""
    if bounds is not None:
        south, west, north, east = bounds
        inside = places["latitude"].between(south, north) & places["longitude"].between(west, east)
        places = places[inside]
    total = len(places[["latitude", "longitude"]].drop_duplicates())
    if len(places) <= DOTS:
        return Spots(places, total, None)
    cell = _CELL / 2 ** (6 if zoom is None else zoom)
    while len(found := _cells(places, cell)) > DOTS:
        cell *= 2
    return Spots(found, total, cell)


def _cells(places: pd.DataFrame, cell: float) -> pd.DataFrame:
    """latitude, longitude (the mean of its incidents' points), incidents: a row a cell."""
    weighted = places.assign(
        row=(places["latitude"] // cell).astype("int64"),
        column=(places["longitude"] // cell).astype("int64"),
        latitude=places["latitude"] * places["incidents"],
        longitude=places["longitude"] * places["incidents"],
    )
    sums = weighted.groupby(["row", "column"])[["latitude", "longitude", "incidents"]].sum()
    means = sums[["latitude", "longitude"]].div(sums["incidents"], axis=0).round(4)
    return means.assign(incidents=sums["incidents"]).reset_index(drop=True)


def facility_name(row: dict, language: str) -> str:
    """What a reader calls a facility: its name in their language, else in the other."""
    names = (row["name_uk"], row["name"]) if language == "uk" else (row["name"], row["name_uk"])
    if name := next((name for name in names if name), None):
        return name
    kind = KIND_LABELS[row["kind"]][LANGUAGES.index(language)]
    return say("energy_unnamed", language, kind=kind)


def energy_layer(
    facilities: pd.DataFrame,
    near: pd.DataFrame,
    drawn: Spots,
    *,
    km: int,
    selected: str,
    tiles: bool,
    language: str,
) -> folium.FeatureGroup:
    """The layer of one view. facilities: events.facilities; near: Near.frame; selected: a
    facility's id, or "latitude,longitude" of a dot."""
    table = near.merge(facilities, on="id")
    shown = [kind for kind in FACILITY_KINDS if (table["kind"] == kind).any()]
    counts = set(drawn.frame["incidents"]) | set(table["site"]) | set(table["settlement"])
    return layers.feature_group(
        {
            "language": language,
            "level": 1,
            "selected": selected,
            "none": "",
            "inside": None,
            "outside": "",
            "fills": {"none": layers.NO_INCIDENT, "outside": layers.OUTSIDE},
            "zoomIn": say("zoom_in", language),
            "tiles": layers.TILES if tiles else None,
            "colours": list(TARGETS),
            "regions": {},
            "texts": [],
            "bubbles": None,
            "dots": [] if drawn.cell else _dots(drawn.frame, language),
            "cells": _circles(drawn.frame) if drawn.cell else [],
            "cellDegrees": drawn.cell,
            "cellColour": layers.CELL_COLOUR,
            "counts": {str(n): counted("incidents", int(n), language) for n in sorted(counts)},
            "facilities": {
                "rows": _rows(table, shown, language),
                "kinds": [[kind, KIND_COLOURS[kind], _kind(kind, language)] for kind in shown],
                "km": km,
                "rings": len(table) <= RINGS_UP_TO,
                "tip": say("facility_tip", language, km=km, site="{site}", settlement="{town}"),
            },
            "legendTitle": say("legend", language),
            "legend": _legend(shown, drawn, km, language),
        }
    )


def _kind(kind: str, language: str) -> str:
    return KIND_LABELS[kind][LANGUAGES.index(language)]


def _rows(table: pd.DataFrame, shown: list[str], language: str) -> list[list]:
    """[id, latitude, longitude, kind, site, settlement, name] a facility; those with incidents
    last, so that they lie on top. An unnamed one has no name."""
    first, second = ("name_uk", "name") if language == "uk" else ("name", "name_uk")
    table = table.assign(
        kind=table["kind"].map(shown.index),
        name=table[first].fillna(table[second]).fillna("").astype(object),
        latitude=table["latitude"].round(4),
        longitude=table["longitude"].round(4),
    ).sort_values(["site", "settlement", "id"])
    columns = ("id", "latitude", "longitude", "kind", "site", "settlement", "name")
    return [list(row) for row in zip(*(table[name].tolist() for name in columns), strict=True)]


def _dots(frame: pd.DataFrame, language: str) -> list[list]:
    """[latitude, longitude, incidents, target, precision, name] a dot, coarsest first."""
    place = frame["place_uk"].fillna(frame["place"]) if language == "uk" else frame["place"]
    ordered = frame.assign(
        target=(~frame["energy"].astype(bool)).astype(int),
        precision=frame["precision"].map(layers.PRECISIONS.index),
        name=place.fillna("").astype(object) if len(frame) <= NAMED_UP_TO else "",
    ).sort_values(
        ["precision", "incidents", "latitude", "longitude"], ascending=[False] * 2 + [True] * 2
    )
    columns = ("latitude", "longitude", "incidents", "target", "precision", "name")
    columns = columns if len(frame) <= NAMED_UP_TO else columns[:-1]
    return [list(row) for row in zip(*(ordered[name].tolist() for name in columns), strict=True)]


def _circles(frame: pd.DataFrame) -> list[list]:
    """[latitude, longitude, incidents, radius in pixels] a cell, the largest first, below."""
    ordered = frame.sort_values("incidents", ascending=False, kind="stable")
    share = ordered["incidents"] / ordered["incidents"].max()
    radius = (layers.LARGEST_RADIUS * share**0.5).clip(lower=2).round(1)
    columns = (ordered["latitude"], ordered["longitude"], ordered["incidents"], radius)
    return [list(row) for row in zip(*(c.tolist() for c in columns), strict=True)]


def _legend(shown: list[str], drawn: Spots, km: int, language: str) -> list[dict]:
    kinds = [
        {"colour": KIND_COLOURS[kind], "mark": f"plant {kind}", "text": _kind(kind, language)}
        for kind in shown
    ]
    states = [
        {
            "colour": "#36414b",
            "mark": f"state {state}",
            "text": say(f"legend_state_{state}", language),
        }
        for state in ("site", "settlement", "none")
    ]
    parts = [
        {"title": say("legend_facilities", language), "shape": "mark", "items": kinds},
        {"title": say("legend_state", language, km=km), "shape": "mark", "items": states},
    ]
    if not len(drawn.frame):
        return parts
    if drawn.cell:
        fullest = number(int(drawn.frame["incidents"].max()), language)
        size = 2 * layers.LARGEST_RADIUS
        entry = {"colour": layers.CELL_COLOUR, "mark": "bubble", "size": size, "text": fullest}
        return [*parts, {"title": say("legend_cells", language), "shape": "mark", "items": [entry]}]
    dots = [
        {"colour": colour, "mark": "dot", "text": say(key, language)}
        for colour, key in zip(
            TARGETS, ("legend_energy_target", "legend_other_target"), strict=True
        )
    ]
    dots += [
        {"colour": "#4a4f57", "mark": mark, "text": say(f"legend_{word}", language)}
        for mark, word in zip(("dot", "pale", "ring"), layers.PRECISIONS, strict=True)
    ]
    return [*parts, {"title": say("legend_energy_dots", language), "shape": "mark", "items": dots}]
