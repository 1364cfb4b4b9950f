"""Places -> dots or, where there are too many, cells: a few numbers each."""

import pandas as pd

from dashboard.words.terms import GROUP_COLOURS, GROUP_OF
from dashboard.words.writing import counted

GROUPS = tuple(GROUP_COLOURS)
PRECISIONS = ("site", "settlement", "near")
NAMED_UP_TO = 1200
"""Up to so many dots each carries its place's name (about 20 bytes); above it only the count."""

CELL_COLOUR = "#5b2d6e"
LARGEST_RADIUS = 13
"""Pixels of the circle of the fullest cell in view; a cell is about 24 wide: see
events.questions.points."""


def dot_rows(frame: pd.DataFrame, language: str) -> list[list]:
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


def cell_rows(frame: pd.DataFrame) -> list[list]:
    """[latitude, longitude, incidents, radius in pixels] a cell, the largest first, below."""
    ordered = frame.sort_values(
        ["incidents", "latitude", "longitude"], ascending=[False, True, True]
    )
    largest = ordered["incidents"].max()
    radius = (LARGEST_RADIUS * (ordered["incidents"] / largest) ** 0.5).clip(lower=2).round(1)
    rounded = ordered[["latitude", "longitude"]].round(4)
    columns = (rounded["latitude"], rounded["longitude"], ordered["incidents"], radius)
    return [list(row) for row in zip(*(c.tolist() for c in columns), strict=True)]


def count_words(counts, language: str) -> dict[str, str]:
    """Every count that occurs -> its words, so that no dot repeats them."""
    return {str(n): counted("incidents", n, language) for n in sorted(set(counts))}
