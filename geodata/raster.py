"""Builds the grid of `geodata.grid`: regions drawn into cells, borders into meetings of regions.

Everything is counted in fine cells from the grid's south-western corner. Regions are drawn row by
row, between the points where their border crosses the middle of the row; which cells a border
touches is found exactly, by cutting its segments at the lines between cells.
"""

from typing import NamedTuple

import numpy as np
import shapely

from geodata import border_lines, meetings
from geodata.grid import BORDER, CELL_DEGREES, FINE, NEAR, NEAREST_METRES, NOWHERE, Grid

_FINE_DEGREES = CELL_DEGREES / FINE
# A hair wider than the cell, in fine cells: a point that rounding puts into a cell must not miss
# the border there. 1e-9 degree is a tenth of a millimetre.
_HAIR = 1e-9 / _FINE_DEGREES
_DEGREE_METRES = 110_500.0  # no degree of latitude is shorter
_AT_A_TIME = 30_000  # segments cut at a time; bounds the memory that building takes


def grid_of(codes, geometries) -> Grid:
    """A grid over regions: codes and (multi)polygons in WGS 84 degrees, in the same order.

    Raises ValueError when a code comes twice or a geometry is empty or no polygon.
    """
    codes, polygons = np.asarray(codes, dtype=object), np.asarray(geometries, dtype=object)
    _check(codes, polygons)
    order = np.argsort(codes)
    codes, polygons = codes[order], polygons[order].copy()
    west, south, east, north = shapely.total_bounds(polygons)
    west, south = west - 0.5, south - 0.25  # farther than 10 km up to 77 degrees of latitude
    rows = int(np.ceil((north + 0.25 - south) / CELL_DEGREES))
    columns = int(np.ceil((east + 0.5 - west) / CELL_DEGREES))
    ends, owner, lone, outer = border_lines.borders(polygons)
    rim = border_lines.chains(ends[outer], owner[outer])
    ends -= [west, south]
    ends /= _FINE_DEGREES
    lines = _Lines(ends, owner)
    crossed = np.zeros((rows, columns), dtype=bool)
    touched, lone_cells = _touched(lines, lone, crossed, len(codes))
    cells, blocks, where, meeting = _drawn(lines, touched, lone_cells, crossed, len(codes))
    del ends, owner, lines, touched  # half of what building holds; the next step needs as much
    number, first, asked, otherwise = meetings.numbered(*meeting, len(codes))
    if len(otherwise) > np.iinfo(blocks.dtype).max + BORDER:
        blocks = blocks.astype(np.int32)
    blocks.ravel()[where] = BORDER - number
    corner = float(west), float(south)
    tables = (_with_far(cells, south), blocks, first, asked, otherwise)
    unsure = np.full(cells.shape, NEAR, dtype=np.int32)
    return border_lines.with_sure(Grid(codes, polygons, *corner, *tables, *rim, unsure))


def _check(codes, polygons) -> None:
    if len(codes) != len(polygons) or not len(codes):
        raise ValueError(f"{len(codes)} codes and {len(polygons)} shapes make no regions.")
    if len(set(codes)) != len(codes):
        raise ValueError("Each code must come once; dissolve the parts of a region first.")
    wrong = shapely.is_empty(polygons) | ~np.isin(shapely.get_type_id(polygons), [3, 6])
    if wrong.any():
        raise ValueError(f"No polygon or an empty one for: {', '.join(codes[wrong][:5])}.")


class _Lines(NamedTuple):
    """Border segments: ends (n, 2 ends, x and y) in fine cells, and the position of the region."""

    ends: np.ndarray
    owner: np.ndarray


