"""Measures of regions beside plain counts: what may be there too, change, energy, residents.

Each counts as queries.py does. What may not be passed on (`events.gate`) has no target, so it
enters no share of energy targets; it enters a change only where both periods are whole months.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pandas as pd

import geodata
from events.filters.allowed import NOWHERE
from events.filters.filters import Filters
from events.questions.atlas import Atlas
from events.questions.counting import counted
from events.questions.queries import by_region, span

ENERGY = ("energy", "gas", "heating", "hydro_dam", "nuclear")
"""Target categories that are energy: electricity, gas, heat, hydropower and dams, nuclear power."""

_RESIDENTS = Path(__file__).parents[1] / "data" / "population_adm1.csv"


@dataclass(frozen=True)
class Change:
    """Counts of a period and of the equally long one before it.

    frame: code, incidents, before; ordered by code, the row without a code last; a region with
    incidents in either period has a row. All four days are included in their periods.
    covered: whether the data reach back to before_since; else the earlier count is too low.
    """

    frame: pd.DataFrame
    since: date
    until: date
    before_since: date
    before_until: date
    covered: bool


def by_region_bounds(atlas: Atlas, filters: Filters, level: int = 1) -> pd.DataFrame:
    """The rows of `by_region`, with how many incidents may lie in each region beside its own.

    Two columns more. wider: incidents that match all but the regions of the filters and are known
    only to the oblast (for a hromada: or the raion) around the unit, so that any of them could
    have been in it. up_to: incidents + wider. A count is thus an interval: incidents are sure,
    up_to are possible; the upper ends of several units must not be added up, because each counts
    the same wider ones. What is known to no oblast is in no interval, so that of an oblast wider
    is 0; it is the row without a code. Units with wider incidents alone have a row with 0
    incidents, because none is not what is known of them. A unit that the filters ask about in
    part has no wider ones.
    """
    rows = by_region(atlas, filters, level)
    if level == 1:
        return rows.assign(wider=0, up_to=rows["incidents"])
    wider = _wider(atlas, filters, level)
    missing = wider.index.difference(rows["code"].dropna())
    added = pd.DataFrame({"code": missing, "incidents": 0, "located": 0, "coarse": 0})
    added = added.assign(killed_unstated=0, injured_unstated=0)
    placed = rows["code"].notna()
    rows = pd.concat(
        [pd.concat([rows[placed], added]).sort_values("code"), rows[~placed]], ignore_index=True
    )
    rows["wider"] = rows["code"].map(wider).fillna(0).astype("int64")
    return rows.assign(up_to=rows["incidents"] + rows["wider"])


def change_before(atlas: Atlas, filters: Filters, level: int = 1) -> Change | None:
    """The counts of the filters' period and of the equally long one that ends the day before.

    A period without an end lasts to the last day of the data. None where the filters have no
    first day, for nothing precedes the whole of the data, or where the period has no day. An
    incident whose possible days touch both periods counts in both.
    """
    days = preceding(filters, span(atlas))
    if days is None:
        return None
    since, until, before_since, before_until = days
    now = replace(filters, since=since, until=until)
    before = replace(filters, since=before_since, until=before_until)
    wide = now.is_wide() and before.is_wide()
    counts = [_counts(atlas, asked, level, wide) for asked in (now, before)]
    frame = counts[0].merge(
        counts[1].rename(columns={"incidents": "before"}), how="outer", on="code"
    )
    numbers = ["incidents", "before"]
    frame[numbers] = frame[numbers].fillna(0).astype("int64")
    frame["code"] = frame["code"].astype(object).where(frame["code"].notna(), None)
    frame = frame.sort_values("code", na_position="last", ignore_index=True)
    return Change(frame, *days, covered=span(atlas)[0] <= before_since)


def preceding(filters: Filters, known: tuple[date, date] | None):
    """(since, until, before_since, before_until) of `change_before`, or None; `known` are the
    first and last day of the data."""
    if filters.since is None or known is None:
        return None
    until = filters.until or known[1]
    length = until - filters.since + timedelta(days=1)
    if length <= timedelta(0) or filters.since - length < date(1991, 8, 24):
        return None
    return filters.since, until, filters.since - length, filters.since - timedelta(days=1)


def energy_share(atlas: Atlas, filters: Filters, level: int = 1) -> pd.DataFrame:
    """code, energy, stated, unstated of each region that has incidents, ordered by code, the row
    without a code last: incidents at targets of ENERGY, incidents whose target is stated (energy
    among them), and incidents whose target is not. An unknown target is no other target, so the
    share of energy is energy / stated. Withheld incidents are in none of the three."""
    where, values = filters.where()
    return atlas.rows(
        f"""SELECT adm{level}_code::VARCHAR AS code,
            count(*) FILTER (target_category IN ({", ".join(f"'{word}'" for word in ENERGY)}))
                AS energy,
            count(*) FILTER (target_category <> 'unknown') AS stated,
            count(*) FILTER (coalesce(target_category = 'unknown', true)) AS unstated
        FROM {counted(filters, f"{where} AND {filters.counted()}")}
        GROUP BY adm{level}_code ORDER BY code NULLS LAST""",
        values,
        words=filters.words,
    )


@cache
def _residents() -> pd.DataFrame:
    read = pd.read_csv(_RESIDENTS, parse_dates=["reference_date"])
    renamed = {"adm1_code": "code", "population": "residents", "reference_date": "counted_on"}
    return read[list(renamed)].rename(columns=renamed)


def residents() -> pd.DataFrame:
    """code, residents, counted_on (a day) of the 27 oblasts; raions and hromadas have none here.

    1 January 2022; Crimea and Sevastopol 1 January 2014 (State Statistics Service of Ukraine,
    events/data/population_adm1.csv). Nobody's displacement since is in it.
    """
    return _residents().copy()


def _counts(atlas: Atlas, filters: Filters, level: int, wide: bool) -> pd.DataFrame:
    where, values = filters.where(wide=wide)
    return atlas.rows(
        f"""SELECT adm{level}_code::VARCHAR AS code, count(*) AS incidents
        FROM {counted(filters, f"{where} AND {filters.counted()}")} GROUP BY code""",
        values,
        words=filters.words,
    )


def _wider(atlas: Atlas, filters: Filters, level: int) -> pd.Series:
    """Incidents known only to a unit around each unit of `level` (2 or 3), by code, none left out
    but zeros."""
    codes = geodata.units(level)["code"]
    asked = tuple(code for code in filters.regions if code != NOWHERE)
    if filters.regions:
        codes = codes[codes.str.startswith(asked)] if asked else codes[:0]
    if codes.empty:
        return pd.Series(dtype="int64")
    around = replace(filters, regions=tuple({code[:4] for code in asked}))
    where, values = around.where(wide=filters.is_wide())
    known = atlas.rows(
        f"""SELECT coalesce(adm{level - 1}_code::VARCHAR, adm1_code::VARCHAR) AS code,
            count(*) AS incidents
        FROM {counted(around, f"{where} AND {around.counted()}")}
        WHERE adm1_code IS NOT NULL AND adm{level}_code IS NULL GROUP BY 1""",
        values,
        words=filters.words,
    ).set_index("code")["incidents"]
    lengths = [geodata.level_of(code) for code in known.index]
    total = pd.Series(0, index=pd.Index(codes))
    for outer in range(1, level):
        part = known[[found == outer for found in lengths]]
        width = {1: 4, 2: 6}[outer]
        total += codes.str[:width].map(part).fillna(0).astype("int64").to_numpy()
    return total[total > 0]
