"""Which regions meet in the cells that a border touches; a step of `geodata.raster`."""

from typing import NamedTuple

import numpy as np

from geodata.border_lines import among, distinct
from geodata.grid import NEAR


class Meeting(NamedTuple):
    """Who meets in the touched cells, in the order of the cells: the regions, one cell's after the
    other's; how many are each cell's; and whether a lone segment runs there."""

    region: np.ndarray
    many: np.ndarray
    lone: np.ndarray


def met(pairs: np.ndarray, lone_cells: np.ndarray, regions: int) -> Meeting:
    """From cell * regions + region, ordered."""
    cell = pairs // regions
    start = np.flatnonzero(np.diff(cell, prepend=-1))
    many = np.diff(np.append(start, len(cell))).astype(np.int32)
    region = (pairs - cell * regions).astype(np.int32)
    return Meeting(region, many, among(cell[start], lone_cells))


def numbered(region, many, lone, regions: int) -> tuple[np.ndarray, ...]:
    """The number of the meeting in each touched cell, and of each meeting, as Grid keeps them:
    where its regions begin, the regions to ask, and who has the point otherwise.

    Few sets of regions meet, in many cells. Where no lone segment runs the regions fill the cell.
    """
    start = np.cumsum(many, dtype=np.int64) - many
    number, lengths, asked, otherwise, made = np.empty(len(start), dtype=np.int32), [], [], [], 0
    for size in np.flatnonzero(np.bincount(many)):
        for is_open in (False, True):
            group = np.flatnonzero((many == size) & (lone == is_open))
            if not len(group):
                continue
            # Set by set the regions so far become a number, so that no key grows too long.
            key, members = np.zeros(len(group), dtype=np.int64), np.empty((1, 0), dtype=np.int64)
            for nth in range(size):
                key *= regions
                key += region[start[group] + nth]
                sets = distinct([key])
                key = np.searchsorted(sets, key)
                members = np.c_[members[sets // regions], sets % regions]
            number[group] = made + key
            made += len(members)
            asks = members if is_open else members[:, :-1]
            lengths.append(np.full(len(members), asks.shape[1]))
            asked.append(asks.ravel())
            otherwise.append(np.full(len(members), NEAR) if is_open else members[:, -1])
    first = np.append(0, np.cumsum(np.concatenate(lengths)))
    tables = (first, np.concatenate(asked), np.concatenate(otherwise))
    return number, *(table.astype(np.int32) for table in tables)
