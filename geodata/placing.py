"""Points -> one region each.

One point gets one region: on a shared border the smaller code; off every region the nearest within
10 km, marked "nearest" (equally near: the smaller code); farther out none. `geodata.grid` tells
how that is found without asking geometry about most points.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from geodata.grid import NEAR, Grid
from geodata.raster import grid_of


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
    holder = grid.holder(x, y)
    near = np.flatnonzero(holder == NEAR)
    placed_by = (holder >= 0).astype(np.int8)
    holder[near], _ = grid.nearest(x[near], y[near])
    placed_by[near] = np.where(holder[near] >= 0, 2, 0)
    return Placement(np.append(grid.codes, None)[holder], _PLACED_BY[placed_by])


_PLACED_BY = np.array(["none", "contains", "nearest"], dtype=object)


def _degrees(values, what: str) -> np.ndarray:
    try:
        column = pd.to_numeric(pd.Series(np.atleast_1d(values)), errors="raise")
        return column.to_numpy(dtype="float64", na_value=np.nan)
    except (ValueError, TypeError) as error:
        raise ValueError(f"The {what} column holds something that is no number: {error}") from None


@cache
def embedded_grid() -> Grid:
    """The grid of the oblasts that come with the program, built once in a process."""
    from geodata import boundaries

    return grid_of(*boundaries.embedded_coverage())
