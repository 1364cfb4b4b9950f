"""Placing: one point, one region; squares that share a border, then the embedded oblasts."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geodata import grid_of, place, shapes
from geodata.grid import CELL_DEGREES, NEAREST_METRES
from geodata.placing import embedded_grid

WEST, EAST = shapely.box(30.0, 50.0, 30.5, 50.5), shapely.box(30.5, 50.0, 31.0, 50.5)
GEOD = Geod(ellps="WGS84")


def answer(grid, latitude, longitude):
    placed = place(latitude=[latitude], longitude=[longitude], shapes=grid)
    return placed.code[0], placed.placed_by[0]


@pytest.fixture(scope="module")
def squares():
    return grid_of(["UA02", "UA01"], [EAST, WEST])


def test_a_point_inside_gets_its_region(squares):
    assert answer(squares, 50.25, 30.25) == ("UA01", "contains")
    assert answer(squares, 50.25, 30.75) == ("UA02", "contains")


@pytest.mark.parametrize("order", [["UA01", "UA02"], ["UA02", "UA01"]])
@pytest.mark.parametrize("latitude", [50.0, 50.1, 50.25, 50.5])
def test_on_a_shared_border_the_smaller_code_wins(order, latitude):
    grid = grid_of(order, [WEST, EAST])
    assert answer(grid, latitude, 30.5) == ("UA01", "contains")


def test_off_every_region_the_nearest_within_ten_kilometres(squares):
    assert answer(squares, 49.95, 30.9) == ("UA02", "nearest")
    assert answer(squares, 49.95, 30.1) == ("UA01", "nearest")
    assert answer(squares, 49.95, 30.5) == ("UA01", "nearest"), "as near: the smaller code"
    assert answer(squares, 49.80, 30.5) == (None, "none")


@pytest.mark.parametrize("turn", [10, 30, 45, 60, 80])
@pytest.mark.parametrize(
    ("corner", "outward"),
    [((30.0, 50.0), 180), ((30.0, 50.5), 270), ((31.0, 50.5), 0), ((31.0, 50.0), 90)],
)
def test_the_limit_is_ten_true_kilometres(squares, corner, outward, turn):
    """Geodesics that leave a corner outwards, so that the corner is the nearest of the border."""
    for metres, placed_by in ((NEAREST_METRES - 2, "nearest"), (NEAREST_METRES + 2, "none")):
        longitude, latitude, _ = GEOD.fwd(*corner, outward + turn, metres)
        assert answer(squares, latitude, longitude)[1] == placed_by


def test_equally_near_regions_on_both_sides_of_a_gap():
    grid = grid_of(
        ["UA09", "UA03"], [shapely.box(-1, 50, -0.0625, 51), shapely.box(0.0625, 50, 1, 51)]
    )
    assert answer(grid, 50.5, 0.0) == ("UA03", "nearest")
    assert answer(grid, 50.5, -0.001) == ("UA09", "nearest")


def test_regions_of_several_parts_and_with_holes():
    ring = shapely.difference(shapely.box(30, 50, 31, 51), shapely.box(30.4, 50.4, 30.6, 50.6))
    island = shapely.box(32, 50, 32.1, 50.1)
    town = shapely.box(30.4, 50.4, 30.6, 50.6)
    grid = grid_of(["UA05", "UA07"], [shapely.union(ring, island), town])
    assert answer(grid, 50.05, 32.05) == ("UA05", "contains")
    assert answer(grid, 50.5, 30.5) == ("UA07", "contains")
    assert answer(grid, 50.4, 30.5) == ("UA05", "contains"), "on the border of the enclave"
    assert answer(grid, 50.05, 32.15) == ("UA05", "nearest")


@pytest.mark.parametrize("small", ["UA05", "UA09"])
def test_where_regions_overlap_the_smaller_code_wins_in_every_cell(small):
    town, land = shapely.box(30.397, 50.397, 30.603, 50.603), shapely.box(30, 50, 31, 51)
    grid = grid_of([small, "UA07"], [town, land])
    x, y = np.random.default_rng(5).uniform([30.35, 50.35], [30.65, 50.65], (20_000, 2)).T
    placed = place(latitude=y, longitude=x, shapes=grid)
    inside = shapely.intersects_xy(town, x, y)
    assert (placed.code == np.where(inside, min(small, "UA07"), "UA07")).all()
    assert (placed.placed_by == "contains").all()


def test_points_on_the_edges_of_cells(squares):
    """Where the grid's own lines run, rounding must not put a point past the polygon's border."""
    step = np.arange(0, 0.5, CELL_DEGREES / 2)
    x, y = (axis.ravel() for axis in np.meshgrid(squares.west + step + 0.5, squares.south + step))
    x, y = np.r_[x, x + 5e-15, x - 5e-15], np.r_[y, y, y]
    placed = place(latitude=y, longitude=x, shapes=squares)
    inside = shapely.intersects_xy(shapely.union(WEST, EAST), x, y)
    assert ((placed.placed_by == "contains") == inside).all()


def test_what_is_no_point_is_placed_by_none(squares):
    latitude = [np.nan, 50.2, None, np.inf, -np.inf, 95.0, 50.2, 0.0]
    longitude = [30.2, None, 30.2, 30.2, 30.2, 30.2, 400.0, 0.0]
    placed = place(latitude=latitude, longitude=longitude, shapes=squares)
    assert placed.code.tolist() == [None] * 8
    assert placed.placed_by.tolist() == ["none"] * 8


@pytest.mark.parametrize("dtype", ["float64", "float32", "Float64", "double[pyarrow]", "object"])
def test_columns_of_every_kind_of_number(squares, dtype):
    latitude = pd.Series([50.25, None, 50.25], dtype=dtype)
    longitude = pd.Series([30.25, 30.25, 30.75], dtype=dtype)
    placed = place(latitude=latitude, longitude=longitude, shapes=squares)
    assert placed.code.tolist() == ["UA01", None, "UA02"]


def test_no_points_no_answers(squares):
    placed = place(latitude=[], longitude=[], shapes=squares)
    assert len(placed.code) == len(placed.placed_by) == 0


def test_text_and_unequal_columns_are_refused(squares):
    with pytest.raises(ValueError, match="latitude column"):
        place(latitude=["north"], longitude=[30.2], shapes=squares)
    with pytest.raises(ValueError, match="2 latitudes and 1 longitudes"):
        place(latitude=[50.1, 50.2], longitude=[30.2], shapes=squares)


def test_a_frame_of_shapes_answers_like_its_grid(squares):
    frame = gpd.GeoDataFrame({"code": ["UA02", "UA01"]}, geometry=[EAST, WEST], crs=4326)
    assert answer(frame, 50.25, 30.5) == answer(squares, 50.25, 30.5)


@pytest.mark.parametrize(
    ("codes", "polygons", "seen"),
    [
        ([], [], "0 codes"),
        (["UA01"], [], "1 codes and 0 shapes"),
        (["UA01", "UA01"], [WEST, EAST], "come once"),
        (["UA01"], [shapely.Polygon()], "UA01"),
        (["UA01"], [shapely.Point(30, 50)], "UA01"),
    ],
)
def test_shapes_that_make_no_grid_are_refused(codes, polygons, seen):
    with pytest.raises(ValueError, match=seen):
        grid_of(codes, polygons)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(), st.floats()), max_size=20))
def test_any_numbers_get_an_answer_of_their_length(points):
    latitude, longitude = [p[0] for p in points], [p[1] for p in points]
    placed = place(latitude=latitude, longitude=longitude)
    assert len(placed.code) == len(points)
    assert ((placed.code == None) == (placed.placed_by == "none")).all()  # noqa: E711


# The embedded oblasts, against geopandas on the same shapes.


@pytest.fixture(scope="module")
def scattered():
    """Points all over the country and its neighbours, many of them close to borders."""
    random = np.random.default_rng(2022)
    points = random.uniform([21.8, 44.0], [40.5, 52.6], (30_000, 2))
    borders = shapely.get_coordinates(shapes(1).geometry.to_numpy())
    beside = borders[random.integers(0, len(borders), 30_000)] + random.normal(0, 0.01, (30_000, 2))
    x, y = np.concatenate([points, beside]).T
    return gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y), crs=4326)


def test_contains_agrees_with_geopandas(scattered):
    regions = shapes(1)
    placed = place(latitude=scattered.geometry.y, longitude=scattered.geometry.x)
    joined = scattered.sjoin(regions, predicate="intersects").groupby(level=0)["code"].min()
    expected = joined.reindex(scattered.index).astype(object)
    expected = expected.where(expected.notna(), None).to_numpy()
    ours = np.where(placed.placed_by == "contains", placed.code, None)
    assert (expected != None).sum() > 20_000  # noqa: E711
    differing = scattered[ours != expected].geometry.to_numpy()
    metre = 1 / 70_000  # degrees of longitude; 1.6 m of latitude
    assert (shapely.distance(differing, regions.boundary.union_all()) < metre).all()


def test_every_corner_of_every_border_goes_to_the_smallest_code_there():
    regions = shapes(1)
    corners = np.unique(shapely.get_coordinates(regions.geometry.to_numpy()), axis=0)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*corners.T), crs=4326)
    expected = points.sjoin(regions, predicate="intersects").groupby(level=0)["code"].min()
    placed = place(latitude=corners[:, 1], longitude=corners[:, 0])
    assert len(expected) == len(corners)
    assert (placed.code == expected.to_numpy(dtype=object)).all()
    assert (placed.placed_by == "contains").all()


def test_nearest_agrees_with_a_flat_map_around_each_point(scattered):
    """True distances from an azimuthal map centred on the point itself."""
    regions = shapes(1)
    placed = place(latitude=scattered.geometry.y, longitude=scattered.geometry.x)
    off = np.flatnonzero(placed.placed_by != "contains")
    points = scattered.geometry.to_numpy()[off]
    chosen = off[shapely.distance(points, regions.union_all()) < 0.2][::40]
    assert {"nearest", "none"} <= set(placed.placed_by[chosen])
    for i in chosen:
        point = scattered.geometry.iloc[i]
        flat = f"+proj=aeqd +lat_0={point.y} +lon_0={point.x} +ellps=WGS84"
        close = regions[regions.intersects(shapely.box(*(point.buffer(0.25).bounds)))]
        metres = close.to_crs(flat).distance(shapely.Point(0, 0)).set_axis(close["code"])
        if placed.code[i] is None:
            assert metres.empty or metres.min() > NEAREST_METRES - 5
        else:
            assert metres[placed.code[i]] < metres.min() + 5
            assert metres[placed.code[i]] < NEAREST_METRES + 5


def test_the_embedded_grid_is_built_once():
    assert embedded_grid() is embedded_grid()


def test_snake_island_is_in_odesa_oblast():
    found = place(latitude=[45.2548, 45.25, 45.0], longitude=[30.2033, 30.20, 30.2])
    assert list(found.code) == ["UA51", "UA51", None]
