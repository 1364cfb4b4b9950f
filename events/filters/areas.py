"""Which incidents lie in an area of interest, and the areas that are kept with a store.

A shape with more corners than an address can hold is kept as STORE/areas/NAME.geojson. Its name
ends in the sum of its corners, so that one name is one shape for ever: an address, an export or a
bundle that names it can be made again.
"""

import hashlib
import re
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import shapely

from events.filters.area import Area, parse, within
from events.storage.store_faults import StoreError

FOLDER = "areas"
MOST_SAVED_CORNERS = 20_000
_LONGEST_FILE = 5_000_000


def rows_inside(engine: duckdb.DuckDBPyConnection, text: str, store: Path) -> pa.Table:
    """row: the rowids in `incidents` whose point is inside the area that `text` says.

    Raises StoreError for a saved area that the store lacks.
    """
    area = parse(text)
    shape = saved_shape(store, area.name) if area.kind == "saved" else area.shape
    west, south, east, north = shapely.bounds(shape)
    box = {"west": west, "south": south, "east": east, "north": north}
    with engine.cursor() as cursor:
        found = cursor.execute(
            """SELECT rowid AS row, point_latitude, point_longitude FROM incidents
            WHERE located AND point_latitude BETWEEN $south AND $north
                AND point_longitude BETWEEN $west AND $east""",
            {name: round(value * 100_000) for name, value in box.items()},
        ).fetchnumpy()
    points = [np.asarray(found[f"point_{n}"]) / 100_000 for n in ("latitude", "longitude")]
    inside = within(shape, *points) if area.kind == "saved" else area.holds(*points)
    return pa.table({"row": np.asarray(found["row"])[inside]})


def save(store: Path, name: str, shape: shapely.Geometry) -> Area:
    """Keep a polygon (longitude, latitude) with the store; answers the Area that names it.

    `name` is a reader's; letters other than a-z are left out of it. Raises ValueError for a
    shape that is none or has more than MOST_SAVED_CORNERS corners, OSError.
    """
    shape = shapely.set_precision(shape, 1e-6)
    corners = shapely.get_num_coordinates(shape)
    if shape.geom_type not in ("Polygon", "MultiPolygon") or shape.is_empty:
        raise ValueError("An area must be a polygon with an inside.")
    if corners > MOST_SAVED_CORNERS:
        raise ValueError(f"The area has {corners:,} corners; at most {MOST_SAVED_CORNERS:,} fit.")
    told = shapely.to_geojson(shapely.normalize(shape))
    plain = re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")[:50].strip("-") or "area"
    area = Area("saved", name=f"{plain}-{hashlib.sha256(told.encode()).hexdigest()[:8]}")
    path = _path(store, area.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    half.write_text(told, encoding="utf-8")
    half.replace(path)
    return area


def saved_shape(store: Path, name: str) -> shapely.Geometry:
    """The polygon of a saved area; raises StoreError when the store has none of that name."""
    path = _path(store, parse(f"saved:{name}").name)
    try:
        if path.stat().st_size > _LONGEST_FILE:
            raise ValueError("too long")
        shape = shapely.from_geojson(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StoreError(
            f"This store keeps no area {name}. Ask the one who sent the address for the area's "
            "file and upload it, or choose another area."
        ) from None
    except (OSError, ValueError, shapely.GEOSException) as fault:
        raise StoreError(f"The saved area at {path} cannot be read ({fault}).") from fault
    return shape


def saved_areas(store: Path) -> tuple[str, ...]:
    """The names of the areas kept with a store, in order."""
    return tuple(sorted(path.stem for path in (store / FOLDER).glob("*.geojson")))


def _path(store: Path, name: str) -> Path:
    return store / FOLDER / f"{name}.geojson"
