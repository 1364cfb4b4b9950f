"""A file's rows on their way into the record: text in, columns out, refusals kept.

A source's one function gets a Draft and calls its methods, a whole column at a time. Each method
reads the source's column, refuses the rows whose cell it cannot read, and sets columns of the
record. What a source does not set has the record's null or default.

Beside the record's columns a Draft holds three that only placing reads: `at_latitude` and
`at_longitude`, the point that says which region (also where it is too coarse to be kept), and
`declared`, the P-code of the region that the source itself names.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta

import numpy as np
import pandas as pd

from events import parsing
from events.incident import LOCATED, TOLLS
from events.rejected import Refusals

UKRAINE = {"latitude": (44.0, 52.6), "longitude": (22.0, 40.4)}
"""Degrees: a box around Ukraine, to tell exchanged coordinates from foreign ones."""

_KEPT_POINT = (*LOCATED, "raion")
"""Precisions whose point the record keeps; a raion's stand-in is kept but never drawn."""

_TEXTS = (
    "title",
    "description",
    "place",
    "place_uk",
    "weapon",
    "target_name",
    "attributed_to",
    "part_of",
    "adm2_code",
    "adm3_code",
)


class UnknownColumns(ValueError):  # noqa: N818, the name says what is the case
    """The columns do not fit; the message names those that are missing and the codebook."""


class Draft:
    """`text`: the file's cells, indexed by record number; `rows`: the record as far as it is."""

    def __init__(self, text: pd.DataFrame, refusals: Refusals, notes: list[str]) -> None:
        self.text = text
        self.refusals = refusals
        self.notes = notes
        self.rows = pd.DataFrame(index=text.index)
        defaults = {
            "date_precision": "day",
            "location_precision": "settlement",
            "event_type": "other",
            "target_category": "unknown",
            "status": "reported",
            "is_aggregate": False,
            "sources": "[]",
        }
        for column, value in defaults.items():
            self.rows[column] = value
        for column in (*_TEXTS, "declared"):
            self.rows[column] = self._nothing()
        for column in ("latitude", "longitude", "at_latitude", "at_longitude"):
            self.rows[column] = np.nan
        for column in TOLLS:
            self.rows[column] = pd.array([pd.NA] * len(text), dtype="Int32")
        self.rows["source_retrieved"] = pd.Series(pd.NaT, index=text.index, dtype="datetime64[s]")

    def cells(self, name: str | None) -> pd.Series:
        """The trimmed cells of a column of the file; all null for a column it lacks or None."""
        return parsing.text(self.text[name]) if name in self.text else self._nothing()

    def identify(self, source: pd.Series | str, name: str) -> None:
        """source and source_id; rows without an id, and later rows of one id, are refused."""
        ids = self.cells(name)
        self.refusals.refuse(ids.isna(), "missing_id", name, "")
        self.rows["source"], self.rows["source_id"] = source, ids
        keys = pd.DataFrame({"source": self.rows["source"], "id": ids})
        self.refusals.refuse(keys.duplicated() & ids.notna(), "duplicate_id", name, ids)

    def days(self, start: str, end: str | None = None, order: str | None = None) -> None:
        """date_start and date_end; an empty end means the same day."""
        found = parsing.days(self.text[start], order)
        if found.order == "day first (assumed)":
            self.notes.append(f"dates in {start} read day first, as no cell could decide")
        self._refuse_days(start, found)
        first = found.values
        last = first
        if end is not None and end in self.text:
            ends = parsing.days(self.text[end], order or _plain(found.order))
            self.refusals.refuse(ends.bad, "bad_date", end, self.text[end])
            last = ends.values.where(ends.values.notna(), first)
            self.refusals.refuse(last < first, "dates_reversed", end, self.text[end])
        self.rows["date_start"], self.rows["date_end"] = first, last

    def widen(self, precision: pd.Series) -> None:
        """Set date_precision, and for week, month and year the days that the date stands for.

        A source that dates to a week or a month gives one day for it; the possible days are the
        ISO week, the calendar month or the year around that day, unless the source gave a
        wider span itself.
        """
        self.rows["date_precision"] = precision
        first, last = self.rows["date_start"], self.rows["date_end"]
        starts = {
            "week": first - pd.to_timedelta(first.dt.weekday, unit="D"),
            "month": first.dt.to_period("M").dt.start_time,
            "year": first.dt.to_period("Y").dt.start_time,
        }
        ends = {
            "week": starts["week"] + timedelta(days=6),
            "month": first.dt.to_period("M").dt.end_time.dt.normalize(),
            "year": first.dt.to_period("Y").dt.end_time.dt.normalize(),
        }
        for word in starts:
            one_day = (precision == word) & (first == last)
            first = first.mask(one_day, starts[word].astype(first.dtype))
            last = last.mask(one_day, ends[word].astype(last.dtype))
        self.rows["date_start"], self.rows["date_end"] = first, last

    def point(self, latitude: str | None, longitude: str | None, precision: pd.Series) -> None:
        """Precision and coordinates; a point coarser than a raion only says which region.

        Rows that are to be located but have an unreadable, half, zero, exchanged or impossible
        point are refused; where the precision is coarser such a point is left out.
        """
        (north, bad_north), (east, bad_east) = (
            parsing.degrees(self.cells(name)) for name in (latitude, longitude)
        )
        located = precision.isin(LOCATED)
        seen = self.cells(latitude).fillna("") + ", " + self.cells(longitude).fillna("")
        columns = f"{latitude}, {longitude}"
        faults = {
            "bad_coordinates": bad_north | bad_east | (north.abs() > 90) | (east.abs() > 180),
            "half_coordinates": north.isna() != east.isna(),
            "zero_coordinates": (north == 0) & (east == 0),
            "coordinates_swapped": ~_in_box(north, east) & _in_box(east, north),
        }
        usable = north.notna() & east.notna()
        for reason, mask in faults.items():
            self.refusals.refuse(mask & located, reason, columns, seen)
            usable &= ~mask
        self.rows["location_precision"] = precision
        self.rows["at_latitude"], self.rows["at_longitude"] = (
            north.where(usable),
            east.where(usable),
        )
        kept = usable & precision.isin(_KEPT_POINT)
        self.rows["latitude"], self.rows["longitude"] = north.where(kept), east.where(kept)

    def toll(self, column: str, name: str | None) -> None:
        """One toll column of the record from a column of the file, if the file has it."""
        if name not in self.text:
            return
        values, refused = parsing.persons(self.text[name])
        for reason, mask in refused.items():
            self.refusals.refuse(mask, reason, name, self.text[name])
        self.rows[column] = values

    def words(
        self, column: str, name: str, allowed: Mapping[str, str] | Iterable[str], default: str
    ) -> None:
        """A column of the record with only allowed words, through a table or a list of them."""
        table = dict(allowed) if isinstance(allowed, Mapping) else {word: word for word in allowed}
        values, unknown = parsing.words(self.cells(name), table, default)
        self.refusals.refuse(unknown, "unknown_word", name, self.cells(name))
        self.rows[column] = values

    def set(self, **columns: object) -> None:
        """Set columns of the record to Series of the same index, or to one value for all."""
        for column, value in columns.items():
            self.rows[column] = value

    def finish(self) -> pd.DataFrame:
        """The rows that nothing refused."""
        for kind in ("killed", "injured"):
            low, high = self.rows[f"{kind}_min"], self.rows[f"{kind}_max"]
            seen = low.astype("str") + " > " + high.astype("str")
            self.refusals.refuse((low > high).fillna(False), "range_reversed", kind, seen)
        gone = self.rows.index.isin(list(self.refusals.records()))
        return self.rows[~gone]

    def _refuse_days(self, name: str, found: parsing.Days) -> None:
        self.refusals.refuse(found.bad, "bad_date", name, self.text[name])
        missing = found.values.isna() & ~found.bad
        self.refusals.refuse(missing, "missing_date", name, "")
        earliest, latest = pd.Timestamp(parsing.FIRST_YEAR, 1, 1), _today()
        outside = (found.values < earliest) | (found.values > latest)
        self.refusals.refuse(outside, "date_out_of_range", name, self.text[name])

    def _nothing(self) -> pd.Series:
        return pd.Series(np.nan, index=self.text.index, dtype="str")


