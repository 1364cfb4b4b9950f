"""Points -> one region each, at the first level or at every level.

One point gets one region: on a shared border the smaller code; off every region the nearest within
10 km, marked "nearest" (equally near: the smaller code); farther out none. `geodata.grid` tells
how that is found without asking geometry about most points.

At every level: the finest shape that holds the point answers, and its parents follow from its code,
never from their own shapes. Near a border the first level of `place_all` can therefore differ from
that of `place`, where the sets of the two levels draw the border differently; the finer set wins. A
point that the finest set lacks a shape for (as OpenStreetMap's hromadas do in Crimea) is held by a
coarser one and gets no finer code, however near the next hromada is. A point off all shapes goes to
the unit, of any level, that is nearest, and within it to the nearest of the finest level that has
one within 10 km. A level of which no shapes are installed at all is answered by the nearest
settlement, see `settlement_rule`.
"""

import shutil
import tempfile
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from geodata import grid as grids
from geodata import installed, levels, settlement_rule
from geodata.grid import NEAR, Grid
from geodata.raster import grid_of

_PLACED_BY = np.array(["none", "contains", "nearest"], dtype=object)


class Placement(NamedTuple):
    """The answer for a column of points, in their order.

    code: object array of P-codes, None where no region is within 10 km or the point is no point;
    placed_by: object array of "contains", "nearest" or "none".
    """

    code: np.ndarray
    placed_by: np.ndarray


class Placements(NamedTuple):
    """The answer at every level for a column of points, in their order.

    adm1, adm2, adm3: object arrays of P-codes, None where no shape of that level or finer has the
    point; placed_by: object array of "contains", "nearest" or "none", of the finest code that a
    shape gives. by_settlement: int8, the first level whose code the nearest settlement gives,
    because no shapes of it are installed; 0 where none.
    """

    adm1: np.ndarray
    adm2: np.ndarray
    adm3: np.ndarray
    placed_by: np.ndarray
    by_settlement: np.ndarray


def place(*, latitude, longitude, shapes=None) -> Placement:
    """The region of each point (WGS 84 degrees, two columns of one length).

    `shapes` is a Grid made by `grid_of` (a GeoDataFrame with code and geometry is taken too, and
    its grid built for this one call); without it the oblasts answer. A missing, infinite or
    out-of-range coordinate is placed by "none". Text that is no number raises ValueError, as do
    columns of different lengths.
    """
    grid = level_grid(1) if shapes is None else shapes
    if not isinstance(grid, Grid):
        grid = grid_of(shapes["code"], shapes.geometry)
    x, y = _points(latitude, longitude)
    holder = grid.holder(x, y)
    near = np.flatnonzero(holder == NEAR)
    placed_by = (holder >= 0).astype(np.int8)
    holder[near] = grid.surely_nearest(x[near], y[near])
    unsure = near[holder[near] == NEAR]
    holder[unsure], _ = grid.nearest(x[unsure], y[unsure])
    placed_by[near] = np.where(holder[near] >= 0, 2, 0)
    return Placement(np.append(grid.codes, None)[holder], _PLACED_BY[placed_by])


def place_all(*, latitude, longitude) -> Placements:
    """The oblast, raion and hromada of each point; rules at the head of this module, points and
    errors as `place` has them."""
    x, y = _points(latitude, longitude)
    finest_first = [grid for level in (3, 2, 1) if (grid := level_grid(level)) is not None]
    answer = np.full((4, len(x)), None, dtype=object)
    answer[3] = "none"
    left, near = np.arange(len(x)), np.zeros(len(x), dtype=bool)
    for grid in finest_first:
        whole = len(left) == len(x)
        holder = grid.holder(x, y) if whole else grid.holder(x[left], y[left])
        near[left] |= holder == NEAR
        held = holder >= 0
        _give(answer, slice(None) if held.all() and whole else left[held], grid, holder[held], 1)
        left = left[~held]
        if not len(left):
            break
    left = left[near[left]]
    if len(left):
        left = left[~_give_surely_nearest(answer, left, finest_first, x[left], y[left])]
        _give_nearest(answer, left, finest_first, x[left], y[left])
    return Placements(*answer, _give_by_settlement(answer, x, y))


def _give_by_settlement(answer, x, y) -> np.ndarray:
    """Gives codes of levels without any shapes; answers for each point the first level at which
    it was a settlement that said so, and not that the level above has one unit only."""
    first = np.zeros(len(x), dtype=np.int8)
    for level in (2, 3):
        if level_grid(level) is None:
            above, own = answer[level - 2], answer[level - 1]
            open_ = np.flatnonzero(pd.notna(above) & pd.isna(own))
            own[open_] = settlement_rule.by_nearest(level, above[open_], x[open_], y[open_])
            alone = np.isin(above[open_].astype("U9"), list(settlement_rule.only(level)))
            given = open_[pd.notna(own[open_]) & ~alone]
            first[given] = np.where(first[given] == 0, level, first[given])
    return first


