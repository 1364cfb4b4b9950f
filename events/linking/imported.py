"""After an import: what came since the links were made is compared with what was there.

So a store of several sources counts incidents, not reports, without a further command. A run over
very many reports takes minutes; then a sentence names the command instead.
"""

import duckdb

from events.linking.linking import LinkReport, link
from events.linking.links import Links
from events.questions.atlas import stored
from events.storage.store import Store

AT_MOST = 100_000
"""Reports that an import compares by itself: 12 seconds on a quiet machine (benchmarks)."""

MOST_PAIRS = 10_000_000
"""Pairs of a new report with one of the same day within about 50 km; more take minutes."""


def link_new(store: Store) -> LinkReport | int | None:
    """Link the reports that imports brought or revised since the links were made.

    None when there are none; their number when they are more than AT_MOST and nothing was done.
    Reports that were removed since leave their links in the same run. Raises StoreError.
    """
    made_of = Links(store.path).read().store_version
    later = [entry for entry in store.history() if made_of is None or entry.version > made_of]
    if not later:
        return None
    imports = [entry.import_id for entry in later]
    ids = _of_imports(store, imports)
    if len(ids) > AT_MOST or _pairs(store, imports) > MOST_PAIRS:
        return len(ids)
    return link(store, only=None if made_of is None else ids)


def _of_imports(store: Store, import_ids: list[str]) -> list[str]:
    """The incident_ids of the rows that these imports wrote last."""
    sql = f"SELECT incident_id FROM ({stored(store.files())}) WHERE import_id IN $import_ids"
    with duckdb.connect() as engine:
        return [name for (name,) in engine.execute(sql, {"import_ids": import_ids}).fetchall()]


def _pairs(store: Store, import_ids: list[str]) -> int:
    """About how many pairs a run would look at: of what shares a day and a cell of the map."""
    sql = f"""SELECT coalesce(sum(fresh * every), 0)::BIGINT FROM (
        SELECT count(*) AS every, count(*) FILTER (import_id IN $import_ids) AS fresh
        FROM ({stored(store.files())}) WHERE NOT is_aggregate
        GROUP BY date_start, adm1_code, floor(latitude / 0.5), floor(longitude / 0.8))"""
    with duckdb.connect() as engine:
        ((pairs,),) = engine.execute(sql, {"import_ids": import_ids}).fetchall()
    return pairs


def linked_lines(found: LinkReport | int | str | None) -> list[str]:
    """What `link_new` did, in lines for a person; no line where nothing is linked.

    A text says why it could not be done, and stands as it is.
    """
    if isinstance(found, str):
        return [found]
    if isinstance(found, int):
        return [
            f"{found:,} reports are not yet compared with the others: `python -m events link` "
            "finds which tell of one incident. Until then each counts as one."
        ]
    if found is None or not found.incidents:
        return []
    return [
        f"Of all reports {found.joined:,} links join some into {found.incidents:,} incidents "
        "told more than once; `python -m events links INCIDENT_ID` says why."
    ]
