"""Incidents at and near facilities, capacity, and heating seasons, on small synthetic tables."""

import json
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from incident_rows import atlas_of, incident
from test_facilities import feature, geojson

import events
from events import Filters, decide, open_store
from events.energy import facility_sets
from events.energy.distances import kilometres, pairs_within
from events.energy.seasons import seasons

TRYPILSKA = (50.1344, 30.7468)  # 1,800 MW, the bundled facility atlas-trypilska-tpp
KM = 1 / 111.195
"""Degrees of latitude of one kilometre on the sphere."""


@pytest.fixture(autouse=True)
def data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("ATLAS_MODE", raising=False)


def strike(number: str, km: float, precision: str = "site", **changes) -> dict:
    """A missile strike on an energy target, `km` north of the plant at Trypillia."""
    row = {
        "latitude": round(TRYPILSKA[0] + km * KM, 5),
        "longitude": TRYPILSKA[1],
        "location_precision": precision,
        "event_type": "missile_strike",
        "target_category": "energy",
        "adm1_code": "UA32",
    }
    return incident(number, **row | changes)


def row_of(near, facility="atlas-trypilska-tpp") -> pd.Series:
    return near.frame.set_index("id").loc[facility]


COUNTS = ["at", "hits", "site", "settlement", "vicinity", "possible"]


def test_what_is_known_of_the_place_decides_where_an_incident_counts(tmp_path):
    atlas = atlas_of(
        tmp_path / "s",
        strike("at", 0.5),
        strike("beyond", 3),
        strike("town", 2, "settlement"),
        strike("around", 1, "near"),
        strike("raion", 0, "raion", latitude=None, longitude=None),
        strike("far", 9),
        strike("home", 0.4, target_category="residential"),
        strike("capture", 0.3, event_type="ground_fighting"),
    )
    near = events.near_facilities(atlas, Filters(), km=5)
    assert row_of(near)[COUNTS].tolist() == [3, 1, 4, 1, 1, 3]
    assert (near.site, near.settlement, near.vicinity) == (4, 1, 1)
    assert len(near.frame) == 50
    assert near.frame["site"].sum() == 4


def test_at_is_one_kilometre_whatever_distance_is_chosen(tmp_path):
    atlas = atlas_of(tmp_path / "s", strike("in", 0.99), strike("out", 1.01))
    for km in events.FACILITY_KM:
        assert row_of(events.near_facilities(atlas, Filters(), km=km))["at"] == 1
    assert row_of(events.near_facilities(atlas, Filters(), km=1))["site"] == 1


def test_filters_kinds_and_days_hold(tmp_path):
    rows = [strike("a", 0.5, date_start="2024-01-05"), strike("b", 0.5, date_start="2025-02-06")]
    rows = [row | {"date_end": row["date_start"]} for row in rows]
    atlas = atlas_of(tmp_path / "s", *rows)
    near = events.near_facilities(atlas, Filters(until=date(2024, 12, 31)), kinds=("thermal",))
    assert set(near.frame["id"]) == set(events.facilities().query("kind == 'thermal'")["id"])
    assert row_of(near)[["at", "last"]].tolist() == [1, pd.Timestamp("2024-01-05")]
    near = events.near_facilities(atlas, Filters(), kinds=("hydro",))
    assert near.site == near.frame["at"].sum() == len(near.places) == 0
    assert near.frame["last"].isna().all()


def test_linked_reports_of_one_strike_count_once_at_the_finer_point(tmp_path):
    reports = strike("1", 0.5, source="a"), strike("1", 4, "settlement", source="b")
    path = tmp_path / "s"
    events.Store(path).write(atlas_of(tmp_path / "t", *reports).arrow("SELECT * FROM stored"), "x")
    decide(events.Store(path), "a:1", "b:1", "confirmed")
    near = events.near_facilities(open_store(path), Filters(), km=5)
    assert row_of(near)[["at", "settlement"]].tolist() == [1, 0]


def test_an_incident_near_two_facilities_is_counted_once_in_the_total(tmp_path):
    both = strike("1", 0, latitude=47.8675, longitude=35.0897)  # both stations of DniproHES
    near = events.near_facilities(atlas_of(tmp_path / "s", both), Filters(), km=1)
    assert near.frame["site"].sum() == 2
    assert near.site == 1
    assert near.frame["sure_hits"].sum() == 1


