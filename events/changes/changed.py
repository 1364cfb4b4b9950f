"""The questions about what changed: counts, records, fields, places and regions.

Functions take `Changes` and Filters. A record is in the filters when its state before or its
state after is, so that one which moved out of a region is still told there; it counts once.
Aggregates are among the records unless the filters leave them out. None in place of Filters
asks about every record.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from events.changes.changes import CHANGE_KINDS, LATEST, Changes
from events.filters.filters import Filters
from events.incident import CONTENT
from events.questions.lists import LISTED, MOST_ROWS, Page
from events.questions.points import cell_width

WHOLE_WORLD = 36_000_000
"""Hundred-thousandths of a degree: a wider cell would join no more places."""

_FIELDS = tuple(column for column in CONTENT if column not in ("incident_id", "raw"))

_OWN = (
    "unnest(map_entries(TRY_CAST(TRY_CAST({} AS JSON) AS MAP(VARCHAR, VARCHAR))),"
    " recursive := true)"
)
"""The columns key and value of a source's own columns; no rows where they are no JSON object."""

_LOCATED = "located AND point_latitude IS NOT NULL AND point_longitude IS NOT NULL"

_COUNTS = ", ".join(f"count(*) FILTER (change = '{kind}') AS {kind}" for kind in CHANGE_KINDS)


_EACH = " UNION ALL ".join(
    f"""SELECT incident_id, {n} AS nth, '{column}' AS field,
        b.{column}::VARCHAR AS before, a.{column}::VARCHAR AS after
    FROM b JOIN a USING (incident_id) WHERE b.{column} IS DISTINCT FROM a.{column}"""
    for n, column in enumerate(_FIELDS)
)

FIELDS = f"""WITH these AS MATERIALIZED (
        SELECT * FROM stored WHERE incident_id IN (SELECT unnest($ids))),
    b AS MATERIALIZED (SELECT * FROM these WHERE side = 'before'),
    a AS MATERIALIZED (SELECT * FROM these WHERE side = 'after'),
    changed_raw AS (SELECT incident_id, b.raw AS b_raw, a.raw AS a_raw
        FROM b JOIN a USING (incident_id) WHERE b.raw <> a.raw),
    ob AS (SELECT incident_id, {_OWN.format("b_raw")} FROM changed_raw),
    oa AS (SELECT incident_id, {_OWN.format("a_raw")} FROM changed_raw),
    own AS (SELECT incident_id, {len(_FIELDS)} AS nth, 'raw.' || key AS field,
            ob.value AS before, oa.value AS after
        FROM ob FULL JOIN oa USING (incident_id, key)
        WHERE ob.value IS DISTINCT FROM oa.value),
    every AS ({_EACH} UNION ALL FROM own
        UNION ALL SELECT incident_id, {len(_FIELDS)}, 'raw', b_raw, a_raw FROM changed_raw
        WHERE incident_id NOT IN (SELECT incident_id FROM own))"""
"""The head of a question about the records $ids: `every` has one row a field that differs, with
incident_id, nth (its order), field, before and after as text."""


@dataclass(frozen=True)
class Counts:
    """How many records in the filters were added, revised, re-placed and deleted; exact."""

    added: int
    revised: int
    re_placed: int
    deleted: int

    @property
    def total(self) -> int:
        """All of them; a record is of one kind."""
        return self.added + self.revised + self.re_placed + self.deleted


@dataclass(frozen=True)
class ChangedDots:
    """Where changed records are. `frame` has latitude, longitude, change, records, title (of the
    only record there, else None) and precision (the finest), ordered by place and kind.

    One row a place and kind; when there are more than the cap, binned is True and one row is
    a kind in a cell of cell_degrees, at the mean of its points. places_total: rows uncut.
    """

    frame: pd.DataFrame
    places_total: int
    binned: bool
    cell_degrees: float | None


def changed_counts(changes: Changes, filters: Filters | None) -> Counts:
    """The counts of the filters."""
    where, values = _in(filters)
    (found,) = changes.tuples(
        f"SELECT {_COUNTS} FROM incidents WHERE {where}", values, words=_words(filters)
    )
    return Counts(*found)


