"""Frames of a playback -> what map_play.js shows: pure, and the same text for the same frames."""

import hashlib
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboard.layers.dot_layer import GROUPS, PRECISIONS
from dashboard.layers.payload import TILES
from dashboard.layers.region_fills import NO_INCIDENT, OUTSIDE
from dashboard.map.shading import class_borders, class_labels, shade_of
from dashboard.words.terms import GROUP_COLOURS, GROUP_OF
from dashboard.words.writing import counted, day, month, number, say
from events import Frames

WINDOWS = (1, 4, 12)
"""Frames that are shown together; the earlier ones of a window fade."""

SPEEDS = (1, 2, 4, 8)
"""Frames a second, as in map_play.js."""


@dataclass(frozen=True)
class Played:
    """The frames and what else the layer needs: level, language, the regions of the filters, and
    whether the online map lies under them."""

    frames: Frames
    level: int
    language: str
    within: tuple[str, ...] = ()
    tiles: bool = False


def play_payload(played: Played) -> dict:
    """What map.js reads of a playback: the view without fills and marks, and under "play" the
    labels, counts and places of every frame, the classes of every window and the words."""
    language, found = played.language, played.frames
    windows = [_window(played, width) for width in WINDOWS]
    play = {
        "labels": [label(period, found.unit, language) for period in found.periods],
        "counts": {code: counts.tolist() for code, counts in found.counts.items()},
        "totals": found.totals.tolist(),
        "places": _places(found),
        "windows": windows,
        "said": _said(found, language),
        "speeds": [say("play_speed", language, n=n) for n in SPEEDS],
        "words": {
            name: say(f"play_{name}", language)
            for name in ("title", "play", "pause", "back", "forth", "window", "pace", "incidents")
        },
    }
    play["key"] = hashlib.sha256(repr(play).encode()).hexdigest()[:16]
    return {
        "language": language,
        "level": played.level,
        "selected": "",
        "none": counted("incidents", 0, language),
        "inside": [code for code in played.within if code != "none"] if played.within else None,
        "outside": say("outside_filter", language),
        "fills": {"none": NO_INCIDENT, "outside": OUTSIDE},
        "zoomIn": say("zoom_in", language),
        "tiles": TILES if played.tiles else None,
        "colours": [GROUP_COLOURS[group] for group in GROUPS],
        "regions": {},
        "texts": [],
        "bubbles": None,
        "dots": [],
        "cells": [],
        "cellDegrees": None,
        "cellColour": "",
        "counts": {},
        "legendTitle": say("legend", language),
        "legend": windows[0]["legend"],
        "play": play,
    }


def label(first: date, unit: str, language: str) -> str:
    """A frame by its first day: 3 March 2025, week of 3 March 2025, March 2025."""
    if unit == "month":
        return month(first, language)
    return (
        day(first, language)
        if unit == "day"
        else say("play_week_of", language, day=day(first, language))
    )


def window_sums(counts: np.ndarray, width: int) -> np.ndarray:
    """The sum over the `width` frames that end with each."""
    total = np.concatenate([[0], np.cumsum(counts)])
    ends = np.arange(1, len(counts) + 1)
    return total[ends] - total[np.maximum(0, ends - width)]


def _window(played: Played, width: int) -> dict:
    found, language = played.frames, played.language
    sums = [window_sums(counts, width) for counts in found.counts.values()]
    borders = class_borders(pd.Series(np.concatenate(sums))) if sums else []
    items = [(NO_INCIDENT, say("legend_none", language)), *class_labels(borders, language)]
    if played.within:
        items.append((OUTSIDE, say("outside_filter", language)))
    span = counted(f"play_{found.unit}s", width, language)
    title = say(f"play_legend_{played.level}", language, span=span)
    parts = [
        {
            "title": title,
            "shape": "shade",
            "items": [{"colour": colour, "text": text} for colour, text in items],
        }
    ]
    return {
        "frames": width,
        "label": span,
        "borders": borders,
        "colours": [shade_of(border, borders) for border in borders],
        "legend": parts,
    }


def _places(found: Frames) -> list[list]:
    """For each frame its places as [latitude, longitude, incidents, group, precision]."""
    places: list[list] = [[] for _ in found.periods]
    if found.places is None:
        return places
    rows = found.places
    columns = (
        rows["frame"].tolist(),
        rows["latitude"].tolist(),
        rows["longitude"].tolist(),
        rows["incidents"].tolist(),
        rows["group"].map(GROUP_OF).map(GROUPS.index).tolist(),
        rows["precision"].map(PRECISIONS.index).tolist(),
    )
    for frame, *place in zip(*columns, strict=True):
        places[frame].append(place)
    return places


def _said(found: Frames, language: str) -> dict[str, str]:
    """Every number that a window can show -> how the language writes it."""
    rows = [found.totals, *found.counts.values()]
    sums = [window_sums(counts, width) for counts in rows for width in WINDOWS]
    values = np.unique(np.concatenate([[0], *sums]))
    return {str(n): number(n, language) for n in values.tolist() if n >= 1000 or n == 0}


def summary(played: Played) -> str:
    """The playback in one sentence, for those who do not see the map."""
    found, language = played.frames, played.language
    first, last = (label(found.periods[at], found.unit, language) for at in (0, -1))
    return say(
        "play_summary",
        language,
        n=number(len(found.periods), language),
        first=first,
        last=last,
        incidents=counted("incidents", int(found.totals.sum()), language),
    )


def notes(played: Played) -> list[str]:
    """What the playback leaves out or cannot know, as sentences."""
    found, language = played.frames, played.language
    said = []
    if found.left_out:
        first = label(found.periods[0], found.unit, language)
        said.append(say("play_cut", language, first=first))
    if found.places is None:
        total = number(found.places_total, language)
        said.append(say("play_no_places", language, n=total))
    if found.imprecise:
        said.append(say("play_imprecise", language, n=number(found.imprecise, language)))
    said.append(say("play_twin", language))
    return said
