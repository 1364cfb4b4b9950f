"""The week of every unit against its own year -> the map's layer, pure: one fill a status."""

from functools import lru_cache

import pandas as pd

from dashboard import layers
from dashboard.layers.legend import LARGEST_BUBBLE
from dashboard.words.writing import counted, decimal, number, say
from events import Spikes
from geodata import shape_levels

FILLS = {"spike": "#a85f17", "usual": "#c5d9e8", "untested": "#d8d2c4"}
"""Status -> fill; the first is the darkest, so that it stands out in grey print, too."""


def spikes_layer(
    found: Spikes, *, selected: str, tiles: bool, language: str, within: tuple[str, ...] = ()
):
    """The layer of one week: units with a fill, or circles at seats where the level has no shapes.

    The other arguments are those of `layers.atlas_payload`.
    """
    entries, texts = _entries(found, language)
    largest = int(found.frame["incidents"].max()) if len(found.frame) else 0
    seats = found.level not in shape_levels()
    return layers.feature_group(
        {
            "language": language,
            "level": found.level,
            "selected": selected,
            "none": say("spike_legend_none", language),
            "inside": [code for code in within if code != "none"] if within else None,
            "outside": say("outside_filter", language),
            "fills": {"none": layers.NO_INCIDENT, "outside": layers.OUTSIDE},
            "zoomIn": say("zoom_in", language),
            "tiles": layers.TILES if tiles else None,
            "regions": entries,
            "texts": texts,
            "bubbles": {"largest": max(largest, 1), "radius": LARGEST_BUBBLE} if seats else None,
            "dots": [],
            "cells": [],
            "counts": {},
            "legendTitle": say("legend", language),
            "legend": [_legend(found, language, narrowed=bool(within))],
        }
    )


def _entries(found: Spikes, language: str) -> tuple[dict[str, list], list[str]]:
    """code -> [fill, numbers of its lines, incidents]; and the lines, each once."""
    numbers: dict[str, int] = {}
    entries = {}
    for row in found.frame.drop(columns="weeks").to_dict("records"):
        lines = [numbers.setdefault(line, len(numbers)) for line in unit_lines(row, language)]
        entries[row["code"]] = [FILLS[row["status"]], lines, int(row["incidents"])]
    return entries, list(numbers)


def unit_lines(row: dict, language: str) -> list[str]:
    """What a tooltip and the panel say of a unit: its count, what was expected, its status."""
    count = _counted(int(row["incidents"]), language)
    if row["status"] == "untested":
        return [count, say("spike_tip_few", language, total=number(row["total"], language))]
    expected = _expected(row["expected"], row["low"], row["high"], language)
    return [count, expected, say(f"spike_status_{row['status']}", language)]


# A thousand hromadas share few lines; babel takes 20 microseconds for each number.
@lru_cache(maxsize=20_000)
def _counted(value: int, language: str) -> str:
    return counted("incidents", value, language)


@lru_cache(maxsize=20_000)
def _expected(expected: float, low: float, high: float, language: str) -> str:
    bounds = {"low": number(low, language), "high": number(high, language)}
    return say("spike_tip_expected", language, expected=decimal(expected, language), **bounds)


def _legend(found: Spikes, language: str, *, narrowed: bool) -> dict:
    present: pd.Index = found.frame["status"].unique()
    items = [
        {"colour": colour, "text": say(f"spike_status_{status}", language)}
        for status, colour in FILLS.items()
        if status in present
    ]
    items.append({"colour": layers.NO_INCIDENT, "text": say("spike_legend_none", language)})
    if narrowed:
        items.append({"colour": layers.OUTSIDE, "text": say("outside_filter", language)})
    return {"title": say("spike_legend", language), "shape": "shade", "items": items}
