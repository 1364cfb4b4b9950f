"""The steps that remake the data, on a few squares and a few rows; no package is fetched.

That two whole builds give the same bytes is checked by hand: `python -m geodata.build --into
FOLDER` prints the sha256 that data/PROVENANCE.md holds.
"""

import json

import numpy as np
import pandas as pd
import pytest
import shapely

from geodata import build, build_repair, build_shapes

KILOMETRE = 1000.0


def towns(*rows):
    """Settlements in flat metres: (code, x km, y km)."""
    frame = pd.DataFrame(rows, columns=["code", "x", "y"])
    frame["point"] = shapely.points(frame["x"] * KILOMETRE, frame["y"] * KILOMETRE)
    frame["geonameid"], frame["name"] = frame.index, "a town"
    return frame


def square(west, south, east, north):
    return shapely.box(*(np.array([west, south, east, north]) * KILOMETRE))


@pytest.fixture
def two():
    return {"UA32": square(0, 0, 50, 50), "UA74": square(50, 0, 100, 50)}


def measured(regions, frame):
    frame = frame.assign(off=build_repair.distances(regions, frame))
    everywhere = shapely.union_all(list(regions.values()))
    points = shapely.get_coordinates(frame["point"].to_numpy())
    return frame.assign(cell=build_repair.cells(points, everywhere))


def holder(regions, x, y):
    point = shapely.Point(x * KILOMETRE, y * KILOMETRE)
    return [code for code, shape in regions.items() if shapely.intersects(shape, point)]


def test_each_settlement_has_the_cell_it_lies_in(two):
    frame = measured(two, towns(("UA32", 10, 10), ("UA74", 90, 10), ("UA74", 60, 40)))
    assert shapely.contains(frame["cell"].to_numpy(), frame["point"].to_numpy()).all()


def test_a_settlement_across_the_border_is_brought_home(two):
    frame = measured(two, towns(("UA32", 20, 25), ("UA32", 53, 25), ("UA74", 60, 25)))
    fixed = build_repair.with_settlements(two, frame)
    assert holder(fixed, 53, 25) == ["UA32"]
    assert holder(fixed, 60, 25) == ["UA74"]
    assert holder(fixed, 53, 45) == ["UA74"], "far from the settlement nothing changes"
    assert shapely.intersection(*fixed.values()).area == pytest.approx(0, abs=1)
    assert shapely.union(*fixed.values()).area == pytest.approx(5000 * KILOMETRE**2)
    assert fixed["UA32"].geom_type == "Polygon"


def test_off_the_coast_the_land_is_new(two):
    frame = measured(two, towns(("UA32", 20, 25), ("UA74", 70, -0.5)))
    fixed = build_repair.with_settlements(two, frame)
    assert holder(fixed, 70, -0.5) == ["UA74"]
    assert fixed["UA74"].area > two["UA74"].area


def test_an_exclave_needs_three_witnesses(two):
    home = [("UA32", 20, 25), ("UA74", 60, 10)]
    lone = measured(two, towns(*home, ("UA32", 80, 25)))
    assert build_repair.wrong_codes(lone).tolist() == [False, False, True]
    three = measured(two, towns(*home, ("UA32", 80, 25), ("UA32", 81, 25), ("UA32", 80, 26)))
    assert not build_repair.wrong_codes(three).any()
    fixed = build_repair.with_settlements(two, three)
    assert holder(fixed, 80, 25) == ["UA32"]
    assert holder(fixed, 84, 25) == ["UA74"]


def test_the_city_border_runs_half_way_between_settlements(two):
    ring = [("UA32", 25, 5), ("UA32", 25, 45), ("UA32", 5, 25), ("UA32", 45, 25)]
    regions = two | {"UA80": square(1, 1, 49, 49)}
    regions["UA32"] = shapely.difference(two["UA32"], regions["UA80"])
    frame = measured(regions, towns(("UA80", 25, 25), *ring, ("UA74", 75, 25)))
    fixed = build_repair.city_split(regions, frame, "UA80", "UA32", 100.0)
    assert holder(fixed, 25, 25) == ["UA80"]
    assert holder(fixed, 5, 25) == ["UA32"]
    assert fixed["UA80"].area == pytest.approx((20 * KILOMETRE) ** 2, rel=0.01)
    assert shapely.union(fixed["UA80"], fixed["UA32"]).area == pytest.approx(two["UA32"].area)


