"""The nearest settlement's raion or hromada, for levels whose shapes are not installed.

Of the gazetteer's settlements with a point, the one that is nearest in the same oblast (for a
hromada: in the same raion) says the unit. What counts is the distance to a settlement's edge, not
to its middle: it is taken for a circle as wide as its people need at DENSITY. Without that a street
of Kharkiv would go to the next village: of 1,099 places of real strikes 94 in 100 get the right
hromada, by middles 78. A unit that is the only one of its parent, as in the cities with special
status, needs no settlement. No border is claimed: `seats` gives points to show such units at.
"""

from functools import cache

import numpy as np
import pandas as pd

from geodata import levels
from geodata.gazetteer_table import load
from geodata.metres import mercator, stretch

DENSITY = 6_000
"""People per square kilometre of a settlement; 1,000 to 6,000 were tried on the real places of
`benchmarks/README.md`, which has the shares that are right."""

RIGHT = {2: (92, 99), 3: (84, 94)}
"""Level -> in how many of 100 places of real events the rule names the unit that holds them: the
least and the most of three sources, measured on 2026-11-24 (`benchmarks/settlement_rule.py`)."""

_CELL = 0.25
"""Degrees: points are taken cell by cell, because few settlements can be nearest in one."""


def by_nearest(level: int, parent: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The code of each point's raion (level 2) or hromada (3): object column, None where the
    parent is None or has no known settlement.

    `parent` holds the codes of the level above; x and y are degrees. Of two at
    one point, the smaller code.
    """
    answer = np.full(len(parent), None, dtype=object)
    numbers, parents = pd.factorize(parent)
    alone, known = only(level), _settlements(level)
    for number, code in enumerate(parents):
        points = np.flatnonzero(numbers == number)
        if code in alone:
            answer[points] = alone[code]
        elif code in known:
            answer[points] = _nearest(known[code], x[points], y[points])
    return answer


def _nearest(known: pd.DataFrame, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    nearest = np.empty(len(x), dtype=np.int64)
    columns = np.floor(x / _CELL), np.floor(y / _CELL)
    cells = pd.DataFrame({"column": columns[0], "row": columns[1]}).groupby(["column", "row"])
    east, north, radius = (known[c].to_numpy() for c in ("east", "north", "radius"))
    for (column, row), points in cells.indices.items():
        some = _possible(column * _CELL, row * _CELL, east, north, radius)
        px, py = mercator(x[points], y[points])
        away = np.hypot(px[:, None] - east[some], py[:, None] - north[some])
        away -= radius[some] * stretch(y[points])[:, None]
        nearest[points] = some[np.argmin(away, axis=1)]
    return known["unit"].to_numpy()[nearest]


def _possible(west: float, south: float, east, north, radius) -> np.ndarray:
    """Positions of the settlements whose edge may be nearest to a point of a cell, in their order:
    those that are no farther from it at best than the best one is at worst."""
    x, y = mercator(np.array([west, west + _CELL]), np.array([south, south + _CELL]))
    narrow, wide = stretch(np.array([south, south + _CELL]))  # grows with the latitude
    away = np.hypot(east - x.mean(), north - y.mean())
    half = np.hypot(np.diff(x), np.diff(y))[0] / 2
    best = away - half - radius * wide
    return np.flatnonzero(best <= (away + half - radius * narrow).min())


@cache
def _settlements(level: int) -> dict[str, pd.DataFrame]:
    """Parent -> its settlements by the code of their unit: unit, east, north (Mercator metres),
    radius (metres)."""
    frame = _known(level)
    east, north = mercator(frame["longitude"].to_numpy(), frame["latitude"].to_numpy())
    radius = np.sqrt(frame["population"] / (np.pi * DENSITY)) * 1000
    frame = frame.assign(east=east, north=north, radius=radius)
    return dict(list(frame.groupby("parent")))


@cache
def _known(level: int) -> pd.DataFrame:
    """Places with a point and a unit of the level, parts of cities among them: unit, parent,
    latitude, longitude, population (0 where unknown); ordered by unit, then population."""
    places = load().columns
    frame = pd.DataFrame({c: places[c] for c in ("kind", "latitude", "longitude", "population")})
    frame["unit"] = places[f"adm{level}_code"]
    frame = frame[frame["kind"].isin(["settlement", "locality"]) & frame["latitude"].notna()]
    frame["parent"] = frame["unit"].map(levels.units(level).set_index("code")["parent"])
    number = dict.fromkeys(("latitude", "longitude", "population"), "float64")
    frame = frame.dropna(subset=["unit", "parent"]).astype(number).fillna({"population": 0})
    return frame.sort_values(["unit", "population"], ascending=[True, False], kind="stable")


@cache
def only(level: int) -> dict[str, str]:
    """Parent -> its unit of a level, where it has just one."""
    units = levels.units(level)
    return units[~units["parent"].duplicated(keep=False)].set_index("parent")["code"].to_dict()


@cache
def _seats(level: int) -> pd.DataFrame:
    if level == 1:
        units = levels.units(1).rename(columns=lambda name: name.removeprefix("seat_"))
        return units[["code", "latitude", "longitude"]]
    columns = load().columns
    named = pd.DataFrame({c: columns[c] for c in ("kind", "code", "latitude", "longitude")})
    named = named[named["kind"] == levels.LEVELS[level]].drop(columns="kind")
    largest = _known(level).drop_duplicates("unit").rename(columns={"unit": "code"})
    above = _seats(level - 1).assign(code=lambda seats: seats["code"].map(only(level)))
    every = pd.concat([named, largest, above]).dropna(subset=["code", "latitude"])
    every = every.drop_duplicates("code").sort_values("code", ignore_index=True)
    points = ["latitude", "longitude"]
    return every[["code", *points]].astype(dict.fromkeys(points, "float64"))


def seats(level: int) -> pd.DataFrame:
    """Where each unit of a level may be shown without its shape: code, latitude, longitude (WGS 84
    degrees), ordered by code.

    The settlement that the unit is named after, else its most populous one, else the seat of the
    only parent. Units without a settlement whose point is known are missing. The frame is the
    caller's own. Raises ValueError for another level.
    """
    if level not in levels.LEVELS:
        raise ValueError(f"There is no level {level!r}: 1 is oblast, 2 raion, 3 hromada.")
    return _seats(level).copy()
