"""Refused rows as data: which row, for which reason, in which column, and what was seen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

FOLDER = "rejected"
"""Where in a store's folder the rejects files lie."""

SEEN = 200
"""Characters of the offending cell that are kept."""

REASONS = {
    "wrong_field_count": "The row has more or fewer fields than the header.",
    "cell_too_long": "A cell holds more than 100,000 characters.",
    "nul_byte": "A cell holds a NUL byte, which no text has: the file was damaged.",
    "missing_id": "The row has no identifier, so later imports could not recognise it.",
    "duplicate_id": "An earlier row of this file has the same identifier; the first one is kept.",
    "missing_date": "The row has no date.",
    "bad_date": "The date is no day of the calendar in any form that this source uses.",
    "date_out_of_range": "The date lies before 1991 or in the future (a last possible day: more "
    "than a year from now).",
    "dates_reversed": "The last possible day lies before the first.",
    "bad_coordinates": "A coordinate is no number of degrees.",
    "half_coordinates": "Only one of latitude and longitude is given.",
    "zero_coordinates": "The coordinates are 0, 0: a placeholder, not a place.",
    "coordinates_equal": "Latitude and longitude are the same number, which no point in Ukraine "
    "has: one was copied over the other.",
    "coordinates_swapped": "Latitude and longitude seem to have changed places; exchanged, the "
    "point lies in Ukraine. The row is refused because a guess is no place.",
    "outside_ukraine": "The point, or the country that the source names, is not in Ukraine and "
    "not within 10 km of it.",
    "bad_number": "A toll is no whole number.",
    "negative_number": "A toll is negative.",
    "number_too_large": "A toll is larger than any record can hold (10,000,000).",
    "range_reversed": "The lower bound of a toll lies above the upper bound.",
    "unknown_word": "The cell holds a word that the codebook does not know.",
    "bad_json": "The cell is not the JSON that our own export writes there.",
    "not_a_point": "The shape is no point; which place in it is meant is not known.",
    "no_place": "The source puts the row at the centre of a country or region, where a place is "
    "meant.",
    "not_an_incident": "The source records a development here that is no incident of violence.",
}
"""Reason code -> what it means, for the report and the reader of the rejects file."""

COLUMNS = ("line", "record", "rows", "reason", "column", "seen", "explanation")
"""Columns of the rejects file. `record` counts the rows of the file from 1 behind its header;
`line` is where that row begins: the line of a CSV file, the row of a sheet, else the record.
`rows` is how many refused rows the line stands for: 1, or all those that a source's scope leaves
out for one reason, of which the first is shown (see `Refusals.leave_out`)."""


@dataclass
class Refusals:
    """Collects refusals over whole columns; a row keeps the first reason found for it."""

    _found: list[pd.DataFrame] = field(default_factory=list)
    _refused: set[int] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self._refused)

    def refuse(self, mask: pd.Series, reason: str, column: str, *seen: pd.Series | str) -> None:
        """Refuse the rows where `mask` (indexed by record number) holds; a null does not.

        `seen` is what stood in `column` there: a Series of the same index or one text for all;
        several are shown with commas between.
        """
        if reason not in REASONS:
            raise ValueError(f"{reason} is no reason code of events.intake.rejected")
        if not mask.any():
            return
        rows = mask.index[mask.fillna(False).to_numpy(dtype=bool)]
        rows = rows[~rows.isin(self._refused)] if self._refused else rows
        if not len(rows):
            return
        self._refused.update(rows)
        shown = [s.loc[rows].map(_cut) if isinstance(s, pd.Series) else [_cut(s)] for s in seen]
        texts = [", ".join(parts)[:SEEN] for parts in zip(*_level(shown, len(rows)), strict=True)]
        told = {"record": rows, "reason": reason, "column": column, "seen": texts, "rows": 1}
        self._found.append(pd.DataFrame(told))

    def leave_out(self, mask: pd.Series, reason: str, column: str, said: str) -> None:
        """Refuse the rows where `mask` holds as beyond the source's scope, in one line for all.

        For files of which most rows are no incidents: each row counts, but the rejects file names
        the first one only. `said` is what such rows have in common.
        """
        before = len(self._found)
        self.refuse(mask, reason, column, said)
        if len(self._found) > before:
            rows = len(self._found[-1])
            self._found[-1] = self._found[-1].head(1).assign(rows=rows)

    def mask(self, index: pd.Index) -> np.ndarray:
        """Which of the records in `index` were refused."""
        return np.asarray(
            index.isin(self._refused) if self._refused else np.zeros(len(index), bool)
        )

    def counts(self) -> dict[str, int]:
        """Reason -> rows refused for it, most first; the values sum to the rows refused."""
        if not self._found:
            return {}
        found = pd.concat(self._found).groupby("reason")["rows"].sum()
        return found.sort_values(ascending=False, kind="stable").to_dict()

    def frame(self, lines: Callable[[list[int]], Iterable[int]] = list) -> pd.DataFrame:
        """COLUMNS: a row for each one refused, in the file's order.

        `lines` answers the lines of records, which it is asked for in rising order.
        """
        if not self._found:
            return pd.DataFrame(columns=list(COLUMNS))
        frame = pd.concat(self._found).sort_values("record", kind="stable", ignore_index=True)
        frame["line"] = list(lines(frame["record"].tolist()))
        frame["explanation"] = frame["reason"].map(REASONS)
        return frame[list(COLUMNS)]


def write(frame: pd.DataFrame, target: Path) -> Path | None:
    """Write refused rows (`Refusals.frame`) as `rejected_csv`; None when there are none."""
    if frame.empty:
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(rejected_csv(frame))
    return target


def rejected_csv(frame: pd.DataFrame) -> bytes:
    """Refused rows (`Refusals.frame`) as CSV in UTF-8.

    What was seen is defused like every text that leaves the program, because a spreadsheet is
    where it will be opened.
    """
    texts = frame[["column", "seen"]]
    defused = texts.where(~texts.apply(lambda text: text.str.match(r"['=+\-@\t\r]")), "'" + texts)
    return frame.assign(**defused).to_csv(index=False, lineterminator="\r\n").encode("utf-8")


def _level(columns: list, rows: int) -> list:
    """Every column with one text for each row."""
    return [column if len(column) == rows else column * rows for column in columns] or [[""] * rows]


def _cut(text: object) -> str:
    """The first characters of a cell, on one line."""
    if text is None or text != text:
        return ""
    shown = " ".join(str(text)[: SEEN * 2].replace("\0", "\N{SYMBOL FOR NULL}").split())
    return shown if len(shown) <= SEEN else shown[: SEEN - 1] + "…"