def test_capacity_is_an_interval_and_says_what_states_none(tmp_path):
    atlas = atlas_of(
        tmp_path / "s",
        strike("at", 0.5),
        strike("town", 0, "settlement", latitude=49.172, longitude=33.4441),  # Kremenchuk CHP
        strike("dam", 0, "settlement", latitude=49.0748, longitude=33.2531),  # Kremenchuk HPP
        strike("not at", 0, latitude=46.9601, longitude=31.9872),  # 1.1 km from Mykolaiv CHP
        strike("substation", 0, latitude=51.5236, longitude=30.7077),
    )
    known = events.facilities()
    near = events.near_facilities(atlas, Filters(), km=2)
    hit = events.capacity_hit(known, near.frame)
    assert (hit.low, hit.plants_low, hit.unstated_low) == (1800, 1, 0)
    assert (hit.high, hit.plants_high, hit.unstated_high) == (1800 + 625, 4, 2)


def test_of_two_stations_at_one_point_only_one_is_surely_hit(tmp_path):
    both = strike("1", 0, latitude=47.867469, longitude=35.089682)
    near = events.near_facilities(atlas_of(tmp_path / "s", both), Filters(), km=1)
    hit = events.capacity_hit(events.facilities(), near.frame)
    assert (hit.low, hit.high) == (651, 651 + 887)


def test_counts_are_those_of_a_plain_reckoning_over_all_pairs(tmp_path):
    """400 synthetic incidents around the bundled facilities, against every pair measured."""
    chance = np.random.default_rng(5)
    known = events.facilities()
    base = known.iloc[chance.integers(0, len(known), 400)]
    precisions = chance.choice(["site", "settlement", "near"], 400)
    y = (base["latitude"] + chance.normal(0, 0.05, 400)).round(5).to_numpy()
    x = (base["longitude"] + chance.normal(0, 0.05, 400)).round(5).to_numpy()
    rows = [
        strike(str(n), 0, precisions[n], latitude=float(y[n]), longitude=float(x[n]))
        for n in range(400)
    ]
    atlas = atlas_of(tmp_path / "s", *rows)
    away = kilometres(
        known["latitude"].to_numpy()[:, None], known["longitude"].to_numpy()[:, None], y, x
    )
    for km in events.FACILITY_KM:
        near = events.near_facilities(atlas, Filters(), km=km)
        for word, column in (("site", "site"), ("settlement", "settlement"), ("near", "vicinity")):
            expected = ((away <= km) & (precisions == word)).sum(axis=1)
            assert near.frame[column].tolist() == expected.tolist()
            within = ((away <= km).any(axis=0) & (precisions == word)).sum()
            assert getattr(near, column) == within
        assert near.places["incidents"].sum() == (away <= km).any(axis=0).sum()
    one = known.iloc[3]
    page = events.near_facility(
        atlas, Filters(), latitude=one["latitude"], longitude=one["longitude"], km=25, limit=400
    )
    assert page.total == len(page.frame) == (away[3] <= 25).sum()
    assert page.frame["km"].max() <= 25


def test_distances_agree_with_the_ellipsoid_to_six_in_a_thousand():
    from pyproj import Geod

    x, y = np.array([24.0, 31.0, 38.9]), np.array([45.0, 48.5, 51.9])
    there = x + 0.2, y + 0.1
    exact = Geod(ellps="WGS84").inv(x, y, *there)[2] / 1000
    assert kilometres(y, x, there[1], there[0]) == pytest.approx(exact, rel=0.006)


def test_no_place_and_no_point_make_no_pair():
    none, one = np.empty((0, 2)), np.array([[50.0, 30.0]])
    assert [len(found) for found in pairs_within(5, none, one)] == [0, 0, 0]
    assert [len(found) for found in pairs_within(5, one, none)] == [0, 0, 0]
    assert [len(found) for found in pairs_within(5, one, one)] == [1, 1, 1]


