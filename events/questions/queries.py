"""The questions about many incidents: figures, and counts by region, period and category.

Functions take an Atlas and Filters, as all questions of this package do. Four rules hold for all:
linked reports count as one incident unless `Filters.unit` says otherwise (counting.py); an
aggregate record enters counts and sums only as `Filters.aggregates` says; an unknown toll adds
nothing and is counted as unstated; a toll with a lower bound alone enters the upper sum with its
lower bound.
"""

from dataclasses import dataclass

import pandas as pd

import geodata
from events.filters.allowed import NOWHERE
from events.filters.filters import Filters
from events.incident import WORDS
from events.questions.atlas import Atlas
from events.questions.counting import counted

CATEGORIES = (*WORDS, "source", "licence")
"""The columns that `by_category` may count by."""

PERIODS = {"day": "D", "week": "W-MON", "month": "MS"}
"""Unit of by_period -> the pandas rule that steps from one first day to the next."""

SUMS = """
    sum(killed_min)::BIGINT AS killed_min, sum(killed_high)::BIGINT AS killed_max,
    sum(injured_min)::BIGINT AS injured_min, sum(injured_high)::BIGINT AS injured_max"""

UNSTATED = """
    count(*) - count(killed_high) AS killed_unstated,
    count(*) - count(injured_high) AS injured_unstated"""


@dataclass(frozen=True)
class Figures:
    """The numbers over every page.

    records: rows in the filters. incidents: what counts (linked reports as one, unless every report
    does; aggregates listed: without them). reports: how many records tell of the incidents.
    aggregates: aggregate records among the rows. The tolls are sums over the stated ones of the
    incidents, None when none states any; *_unstated is how many state none, *_open how many
    state a lower bound alone. located: in an oblast and may be drawn as a dot; coarse: in
    an oblast, but known only to it or to a raion; not_placed: in no oblast; these three add up
    to the incidents.
    coarser: incidents outside the filtered regions that could belong there, because they are
    known only to a unit around one of them. left_out: records of doubtful sources that would be
    among the rows if they were shown (`Filters.doubtful`). withheld: how many of the incidents
    are no rows here, because they may be counted but not passed on (`events.gate`).
    """

    records: int
    incidents: int
    aggregates: int
    killed_min: int | None
    killed_max: int | None
    injured_min: int | None
    injured_max: int | None
    killed_unstated: int
    injured_unstated: int
    killed_open: int
    injured_open: int
    located: int
    coarse: int
    not_placed: int
    coarser: int
    left_out: int
    withheld: int
    reports: int


def figures(atlas: Atlas, filters: Filters) -> Figures:
    """The figures of the filters."""
    where, values = filters.where(wide=True)
    (counts,) = atlas.tuples(
        f"""SELECT count(*), {SUMS}, {UNSTATED},
            count(killed_min) - count(killed_max) FILTER (killed_min IS NOT NULL),
            count(injured_min) - count(injured_max) FILTER (injured_min IS NOT NULL),
            count(*) FILTER (located AND placed),
            count(*) FILTER (NOT placed), count(*) FILTER (withheld),
            coalesce(sum(reports), 0)::BIGINT
        FROM {counted(filters, f"{where} AND {filters.counted()}")}""",
        values,
        words=filters.words,
    )
    incidents, *tolls, located, not_placed, withheld, reports = counts
    ((uncounted, aggregates),) = atlas.tuples(
        f"""SELECT count(*) FILTER (NOT ({filters.counted()})), count(*)
        FROM incidents WHERE {where} AND is_aggregate AND NOT withheld""",
        values,
        words=filters.words,
    )
    return Figures(
        reports + uncounted - withheld,
        incidents,
        aggregates,
        *tolls,
        located,
        incidents - located - not_placed,
        not_placed,
        _coarser(atlas, filters),
        _left_out(atlas, filters),
        withheld,
        reports,
    )


def by_region(atlas: Atlas, filters: Filters, level: int = 1) -> pd.DataFrame:
    """One row per region of `level` (1 oblast, 2 raion, 3 hromada) that has incidents.

    Columns: code, incidents, killed_min, killed_max, injured_min, injured_max (sums, NaN when no
    incident there states one), killed_unstated, injured_unstated, located, coarse (placed, not
    to a point); ordered by code. The last row, with code None, holds what is placed in no region
    of that level; it is absent when there is nothing of that kind.
    """
    if level not in geodata.LEVELS:
        raise ValueError(f"There is no level {level!r}: 1 is oblast, 2 raion, 3 hromada.")
    where, values = filters.where(wide=True)
    return atlas.rows(
        f"""SELECT adm{level}_code::VARCHAR AS code, count(*) AS incidents, {SUMS}, {UNSTATED},
            count(*) FILTER (located) AS located,
            count(*) FILTER (NOT located AND placed) AS coarse
        FROM {counted(filters, f"{where} AND {filters.counted()}")}
        GROUP BY adm{level}_code ORDER BY code NULLS LAST""",
        values,
        words=filters.words,
    )


