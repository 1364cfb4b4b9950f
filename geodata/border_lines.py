"""The borders of regions as segments: which have a region on both sides, and which are the rim."""

from dataclasses import replace

import numpy as np
import shapely

from geodata.grid import CELL_DEGREES, NEAR, NEAREST_METRES, NOWHERE, Grid
from geodata.metres import mercator, stretch

_CHAIN = 8  # segments in a line of the rim
_CELLS_AT_A_TIME = 5_000
_POLYGONS_AT_A_TIME = 50  # a copy of all of them would stay in the process's memory


def borders(polygons) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Ends and region of every border segment; whether it is lone, with no region's border run
    back along it; whether it is lone or begins or ends where a lone one does.

    All rings run the same way round, so that two regions on the two sides of a segment run it in
    opposite directions. Only a lone segment has something else than regions beside it.
    """
    starts = range(0, len(polygons), _POLYGONS_AT_A_TIME)
    some = [_rings(polygons[at : at + _POLYGONS_AT_A_TIME], at) for at in starts]
    points, goes_on, owner = (np.concatenate(part) for part in zip(*some, strict=True))
    start = np.flatnonzero(goes_on)
    del some, goes_on
    _, corner = np.unique(points.view(np.complex128).ravel(), return_inverse=True)
    start = start[corner[start] != corner[start + 1]]
    here, there = corner[start].astype(np.int64), corner[start + 1].astype(np.int64)
    del corner
    lone = ~among(there * len(points) + here, np.sort(here * len(points) + there))
    at_lone = np.zeros(len(points), dtype=bool)
    at_lone[here[lone]] = at_lone[there[lone]] = True
    at_lone = at_lone[here] | at_lone[there]
    del here, there
    ends = np.stack([points[start], points[start + 1]], axis=1)
    return ends, owner[start], lone, at_lone


def _rings(polygons, first: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The points of all rings, one way round; whether the next point is of the same ring; and the
    region of each, counted from `first`."""
    rings_of, owner = shapely.get_parts(shapely.orient_polygons(polygons), return_index=True)
    rings, part = shapely.get_rings(rings_of, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    goes_on = np.append(ring[1:] == ring[:-1], False)
    return points, goes_on, (first + owner[part[ring]]).astype(np.int32)


def chains(ends: np.ndarray, owner: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Segments (n, 2 ends, x and y) as short lines of one region, as Grid keeps them: points,
    the line of each point, the region of each line. A search among an eighth as many lines is
    three times as fast."""
    new = np.ones(len(ends), dtype=bool)
    new[1:] = (ends[1:, 0] != ends[:-1, 1]).any(axis=1) | (owner[1:] != owner[:-1])
    run = np.cumsum(new) - 1
    new |= (np.arange(len(ends)) - np.flatnonzero(new)[run]) % _CHAIN == 0
    line = (np.cumsum(new) - 1).astype(np.int32)
    points, lines = np.concatenate([ends[new, 0], ends[:, 1]]), np.concatenate([line[new], line])
    order = np.argsort(lines, kind="stable")
    return points[order], lines[order], owner[new]


def among(keys: np.ndarray, ordered: np.ndarray) -> np.ndarray:
    """Whether each key is one of `ordered`."""
    at = np.searchsorted(ordered, keys)
    return np.append(ordered, -1)[at] == keys


def distinct(keys: list[np.ndarray]) -> np.ndarray:
    """All keys (not negative) once, ordered; np.unique asks a hash table first, which is slow."""
    ordered = np.sort(np.concatenate(keys))
    return ordered[np.diff(ordered, prepend=-1) > 0]


def with_sure(grid: Grid) -> Grid:
    """The grid with `sure` filled in, for coarse cells off all regions and those on the rim.

    With d from a cell's middle to the rim and h from the middle to a corner, the rim nearest to any
    of the cell's points is at most d + h away from the point and so at most d + 2h from the middle.
    Where only one region's rim runs within that, it is the nearest.
    """
    column, row = ((grid.outer - [grid.west, grid.south]) / CELL_DEGREES).astype(np.int64).T
    asked = grid.cells == NEAR
    asked[row, column] = True
    row, column = np.nonzero(asked)
    x, y = grid.west + (column + 0.5) * CELL_DEGREES, grid.south + (row + 0.5) * CELL_DEGREES
    middle = np.c_[mercator(x, y)]
    half = CELL_DEGREES / 2 + 1e-9
    corner = np.c_[mercator(x + half, y + half * np.sign(y))]  # the corner farther from the equator
    half = np.hypot(*(corner - middle).T) * 1.001
    # Distances of the map are true ones times the stretch, within 1 % in a cell's neighbourhood.
    limit = NEAREST_METRES * stretch(y)
    lines, sure = grid.rim, np.full(len(x), NEAR, dtype=np.int32)
    points = shapely.points(middle)
    reach = float((limit * 1.02 + half).max(initial=0.0))
    (point, _), metres = lines.query_nearest(
        points, max_distance=reach, return_distance=True, all_matches=False
    )
    distance = np.full(len(x), np.inf)
    distance[point] = metres
    sure[distance - half > limit * 1.02] = NOWHERE
    within = np.flatnonzero(distance + half < limit * 0.98)
    for at in range(0, len(within), _CELLS_AT_A_TIME):
        some = within[at : at + _CELLS_AT_A_TIME]
        width = distance[some] + 2 * half[some]
        cell, line = lines.query(points[some], predicate="dwithin", distance=width)
        owner = grid.outer_owner[line]
        low, high = np.full(len(some), len(grid.codes)), np.full(len(some), -1)
        np.minimum.at(low, cell, owner)
        np.maximum.at(high, cell, owner)
        sure[some[low == high]] = low[low == high]
    table = np.where(grid.cells == NOWHERE, NOWHERE, NEAR).astype(np.int32)
    table[row, column] = sure
    return replace(grid, sure=table)
