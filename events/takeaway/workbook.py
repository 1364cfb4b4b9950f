"""An Excel workbook of the records in the filters: incidents, codebook, citations, about.

Days are dates and numbers are numbers; a text is always a string cell, so that a spreadsheet never
runs it, and one that begins like a formula is marked as text (quotePrefix), so that it is not run
after an edit either. Control characters, which XML does not hold, are written in the escapes that
Excel reads (_x0007_). A text longer than a cell holds is cut, says so in the cell, and is counted
on the sheet about.

Written by XlsxWriter and not by openpyxl, which reads our workbooks: it is released every few
months (openpyxl last in 2024), writes rows through to disk, escapes control characters that
openpyxl refuses, and knows quotePrefix.
"""

import tempfile
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from events.files.tabular import EXACT
from events.filters.filters import Filters
from events.questions.atlas import Atlas
from events.questions.queries import figures
from events.takeaway.codebook import codebook
from events.takeaway.rows import Progress, TooLarge, about_of, tables
from events.takeaway.terms import citations, told

CELLS = (
    "Dates, numbers, true or false and text; an empty cell is not stated, never zero. Days are "
    "local in Ukraine."
)
MOST_RECORDS = 1_048_576 - 1
"""Rows of a sheet below its header, by Excel's specifications and limits."""
LONGEST_TEXT = 32_767
"""Characters of a cell, by the same; astral ones (emoji) count as two."""

LARGEST_SHEET = 2_000_000_000
"""Bytes of a sheet, unpacked: a larger one needs ZIP64, which Excel takes for damage."""
_JUDGED_FROM = 20_000
"""Records after which the size of the whole sheet is told from those written."""
_ROWS_AT_ONCE = 2000
"""A second's work on a busy machine."""

_EPOCH, _FIRST_DATE = date(1899, 12, 30), date(1900, 3, 1)
"""Day 0 of Excel's count, and the first day that it counts right."""
_LIKE_FORMULA = ("'", "=", "+", "-", "@", "\t", "\r")
_JSON = {"sources": '[{{"name": "left out: {}", "url": null}}]', "raw": '{{"left_out": "{}"}}'}
"""What stands for JSON that no cell holds; part of it would be no JSON."""
_WIDTHS = {"title": 48, "description": 48, "meaning": 90, "words": 40, "citation": 90, "note": 60}
_WIDTHS |= {"value": 110, "name": 30, "incident_id": 22, "sources": 30, "raw": 20}


def write_workbook(
    atlas: Atlas, filters: Filters, path: Path, progress: Progress | None = None
) -> tuple[str, ...]:
    """Write the file; the answer says of how many texts a part was left out, if of any.

    Raises TooLarge before anything is written where a sheet cannot hold so many records, and
    after the first of them where their texts would make it too large.
    """
    import xlsxwriter  # here, since few commands need it

    records = figures(atlas, filters).records
    if records > MOST_RECORDS:
        raise TooLarge(
            f"There are {records:,} records, and a sheet of Excel holds {MOST_RECORDS:,} below its "
            "header. Narrow the filters, or take CSV, GeoParquet or GeoPackage."
        )
    about = about_of(atlas, filters, CELLS)
    # No context of the book's own: leaving it in the midst would write all that it has so far.
    with tempfile.TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": folder})
        book.set_properties({"title": about["title"], "category": EXACT, "created": _EPOCH})
        sheets = _Sheets(book)
        incidents = sheets.new("incidents", freeze=True)
        for table in tables(atlas, filters, progress, _ROWS_AT_ONCE):
            incidents.add(table)
            _refuse_huge(incidents, records)
        sheets.new("codebook").add(codebook())
        sheets.new("citations").add(citations(about))
        cut = tuple(f"{count:,} texts in {name} {_CUT}" for name, count in incidents.cut.items())
        sheets.new("about").add(told(about | {f"cut_{n}": said for n, said in enumerate(cut, 1)}))
        book.close()
    return cut


_CUT = f"are longer than the {LONGEST_TEXT:,} characters of a cell and cut; CSV has them whole."


