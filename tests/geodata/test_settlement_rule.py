"""The unit of a point by the nearest settlement, and the points that stand for units."""

import json

import numpy as np
import pandas as pd
import pyproj
import pytest

from geodata import place_all, seats, settlement_rule, units

GEOD = pyproj.Geod(ellps="WGS84")
KHARKIV = {"latitude": [50.02], "longitude": [36.35]}  # Saltivka, 12 km from the middle of Kharkiv


def by_nearest(level, parent, latitude, longitude):
    columns = (np.array(values, dtype=float) for values in (longitude, latitude))
    return settlement_rule.by_nearest(level, np.array(parent, dtype=object), *columns).tolist()


def test_a_street_of_a_city_is_the_citys_and_not_the_next_villages():
    placed = place_all(**KHARKIV)
    assert (placed.adm2[0], placed.adm3[0]) == ("UA6312", "UA6312027")
    assert (placed.placed_by[0], placed.by_settlement[0]) == ("contains", 2)


def test_the_nearest_settlement_is_looked_for_in_the_points_own_parent_only():
    """Zaporizhzhia's suburbs in the raion beside count for nobody else's point."""
    assert by_nearest(2, ["UA23", "UA12"], [47.84] * 2, [35.13] * 2)[0] == "UA2306"
    assert by_nearest(2, ["UA12"], [47.84], [35.13])[0].startswith("UA12")


def test_none_stays_none_and_an_only_unit_needs_no_settlement():
    assert by_nearest(2, [None, "UA80", "UA85"], [50.0] * 3, [30.0] * 3) == [
        None,
        "UA8000",
        "UA8500",
    ]
    assert by_nearest(3, ["UA8500", "UA3200"], [44.6, 51.3], [33.5, 30.1])[0] == "UA8500000"


def test_as_near_the_smaller_code(monkeypatch):
    frame = pd.DataFrame(
        {
            "unit": ["UA0502", "UA0504", "UA0506"],
            "parent": ["UA05"] * 3,
            "latitude": [49.0, 49.0, 49.0],
            "longitude": [30.0, 30.0, 31.0],
            "population": [0.0] * 3,
        }
    )
    monkeypatch.setattr(settlement_rule, "_known", lambda level: frame)
    settlement_rule._settlements.cache_clear()
    try:
        got = by_nearest(2, ["UA05"] * 3, [49.0] * 3, [30.4, 30.6, 29.0])
    finally:
        settlement_rule._settlements.cache_clear()
    assert got == ["UA0502", "UA0506", "UA0502"]


def test_far_columns_answer_as_single_points_do():
    random = np.random.default_rng(7)
    latitude, longitude = random.uniform(46, 51, 40_000), random.uniform(24, 38, 40_000)
    every = place_all(latitude=latitude, longitude=longitude)
    for i in (0, 16_383, 16_384, 39_999):
        one = place_all(latitude=latitude[[i]], longitude=longitude[[i]])
        assert [column[0] for column in one] == [column[i] for column in every]


def test_every_code_lies_in_the_one_above():
    random = np.random.default_rng(8)
    placed = place_all(
        latitude=random.uniform(44, 52, 5000), longitude=random.uniform(23, 40, 5000)
    )
    parent = units(3).set_index("code")["parent"]
    given = pd.Series(placed.adm3).dropna()
    assert len(given) > 2000
    assert (given.map(parent) == placed.adm2[given.index]).all()


def test_seats_are_points_of_units():
    for level, least in ((1, 27), (2, 139), (3, 1_700)):
        frame = seats(level)
        assert list(frame.columns) == ["code", "latitude", "longitude"]
        assert len(frame) >= least
        assert frame["code"].is_monotonic_increasing
        assert frame["code"].is_unique
        assert set(frame["code"]) <= set(units(level)["code"])
        assert frame["latitude"].between(44, 52.5).all()
    berdianskyi = seats(2).set_index("code").loc["UA2302"]
    assert berdianskyi["latitude"] == pytest.approx(46.756, abs=0.01)
    with pytest.raises(ValueError, match="no level 4"):
        seats(4)


@pytest.mark.shared
def test_on_real_strikes_the_rule_is_mostly_right(shared_data):
    """What the About page says: benchmarks/README.md has the figures of three sources."""
    import gzip

    import geopandas as gpd

    events = json.loads((shared_data / "events/bellingcat_export_events.json").read_text())
    at = pd.DataFrame(events)[["latitude", "longitude"]].apply(pd.to_numeric)
    points = gpd.GeoDataFrame(at, geometry=gpd.points_from_xy(at.longitude, at.latitude), crs=4326)
    shares = {}
    for level in (2, 3):
        with gzip.open(shared_data / f"boundaries/adm{level}_full.geojson.gz") as file:
            shapes = gpd.read_file(file)[[f"ADM{level}_PCODE", "geometry"]]
        shapes = shapes.assign(geometry=shapes.make_valid())
        true = points.sjoin(shapes).groupby(level=0)[f"ADM{level}_PCODE"].min()
        ours = place_all(latitude=at.latitude, longitude=at.longitude)[level - 1]
        shares[level] = (ours[true.index] == true).mean()
    assert shares[2] > 0.98
    assert shares[3] > 0.9


def test_cells_leave_out_no_settlement_that_is_nearest():
    """Beside every settlement of an oblast, compared with the distances to all of them."""
    random = np.random.default_rng(9)
    latitude, longitude = random.uniform(46.5, 50.5, 3000), random.uniform(30, 38, 3000)
    known = settlement_rule._settlements(2)["UA12"]
    metres = (
        np.array(
            [
                GEOD.inv(
                    np.full(len(known), x),
                    np.full(len(known), y),
                    known["longitude"],
                    known["latitude"],
                )[2]
                for x, y in zip(longitude, latitude, strict=True)
            ]
        )
        - known["radius"].to_numpy()
    )
    nearest, second = np.sort(metres, axis=1)[:, :2].T
    clear = second - nearest > 0.01 * np.abs(nearest) + 1  # Mercator is true near by only
    got = np.array(by_nearest(2, ["UA12"] * 3000, latitude, longitude))
    want = known["unit"].to_numpy()[np.argmin(metres, axis=1)]
    assert clear.sum() > 2000
    assert (got[clear] == want[clear]).all()
