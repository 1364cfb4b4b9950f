"""A first look at a file that came from elsewhere: what it is, and what its columns could be.

Unlike `preparing` it stops at no missing date, so that a person can say which column holds it.
"""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet

from events.files.archives import unpacked_bytes
from events.files.reading import Table, read
from events.files.tabular import Unreadable
from events.sources import Source, UnknownColumns, recognise, table

LARGEST_UNPACKED = 300 * 2**20
"""Bytes that an archive or a workbook may unpack to; a table takes several times that in memory."""

MOST_CELLS = 50_000_000
"""Rows times columns of a Parquet file, which may be packed a thousandfold."""

MOST_COLUMNS = 300
"""Of a table whose columns are to be mapped by a person."""


@dataclass(frozen=True)
class Looked:
    """What a file is, as far as its columns tell.

    columns: name -> the first value in it, "" where it has none.
    date_column: of a table of any columns the one that would be taken for the date, "" for none.
    fields: field -> column that it would be taken from, for a table of any columns.
    """

    source: Source
    columns: dict[str, str]
    fields: dict[str, str]

    @property
    def date_column(self) -> str:
        return self.fields.get("date", "")


def look(path: Path) -> Looked:
    """What the file at `path` is. Raises Unreadable, also for a file that unpacks to more than
    the limits above, and UnknownColumns for one that holds no incidents or too many columns."""
    _refuse_swollen(path)
    found = read(path)
    columns = list(found.text.columns)
    fields = table.mapping(columns, tags=found.tags)
    dated = columns if "date" in fields else [*columns, "date"]
    source, _ = recognise(dated, "auto", found.tags)
    if not source.columns and len(columns) > MOST_COLUMNS:
        raise UnknownColumns(
            f"{path} is a table of {len(columns):,} columns; here at most {MOST_COLUMNS} are "
            "mapped. Leave out those that are not needed, or import it from the command line."
        )
    return Looked(source, _first_values(found), fields)


def _first_values(found: Table) -> dict[str, str]:
    firsts = {}
    for column in found.text.columns:
        spot = found.text[column].first_valid_index()
        firsts[column] = "" if spot is None else str(found.text.at[spot, column])[:60]
    return firsts


def _refuse_swollen(path: Path) -> None:
    """Raise Unreadable where a small file holds more than fits."""
    if (size := unpacked_bytes(path)) > LARGEST_UNPACKED:
        raise Unreadable(
            f"{path} unpacks to {size / 2**20:,.0f} MB; the limit here is "
            f"{LARGEST_UNPACKED / 2**20:,.0f} MB. Unpack it and split it."
        )
    with path.open("rb") as file:
        if file.read(4) != b"PAR1":
            return
    try:
        held = pa.parquet.read_metadata(path)
    except (pa.ArrowException, OSError, ValueError):
        return  # the reader says what is wrong with it
    if held.num_rows * held.num_columns > MOST_CELLS:
        raise Unreadable(
            f"{path} holds {held.num_rows:,} rows of {held.num_columns:,} columns; the limit here "
            f"is {MOST_CELLS:,} cells. Split it, or import it from the command line."
        )
