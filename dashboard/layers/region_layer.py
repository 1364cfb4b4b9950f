"""Regions of a metric -> fill, tooltip and hatching of each, compact.

A region is [fill or null, numbers of its tooltip's lines, incidents], and a 1 behind where it is
hatched. Regions share most lines ("Killed: 0"), so each line is sent once.
"""

from collections.abc import Iterator
from functools import lru_cache

import pandas as pd

from dashboard.map.metrics import SMALL, Measured
from dashboard.words.writing import counted, day, decimal, number, percent, say, signed, toll


def hatched(rows: pd.DataFrame) -> pd.Series:
    """Where a unit has incidents, but more than half of those that are or may be in it have no
    point: they are known to the unit alone (coarse) or only to a wider one around it (wider)."""
    return (rows["incidents"] > 0) & (2 * (rows["coarse"] + rows["wider"]) > rows["up_to"])


# A thousand hromadas share few lines, and babel takes 20 microseconds for each number: what writes
# a line remembers it.
def painted(
    measured: Measured, colours: dict[str, str | None], language: str
) -> tuple[dict[str, list], list[str]]:
    """code -> its entry, and the lines that entries point into."""
    rows = measured.rows[measured.rows["code"].notna()]
    numbers: dict[str, int] = {}
    entries = {}
    for row, hatch in zip(rows.to_dict("records"), hatched(rows), strict=True):
        lines = [numbers.setdefault(line, len(numbers)) for line in _lines(measured, row, language)]
        entry = [colours[row["code"]], lines, int(row["incidents"])]
        entries[row["code"]] = [*entry, 1] if hatch else entry
    return entries, list(numbers)


def _lines(measured: Measured, row: dict, language: str) -> Iterator[str]:
    incidents, up_to = int(row["incidents"]), int(row["up_to"])
    if up_to > incidents:
        yield interval(incidents, up_to, language)
        yield _said("tip_wider", up_to - incidents, language)
    else:
        yield _counted(incidents, language)
    if measured.metric in _METRIC_LINES:
        yield from _METRIC_LINES[measured.metric](row, language)
    for kind in ("killed", "injured"):
        if incidents and measured.metric not in _WITHOUT_TOLLS:
            yield _toll(kind, _stated(row[f"{kind}_min"]), _stated(row[f"{kind}_max"]), language)
    if row["coarse"]:
        yield _said("tip_coarse", int(row["coarse"]), language)


@lru_cache(maxsize=20_000)
def interval(sure: int, up_to: int, language: str) -> str:
    """A count that is not exact: 41 sure, up to 57."""
    return say("tip_interval", language, sure=number(sure, language), up_to=number(up_to, language))


def _per_100k(row: dict, language: str) -> Iterator[str]:
    if pd.isna(row["residents"]):
        yield say("tip_no_residents", language)
        return
    yield say(
        "tip_rate",
        language,
        rate=decimal(row["value"], language),
        incidents=_counted(int(row["incidents"]), language),
        residents=number(row["residents"], language),
        day=day(row["counted_on"].date(), language),
    )


def _change(row: dict, language: str) -> Iterator[str]:
    value = None if pd.isna(row["value"]) else round(row["value"])
    yield _change_line(int(row["now"]), int(row["before"]), value, language)


@lru_cache(maxsize=20_000)
def _change_line(now: int, before: int, value: int | None, language: str) -> str:
    parts = {"before": number(before, language), "difference": signed(now - before, language)}
    if value is not None:
        return say("tip_change", language, percent=percent(value, language, sign=True), **parts)
    small = max(now, before) < SMALL
    why = "why_no_percent_small" if small else "why_no_percent_none"
    return say("tip_change_plain", language, why=say(why, language), **parts)


def _energy(row: dict, language: str) -> Iterator[str]:
    yield _energy_line(int(row["energy"]), int(row["stated"]), language)
    if row["unstated"]:
        yield _said("tip_energy_unstated", int(row["unstated"]), language)


@lru_cache(maxsize=20_000)
def _energy_line(energy: int, stated: int, language: str) -> str:
    if not stated:
        return say("tip_energy_none", language)
    return say(
        "tip_energy",
        language,
        energy=number(energy, language),
        stated=number(stated, language),
        percent=percent(100 * energy / stated, language),
    )


_WITHOUT_TOLLS = ("change", "energy_share")
"""Metrics whose own lines are long: with the tolls 1,700 hromadas would exceed 100 kB."""

_METRIC_LINES = {"per_100k": _per_100k, "change": _change, "energy_share": _energy}


def _stated(value: float | None) -> int | None:
    return None if pd.isna(value) else int(value)


@lru_cache(maxsize=20_000)
def _counted(value: int, language: str) -> str:
    return counted("incidents", value, language)


@lru_cache(maxsize=20_000)
def _toll(kind: str, low: int | None, high: int | None, language: str) -> str:
    return f"{say(f'field_{kind}', language)}: {toll(low, high, language)}"


@lru_cache(maxsize=20_000)
def _said(key: str, value: int, language: str) -> str:
    return say(key, language, n=number(value, language))
