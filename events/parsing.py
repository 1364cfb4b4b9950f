"""Whole columns of text -> days, degrees, persons and words, with what could not be read.

Each function answers the values and a mask of the cells that hold something unreadable. An empty
cell is a null and never unreadable. Nothing is guessed from one row: the order of day and month
is decided once for a column.
"""

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

FIRST_YEAR = 1991
MOST_PERSONS = 10_000_000

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")
_COMPACT = re.compile(r"^((?:19|20)\d{2})(\d{2})(\d{2})$")
_NUMERIC = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ ,T].*)?$")
_WORDY = re.compile(r"^(\d{1,2})\.? ([A-Za-zА-Яа-яІіЇїЄєҐґ’']+)\.?,? (\d{4})(?:[ ,].*)?$")

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january jan січня січ",
            "february feb лютого лют",
            "march mar березня бер",
            "april apr квітня кві",
            "may травня тра",
            "june jun червня чер",
            "july jul липня лип",
            "august aug серпня сер",
            "september sep sept вересня вер",
            "october oct жовтня жов",
            "november nov листопада лис",
            "december dec грудня гру",
        ),
        start=1,
    )
    for word in words.split()
}


class Days(NamedTuple):
    """Parsed days (datetime64, NaT where empty or bad), the bad ones, and how they were read."""

    values: pd.Series
    bad: pd.Series
    order: str
    """iso, day first, month first, or "day first (assumed)" when no cell could decide."""


def text(column: pd.Series) -> pd.Series:
    """The column without surrounding space; empty cells are null."""
    stripped = column.astype("str").str.strip()
    return stripped.where(stripped.str.len() > 0)


def days(column: pd.Series, order: str | None = None) -> Days:
    """Days of a column of dates, times of day dropped.

    ISO, 20240131, "31 January 2024" (English or Ukrainian) and 31/01/2024 are understood. For
    the last the order is `order` ("day first" or "month first") or decided over the column: a
    first number above 12 means day first, a second above 12 month first; with both, each cell
    that fits the majority is read and the others are bad; with neither, day first as written in
    Ukraine is assumed and the answer says so.
    """
    cells = text(column)
    values = pd.Series(pd.NaT, index=cells.index, dtype="datetime64[s]")
    if cells.isna().all():
        return Days(values, cells.notna(), "iso")
    unique = cells.dropna().unique()
    parts = {cell: _day_parts(cell) for cell in unique}
    decided = order or _decided([p for p in parts.values() if p and p[0] == "numeric"])
    known = {cell: _as_day(found, decided) for cell, found in parts.items() if found}
    values = pd.to_datetime(cells.map(known), errors="coerce").astype("datetime64[s]")
    return Days(values, cells.notna() & values.isna(), decided or "iso")


def degrees(column: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Decimal degrees; a decimal comma is understood, and so is a trailing degree sign."""
    cells = text(column)
    plain = cells.str.replace("°", "", regex=False).str.replace(",", ".", regex=False)
    values = pd.to_numeric(plain, errors="coerce").astype("float64")
    values = values.where(np.isfinite(values))
    nothing = cells.str.lower().isin(["nan", "null", "none", "na", "n/a", "-"])
    return values, cells.notna() & values.isna() & ~nothing.fillna(False)


def persons(column: pd.Series) -> tuple[pd.Series, dict[str, pd.Series]]:
    """Whole numbers of persons (Int32) and, by reason code, the cells that are none."""
    cells = text(column)
    values = pd.to_numeric(cells, errors="coerce").astype("float64")
    numeric = np.isfinite(values.fillna(np.nan))
    refused = {
        "bad_number": cells.notna() & (~numeric | (values % 1 != 0)),
        "negative_number": numeric & (values < 0),
        "number_too_large": numeric & (values > MOST_PERSONS),
    }
    refused["bad_number"] &= ~refused["negative_number"] & ~refused["number_too_large"]
    bad = refused["bad_number"] | refused["negative_number"] | refused["number_too_large"]
    return values.where(numeric & ~bad).astype("Int32"), refused


def flags(column: pd.Series) -> tuple[pd.Series, pd.Series]:
    """true/false, 1/0, yes/no, так/ні as booleans; an empty cell is false."""
    cells = text(column).str.lower()
    yes = cells.isin(["true", "1", "yes", "y", "так", "1.0", "t"])
    no = cells.isna() | cells.isin(["false", "0", "no", "n", "ні", "0.0", "f"])
    return yes.astype(bool), ~(yes | no)


def words(column: pd.Series, allowed: dict[str, str], default: str) -> tuple[pd.Series, pd.Series]:
    """The column through the table `allowed` (folded key -> word); empty gives `default`."""
    cells = text(column)
    keys = cells.str.lower().str.replace(r"[\s-]+", "_", regex=True)
    values = keys.map(allowed)
    return values.where(cells.notna(), default), cells.notna() & values.isna()


def _day_parts(cell: str) -> tuple | None:
    """(kind, a, b, c) of a cell that looks like a date, else None."""
    if found := _ISO.match(cell):
        year, month, day = map(int, found.groups())
        return ("exact", year, month, day)
    if found := _COMPACT.match(cell):
        return ("exact", *map(int, found.groups()))
    if found := _NUMERIC.match(cell):
        first, second, year = map(int, found.groups())
        return ("numeric", first, second, year)
    if found := _WORDY.match(cell):
        month = _MONTHS.get(found[2].lower().rstrip("."))
        return ("exact", int(found[3]), month, int(found[1])) if month else None
    return None


def _decided(numeric: list[tuple]) -> str | None:
    """Day first or month first for a whole column of 31/01/2024-like cells."""
    if not numeric:
        return None
    day_first = sum(first > 12 for _, first, _, _ in numeric)
    month_first = sum(second > 12 for _, _, second, _ in numeric)
    if day_first == month_first == 0:
        return "day first (assumed)"
    return "day first" if day_first >= month_first else "month first"


def _as_day(found: tuple, order: str | None) -> pd.Timestamp | None:
    kind, a, b, c = found
    if kind == "exact":
        year, month, day = a, b, c
    else:
        day, month, year = (a, b, c) if order and order.startswith("day") else (b, a, c)
    try:
        return pd.Timestamp(year=year, month=month, day=day)
    except ValueError:
        return None
