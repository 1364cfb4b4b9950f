"""How late records come in: measured by the imports of the store, or said to be unknown."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from incident_rows import incident, table

from events.questions.atlas import open_store
from events.questions.lag import SHARE, Lag, lags, late, within_days
from events.storage.store import Store

FIRST = date(2024, 3, 1)


class History:
    """A synthetic store whose imports came on days of our own choice."""

    def __init__(self, path, monkeypatch) -> None:
        self.store, self.came = Store(path), {}
        kept = Store.history
        monkeypatch.setattr(
            Store,
            "history",
            lambda store: tuple(
                replace(entry, when=self.came[entry.import_id]) for entry in kept(store)
            ),
        )

    def add(self, day: date, *rows: dict) -> None:
        name = f"import-{len(self.came)}"
        self.came[name] = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        self.store.write(table(*({**row, "import_id": name} for row in rows)), name)

    def daily(self, imports: int, *, delay: int, source: str = "daily", each: int = 4) -> None:
        """From FIRST on, every day one import of the records of the day `delay` days before."""
        self.add(FIRST, incident("past", "2023-01-01", source=source))
        for n in range(1, imports + 1):
            came = FIRST + timedelta(days=delay + n)
            told = str(came - timedelta(days=delay))
            rows = [incident(f"{n}.{k}", told, source=source) for k in range(each)]
            self.add(came, *rows)

    def lag(self, source: str = "daily") -> Lag:
        found = {lag.source: lag for lag in lags(open_store(self.store.path))}
        return found[source]


@pytest.fixture
def history(tmp_path, monkeypatch) -> History:
    return History(tmp_path / "store", monkeypatch)


def test_a_steady_delay_is_measured(history):
    history.daily(12, delay=4)
    lag = history.lag()
    assert (lag.days, lag.why, lag.imports, lag.records) == (4, None, 12, 48)
    assert (lag.first_import, lag.last_import) == (FIRST, date(2024, 3, 17))
    assert lag.growing_from == date(2024, 3, 14), "the 13th was watched for its four days"


def test_the_past_that_the_first_import_brought_is_no_delay(history):
    past = [incident(str(n), f"2023-01-{n:02}", source="daily") for n in range(1, 29)]
    history.add(FIRST, *past)
    history.daily(12, delay=2)
    assert history.lag().days == 2


def test_a_revised_record_came_when_it_first_came(history):
    history.daily(12, delay=2)
    rows = [
        incident(f"{n}.{k}", str(FIRST + timedelta(days=n)), source="daily", title="revised")
        for n in range(1, 13)
        for k in range(4)
    ]
    history.add(date(2024, 3, 25), *rows)
    lag = history.lag()
    assert (lag.days, lag.records, lag.last_import) == (2, 48, date(2024, 3, 25))


def test_a_day_that_a_revision_moved_is_the_day_as_it_is_now(history):
    history.daily(12, delay=6)
    moved = [
        incident(f"{n}.{k}", str(FIRST + timedelta(days=n + 3)), source="daily")
        for n in range(1, 13)
        for k in range(4)
    ]
    history.add(date(2024, 3, 22), *moved)
    assert history.lag().days == 3


@pytest.mark.parametrize(
    ("imports", "each", "why"), [(4, 20, "few_imports"), (6, 4, "few_records")]
)
def test_too_little_to_measure_is_unknown(history, imports, each, why):
    history.daily(imports, delay=0, each=each)
    lag = history.lag()
    assert (lag.days, lag.growing_from, lag.why) == (None, None, why)
    assert (lag.imports, lag.records) == (imports, imports * each)


def test_a_lag_whose_end_was_not_seen_is_unknown(history):
    history.daily(10, delay=30)
    assert (history.lag().days, history.lag().why) == (None, "short_watch")


def test_aggregates_and_withheld_records_tell_nothing(history, monkeypatch):
    history.daily(12, delay=3, source="acled")
    history.add(date(2024, 3, 20), incident("wave", "2024-03-02", is_aggregate=True))
    assert history.lag("acled").days == 3
    monkeypatch.setenv("ATLAS_MODE", "public")
    found = lags(open_store(history.store.path))
    assert "acled" not in {lag.source for lag in found}
    (lag,) = late(found, ["acled"]).lags
    assert (lag.days, lag.why) == (None, "not_told")


def test_an_earlier_version_knows_no_later_import(history):
    history.daily(12, delay=1)
    (lag,) = lags(open_store(history.store.path, version=6))
    assert (lag.imports, lag.last_import) == (6, date(2024, 3, 8))


def test_a_bundled_import_is_unknown_not_immediate(history):
    history.add(FIRST, *(incident(str(n), "2024-02-28", source="list") for n in range(50)))
    assert history.lag("list").why == "few_imports"


def test_the_whole_grows_from_the_earliest_of_its_sources():
    slow = Lag("slow", 30, None, 9, 99, FIRST, date(2024, 6, 30))
    fast = Lag("fast", 2, None, 9, 99, FIRST, date(2024, 6, 30))
    unknown = Lag("new", None, "few_imports", 1, 5, FIRST, FIRST)
    known = (slow, fast, unknown)
    assert late(known, ["fast", "new"]).growing_from == date(2024, 6, 29)
    assert late(known, ["fast", "slow"]).growing_from == date(2024, 6, 1)
    assert late(known, ["new"]).growing_from is None
    assert [lag.source for lag in late(known, ["slow", "fast"]).lags] == ["slow", "fast"]


@given(st.lists(st.integers(0, 40), min_size=1, max_size=60))
def test_days_that_were_watched_to_the_end_give_the_plain_quantile(delays):
    delays = np.array(delays)
    watched = np.full_like(delays, delays.max())
    answer = within_days(delays, watched, np.ones_like(delays))
    assert (delays <= answer).mean() >= SHARE - 1e-9
    assert answer == 0 or (delays <= answer - 1).mean() < SHARE


def test_young_days_do_not_make_the_lag_too_short():
    """Synthetic: 60 days, each with 200 records after geometric delays, the youngest of them
    watched for no day yet: what has not come is not there."""
    rng = np.random.default_rng(1)
    followed = np.repeat(np.arange(60), 200)
    delays = rng.geometric(0.1, followed.size) - 1
    true = int(np.quantile(rng.geometric(0.1, 1_000_000) - 1, SHARE))
    seen = delays <= followed
    naive = int(np.quantile(delays[seen], SHARE))
    answer = within_days(delays[seen], followed[seen], np.ones(int(seen.sum())))
    assert abs(answer - true) <= 1
    assert naive < true - 1
