"""Units whose count of one week stands out against their own 52 weeks before it.

How that is judged is said in spike_model.py; here: what is counted in which week, which units
can be judged at all, and what had to be left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

import geodata
from events.filters.allowed import NOWHERE
from events.filters.filters import Filters
from events.questions.atlas import Atlas
from events.questions.counting import counted
from events.questions.lag import Lag, late
from events.questions.spike_model import expected, false_discovery

WEEKS = 52
"""Weeks before the judged one that it is compared with."""

LEAST = 5
"""Incidents of a unit in these weeks, below which it is not judged: its next week would be
expected to have none or one, and how its weeks scatter is not known at all."""

FALSE_SHARE = 0.05
"""Highest expected share of false ones among the units named."""

INTERVAL = 0.95
"""Share of weeks like those before that the stated interval holds."""

STATUSES = ("spike", "usual", "untested")

_WEEK = timedelta(days=7)
_ONE_WEEK = "date_trunc('week', date_start) = date_trunc('week', date_end)"


@dataclass(frozen=True)
class JudgedWeeks:
    """The weeks that can be judged, each by its Monday.

    first, last: the first with 52 whole weeks of data before it, and the last that is over in the
    data; both None where the data are too short. usual: the last one for which no late reports
    are to be expected, `last` where no reporting lag is known. growing_from: see lag.py.
    since, until: first and last day of the data, None where there are none. starting, ending:
    of the filters' sources, (source, first or last day) in time's order.
    """

    first: date | None
    last: date | None
    usual: date | None
    growing_from: date | None
    since: date | None
    until: date | None
    starting: tuple[tuple[str, date], ...] = ()
    ending: tuple[tuple[str, date], ...] = ()

    def started_within(self, week: date) -> tuple[tuple[str, date], ...]:
        """Sources whose data begin within the 52 weeks before `week`, or in it: they alone can
        make a unit stand out."""
        early, late_ = week - WEEKS * _WEEK, week + _WEEK
        return tuple((name, day) for name, day in self.starting if early < day < late_)

    def ended_within(self, week: date) -> tuple[tuple[str, date], ...]:
        """Sources whose data end within the 52 weeks before `week`: they alone can hide one."""
        return tuple((n, day) for n, day in self.ending if week - WEEKS * _WEEK <= day < week)


@dataclass(frozen=True)
class Spikes:
    """One week of every unit beside its own 52 weeks before.

    frame: one row per unit with an incident in any of the 53 weeks. code; incidents (in the
    week); total (in the 52 weeks); expected (their mean); low, high (the 95 % interval); ratio
    (incidents / expected, NaN where nothing was expected); p (chance of so many or more); q (of
    all judged units, spike_model.false_discovery); status, one of STATUSES; weeks (the
    53 counts, oldest first). low, high, p and q are NaN where untested. Spikes first, by q; then
    the usual ones; then the untested ones with most incidents in the week.

    week, first: Mondays of the week and of the first of the 52. units: how many the filters ask
    about; tested, few: of these judged, and not judged with an incident in the 53 weeks but fewer
    than LEAST in the 52; the rest has none at all. covered: whether the data reach back to
    `first`; else no unit is judged.
    Left out, each for the week and for the 52 before it together: coarser, incidents that are
    known to no unit of the level; undated, those whose possible days reach over more than one
    week (one that touches the week counts there only).
    """

    frame: pd.DataFrame
    level: int
    week: date
    first: date
    units: int
    tested: int
    few: int
    covered: bool
    coarser: tuple[int, int]
    undated: tuple[int, int]

    @property
    def found(self) -> int:
        """How many units stand out."""
        return int((self.frame["status"] == "spike").sum())


def judged_weeks(atlas: Atlas, filters: Filters, known: Iterable[Lag] = ()) -> JudgedWeeks:
    """Which weeks `spikes` can judge, by the data of the filters' sources.

    known: the lags of `events.lags`. Only sources with incidents in the 53 weeks up to the last
    one decide about `usual`: one that ended long ago is not late.
    """
    sources = _spans(atlas, filters)
    if sources.empty:
        return JudgedWeeks(None, None, None, None, None, None)
    since, until = sources["first"].min().date(), sources["last"].max().date()
    last = _monday(until + timedelta(days=1)) - _WEEK
    first = _monday(since + timedelta(days=6)) + WEEKS * _WEEK
    present = sources[sources["last"] >= pd.Timestamp(last - WEEKS * _WEEK)]
    growing = late(known, tuple(present["source"])).growing_from
    usual = last if growing is None else min(last, _monday(growing) - _WEEK)
    weeks = (first, last, max(first, usual)) if first <= last else (None, None, None)
    return JudgedWeeks(
        *weeks, growing, since, until, _days(sources, "first"), _days(sources, "last")
    )


def spikes(atlas: Atlas, filters: Filters, *, level: int, week: date) -> Spikes:
    """The units of `level` (1 oblast, 2 raion, 3 hromada) in the week that begins on `week`.

    The week is the period: that of the filters gives way, the rest of them holds. Records that
    are withheld (`events.gate`) are not counted, because weeks are finer than what may be told of
    them. An incident is in a week when all of its possible days are. ValueError when `week` is
    no Monday or there is no such level.
    """
    if level not in geodata.LEVELS:
        raise ValueError(f"There is no level {level!r}: 1 is oblast, 2 raion, 3 hromada.")
    if week.weekday():
        raise ValueError(f"{week} is no Monday; a week is named by its Monday.")
    first = week - WEEKS * _WEEK
    asked = replace(filters, since=first, until=week + timedelta(days=6))
    rows = _counts(atlas, asked, level, week)
    placed, dated = rows["code"].notna(), rows["monday"].notna()
    frame = _weeks_of_units(rows[placed & dated], first)
    covered = _reach_back(atlas, filters, first)
    frame = _judged(frame, covered)
    tested = int((frame["status"] != "untested").sum())
    return Spikes(
        frame,
        level,
        week,
        first,
        units=_units_asked(filters, level),
        tested=tested,
        few=len(frame) - tested,
        covered=covered,
        coarser=_now_and_before(rows[~placed & dated]),
        undated=_now_and_before(rows[~dated]),
    )


def _judged(frame: pd.DataFrame, covered: bool) -> pd.DataFrame:
    """`frame` (code, weeks as rows of counts) with what was expected, and how it compares."""
    weeks = np.array(frame["weeks"].tolist(), dtype="int64").reshape(len(frame), WEEKS + 1)
    past, now = weeks[:, :WEEKS], weeks[:, WEEKS]
    total = past.sum(axis=1)
    enough = (total >= LEAST) & covered
    frame = frame.assign(incidents=now, total=total, expected=total / WEEKS if covered else np.nan)
    frame["ratio"] = frame["incidents"] / frame["expected"].where(frame["expected"] > 0)
    frame = frame.assign(low=np.nan, high=np.nan, p=np.nan, q=np.nan, status="untested")
    if enough.any():
        model = expected(past[enough])
        chances = model.chance_of(now[enough])
        q = false_discovery(chances)
        low, high = model.interval(INTERVAL)
        frame.loc[enough, ["low", "high"]] = np.column_stack([low, high])
        frame.loc[enough, ["p", "q"]] = np.column_stack([chances, q])
        frame.loc[enough, "status"] = np.where(q <= FALSE_SHARE, "spike", "usual")
    order = frame["status"].map(STATUSES.index)
    frame = frame.assign(order=order, most=-frame["incidents"], ever=-frame["total"])
    frame = frame.sort_values(["order", "q", "p", "most", "ever", "code"], ignore_index=True)
    names = ("code", "incidents", "expected", "low", "high", "ratio", "p", "q", "status")
    return frame[[*names, "total", "weeks"]]


def _counts(atlas: Atlas, filters: Filters, level: int, week: date) -> pd.DataFrame:
    """code, monday (null: of more than one week), now (whether it touches the week), n."""
    where, values = filters.where()
    return atlas.rows(
        f"""SELECT adm{level}_code::VARCHAR AS code, monday, now, n FROM (
            SELECT adm{level}_code, date_end >= $week AS now, count(*) AS n,
                CASE WHEN {_ONE_WEEK} THEN date_trunc('week', date_start)::DATE END AS monday
            FROM {counted(filters, f"{where} AND {filters.counted()}")} GROUP BY ALL)
        ORDER BY ALL""",
        values | {"week": week},
        words=filters.words,
    )


def _weeks_of_units(rows: pd.DataFrame, first: date) -> pd.DataFrame:
    """code and weeks, the list of its 53 counts, for each code of `rows`."""
    spots, codes = pd.factorize(rows["code"], sort=True)
    counts = np.zeros((len(codes), WEEKS + 1), dtype="int64")
    week = (rows["monday"] - pd.Timestamp(first)).dt.days.to_numpy() // 7
    np.add.at(counts, (spots, week.astype("int64")), rows["n"].to_numpy())
    return pd.DataFrame({"code": pd.Series(codes, dtype=object), "weeks": list(counts)})


def _spans(atlas: Atlas, filters: Filters) -> pd.DataFrame:
    """source, first, last: the days of the data that the filters' sources have in single weeks."""
    where, values = _of_sources(filters)
    found = atlas.rows(
        f"""SELECT source::VARCHAR AS source, min(date_start) AS first, max(date_end) AS last
        FROM incidents WHERE {where} GROUP BY source ORDER BY source""",
        values,
    )
    return found.assign(first=pd.to_datetime(found["first"]), last=pd.to_datetime(found["last"]))


