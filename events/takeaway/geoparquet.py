"""GeoParquet 1.1 of the records in the filters: typed columns and a geometry, by row groups.

Columns are those of `rows.SCHEMA` and geometry: a WKB point in longitude and latitude, null
where a record is known to no point finer than a raion. What `export.about` says stands in the
file's own metadata under `incident_atlas`.
"""

import json
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet
import shapely

from events.filters.filters import Filters
from events.questions.atlas import Atlas
from events.takeaway.rows import SCHEMA, Progress, about_text, has_point, tables

CELLS = (
    "Text, whole numbers, doubles, booleans and days (date32, local in Ukraine); null is not "
    "stated, never zero. geometry is null where a record is known to no point finer than a raion."
)
ABOUT = b"incident_atlas"

_AXIS = {"unit": "degree"}
_WGS_84 = {
    "type": "GeographicCRS",
    "name": "WGS 84",
    "datum": {
        "type": "GeodeticReferenceFrame",
        "name": "World Geodetic System 1984",
        "ellipsoid": {
            "name": "WGS 84",
            "semi_major_axis": 6378137,
            "inverse_flattening": 298.257223563,
        },
    },
    "coordinate_system": {
        "subtype": "ellipsoidal",
        "axis": [
            _AXIS | {"name": "Geodetic latitude", "abbreviation": "Lat", "direction": "north"},
            _AXIS | {"name": "Geodetic longitude", "abbreviation": "Lon", "direction": "east"},
        ],
    },
    "id": {"authority": "EPSG", "code": 4326},
}
"""PROJJSON that geopandas takes for EPSG:4326. Written out, because what pyproj writes names the
members of the datum ensemble, which grow with its releases, and a bundle must stay the same."""

_GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {
        "geometry": {"encoding": "WKB", "geometry_types": ["Point"], "crs": _WGS_84},
    },
}
"""The `geo` metadata of the specification; coordinates are x, y whatever the axes of the CRS."""


def write_geoparquet(
    atlas: Atlas, filters: Filters, out: Path | BinaryIO, progress: Progress | None = None
) -> tuple[str, ...]:
    """Write the file, one row group a table; nothing of the records is left out."""
    metadata = {
        b"geo": json.dumps(_GEO).encode(),
        ABOUT: about_text(atlas, filters, CELLS).encode(),
    }
    schema = SCHEMA.append(pa.field("geometry", pa.binary())).with_metadata(metadata)
    with pa.parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for table in tables(atlas, filters, progress):
            writer.write_table(with_geometry(table).cast(schema))
    return ()


def with_geometry(rows: pa.Table) -> pa.Table:
    """The rows with a last column geometry: WKB points, null where `has_point` says no."""
    longitude, latitude = (rows[name].to_numpy() for name in ("longitude", "latitude"))
    missing = ~has_point(rows).to_numpy()
    points = shapely.to_wkb(shapely.points(longitude, latitude), byte_order=1)
    geometry = pa.array(points, pa.binary(), mask=missing)
    return rows.append_column("geometry", geometry)
