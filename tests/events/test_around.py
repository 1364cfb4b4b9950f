"""Before, during, after: each incident in one part, or where it cannot be told, apart."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from incident_rows import atlas_of, incident

import events
from events import Filters
from events.questions.around import PARTS, around

DAY = date(2024, 3, 15)


def by_part(atlas, filters=None, days=7, last=None) -> pd.DataFrame:
    return around(atlas, filters or Filters(), DAY, days, last).set_index("part")


def test_the_edges_are_whole_days(tmp_path):
    days = ("2024-03-07", "2024-03-08", "2024-03-14", "2024-03-15", "2024-03-16", "2024-03-22")
    rows = [incident(day, day, killed_min=1) for day in (*days, "2024-03-23")]
    found = by_part(atlas_of(tmp_path / "s", *rows))
    assert found["incidents"].to_dict() == {"before": 2, "during": 1, "after": 2, "across": 0}
    assert found["days"].to_dict() == {"before": 7, "during": 1, "after": 7, "across": 15}
    assert found.loc["before", ["first", "last"]].tolist() == [
        pd.Timestamp("2024-03-08"),
        pd.Timestamp("2024-03-14"),
    ]


def test_days_over_an_edge_cannot_be_told(tmp_path):
    atlas = atlas_of(
        tmp_path / "s",
        incident("over the day", "2024-03-14", date_end="2024-03-15", killed_min=3),
        incident("from before the window", "2024-03-01", date_end="2024-03-10"),
        incident("beyond the window", "2024-03-20", date_end="2024-03-31"),
        incident("all within", "2024-03-16", date_end="2024-03-20"),
    )
    found = by_part(atlas)
    assert found["incidents"].to_dict() == {"before": 0, "during": 0, "after": 1, "across": 3}
    assert found.loc["across", "killed_min"] == 3


def test_a_span_has_its_own_row(tmp_path):
    rows = [incident(day, f"2024-03-{day}") for day in ("14", "15", "16", "17", "18")]
    found = by_part(atlas_of(tmp_path / "s", *rows), last=date(2024, 3, 17))
    assert found["incidents"].to_dict() == {"before": 1, "during": 3, "after": 1, "across": 0}
    assert found.loc["during", "days"] == 3


def test_an_unknown_toll_is_unstated_and_a_lone_lower_bound_enters_the_upper_sum(tmp_path):
    atlas = atlas_of(
        tmp_path / "s",
        incident("1", "2024-03-14", killed_min=2, killed_max=5, injured_min=4),
        incident("2", "2024-03-14", killed_min=1),
        incident("3", "2024-03-14"),
        incident("4", "2024-03-16"),
    )
    found = by_part(atlas)
    before = found.loc["before", ["killed_min", "killed_max", "injured_min", "injured_max"]]
    assert before.tolist() == [3, 6, 4, 4]
    assert found.loc["before", ["killed_unstated", "injured_unstated"]].tolist() == [1, 2]
    assert found.loc["after", ["killed_min", "killed_max"]].isna().all()
    assert found.loc["after", "killed_unstated"] == 1


def test_aggregates_and_other_filters_hold_and_the_period_gives_way(tmp_path):
    atlas = atlas_of(
        tmp_path / "s",
        incident("wave", "2024-03-14", is_aggregate=True),
        incident("here", "2024-03-14", adm1_code="UA63"),
        incident("there", "2024-03-16", adm1_code="UA12"),
    )
    filters = Filters(since=date(2020, 1, 1), until=date(2020, 1, 2), regions=("UA63",))
    assert by_part(atlas, filters)["incidents"].to_dict() == dict(
        zip(PARTS, (1, 0, 0, 0), strict=True)
    )


def test_linked_reports_count_once(tmp_path):
    atlas_of(tmp_path / "s", incident("1", "2024-03-14"), incident("2", "2024-03-14"))
    store = events.Store(tmp_path / "s")
    events.decide(store, "test:1", "test:2", "confirmed")
    atlas = events.open_store(tmp_path / "s")
    assert by_part(atlas).loc["before", "incidents"] == 1
    assert by_part(atlas, Filters(unit="reports")).loc["before", "incidents"] == 2


@pytest.mark.parametrize(("days", "last"), [(0, None), (7, date(2024, 3, 14))])
def test_what_is_no_window_is_refused(tmp_path, days, last):
    atlas = atlas_of(tmp_path / "s", incident("1"))
    with pytest.raises(ValueError, match="is no window"):
        around(atlas, Filters(), DAY, days, last)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Synthetic: a year of incidents of one to forty possible days."""
    starts = pd.date_range("2023-09-01", periods=366)
    ends = starts + pd.to_timedelta([n * n % 40 for n in range(366)], unit="D")
    rows = [
        incident(str(n), str(start.date()), date_end=str(end.date()))
        for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    return atlas_of(tmp_path_factory.mktemp("around") / "s", *rows)


@given(
    day=st.dates(date(2023, 8, 1), date(2024, 10, 1)),
    days=st.integers(1, 90),
    more=st.integers(0, 20),
)
def test_the_parts_add_up_to_the_incidents_of_the_window(many, day, days, more):
    last = date.fromordinal(day.toordinal() + more)
    found = around(many, Filters(), day, days, last)
    since, until = (found.loc[3, edge].date() for edge in ("first", "last"))
    counted = events.figures(many, Filters(since=since, until=until)).incidents
    assert found["incidents"].sum() == counted
    assert found["days"].tolist()[:3] == [days, more + 1, days]
