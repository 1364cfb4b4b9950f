"""Refused rows as data: which row, for which reason, in which column, and what was seen."""

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

SEEN = 200
"""Characters of the offending cell that are kept."""

REASONS = {
    "wrong_field_count": "The row has more or fewer fields than the header.",
    "cell_too_long": "A cell holds more than 100,000 characters.",
    "missing_id": "The row has no identifier, so later imports could not recognise it.",
    "duplicate_id": "An earlier row of this file has the same identifier; the first one is kept.",
    "missing_date": "The row has no date.",
    "bad_date": "The date is no day of the calendar in any form that this source uses.",
    "date_out_of_range": "The date lies before 1991 or in the future.",
    "dates_reversed": "The last possible day lies before the first.",
    "bad_coordinates": "A coordinate is no number of degrees.",
    "half_coordinates": "Only one of latitude and longitude is given.",
    "zero_coordinates": "The coordinates are 0, 0: a placeholder, not a place.",
    "coordinates_swapped": "Latitude and longitude seem to have changed places; exchanged, the "
    "point lies in Ukraine. The row is refused because a guess is no place.",
    "outside_ukraine": "The point, or the country that the source names, is not in Ukraine and "
    "not within 10 km of it.",
    "bad_number": "A toll is no whole number.",
    "negative_number": "A toll is negative.",
    "number_too_large": "A toll is larger than any record can hold (10,000,000).",
    "range_reversed": "The lower bound of a toll lies above the upper bound.",
    "unknown_word": "The cell holds a word that the codebook does not know.",
    "not_a_point": "The shape is no point; which place in it is meant is not known.",
    "not_an_incident": "The source records a development here that is no incident of violence.",
}
"""Reason code -> what it means, for the report and the reader of the rejects file."""


@dataclass
class Refusals:
    """Collects refusals over whole columns; a row keeps the first reason found for it."""

    rows: list[pd.DataFrame] = field(default_factory=list)
    _refused: set[int] = field(default_factory=set)

    def refuse(self, mask: pd.Series, reason: str, column: str, seen: pd.Series | str) -> None:
        """Refuse the rows where `mask` (indexed by record number) holds.

        `seen` is what stood in `column` there, a Series of the same index or one text for all.
        """
        if reason not in REASONS:
            raise ValueError(f"{reason} is no reason code of events.rejected")
        records = [
            record for record in mask.index[mask.fillna(False)] if record not in self._refused
        ]
        if not records:
            return
        self._refused.update(records)
        texts = seen.loc[records] if isinstance(seen, pd.Series) else [seen] * len(records)
        self.rows.append(
            pd.DataFrame(
                {
                    "record": records,
                    "reason": reason,
                    "column": column,
                    "seen": [_cut(text) for text in texts],
                }
            )
        )

    def records(self) -> set[int]:
        """The record numbers refused so far."""
        return self._refused

    def counts(self) -> dict[str, int]:
        """Reason -> rows refused for it, most first; the values sum to the rows refused."""
        frame = self.frame()
        return {} if frame.empty else frame["reason"].value_counts().to_dict()

    def frame(self) -> pd.DataFrame:
        """record, reason, column, seen, explanation: a line a refused row, in the file's order."""
        if not self.rows:
            return pd.DataFrame(columns=["record", "reason", "column", "seen", "explanation"])
        frame = pd.concat(self.rows).sort_values("record", kind="stable")
        return frame.assign(explanation=frame["reason"].map(REASONS)).reset_index(drop=True)


def write(refusals: Refusals, target: Path) -> Path | None:
    """Write the refused rows as CSV; None when there are none.

    `record` counts the rows of the file from 1 behind its header. What was seen is defused like
    every text that leaves the program, because a spreadsheet is where it will be opened.
    """
    frame = refusals.frame()
    if frame.empty:
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    risky = frame["seen"].str.match(r"[=+\-@\t\r]")
    frame["seen"] = frame["seen"].where(~risky, "'" + frame["seen"])
    frame.to_csv(target, index=False, encoding="utf-8", lineterminator="\r\n")
    return target


def _cut(text: object) -> str:
    """The first characters of a cell, on one line."""
    if text is None or text != text:
        return ""
    shown = " ".join(str(text)[: SEEN * 2].split())
    return shown if len(shown) <= SEEN else shown[: SEEN - 1] + "…"
