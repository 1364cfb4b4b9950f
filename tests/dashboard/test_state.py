"""The View and its address say the same; what cannot be read is named and ignored."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import state
from dashboard.sidebar.sidebar import period_presets
from dashboard.state import SHADES_BY, SORTS, View
from events import (
    AGGREGATES,
    CASUALTIES,
    CHANGE_KINDS,
    EVENT_TYPES,
    LOCATION_PRECISIONS,
    STATUSES,
    TARGET_CATEGORIES,
    Filters,
)

DAYS = st.none() | st.dates(date(1991, 1, 1), date(2100, 1, 1))


def some(words):
    return st.lists(st.sampled_from(words), max_size=4).map(tuple)


FILTERS = st.builds(
    Filters,
    since=DAYS,
    until=DAYS,
    regions=some(["UA63", "UA80", "UA2306", "UA1202", "none"]).map(state._without_nested),
    event_types=some(EVENT_TYPES),
    target_categories=some(TARGET_CATEGORIES),
    sources=some(["atlas", "acled", "my-list"]),
    statuses=some(STATUSES),
    precisions=some(LOCATION_PRECISIONS),
    casualties=st.sampled_from(CASUALTIES),
    aggregates=st.sampled_from(AGGREGATES),
    words=st.text(max_size=40),
)
VIEWS = st.builds(
    View,
    filters=FILTERS,
    language=st.sampled_from(["en", "uk"]),
    shade=st.sampled_from(SHADES_BY),
    tiles=st.booleans(),
    at=st.sampled_from(["", "UA63", "48.45000,35.05000", "country"]),
    id=st.sampled_from(["", "atlas:okhtyrka-2022-02-26"]),
    sheet=st.integers(1, 10**6),
    sort=st.sampled_from(list(SORTS)),
    as_of=st.none() | st.integers(0, 10**9 - 1),
    changed=st.sampled_from(["", "visit", "import", "12", "2026-11-17"]),
    kinds=st.lists(st.sampled_from(CHANGE_KINDS), min_size=1, unique=True).map(
        lambda kinds: tuple(sorted(kinds, key=CHANGE_KINDS.index))
    ),
)


@given(VIEWS)
def test_an_address_gives_the_same_view_again(view):
    again, problems = state.from_params(state.to_params(view))
    assert again == view
    assert problems == ()


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=30), max_size=5))
def test_any_address_gives_a_view_and_is_read_the_same_twice(params):
    view, problems = state.from_params(params)
    again, none = state.from_params(state.to_params(view))
    assert again == view
    assert none == ()
    unread = {p.name for p in problems}
    assert unread <= set(params)


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("since", "2024-13-01"),
        ("until", "yesterday"),
        ("region", "UA99"),
        ("type", "earthquake"),
        ("lang", "de"),
        ("shade", "fear"),
        ("tiles", "maybe"),
        ("sheet", "0"),
        ("sheet", "²"),
        ("sort", "random"),
        ("as_of", "yesterday"),
        ("as_of", "-1"),
        ("as_of", "9999999999"),
        ("changed", "2026-13-01"),
        ("changed", "20261117"),
        ("kind", "added,lost"),
        ("kind", ""),
        ("colour", "red"),
    ],
)
def test_a_broken_parameter_is_named_and_ignored(name, seen):
    view, problems = state.from_params({name: seen, "target": "energy"})
    assert [(p.name, p.seen) for p in problems] == [(name, seen)]
    assert view.filters == Filters(target_categories=("energy",))


def test_a_region_inside_another_adds_nothing():
    view, _ = state.from_params({"region": "UA63,UA6312,UA80,none"})
    assert view.filters.regions == ("UA63", "UA80", "none")


def test_presets_reach_as_far_as_the_data():
    presets = period_presets((date(2022, 2, 26), date(2026, 2, 26)), "en")
    assert presets["last30"][1:] == (date(2026, 1, 28), date(2026, 2, 26))
    assert presets["invasion"][1:] == (date(2022, 2, 24), None)
    assert presets["winter2024"] == (
        "Heating season 2024/2025",
        date(2024, 10, 15),
        date(2025, 4, 15),
    )
    assert "winter2026" not in presets
    assert set(period_presets(None, "uk")) == {"all", "invasion"}
