"""Two sides of a comparison: the reader's filters, and the same with another period or region.

Pure. The other side stands in the address as one short text, the parameter `vs`:

    before                       the period of equal length just before
    year                         the same days a year earlier
    2024-10-15..2025-04-15       these days
    UA63,UA12                    these regions
    everywhere                   all regions
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from events import Filters

DAY = r"\d{4}-\d\d-\d\d"
PATTERN = rf"|before|year|everywhere|{DAY}\.\.{DAY}|(none|UA\d{{2,7}})(,(none|UA\d{{2,7}}))*"
"""What may stand in the parameter; empty is no comparison yet."""

KINDS = ("killed", "injured")


class NoOther(ValueError):  # noqa: N818, the name says what is the case
    """There is no other side; the message is the key of the phrase that says why."""


@dataclass(frozen=True)
class Sides:
    """this, other: filters that differ in their period or in their regions alone."""

    this: Filters
    other: Filters
    by: str
    """What they differ in: "period" or "regions"."""


def sides(filters: Filters, vs: str) -> Sides:
    """The two sides that `vs` makes of the reader's filters; raises NoOther."""
    if not vs:
        raise NoOther("compare_choose")
    if vs == "everywhere" or re.match("UA|none", vs):
        regions = () if vs == "everywhere" else tuple(vs.split(","))
        try:
            other = replace(filters, regions=regions)
        except ValueError:
            raise NoOther("compare_no_region") from None
        if other == filters:
            raise NoOther("compare_same_region")
        return Sides(filters, other, "regions")
    since, until = filters.since, filters.until
    if vs in ("before", "year") and not (since and until and since <= until):
        raise NoOther("compare_no_period")
    try:
        first, last = _days(vs, since, until)
    except (ValueError, OverflowError):
        raise NoOther("compare_no_days") from None
    other = replace(filters, since=first, until=last)
    if other == filters:
        raise NoOther("compare_same_period")
    return Sides(filters, other, "period")


def _days(vs: str, since: date | None, until: date | None) -> tuple[date, date]:
    if vs == "before":
        return since - (until - since) - timedelta(days=1), since - timedelta(days=1)
    if vs == "year":
        return _year_before(since), _year_before(until)
    first, last = (date.fromisoformat(text) for text in vs.split(".."))
    if first > last:
        raise ValueError(vs)
    return first, last


def _year_before(day: date) -> date:
    """The same day a year earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def length(filters: Filters, span: tuple[date, date] | None) -> int | None:
    """Days that the filters reach over, open ends as far as the data; None without data."""
    first = filters.since or (span and span[0])
    last = filters.until or (span and span[1])
    return (last - first).days + 1 if first and last and first <= last else None


def overlap(pair: Sides) -> bool:
    """Whether an incident can be on both sides: the periods meet, or a region holds another."""
    if pair.by == "regions":
        return not (pair.this.regions and pair.other.regions) or any(
            one.startswith(two) or two.startswith(one)
            for one in pair.this.regions
            for two in pair.other.regions
        )
    one, two = pair.this, pair.other
    return (one.since or date.min) <= (two.until or date.max) and (two.since or date.min) <= (
        one.until or date.max
    )


def differences(this: pd.DataFrame, other: pd.DataFrame, key: str) -> pd.DataFrame:
    """Rows of by_region or by_category of both sides joined on `key`, most incidents first.

    Columns: key, this, other, difference (incidents); and for each of KINDS the stated sums of
    both sides (killed_min_this ...) with NaN where a side states none, and their difference as a
    range: the toll of this side less that of the other lies in killed_low to killed_high, as far
    as tolls are stated. A row without a key (not placed) stands last.
    """
    columns = ["incidents", *(f"{kind}_{end}" for kind in KINDS for end in ("min", "max"))]
    both = pd.merge(
        this[[key, *columns]], other[[key, *columns]], on=key, how="outer", suffixes=("", "_other")
    )
    for side, suffix in (("this", ""), ("other", "_other")):
        both[side] = both[f"incidents{suffix}"].fillna(0).astype("int64")
    both["difference"] = both["this"] - both["other"]
    for kind in KINDS:
        low, high = both[f"{kind}_min"], both[f"{kind}_max"]
        other_low, other_high = both[f"{kind}_min_other"], both[f"{kind}_max_other"]
        both[f"{kind}_low"] = low - other_high
        both[f"{kind}_high"] = high - other_low
    both["largest"] = both[["this", "other"]].max(axis=1)
    placed = both[both[key].notna()].sort_values(["largest", key], ascending=[False, True])
    return pd.concat([placed, both[both[key].isna()]], ignore_index=True).drop(columns="largest")


def weeks_of(weeks: pd.DataFrame, filters: Filters, span: tuple[date, date]) -> pd.DataFrame:
    """by_period rows by week as week, period, incidents: one for every week of the filters.

    week 1 holds their first day (with an open end: that of the data, `span`); weeks before the
    first or after the last incident have 0, because the filters reach over them.
    """
    first, last = filters.since or span[0], filters.until or span[1]
    mondays = pd.date_range(_monday(first), _monday(max(first, last)), freq="7D")
    counts = weeks.set_index("period")["incidents"].reindex(mondays, fill_value=0)
    return pd.DataFrame(
        {"week": range(1, len(mondays) + 1), "period": mondays, "incidents": counts.to_numpy()}
    )


def _monday(day: date) -> pd.Timestamp:
    return pd.Timestamp(day) - pd.Timedelta(days=day.weekday())
