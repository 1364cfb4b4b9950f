"""The rows of a file as text, however they were written; what readers answer."""

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pandas as pd
import pyarrow as pa

from events.files.parsing import TEXT
from events.intake.rejected import Refusals

EXACT = "incident-atlas-exact"
"""Stands in every file of ours but CSV (`events.takeaway`): its texts are those of the record, so
that no apostrophe is taken off, as it must be from our CSV."""


class Unreadable(Exception):  # noqa: N818, the name says what is the case
    """The file cannot be read; the message says what was seen and what to do."""


@dataclass
class Table:
    """Rows of a file as text; `text` is indexed by record number.

    read: how many rows the file has, refused ones included.
    lines: records in rising order -> the line of the file, or row of the sheet, where each begins.
    held: what must not be thrown away before the table is, such as an unpacked file.
    beside: name -> rows of the other tables that the same file holds (TimeMap's api.json).
    tags: column -> its HXL tag, where the file has them (see `events.files.hxl`).
    exact: the file holds EXACT.
    """

    text: pd.DataFrame
    read: int
    refusals: Refusals
    kind: str
    notes: list[str] = field(default_factory=list)
    lines: Callable[[list[int]], Iterable[int]] = list
    held: object = None
    beside: dict[str, pd.DataFrame] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    exact: bool = False

    def take_text(self) -> pd.DataFrame:
        """`text`, which the table then no longer holds, so that it can be freed when used."""
        text, self.text = self.text, self.text.iloc[:, :0]
        return text


def text_frame(table: pa.Table) -> pd.DataFrame:
    """An Arrow table of strings as a frame, without a copy; column names are made unique."""
    named = table.rename_columns(unique_names(table.column_names))
    return named.to_pandas(types_mapper=lambda _: TEXT)


def unique_names(names: list[str]) -> list[str]:
    """Column names, trimmed; an empty one is numbered, a repeated one gets _2, _3 ..."""
    taken: set[str] = set()
    unique: list[str] = []
    for number, name in enumerate(names, start=1):
        plain = name.strip().lstrip("\ufeff") or f"column_{number}"
        again = (f"{plain}_{count}" for count in itertools.count(2))
        unique.append(next(n for n in itertools.chain([plain], again) if n not in taken))
        taken.add(unique[-1])
    return unique
