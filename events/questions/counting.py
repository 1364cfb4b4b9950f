"""What is counted: incidents, each once however many reports tell of it, or every report.

`counted` is the relation that the questions of queries.py, points.py and their neighbours count
over. By `Filters.unit` a row is a report, or the linked reports of one incident (events/linking)
put together. Of the reports in the filters only: an incident is there when one of its reports is.
Then a toll reaches from the smallest lower bound to the largest upper bound; a word is that of
the most finely placed report which states one; a region, a point and a name are those of the most
finely placed report which has them; the days are those of the report most narrowly dated.
"""

import duckdb
import pandas as pd
import pyarrow as pa

from events.filters.filters import Filters

_RANK = "(enum_code(location_precision)::BIGINT * 1099511627776 + incidents.rowid)"
"""Finest first, then in the order of the store, so that there is no tie."""

_NARROWEST = "(date_end - date_start) * 1000000 + (date_start - DATE '1900-01-01')"

_VAGUE = {"event_type": ("other",), "target_category": ("other", "unknown")}
"""Words that state nothing; they hold only where no report has another."""


def _first(column: str) -> str:
    return f"arg_min({column}, {_RANK})"


def _word(column: str) -> str:
    vague = " OR ".join(f"{column} = '{word}'" for word in _VAGUE.get(column, ()))
    later = f" + if({vague}, 1152921504606846976, 0)" if vague else ""
    return f"arg_min({column}, {_RANK}{later})"


_TOGETHER = {
    **{f"{kind}_min": f"min({kind}_min)" for kind in ("killed", "injured")},
    **{
        f"{kind}_{end}": f"max({kind}_{end})"
        for kind in ("killed", "injured")
        for end in ("max", "high")
    },
    "located": "bool_or(located)",
    "placed": "bool_or(adm1_code IS NOT NULL)",
    "withheld": "false",
    **{name: _first(name) for name in ("adm1_code", "adm2_code", "adm3_code", "placed_by")},
    **{name: _first(name) for name in ("place", "place_uk")},
    **{
        name: f"arg_min({name}, {_RANK}) FILTER (located)"
        for name in ("point_latitude", "point_longitude")
    },
    "location_precision": "min(location_precision)",
    "date_precision": "min(date_precision)",
    **{name: f"arg_min({name}, {_NARROWEST})" for name in ("date_start", "date_end")},
    **{name: _word(name) for name in ("event_type", "target_category", "status")},
    **{name: _first(name) for name in ("source", "licence")},
}
"""Column -> what it is of several reports of one incident; placed: in some oblast."""

_ALONE = {"placed": "adm1_code IS NOT NULL AS placed"}
"""What a report that is alone has for the columns that are not those of `incidents`."""


def counted(filters: Filters, where: str, apart: str | None = None) -> str:
    """A relation for FROM: the columns of _TOGETHER, and reports, how many a row stands for.

    where: the condition on `incidents`; apart: a column by which an incident is told apart too
    (an incident of two sources is one of each).
    """
    names = ", ".join(_ALONE.get(name, name) for name in _TOGETHER)
    if filters.unit == "reports":
        return f"(SELECT {names}, 1 AS reports FROM incidents WHERE {where})"
    together = ", ".join(
        name if name == apart else f"{sql} AS {name}" for name, sql in _TOGETHER.items()
    )
    by = f"cluster, {apart}" if apart else "cluster"
    return f"""(SELECT {names}, 1 AS reports FROM incidents WHERE ({where}) AND cluster IS NULL
        UNION ALL BY NAME SELECT {together}, count(*) AS reports FROM linked_rows AS incidents
        WHERE ({where}) GROUP BY {by})"""


def number_clusters(cursor: duckdb.DuckDBPyConnection, links: pd.DataFrame) -> None:
    """Fill `cluster` of the relation `incidents`, make `clusters` and `counted_already`, from rows
    of links.SCHEMA.

    Only reports that are in `incidents` count: in public mode not those that are withheld. Of
    these `counted_already` has the incident_ids that tell of an incident which a report in
    `incidents`, or a withheld one before it, tells of.
    """
    names = ("left_id", "right_id", "linked_to")
    joined = {name: pa.array(links[name][links["joined"]], pa.string()) for name in names}
    cursor.register("joined", pa.table(joined))
    cursor.execute(_CLUSTERS).fetchall()


_CLUSTERS = """
CREATE TEMP TABLE sides AS SELECT left_id AS incident_id, linked_to FROM joined
    UNION SELECT right_id, linked_to FROM joined;
CREATE TEMP TABLE linked AS
    SELECT incident_id, dense_rank() OVER (ORDER BY linked_to)::INTEGER AS number
    FROM sides SEMI JOIN incidents USING (incident_id)
    QUALIFY count(*) OVER (PARTITION BY linked_to) > 1;
CREATE TABLE clusters AS SELECT number AS cluster, min(incident_id) AS linked_to,
    count(*)::INTEGER AS n_reports FROM linked GROUP BY number;
CREATE TABLE counted_already AS
    WITH told AS (SELECT *, incident_id IN (SELECT incident_id FROM incidents) AS here FROM sides),
    ranked AS (SELECT incident_id, here, bool_or(here) OVER (PARTITION BY linked_to) AS shown,
        row_number() OVER (PARTITION BY linked_to ORDER BY incident_id) AS nth FROM told)
    SELECT incident_id FROM ranked WHERE NOT here AND (shown OR nth > 1);
UPDATE incidents SET cluster = number FROM linked
    WHERE linked.incident_id = incidents.incident_id;
CREATE TABLE linked_rows AS SELECT *, rowid AS rowid FROM incidents
    WHERE cluster IS NOT NULL ORDER BY cluster, incident_id;
DROP TABLE linked;
DROP TABLE sides;
"""
"""An update keeps the order of the rows, in which `texts` stands; a join would not. `linked_rows`
has the linked reports by themselves, so that a count by incident does not look for them among a
million others: 20 to 45 ms, and for dots 73, with 100,000 pairs in a million."""
