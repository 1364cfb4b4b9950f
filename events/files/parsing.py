"""Whole columns of text -> days, degrees, persons and words, with what could not be read.

Each function answers the values and a mask of the cells that hold something unreadable. An empty
cell is a null and never unreadable. Nothing is guessed from one row: the order of day and month
is decided once for a column. Columns with few different cells (days, tolls, words) are read one
distinct cell at a time, which is what makes a million rows cheap.
"""

import math
import re
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

FIRST_YEAR = 1991
MOST_PERSONS = 10_000_000

TEXT = pd.StringDtype("pyarrow", na_value=np.nan)
"""pandas' `str` kept in Arrow memory, so that columns pass to Arrow and back without copies."""

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")
_MOMENT = re.compile(
    r"^\d{4}-\d{2}-\d{2}[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)? ?(Z|[+-]\d{2}(:?\d{2})?)$"
)
_COMPACT = re.compile(r"^((?:19|20)\d{2})(\d{2})(\d{2})$")
_NUMERIC = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ ,T].*)?$")
_SHORT = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{2})$")
_WORDY = re.compile(r"^(\d{1,2})\.? ([A-Za-zА-Яа-яІіЇїЄєҐґ’']+)\.?,? (\d{4})(?:[ ,].*)?$")
_DEGREES = r"^[+-]?(\d+[.]?\d*|[.]\d+)([eE][+-]?\d+)?$"
_NO_NUMBER = ("nan", "null", "none", "na", "n/a", "-")
"""Cells by which programs write that there is no number."""

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
    """iso, day first or month first; with "(assumed)" behind it when no cell could decide, with
    "(mixed)" when cells spoke for both."""


def text(column: pd.Series) -> pd.Series:
    """The column without surrounding space; empty cells are null."""
    trimmed = pc.utf8_trim_whitespace(pa.array(column.astype(TEXT)))
    kept = pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, trimmed.type), trimmed)
    return pd.Series(pd.array(kept, dtype=TEXT), index=column.index)


def nothing(index: pd.Index) -> pd.Series:
    """A column of text without any."""
    return constant(None, index)


def constant(word: str | None, index: pd.Index) -> pd.Series:
    """A column of text with the same word in each cell."""
    cells = pa.repeat(pa.scalar(word, pa.large_string()), len(index))
    return pd.Series(pd.array(cells, dtype=TEXT), index=index)


def days(column: pd.Series, order: str | None = None) -> Days:
    """Days of a column of dates, times of day dropped.

    A time with an offset from UTC gives the day that it was in Ukraine then, any other is local.
    ISO, 20240131, "31 January 2024" (English or Ukrainian), 31/01/2024 and, with points only,
    31.01.24 are understood. For the last two the order is `order` ("day first" or "month first")
    or decided over the column: a first number above 12 means day first, a second above 12 month
    first; with both, each cell that fits the majority is read and the others are bad; with
    neither, day first as written in Ukraine is assumed and the answer says so.
    """
    cells = text(column)
    unique = cells.dropna().unique()
    parts = {cell: _day_parts(cell) for cell in unique}
    decided = order or _decided([p for p in parts.values() if p and p[0] == "numeric"])
    known = {cell: _as_day(found, decided) for cell, found in parts.items() if found}
    values = by_value(cells, known.get, "datetime64[s]")
    return Days(values, cells.notna() & values.isna(), decided or "iso")