def _reach_back(atlas: Atlas, filters: Filters, first: date) -> bool:
    """Whether the data of the filters' sources have begun by the day `first`."""
    where, values = _of_sources(filters)
    sql = f"SELECT 1 FROM incidents WHERE date_start <= $first AND {where} LIMIT 1"
    return bool(atlas.tuples(sql, values | {"first": first}))


def _of_sources(filters: Filters) -> tuple[str, dict[str, object]]:
    """The condition of what the filters' sources have in single weeks, whatever else is asked."""
    asked = Filters(sources=filters.sources, doubtful=filters.doubtful)
    where, values = asked.where()
    return f"{where} AND {asked.counted()} AND {_ONE_WEEK}", values


def _units_asked(filters: Filters, level: int) -> int:
    """How many units of the level lie in the filters' regions, wholly or in part."""
    codes = geodata.units(level)["code"]
    if not filters.regions:
        return len(codes)
    regions = tuple(code for code in filters.regions if code != NOWHERE)
    around = tuple(code for code in codes if any(region.startswith(code) for region in regions))
    return int((codes.str.startswith(regions) | codes.isin(around)).sum()) if regions else 0


def _now_and_before(rows: pd.DataFrame) -> tuple[int, int]:
    return int(rows["n"][rows["now"]].sum()), int(rows["n"][~rows["now"]].sum())


def _days(sources: pd.DataFrame, edge: str) -> tuple[tuple[str, date], ...]:
    ordered = sources.sort_values([edge, "source"])
    return tuple(zip(ordered["source"], ordered[edge].dt.date, strict=True))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
