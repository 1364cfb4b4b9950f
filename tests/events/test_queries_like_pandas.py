"""Random filters over random records: the same answers as plain pandas gives."""

from datetime import date

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from incident_rows import incident

import geodata
from benchmarks import plain
from events import Filters, by_category, by_period, by_region, dots, figures, open_store, page
from events.incident import (
    DATE_PRECISIONS,
    EVENT_TYPES,
    LOCATION_PRECISIONS,
    SCHEMA,
    STATUSES,
    TARGET_CATEGORIES,
)
from events.storage.store import Store

RAIONS = geodata.units(2)["code"].tolist()[:3]
TOLL = st.none() | st.integers(0, 3)


@st.composite
def rows(draw):
    """Up to sixteen random incidents; few words and days, so that they meet in the filters."""
    made = []
    for n in range(draw(st.integers(0, 16))):
        start = draw(st.dates(date(2024, 1, 25), date(2024, 2, 8)))
        precision = draw(st.sampled_from(LOCATION_PRECISIONS))
        low, high, hurt, hurt_high = (draw(TOLL) for _ in range(4))
        made.append(
            incident(
                f"{n}",
                start,
                date_end=date.fromordinal(start.toordinal() + draw(st.sampled_from([0, 3, 6]))),
                date_precision=draw(st.sampled_from(DATE_PRECISIONS)),
                location_precision=precision,
                latitude=draw(st.none() | st.sampled_from([50.0, 50.12345, 49.5])),
                longitude=30.5,
                adm1_code=draw(st.sampled_from([None, "UA63", "UA23"])),
                adm2_code=draw(st.sampled_from([None, *RAIONS])),
                event_type=draw(st.sampled_from(EVENT_TYPES[:3])),
                target_category=draw(st.sampled_from(TARGET_CATEGORIES[:3])),
                status=draw(st.sampled_from(STATUSES)),
                source=draw(st.sampled_from(["acled", "ucdp", "gdelt", "hapi"])),
                killed_min=low,
                killed_max=None if high is None else high + (low or 0),
                injured_min=hurt,
                injured_max=None if hurt_high is None else hurt_high + (hurt or 0),
                is_aggregate=draw(st.booleans()),
                title=draw(st.none() | st.sampled_from(["Удар", "удар по П’ятихатках", "x"])),
                description=draw(st.none() | st.text(max_size=4)),
            )
        )
    return made


def some(words):
    return st.lists(st.sampled_from(words), min_size=1, max_size=2).map(tuple)


CONDITIONS = {
    "since": st.dates(date(2024, 1, 28), date(2024, 2, 10)),
    "until": st.dates(date(2024, 1, 28), date(2024, 2, 10)),
    "regions": some(["UA63", "none", *RAIONS]),
    "target_categories": some(TARGET_CATEGORIES[:3]),
    "event_types": some(EVENT_TYPES[:3]),
    "precisions": some(LOCATION_PRECISIONS),
    "statuses": some(STATUSES),
    "sources": some(["acled", "ucdp", "gdelt"]),
    "casualties": st.sampled_from(["with", "without", "unstated"]),
    "aggregates": st.sampled_from(["summed", "out"]),
    "doubtful": st.just("shown"),
    "words": st.sampled_from(["УДАР", "п'ят", "x", "x удар"]),
}


@st.composite
def loose(draw):
    """Filters with at most two conditions, so that they let some rows through."""
    names = draw(st.lists(st.sampled_from(sorted(CONDITIONS)), max_size=2, unique=True))
    return Filters(**{name: draw(CONDITIONS[name]) for name in names})


QUESTIONS = st.tuples(
    loose(),
    st.sampled_from([1, 2]),
    st.sampled_from(["day", "week", "month"]),
    st.sampled_from([("date_start", "desc"), ("killed_max", "asc")]),
)
"""Filters, and the level, unit and order that are asked with them."""


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    return tmp_path_factory.mktemp("random")


@settings(
    deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=rows(), asked=st.lists(QUESTIONS, min_size=4, max_size=8))
def test_the_answers_are_those_of_plain_pandas(stores, rows, asked):
    table = pa.Table.from_pylist(rows, SCHEMA)
    path = stores / f"{len(list(stores.iterdir()))}"
    Store(path).write(table, "random")
    atlas, frame = open_store(path), plain.frame_of(table)
    for value, level, unit, order in asked:
        _same_figures(figures(atlas, value), plain.figures(frame, value))
        same(by_region(atlas, value, level), plain.by_region(frame, value, level))
        same(by_category(atlas, value, "status"), plain.by_category(frame, value, "status"))
        found = by_period(atlas, value, unit)
        same(found[found["incidents"] > 0], plain.by_period(frame, value, unit))
        listed = page(atlas, value, offset=1, limit=4, order=order)
        assert listed.frame["incident_id"].tolist() == plain.page(frame, value, 1, 4, order)
        assert listed.total == len(plain.matching(frame, value))
        _same_places(dots(atlas, value).frame, plain.places(frame, value))
    atlas.close()


def same(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    """Equal counts and sums for equal keys; the plain side has its keys in the index."""
    expected = expected[expected["incidents"] > 0]
    shared = [c for c in found.columns[1:] if c in expected.columns]
    assert {"incidents", "killed_min", "killed_max", "injured_min"} <= set(shared)
    left = {_key(k): _values(r) for k, *r in found[[found.columns[0], *shared]].itertuples(False)}
    right = {_key(k): _values(r) for k, *r in expected[shared].itertuples()}
    assert left == right
    assert len(left) == len(found)


def _same_figures(found, expected: dict) -> None:
    plain_answer = {name: _values([value])[0] for name, value in expected.items()}
    assert {name: getattr(found, name) for name in plain_answer} == plain_answer


def _same_places(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    counts = found.set_index(["latitude", "longitude"])["incidents"].to_dict()
    assert counts == expected["incidents"].to_dict()


def _key(value):
    return None if pd.isna(value) else value


def _values(values) -> list:
    return [None if pd.isna(value) else int(value) for value in values]