def _give(answer, points, grid: Grid, position, placed_by: int) -> None:
    """Writes the codes of regions, and of their parents, for some of the points."""
    for row, codes in enumerate(_codes_above(grid)):
        answer[row, points] = codes[position]
    answer[3, points] = _PLACED_BY[placed_by]


@lru_cache(maxsize=12)
def _codes_above(grid: Grid) -> list[np.ndarray]:
    """Of each region of a grid the code at every level; None below its own."""
    return [
        np.array([c[:n] if len(c) >= n else None for c in grid.codes], dtype=object)
        for n in levels.CODE_LENGTH.values()
    ]


def _give_surely_nearest(answer, points, finest_first: list[Grid], x, y) -> np.ndarray:
    """Answers the points off all shapes whose cells tell the nearest region at every level, all of
    them parts of one another, so that distances cannot matter; gives which those are."""
    found = [grid.surely_nearest(x, y) for grid in finest_first]
    sure = np.logical_and.reduce([position != NEAR for position in found])
    for i, (grid, position) in enumerate(zip(finest_first, found, strict=True)):
        for finer, finest in zip(finest_first[:i], found[:i], strict=True):
            both = sure & (position >= 0) & (finest >= 0)
            own = grid.codes[position[both]]
            above = [codes[finest[both]] == own for codes in _codes_above(finer)]
            sure[both] = np.logical_or.reduce(above)
    open_ = sure.copy()
    for grid, position in zip(finest_first, found, strict=True):
        some = np.flatnonzero(open_ & (position >= 0))
        _give(answer, points[some], grid, position[some], 2)
        open_[some] = False
    return sure


def _give_nearest(answer, points, finest_first: list[Grid], x, y) -> None:
    """Of points off all shapes: the nearest of all levels tells which unit, the finest level whose
    own nearest lies in that unit tells how finely."""
    found = [grid.nearest(x, y) for grid in finest_first]
    winner = np.argmin([metres for _, metres in found], axis=0)
    code = np.full(len(x), "", dtype=object)
    for i, (position, metres) in enumerate(found):
        own = (winner == i) & np.isfinite(metres)
        code[own] = finest_first[i].codes[position[own]]
    open_ = code != ""
    for grid, (position, metres) in zip(finest_first, found, strict=True):
        some = np.flatnonzero(open_ & np.isfinite(metres))
        above = [codes[position[some]] == code[some] for codes in _codes_above(grid)]
        some = some[np.logical_or.reduce(above)]
        _give(answer, points[some], grid, position[some], 2)
        open_[some] = False


def _points(latitude, longitude) -> tuple[np.ndarray, np.ndarray]:
    y, x = _degrees(latitude, "latitude"), _degrees(longitude, "longitude")
    if len(x) != len(y):
        raise ValueError(f"{len(y)} latitudes and {len(x)} longitudes make no points.")
    return x, y


def _degrees(values, what: str) -> np.ndarray:
    try:
        column = pd.to_numeric(pd.Series(np.atleast_1d(values)), errors="raise")
        return column.to_numpy(dtype="float64", na_value=np.nan)
    except (ValueError, TypeError) as error:
        raise ValueError(f"The {what} column holds something that is no number: {error}") from None


def level_grid(level: int) -> Grid | None:
    """The grid of a level's shapes: of the installed set, else of the oblasts that come with the
    program; None for raions and hromadas that are not installed."""
    if level not in levels.LEVELS:
        raise ValueError(f"There is no level {level!r}: 1 is oblast, 2 raion, 3 hromada.")
    found = installed.record(level)
    if found is not None:
        return _installed_grid(found["path"])
    return embedded_grid() if level == 1 else None


@cache
def embedded_grid() -> Grid:
    """The grid of the oblasts that come with the program, built once in a process."""
    from geodata import boundaries

    return grid_of(*boundaries.embedded_coverage())


@lru_cache(maxsize=6)
def _installed_grid(folder: Path) -> Grid:
    """The grid kept beside an installed set; built, and kept there, where it is not yet."""
    from geodata import boundaries

    codes, polygons = boundaries.read_shapes(folder / installed.SHAPES)
    kept = folder / installed.GRID
    grid = grids.load(kept, codes, polygons)
    if grid is None:
        grid = grid_of(codes, polygons)
        try:
            new = Path(tempfile.mkdtemp(prefix="grid-", dir=folder))
            grids.save(grid, new / "grid")
            shutil.rmtree(kept, ignore_errors=True)
            (new / "grid").rename(kept)
            new.rmdir()
        except OSError:  # a folder that may only be read: the grid stays in memory
            pass
    return grid
