"""Spikes: the model keeps its promises on synthetic counts, the question counts what it says."""

from datetime import date, timedelta

import numpy as np
import pytest
from incident_rows import atlas_of, incident
from scipy import stats

import events
from events import Filters, Lag, Store
from events.questions.spike_model import DISPERSIONS, Expected, expected, false_discovery
from events.questions.spikes import LEAST, WEEKS

WEEK = date(2024, 3, 4)
FIRST = WEEK - timedelta(weeks=WEEKS)
KHARKIV, LVIV = "UA63", "UA46"


def scattered(rng, means, dispersions) -> np.ndarray:
    """Synthetic counts, units x 53 weeks, with variance mean + dispersion * mean ** 2."""
    shape = np.broadcast_to(1 / np.atleast_1d(dispersions), len(means))[:, None]
    return rng.poisson(rng.gamma(shape, means[:, None] / shape, (len(means), WEEKS + 1)))


def judged(counts: np.ndarray) -> tuple[Expected, np.ndarray]:
    counts = counts[counts[:, :WEEKS].sum(axis=1) >= LEAST]
    return expected(counts[:, :WEEKS]), counts[:, WEEKS]


def test_quiet_weeks_are_called_unusual_no_more_often_than_stated():
    """200 times 136 units whose scatter differs; p of chance alone would fail each bound."""
    rng = np.random.default_rng(11)
    chances, plain, any_named, outside = [], [], 0, []
    for _ in range(200):
        means = rng.lognormal(np.log(0.8), 1.65, 136)
        model, now = judged(scattered(rng, means, rng.lognormal(np.log(0.4), 0.8, 136)))
        chances.append(model.chance_of(now))
        plain.append(stats.poisson.sf(now - 1, model.mean))
        any_named += (false_discovery(chances[-1]) <= 0.05).any()
        low, high = model.interval()
        outside.append((now < low) | (now > high))
    chances, plain = np.concatenate(chances), np.concatenate(plain)
    for level in (0.05, 0.01, 0.001):
        bound = level + 3 * (level / len(chances)) ** 0.5
        assert (chances <= level).mean() <= bound
        assert (plain <= level).mean() > bound
    assert any_named <= 20, "stated are 5 % of 200 runs; twice as many are far outside chance"
    assert np.concatenate(outside).mean() <= 0.05


def test_planted_spikes_are_found_and_few_others_named():
    rng = np.random.default_rng(12)
    false, named, found, there = [], 0, 0, 0
    for _ in range(20):
        means = rng.lognormal(np.log(2), 1, 300)
        counts = scattered(rng, means, 0.3)
        struck = np.arange(300) < 15
        counts[struck, WEEKS] = rng.poisson(10 * means[struck])
        enough = counts[:, :WEEKS].sum(axis=1) >= LEAST
        model, now = judged(counts)
        spikes = false_discovery(model.chance_of(now)) <= 0.05
        false.append((spikes & ~struck[enough]).sum() / max(spikes.sum(), 1))
        found += (spikes & struck[enough]).sum()
        there += struck[enough].sum()
        named += spikes.sum()
    assert np.mean(false) <= 0.05
    assert found / there >= 0.9
    assert named >= found > 0


def one_dispersion(mean: float, spot: int) -> Expected:
    weights = np.zeros((1, len(DISPERSIONS)))
    weights[0, spot] = 1
    return Expected(np.array([mean]), weights, WEEKS)


@pytest.mark.parametrize(("mean", "spot"), [(0.1, 0), (3.0, 15), (250.0, 20), (8.0, 29)])
def test_tail_and_interval_are_those_of_the_negative_binomial(mean, spot):
    model = one_dispersion(mean, spot)
    variance = (mean + DISPERSIONS[spot] * mean**2) * (1 + 1 / WEEKS)
    size = mean**2 / (variance - mean)
    asked = stats.nbinom(size, mean / variance)
    for count in (0, 1, 2, 10, 400):
        chance = model.chance_of(np.array([count]))[0]
        assert chance == pytest.approx(asked.sf(count - 1), rel=1e-6)
    low, high = model.interval()
    assert (low[0], high[0]) == (asked.ppf(0.025), asked.ppf(0.975))


