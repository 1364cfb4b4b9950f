"""A file -> its rows as text: CSV, GeoJSON or JSON list, Excel, Parquet.

Nothing is interpreted here. Every cell is text exactly as it stands (empty is null), every row
keeps its record number, counted from 1 behind the header, and whatever had to be decided to read
the file (encoding, separator, sheet) is said in `notes`.
"""

import codecs
import csv
import itertools
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from events.rejected import Refusals

LARGEST_FILE = 4 * 2**30
LARGEST_JSON = 512 * 2**20
LARGEST_SHEET = 2 * 2**30
"""Bytes; a JSON file and a workbook (unpacked) are held in memory whole."""

LONGEST_CELL = 100_000
"""Characters of one cell; a longer one is refused with its row."""

_BLOCK = 64 * 2**20
"""Bytes that the CSV reader takes at a time; no row may be longer."""


class Unreadable(Exception):  # noqa: N818, the name says what is the case
    """The file cannot be read; the message says what was seen and what to do."""


@dataclass
class Table:
    """Rows of a file as text; `text` is indexed by record number."""

    text: pd.DataFrame
    read: int
    refusals: Refusals
    kind: str
    notes: list[str] = field(default_factory=list)


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
    _refuse_long_cells(table)
    return table


def _reader(path: Path) -> Callable[[Path], Table]:
    """By what the file holds, whatever its name ends in."""
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(b"PAR1"):
        return _parquet
    if start.startswith(b"PK\x03\x04"):
        return _excel
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(f"{path} is an Excel file of before 2007. Save it as .xlsx or CSV.")
    if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _json
    return _csv


def _csv(path: Path) -> Table:
    encoding = _encoding(path)
    header = _header_line(path, encoding)
    separator = max(",;\t|", key=header.count)
    refusals, short = Refusals(), []

    def keep(row) -> str:
        short.append((row.number, row.text, row.actual_columns, row.expected_columns))
        return "skip"

    try:
        table = pa.csv.read_csv(
            path,
            pa.csv.ReadOptions(encoding=encoding, block_size=_BLOCK, use_threads=False),
            pa.csv.ParseOptions(
                delimiter=separator, newlines_in_values=True, invalid_row_handler=keep
            ),
            _all_text(header, separator),
        )
    except (pa.ArrowInvalid, UnicodeError) as fault:
        raise Unreadable(
            f"{path} could not be read as CSV ({str(fault).splitlines()[0][:200]}). Check that a "
            "quoted cell is closed and that no row is longer than 64 MB."
        ) from fault
    notes = [f"encoding {encoding}"] if encoding != "utf8" else []
    if separator != ",":
        notes.append(f"cells separated by {'tab' if separator == chr(9) else separator}")
    text = _frame(table)
    text.index = _record_numbers(len(text), [number for number, *_ in short])
    for number, seen, actual, expected in short:
        mask = pd.Series([True], index=[number - 1])
        refusals.refuse(
            mask, "wrong_field_count", "", f"{actual} fields for {expected}: {seen or ''}"
        )
    return Table(text, len(text) + len(short), refusals, "CSV", notes)


def _all_text(header: str, separator: str) -> pa.csv.ConvertOptions:
    names = next(csv.reader([header], delimiter=separator))
    return pa.csv.ConvertOptions(
        column_types={name: pa.string() for name in names},
        strings_can_be_null=True,
        null_values=[""],
        quoted_strings_can_be_null=True,
    )


def _record_numbers(kept: int, skipped: list[int]) -> pd.Index:
    """Record numbers of the kept rows: pyarrow counts the header as row 1."""
    gone = {number - 1 for number in skipped}
    if not gone:
        return pd.RangeIndex(1, kept + 1)
    return pd.Index([n for n in range(1, kept + len(gone) + 1) if n not in gone])


def _encoding(path: Path) -> str:
    """The encoding of a text file: its mark, else UTF-8, else what its bytes look like."""
    with path.open("rb") as file:
        start = file.read(65536)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    zeros = start.count(0)
    if zeros > len(start) // 5:
        return "utf-16-le" if start[1::2].count(0) > start[0::2].count(0) else "utf-16-be"
    if zeros:
        raise Unreadable(f"{path} holds NUL bytes: it is no text file. Save it as CSV in UTF-8.")
    if _is_utf8(path):
        return "utf8"
    if sum(byte < 9 or 13 < byte < 32 for byte in start) > len(start) // 50:
        raise Unreadable(f"{path} is no text file. Save it as CSV in UTF-8.")
    return _windows_page(start)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while block := file.read(2**22):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _windows_page(sample: bytes) -> str:
    """cp1251 where letters above 0xBF stand side by side (Cyrillic words), else cp1252.

    In western text such letters are single accents between plain ones.
    """
    high = [byte >= 0xC0 for byte in sample]
    beside = sum(a and b for a, b in itertools.pairwise(high))
    return "cp1251" if beside * 2 > sum(high) else "cp1252"


def _header_line(path: Path, encoding: str) -> str:
    with path.open(encoding="utf-8-sig" if encoding == "utf8" else encoding, newline="") as file:
        try:
            line = file.readline(1_000_000)
        except UnicodeError as fault:
            raise Unreadable(f"{path} is no text in {encoding}. Save it as UTF-8.") from fault
    if not line.strip():
        raise Unreadable(f"{path} begins with an empty line where the column names should be.")
    return line.rstrip("\r\n")


