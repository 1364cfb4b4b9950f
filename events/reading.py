"""A file -> its rows as text; this is the door, CSV is read here, the rest in documents.

Nothing is interpreted. Every cell is text exactly as it stands (empty is null), every row keeps
its record number, counted from 1 behind the header, and whatever had to be decided to read the
file (encoding, separator, sheet) is said in `notes`.
"""

import csv
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from events import documents
from events.encoding import encoding_of
from events.rejected import Refusals
from events.tabular import Table, Unreadable, text_frame

__all__ = ["Table", "Unreadable", "read"]

LARGEST_FILE = 4 * 2**30
"""Bytes of a file."""

LONGEST_CELL = 100_000
"""Characters of one cell; a longer one is refused with its row."""

_BLOCK = 64 * 2**20
"""Bytes that the CSV reader takes at a time; no row may be longer."""


def read(path: Path) -> Table:
    """The rows of `path`; raises Unreadable with one sentence."""
    if not path.exists():
        raise Unreadable(f"There is no file {path}. Check the name.")
    if not path.is_file():
        raise Unreadable(f"{path} is a folder. Name one file in it.")
    size = path.stat().st_size
    if size == 0:
        raise Unreadable(f"{path} is empty (0 bytes). Nothing was imported.")
    if size > LARGEST_FILE:
        raise Unreadable(f"{path} has {size / 2**30:.1f} GB; the limit is 4 GB. Split it.")
    table = _reader(path)(path)
    if not table.read:
        raise Unreadable(f"{path} has a header but no rows. Nothing was imported.")
    _refuse_damaged_cells(table)
    return table


def _reader(path: Path) -> Callable[[Path], Table]:
    """By what the file holds, whatever its name ends in."""
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(b"PAR1"):
        return documents.parquet
    if start.startswith(b"PK\x03\x04"):
        return documents.excel
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(f"{path} is an Excel file of before 2007. Save it as .xlsx or CSV.")
    if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return documents.json_records
    return _csv


def _csv(path: Path) -> Table:
    encoding = encoding_of(path)
    header = _header_line(path, encoding)
    separator = max(",;\t|", key=header.count)
    names = next(csv.reader([header], delimiter=separator))
    odd: list[tuple[int, str]] = []
    try:
        table = _parsed(path, encoding, separator, names, None)
        if table is None:
            table = _parsed(path, encoding, separator, names, odd)
    except (pa.ArrowInvalid, UnicodeError) as fault:
        raise Unreadable(
            f"{path} could not be read as CSV ({str(fault).splitlines()[0][:200]}). Check that a "
            "quoted cell is closed and that no row is longer than 64 MB."
        ) from fault
    notes = [f"encoding {encoding}"] if encoding != "utf8" else []
    if separator != ",":
        notes.append(f"cells separated by {'tab' if separator == chr(9) else separator}")
    text = text_frame(table)
    text.index = _record_numbers(len(text), [record for record, _ in odd])
    refusals = Refusals()
    if odd:
        seen = pd.Series(dict(odd), dtype="str")
        refusals.refuse(seen.notna(), "wrong_field_count", "", seen)
    lines = partial(_lines, path, encoding, separator)
    return Table(text, len(text) + len(odd), refusals, "CSV", notes, lines)


def _parsed(
    path: Path, encoding: str, separator: str, names: list[str], odd: list | None
) -> pa.Table | None:
    """The rows with as many fields as the header; the others are added to `odd`.

    Without `odd` several threads read, and the answer is None when a row is odd: only a single
    thread knows the numbers of rows.
    """
    met = []

    def keep(row) -> str:
        if odd is None:
            met.append(row)
            return "error"
        counted = f"{row.actual_columns} fields for {row.expected_columns}: {row.text or ''}"
        odd.append((row.number - 1, counted))
        return "skip"

    try:
        return pa.csv.read_csv(
            path,
            pa.csv.ReadOptions(
                encoding=encoding,
                block_size=_BLOCK // (4 if odd is None else 1),
                use_threads=odd is None,
            ),
            pa.csv.ParseOptions(
                delimiter=separator, newlines_in_values=True, invalid_row_handler=keep
            ),
            pa.csv.ConvertOptions(
                column_types={name: pa.string() for name in names},
                strings_can_be_null=True,
                null_values=[""],
                quoted_strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid as fault:
        if odd is None and (met or "straddl" in str(fault)):
            return None
        raise


def _record_numbers(kept: int, skipped: list[int]) -> pd.Index:
    """Record numbers of the kept rows."""
    if not skipped:
        return pd.RangeIndex(1, kept + 1)
    return pd.RangeIndex(1, kept + len(skipped) + 1).difference(skipped)


def _header_line(path: Path, encoding: str) -> str:
    with path.open(encoding="utf-8-sig" if encoding == "utf8" else encoding, newline="") as file:
        try:
            line = file.readline(1_000_000)
        except UnicodeError as fault:
            raise Unreadable(f"{path} is no text in {encoding}. Save it as UTF-8.") from fault
    if not line.strip():
        raise Unreadable(f"{path} begins with an empty line where the column names should be.")
    return line.rstrip("\r\n")


def _lines(path: Path, encoding: str, separator: str, records: list[int]) -> Iterable[int]:
    """The lines of the file on which `records`, given in rising order, begin.

    Reads the file once more, up to the last one: cells may hold line breaks, and empty lines are
    no records.
    """
    wanted, record, found = iter(records), 0, {}
    next_wanted = next(wanted, None)
    csv.field_size_limit(2**31 - 1)
    with path.open(encoding="utf-8-sig" if encoding == "utf8" else encoding, newline="") as file:
        rows = csv.reader((line.replace("\0", "") for line in file), delimiter=separator)
        next(rows, None)
        begins = rows.line_num + 1
        for row in rows:
            if row:
                record += 1
                if record == next_wanted:
                    found[record] = begins
                    next_wanted = next(wanted, None)
                    if next_wanted is None:
                        break
            begins = rows.line_num + 1
    return [found.get(record, 0) for record in records]


def _refuse_damaged_cells(table: Table) -> None:
    """Refuse rows with a NUL byte or a cell longer than any text; the rest stays."""
    for name in table.text.columns:
        cells = pa.array(table.text[name])
        longest = pc.max(pc.utf8_length(cells)).as_py() or 0
        if longest > LONGEST_CELL:
            table.refusals.refuse(
                table.text[name].str.len() > LONGEST_CELL, "cell_too_long", name, table.text[name]
            )
        if pc.any(pc.match_substring(cells, "\0")).as_py():
            nul = table.text[name].str.contains("\0", regex=False, na=False)
            table.refusals.refuse(nul, "nul_byte", name, table.text[name])
    gone = table.refusals.mask(table.text.index)
    if gone.any():
        table.text = table.text[~gone]
