"""Which two reports could tell of one incident, and in what they agree; all of it in DuckDB.

Two reports are a pair when their possible days overlap or touch (MOST_GAP) and their places, each
as wide as its precision says, overlap: two points when the circles around them do, a raion with
what lies in it, an oblast with anything in it, and what is placed in no oblast only with its
like. So a dot and a country-level report are never a pair. Aggregates are in no pair, nor is a
report whose possible days span more than MOST_DAYS.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import duckdb
import pandas as pd
import pyarrow as pa

from events.incident import EVENT_TYPES, LOCATED, TARGET_CATEGORIES
from events.linking.evidence import AGREEMENTS, KM, compare
from events.questions.atlas import stored

MOST_GAP = 1
"""Days between the possible days of two reports: a night has two dates, and a report may be dated
to the day on which it was written. Also the window of MELTT's own worked example (Donnay et al.
2019, Integrating conflict event data, Journal of Conflict Resolution 63(5))."""

MOST_DAYS = 31
"""A report known only to a longer span than a month says too little about when."""

REACH_KM = {"site": 2, "settlement": 8, "near": 25, "raion": 40}
"""How far from its point a report of that precision may have happened. "near" is the record's
own definition (25 km); a raion's town stands for a raion only where no raion code is known."""

CELL = (0.5, 0.8)
"""Degrees of latitude and longitude: at least 50 km (two times "near") everywhere in Ukraine."""

_PLACES = f"""CREATE MACRO place_agreement(l, r, km) AS CASE
    WHEN l.kind = 'dot' AND r.kind = 'dot' THEN CASE
        WHEN km > l.reach + r.reach THEN NULL
        WHEN km <= 0.5 AND l.is_site AND r.is_site THEN 'one site'
        WHEN km <= 0.2 THEN 'one point' WHEN km <= 2 THEN 'within 2 km'
        WHEN km <= 6 THEN 'within 6 km' WHEN km <= 16 THEN 'within 16 km' ELSE 'within 50 km' END
    WHEN l.kind = 'nowhere' AND r.kind = 'nowhere' THEN 'not placed'
    WHEN l.kind = 'nowhere' OR r.kind = 'nowhere' OR l.adm1 <> r.adm1 THEN NULL
    WHEN l.kind = 'oblast' AND r.kind = 'oblast' THEN 'both known to the oblast'
    WHEN l.kind = 'oblast' OR r.kind = 'oblast' THEN 'in the same oblast'
    WHEN coalesce(l.adm2 <> r.adm2, km > {REACH_KM["raion"]}) THEN NULL
    WHEN coalesce(l.adm2 = r.adm2, km <= {REACH_KM["raion"]}) IS NULL THEN 'in the same oblast'
    ELSE 'in the same raion' END;
"""
"""Null: the two places exclude each other."""


