"""The formats in which records leave, in one table: the command line, the dashboard and the tests
walk it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from events import export
from events.filters.filters import Filters
from events.questions.atlas import Atlas
from events.takeaway import geojson, geopackage, geoparquet, workbook
from events.takeaway.bundle import write_bundle
from events.takeaway.rows import Progress, about_text, write_csv

Write = Callable[[Atlas, Filters, Path, Progress | None], tuple[str, ...]]


@dataclass(frozen=True)
class Format:
    """One format. endings: of file names, the first is written; write: answers one sentence for
    each thing of the records that the file does not hold whole; cells: how its cells are written,
    for the about.json beside it, None where the file needs none beside it or has that of CSV;
    most_records: how many it can hold, None where there is no limit."""

    name: str
    endings: tuple[str, ...]
    media_type: str
    write: Write
    cells: str | None = None
    most_records: int | None = None


def _write_csv(
    atlas: Atlas, filters: Filters, path: Path, progress: Progress | None = None
) -> tuple[str, ...]:
    with path.open("wb") as out:
        write_csv(atlas, filters, out, progress)
    return ()


_LISTED = (
    Format("csv", (".csv",), "text/csv", _write_csv),
    Format(
        "geojson",
        (".geojson", ".json"),
        "application/geo+json",
        geojson.write_geojson,
        geojson.CELLS,
    ),
    Format(
        "geoparquet",
        (".parquet", ".geoparquet"),
        "application/vnd.apache.parquet",
        geoparquet.write_geoparquet,
        geoparquet.CELLS,
    ),
    Format(
        "geopackage",
        (".gpkg",),
        "application/geopackage+sqlite3",
        geopackage.write_geopackage,
        geopackage.CELLS,
    ),
    Format(
        "xlsx",
        (".xlsx",),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        workbook.write_workbook,
        workbook.CELLS,
        workbook.MOST_RECORDS,
    ),
    Format("bundle", (".zip",), "application/zip", write_bundle),
)
FORMATS = {each.name: each for each in _LISTED}
"""Name of a format -> the format; in the order in which they are offered."""


def format_of(path: Path) -> str | None:
    """The name of the format that a file's ending says; None for another ending."""
    ending = path.suffix.lower()
    return next((each.name for each in _LISTED if ending in each.endings), None)


def take_away(
    atlas: Atlas,
    filters: Filters,
    name: str,
    path: Path,
    progress: Progress | None = None,
) -> tuple[str, ...]:
    """Write the records in the filters to `path` in the format of a name, whole or not at all.

    What the format cannot hold whole is answered, one sentence each. Raises TooLarge where it
    cannot hold so many records.
    """
    half = path.with_name(f"{path.stem}.part{FORMATS[name].endings[0]}")
    try:
        notes = FORMATS[name].write(atlas, filters, half, progress)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return notes


def about_beside(atlas: Atlas, filters: Filters, name: str) -> bytes | None:
    """The about.json to be put beside a file of a format; None for the bundle, which has one."""
    if name == "bundle":
        return None
    cells = FORMATS[name].cells
    if cells is None:
        return export.about_bytes(atlas, filters)
    return about_text(atlas, filters, cells).encode() + b"\n"
