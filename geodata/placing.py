"""Points -> one region each: a grid of cells that knows most answers by look-up.

A cell that no border crosses lies wholly in one region (or in none) and answers without geometry.
Only points in border cells ask the polygons, and only those that the cell touches. One point gets
one region: on a shared border the smaller code; off every region the nearest within 10 km, marked
"nearest" (equally near: the smaller code); farther out none.
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely

from geodata.metres import mercator, metres_between, stretch

NEAREST_METRES = 10_000.0
CELL_DEGREES = 1 / 64  # about 1.1 km by 1.7 km in Ukraine
_BLOCK = 64  # cells along a side of the coarsest block; a power of two
_NEAR_BLOCK = 2  # cells along a side of the coarsest block that may be within 10 km of a region
_NOWHERE, _NEAR, _BORDER = -1, -2, -3


class Placement(NamedTuple):
    """The answer for a column of points, in their order.

    code: object array of P-codes, None where no region is within 10 km or the point is no point;
    placed_by: object array of "contains", "nearest" or "none".
    """

    code: np.ndarray
    placed_by: np.ndarray


def place(*, latitude, longitude, shapes=None) -> Placement:
    """The region of each point (WGS 84 degrees, two columns of one length).

    `shapes` is a Grid made by `grid_of` (a GeoDataFrame with code and geometry is taken too, and
    its grid built for this one call); without it the embedded oblasts answer. A missing,
    infinite or out-of-range coordinate is placed by "none". Text that is no number raises
    ValueError, as do columns of different lengths.
    """
    grid = embedded_grid() if shapes is None else shapes
    if not isinstance(grid, Grid):
        grid = grid_of(shapes["code"], shapes.geometry)
    y, x = _degrees(latitude, "latitude"), _degrees(longitude, "longitude")
    if len(x) != len(y):
        raise ValueError(f"{len(y)} latitudes and {len(x)} longitudes make no points.")
    return grid.place(x, y)


def _degrees(values, what: str) -> np.ndarray:
    try:
        column = pd.to_numeric(pd.Series(np.atleast_1d(values)), errors="raise")
        return column.to_numpy(dtype="float64", na_value=np.nan)
    except (ValueError, TypeError) as error:
        raise ValueError(f"The {what} column holds something that is no number: {error}") from None


@dataclass(frozen=True, eq=False)
class Grid:
    """Regions made ready for placing; built by `grid_of`, immutable, safe in several threads."""

    codes: np.ndarray  # sorted, so that the smaller position is the smaller code
    polygons: np.ndarray
    # (rows, columns): a position in codes, or _NOWHERE, _NEAR, or _BORDER - n in border cell n,
    # which the regions touched[first[n] : first[n + 1]] touch.
    cells: np.ndarray
    west: float
    south: float
    first: np.ndarray
    touched: np.ndarray
    edges: shapely.STRtree  # every border segment, in Mercator metres
    edge_owner: np.ndarray

    def place(self, x: np.ndarray, y: np.ndarray) -> Placement:
        rows, columns = self.cells.shape
        with np.errstate(invalid="ignore", over="ignore"):
            column = np.floor((x - self.west) / CELL_DEGREES)
            row = np.floor((y - self.south) / CELL_DEGREES)
            inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        cell = np.where(inside, row * columns + column, 0).astype(np.int64)
        found = np.where(inside, self.cells.ravel()[cell], _NOWHERE)
        border = np.flatnonzero(found <= _BORDER)
        found[border] = self._ask_polygons(x[border], y[border], _BORDER - found[border])
        placed_by = (found >= 0).astype(np.int8)
        near = np.flatnonzero(found == _NEAR)
        found[near] = self._ask_nearest(x[near], y[near])
        placed_by[near] = np.where(found[near] >= 0, 2, 0)
        words = np.array(["none", "contains", "nearest"], dtype=object)
        return Placement(np.append(self.codes, None)[found], words[placed_by])

    def corner(self, row, column) -> tuple[np.ndarray, np.ndarray]:
        """Longitude and latitude of the south-western corner of cells."""
        return self.west + column * CELL_DEGREES, self.south + row * CELL_DEGREES

    def _ask_polygons(self, x, y, border_cell) -> np.ndarray:
        """Positions of the first region (smallest code) that holds each point, or _NEAR."""
        first = self.first[border_cell]
        many = self.first[border_cell + 1] - first
        point = np.repeat(np.arange(len(x)), many)
        rank = np.arange(len(point)) - np.repeat(np.cumsum(many) - many, many)
        who = self.touched[np.repeat(first, many) + rank]
        return _first_holding(*_holding(self.polygons, x, y, point, who), len(x))

    def _ask_nearest(self, x, y) -> np.ndarray:
        """Positions of the region nearest to each point, _NOWHERE beyond 10 km."""
        answer = np.full(len(x), len(self.codes), dtype=np.int32)
        points = shapely.points(*mercator(x, y))
        # The search radius is in Mercator metres, which are longer than true ones; what the
        # radius lets in too much is sorted out by the true distance.
        reach = NEAREST_METRES * 1.02 * stretch(np.abs(y).max(initial=0.0))
        point, edge = self.edges.query_nearest(points, max_distance=reach)
        metres = metres_between(points[point], self.edges.geometries[edge])
        kept = metres <= NEAREST_METRES
        np.minimum.at(answer, point[kept], self.edge_owner[edge[kept]])
        return np.where(answer == len(self.codes), _NOWHERE, answer)


@cache
def embedded_grid(level: int = 1) -> Grid:
    """The grid of the embedded shapes of a level, built once in a process."""
    from geodata import boundaries

    return grid_of(*boundaries.coverage(level))


def grid_of(codes, geometries) -> Grid:
    """A grid over regions: codes and (multi)polygons in WGS 84 degrees, in the same order.

    Raises ValueError when a code comes twice or a geometry is empty or no polygon.
    """
    codes, polygons = np.asarray(codes, dtype=object), np.asarray(geometries, dtype=object)
    _check(codes, polygons)
    order = np.argsort(codes)
    codes, polygons = codes[order], polygons[order].copy()
    shapely.prepare(polygons)
    segments, owner = _segments(polygons)
    edges = shapely.STRtree(shapely.transform(segments, lambda c: np.c_[mercator(*c.T)]))
    west, south, east, north = shapely.total_bounds(polygons)
    west, south = west - 0.5, south - 0.25  # farther than 10 km up to 77 degrees of latitude
    side = CELL_DEGREES * _BLOCK
    shape = [int(np.ceil((north + 0.25 - south) / side)), int(np.ceil((east + 0.5 - west) / side))]
    cells = np.full((shape[0] * _BLOCK, shape[1] * _BLOCK), _NOWHERE, dtype=np.int32)
    none = np.empty(0, dtype=np.int32)
    grid = Grid(codes, polygons, cells, west, south, none, none, edges, owner)
    return _fill(grid, shapely.STRtree(segments), owner)


def _check(codes, polygons) -> None:
    if len(codes) != len(polygons) or not len(codes):
        raise ValueError(f"{len(codes)} codes and {len(polygons)} shapes make no regions.")
    if len(set(codes)) != len(codes):
        raise ValueError("Each code must come once; dissolve the parts of a region first.")
    wrong = shapely.is_empty(polygons) | ~np.isin(shapely.get_type_id(polygons), [3, 6])
    if wrong.any():
        raise ValueError(f"No polygon or an empty one for: {', '.join(codes[wrong][:5])}.")


def _segments(polygons) -> tuple[np.ndarray, np.ndarray]:
    """Every border segment as a line of two points, and the position of its region."""
    parts, owner = shapely.get_parts(polygons, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    within = np.flatnonzero(ring[1:] == ring[:-1])
    ends = np.stack([points[within], points[within + 1]], axis=1)
    return shapely.linestrings(ends), owner[part[ring[within]]].astype(np.int32)


def _fill(grid: Grid, borders: shapely.STRtree, owner: np.ndarray) -> Grid:
    """The grid with its cells filled, from coarse blocks to single cells."""
    regions = shapely.STRtree(grid.polygons)
    rows, columns = (n // _BLOCK for n in grid.cells.shape)
    row, column = (index.ravel() * _BLOCK for index in np.mgrid[:rows, :columns])
    size = _BLOCK
    while True:
        x, y, side = *grid.corner(row, column), size * CELL_DEGREES
        # A hair wider than the cell: a point that rounding puts into it must not miss its border.
        boxes = shapely.box(x - 1e-9, y - 1e-9, x + side + 1e-9, y + side + 1e-9)
        box, segment = borders.query(boxes, predicate="intersects")
        x, y = x + side / 2, y + side / 2
        centre, holder = _holding(grid.polygons, x, y, *regions.query(shapely.points(x, y)))
        answer = _first_holding(centre, holder, len(x))
        _mark_far(grid, answer, x, y, side)
        crossed = np.isin(np.arange(len(x)), box)
        split = crossed | ((answer == _NEAR) & (size > _NEAR_BLOCK))
        for r, c, position in zip(row[~split], column[~split], answer[~split], strict=True):
            grid.cells[r : r + size, c : c + size] = position
        if size == 1:
            break
        size //= 2
        row = (row[split, None] + [0, 0, size, size]).ravel()
        column = (column[split, None] + [0, size, 0, size]).ravel()
    border = np.flatnonzero(crossed)
    grid.cells[row[border], column[border]] = _BORDER - np.arange(len(border))
    # A region touches a border cell with its border, or (where shapes overlap) holds it whole.
    cell, position = np.r_[box, centre], np.r_[owner[segment], holder]
    key = np.unique(cell[crossed[cell]] * len(grid.codes) + position[crossed[cell]])
    first = np.searchsorted(key, np.append(border, len(x)) * len(grid.codes))
    return replace(grid, first=first, touched=(key % len(grid.codes)).astype(np.int32))


def _mark_far(grid: Grid, who: np.ndarray, x, y, side: float) -> None:
    """Turns _NEAR into _NOWHERE for blocks (centres x, y) that no region comes within 10 km of."""
    near = np.flatnonzero(who == _NEAR)
    half = np.hypot(
        *np.subtract(mercator(x[near] + side / 2, y[near] + side / 2), mercator(x[near], y[near]))
    ).max(initial=0.0)
    reach = NEAREST_METRES * 1.02 * stretch(np.abs(y[near]).max(initial=0.0) + side) + half
    centres = shapely.points(*mercator(x[near], y[near]))
    reached = grid.edges.query_nearest(centres, max_distance=reach)[0]
    who[np.setdiff1d(near, near[reached])] = _NOWHERE


def _holding(polygons, x, y, point, who) -> tuple[np.ndarray, np.ndarray]:
    """Of the pairs of a point and a region, those whose region holds the point or has it on its
    border. Asks polygon by polygon, which GEOS has prepared: a point costs about half a
    microsecond then, against tens when each pair is asked alone."""
    order = np.argsort(who, kind="stable")
    point, who = point[order], who[order]
    starts = np.flatnonzero(np.diff(who, prepend=-1))
    holds = np.zeros(len(point), dtype=bool)
    for start, end in zip(starts, np.append(starts, len(who))[1:], strict=True):
        group = point[start:end]
        holds[start:end] = shapely.intersects_xy(polygons[who[start]], x[group], y[group])
    return point[holds], who[holds]


def _first_holding(point, who, points: int) -> np.ndarray:
    """The smallest region position of each of `points` points, _NEAR where it has none; pairs as
    `_holding` gives them, ordered by region."""
    answer = np.full(points, _NEAR, dtype=np.int32)
    answer[point[::-1]] = who[::-1]
    return answer