def test_units_share_what_they_know_of_scatter():
    """The same nine weeks with an incident weigh less among units whose weeks scatter widely."""
    rng = np.random.default_rng(13)
    sparse = np.zeros((1, WEEKS), dtype="int64")
    sparse[0, ::6] = 1
    means = np.full(100, 5.0)
    chances = []
    for dispersion in (0.01, 3.0):
        others = scattered(rng, means, dispersion)[:, :WEEKS]
        model = expected(np.vstack([sparse, others]))
        chances.append(model.chance_of(np.full(101, 4))[0])
    assert 3 * chances[0] < chances[1]


def test_q_values_are_those_of_benjamini_and_hochberg():
    chances = np.random.default_rng(14).random(200) ** 3
    assert false_discovery(chances) == pytest.approx(stats.false_discovery_control(chances))
    assert false_discovery(np.array([0.04, 0.01, 0.5])) == pytest.approx([0.06, 0.03, 0.5])
    assert false_discovery(np.array([])).size == 0


def test_a_unit_without_any_incident_is_no_unit_of_the_model():
    with pytest.raises(ValueError, match="an incident in at least one"):
        expected(np.zeros((2, WEEKS), dtype="int64"))


def every_week(code: str, *, each: int = 1, **changes) -> list[dict]:
    """Synthetic incidents on the Tuesday of each of the 52 weeks."""
    days = [FIRST + timedelta(weeks=n, days=1) for n in range(WEEKS)]
    level = {4: "adm1_code", 6: "adm2_code", 9: "adm3_code"}[len(code)]
    return [
        incident(f"{code}-{day}-{n}", str(day), **{level: code} | changes)
        for day in days
        for n in range(each)
    ]


def on(day: str, count: int, code: str = KHARKIV, **changes) -> list[dict]:
    return [incident(f"{day}-{code}-{n}", day, adm1_code=code, **changes) for n in range(count)]


START = on("2023-03-01", 1, "UA01")
"""Before the 52 weeks, so that the data reach back."""


def asked(tmp_path, *rows: dict, filters: Filters | None = None, level: int = 1, week=WEEK):
    return events.spikes(
        atlas_of(tmp_path / "s", *rows), filters or Filters(), level=level, week=week
    )


def test_what_stands_out_and_what_would_have_been(tmp_path):
    rows = [*every_week(KHARKIV), *every_week(LVIV), *on("2024-03-05", 9)]
    found = asked(tmp_path, *START, *rows, *on("2024-03-10", 1, LVIV))
    assert (found.units, found.tested, found.few, found.found) == (27, 2, 0, 1)
    spike, usual = found.frame.to_dict("records")
    assert (spike["code"], spike["incidents"], spike["status"]) == (KHARKIV, 9, "spike")
    assert (spike["expected"], spike["ratio"], spike["total"]) == (1, 9, WEEKS)
    assert spike["low"] <= 1 <= spike["high"] < 9
    assert spike["p"] < 0.001
    assert spike["q"] == pytest.approx(2 * spike["p"])
    assert list(spike["weeks"]) == [1] * WEEKS + [9]
    assert (usual["code"], usual["status"], usual["incidents"]) == (LVIV, "usual", 1)


def test_the_week_has_seven_days_and_the_52_before_it_end_the_day_before(tmp_path):
    edges = ["2023-03-05", "2023-03-06", "2024-03-03", "2024-03-04", "2024-03-10", "2024-03-11"]
    rows = [row for day in edges for row in on(day, 1)]
    (row,) = asked(tmp_path, *rows).frame.to_dict("records")
    assert (row["total"], row["incidents"]) == (2, 2)
    assert (row["weeks"][0], row["weeks"][WEEKS - 1]) == (1, 1)


