"""A grid of cells that knows which region holds a point, most often without geometry.

Two layers: coarse cells, and under each coarse cell that a border crosses a block of fine ones. A
cell that no border crosses lies wholly in one region (or in none) and answers by look-up. Only
points in fine cells on a border, a few in a hundred, ask polygons: of the regions that meet there
the smallest code that holds the point answers, and where they fill the cell the last one needs no
asking. `geodata.raster` builds a grid; this module asks it and keeps it in a folder.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from threading import Lock

import numpy as np
import shapely

from geodata.metres import mercator, metres_between, stretch

NEAREST_METRES = 10_000.0
CELL_DEGREES = 1 / 64  # about 1.1 km by 1.7 km in Ukraine
FINE = 16  # fine cells along the side of a coarse one: 70 m by 110 m
NOWHERE, NEAR, BORDER = -1, -2, -3  # a cell's value below 0; BORDER - n is block or meeting n
LAYOUT = 3  # of the files in a folder; another number is built anew
_CHUNK = 1 << 16  # points looked up at a time: their intermediate columns stay in the cache
_THREADS = 2
_FEW = 100_000  # points below which a second thread costs more than it saves


@dataclass(frozen=True, eq=False)
class Grid:
    """Regions made ready for placing; built by `raster.grid_of`, immutable, safe in threads."""

    codes: np.ndarray  # sorted, so that the smaller position is the smaller code
    polygons: np.ndarray  # in the order of codes
    west: float
    south: float
    # (rows, columns): a position in codes, NOWHERE, NEAR, or BORDER - n for block n.
    cells: np.ndarray
    # (blocks, FINE * FINE): a position in codes, NEAR, or BORDER - n for meeting n.
    blocks: np.ndarray
    # The regions to ask at meeting n, asked[first[n] : first[n + 1]], and who has the point when
    # none of them holds it: the last region where they fill the cell, otherwise NEAR.
    first: np.ndarray
    asked: np.ndarray
    otherwise: np.ndarray
    # Lines of the border that may be nearest to a point off every region: where no neighbour lies
    # behind, and what touches there. Points (degrees), the line of each, the region of each line.
    outer: np.ndarray
    outer_line: np.ndarray
    outer_owner: np.ndarray
    # (rows, columns): which region is nearest to every point of a coarse cell that no region
    # holds (NOWHERE: none within 10 km); NEAR where that depends on the point.
    sure: np.ndarray

    def holder(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """The position in `codes` of the region that holds each point (degrees, float64 columns),
        the smallest where several do; NEAR where one may be within 10 km, otherwise NOWHERE."""
        found = np.empty(len(x), dtype=np.int32)
        chunks = [slice(i, i + _CHUNK) for i in range(0, len(x), _CHUNK)]

        def look_up(chunk: slice) -> None:
            found[chunk] = self._cell_value(x[chunk], y[chunk])

        _spread(look_up, chunks, len(x))
        border = np.flatnonzero(found <= BORDER)
        found[border] = self._ask(x[border], y[border], BORDER - found[border])
        return found

    def surely_nearest(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Of points (finite) that no region holds the position of the nearest region within 10 km,
        or NOWHERE, where their cell tells; NEAR where `nearest` must be asked."""
        rows, columns = self.cells.shape
        column = np.floor((x - self.west) / CELL_DEGREES).astype(np.int64)
        row = np.floor((y - self.south) / CELL_DEGREES).astype(np.int64)
        inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        at = np.where(inside, row * columns + column, 0)
        return np.where(inside, self.sure.ravel()[at], NOWHERE)

    def nearest(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Of points off every region, the position of the nearest within 10 km (NOWHERE beyond;
        as near: the smallest) and its distance in true metres (infinite beyond)."""
        position, distance = np.empty(len(x), dtype=np.int64), np.empty(len(x))
        chunks = [slice(i, i + _CHUNK // 8) for i in range(0, len(x), _CHUNK // 8)]
        edges = self.rim

        def ask(chunk: slice) -> None:
            position[chunk], distance[chunk] = self._nearest(edges, x[chunk], y[chunk])

        _spread(ask, chunks, len(x) * 100)
        return position, distance

    def _nearest(self, edges: shapely.STRtree, x, y) -> tuple[np.ndarray, np.ndarray]:
        position, distance = np.full(len(x), len(self.codes)), np.full(len(x), np.inf)
        points = shapely.points(*mercator(x, y))
        # The search radius is in Mercator metres, which are longer than true ones; what the
        # radius lets in too much is sorted out by the true distance.
        reach = NEAREST_METRES * 1.02 * stretch(np.abs(y).max(initial=0.0))
        point, edge = edges.query_nearest(points, max_distance=reach)
        metres = metres_between(points[point], edges.geometries[edge])
        kept = metres <= NEAREST_METRES
        np.minimum.at(position, point[kept], self.outer_owner[edge[kept]])
        np.minimum.at(distance, point[kept], metres[kept])
        return np.where(np.isinf(distance), NOWHERE, position), distance

    def _cell_value(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        rows, columns = self.cells.shape
        with np.errstate(invalid="ignore", over="ignore"):
            column = (x - self.west) * (FINE / CELL_DEGREES)
            row = (y - self.south) * (FINE / CELL_DEGREES)
            inside = (column >= 0) & (column < columns * FINE) & (row >= 0) & (row < rows * FINE)
            column, row = column.astype(np.int32), row.astype(np.int32)
        if not inside.all():
            column, row = np.where(inside, column, 0), np.where(inside, row, 0)
        value = self.cells.ravel().take((row // FINE) * columns + column // FINE)
        value = np.where(inside, value, NOWHERE)
        fine = np.flatnonzero(value <= BORDER)
        place = (row[fine] % FINE) * FINE + column[fine] % FINE
        block = (BORDER - value[fine]).astype(np.int64)
        value[fine] = self.blocks.ravel().take(block * FINE**2 + place)
        return value

    def _ask(self, x: np.ndarray, y: np.ndarray, meeting: np.ndarray) -> np.ndarray:
        """Of points in border cells the region that holds each, or NEAR."""
        answer = self.otherwise[meeting].astype(np.int32)
        turn, last = self.first[meeting], self.first[meeting + 1]
        open_ = np.flatnonzero(turn < last)
        while len(open_):
            who = self.asked[turn[open_]]
            holds = self._holds(who, x[open_], y[open_])
            answer[open_[holds]] = who[holds]
            open_ = open_[~holds]
            turn[open_] += 1
            open_ = open_[turn[open_] < last[open_]]
        return answer

    def _holds(self, who: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Whether region who[i] holds point i or has it on its border. Ordered by region, so that
        each polygon's index is read while it is in the cache."""
        order = np.argsort(who, kind="stable")
        polygons, holds = self._prepared[who[order]], np.empty(len(x), dtype=bool)
        x, y = x[order], y[order]
        parts = np.array_split(np.arange(len(x)), _THREADS)

        def ask(part: np.ndarray) -> None:
            holds[order[part]] = shapely.intersects_xy(polygons[part], x[part], y[part])

        _spread(ask, parts, len(x) * 10)
        return holds

    @cached_property
    def _prepared(self) -> np.ndarray:
        """The polygons with their indexes built. GEOS builds an index at the first question, which
        two threads must not ask at once; so each is asked here, for a corner of its own."""
        with _PREPARING:
            shapely.prepare(self.polygons)
            points, owner = shapely.get_coordinates(self.polygons, return_index=True)
            corner = points[np.flatnonzero(np.diff(owner, prepend=-1))]
            shapely.intersects_xy(self.polygons, corner[:, 0], corner[:, 1])
            return self.polygons

    @cached_property
    def rim(self) -> shapely.STRtree:
        """The lines of `outer` in Mercator metres."""
        with _PREPARING:
            points = np.c_[mercator(*np.asarray(self.outer).T)]
            lines = shapely.linestrings(points, indices=np.asarray(self.outer_line))
            tree = shapely.STRtree(lines, node_capacity=4)  # twice as fast as with 10
            tree.query_nearest(shapely.Point(0, 0), max_distance=1.0)  # builds it
            return tree


_PREPARING = Lock()
_ARRAYS = [f.name for f in fields(Grid) if f.name not in ("codes", "polygons", "west", "south")]


def save(grid: Grid, folder: Path) -> None:
    """Writes all of a grid but its codes and polygons into a new folder."""
    folder.mkdir(parents=True)
    for name in _ARRAYS:
        np.save(folder / f"{name}.npy", getattr(grid, name), allow_pickle=False)
    corner = {"west": grid.west, "south": grid.south, "regions": len(grid.codes)}
    (folder / "grid.json").write_text(json.dumps(corner | {"layout": LAYOUT}), encoding="utf-8")


def load(folder: Path, codes: np.ndarray, polygons: np.ndarray) -> Grid | None:
    """The grid that `save` wrote, its arrays mapped from the files; None where there is none of
    this layout. Codes (sorted) and polygons must be those that it was built from."""
    try:
        corner = json.loads((folder / "grid.json").read_text(encoding="utf-8"))
        if corner["layout"] != LAYOUT or corner["regions"] != len(codes):
            return None
        arrays = {
            name: np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
            for name in _ARRAYS
        }
    except (OSError, ValueError, KeyError):
        return None
    return Grid(codes, polygons, corner["west"], corner["south"], **arrays)


def _spread(work, parts: list, size: int) -> None:
    """Does `work` on each part, in threads when there is much of it: numpy and GEOS let go of the
    interpreter's lock while they count."""
    if size < _FEW or len(parts) < 2:
        for part in parts:
            work(part)
    else:
        with ThreadPoolExecutor(_THREADS) as pool:
            list(pool.map(work, parts))
