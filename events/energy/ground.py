"""The words and distances of the energy questions, and which points lie near which facilities."""

import weakref
from dataclasses import dataclass
from threading import Lock

import numpy as np
import pandas as pd

from events.energy.distances import pairs_within
from events.energy.facilities import facilities_edition
from events.questions.atlas import Atlas

DISTANCES = (1, 2, 5, 10, 25)
"""Kilometres that may be chosen."""

AT_KM = 1

STRIKES = ("air_strike", "missile_strike", "drone_attack", "artillery_shelling")
STRIKES += ("mine_explosion", "sabotage", "dam_breach")
"""Event types that hit something; fighting, a capture or an arrest at a plant does not."""

PLANTS = ("nuclear", "thermal", "chp", "hydro", "solar", "wind")
"""Kinds that generate electricity, for capacities."""


KEY = "(point_latitude::BIGINT * 100000000 + point_longitude)"
"""SQL: one whole number for a point, because it groups twice as fast as two."""

STEP, HALF = 100_000_000, 50_000_000
"""What KEY multiplies by, and the half of it: longitudes are within +-180 degrees = 18,000,000."""


def among(words: tuple[str, ...]) -> str:
    """The words as a list for IN."""
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"


@dataclass(frozen=True)
class Ground:
    """The points of an atlas's located incidents, and the facilities near them.

    keys: KEY of each point, rising. names, names_uk: a name for each, None where none is stated.
    pairs: structured array of point (position in keys), facility (position in `facilities`), km,
    nearest (no other of the PLANTS is nearer), for all within the largest of DISTANCES.
    """

    keys: np.ndarray
    names: np.ndarray
    names_uk: np.ndarray
    pairs: np.ndarray


_kept: "weakref.WeakKeyDictionary[Atlas, tuple[str, Ground]]" = weakref.WeakKeyDictionary()
_keeping = Lock()


def ground_of(atlas: Atlas, known: pd.DataFrame) -> Ground:
    """The ground of an atlas under the facilities `known`, measured once for both."""
    edition = facilities_edition(atlas.mode)
    with _keeping:
        if atlas not in _kept or _kept[atlas][0] != edition:
            _kept[atlas] = edition, _measured(atlas, known)
        return _kept[atlas][1]


def _measured(atlas: Atlas, known: pd.DataFrame) -> Ground:
    points = atlas.rows(
        f"""SELECT {KEY} AS key, min(place) AS place, min(place_uk) AS place_uk FROM incidents
        WHERE located AND point_latitude IS NOT NULL AND point_longitude IS NOT NULL
        GROUP BY key ORDER BY key"""
    )
    keys = points["key"].to_numpy(dtype="int64")
    y = (keys + HALF) // STEP
    degrees = np.column_stack([y, keys - y * STEP]) / 100_000
    places = known[["latitude", "longitude"]].to_numpy(dtype=float)
    facility, point, km = pairs_within(max(DISTANCES), places, degrees)
    kinds = [("point", "i8"), ("facility", "i8"), ("km", "f8"), ("nearest", "?")]
    pairs = np.zeros(len(point), dtype=kinds)
    pairs["point"], pairs["facility"], pairs["km"] = point, facility, km
    plants = np.flatnonzero(known["kind"].isin(PLANTS).to_numpy()[facility])
    order = plants[np.lexsort((facility[plants], km[plants], point[plants]))]
    first = np.append(True, np.diff(point[order]) > 0) if len(order) else np.zeros(0, bool)
    pairs["nearest"][order[first]] = True
    return Ground(keys, points["place"].to_numpy(), points["place_uk"].to_numpy(), pairs)