def test_what_cannot_be_put_into_a_week_is_counted_apart(tmp_path):
    month = {"date_precision": "month", "date_end": "2024-03-31"}
    earlier = {"date_precision": "month", "date_end": "2023-07-31"}
    night = {"date_end": "2024-03-11"}
    rows = [
        *every_week(KHARKIV),
        *on("2024-03-01", 2, **month),
        *on("2023-07-01", 3, **earlier),
        *on("2024-03-10", 1, **night),
    ]
    found = asked(tmp_path, *START, *rows)
    assert found.undated == (3, 3)
    assert found.frame["incidents"].sum() == 0
    assert found.frame["total"].sum() == WEEKS


def test_what_is_known_to_no_unit_of_the_level_is_counted_apart(tmp_path):
    rows = [*every_week("UA6312"), *on("2024-03-05", 2), *on("2023-08-01", 4)]
    found = asked(tmp_path, *START, *rows, level=2)
    assert found.coarser == (2, 4)
    assert found.frame["code"].tolist() == ["UA6312"]
    nowhere = incident("n", "2024-03-05", location_precision="country")
    assert asked(tmp_path / "n", *START, nowhere).coarser == (1, 0)


def test_few_incidents_are_shown_and_not_judged(tmp_path):
    rows = [*on("2023-09-05", LEAST - 1), *on("2024-03-05", 30), *on("2024-03-06", 1, LVIV)]
    found = asked(tmp_path, *START, *rows)
    assert (found.tested, found.few, found.found) == (0, 2, 0)
    first = found.frame.iloc[0]
    assert (first["code"], first["incidents"], first["status"]) == (KHARKIV, 30, "untested")
    assert found.frame[["low", "high", "p", "q"]].isna().all(axis=None)
    assert np.isnan(found.frame["ratio"].iloc[1]), "nothing was expected of it"


def test_without_52_weeks_of_data_nothing_is_judged(tmp_path):
    rows = [*every_week(KHARKIV)[4:], *on("2024-03-05", 30)]
    found = asked(tmp_path, *rows)
    assert (found.covered, found.tested, found.few) == (False, 0, 1)
    assert found.frame["expected"].isna().all()
    # A month in which something happened says nothing of single weeks.
    vague = on("2023-01-01", 1, date_precision="year", date_end="2023-12-31")
    assert not asked(tmp_path / "v", *rows, *vague).covered
    assert asked(tmp_path / "c", *START, *rows).covered


def test_the_period_gives_way_and_the_other_filters_hold(tmp_path):
    struck = {"event_type": "drone_attack"}
    rows = [*every_week(KHARKIV, **struck), *on("2024-03-05", 9, **struck), *on("2024-03-06", 5)]
    period = Filters(since=date(2020, 1, 1), until=date(2020, 1, 31))
    atlas = atlas_of(tmp_path / "s", *START, *rows)
    whole = events.spikes(atlas, period, level=1, week=WEEK)
    assert whole.frame["incidents"].sum() == 14
    drones = Filters(event_types=("drone_attack",), regions=(KHARKIV,))
    some = events.spikes(atlas, drones, level=1, week=WEEK)
    assert some.frame["incidents"].sum() == 9
    assert (some.units, some.covered) == (1, True)


@pytest.mark.parametrize(
    ("regions", "level", "units"),
    [((), 1, 27), (("UA63",), 2, 7), (("UA6312007",), 1, 1), (("none",), 1, 0)],
)
def test_the_units_that_the_filters_ask_about(tmp_path, regions, level, units):
    assert asked(tmp_path, *START, filters=Filters(regions=regions), level=level).units == units