def test_loose_pieces_go_to_the_neighbour_and_islands_stay(two):
    island, loose = square(-10, 0, -9, 1), square(60, 20, 61, 21)
    regions = {
        "UA32": shapely.union_all([two["UA32"], island, loose]),
        "UA74": shapely.difference(two["UA74"], loose),
    }
    point = shapely.points([[10 * KILOMETRE, 10 * KILOMETRE]])
    fixed = build_repair.without_slivers(regions, point, 20e6)
    assert holder(fixed, 60.5, 20.5) == ["UA74"]
    assert holder(fixed, -9.5, 0.5) == ["UA32"]
    town = shapely.points([[60.5 * KILOMETRE, 20.5 * KILOMETRE]])
    assert holder(build_repair.without_slivers(regions, town, 20e6), 60.5, 20.5) == ["UA32"]


def test_seams_are_closed():
    """A sliver between two borders, and a hole that no shape covers."""
    left = shapely.box(30, 50, 30.5, 50.5)
    right = shapely.difference(
        shapely.box(30.50004, 50, 31, 50.5), shapely.box(30.7, 50.2, 30.8, 50.3)
    )
    closed = build_shapes.seamless(np.array([left, right], dtype=object))
    assert shapely.coverage_is_valid(closed)
    assert shapely.union_all(closed).area == pytest.approx(0.5, abs=1e-3)
    assert shapely.get_num_interior_rings(shapely.union_all(closed)) == 0
    assert (shapely.get_coordinates(closed) == shapely.get_coordinates(closed).round(4)).all()


def test_units_are_found_wherever_natural_earth_files_them():
    def feature(iso, country, west):
        geometry = json.loads(shapely.to_geojson(shapely.box(west, 45, west + 1, 46)))
        return {"properties": {"iso_3166_2": iso, "adm0_a3": country}, "geometry": geometry}

    raw = {"features": [feature("UA-43", "RUS", 34), feature("UA-65", "UKR", 33)]}
    found = build_shapes.relabelled(raw, {"UA65": "UA-65", "UA01": "UA-43"})
    assert list(found) == ["UA01", "UA65"]
    assert found["UA01"].bounds[0] == 34
    with pytest.raises(SystemExit, match="UA-30"):
        build_shapes.relabelled(raw, {"UA80": "UA-30"})


def test_of_settlements_at_one_point_the_most_populous_stays():
    places = pd.DataFrame(
        {
            "geonameid": [1, 2, 3],
            "population": [500, 900, 700],
            "latitude": [50.0, 50.0, 49.0],
            "longitude": [30.0, 30.0, 31.0],
        }
    )
    assert build_shapes.flat_towns(places)["geonameid"].tolist() == [2, 3]


def test_the_register_is_made_from_official_rows():
    official = pd.DataFrame(
        [
            ("UA63000000000041885", None, None, "O", "Харківська"),
            ("UA80000000000093317", None, None, "K", "Київ"),
            ("UA63000000000041885", "UA63140000000041885", None, "P", "Чугуївський "),
            ("UA63", "UA63140000000041885", "UA63140170000012345", "H", "Кам'янська "),
            ("UA63", "UA63140000000041885", "UA63140170000012345", "M", "Чугуїв"),
        ],
        columns=["first", "second", "third", "category", "name"],
    )
    places = pd.DataFrame(
        {
            "geonameid": [1, 2, 3],
            "latitude": [49.98, 49.8, 50.45],
            "longitude": [36.25, 36.7, 30.52],
            "population": [1_400_000, 30_000, 2_900_000],
            "code": ["UA63", "UA63", "UA80"],
        }
    )
    table = build.register(official, places).set_index("code")
    assert list(table.index) == [
        *("UA63", "UA80"),
        *("UA3200", "UA6314", "UA8000", "UA8500"),
        *("UA3200000", "UA6314017", "UA8000000", "UA8500000"),
    ]
    assert table.loc["UA63", ["iso", "name_en", "name_uk"]].tolist() == [
        *("UA-63", "Kharkiv Oblast", "Харківська область")
    ]
    assert table.loc["UA63", "seat_latitude"] == 49.98
    assert table.loc["UA6314", ["name_en", "parent"]].tolist() == ["Chuhuivskyi raion", "UA63"]
    assert table.loc["UA6314017", ["name_en", "name_uk", "parent"]].tolist() == [
        *("Kamianska hromada", "Кам’янська громада", "UA6314")
    ]
