"""After an import: what came since the links were made is compared with what was there.

So a store of several sources counts incidents, not reports, without a further command. A run over
very many reports takes minutes; then a sentence names the command instead.
"""

import duckdb

from events.atlas import stored
from events.linking import LinkReport, link
from events.links import Links
from events.store import Store

AT_MOST = 100_000
"""Reports that an import compares by itself: 12 seconds on a quiet machine (benchmarks)."""


def link_new(store: Store) -> LinkReport | int | None:
    """Link the reports that imports brought or revised since the links were made.

    None when there are none; their number when they are more than AT_MOST and nothing was done.
    Reports that were removed since leave their links in the same run. Raises StoreError.
    """
    made_of = Links(store.path).read().store_version
    later = [entry for entry in store.history() if made_of is None or entry.version > made_of]
    if not later:
        return None
    ids = _of_imports(store, [entry.import_id for entry in later])
    if len(ids) > AT_MOST:
        return len(ids)
    return link(store, only=None if made_of is None else ids)


def _of_imports(store: Store, import_ids: list[str]) -> list[str]:
    """The incident_ids of the rows that these imports wrote last."""
    sql = f"SELECT incident_id FROM ({stored(store.files())}) WHERE import_id IN $import_ids"
    with duckdb.connect() as engine:
        return [name for (name,) in engine.execute(sql, {"import_ids": import_ids}).fetchall()]


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