def test_a_list_puts_the_known_site_first_and_tells_distances(tmp_path):
    atlas = atlas_of(
        tmp_path / "s",
        strike("town", 0, "settlement", title="town"),
        strike("far", 4, title="far"),
        strike("at", 0.5, title="at"),
        strike("out", 5.2, title="out"),
    )
    asked = {"latitude": TRYPILSKA[0], "longitude": TRYPILSKA[1], "km": 5}
    page = events.near_facility(atlas, Filters(), **asked)
    assert page.frame["title"].tolist() == ["at", "far", "town"]
    assert page.frame["km"].tolist() == pytest.approx([0.5, 4, 0], abs=0.01)
    cut = events.near_facility(atlas, Filters(), **asked, limit=1, offset=1)
    assert (cut.total, cut.frame["title"].tolist()) == (3, ["far"])


def test_a_file_installed_meanwhile_is_seen_by_the_same_atlas(tmp_path):
    atlas = atlas_of(tmp_path / "s", strike("1", 0, latitude=49.0, longitude=31.0))
    assert events.near_facilities(atlas, Filters(), km=5).site == 0
    facility_sets.install(geojson(tmp_path, feature(7, 31.0, 49.0, **{"plant:source": "solar"})))
    near = events.near_facilities(atlas, Filters(), km=5)
    assert row_of(near, "w7")["at"] == 1


def test_an_empty_store_and_wrong_words(tmp_path):
    atlas = atlas_of(tmp_path / "s")
    near = events.near_facilities(atlas, Filters())
    assert (len(near.frame), near.frame["site"].sum(), len(near.places)) == (50, 0, 0)
    assert events.attacks_by_season(atlas, Filters()).empty
    with pytest.raises(ValueError, match="none of 1, 2, 5, 10, 25"):
        events.near_facilities(atlas, Filters(), km=3)
    with pytest.raises(ValueError, match="reactor is none of"):
        events.near_facilities(atlas, Filters(), kinds=("reactor",))


def test_seasons_follow_one_another_without_a_gap():
    found = seasons(date(2022, 2, 24), date(2024, 10, 15))
    assert [(s.year, s.heating) for s in found] == [
        (2021, True),
        (2022, False),
        (2022, True),
        (2023, False),
        (2023, True),
        (2024, False),
        (2024, True),
    ]
    steps = [(b.since - a.until).days for a, b in pairwise(found)]
    assert set(steps) == {1}
    assert (found[0].since, found[0].until) == (date(2021, 10, 15), date(2022, 4, 15))


def test_attacks_count_in_the_season_of_their_first_possible_day(tmp_path):
    days = ["2023-10-14", "2023-10-15", "2024-04-15", "2024-04-16"]
    rows = [strike(str(n), 0, date_start=day, date_end=day) for n, day in enumerate(days)]
    rows.append(strike("wide", 0, date_start="2024-04-01", date_end="2024-04-30"))
    rows.append(strike("home", 0, target_category="residential"))
    rows.append(strike("gas", 0, target_category="gas", event_type="drone_attack"))
    atlas = atlas_of(tmp_path / "s", *(_dated(row) for row in rows))
    table = events.attacks_by_season(atlas, Filters())
    by = table.groupby(["since", "heating"])[["incidents", "imprecise"]].sum()
    assert by.index.get_level_values("heating").tolist() == [False, True, False]
    assert by.to_numpy().tolist() == [[1, 0], [4, 1], [1, 0]]
    winter = table[table["heating"]].set_index("target_category")
    assert winter.loc["gas", ["event_type", "incidents"]].tolist() == ["drone_attack", 1]
    late = events.attacks_by_season(atlas, Filters(since=date(2024, 4, 16)))
    assert late[["heating", "incidents"]].to_numpy().tolist() == [[False, 2]]


def _dated(row: dict) -> dict:
    days = ("date_start", "date_end")
    return row | {
        day: date.fromisoformat(row[day]) if isinstance(row[day], str) else row[day] for day in days
    }


def test_the_bundled_incidents_name_the_plants_that_they_are_at(tmp_path):
    from events.intake.intake import BUNDLED, import_file

    store = events.Store(tmp_path / "s")
    import_file(BUNDLED, store)
    near = events.near_facilities(open_store(store.path), Filters(), km=5)
    hit = near.frame[near.frame["hits"] > 0]["id"].tolist()
    assert {"atlas-burshtyn-tpp", "atlas-trypilska-tpp", "atlas-zmiivska-tpp"} <= set(hit)
    assert "atlas-luhansk-tpp" not in hit
    assert json.dumps(near.site)  # plain whole numbers
