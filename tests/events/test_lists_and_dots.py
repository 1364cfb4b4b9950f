"""Pages of records, dots on the map, one record: answers worked out by hand."""

from datetime import date

import pytest
from incident_rows import atlas_of, incident

from events import COLUMNS, LISTED, SORTED_BY, Filters, at_point, dots, not_placed, page
from events import incident as record_of
from events.incident import TARGET_CATEGORIES


def test_a_page_can_be_sorted_by_what_it_shows():
    assert set(SORTED_BY) <= set(LISTED)
    assert set(LISTED) == set(COLUMNS) - {"description", "sources", "raw"}


def test_a_page_has_the_true_total_and_a_steady_order(atlas):
    first = page(atlas, Filters(), limit=3, order=("killed_min", "desc"))
    assert first.total == 8
    assert tuple(first.frame.columns) == LISTED
    assert first.frame["source_id"].tolist() == ["wave", "open", "range"]
    rest = page(atlas, Filters(), limit=50, offset=3, order=("killed_min", "desc"))
    assert rest.frame["source_id"].tolist() == [
        "none",
        "country",
        "oblast",
        "raion",
        "zaporizhzhia",
    ]
    newest = page(atlas, Filters(), limit=2).frame["source_id"].tolist()
    assert newest == ["country", "zaporizhzhia"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"order": ("raw", "asc")},
        {"order": ("title", "asc; DROP")},
        {"limit": 10**6},
        {"offset": -1},
    ],
)
def test_a_page_takes_only_known_orders_and_sizes(atlas, wrong):
    with pytest.raises(ValueError, match=r"order|out of"):
        page(atlas, Filters(), **wrong)


def test_what_is_not_placed_is_listed(atlas):
    assert not_placed(atlas, Filters()).frame["source_id"].tolist() == ["country", "wave"]
    assert not_placed(atlas, Filters(aggregates="out")).total == 1


def test_dots_are_places_that_the_source_points_at(atlas):
    found = dots(atlas, Filters())
    assert (found.locations_total, found.binned, found.cell_degrees) == (2, False, None)
    near, site = found.frame.to_dict("records")
    assert (near["latitude"], near["longitude"], near["precision"]) == (49.7, 37.6, "near")
    assert (near["incidents"], near["killed_min"]) == (1, 0)
    assert (site["latitude"], site["longitude"], site["incidents"]) == (49.84, 37.68, 2)
    assert (site["killed_min"], site["group"]) == (5, "energy"), "of equals the first in order"
    assert site["place_uk"] == "П’ятихатки"
    behind = at_point(atlas, Filters(), latitude=49.84, longitude=37.68)
    assert behind.frame["source_id"].tolist() == ["open", "range"]
    assert at_point(atlas, Filters(), latitude=49.7, longitude=37.6).total == 1, "not the raion's"


def test_dots_keep_to_the_bounds(atlas):
    assert dots(atlas, Filters(), bounds=(49.8, 37, 50, 38)).locations_total == 1
    assert dots(atlas, Filters(), bounds=(49.7, 37.6, 49.84, 37.68)).locations_total == 2


def test_above_the_cap_dots_become_cells_that_lose_no_incident(tmp_path):
    rows = [
        incident(
            f"{n}",
            latitude=46 + n % 40 / 9,
            longitude=-30 + n % 37 / 7,
            target_category=TARGET_CATEGORIES[n % 2],
            killed_min=1,
        )
        for n in range(300)
    ]
    atlas = atlas_of(tmp_path, *rows)
    exact = dots(atlas, Filters())
    assert not exact.binned
    for cap, zoom in ((299, 6), (50, 6), (50, 12), (3, None)):
        found = dots(atlas, Filters(), cap=cap, zoom=zoom)
        if exact.locations_total <= cap:
            continue
        assert found.binned
        assert found.locations_total == exact.locations_total
        assert 0 < len(found.frame) <= cap
        assert found.frame["incidents"].sum() == 300
        assert found.frame["killed_min"].sum() == 300
        for axis in ("latitude", "longitude"):  # cells stand at the mean of their incidents
            weighted = [(f[axis] * f["incidents"]).sum() for f in (found.frame, exact.frame)]
            assert weighted[0] == pytest.approx(weighted[1], abs=0.01)
        width = found.cell_degrees + 1e-5
        inside = 0
        for cell in found.frame.itertuples():
            near = (exact.frame["latitude"] - cell.latitude).abs() <= width
            near &= (exact.frame["longitude"] - cell.longitude).abs() <= width
            assert exact.frame.loc[near, "incidents"].sum() >= cell.incidents
            inside += near.sum()
        assert inside >= len(exact.frame)


def test_one_record_comes_whole(atlas):
    found = record_of(atlas, "test:range")
    assert tuple(found) == COLUMNS
    assert found["date_start"] == date(2024, 3, 4)
    assert (found["killed_max"], found["children_killed"], found["raw"]) == (5, None, "{}")
    assert record_of(atlas, "test:nowhere") is None