class Pairs:
    """The reports of one version of a store, ready to be compared; a context manager.

    `files` are the Parquet files of the version. Rows are numbered in the order of incident_id,
    so that nothing depends on the order in which they were stored. `of`: the incident_ids that
    will be asked about, where nothing is to be found or compared among the others; None for all.
    """

    def __init__(self, files: Sequence[str], of: Iterable[str] | None = None):
        self.engine = duckdb.connect()
        self.engine.execute("SET enable_progress_bar = false")
        self.engine.execute(AGREEMENTS + _PLACES)
        wanted = pa.array(sorted(set(of or ())), pa.string())
        self.engine.register("wanted", pa.table({"incident_id": wanted}))
        asked = "" if of is None else " SEMI JOIN wanted USING (incident_id)"
        self.engine.execute(f"CREATE VIEW stored AS FROM ({stored(tuple(files))}){asked}")
        self.engine.execute(_REPORTS)
        self.engine.execute("CREATE TABLE named (a INTEGER, b INTEGER)")

    def __enter__(self) -> "Pairs":
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.close()

    def find(self, only: Iterable[str] | None = None) -> None:
        """Make the table `pairs` (a, b: rows, a < b).

        With `only`, the pairs that may have changed with these incident_ids: theirs, those of the
        reports that could go with one of them (`near`), and the rivals of all these.
        """
        if only is None:
            self.engine.execute("CREATE OR REPLACE TABLE near AS SELECT row FROM reports")
            self._pair()
        else:
            self._ask_about(only)
            self.engine.execute(
                "CREATE OR REPLACE TABLE near AS"
                " SELECT row FROM reports SEMI JOIN asked USING (incident_id)"
            )
            self._pair()
            self.engine.execute(_NEIGHBOURS)
            self.engine.execute("CREATE OR REPLACE TABLE changed AS FROM near")
            self._pair()
            self.engine.execute(_NEIGHBOURS)
            self._pair()
            self.engine.execute("CREATE OR REPLACE TABLE near AS FROM changed")

    def add(self, links: pd.DataFrame) -> None:
        """Take pairs (left_id, right_id) into `pairs` whatever their places and days are."""
        self.engine.register("links", links[["left_id", "right_id"]])
        self.engine.execute(
            """CREATE OR REPLACE TABLE named AS SELECT l.row AS a, r.row AS b FROM links
            JOIN reports l ON l.incident_id = left_id JOIN reports r ON r.incident_id = right_id;
            INSERT INTO pairs FROM named ANTI JOIN pairs USING (a, b)"""
        )

    def compare(self, worth: str = "true") -> None:
        """Make the table `compared` of the pairs: see events/linking/evidence.py."""
        compare(self.engine, worth)

    def possible(self, members: pd.DataFrame) -> pd.DataFrame:
        """(left_id, right_id, source_agreement) of the pairs within each group that could be one
        incident; `members` has group and incident_id."""
        self.engine.register("members", members)
        return self.engine.sql(_POSSIBLE).df()

    def present(self, ids: Iterable[str]) -> set[str]:
        """Those of the incident_ids that are reports which may be linked."""
        self._ask_about(ids)
        return self._ids("SELECT incident_id FROM reports SEMI JOIN asked USING (incident_id)")

    def since(self, day: date) -> set[str]:
        """The incident_ids of the reports whose last possible day is not before `day`."""
        return self._ids(f"SELECT incident_id FROM reports WHERE last >= DATE '{day:%Y-%m-%d}'")

    def near(self) -> set[str]:
        """The incident_ids whose pairs `find` found wholly, rivals included."""
        return self._ids("SELECT incident_id FROM reports SEMI JOIN near USING (row)")

    def count(self, table: str) -> int:
        """Rows of `reports` or `pairs`."""
        return self.engine.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]

    def _ids(self, sql: str) -> set[str]:
        return {name for (name,) in self.engine.execute(sql).fetchall()}

    def _ask_about(self, ids: Iterable[str]) -> None:
        listed = pa.table({"incident_id": pa.array(sorted(set(ids)), pa.string())})
        self.engine.register("asked", listed)

    def _pair(self) -> None:
        """`pairs` of the reports in `near` with any other."""
        self.engine.execute("CREATE OR REPLACE TABLE sought AS FROM near")
        self.engine.execute(_FOUND)


_LOCATED = ", ".join(f"'{word}'" for word in LOCATED)
_REACHES = " ".join(f"WHEN '{word}' THEN {km}" for word, km in REACH_KM.items())

