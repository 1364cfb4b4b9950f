"""A file's rows on their way into the record: text in, columns out, refusals kept.

A source's one function gets a Draft and calls its methods, a whole column at a time. Each method
reads the source's column, refuses the rows whose cell it cannot read, and sets columns of the
record. What a source does not set has the record's null or default.

Beside the record's columns a Draft holds six that only placing reads: `at_latitude` and
`at_longitude`, the point that says which region (also where it is too coarse to be kept),
`declared`, the P-code of the region that the source itself names, `declared_by`, how a region
is said to be placed where no point decides, and `compared` and `compared_raion`, P-codes of
regions that the source names and that are only held against the point's and never decide.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta

import numpy as np
import pandas as pd
import pyarrow as pa

from events.files import parsing
from events.files.json_columns import raw_cells
from events.incident import COLUMNS, LOCATED, SCHEMA, TOLLS
from events.intake.rejected import Refusals

UKRAINE = {"latitude": (44.0, 52.6), "longitude": (22.0, 40.4)}
"""Degrees: a box around Ukraine, to tell exchanged coordinates from foreign ones."""

_KEPT_POINT = (*LOCATED, "raion")
"""Precisions whose point the record keeps; a raion's stand-in is kept but never drawn."""

_DEFAULTS = {
    "date_precision": "day",
    "location_precision": "settlement",
    "event_type": "other",
    "target_category": "unknown",
    "status": "reported",
    "sources": "[]",
    "declared_by": "declared",
}
"""What a record has where its source has no such column."""


_LATEST_END = 366
"""Days from today: the last possible day of what is dated to this year only."""


class UnknownColumns(ValueError):  # noqa: N818, the name says what is the case
    """The columns do not fit; the message names those that are missing and the codebook."""


