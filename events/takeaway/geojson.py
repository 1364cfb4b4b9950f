"""GeoJSON (RFC 7946) of the records in the filters, in pieces of a few thousand.

One FeatureCollection. Its first member beside type is "atlas" (a foreign member, section 6.1): what
`export.about` says, with citations, filters and store version. A feature's properties are the
columns of `export.header`; sources and raw are JSON as text, exactly as in the record. The
geometry is null (section 3.2: unlocated) where a record is known to no point finer than a raion.
"""

from collections.abc import Iterator
from pathlib import Path

from events.export import header
from events.filters.filters import Filters
from events.questions.atlas import Atlas
from events.takeaway.rows import Progress, about_text, has_point, tables

CELLS = (
    "Properties are text, numbers, true or false; null is not stated, never zero. Days are ISO "
    "8601 and local in Ukraine. The geometry is null where a record is known to no point finer "
    "than a raion: its latitude and longitude, where it has them, then stand for the whole raion."
)

_FEATURES_AT_ONCE = 4096
"""Some 8 MB a piece."""

_PROPERTIES = ", ".join(f"'{name}': {name}" for name in header())
_FEATURE = f"""SELECT ',' || chr(10) || to_json({{
    'type': 'Feature',
    'id': incident_id,
    'geometry': CASE WHEN has_point
        THEN {{'type': 'Point', 'coordinates': [longitude, latitude]}} END,
    'properties': {{{_PROPERTIES}}}
}})::VARCHAR AS feature FROM wanted"""


def geojson_parts(
    atlas: Atlas, filters: Filters, progress: Progress | None = None
) -> Iterator[bytes]:
    """The file in pieces, UTF-8; joined they are one FeatureCollection.

    The same store, links, filters and program give the same bytes. Memory does not grow with
    the rows beyond their ids. Raises QueryError where the store's files are gone.
    """
    said = about_text(atlas, filters, CELLS)
    yield f'{{"type": "FeatureCollection",\n"atlas": {said},\n"features": ['.encode()
    first = True
    for table in tables(atlas, filters, progress, _FEATURES_AT_ONCE):
        rows = table.append_column("has_point", has_point(table))
        lines = "".join(atlas.arrow(_FEATURE, wanted=rows)["feature"].to_pylist())
        yield lines[1 if first else 0 :].encode()
        first = False
    yield b"\n]}\n"


def write_geojson(
    atlas: Atlas, filters: Filters, path: Path, progress: Progress | None = None
) -> tuple[str, ...]:
    """Write the file; nothing of the records is left out, so there is nothing to say of it."""
    with path.open("wb") as out:
        out.writelines(geojson_parts(atlas, filters, progress))
    return ()
