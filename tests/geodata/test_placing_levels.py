"""Placing at every level: squares whose levels disagree on purpose, then installed sets."""

import shutil

import numpy as np
import pytest
import shapely
import squares

from geodata import grid_of, place, place_all, placing, units
from geodata.install import install


@pytest.fixture
def three(monkeypatch):
    """Two oblasts side by side; the raions draw the border between them 0.01 degrees farther
    east; one raion of the east has a hromada only in its southern half."""
    sets = {
        1: {"UA05": (30, 50, 30.5, 50.5), "UA07": (30.5, 50, 31, 50.5)},
        2: {"UA0502": (30, 50, 30.51, 50.5), "UA0702": (30.51, 50, 31, 50.5)},
        3: {"UA0502001": (30, 50, 30.51, 50.5), "UA0702001": (30.51, 50, 31, 50.25)},
    }
    made = {
        level: grid_of(list(boxes), [shapely.box(*box) for box in boxes.values()])
        for level, boxes in sets.items()
    }
    monkeypatch.setattr(placing, "level_grid", made.get)
    return made


def answer(latitude, longitude):
    """oblast, raion, hromada, placed_by; a code by the nearest settlement shows as "~"."""
    adm1, adm2, adm3, by, first = (
        column[0] for column in place_all(latitude=[latitude], longitude=[longitude])
    )
    codes = [adm1, adm2, adm3]
    return (*(codes[: first - 1] + ["~"] * (4 - first) if first else codes), by)


def test_parents_follow_from_the_code(three):
    assert answer(50.1, 30.2) == ("UA05", "UA0502", "UA0502001", "contains")


def test_where_levels_disagree_the_finest_shape_wins(three):
    assert place(latitude=[50.1], longitude=[30.505]).code[0] == "UA07"
    assert answer(50.1, 30.505) == ("UA05", "UA0502", "UA0502001", "contains")


def test_on_a_border_of_the_finest_the_smaller_code(three):
    assert answer(50.1, 30.51)[2] == "UA0502001"


def test_what_the_finest_does_not_hold_goes_no_finer_than_the_set_that_does(three):
    """However near the next hromada is: it is not the point's."""
    assert answer(50.2501, 30.8) == ("UA07", "UA0702", None, "contains")
    assert answer(50.25, 30.8) == ("UA07", "UA0702", "UA0702001", "contains")


def test_off_all_shapes_the_nearest_unit_as_finely_as_known_in_it(three):
    assert answer(49.95, 30.8) == ("UA07", "UA0702", "UA0702001", "nearest")
    assert answer(50.54, 30.9) == ("UA07", "UA0702", None, "nearest")
    assert answer(49.0, 30.8) == (None, None, None, "none")


def test_a_nearer_unit_without_finer_shapes_is_not_passed_over(three, monkeypatch):
    """As at the Syvash, where Crimea is near and the nearest hromada lies across the water."""
    fine = grid_of(["UA0502001"], [shapely.box(30, 50, 30.4, 50.5)])
    coarse = grid_of(
        ["UA05", "UA07"], [shapely.box(30, 50, 30.4, 50.5), shapely.box(30.5, 50, 31, 50.5)]
    )
    monkeypatch.setattr(placing, "level_grid", {1: coarse, 3: fine}.get)
    assert answer(50.2, 30.48) == ("UA07", "~", "~", "nearest")
    assert answer(50.2, 30.42) == ("UA05", "UA0502", "UA0502001", "nearest")


def test_what_cells_tell_and_what_distances_tell_is_the_same(monkeypatch):
    """Scattered units of three levels that lie beside and in one another."""
    random = np.random.default_rng(12)
    centres = shapely.points(random.uniform([30, 50], [31.5, 51], (40, 2)))
    codes = {1: "UA{:02}", 2: "UA{:02}02", 3: "UA{:02}02001"}
    sets = {}
    for level, pattern in codes.items():
        kept = np.flatnonzero(random.random(40) < 0.6)
        names = [pattern.format(i) for i in kept]
        sets[level] = grid_of(names, shapely.buffer(centres[kept], 0.02 + 0.005 / level))
    monkeypatch.setattr(placing, "level_grid", sets.get)
    x, y = random.uniform([29.8, 49.8], [31.7, 51.2], (30_000, 2)).T
    quick = place_all(latitude=y, longitude=x)
    nothing = lambda answer, points, *_: np.zeros(len(points), dtype=bool)  # noqa: E731
    monkeypatch.setattr(placing, "_give_surely_nearest", nothing)
    slow = place_all(latitude=y, longitude=x)
    assert {"contains", "nearest", "none"} == set(slow.placed_by)
    for one, other in zip(quick, slow, strict=True):
        assert (one == other).all()