def source_list(names: pd.Series, urls: pd.Series | None = None) -> pd.Series:
    """The record's `sources` for rows that name one source each: JSON of name and url or null."""
    urls = urls if urls is not None else pd.Series(np.nan, index=names.index, dtype="str")
    pairs = pd.DataFrame({"name": names, "url": urls})
    unique = pairs.drop_duplicates()
    made = [
        json.dumps([entry], ensure_ascii=False) if (entry := _entry(name, url)) else "[]"
        for name, url in zip(unique["name"], unique["url"], strict=True)
    ]
    keyed = unique.assign(made=made)
    return pairs.merge(keyed, how="left", on=["name", "url"])["made"].set_axis(names.index)


def web_address(urls: pd.Series) -> pd.Series:
    """Only whole http and https addresses; anything else is null."""
    return urls.where(urls.str.match(r"(?i)https?://[^\s/]+", na=False))


def _entry(name: object, url: object) -> dict | None:
    name, url = (value if isinstance(value, str) else None for value in (name, url))
    return {"name": name, "url": url} if name or url else None


def _today() -> pd.Timestamp:
    """Today in Kyiv: no incident can be dated later."""
    return pd.Timestamp.now("Europe/Kyiv").normalize().tz_localize(None)


def _plain(order: str) -> str | None:
    return order if order in ("day first", "month first") else None


def _in_box(north: pd.Series, east: pd.Series) -> pd.Series:
    (south, top), (west, right) = UKRAINE["latitude"], UKRAINE["longitude"]
    return north.between(south, top) & east.between(west, right)
