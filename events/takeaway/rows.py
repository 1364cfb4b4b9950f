"""What every format writes: the export's tables with the names of the regions, typed."""

import json
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from events import export
from events.files.tabular import EXACT
from events.filters.filters import Filters
from events.incident import LOCATED
from events.incident import SCHEMA as RECORD
from events.questions.atlas import Atlas

Progress = Callable[[int], None]
"""Is told how many records are written so far; what it raises ends the writing."""


class TooLarge(ValueError):  # noqa: N818, the name says what is the case
    """The format cannot hold so many records; the message says how many it holds and what can."""


def _field(name: str) -> pa.Field:
    if name in RECORD.names:
        return RECORD.field(name)
    return pa.field(name, pa.int32() if name == "n_reports" else pa.string(), name != "n_reports")


SCHEMA = pa.schema([_field(name) for name in export.header()])
"""Arrow schema of `tables`: the columns of `export.header`, typed as in the record."""


def tables(
    atlas: Atlas,
    filters: Filters,
    progress: Progress | None = None,
    at_once: int = export.ROWS_AT_ONCE,
) -> Iterator[pa.Table]:
    """The records in the filters in their order, columns SCHEMA, at most `at_once` at a time.

    Progress is told after each; a format that is slow takes few at once, so that a reader who
    turns away does not wait.
    """
    done = 0
    for part in export.parts(atlas, filters):
        columns = {}
        for name in part.column_names:
            columns[name] = part[name].combine_chunks()
            if name in export.NAMED:
                columns[name.replace("_code", "_name")] = export.region_names(columns[name])
        table = pa.table(columns).cast(SCHEMA)
        for start in range(0, table.num_rows, at_once):
            some = table.slice(start, at_once)
            yield some
            done += some.num_rows
            if progress:
                progress(done)


def write_csv(
    atlas: Atlas, filters: Filters, out: BinaryIO, progress: Progress | None = None
) -> None:
    """The bytes of `export.write_csv`, telling how far they are."""
    out.write(export.head())
    done = 0
    for part in export.parts(atlas, filters):
        for start in range(0, part.num_rows, export.LINES_AT_ONCE):
            some = part.slice(start, export.LINES_AT_ONCE)
            out.write(export.csv_lines(some))
            done += some.num_rows
            if progress:
                progress(done)


def has_point(rows: pa.Table) -> pa.ChunkedArray:
    """Whether each row has a geometry.

    A record known only to its raion has none: its latitude and longitude stand for the whole
    raion, remain in these two columns and are never a point.
    """
    located = pc.is_in(rows["location_precision"], pa.array(LOCATED))
    return pc.and_(located, pc.and_(rows["latitude"].is_valid(), rows["longitude"].is_valid()))


def about_of(atlas: Atlas, filters: Filters, cells: str) -> dict:
    """`export.about` of a file with exact texts; `cells` says how its cells are written."""
    return export.about(atlas, filters) | {"cells": cells, "texts": EXACT}


def about_text(atlas: Atlas, filters: Filters, cells: str) -> str:
    """`about_of` as JSON."""
    return json.dumps(about_of(atlas, filters, cells), ensure_ascii=False, indent=1)