def changed_page(
    changes: Changes,
    filters: Filters | None,
    *,
    kinds: Sequence[str] = CHANGE_KINDS,
    at: tuple[float, float] | None = None,
    offset: int = 0,
    limit: int = 50,
) -> Page:
    """A page of the changed records of some kinds, newest incident first.

    `at` (latitude, longitude in degrees): only those behind the dots at that point.

    The frame has the column change and LISTED of the state that holds; of a deleted record, its
    last one. `limit` is at most MOST_ROWS.
    """
    if offset < 0 or not 0 <= limit <= MOST_ROWS:
        raise ValueError(f"offset {offset} or limit {limit} is out of 0 to {MOST_ROWS}")
    where, values = of_kinds(filters, kinds)
    if at is not None:
        where += f" AND {_LOCATED} AND point_latitude = $south AND point_longitude = $west"
        values |= dict(zip(("south", "west"), (round(edge * 100_000) for edge in at), strict=True))
    total = f"SELECT count(*) FROM incidents WHERE {where}"
    ((total,),) = changes.tuples(total, values, words=_words(filters))
    frame = changes.rows(
        f"""SELECT change, {", ".join(LISTED)} FROM incidents WHERE {where}
        ORDER BY date_start DESC, incident_id LIMIT $limit OFFSET $offset""",
        values | {"limit": limit, "offset": offset},
        words=_words(filters),
    )
    return Page(frame, total, offset, limit)


def changed_fields(changes: Changes, incident_ids: Sequence[str]) -> pd.DataFrame:
    """What differs in some revised or re-placed records, one row a field, in codebook order.

    Columns: incident_id, field, before, after (text; None for null). A column of the source's
    own is called raw.NAME.
    """
    return changes.rows(
        f"""{FIELDS} SELECT incident_id, field, before, after FROM every
        ORDER BY incident_id, nth, field""",
        {"ids": list(incident_ids)},
    )


def changed_dots(
    changes: Changes,
    filters: Filters | None,
    *,
    kinds: Sequence[str] = CHANGE_KINDS,
    cap: int = 3000,
    zoom: float | None = None,
) -> ChangedDots:
    """Where the changed records of some kinds are that may be drawn as dots, about `cap` rows.

    zoom: the map's, which sets the cell when there are more.
    """
    where, values = of_kinds(filters, kinds)
    where += f" AND {_LOCATED}"

    def by_cell(width: int) -> pd.DataFrame:
        return changes.rows(
            f"""SELECT round(avg(point_latitude) / 100000, 5) AS latitude,
                round(avg(point_longitude) / 100000, 5) AS longitude, change,
                count(*) AS records, CASE count(*) WHEN 1 THEN any_value(title) END AS title,
                min(location_precision)::VARCHAR AS precision
            FROM incidents WHERE {where}
            GROUP BY point_latitude // $width, point_longitude // $width, change
            ORDER BY latitude, longitude, change""",
            values | {"width": width},
            words=_words(filters),
        )

    frame = by_cell(1)
    places = len(frame)
    if places <= cap:
        return ChangedDots(frame, places, False, None)
    width = cell_width(zoom)
    while len(frame := by_cell(width)) > cap and width < WHOLE_WORLD:
        width *= 2
    return ChangedDots(frame, places, True, width / 100_000)


def changed_regions(
    changes: Changes,
    filters: Filters | None,
    level: int = 1,
    kinds: Sequence[str] = CHANGE_KINDS,
) -> pd.DataFrame:
    """One row per region of `level` that has changed records of some kinds.

    Columns: code, records, added, revised, re_placed, deleted; ordered by code, None last.
    """
    where, values = of_kinds(filters, kinds)
    return changes.rows(
        f"""SELECT adm{int(level)}_code::VARCHAR AS code, count(*) AS records, {_COUNTS}
        FROM incidents WHERE {where} GROUP BY adm{int(level)}_code ORDER BY code NULLS LAST""",
        values,
        words=_words(filters),
    )


def of_kinds(filters: Filters | None, kinds: Sequence[str]) -> tuple[str, dict]:
    """The condition that a row of `incidents` is the state that holds of a record of `kinds`."""
    if unknown := set(kinds) - set(CHANGE_KINDS):
        raise ValueError(f"{sorted(unknown)} are none of {', '.join(CHANGE_KINDS)}")
    where, values = _in(filters)
    return f"{where} AND change IN ({', '.join(map(repr, kinds)) or 'NULL'})", values


def _words(filters: Filters | None) -> str:
    return filters.words if filters else ""


def _in(filters: Filters | None) -> tuple[str, dict]:
    """The condition that a row is the state that holds of a record in the filters."""
    where, values = filters.where() if filters else ("true", {})
    return (
        f"{LATEST} AND incident_id IN (SELECT incident_id FROM incidents WHERE {where})",
        values,
    )