def test_columns_with_points_of_every_kind(three):
    latitude = [50.1, None, 50.3, 49.95, 0.0, np.inf]
    longitude = [30.2, 30.2, 30.8, 30.8, 0.0, 30.2]
    placed = place_all(latitude=latitude, longitude=longitude)
    assert placed.adm1.tolist() == ["UA05", None, "UA07", "UA07", None, None]
    assert placed.adm3.tolist() == ["UA0502001", None, None, "UA0702001", None, None]
    assert placed.placed_by.tolist() == ["contains", "none", "contains", "nearest", "none", "none"]
    assert [len(column) for column in place_all(latitude=[], longitude=[])] == [0, 0, 0, 0, 0]
    with pytest.raises(ValueError, match="1 latitudes and 2 longitudes"):
        place_all(latitude=[50.0], longitude=[30.0, 31.0])


def test_with_the_oblasts_alone_it_answers_as_place_does():
    y, x = np.random.default_rng(3).uniform([44, 22], [52.5, 40.5], (20_000, 2)).T
    every, first = place_all(latitude=y, longitude=x), place(latitude=y, longitude=x)
    assert (every.adm1 == first.code).all()
    assert (every.placed_by == first.placed_by).all()
    placed = every.adm1.astype(bool)
    city = np.isin(every.adm1.astype(str), ["UA80", "UA85"])
    assert (every.by_settlement == np.where(placed & ~city, 2, 0)).all()
    assert all(raion.startswith(code) for code, raion in zip(*_of(placed, every), strict=True))


def _of(rows, placed):
    return placed.adm1[rows], placed.adm2[rows]


@pytest.fixture
def raions(tmp_path, data):
    path = tmp_path / "raions.geojson"
    squares.frame(2).to_file(path)
    return path


def middles(frame):
    centre = shapely.get_coordinates(shapely.centroid(frame.geometry.to_numpy()))
    return {"latitude": centre[:, 1], "longitude": centre[:, 0]}


def test_installed_sets_answer_from_files_mapped_into_memory(raions):
    frame = squares.frame(2)
    assert (place_all(**middles(frame)).by_settlement <= 2).all()
    install(raions)
    placed = place_all(**middles(frame))
    assert (placed.by_settlement != 2).all()
    assert placed.adm2.tolist() == frame["ADM2_PCODE"].tolist()
    assert placed.adm1.tolist() == units(2)["parent"].tolist()
    assert isinstance(placing.level_grid(2).blocks, np.memmap)


def test_another_edition_is_noticed_without_a_restart(raions, tmp_path):
    install(raions)
    frame = squares.frame(2)
    west, south, _, _ = frame.geometry[0].bounds
    assert answer(south + 0.005, west + 0.002)[1:] == ("UA0102", "~", "contains")
    frame.assign(geometry=frame.translate(0.005, 0)).to_file(tmp_path / "moved.geojson")
    install(tmp_path / "moved.geojson")
    assert answer(south + 0.005, west + 0.002)[1:] == (None, None, "contains")


def test_a_grid_that_is_gone_is_built_again_and_kept(raions, data):
    install(raions)
    (folder,) = (path for path in (data / "boundaries").iterdir() if path.is_dir())
    shutil.rmtree(folder / "grid")
    frame = squares.frame(2)
    assert place_all(**middles(frame)).adm2.tolist() == frame["ADM2_PCODE"].tolist()
    assert (folder / "grid" / "grid.json").is_file()
    assert sorted(path.name for path in folder.iterdir()) == [
        "grid",
        "shapes.parquet",
        "shown.json",
    ]


@pytest.mark.shared
def test_real_hromadas_agree_with_geopandas(shared_data, installed_levels, monkeypatch):
    import geopandas as gpd

    monkeypatch.setenv("ATLAS_DATA", str(installed_levels))
    shapes = gpd.read_file(shared_data / "boundaries" / "adm3_simplified.geojson")
    random = np.random.default_rng(33)
    corners = shapely.get_coordinates(shapes.geometry.to_numpy())
    beside = corners[random.integers(0, len(corners), 20_000)] + random.normal(0, 1e-3, (20_000, 2))
    x, y = np.concatenate([random.uniform([22, 44.2], [40.3, 52.4], (20_000, 2)), beside]).T
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y), crs=4326)
    joined = points.sjoin(shapes, predicate="intersects").groupby(level=0)["ADM3_PCODE"].min()
    placed = place_all(latitude=y, longitude=x)
    inside = np.flatnonzero(placed.placed_by == "contains")
    ours = np.full(len(x), None, dtype=object)
    ours[inside] = placed.adm3[inside]
    expected = (
        joined.reindex(points.index).astype(object).where(points.index.isin(joined.index), None)
    )
    differing = np.flatnonzero(ours != expected.to_numpy())
    borders = shapely.STRtree(shapes.boundary.to_numpy())
    off = borders.query_nearest(points.geometry[differing].to_numpy(), return_distance=True)[1]
    assert (ours != None).sum() > 20_000  # noqa: E711
    assert (off < 1 / 112_000).all()
