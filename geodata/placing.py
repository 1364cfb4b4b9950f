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

NEAREST_METRES = 10_000.0
CELL_DEGREES = 1 / 64  # about 1.1 km by 1.7 km in Ukraine
_BLOCK = 64  # cells along a side of the coarsest block; a power of two
_NEAR_BLOCK = 2  # cells along a side of the coarsest block that may be within 10 km of a region
_NOWHERE, _NEAR, _BORDER = -1, -2, -3

_EARTH_METRES = 6_378_137.0  # WGS 84
_E2 = 0.006_694_379_990_14


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
    cells: np.ndarray  # (rows, columns): a position in codes, or _NOWHERE, _NEAR, _BORDER
    west: float
    south: float
    touched: np.ndarray  # keys cell * len(codes) + position, sorted: who touches a border cell
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
        border = np.flatnonzero(found == _BORDER)
        found[border] = self._ask_polygons(x[border], y[border], cell[border])
        placed_by = (found >= 0).astype(np.int8)
        near = np.flatnonzero(found == _NEAR)
        found[near] = self._ask_nearest(x[near], y[near])
        placed_by[near] = np.where(found[near] >= 0, 2, 0)
        words = np.array(["none", "contains", "nearest"], dtype=object)
        return Placement(np.append(self.codes, None)[found], words[placed_by])

    def corner(self, row, column) -> tuple[np.ndarray, np.ndarray]:
        """Longitude and latitude of the south-western corner of cells."""
        return self.west + column * CELL_DEGREES, self.south + row * CELL_DEGREES

    def _ask_polygons(self, x, y, cell) -> np.ndarray:
        """Positions of the first region (smallest code) that holds each point, or _NEAR."""
        count = len(self.codes)
        first = np.searchsorted(self.touched, cell * count)
        many = np.searchsorted(self.touched, (cell + 1) * count) - first
        point = np.repeat(np.arange(len(x)), many)
        rank = np.arange(len(point)) - np.repeat(np.cumsum(many) - many, many)
        who = (self.touched[np.repeat(first, many) + rank] % count).astype(np.int32)
        return _first_holding(self.polygons, x, y, point, who)

    def _ask_nearest(self, x, y) -> np.ndarray:
        """Positions of the region nearest to each point, _NOWHERE beyond 10 km."""
        answer = np.full(len(x), len(self.codes), dtype=np.int32)
        points = shapely.points(*_mercator(x, y))
        # The search radius is in Mercator metres, which are longer than true ones; what the
        # radius lets in too much is sorted out by the true distance.
        reach = NEAREST_METRES * 1.02 * _stretch(np.abs(y).max(initial=0.0))
        point, edge = self.edges.query_nearest(points, max_distance=reach)
        metres = _metres(points[point], self.edges.geometries[edge])
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
    edges = shapely.STRtree(shapely.transform(segments, lambda c: np.c_[_mercator(*c.T)]))
    west, south, east, north = shapely.total_bounds(polygons)
    west, south = west - 0.5, south - 0.25  # farther than 10 km up to 77 degrees of latitude
    side = CELL_DEGREES * _BLOCK
    shape = [int(np.ceil((north + 0.25 - south) / side)), int(np.ceil((east + 0.5 - west) / side))]
    cells = np.full((shape[0] * _BLOCK, shape[1] * _BLOCK), _NOWHERE, dtype=np.int32)
    grid = Grid(codes, polygons, cells, west, south, np.empty(0, np.int64), edges, owner)
    return replace(grid, touched=_fill(grid, shapely.STRtree(segments), owner))


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


