"""GeoPackage of the records in the filters: a layer of incidents, and tables that explain it.

incidents has the columns of `rows.SCHEMA` and a point, null where a record is known to none finer
than a raion. codebook, citations and about are tables without geometry. GDAL stamps the file
with the time of writing, so two files are equal in content and not in bytes.
"""

from pathlib import Path

import pyarrow as pa

from events.filters.filters import Filters
from events.questions.atlas import Atlas
from events.takeaway.codebook import codebook
from events.takeaway.geoparquet import with_geometry
from events.takeaway.rows import SCHEMA, Progress, about_of, tables
from events.takeaway.terms import citations, told

CELLS = (
    "Text, whole numbers, doubles, booleans and days (local in Ukraine); null is not stated, "
    "never zero. geom is null where a record is known to no point finer than a raion."
)

_ROWS_AT_ONCE = 8192


def write_geopackage(
    atlas: Atlas, filters: Filters, path: Path, progress: Progress | None = None
) -> tuple[str, ...]:
    """Write the file anew, in place of one that is there; nothing of the records is left out."""
    import pyogrio  # here, since few commands need GDAL

    path.unlink(missing_ok=True)
    schema = SCHEMA.append(pa.field("geom", pa.binary()))
    stopped: list[BaseException] = []

    def batches():
        try:
            for table in tables(atlas, filters, progress, _ROWS_AT_ONCE):
                rows = with_geometry(table).rename_columns(schema.names)
                yield from rows.cast(schema).to_batches()
        except BaseException as fault:
            stopped.append(fault)
            raise

    try:
        pyogrio.write_arrow(
            pa.RecordBatchReader.from_batches(schema, batches()),
            path,
            layer="incidents",
            driver="GPKG",
            geometry_name="geom",
            geometry_type="Point",
            crs="EPSG:4326",
        )
    except Exception:
        if stopped:  # what went wrong, and not what GDAL makes of it
            raise stopped[0] from None
        raise
    about = about_of(atlas, filters, CELLS)
    explained = {"codebook": codebook(), "citations": citations(about), "about": told(about)}
    for layer, table in explained.items():
        pyogrio.write_arrow(table, path, layer=layer, driver="GPKG")
    return ()