def by_category(atlas: Atlas, filters: Filters, column: str) -> pd.DataFrame:
    """One row per word of `column` (one of CATEGORIES) that has incidents, most incidents first.

    Columns: word, incidents, killed_min, killed_max, injured_min, injured_max, killed_unstated,
    injured_unstated; as in by_region. An incident that several sources report counts for each of
    them, and so with licences; under every other column it counts once.
    """
    if column not in CATEGORIES:
        raise ValueError(f"{column!r} is none of {', '.join(CATEGORIES)}")
    apart = column if column in ("source", "licence") else None
    where, values = filters.where(wide=apart is not None)
    return atlas.rows(
        f"""SELECT {column}::VARCHAR AS word, count(*) AS incidents, {SUMS}, {UNSTATED}
        FROM {counted(filters, f"{where} AND {filters.counted()}", apart)}
        GROUP BY {column} ORDER BY incidents DESC, word""",
        values,
        words=filters.words,
    )


def by_period(atlas: Atlas, filters: Filters, unit: str = "week") -> pd.DataFrame:
    """One row per day, week (from Monday, ISO 8601) or month, without gaps, oldest first.

    Columns: period (its first day), incidents, killed_min, killed_max, injured_min, injured_max
    (NaN when none of its incidents states one, 0 when it has no incident), imprecise. An
    incident counts once, in the period of its first possible day that is not before
    filters.since; imprecise counts those whose possible days reach over more than one period.
    """
    if unit not in PERIODS:
        raise ValueError(f"{unit!r} is none of {', '.join(PERIODS)}")
    where, values = filters.where(wide=unit == "month")
    first = "greatest(date_start, $since)" if filters.since else "date_start"
    # Few distinct pairs of days stand for many rows, so the calendar is asked about them only.
    frame = atlas.rows(
        f"""WITH days AS (
            SELECT date_start, date_end, count(*) AS n, sum(killed_min) AS killed_min,
                sum(killed_high) AS killed_max, sum(injured_min) AS injured_min,
                sum(injured_high) AS injured_max
            FROM {counted(filters, f"{where} AND {filters.counted()}")}
            GROUP BY date_start, date_end)
        SELECT date_trunc('{unit}', {first})::DATE AS period, sum(n)::BIGINT AS incidents,
            sum(killed_min)::BIGINT AS killed_min, sum(killed_max)::BIGINT AS killed_max,
            sum(injured_min)::BIGINT AS injured_min, sum(injured_max)::BIGINT AS injured_max,
            coalesce(sum(n) FILTER (
                date_trunc('{unit}', date_start) <> date_trunc('{unit}', date_end)
            ), 0)::BIGINT AS imprecise
        FROM days GROUP BY period ORDER BY period""",
        values | ({"since": filters.since} if filters.since else {}),
        words=filters.words,
    )
    return _without_gaps(frame, unit)


def total(atlas: Atlas) -> int:
    """How many records the store holds, aggregates included."""
    ((rows,),) = atlas.tuples("SELECT count(*) FROM incidents")
    return rows


def span(atlas: Atlas):
    """(first, last) possible day of all records as dates; None when there are none."""
    ((first, last),) = atlas.tuples("SELECT min(date_start), max(date_end) FROM incidents")
    return None if first is None else (first, last)


def sources_present(atlas: Atlas) -> tuple[str, ...]:
    """The sources that have records, by name."""
    found = atlas.tuples("SELECT DISTINCT source::VARCHAR AS name FROM incidents ORDER BY name")
    return tuple(name for (name,) in found)


def _coarser(atlas: Atlas, filters: Filters) -> int:
    """Incidents that match all but the regions and are known only to a unit around one."""
    around, values = [], {}
    for n, code in enumerate(filters.regions):
        if code == NOWHERE:
            continue
        for parent in geodata.parents(code):
            level, key = geodata.level_of(parent), f"around_{n}_{len(parent)}"
            around.append(f"(adm{level}_code = ${key} AND adm{level + 1}_code IS NULL)")
            values[key] = parent
    if not around:
        return 0
    inside, others = [], []
    for clause in filters.clauses():
        if clause.sql:
            (inside if clause.phrase == "regions" else others).append(f"({clause.sql})")
    # A comparison with a null is null, which NOT alone would not turn into true.
    outside = f"NOT coalesce({inside[0]}, false)"
    conditions = [*others, filters.counted(), outside, f"({' OR '.join(around)})"]
    conditions += [] if filters.is_wide() else ["NOT withheld"]
    if filters.unit == "incidents":
        inside = " AND ".join([*others, filters.counted(), inside[0], "cluster IS NOT NULL"])
        told = f"SELECT cluster FROM incidents WHERE {inside}"
        conditions.append(f"(cluster IS NULL OR cluster NOT IN ({told}))")
    ((count,),) = atlas.tuples(
        f"SELECT count(*) FROM {counted(filters, ' AND '.join(conditions))}",
        filters.where()[1] | values,
        words=filters.words,
    )
    return count


def _left_out(atlas: Atlas, filters: Filters) -> int:
    """Records of doubtful sources that match all else."""
    if (doubtful := filters.left_out()) is None:
        return 0
    where, values = doubtful
    sql = f"SELECT count(*) FROM incidents WHERE {where}"
    ((count,),) = atlas.tuples(sql, values, words=filters.words)
    return count


def _without_gaps(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    if frame.empty:
        return frame
    first, last = frame["period"].iloc[[0, -1]]
    steps = pd.date_range(first, last, freq=PERIODS[unit], name="period")
    gaps = ~steps.isin(frame["period"])
    filled = frame.set_index("period").reindex(steps)
    filled.loc[gaps] = 0
    counts = ["incidents", "imprecise"]
    return filled.astype(dict.fromkeys(counts, "int64")).reset_index()