def _json(path: Path) -> Table:
    """A GeoJSON FeatureCollection, or a list of flat objects."""
    if path.stat().st_size > LARGEST_JSON:
        raise Unreadable(f"{path} is larger than 512 MB. Convert it to CSV or Parquet.")
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise Unreadable(f"{path} is no valid JSON ({fault}). Export it again.") from fault
    if isinstance(content, list):
        rows, shapes = content, None
    elif isinstance(content, dict) and isinstance(content.get("features"), list):
        features = [f if isinstance(f, dict) else {} for f in content["features"]]
        rows = [f.get("properties") or {} for f in features]
        shapes = [f.get("geometry") or {} for f in features]
    else:
        raise Unreadable(f"{path} is JSON, but neither a FeatureCollection nor a list of records.")
    if not all(isinstance(row, dict) for row in rows):
        raise Unreadable(f"{path} is a JSON list, but its items are no records with named fields.")
    text = pd.DataFrame.from_records([{k: _cell(v) for k, v in row.items()} for row in rows])
    text.index = pd.RangeIndex(1, len(rows) + 1)
    table = Table(text.astype("str"), len(rows), Refusals(), "JSON")
    if shapes is not None:
        table.kind = "GeoJSON"
        _take_points(table, shapes)
    return table


def _take_points(table: Table, shapes: list[dict]) -> None:
    """Add longitude and latitude of GeoJSON points; a row with another shape is refused."""
    kinds = pd.Series([shape.get("type") for shape in shapes], index=table.text.index)
    pairs = [_point(shape) for shape in shapes]
    for column, spot in (("longitude", 0), ("latitude", 1)):
        name = column if column not in table.text else f"geometry_{column}"
        cells = [_cell(pair[spot]) for pair in pairs]
        table.text[name] = pd.Series(cells, index=kinds.index, dtype="str")
    other = kinds.notna() & (kinds != "Point")
    table.refusals.refuse(other, "not_a_point", "geometry", kinds)
    table.text = table.text[~other]


def _point(shape: dict) -> tuple | list:
    """[longitude, latitude] of a GeoJSON point, a pair of None for anything else."""
    pair = shape.get("coordinates") if shape.get("type") == "Point" else None
    return pair if isinstance(pair, list) and len(pair) >= 2 else (None, None)


def _excel(path: Path) -> Table:
    """The first sheet of a workbook; formulas are taken as the values saved with them."""
    import openpyxl

    try:
        with zipfile.ZipFile(path) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > LARGEST_SHEET:
            raise Unreadable(f"{path} unpacks to {unpacked / 2**30:.1f} GB; the limit is 2 GB.")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True)
        header = [str(name or "") for name in next(rows, ())]
        cells = [[_cell(value) for value in row] for row in rows]
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError, EOFError) as fault:
        raise Unreadable(f"{path} is no Excel workbook that can be read ({fault}).") from fault
    cells = [row for row in cells if any(value is not None for value in row)]
    text = pd.DataFrame(cells, columns=_unique(header)).astype("str") if header else pd.DataFrame()
    text.index = pd.RangeIndex(1, len(text) + 1)
    sheets = book.sheetnames
    notes = [f"first of {len(sheets)} sheets: {sheets[0]}"] if len(sheets) > 1 else []
    return Table(text, len(text), Refusals(), "Excel", notes)


def _parquet(path: Path) -> Table:
    try:
        table = pa.parquet.read_table(path)
    except (pa.ArrowInvalid, OSError) as fault:
        raise Unreadable(f"{path} is a Parquet file that cannot be read ({fault}).") from fault
    columns = {}
    for name, column in zip(_unique(table.column_names), table.columns, strict=True):
        try:
            columns[name] = column.cast(pa.string())
        except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
            columns[name] = pa.array([_cell(value) for value in column.to_pylist()], pa.string())
    text = _frame(pa.table(columns))
    text.index = pd.RangeIndex(1, len(text) + 1)
    return Table(text, len(text), Refusals(), "Parquet")


def _frame(table: pa.Table) -> pd.DataFrame:
    table = table.rename_columns(_unique(table.column_names))
    return table.to_pandas().astype("str")


def _unique(names: list[str]) -> list[str]:
    """Column names, trimmed; an empty one is numbered, a repeated one gets _2, _3 ..."""
    seen: dict[str, int] = {}
    unique = []
    for number, name in enumerate(names, start=1):
        plain = name.strip().lstrip("\ufeff") or f"column_{number}"
        seen[plain] = seen.get(plain, 0) + 1
        unique.append(plain if seen[plain] == 1 else f"{plain}_{seen[plain]}")
    return unique


def _cell(value: object) -> str | None:
    """A typed cell as text: ISO dates, whole numbers without a point, nested values as JSON."""
    if value is None or value != value or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _refuse_long_cells(table: Table) -> None:
    for name in table.text.columns:
        column = table.text[name]
        long = column.str.len() > LONGEST_CELL
        if long.any():
            table.refusals.refuse(long, "cell_too_long", name, column)
    gone = table.text.index.isin(list(table.refusals.records()))
    if gone.any():
        table.text = table.text[~gone]
