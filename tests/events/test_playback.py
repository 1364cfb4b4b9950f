"""Frames of a playback: each incident in one frame, nothing cut in silence."""

from datetime import date

import pytest
from incident_rows import atlas_of, incident

import events
from events import Filters
from events import frames as question

MODULE = "events.questions.playback"


@pytest.fixture
def atlas(tmp_path):
    """Synthetic: two days in one week, one in the week after the next, one dated to a month."""
    town = {"latitude": 50.0, "longitude": 36.23, "adm1_code": "UA63", "adm2_code": "UA6312"}
    return atlas_of(
        tmp_path,
        incident("1", "2024-03-05", **town, target_category="energy"),
        incident("2", "2024-03-07", **town),
        incident("3", "2024-03-20", adm1_code="UA12"),
        incident(
            "4", "2024-03-01", date_end="2024-03-31", date_precision="month", adm1_code="UA12"
        ),
        incident("5", "2024-03-06", location_precision="country", latitude=None, longitude=None),
    )


def test_every_incident_is_in_one_frame_and_there_are_no_gaps(atlas):
    found = question(atlas, Filters(), unit="week", level=1)
    mondays = [date(2024, 2, 26), date(2024, 3, 4), date(2024, 3, 11), date(2024, 3, 18)]
    assert list(found.periods) == mondays
    assert {code: counts.tolist() for code, counts in found.counts.items()} == {
        "UA12": [1, 0, 0, 1],
        "UA63": [0, 2, 0, 0],
    }
    assert found.totals.tolist() == [1, 3, 0, 1]
    assert (found.imprecise, found.left_out) == (1, 0)


def test_the_frames_add_up_to_the_timeline(atlas):
    for unit in ("day", "week", "month"):
        periods = events.by_period(atlas, Filters(), unit)
        assert (
            question(atlas, Filters(), unit=unit).totals.tolist() == periods["incidents"].tolist()
        )


def test_places_stand_in_their_frames(atlas):
    found = question(atlas, Filters(), unit="day", level=2)
    rows = found.places[["frame", "latitude", "incidents", "group"]].to_dict("records")
    first = found.periods.index(date(2024, 3, 5))
    assert rows == [
        {"frame": first, "latitude": 50.0, "incidents": 1, "group": "energy"},
        {"frame": first + 2, "latitude": 50.0, "incidents": 1, "group": "unknown"},
    ]
    assert found.places_total == 2


def test_a_period_moves_wide_dates_to_its_first_day(atlas):
    found = question(atlas, Filters(since=date(2024, 3, 19)), unit="day")
    assert found.periods[0] == date(2024, 3, 19)
    assert found.totals.tolist() == [1, 1]


def test_too_many_frames_are_cut_from_the_start_and_counted(atlas, monkeypatch):
    monkeypatch.setattr(f"{MODULE}.MOST_CELLS", 2)
    monkeypatch.setattr(f"{MODULE}.FEWEST", 1)
    found = question(atlas, Filters(), unit="week")
    assert list(found.periods) == [date(2024, 3, 18)]
    assert found.left_out == 3
    assert {code: counts.tolist() for code, counts in found.counts.items()} == {"UA12": [1]}
    assert found.places.empty


def test_too_many_places_are_none_and_their_number(atlas, monkeypatch):
    monkeypatch.setattr(f"{MODULE}.MOST_PLACES", 1)
    found = question(atlas, Filters(), unit="day")
    assert (found.places, found.places_total) == (None, 2)


def test_an_empty_answer_has_no_frame_and_a_wrong_unit_is_refused(atlas):
    found = question(atlas, Filters(words="nothing like it"))
    assert (found.periods, found.counts, found.left_out) == ((), {}, 0)
    with pytest.raises(ValueError, match="year"):
        question(atlas, Filters(), unit="year")
