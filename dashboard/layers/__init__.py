"""Rows -> the map's layer, pure: the same rows give the same text, character for character.

A change of the filters sends one compact JSON text to the browser: a colour and the lines of a
tooltip for each region, a few numbers for each dot or hexagon. Dots and hexagons are drawn only
for incidents placed to a site, a settlement or its vicinity; what is known to a region alone
shades it, and beside hexagons it stands as a circle.
"""

from dataclasses import dataclass

import folium
import pandas as pd

from dashboard.layers import legend
from dashboard.layers.dot_layer import (
    CELL_COLOUR,
    GROUPS,
    LARGEST_RADIUS,
    NAMED_UP_TO,
    PRECISIONS,
    cell_rows,
    count_words,
    dot_rows,
)
from dashboard.layers.hexagon_layer import LARGEST_COARSE, coarse_rows, hexagon_payload
from dashboard.layers.legend import LARGEST_BUBBLE
from dashboard.layers.payload import TILES, feature_group, script_json
from dashboard.layers.region_fills import NO_INCIDENT, NOT_STATED, OUTSIDE, fills
from dashboard.layers.region_layer import hatched, painted
from dashboard.map.metrics import Measured
from dashboard.words.terms import GROUP_COLOURS
from dashboard.words.writing import counted, say
from events import Hexagons

__all__ = [
    "CELL_COLOUR",
    "GROUPS",
    "LARGEST_BUBBLE",
    "LARGEST_COARSE",
    "LARGEST_RADIUS",
    "NAMED_UP_TO",
    "NOT_STATED",
    "NO_INCIDENT",
    "OUTSIDE",
    "PRECISIONS",
    "TILES",
    "Density",
    "atlas_layer",
    "atlas_payload",
    "feature_group",
    "script_json",
]


@dataclass(frozen=True)
class Density:
    """Hexagons in place of dots. units: rows of events.coarse_units; centres: where the circles of
    units stand, code -> (latitude, longitude); scale: of events.hexagons, km."""

    hexagons: Hexagons
    units: pd.DataFrame
    centres: dict[str, tuple[float, float]]
    scale: tuple[float, float]


def atlas_layer(regions: pd.DataFrame | Measured, dots, **view: object) -> folium.FeatureGroup:
    """The layer of one view; see `atlas_payload`."""
    return feature_group(atlas_payload(regions, dots, **view))


def atlas_payload(
    regions: pd.DataFrame | Measured,
    dots,
    *,
    shade: str = "incidents",
    selected: str,
    tiles: bool,
    language: str,
    level: int = 1,
    within: tuple[str, ...] = (),
    density: Density | None = None,
) -> dict:
    """What is drawn of one view: what map.js reads, and a printed picture too.

    With `dots` None and no `density` the units have no shapes: each gets a circle at its seat,
    whose area follows its incidents, and there are no dots, which would lie on the circles. With
    `density` the regions have no fills, but keep their hatching and tooltips.

    `regions` is a metric (`dashboard.map.metrics`), or rows of by_region at `level` with the column
    `shade` that colours them; `dots` the answer of events.dots, `selected` a region code or
    "latitude,longitude", `within` the regions that the filters ask about (any level, or "none"),
    empty for all.
    """
    measured = regions if isinstance(regions, Measured) else _counts(regions, shade, level)
    shades = fills(measured, language)
    colours = dict.fromkeys(shades.colours) if density else shades.colours
    entries, texts = painted(measured, colours, language)
    seats = dots is None and density is None
    return {
        "language": language,
        "level": measured.level,
        "selected": selected,
        "none": counted("incidents", 0, language),
        "inside": [code for code in within if code != "none"] if within else None,
        "outside": say("outside_filter", language),
        "fills": {"none": NO_INCIDENT, "outside": OUTSIDE},
        "zoomIn": say("zoom_in", language),
        "tiles": TILES if tiles else None,
        "colours": [GROUP_COLOURS[group] for group in GROUPS],
        "regions": entries,
        "texts": texts,
        "bubbles": {"largest": _largest(measured), "radius": LARGEST_BUBBLE} if seats else None,
        **_places(dots, density, language),
        "legendTitle": say("legend", language),
        "legend": _legend(measured, shades, dots, density, language, narrowed=bool(within)),
    }


def _counts(rows: pd.DataFrame, shade: str, level: int) -> Measured:
    """Rows of by_region as a metric without intervals."""
    return Measured(shade, level, rows.assign(wider=0, up_to=rows["incidents"], value=rows[shade]))


def _places(dots, density: Density | None, language: str) -> dict:
    """The marks over the regions: dots, cells, or hexagons and circles."""
    binned = dots is not None and dots.binned and density is None
    single = dots is not None and not binned and density is None
    places = {
        "dots": dot_rows(dots.frame, language) if single else [],
        "cells": cell_rows(dots.frame) if binned else [],
        "cellDegrees": dots.cell_degrees if binned else None,
        "cellColour": CELL_COLOUR,
        "counts": count_words(dots.frame["incidents"].tolist(), language) if dots else {},
    }
    if density:
        counts = density.hexagons.frame["incidents"].tolist()
        places |= {
            "counts": count_words(counts, language),
            "hexagons": hexagon_payload(density.hexagons, density.scale),
            "coarse": {
                "rows": coarse_rows(density.units, density.centres, language),
                "radius": LARGEST_COARSE,
            },
        }
    return places


def _largest(measured: Measured) -> int:
    counts = measured.rows.loc[measured.rows["code"].notna(), "incidents"]
    return int(counts.max()) if len(counts) else 0


def _legend(
    measured: Measured, shades, dots, density: Density | None, language: str, *, narrowed: bool
) -> list[dict]:
    rows = measured.rows[measured.rows["code"].notna()]
    hatch = bool(hatched(rows).any())
    if density:
        shown = [legend.plain_region_part(language, narrowed=narrowed)] if hatch else []
        known = density.units["incidents"]
        coarsest = int(known.max()) if len(known) else 0
        return [*legend.hexagon_parts(density.hexagons, coarsest, language), *shown]
    part = legend.region_part(
        shades,
        language,
        narrowed=narrowed,
        hatch=hatch,
        circles=dots is None and measured.metric == "incidents",
        interval=bool((rows["up_to"] > rows["incidents"]).any()),
    )
    if dots is None:
        largest = _largest(measured)
        return [part, legend.seat_part(measured.level, largest, language)] if largest else [part]
    if dots.binned:
        return [part, legend.cell_part(int(dots.frame["incidents"].max()), language)]
    return [part, *legend.dot_parts(language)] if len(dots.frame) else [part]