def degrees(column: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Decimal degrees; a decimal comma is understood, and so is a trailing degree sign."""
    cells = pa.array(text(column))
    plain = pc.replace_substring(pc.utf8_rtrim(cells, "° "), ",", ".")
    fits = pc.fill_null(pc.match_substring_regex(plain, _DEGREES), False)
    numbers = pc.cast(pc.if_else(fits, plain, pa.scalar(None, plain.type)), pa.float64())
    values = pd.Series(numbers.to_numpy(zero_copy_only=False), index=column.index)
    empty = pc.is_in(pc.utf8_lower(plain), pa.array(_NO_NUMBER, plain.type))
    bad = pc.and_(pc.is_valid(cells), pc.invert(pc.or_(fits, empty)))
    return values, pd.Series(bad.to_numpy(zero_copy_only=False), index=column.index)


def written_precision(latitude: pd.Series, longitude: pd.Series) -> pd.Series:
    """The location precision that the digits of points speak for, where the source says nothing.

    Four decimals of a degree are about 10 m: site. Two or three are 0.1 to 1 km: settlement. Fewer
    are 10 km and more: near. The longer of the two counts, since programs drop final zeros.
    """
    sides = [text(side).str.extract(r"[.,](\d*)", expand=False) for side in (latitude, longitude)]
    lengths = pd.concat([side.str.len().fillna(0) for side in sides], axis=1).max(axis=1)
    words = np.select([lengths >= 4, lengths >= 2], ["site", "settlement"], "near")
    return pd.Series(pd.array(words, dtype=TEXT), index=latitude.index)


def persons(column: pd.Series) -> tuple[pd.Series, dict[str, pd.Series]]:
    """Whole numbers of persons (Int32) and, by reason code, the cells that are none."""
    cells = text(column)
    values = by_value(cells, _number, "float64")
    empty = by_value(cells, lambda cell: cell.lower() in _NO_NUMBER, "boolean")
    refused = {
        "negative_number": values < 0,
        "number_too_large": values > MOST_PERSONS,
        "bad_number": (cells.notna() & values.isna() & ~empty.fillna(False)) | (values % 1 > 0),
    }
    whole = values.where((values % 1 == 0) & values.between(0, MOST_PERSONS))
    return whole.astype("Int32"), refused


def flags(column: pd.Series) -> tuple[pd.Series, pd.Series]:
    """true/false, 1/0, yes/no, так/ні as booleans; an empty cell is false."""
    cells = text(column)
    yes = by_value(cells, lambda cell: cell.lower() in ("true", "1", "yes", "y", "так", "t"), bool)
    no = by_value(cells, lambda cell: cell.lower() in ("false", "0", "no", "n", "ні", "f"), bool)
    return yes, cells.notna() & ~yes & ~no


def words(column: pd.Series, allowed: dict[str, str], default: str) -> tuple[pd.Series, pd.Series]:
    """The column through the table `allowed` (folded key -> word); empty gives `default`."""
    cells = text(column)
    values = by_value(cells, lambda cell: allowed.get(re.sub(r"[\s-]+", "_", cell.lower())), TEXT)
    return values.where(cells.notna(), default), cells.notna() & values.isna()


def by_value(cells: pd.Series, answer: Callable[[str], object], dtype) -> pd.Series:
    """`answer` of each cell, asked once for each distinct one; a null stays one (a flag: False)."""
    found = pa.array(cells.astype(TEXT)).dictionary_encode()
    if isinstance(found, pa.ChunkedArray):
        found = found.combine_chunks()
    answers = [answer(cell) for cell in found.dictionary.to_pylist()]
    absent = False if dtype is bool else None
    lookup = pd.array([*answers, absent], dtype=dtype)
    spots = pc.fill_null(found.indices, len(answers)).to_numpy(zero_copy_only=False)
    return pd.Series(lookup.take(spots), index=cells.index)


def _number(cell: str) -> float | None:
    try:
        value = float(cell) if "_" not in cell else math.nan
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _day_parts(cell: str) -> tuple | None:
    """(kind, a, b, c) of a cell that looks like a date, else None."""
    if _MOMENT.match(cell):
        return _local_day(cell)
    if found := _ISO.match(cell):
        year, month, day = map(int, found.groups())
        return ("exact", year, month, day)
    if found := _COMPACT.match(cell):
        return ("exact", *map(int, found.groups()))
    if found := _NUMERIC.match(cell):
        first, second, year = map(int, found.groups())
        return ("numeric", first, second, year)
    if found := _SHORT.match(cell):
        first, second, year = map(int, found.groups())
        return ("numeric", first, second, year + (1900 if year >= FIRST_YEAR % 100 else 2000))
    if found := _WORDY.match(cell):
        month = _MONTHS.get(found[2].lower().rstrip("."))
        return ("exact", int(found[3]), month, int(found[1])) if month else None
    return None


def _local_day(cell: str) -> tuple | None:
    """The day in Ukraine of a moment that says its distance from UTC."""
    try:
        day = pd.Timestamp(cell).tz_convert("Europe/Kyiv")
    except ValueError:
        return None
    return ("exact", day.year, day.month, day.day)


def _decided(numeric: list[tuple]) -> str | None:
    """Day first or month first for a whole column of 31/01/2024-like cells."""
    if not numeric:
        return None
    day_first = sum(first > 12 for _, first, _, _ in numeric)
    month_first = sum(second > 12 for _, _, second, _ in numeric)
    if day_first == month_first == 0:
        return "day first (assumed)"
    winner = "day first" if day_first >= month_first else "month first"
    return f"{winner} (mixed)" if day_first and month_first else winner


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
