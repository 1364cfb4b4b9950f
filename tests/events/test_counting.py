"""Counts are of incidents: linked reports count once, with their tolls put together."""

import pytest
from incident_rows import table
from test_linking import OBLAST, report

from events import (
    Filters,
    Store,
    by_category,
    by_period,
    by_region,
    decide,
    dots,
    figures,
    link,
    links_version,
    open_store,
    page,
    reports_of,
    told_by,
)

REPORTS = Filters(unit="reports")


@pytest.fixture
def store(tmp_path):
    """One strike told by three, one of them to the oblast only, and another strike."""
    made = Store(tmp_path / "s")
    rows = (
        report("a", killed_min=3, killed_max=4, location_precision="site"),
        report("b", killed_min=4, killed_max=None, latitude=49.02, target_category="unknown"),
        report("c", killed_min=None, killed_max=None, injured_min=9, injured_max=9, **OBLAST),
        report("d", day="2024-06-01", killed_min=1, killed_max=1),
    )
    made.write(table(*rows), "x")
    for one, other in (("a:1", "b:1"), ("b:1", "c:1")):
        decide(made, one, other, "confirmed")
    return made


def test_figures_of_incidents_and_of_reports(store):
    atlas = open_store(store.path)
    found = figures(atlas, Filters())
    assert (found.incidents, found.reports, found.records) == (2, 4, 4)
    assert (found.killed_min, found.killed_max) == (3 + 1, 4 + 1)
    assert (found.injured_min, found.injured_max, found.injured_unstated) == (9, 9, 1)
    assert (found.killed_open, found.killed_unstated) == (0, 0)
    assert (found.located, found.coarse, found.not_placed) == (2, 0, 0)
    found = figures(atlas, REPORTS)
    assert (found.incidents, found.reports, found.records) == (4, 4, 4)
    assert (found.killed_min, found.killed_max, found.killed_open) == (8, 9, 1)
    assert (found.located, found.coarse) == (3, 1)


def test_an_incident_is_there_when_one_of_its_reports_is_and_as_these_tell_it(store):
    atlas = open_store(store.path)
    found = figures(atlas, Filters(sources=("b", "c")))
    assert (found.incidents, found.reports) == (1, 2)
    assert (found.killed_min, found.killed_max, found.killed_open) == (4, 4, 1)


def test_every_question_counts_an_incident_once(store):
    atlas = open_store(store.path)
    assert by_region(atlas, Filters())[["code", "incidents", "located"]].values.tolist() == [
        ["UA71", 2, 2]
    ]
    words = by_category(atlas, Filters(), "target_category")
    assert dict(zip(words["word"], words["incidents"], strict=True)) == {"energy": 2}
    months = by_period(atlas, Filters(), "month")
    assert months["incidents"].tolist() == [1, 0, 0, 1]
    assert months["killed_max"].tolist() == [4, 0, 0, 1]
    drawn = dots(atlas, Filters())
    assert drawn.frame[["latitude", "incidents"]].values.tolist() == [[49.0, 2]]
    assert dots(atlas, REPORTS).frame["incidents"].sum() == 3


def test_by_source_an_incident_counts_for_each_that_reports_it(store):
    words = by_category(open_store(store.path), Filters(), "source")
    assert dict(zip(words["word"], words["incidents"], strict=True)) == dict.fromkeys("abcd", 1)


def test_lists_stay_lists_of_reports(store):
    assert page(open_store(store.path), Filters()).total == 4


def test_coarser_does_not_count_what_another_report_places_inside(store):
    """c knows the strike only to the oblast, a and b in a raion of it; d has no raion."""
    rows = [
        report(source, location_precision="settlement", adm2_code="UA7102", adm1_code="UA71")
        for source in "ab"
    ]
    store.write(table(*rows), "y")
    atlas = open_store(store.path)
    inside = Filters(regions=("UA7102",))
    assert figures(atlas, inside).coarser == 1
    assert figures(atlas, Filters(regions=("UA7102",), unit="reports")).coarser == 2


def test_what_is_undone_counts_twice_again_in_an_atlas_opened_after_it(store):
    before = open_store(store.path)
    decide(store, "a:1", "b:1", "undone")
    after = open_store(store.path)
    assert figures(before, Filters()).incidents == 2
    assert figures(after, Filters()).incidents == 3
    assert after.links_version > before.links_version


def test_without_links_incidents_are_reports(tmp_path):
    store = Store(tmp_path / "s")
    store.write(table(report("a"), report("b")), "x")
    atlas = open_store(store.path)
    assert atlas.links_version is None
    assert figures(atlas, Filters()) == figures(atlas, REPORTS)
    link(store)
    assert figures(open_store(store.path), Filters()).incidents == 1


def test_the_unit_is_in_the_address_and_in_the_sentence():
    assert REPORTS.to_params() == {"unit": "reports"}
    assert Filters.from_params({"unit": "reports"}) == (REPORTS, ())
    assert "every report counted by itself" in REPORTS.sentence()
    assert Filters().to_params() == {}
    with pytest.raises(ValueError, match="unit"):
        Filters(unit="events")


def test_who_else_tells_of_a_record(store):
    atlas = open_store(store.path)
    assert reports_of(atlas, "b:1")["incident_id"].tolist() == ["a:1", "b:1", "c:1"]
    assert reports_of(atlas, "d:1")["incident_id"].tolist() == ["d:1"]
    assert reports_of(atlas, "x:1").empty
    found = told_by(atlas, ["d:1", "x:1", "c:1"])
    assert found.values.tolist() == [["d:1", "d:1", 1, 1], ["c:1", "a:1", 3, 3]]


def test_the_version_of_the_links_is_known_without_reading_them(store, tmp_path):
    assert links_version(Store(tmp_path / "none")) is None
    assert links_version(store) == open_store(store.path).links_version == 1


def test_in_public_what_may_not_be_passed_on_is_no_report_of_an_incident(tmp_path):
    store = Store(tmp_path / "s")
    rows = report("acled", licence="ACLED-EULA"), report("b"), report("c")
    store.write(table(*rows), "x")
    link(store)
    private, public = open_store(store.path), open_store(store.path, mode="public")
    assert told_by(private, ["b:1"]).values.tolist() == [["b:1", "acled:1", 3, 3]]
    assert told_by(public, ["b:1"]).values.tolist() == [["b:1", "b:1", 2, 2]]
    assert reports_of(public, "b:1")["incident_id"].tolist() == ["b:1", "c:1"]
    assert reports_of(public, "acled:1").empty