def _fill(grid: Grid, borders: shapely.STRtree, owner: np.ndarray) -> np.ndarray:
    """Fills grid.cells from coarse blocks to single cells; gives the keys of `touched`."""
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
        who = _holding(grid.polygons, regions, x, y)
        whole, crossed = who.copy(), np.isin(np.arange(len(boxes)), box)
        _mark_far(grid, who, x, y, side)
        who[crossed] = _BORDER
        split = crossed | ((who == _NEAR) & (size > _NEAR_BLOCK))
        for r, c, answer in zip(row[~split], column[~split], who[~split], strict=True):
            grid.cells[r : r + size, c : c + size] = answer
        if size == 1:
            break
        size //= 2
        row = (row[split, None] + [0, 0, size, size]).ravel()
        column = (column[split, None] + [0, size, 0, size]).ravel()
    grid.cells[row[crossed], column[crossed]] = _BORDER
    # A region touches a border cell with its border, or (where shapes overlap) holds it whole.
    key = (row * grid.cells.shape[1] + column) * len(grid.codes)
    overlapping = (key + whole)[crossed & (whole >= 0)]
    return np.unique(np.concatenate([key[box] + owner[segment], overlapping]))


def _mark_far(grid: Grid, who: np.ndarray, x, y, side: float) -> None:
    """Turns _NEAR into _NOWHERE for blocks (centres x, y) that no region comes within 10 km of."""
    near = np.flatnonzero(who == _NEAR)
    half = np.hypot(
        *np.subtract(_mercator(x[near] + side / 2, y[near] + side / 2), _mercator(x[near], y[near]))
    ).max(initial=0.0)
    reach = NEAREST_METRES * 1.02 * _stretch(np.abs(y[near]).max(initial=0.0) + side) + half
    centres = shapely.points(*_mercator(x[near], y[near]))
    reached = grid.edges.query_nearest(centres, max_distance=reach)[0]
    who[np.setdiff1d(near, near[reached])] = _NOWHERE


def _holding(polygons, regions: shapely.STRtree, x, y) -> np.ndarray:
    point, who = regions.query(shapely.points(x, y))
    return _first_holding(polygons, x, y, point, who.astype(np.int32))


def _first_holding(polygons, x, y, point, who) -> np.ndarray:
    """Of the regions `who` proposed for each `point`, the first that holds it or has it on its
    border; _NEAR where none does. Asks polygon by polygon, which GEOS has prepared: a point costs
    about half a microsecond then, against tens when each pair is asked alone."""
    answer = np.full(len(x), _NEAR, dtype=np.int32)
    order = np.argsort(who, kind="stable")
    point, who = point[order], who[order]
    starts = np.flatnonzero(np.diff(who, prepend=-1))
    for position, group in zip(who[starts], np.split(point, starts[1:]), strict=bool(len(who))):
        asked = group[answer[group] == _NEAR]
        holds = shapely.intersects_xy(polygons[position], x[asked], y[asked])
        answer[asked[holds]] = position
    return answer


def _mercator(x, y) -> tuple[np.ndarray, np.ndarray]:
    """Ellipsoidal Mercator metres. The projection keeps angles, so that near a point it is a true
    map but for one factor; nearest there is nearest on the ground."""
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        sine, e = np.sin(np.radians(y)), np.sqrt(_E2)
        north = np.arctanh(sine) - e * np.arctanh(e * sine)
    return _EARTH_METRES * np.radians(x), _EARTH_METRES * north


def _stretch(y):
    """Mercator metres per true metre at a latitude (EPSG Guidance Note 7-2, method 9804)."""
    return np.sqrt(1 - _E2 * np.sin(np.radians(y)) ** 2) / np.cos(np.radians(y))


def _metres(points, lines) -> np.ndarray:
    """True distances of points to lines nearby, both in Mercator metres: within 1 m at 10 km,
    because the stretch is taken half way between the two (tests compare with pyproj.Geod)."""
    ends = shapely.get_coordinates(shapely.shortest_line(points, lines))
    half_way = ends.reshape(-1, 2, 2)[..., 1].mean(axis=1) / _EARTH_METRES
    latitude, e = np.arctan(np.sinh(half_way)), np.sqrt(_E2)
    for _ in range(3):  # from the sphere's latitude to the ellipsoid's; each step gains 1/200
        latitude = np.arctan(np.sinh(half_way + e * np.arctanh(e * np.sin(latitude))))
    return shapely.distance(points, lines) / _stretch(np.degrees(latitude))
