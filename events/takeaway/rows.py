"""What every format writes: the export's tables with the names of the regions, typed."""

from collections.abc import Iterator

import pyarrow as pa

from events import export
from events.atlas import Atlas
from events.filters import Filters
from events.incident import LOCATED

IS_POINT = (
    f"location_precision IN ({', '.join(repr(word) for word in LOCATED)})"
    " AND latitude IS NOT NULL AND longitude IS NOT NULL"
)
"""SQL: whether a record has a geometry. One known only to its raion has none: its latitude and
longitude are a stand-in for the raion, which stays in these two columns and is never a point."""

MARK = "incident-atlas-exact"
"""Written into every file whose texts stand exactly as in the record; a reader of the file
(`events.documents`) then takes no apostrophe off, as it must from our CSV."""


def tables(atlas: Atlas, filters: Filters) -> Iterator[pa.Table]:
    """The records in the filters in their order, some ten thousand at a time.

    Columns are those of `export.header`: dates as date32, degrees as double, tolls as int32,
    is_aggregate as bool, all else text.
    """
    for part in export.parts(atlas, filters):
        columns = {}
        for name in part.column_names:
            columns[name] = part[name].combine_chunks()
            if name in export._NAMED:
                columns[name.replace("_code", "_name")] = export._names(columns[name])
        yield pa.table(columns)


def about_of(atlas: Atlas, filters: Filters, cells: str) -> dict:
    """`export.about` of a file of another format; `cells` says how its cells are written."""
    return export.about(atlas, filters) | {"cells": cells}
