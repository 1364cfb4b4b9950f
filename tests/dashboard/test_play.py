"""The playback's payload: frames, windows, classes, words; the same text for the same frames."""

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.layers import feature_group
from dashboard.map.play import WINDOWS, Played, label, notes, play_payload, summary, window_sums
from events import Frames

PLACES = pd.DataFrame(
    {
        "frame": [0, 2],
        "latitude": [50.0, 49.5],
        "longitude": [36.2, 35.0],
        "incidents": [2, 1],
        "group": ["energy", "unknown"],
        "precision": ["site", "near"],
    }
)


def frames(**changes: object) -> Frames:
    """Three synthetic weeks."""
    parts = {
        "unit": "week",
        "periods": (date(2024, 3, 4), date(2024, 3, 11), date(2024, 3, 18)),
        "counts": {"UA63": np.array([2, 0, 1]), "UA12": np.array([0, 1500, 0])},
        "totals": np.array([2, 1500, 2]),
        "places": PLACES,
        "places_total": 2,
        "imprecise": 0,
        "left_out": 0,
    }
    return Frames(**(parts | changes))


def test_frames_windows_and_places_go_to_the_browser():
    payload = play_payload(Played(frames(), 1, "en"))
    play = payload["play"]
    assert play["labels"] == [
        "week of 4 March 2024",
        "week of 11 March 2024",
        "week of 18 March 2024",
    ]
    assert play["counts"] == {"UA63": [2, 0, 1], "UA12": [0, 1500, 0]}
    assert [w["frames"] for w in play["windows"]] == list(WINDOWS)
    assert [w["label"] for w in play["windows"]] == ["1 week", "4 weeks", "12 weeks"]
    assert all(len(w["colours"]) == len(w["borders"]) for w in play["windows"])
    assert play["said"]["1500"] == "1,500"
    assert play["places"] == [[[50.0, 36.2, 2, 0, 0]], [], [[49.5, 35.0, 1, 3, 2]]]
    assert payload["regions"] == {}
    assert payload["dots"] == []


def test_the_same_frames_give_the_same_text():
    one, two = (feature_group(play_payload(Played(frames(), 1, "en"))) for _ in range(2))
    assert one.to_json().count("atlas") == two.to_json().count("atlas")
    first, second = (play_payload(Played(frames(), 1, "en")) for _ in range(2))
    assert json.dumps(first) == json.dumps(second)
    other = play_payload(Played(frames(totals=np.array([3, 1500, 2])), 1, "en"))
    assert other["play"]["key"] != first["play"]["key"]


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40), st.integers(1, 15))
def test_a_window_sums_the_frames_that_end_with_each(counts, width):
    expected = [sum(counts[max(0, n - width + 1) : n + 1]) for n in range(len(counts))]
    assert window_sums(np.array(counts), width).tolist() == expected


@pytest.mark.parametrize(
    ("unit", "language", "said"),
    [
        ("day", "en", "4 March 2024"),
        ("week", "uk", "тиждень від 4 березня 2024\u202fр."),
        ("month", "en", "March 2024"),
        ("month", "uk", "березень 2024"),
    ],
)
def test_frames_are_named_in_the_readers_language(unit, language, said):
    assert label(date(2024, 3, 4), unit, language) == said


def test_what_is_left_out_or_unknown_is_said():
    played = Played(frames(left_out=7, places=None, places_total=41234, imprecise=5), 1, "en")
    said = " ".join(notes(played))
    assert "it begins with week of 4 March 2024" in said
    assert "41,234 places" in said
    assert "wider than a frame and shown in the first that they may belong to: 5" in said
    assert play_payload(played)["play"]["places"] == [[], [], []]
    assert summary(played).startswith("3 frames, from week of 4 March 2024")
