"""Files that are no CSV -> their rows as text: JSON and GeoJSON, Excel, Parquet."""

import json
import re
import zipfile
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet

from events.files.parsing import TEXT
from events.files.tabular import EXACT, Table, Unreadable, text_frame
from events.intake.rejected import Refusals

LARGEST_JSON = 512 * 2**20
LARGEST_WORKBOOK = 512 * 2**20
LARGEST_PARQUET = 4 * 2**30
"""Bytes; a JSON file, a workbook (unpacked) and Parquet columns are held in memory whole."""

_LISTS = ("features", "data", "Result", "events")
"""Where a JSON object keeps its records: GeoJSON, the answers of ACLED and of UCDP, TimeMap."""

_UNSAVED_FORMULA = re.compile(rb"(</f>|<f[^>]*/>)\s*(<v\s*/>|<v></v>)?\s*</c>")


def json_records(path: Path) -> Table:
    """A GeoJSON FeatureCollection, a list of flat objects, or an object with such a list.

    An object whose values are all objects (id -> record) is the list of those. Where the list is
    called events, the other lists of records in the same object come along as `beside`.
    """
    content = _content(path)
    if isinstance(content, dict) and content.get("type") == "Feature":
        content = {"features": [content]}
    name = None
    if isinstance(content, dict):
        name = next((n for n in _LISTS if isinstance(content.get(n), list)), None)
    rows = content[name] if name else _records(content)
    if rows is None:
        raise Unreadable(f"{path} is JSON, but neither a FeatureCollection nor a list of records.")
    if not all(isinstance(row, dict) for row in rows):
        raise Unreadable(f"{path} is JSON, but its items are no records with named fields.")
    if name == "features":
        properties = [_object(row.get("properties")) for row in rows]
        table = Table(_frame(properties), len(rows), Refusals(), "GeoJSON")
        table.exact = _object(content.get("atlas")).get("texts") == EXACT
        _take_points(table, [_object(row.get("geometry")) for row in rows])
        return table
    table = Table(_frame(rows), len(rows), Refusals(), "JSON")
    if name == "events":
        table.beside = _other_tables(content)
    return table


def excel(path: Path) -> Table:
    """The first sheet of a workbook; formulas are taken as the values saved with them."""
    import openpyxl  # here, since it is a tenth of what every command imports and few need it
    from openpyxl.utils.escape import unescape

    notes = []
    try:
        with zipfile.ZipFile(path) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
            if unpacked > LARGEST_WORKBOOK:
                raise Unreadable(
                    f"{path} unpacks to {unpacked / 2**20:,.0f} MB; the limit is 512 MB. "
                    "Save the sheet as CSV."
                )
            if any(_UNSAVED_FORMULA.search(sheet) for sheet in _sheets(parts)):
                notes.append(
                    "formulas without a saved value were read as empty; open the file in a "
                    "spreadsheet program, save it there and import it again"
                )
        with path.open("rb") as file:  # by its name openpyxl would refuse a misnamed workbook
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # some programs write a wrong size, which cuts the sheet
            read = sheet.iter_rows(values_only=True)
            # A workbook writes signs that XML does not hold as _x0007_, which openpyxl leaves so.
            rows = [[_cell(v) and unescape(_cell(v)) for v in row] for row in read]
            names, exact = book.sheetnames, book.properties.category == EXACT
    except Unreadable:
        raise
    except Exception as fault:
        raise Unreadable(f"{path} is no Excel workbook that can be read ({fault}).") from fault
    if len(names) > 1:
        notes.append(f"first of {len(names)} sheets: {names[0]}")
    table = _sheet_table(rows, notes)
    table.exact = exact
    return table


def parquet(path: Path) -> Table:
    """A Parquet file; typed columns become text, nested ones JSON."""
    try:
        with pa.parquet.ParquetFile(path) as file:
            groups = [file.metadata.row_group(n) for n in range(file.metadata.num_row_groups)]
            unpacked = sum(group.total_byte_size for group in groups)
            if unpacked > LARGEST_PARQUET:
                raise Unreadable(
                    f"{path} unpacks to {unpacked / 2**30:.1f} GB; the limit is 4 GB. Split it."
                )
            table = file.read()
            table.validate(full=True)  # damaged pages may hold text that is no UTF-8
            columns = [_as_text(column) for column in table.columns]
            text = text_frame(pa.Table.from_arrays(columns, table.column_names))
            ours = (table.schema.metadata or {}).get(b"incident_atlas", b"")
    except (pa.ArrowException, OSError, ValueError) as fault:
        raise Unreadable(f"{path} is a Parquet file that cannot be read ({fault}).") from fault
    text.index = pd.RangeIndex(1, len(text) + 1)
    exact = f'"{EXACT}"'.encode() in ours
    return Table(text, len(text), Refusals(), "Parquet", exact=exact)


