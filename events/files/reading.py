"""A file -> its rows as text; this is the door: CSV is read in delimited, the rest in documents,
and a zip that holds one file (archives) is read as that file.

Nothing is interpreted. Every cell is text exactly as it stands (empty is null), every row keeps
its record number, counted from 1 behind the header, and whatever had to be decided to read the
file (encoding, separator, sheet) is said in `notes`.
"""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from events.files import delimited, documents, hxl
from events.files.archives import Unpacked, is_workbook
from events.files.tabular import Table, Unreadable

__all__ = ["Table", "Unreadable", "read"]

LARGEST_FILE = 4 * 2**30
"""Bytes of a file."""

LONGEST_CELL = 100_000
"""Characters of one cell; a longer one is refused with its row."""


def read(path: Path) -> Table:
    """The rows of `path`; raises Unreadable with one sentence."""
    if not path.exists():
        raise Unreadable(f"There is no file {path}. Check the name.")
    if path.is_dir():
        raise Unreadable(f"{path} is a folder. Name one file in it.")
    if not path.is_file():
        raise Unreadable(f"{path} is no ordinary file. Save its rows in one and name that.")
    size = path.stat().st_size
    if size == 0:
        raise Unreadable(f"{path} is empty (0 bytes). Nothing was imported.")
    if size > LARGEST_FILE:
        raise Unreadable(f"{path} has {size / 2**30:.1f} GB; the limit is 4 GB. Split it.")
    table = _reader(path)(path)
    hxl.take_tags(table)
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
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return documents.excel if is_workbook(path) else _packed
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(f"{path} is an Excel file of before 2007. Save it as .xlsx or CSV.")
    begins = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if begins[:1] in (b"{", b"["):
        return documents.json_records
    if begins[:14].lower().startswith((b"<!doctype html", b"<html")):
        raise Unreadable(
            f"{path} is a web page, not a table: often what a site answers instead of the file, "
            "such as its sign-in page. Download the data themselves."
        )
    return delimited.rows


def _packed(path: Path) -> Table:
    """The rows of the one file in a zip; a zip in a zip is none."""
    unpacked = Unpacked(path)
    reader = _reader(unpacked.path) if unpacked.path.stat().st_size else None
    if reader in (None, _packed):
        raise Unreadable(f"{path} holds no table: {unpacked.name[:60]} is empty or a zip itself.")
    try:
        table = reader(unpacked.path)
    except Unreadable as fault:
        inside = str(fault).replace(str(unpacked.path), f"{unpacked.name[:60]} in {path}")
        raise Unreadable(inside) from fault
    table.notes.append(f"{unpacked.name[:60]} in the zip")
    table.held = unpacked
    return table


def _refuse_damaged_cells(table: Table) -> None:
    """Refuse rows with a NUL byte or a cell longer than any text; the rest stays."""
    for name in table.text.columns:
        cells = pa.array(table.text[name])
        if (pc.max(pc.binary_length(cells)).as_py() or 0) > LONGEST_CELL:
            table.refusals.refuse(
                table.text[name].str.len() > LONGEST_CELL, "cell_too_long", name, table.text[name]
            )
        if pc.any(pc.match_substring(cells, "\0")).as_py():
            nul = table.text[name].str.contains("\0", regex=False, na=False)
            table.refusals.refuse(nul, "nul_byte", name, table.text[name])
    gone = table.refusals.mask(table.text.index)
    if gone.any():
        table.text = table.text[~gone]
