"""Rows of changes -> the map's layer, pure: a sign of its own shape for each kind of change.

Kinds differ in shape first and in colour and lightness second, so that they stay apart under
every colour-vision deficiency and in grey print; map_changes.js draws them.
"""

import folium
import pandas as pd

from dashboard import layers
from dashboard.map.shading import class_borders, class_labels, shade_of
from dashboard.words.writing import counted, number, say
from events import CHANGE_KINDS

SIGNS = {"added": "#1f5f8b", "revised": "#b5650a", "re_placed": "#7a3b80", "deleted": "#17222c"}
"""Kind -> colour of its sign: a disc with a plus, a diamond, an open triangle, a cross."""


def changes_layer(
    regions: pd.DataFrame,
    dots,
    *,
    selected: str,
    tiles: bool,
    language: str,
    level: int,
    within: tuple[str, ...] = (),
) -> folium.FeatureGroup:
    """The layer of one comparison.

    `regions` are rows of changed_regions at `level`, `dots` the answer of changed_dots; the
    others as in `layers.atlas_layer`. Regions are shaded by their changed records.
    """
    placed = regions[regions["code"].notna()]
    borders = class_borders(placed["records"])
    rows = placed.to_dict("records")
    return layers.feature_group(
        {
            "language": language,
            "level": level,
            "selected": selected,
            "none": say("changed_none", language),
            "inside": [code for code in within if code != "none"] if within else None,
            "outside": say("outside_filter", language),
            "fills": {"none": layers.NO_INCIDENT, "outside": layers.OUTSIDE},
            "zoomIn": say("zoom_in", language),
            "tiles": layers.TILES if tiles else None,
            "regions": {
                row["code"]: [shade_of(row["records"], borders), spot]
                for spot, row in enumerate(rows)
            },
            "texts": [_region_text(row, language) for row in rows],
            "dots": [],
            "cells": [],
            "counts": {},
            "changes": _signs(dots, language),
            "legendTitle": say("legend", language),
            "legend": _legend(level, borders, dots, language, bool(within)),
        }
    )


def _region_text(row: dict, language: str) -> str:
    lines = [counted("changed", int(row["records"]), language)]
    lines += [
        f"{say(f'kind_{kind}', language)}: {number(row[kind], language)}"
        for kind in CHANGE_KINDS
        if row[kind]
    ]
    return "\n".join(lines)


def _signs(dots, language: str) -> dict:
    """[latitude, longitude, kind, records, title] a sign, and what map_changes.js says of it."""
    frame = dots.frame
    columns = (
        frame["latitude"].tolist(),
        frame["longitude"].tolist(),
        frame["change"].map(CHANGE_KINDS.index).tolist(),
        frame["records"].tolist(),
        frame["title"].fillna("").tolist(),
    )
    counts = sorted(set(columns[3]))
    return {
        "signs": [list(row) for row in zip(*columns, strict=True)],
        "kinds": [[kind, SIGNS[kind], say(f"kind_{kind}", language)] for kind in CHANGE_KINDS],
        "counts": {str(n): counted("changed", n, language) for n in counts},
        "binned": dots.binned,
    }


def _legend(level: int, borders: list[int], dots, language: str, narrowed: bool) -> list[dict]:
    fills = [(layers.NO_INCIDENT, say("legend_none", language)), *class_labels(borders, language)]
    if narrowed:
        fills.append((layers.OUTSIDE, say("outside_filter", language)))
    shades = {
        "title": say(f"legend_changed_{level}", language),
        "shape": "shade",
        "items": [{"colour": colour, "text": text} for colour, text in fills],
    }
    present = set(dots.frame["change"])
    signs = {
        "title": say("legend_marks", language),
        "shape": "mark",
        "items": [
            {"colour": colour, "mark": f"sign {kind}", "text": say(f"kind_{kind}", language)}
            for kind, colour in SIGNS.items()
            if kind in present
        ],
    }
    return [shades, signs] if signs["items"] else [shades]
