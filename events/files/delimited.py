"""CSV and its kin -> rows as text: commas, semicolons, tabs or bars, in any common encoding."""

import csv
import itertools
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple, TextIO

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from events.files.encoding import encoding_of
from events.files.headerless import layout_of
from events.files.tabular import Table, Unreadable, text_frame, unique_names
from events.intake.rejected import Refusals

_BLOCK = 64 * 2**20
"""Bytes that the CSV reader takes at a time (threads a quarter each); no row may be longer."""

TAB = "\t"


class _Dialect(NamedTuple):
    """How a CSV file is written."""

    path: Path
    encoding: str
    separator: str
    names: list[str]
    header_lines: int
    rows: int = 0
    """How many there are, once that is known."""
    quoted: bool = True
    """Whether a quotation mark opens a cell that may hold separators and line breaks."""

    def open(self) -> TextIO:
        encoding = "utf-8-sig" if self.encoding == "utf8" else self.encoding
        return self.path.open(encoding=encoding, newline="")

    def records(self, lines: Iterable[str], **strict: bool):
        """A csv reader of `lines`."""
        quoting = csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE
        return csv.reader(lines, delimiter=self.separator, quoting=quoting, **strict)

    def notes(self) -> list[str]:
        said = [f"encoding {self.encoding}"] if self.encoding != "utf8" else []
        if not self.header_lines:
            said.append("no line of column names: they are those of the publisher's codebook")
        if self.separator != ",":
            said.append(f"cells separated by {'tab' if self.separator == TAB else self.separator}")
        return said


def rows(path: Path) -> Table:
    """The rows of a CSV file; one with more or fewer fields than the header is refused."""
    dialect = _dialect(path)
    odd: dict[int, str] = {}
    try:
        table = _parsed(dialect, None)
        if table is None:
            table = _parsed(dialect, odd)
    except (pa.ArrowInvalid, UnicodeError) as fault:
        raise Unreadable(
            f"{path} could not be read as CSV ({str(fault).splitlines()[0][:200]}). Check that a "
            "quoted cell is closed and that no row is longer than 64 MB."
        ) from fault
    text = text_frame(table)
    text.index = _record_numbers(len(text), list(odd))
    _check_last_quote(dialect, text, odd)
    refusals = Refusals()
    if odd:
        seen = pd.Series(odd, dtype="str")
        refusals.refuse(seen.notna(), "wrong_field_count", "", seen)
    count = len(text) + len(odd)
    lines = partial(_lines, dialect._replace(rows=count))
    return Table(text, count, refusals, "CSV", dialect.notes(), lines)


def _dialect(path: Path) -> _Dialect:
    """Encoding, separator (the sign that the first line has most of) and column names."""
    plain = _Dialect(path, encoding_of(path), ",", [], 0)
    try:
        with plain.open() as file:
            first = file.readline(1_000_000)
        separator = max(",;\t|", key=first.count)
        if known := layout_of(first.rstrip("\r\n").split(separator)):
            names = list(known.columns)
            return plain._replace(separator=separator, names=names, quoted=False)
        with plain.open() as file:
            rows = csv.reader(file, delimiter=separator)
            names = next(rows, [])
    except (UnicodeError, csv.Error) as fault:
        raise Unreadable(
            f"{path} has no line of column names that can be read as {plain.encoding} ({fault}). "
            "Save it as CSV in UTF-8."
        ) from fault
    if not any(name.strip() for name in names):
        raise Unreadable(f"{path} begins with an empty line where the column names should be.")
    return plain._replace(
        separator=separator, names=unique_names(names), header_lines=rows.line_num
    )


def _parsed(dialect: _Dialect, odd: dict[int, str] | None) -> pa.Table | None:
    """The rows with as many fields as the header; the others are added to `odd` by record.

    Without `odd` several threads read, and the answer is None when a row is odd: only a single
    thread knows the numbers of rows.
    """
    met = []

    def keep(row) -> str:
        if odd is None:
            met.append(row)
            return "error"
        seen = f"{row.actual_columns} fields for {row.expected_columns}: {row.text or ''}"
        odd[row.number - dialect.header_lines] = seen
        return "skip"

    try:
        return pa.csv.read_csv(
            dialect.path,
            pa.csv.ReadOptions(
                encoding=dialect.encoding,
                block_size=_BLOCK if odd is not None else _BLOCK // 4,
                use_threads=odd is None,
                column_names=dialect.names,
                skip_rows=dialect.header_lines,
            ),
            pa.csv.ParseOptions(
                delimiter=dialect.separator,
                quote_char='"' if dialect.quoted else False,
                newlines_in_values=dialect.quoted,
                invalid_row_handler=keep,
            ),
            pa.csv.ConvertOptions(
                column_types=dict.fromkeys(dialect.names, pa.string()),
                strings_can_be_null=True,
                null_values=[""],
                quoted_strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid as fault:
        if "Empty CSV file" in str(fault) or "Could not skip" in str(fault):
            return pa.table({name: pa.array([], pa.string()) for name in dialect.names})
        if odd is None and (met or "straddling" in str(fault)):
            return None
        raise


def _record_numbers(kept: int, skipped: list[int]) -> pd.Index:
    """Record numbers of the kept rows."""
    if not skipped:
        return pd.RangeIndex(1, kept + 1)
    return pd.RangeIndex(1, kept + len(skipped) + 1).difference(skipped)


def _check_last_quote(dialect: _Dialect, text: pd.DataFrame, odd: dict[int, str]) -> None:
    """Raise Unreadable when the last row is a quoted cell that is never closed.

    Such a cell swallows all that follows it, line breaks included, in silence.
    """
    if not dialect.quoted:
        return
    last = max(len(text) + len(odd), 0)
    cells = [odd[last]] if last in odd else text.iloc[-1].dropna().tolist() if len(text) else []
    if not any("\n" in cell or "\r" in cell for cell in cells):
        return
    (begins,) = _lines(dialect, [last])
    try:
        with dialect.open() as file:
            tail = itertools.islice(file, begins - 1, None)
            for _ in dialect.records(tail, strict=True):
                pass
    except csv.Error as fault:
        if "end of data" in str(fault):
            raise Unreadable(
                f"{dialect.path} opens a quote in the row that begins on line {begins} that is "
                "never closed, so that the rows behind it cannot be told apart. Close it."
            ) from fault


def _lines(dialect: _Dialect, records: list[int]) -> Iterable[int]:
    """The lines of the file on which `records`, given in rising order, begin.

    When the file has as many lines as rows, that is a sum. Otherwise cells hold line breaks, or
    there are empty lines, which are no records, and the file is read once more up to the last.
    """
    if dialect.rows and _line_count(dialect) == dialect.header_lines + dialect.rows:
        return [dialect.header_lines + record for record in records]
    wanted, record, found = iter(records), 0, {}
    next_wanted = next(wanted, None)
    csv.field_size_limit(2**31 - 1)
    with dialect.open() as file:
        rows = dialect.records(line.replace("\0", "") for line in file)
        if dialect.header_lines:
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


def _line_count(dialect: _Dialect) -> int | None:
    """Lines of the file; None where bytes do not tell: UTF-16, or CR alone as line end."""
    if dialect.encoding.startswith("utf-16"):
        return None
    feeds = returns = pairs = 0
    last = b""
    with dialect.path.open("rb") as file:
        while block := file.read(2**20):
            feeds += block.count(b"\n")
            returns += block.count(b"\r")
            pairs += block.count(b"\r\n") + (last == b"\r" and block.startswith(b"\n"))
            last = block[-1:]
    return feeds + (last != b"\n") if returns == pairs else None