def _touched(lines: _Lines, lone, crossed, regions: int) -> tuple[np.ndarray, np.ndarray]:
    """Which cells (row * width + column) the borders touch: cell * regions + region, ordered; and
    the cells that lone segments touch. The coarse cells around them are marked in `crossed`."""
    width, pairs, lone_cells = crossed.shape[1] * FINE, [], []
    for at in range(0, len(lines.owner), _AT_A_TIME):
        some = slice(at, at + _AT_A_TIME)
        begin, end, segment = _pieces(lines.ends[some])
        low, high = np.minimum(begin, end) - _HAIR, np.maximum(begin, end) + _HAIR
        low, high = np.floor(low).astype(np.int64), np.floor(high).astype(np.int64)
        cell, more = low[:, 1] * width + low[:, 0], high - low
        owner, is_lone = lines.owner[some][segment], lone[some][segment]
        found, found_lone = [], []
        for right in range(3):  # a piece lies in one cell, but for its hair
            for up in range(3):
                kept = np.flatnonzero((more[:, 0] >= right) & (more[:, 1] >= up))
                here = cell[kept] + (up * width + right)
                found.append(here * regions + owner[kept])
                found_lone.append(here[is_lone[kept]])
        pairs.append(border_lines.distinct(found))
        row, column = np.divmod(pairs[-1] // regions, width)
        crossed[row // FINE, column // FINE] = True
        lone_cells.append(border_lines.distinct(found_lone))
    return border_lines.distinct(pairs), border_lines.distinct(lone_cells)


def _pieces(ends: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Segments cut at the lines between cells: both ends of each piece, and whose it is."""
    segment, along = [np.arange(len(ends))] * 2, [np.zeros(len(ends)), np.ones(len(ends))]
    for axis in (0, 1):
        begin, end = ends[:, 0, axis], ends[:, 1, axis]
        low, high = np.minimum(begin, end), np.maximum(begin, end)
        line = np.floor(low) + 1
        who, nth = _repeated(np.maximum(np.ceil(high) - line, 0).astype(np.int64))
        segment.append(who)
        along.append((line[who] + nth - begin[who]) / (end[who] - begin[who]))
    segment, along = np.concatenate(segment), np.concatenate(along).clip(0, 1)
    order = np.argsort(segment + along / 2)  # halves, so that the end of one is before the next
    segment, along = segment[order], along[order, None]
    cuts = ends[segment, 0] + along * (ends[segment, 1] - ends[segment, 0])
    same = np.flatnonzero(segment[1:] == segment[:-1])
    return cuts[same], cuts[same + 1], segment[same]


def _repeated(many: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """0 many[0] times, 1 many[1] times, ...; and the how-manieth time it is, from 0."""
    who = np.repeat(np.arange(len(many)), many)
    return who, np.arange(len(who)) - np.repeat(np.cumsum(many) - many, many)


def _spans(lines: _Lines) -> tuple[np.ndarray, ...]:
    """Row, first column, column after the last, and region of each run of cells whose middles lie
    in a region, ordered by coarse row, then from the largest region to the smallest."""
    begin, end = lines.ends[:, 0], lines.ends[:, 1]
    low, high = np.minimum(begin[:, 1], end[:, 1]), np.maximum(begin[:, 1], end[:, 1])
    first = np.ceil(low - 0.5)
    # The upper end does not count: two segments that meet in the middle of a row cross it once.
    who, nth = _repeated((np.ceil(high - 0.5) - first).astype(np.int64))
    row = first[who] + nth
    part = (row + 0.5 - begin[who, 1]) / (end[who, 1] - begin[who, 1])
    column = begin[who, 0] + part * (end[who, 0] - begin[who, 0])
    owner, row = lines.owner[who], row.astype(np.int64)
    order = np.lexsort([column, row, owner])
    column = np.ceil(column[order] - 0.5).astype(np.int64)
    into, out = order[::2], column[1::2]  # a ring crosses a line in and out again
    order = np.lexsort([-owner[into], row[into] // FINE])
    return row[into][order], column[::2][order], out[order], owner[into][order]


def _drawn(lines: _Lines, touched, lone_cells, crossed, regions: int) -> tuple:
    """The cells, the blocks under those that a border touches, where in the blocks the touched fine
    cells stand, and who meets in those, as `meetings.Meeting` has it."""
    rows, columns = crossed.shape
    width, per_row = columns * FINE, columns * FINE**2
    row, begin, end, owner = _spans(lines)
    at_span = np.searchsorted(row // FINE, np.arange(rows + 1))
    at_pair = np.searchsorted(touched, np.arange(rows + 1) * per_row * regions)
    number = np.int16 if regions < 2**15 else np.int32
    cells, where, met, made = np.empty(crossed.shape, dtype=np.int32), [], [], 0
    blocks = np.empty((crossed.sum(), FINE**2), dtype=number)
    for r in range(rows):
        spans, near = slice(*at_span[r : r + 2]), touched[at_pair[r] : at_pair[r + 1]]
        who, nth = _repeated(end[spans] - begin[spans])
        inside = ((row[spans] % FINE) * width + begin[spans])[who] + nth
        holder = owner[spans][who]
        band = np.full(per_row, NEAR, dtype=number)
        band[inside] = holder  # the smallest region is written last and stays
        cell = border_lines.distinct([near // regions]) - r * per_row
        mark = np.zeros(per_row, dtype=bool)
        mark[cell] = True
        over = mark[inside]
        whole = (inside[over] + r * per_row) * regions + holder[over]
        met.append(meetings.met(border_lines.distinct([near, whole]), lone_cells, regions))
        split = np.flatnonzero(crossed[r])
        squares = band.reshape(FINE, columns, FINE)
        cells[r] = squares[0, :, 0]
        cells[r, split] = BORDER - (made + np.arange(len(split)))
        of_row = squares[:, split].swapaxes(0, 1).reshape(-1, FINE**2)
        blocks[made : made + len(split)] = of_row
        block = BORDER - cells[r, cell % width // FINE].astype(np.int64)
        where.append(block * FINE**2 + cell // width * FINE + cell % FINE)
        made += len(split)
    meeting = meetings.Meeting(*(np.concatenate(part) for part in zip(*met, strict=True)))
    return cells, blocks, np.concatenate(where), meeting


def _with_far(cells: np.ndarray, south: float) -> np.ndarray:
    """The cells, with NOWHERE for those that no region comes within 10 km of: none stands in the
    rectangle of cells that reaches that far to each side."""
    taken = cells != NEAR
    high = int(np.ceil(NEAREST_METRES / _DEGREE_METRES / CELL_DEGREES)) + 1
    taken = _widened(taken.T, np.full(taken.shape[1], high)).T
    latitude = np.abs(south + CELL_DEGREES * np.arange(len(cells))) + 0.3
    degree = _DEGREE_METRES * np.cos(np.radians(latitude.clip(0, 89)))
    wide = np.ceil(NEAREST_METRES / degree / CELL_DEGREES) + 1
    return np.where((cells == NEAR) & ~_widened(taken, wide.astype(int)), NOWHERE, cells)


def _widened(taken: np.ndarray, by: np.ndarray) -> np.ndarray:
    """Each row's cells that have a taken one within by[row] columns."""
    count = np.cumsum(np.pad(taken, ((0, 0), (1, 0))), axis=1)
    column, last = np.arange(taken.shape[1]), taken.shape[1]
    begin = np.maximum(column - by[:, None], 0)
    end = np.minimum(column + by[:, None] + 1, last)
    return np.take_along_axis(count, end, 1) > np.take_along_axis(count, begin, 1)