def test_linked_reports_are_one_incident(tmp_path):
    rows = [*every_week(KHARKIV), *on("2024-03-05", 2)]
    atlas_of(tmp_path / "s", *START, *rows)
    pair = [row["incident_id"] for row in rows[-2:]]
    events.decide(Store(tmp_path / "s"), *pair, "confirmed")
    atlas = events.open_store(tmp_path / "s")
    one = events.spikes(atlas, Filters(), level=1, week=WEEK)
    both = events.spikes(atlas, Filters(unit="reports"), level=1, week=WEEK)
    counts = [answer.frame.set_index("code").loc[KHARKIV, "incidents"] for answer in (one, both)]
    assert counts == [1, 2]


def test_an_empty_store_has_no_week_and_no_unit(tmp_path):
    atlas = atlas_of(tmp_path / "s")
    assert events.judged_weeks(atlas, Filters()).last is None
    found = events.spikes(atlas, Filters(), level=3, week=WEEK)
    assert (len(found.frame), found.tested, found.covered) == (0, 0, False)


def test_a_day_that_is_no_monday_and_a_level_that_is_none(tmp_path):
    with pytest.raises(ValueError, match="no Monday"):
        asked(tmp_path / "a", *START, week=WEEK + timedelta(days=1))
    with pytest.raises(ValueError, match="no level 4"):
        asked(tmp_path / "b", *START, level=4)


def weeks_of(tmp_path, *rows: dict, known=(), filters: Filters | None = None):
    return events.judged_weeks(atlas_of(tmp_path / "s", *rows), filters or Filters(), known)


def test_weeks_that_are_whole_and_have_52_before_them(tmp_path):
    found = weeks_of(tmp_path, *on("2023-03-07", 1), *on("2024-04-06", 1))
    assert (found.since, found.until) == (date(2023, 3, 7), date(2024, 4, 6))
    assert found.first == date(2024, 3, 11), "the first whole week begins on 13 March 2023"
    assert found.last == found.usual == date(2024, 3, 25), "6 April 2024 is a Saturday"
    sunday = weeks_of(tmp_path / "b", *on("2023-03-06", 1), *on("2024-04-07", 1))
    assert (sunday.first, sunday.last) == (date(2024, 3, 4), date(2024, 4, 1))
    short = weeks_of(tmp_path / "c", *on("2024-03-04", 1), *on("2024-04-07", 1))
    assert (short.first, short.last, short.usual) == (None, None, None)


def lag(source: str, days: int, last: date) -> Lag:
    return Lag(source, days, None, 9, 99, date(2023, 1, 1), last)


def test_the_usual_week_is_before_late_reports(tmp_path):
    rows = [*on("2023-03-06", 1), *on("2024-04-07", 1), *on("2022-01-05", 1, source="gone")]
    late = lag("test", 10, date(2024, 4, 8))
    gone = lag("gone", 5, date(2022, 2, 1))
    found = weeks_of(tmp_path, *rows, known=(gone, late))
    assert found.growing_from == date(2024, 3, 30)
    assert (found.usual, found.last) == (date(2024, 3, 18), date(2024, 4, 1))


def test_sources_that_begin_or_end_within_the_weeks_are_named(tmp_path):
    rows = [*on("2022-03-01", 1), *on("2024-04-07", 1)]
    rows += [*on("2023-06-01", 1, source="new"), *on("2024-03-30", 1, source="new")]
    rows += [*on("2022-06-01", 1, source="old"), *on("2023-07-01", 1, source="old")]
    found = weeks_of(tmp_path, *rows)
    assert found.started_within(WEEK) == (("new", date(2023, 6, 1)),)
    assert found.ended_within(WEEK) == (("old", date(2023, 7, 1)),)
    assert found.started_within(date(2024, 7, 1)) == ()
    only = weeks_of(tmp_path / "o", *rows, filters=Filters(sources=("test",)))
    assert (only.started_within(WEEK), only.ended_within(WEEK)) == ((), ())
