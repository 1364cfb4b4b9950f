"""The grid: cells, blocks and meetings, against shapely asked about every region."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from geodata import border_lines, grid, grid_of
from geodata.grid import BORDER, CELL_DEGREES, FINE, NEAR, NOWHERE


def crowd(seed, count=40):
    """Random regions that tile a square (cells around points), as a real coverage does."""
    random = np.random.default_rng(seed)
    points = shapely.multipoints(random.uniform([30, 50], [31, 51], (count, 2)))
    cells = shapely.get_parts(
        shapely.voronoi_polygons(points, extend_to=shapely.box(30, 50, 31, 51))
    )
    cells = shapely.intersection(cells, shapely.box(30, 50, 31, 51))
    return np.array([f"UA{i:02}" for i in range(len(cells))], dtype=object), cells


def points_about(polygons, seed, count=40_000):
    """Points anywhere, close to borders, and on corners."""
    random = np.random.default_rng(seed)
    corners = shapely.get_coordinates(polygons)
    near = corners[random.integers(0, len(corners), count)] + random.normal(0, 1e-4, (count, 2))
    return np.concatenate([random.uniform([29.8, 49.8], [31.2, 51.2], (count, 2)), near, corners]).T


def smallest_holder(polygons, x, y):
    """By asking every region about every point."""
    answer = np.full(len(x), -1)
    for position in reversed(range(len(polygons))):
        answer[shapely.intersects_xy(polygons[position], x, y)] = position
    return answer


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_coverage_is_answered_as_shapely_answers(seed):
    codes, polygons = crowd(seed)
    made = grid_of(codes, polygons)
    x, y = points_about(polygons, seed)
    holder = made.holder(x, y)
    assert (np.maximum(holder, -1) == smallest_holder(made.polygons, x, y)).all()


@pytest.mark.parametrize("seed", [4, 5])
def test_overlaps_gaps_holes_and_islands_are_answered_as_shapely_answers(seed):
    """Discs, some wholly inside others, some with a hole, with water between them."""
    random = np.random.default_rng(seed)
    centres = shapely.points(random.uniform([30.1, 50.1], [30.9, 50.9], (30, 2)))
    discs = shapely.buffer(centres, random.uniform(0.003, 0.15, 30))
    discs[::3] = shapely.difference(discs[::3], shapely.buffer(centres[::3], 0.02))
    discs = np.append(discs[~shapely.is_empty(discs)], shapely.union(discs[1], discs[4]))
    made = grid_of([f"UA{i:02}" for i in range(len(discs))], discs)
    x, y = points_about(discs, seed)
    assert (np.maximum(made.holder(x, y), -1) == smallest_holder(made.polygons, x, y)).all()


def test_far_cells_are_known_and_near_ones_ask():
    made = grid_of(["UA01"], [shapely.box(30, 50, 30.5, 50.5)])
    x, y = (
        np.array([30.25, 30.25, 30.25, 30.6, 30.8, 5.0]),
        np.array([50.25, 49.95, 49.7, 50.25, 50.25, 5.0]),
    )
    assert made.holder(x, y).tolist() == [0, NEAR, NOWHERE, NEAR, NOWHERE, NOWHERE]
    position, metres = made.nearest(x[[1, 3]], y[[1, 3]])
    assert position.tolist() == [0, 0]
    assert metres == pytest.approx([5562, 7135], abs=5)


def test_between_neighbours_the_last_region_needs_no_asking():
    made = grid_of(
        ["UA01", "UA02"], [shapely.box(30, 50, 30.505, 51), shapely.box(30.505, 50, 31, 51)]
    )
    closed = made.otherwise >= 0
    assert closed.any()
    assert (~closed).any(), "on the outer border nobody may have the point"
    assert (np.diff(made.first)[closed] == 1).all()
    border = (made.blocks <= BORDER).sum() / made.blocks.size
    assert border < 3 / FINE
    assert (made.cells <= BORDER).sum() == len(made.blocks)


def test_the_outer_border_alone_answers_for_the_nearest():
    codes, polygons = crowd(6)
    made = grid_of(codes, polygons)
    corners, owner = shapely.get_coordinates(made.polygons, return_index=True)
    assert 0 < len(made.outer) < len(corners) / 2
    start = np.flatnonzero(owner[1:] == owner[:-1])
    points, line, of_line = border_lines.chains(
        np.stack([corners[start], corners[start + 1]], axis=1), owner[start]
    )
    whole = replace(made, outer=points, outer_line=line, outer_owner=of_line)
    x, y = np.random.default_rng(6).uniform([29.9, 49.93], [31.1, 49.999], (2_000, 2)).T
    position, metres = made.nearest(x, y)
    expected, same_metres = whole.nearest(x, y)
    assert (position == expected).all()
    assert metres == pytest.approx(same_metres)


@pytest.mark.parametrize("seed", [10, 11])
def test_what_a_cell_tells_of_the_nearest_is_so(seed):
    random = np.random.default_rng(seed)
    centres = shapely.points(random.uniform([30, 50], [31, 51], (12, 2)))
    made = grid_of([f"UA{i:02}" for i in range(12)], shapely.buffer(centres, 0.04))
    x, y = random.uniform([29.7, 49.7], [31.3, 51.3], (60_000, 2)).T
    near = np.flatnonzero(made.holder(x, y) == NEAR)
    told = made.surely_nearest(x[near], y[near])
    nearest, _ = made.nearest(x[near], y[near])
    sure = told != NEAR
    assert (told[sure] == nearest[sure]).all()
    assert 0.3 < sure.mean() < 1
    assert {NOWHERE, *range(12)} <= set(told[sure].tolist())
    assert made.surely_nearest(np.array([0.0, 90.0]), np.array([50.5, 50.5])).tolist() == [-1, -1]


def test_lines_break_where_the_region_or_the_border_does():
    steps = np.array([[i, 0.0] for i in range(21)])
    ends = np.stack([steps[:-1], steps[1:]], axis=1)
    ends[15:] += 100
    owner = np.repeat([0, 1], 10)
    points, line, of_line = border_lines.chains(ends, owner)
    assert np.bincount(line).tolist() == [9, 3, 6, 6]  # points: 8 + 2 segments, then 5 and 5
    assert of_line.tolist() == [0, 0, 1, 1]
    assert points[line == 1].tolist() == [[8, 0], [9, 0], [10, 0]]
    assert points[line == 3][0].tolist() == [115, 100]


def test_a_saved_grid_answers_the_same(tmp_path):
    codes, polygons = crowd(7)
    made = grid_of(codes, polygons)
    grid.save(made, tmp_path / "grid")
    loaded = grid.load(tmp_path / "grid", made.codes, made.polygons)
    assert isinstance(loaded.blocks, np.memmap)
    x, y = points_about(polygons, 7)
    assert (loaded.holder(x, y) == made.holder(x, y)).all()
    off = np.flatnonzero(made.holder(x, y) == NEAR)[:500]
    assert (loaded.nearest(x[off], y[off])[0] == made.nearest(x[off], y[off])[0]).all()


def test_a_grid_of_another_layout_or_in_pieces_is_not_loaded(tmp_path, monkeypatch):
    codes, polygons = crowd(8)
    made = grid_of(codes, polygons)
    assert grid.load(tmp_path / "nothing", made.codes, made.polygons) is None
    grid.save(made, tmp_path / "grid")
    assert grid.load(tmp_path / "grid", made.codes[1:], made.polygons[1:]) is None
    (tmp_path / "grid" / "cells.npy").write_bytes(b"cut short")
    assert grid.load(tmp_path / "grid", made.codes, made.polygons) is None
    grid.save(made, tmp_path / "old")
    monkeypatch.setattr(grid, "LAYOUT", grid.LAYOUT + 1)
    assert grid.load(tmp_path / "old", made.codes, made.polygons) is None


def test_many_points_in_two_threads_as_few_in_one():
    codes, polygons = crowd(9)
    made = grid_of(codes, polygons)
    x, y = points_about(polygons, 9, 150_000)
    whole = made.holder(x, y)
    parts = [made.holder(x[i : i + 5_000], y[i : i + 5_000]) for i in range(0, len(x), 5_000)]
    assert (whole == np.concatenate(parts)).all()
    assert CELL_DEGREES == 1 / 64