def _refuse_huge(sheet: "_Sheet", records: int) -> None:
    """Raise TooLarge where the sheet is, or by its records so far will be, too large."""
    size, written = sheet.sheet.row_data_fh.tell(), sheet.row - 1
    likely = size * records / written if written >= _JUDGED_FROM else size
    if max(size, likely) > LARGEST_SHEET:
        raise TooLarge(
            f"With their texts these {records:,} records would make a sheet of about "
            f"{likely / 1e9:.1f} GB, and Excel opens none above {LARGEST_SHEET / 1e9:.0f}. Narrow "
            "the filters, or take CSV, GeoParquet or GeoPackage."
        )


class _Exact(float):
    """A number that is written with all its digits; XlsxWriter asks for 16, which lose some."""

    def __format__(self, how: str) -> str:
        return repr(float(self))


class _Sheets:
    """Makes the sheets of a book in one look."""

    def __init__(self, book):
        self.book = book
        self.heading = book.add_format({"bold": True, "bg_color": "#e4edf4"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.marked = book.add_format({"quote_prefix": True})

    def new(self, name: str, *, freeze: bool = False) -> "_Sheet":
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 1 if freeze else 0)
        return _Sheet(sheet, self)


class _Sheet:
    """One sheet that tables are added to, its header with the first of them.

    cut: column -> how many of its texts were too long.
    """

    def __init__(self, sheet, look: _Sheets):
        self.sheet, self.look = sheet, look
        self.row = 0
        self.cut: dict[str, int] = {}

    def add(self, table: pa.Table) -> None:
        if not self.row:
            self._head(table.column_names)
        columns = [self._cells(table[name], name) for name in table.column_names]
        writers = [self._writer(kind) for kind in table.schema.types]
        for cells in zip(*columns, strict=True):
            for spot, value in enumerate(cells):
                if value is not None:
                    writers[spot](self.row, spot, value)
            self.row += 1

    def _head(self, names: list[str]) -> None:
        for spot, name in enumerate(names):
            self.sheet.set_column(spot, spot, _WIDTHS.get(name, 16))
            self.sheet.write_string(0, spot, name, self.look.heading)
        self.row = 1

    def _writer(self, kind: pa.DataType):
        if pa.types.is_date(kind):
            return self._day
        if pa.types.is_boolean(kind):
            return self.sheet.write_boolean
        return self._text if pa.types.is_string(kind) else self._number

    def _number(self, row: int, spot: int, value: float) -> None:
        self.sheet.write_number(row, spot, _Exact(value) if isinstance(value, float) else value)

    def _day(self, row: int, spot: int, value: date) -> None:
        if value < _FIRST_DATE:
            self.sheet.write_string(row, spot, value.isoformat())
        else:
            self.sheet.write_number(row, spot, (value - _EPOCH).days, self.look.day)

    def _text(self, row: int, spot: int, value: str) -> None:
        marked = self.look.marked if value.startswith(_LIKE_FORMULA) else None
        self.sheet.write_string(row, spot, value, marked)

    def _cells(self, column: pa.ChunkedArray, name: str) -> list:
        """The values of a column, texts no longer than a cell holds."""
        values = column.to_pylist()
        if not pa.types.is_string(column.type):
            return values
        # No text has more than two halves a character, so shorter ones need no closer look.
        maybe = pc.greater(pc.utf8_length(column), LONGEST_TEXT // 2).fill_null(False)
        for spot in pc.indices_nonzero(maybe.combine_chunks()).to_pylist():
            if len(values[spot].encode("utf-16-le")) > 2 * LONGEST_TEXT:
                values[spot] = _shortened(values[spot], name)
                self.cut[name] = self.cut.get(name, 0) + 1
        return values


def _shortened(text: str, name: str) -> str:
    """What fits of a text, with its true length behind; of JSON the length alone, as JSON."""
    length = f"{len(text):,} characters; a cell holds {LONGEST_TEXT:,}"
    if name in _JSON:
        return _JSON[name].format(length)
    end = f" […] [cut here: {length}]"
    room = 2 * (LONGEST_TEXT - len(end))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + end
