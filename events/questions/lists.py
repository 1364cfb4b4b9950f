"""The questions about single incidents: pages of rows with their true total, and one record."""

from dataclasses import dataclass

import pandas as pd

from events.filters.filters import Filters
from events.incident import COLUMNS
from events.questions.atlas import IN_FILES_ONLY, Atlas

LISTED = tuple(column for column in COLUMNS if column not in IN_FILES_ONLY)
"""The columns of a page; `incident` answers the others of one record."""

SORTED_BY = (
    "date_start",
    "date_end",
    "killed_min",
    "killed_max",
    "injured_min",
    "injured_max",
    "title",
    "place",
    "adm1_code",
    "event_type",
    "target_category",
    "source",
    "status",
    "location_precision",
    "incident_id",
)
"""The columns that a page may be sorted by; words sort in the order of incident.WORDS."""

MOST_ROWS = 1000


@dataclass(frozen=True)
class Page:
    """Rows `offset` to `offset + limit` of `total`; frame has the columns LISTED."""

    frame: pd.DataFrame
    total: int
    offset: int
    limit: int


def page(
    atlas: Atlas,
    filters: Filters,
    *,
    offset: int = 0,
    limit: int = 50,
    order: tuple[str, str] = ("date_start", "desc"),
) -> Page:
    """A page of the records in the filters, aggregates among them unless they are out.

    `order` is a column of SORTED_BY and "asc" or "desc"; absent values come last, equal ones by
    incident_id. `limit` is at most MOST_ROWS.
    """
    where, values = filters.where()
    return _page(atlas, where, values, filters.words, offset, limit, order)


def not_placed(atlas: Atlas, filters: Filters, *, limit: int = 50, offset: int = 0) -> Page:
    """The records in the filters that are in no oblast, newest first."""
    where, values = filters.where()
    where = f"{where} AND adm1_code IS NULL"
    return _page(atlas, where, values, filters.words, offset, limit, ("date_start", "desc"))


def at_point(
    atlas: Atlas,
    filters: Filters,
    *,
    latitude: float,
    longitude: float,
    limit: int = 50,
    offset: int = 0,
) -> Page:
    """The records behind the dot at a point (degrees, equal to 5 decimals), newest first.

    As for the dot itself, aggregates are among them only when they are summed.
    """
    where, values = filters.where()
    where = (
        f"{where} AND {filters.counted()} AND located"
        " AND point_latitude = round($latitude * 100000)"
        " AND point_longitude = round($longitude * 100000)"
    )
    values = values | {"latitude": latitude, "longitude": longitude}
    return _page(atlas, where, values, filters.words, offset, limit, ("date_start", "desc"))


def incident(atlas: Atlas, incident_id: str) -> dict | None:
    """Every column of one record by name, None for null; None when there is no such record."""
    found = atlas.arrow(
        f"SELECT {', '.join(COLUMNS)} FROM stored WHERE incident_id = $incident_id",
        {"incident_id": incident_id},
    )
    return found.to_pylist()[0] if found.num_rows else None


def _page(
    atlas: Atlas,
    where: str,
    values: dict,
    words: str,
    offset: int,
    limit: int,
    order: tuple[str, str],
) -> Page:
    column, direction = order
    if column not in SORTED_BY or direction not in ("asc", "desc"):
        raise ValueError(f"{order!r} is no order: a column of SORTED_BY, and asc or desc")
    if offset < 0 or not 0 <= limit <= MOST_ROWS:
        raise ValueError(f"offset {offset} or limit {limit} is out of 0 to {MOST_ROWS}")
    ((total,),) = atlas.tuples(f"SELECT count(*) FROM incidents WHERE {where}", values, words=words)
    ordering = f"ORDER BY {column} {direction} NULLS LAST, incident_id"
    # Choose the rows on two columns first: sorting whole rows costs ten times as much.
    frame = atlas.rows(
        f"""SELECT {", ".join(LISTED)} FROM incidents WHERE rowid IN (
            SELECT rowid FROM incidents WHERE {where} {ordering} LIMIT $limit OFFSET $offset
        ) {ordering}""",
        values | {"limit": limit, "offset": offset},
        words=words,
    )
    return Page(frame, total, offset, limit)