_REPORTS = f"""CREATE TABLE reports AS SELECT
    row_number() OVER (ORDER BY incident_id)::INTEGER AS row, incident_id, source,
    date_start AS first, date_end AS last, latitude, longitude, adm1_code AS adm1,
    adm2_code AS adm2, event_type, target_category, status,
    CASE WHEN location_precision IN ({_LOCATED}) AND latitude IS NOT NULL THEN 'dot'
        WHEN adm1_code IS NULL THEN 'nowhere'
        WHEN location_precision = 'raion' AND coalesce(adm2_code, latitude::VARCHAR) IS NOT NULL
        THEN 'raion' ELSE 'oblast' END AS kind,
    CASE location_precision {_REACHES} END AS reach, location_precision = 'site' AS is_site,
    log2((count(*) OVER () + {len(EVENT_TYPES)})
        / (count(*) OVER (PARTITION BY event_type) + 1)) AS type_rarity,
    log2((count(*) OVER () + {len(TARGET_CATEGORIES)})
        / (count(*) OVER (PARTITION BY target_category) + 1)) AS target_rarity,
    killed_min, coalesce(killed_max, 1000000) AS killed_max, injured_min,
    coalesce(injured_max, 1000000) AS injured_max,
    floor(latitude / {CELL[0]})::INTEGER AS north, floor(longitude / {CELL[1]})::INTEGER AS east
FROM stored WHERE NOT is_aggregate AND date_end - date_start < {MOST_DAYS}"""

_TOUCHING = f"gap(l.first, l.last, r.first, r.last) <= {MOST_GAP}"

_LEFT = """SELECT r.*, unnest(range(first, last + INTERVAL 1 DAY, INTERVAL 1 DAY))::DATE AS day
    FROM reports r SEMI JOIN sought USING (row)"""
_RIGHT = f"""SELECT r.*, s.row IS NOT NULL AS is_sought,
        unnest(range(first - INTERVAL {MOST_GAP} DAY, last + INTERVAL {MOST_GAP + 1} DAY,
            INTERVAL 1 DAY))::DATE AS day
    FROM reports r LEFT JOIN sought s USING (row)"""
_ONCE = f"""l.row <> r.row AND (NOT r.is_sought OR l.row < r.row)
    AND l.day = greatest(l.first, (r.first - INTERVAL {MOST_GAP} DAY)::DATE)
    AND place_agreement(l, r, {KM}) IS NOT NULL"""

_POSSIBLE = f"""WITH m AS (SELECT "group", r FROM members JOIN reports r USING (incident_id))
SELECT l.incident_id AS left_id, r.incident_id AS right_id,
    if(l.source = r.source, 'same', 'different') AS source_agreement
FROM (SELECT "group", r AS l FROM m) JOIN m USING ("group")
WHERE l.incident_id < r.incident_id AND {_TOUCHING} AND place_agreement(l, r, {KM}) IS NOT NULL"""

_FOUND = f"""CREATE OR REPLACE TABLE pairs AS
WITH l AS ({_LEFT}), r AS ({_RIGHT}),
around AS (SELECT * EXCLUDE (north, east), north + n.step AS north, east + e.step AS east
    FROM r, (SELECT unnest([-1, 0, 1]) AS step) n, (SELECT unnest([-1, 0, 1]) AS step) e
    WHERE kind = 'dot'),
found AS (
    SELECT l.row AS l, r.row AS r FROM l JOIN around r USING (north, east, day)
    WHERE l.kind = 'dot' AND {_ONCE}
    UNION ALL
    SELECT l.row, r.row FROM l JOIN r ON l.adm1 = r.adm1 AND l.day = r.day
    WHERE r.kind IN ('raion', 'oblast') AND {_ONCE}
    UNION ALL
    SELECT l.row, r.row FROM l JOIN r ON l.adm1 = r.adm1 AND l.day = r.day
    WHERE l.kind IN ('raion', 'oblast') AND r.kind = 'dot' AND {_ONCE}
    UNION ALL
    SELECT l.row, r.row FROM l JOIN r USING (kind, day) WHERE kind = 'nowhere' AND {_ONCE})
SELECT least(l, r) AS a, greatest(l, r) AS b FROM found"""
"""A pair is met once: on the first day that the left one's days and the right one's widened days
have in common."""

_NEIGHBOURS = """CREATE OR REPLACE TABLE near AS
    FROM near UNION SELECT a FROM pairs UNION SELECT b FROM pairs"""