def _content(path: Path) -> object:
    if path.stat().st_size > LARGEST_JSON:
        raise Unreadable(f"{path} is larger than 512 MB. Convert it to CSV or Parquet.")
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise Unreadable(f"{path} is no valid JSON ({fault}). Export it again.") from fault


def _records(content: object) -> list | None:
    """A list as it is, the values of an object of objects, None for anything else."""
    if isinstance(content, dict) and content:
        values = list(content.values())
        content = values if all(isinstance(value, dict) for value in values) else None
    return content if isinstance(content, list) else None


def _other_tables(content: dict) -> dict[str, pd.DataFrame]:
    """Every list of records in an object but its events, by its name."""
    lists = {name: _records(value) for name, value in content.items() if name != "events"}
    return {
        name: _frame(rows)
        for name, rows in lists.items()
        if rows and all(isinstance(row, dict) for row in rows)
    }


def _frame(rows: list[dict]) -> pd.DataFrame:
    """Flat objects as text, a column for each name that any of them has."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = [pa.array([_cell(row.get(n)) for row in rows], pa.large_string()) for n in names]
    text = text_frame(pa.Table.from_arrays(columns, names))
    text.index = pd.RangeIndex(1, len(rows) + 1)
    return text


def _take_points(table: Table, shapes: list[dict]) -> None:
    """Add longitude and latitude of GeoJSON points; a row with another shape is refused."""
    index = table.text.index
    kinds = pd.Series([_cell(shape.get("type")) for shape in shapes], index=index, dtype=TEXT)
    pairs = [_point(shape) for shape in shapes]
    for column, spot in (("longitude", 0), ("latitude", 1)):
        name = column if column not in table.text else f"geometry_{column}"
        table.text[name] = pd.Series([_cell(pair[spot]) for pair in pairs], index=index, dtype=TEXT)
    other = kinds.notna() & (kinds != "Point")
    table.refusals.refuse(other, "not_a_point", "geometry", kinds)
    table.text = table.text[~other]


def _point(shape: dict) -> tuple | list:
    """[longitude, latitude] of a GeoJSON point, a pair of None for anything else."""
    pair = shape.get("coordinates") if shape.get("type") == "Point" else None
    return pair if isinstance(pair, list) and len(pair) >= 2 else (None, None)


def _sheets(parts: zipfile.ZipFile):
    """The text of each sheet of a workbook that holds formulas."""
    for name in parts.namelist():
        if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
            yield parts.read(name)


def _sheet_table(rows: list[list[str | None]], notes: list[str]) -> Table:
    """Header and rows of a sheet; empty rows are none, cells beyond the header are refused."""
    header = [name or "" for name in rows[0]] if rows else []
    while header and not header[-1]:
        header.pop()
    width = len(header)
    kept = [(n, row) for n, row in enumerate(rows[1:], start=2) if any(row)]
    padded = [(row + [None] * width)[:width] for _, row in kept]
    columns = [pa.array(column, pa.large_string()) for column in zip(*padded, strict=True)]
    columns = columns or [pa.array([], pa.large_string())] * width
    text = text_frame(pa.Table.from_arrays(columns, header))
    text.index = pd.RangeIndex(1, len(text) + 1)
    wide = pd.Series([any(row[width:]) for _, row in kept], index=text.index, dtype=bool)
    shown = pd.Series(["; ".join(map(str, row)) for _, row in kept], index=text.index, dtype=TEXT)
    refusals, sheet_rows = Refusals(), [n for n, _ in kept]
    refusals.refuse(wide, "wrong_field_count", "", shown)
    return Table(
        text,
        len(kept),
        refusals,
        "Excel",
        notes,
        lambda records: [sheet_rows[r - 1] for r in records],
    )


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    try:
        return column.cast(pa.large_string())
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        cells = [_cell(value) for value in column.to_pylist()]
        return pa.chunked_array([pa.array(cells, pa.large_string())])


def _object(value: object) -> dict:
    return value if isinstance(value, dict) else {}


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
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