class Draft:
    """`text`: the file's cells, indexed by record number; `rows`: the record as far as it is.

    `beside`: rows of the companion tables of the source, by name (see `events.files.companions`);
    `tags`: column -> its HXL tag (see `events.files.hxl`); `exact`: as in
    `events.files.tabular.Table`.
    """

    exact = False

    def __init__(
        self,
        text: pd.DataFrame,
        refusals: Refusals,
        notes: list[str],
        beside: Mapping[str, pd.DataFrame] | None = None,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        self.text = text
        self.beside, self.tags = beside or {}, tags or {}
        self.refusals = refusals
        self.notes = notes
        self.rows = pd.DataFrame(index=text.index)

    def cells(self, name: str | None) -> pd.Series:
        """The trimmed cells of a column of the file; all null for a column it lacks or None."""
        if name not in self.text:
            return parsing.nothing(self.text.index)
        return parsing.text(self.text[name])

    def column(self, name: str) -> pd.Series:
        """A column of the record, or of those that placing reads, as far as it is set."""
        if name in self.rows:
            return self.rows[name]
        index = self.rows.index
        if name in TOLLS:
            return pd.Series(pd.array(pa.nulls(len(index), pa.int32()), dtype="Int32"), index=index)
        if name in ("latitude", "longitude", "at_latitude", "at_longitude"):
            return pd.Series(np.nan, index=index)
        if name == "is_aggregate":
            return pd.Series(False, index=index)
        if name == "source_retrieved":
            return pd.Series(np.datetime64("NaT", "s"), index=index)
        return parsing.constant(_DEFAULTS.get(name), index)

    def set(self, **columns: object) -> None:
        """Set columns of the record to Series of the same index, or to one text for all."""
        for name, value in columns.items():
            one = isinstance(value, str)
            self.rows[name] = parsing.constant(value, self.rows.index) if one else value

    def identify(self, source: pd.Series | str, ids: pd.Series, column: str) -> None:
        """source and source_id; rows without an id, and later rows of one id, are refused."""
        self.refusals.refuse(ids.isna(), "missing_id", column)
        if not isinstance(source, str):
            self.refusals.refuse(source.isna(), "missing_id", "source")
        self.set(source=source, source_id=ids)
        known = pd.DataFrame({"id": ids})
        if not isinstance(source, str):
            known["source"] = source
        self.refusals.refuse(known.duplicated() & ids.notna(), "duplicate_id", column, ids)

    def days(self, start: str, end: str | None = None, order: str | None = None) -> None:
        """date_start and date_end; an empty end means the same day."""
        found = parsing.days(self.text[start], order)
        if found.order.endswith("(assumed)"):
            self.notes.append(f"dates in {start} read day first, as no cell could decide")
        if found.order.endswith("(mixed)"):
            self.notes.append(
                f"dates in {start} are day first in some cells and month first in others; read "
                f"{found.order.removesuffix(' (mixed)')}, which more of them are"
            )
        self._refuse_days(start, found)
        first = last = found.values
        if end is not None and end in self.text:
            same = found.order if found.order[0] in "dm" else None
            ends = parsing.days(self.text[end], order or same)
            self.refusals.refuse(ends.bad, "bad_date", end, self.text[end])
            last = ends.values.where(ends.values.notna(), first)
            self.refusals.refuse(last < first, "dates_reversed", end, self.text[end])
            late = last > _today() + timedelta(days=_LATEST_END)
            self.refusals.refuse(late, "date_out_of_range", end, self.text[end])
        self.set(date_start=first, date_end=last)

    def widen(self, precision: pd.Series) -> None:
        """Set date_precision, and for week, month and year the days that the date stands for.

        A source that dates to a week or a month gives one day for it; the possible days are the
        ISO week, the calendar month or the year around that day, unless the source gave a
        wider span itself.
        """
        first, last = self.rows["date_start"], self.rows["date_end"]
        single = (first == last) & (precision != "day")
        if single.any():
            day, word = first[single], precision[single]
            starts = {"week": day - pd.to_timedelta(day.dt.day_of_week, unit="D")}
            ends = {"week": starts["week"] + timedelta(days=6)}
            for wide, unit in (("month", "M"), ("year", "Y")):
                period = day.dt.to_period(unit).dt
                starts[wide] = period.start_time
                ends[wide] = period.end_time.dt.normalize()
            first, last = first.copy(), last.copy()
            for wide in starts:
                hit = word.index[word == wide]
                first.loc[hit] = starts[wide].loc[hit].astype(first.dtype)
                last.loc[hit] = ends[wide].loc[hit].astype(last.dtype)
        self.set(date_precision=precision, date_start=first, date_end=last)

    def point(self, latitude: str | None, longitude: str | None, precision: pd.Series) -> None:
        """Precision and coordinates; a point coarser than a raion only says which region.

        Rows that are to be located but have an unreadable, half, zero, exchanged or impossible
        point are refused; where the precision is coarser such a point is left out.
        """
        seen = [self.cells(name) for name in (latitude, longitude)]
        (north, bad_north), (east, bad_east) = map(parsing.degrees, seen)
        located = precision.isin(LOCATED)
        faults = {
            "bad_coordinates": bad_north | bad_east | (north.abs() > 90) | (east.abs() > 180),
            "half_coordinates": north.isna() != east.isna(),
            "zero_coordinates": (north == 0) & (east == 0),
            "coordinates_equal": (north == east) & (north != 0),
            "coordinates_swapped": ~_in_box(north, east) & _in_box(east, north),
        }
        usable = north.notna() & east.notna()
        for reason, mask in faults.items():
            self.refusals.refuse(mask & located, reason, f"{latitude}, {longitude}", *seen)
            usable &= ~mask
        kept = usable & (located | (precision == "raion"))
        self.set(
            location_precision=precision,
            at_latitude=north.where(usable),
            at_longitude=east.where(usable),
            latitude=north.where(kept),
            longitude=east.where(kept),
        )

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
    ) -> pd.Series:
        """Set a column of the record to allowed words only, through a table or a list of them."""
        table = dict(allowed) if isinstance(allowed, Mapping) else {word: word for word in allowed}
        values, unknown = parsing.words(self.cells(name), table, default)
        self.refusals.refuse(unknown, "unknown_word", name, self.cells(name))
        self.rows[column] = values.fillna(default)
        return self.rows[column]

    def finish(self, licence: str, import_id: str) -> pa.Table:
        """The rows that nothing refused, as incident.SCHEMA; `licence` where a row has none.

        The draft is empty afterwards.
        """
        for kind in ("killed", "injured"):
            low, high = self.column(f"{kind}_min"), self.column(f"{kind}_max")
            shown = low.astype("str") + " > " + high.astype("str") if (low > high).any() else ""
            self.refusals.refuse(low > high, "range_reversed", kind, shown)
        self.set(
            incident_id=self.rows["source"].str.cat(self.rows["source_id"], sep=":"),
            licence=self.column("licence").fillna(licence),
            import_id=import_id,
        )
        if "raw" not in self.rows:
            self.set(raw=raw_cells(self.text))
        self.text = self.text.iloc[:, :0]
        kept = pa.array(~self.refusals.mask(self.rows.index))
        return pa.table({name: self._give_away(name).filter(kept) for name in COLUMNS}).cast(SCHEMA)

    def _give_away(self, name: str) -> pa.ChunkedArray:
        """A column as Arrow, which the draft then no longer holds: a million rows are large."""
        column = pa.array(self.column(name), from_pandas=True)
        if name in self.rows:
            del self.rows[name]
        return column if isinstance(column, pa.ChunkedArray) else pa.chunked_array([column])

    def _refuse_days(self, name: str, found: parsing.Days) -> None:
        self.refusals.refuse(found.bad, "bad_date", name, self.text[name])
        self.refusals.refuse(found.values.isna() & ~found.bad, "missing_date", name)
        earliest, latest = pd.Timestamp(parsing.FIRST_YEAR, 1, 1), _today()
        outside = (found.values < earliest) | (found.values > latest)
        self.refusals.refuse(outside, "date_out_of_range", name, self.text[name])


def _today() -> pd.Timestamp:
    """Today in Kyiv: no incident can be dated later."""
    return pd.Timestamp.now("Europe/Kyiv").normalize().tz_localize(None)


def _in_box(north: pd.Series, east: pd.Series) -> pd.Series:
    (south, top), (west, right) = UKRAINE["latitude"], UKRAINE["longitude"]
    return north.between(south, top) & east.between(west, right)
