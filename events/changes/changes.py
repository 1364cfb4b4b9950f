"""What changed between two versions of the store: added, revised, placed anew, deleted.

Only the Parquet files that the two versions do not share are read; rows that were merely copied
into a new file are told by a hash of their content (64 bits of it, so that one revision in
10^19 could be missed). When and by which import a row was fetched is no change.
"""

import tempfile
from datetime import date, datetime
from pathlib import Path

import duckdb

from events.incident import COLUMNS, CONTENT
from events.questions.atlas import Atlas, stored
from events.storage.history import moments
from events.storage.store import Store
from events.storage.store_faults import StoreError

CHANGE_KINDS = ("added", "revised", "re_placed", "deleted")
"""re_placed: nothing but the columns PLACING differs, as after new boundaries."""

PLACING = ("adm1_code", "adm2_code", "adm3_code", "placed_by")

LATEST = "(side = 'after' OR change = 'deleted')"
"""The condition that picks of each record the state that holds, of a deleted one its last."""


class Changes(Atlas):
    """The changed records of a store between `from_version` and `version`; made by `changes`.

    An Atlas whose relations hold each changed record once or twice, as it was (side 'before')
    and as it is ('after'), and have two columns more: change, one of CHANGE_KINDS, and side. Ask it
    the questions of `events.changes.changed`.
    """

    also = ("change", "side")

    def __init__(self, path: Path, from_version: int, version: int, files: tuple[tuple, tuple]):
        self._folder = tempfile.TemporaryDirectory(prefix="incident-atlas-")
        self.from_version = from_version
        found = Path(self._folder.name) / "changes.parquet"
        try:
            _compare(*files, found)
            super().__init__(path, version, (str(found),))
        except BaseException:
            self._folder.cleanup()
            raise

    def close(self) -> None:
        """Give memory and the temporary file back; no question may follow."""
        super().close()
        self._folder.cleanup()


def changes(store: Store, from_version: int, to_version: int | None = None) -> Changes:
    """What changed from one version of the store to another (else to the newest).

    Raises StoreError for a version that is not there or no longer whole, and when the second
    version is before the first.
    """
    to_version = store.version() if to_version is None else to_version
    if from_version > to_version:
        raise StoreError(
            f"Version {from_version} is later than version {to_version}; changes are told "
            "forwards, so exchange the two."
        )
    before, after = (set(store.files(version)) for version in (from_version, to_version))
    differing = tuple(sorted(before - after)), tuple(sorted(after - before))
    return Changes(store.path, from_version, to_version, differing)


def version_on(store: Store, day: date) -> int:
    """The last version that was made on a day (UTC) or before it.

    Raises StoreError, naming the first day, when the store is younger.
    """
    made = moments(store.table())
    found = [version for version, when in made if when.date() <= day]
    if not found:
        raise StoreError(
            f"The store at {store.path} has no version of {day} or before: its first one, version "
            f"{made[0][0]}, was made on {made[0][1].date()}. Ask for that day or a later one."
        )
    return found[-1]


def versions(store: Store) -> dict[int, datetime]:
    """Every version that the store still tells of -> the moment (UTC) it was made, oldest first."""
    return dict(moments(store.table()))


def _compare(before: tuple[str, ...], after: tuple[str, ...], found: Path) -> None:
    """Write to `found` every state of every record that differs between two sets of files."""
    rest = ", ".join(column for column in CONTENT if column not in PLACING)
    hashes = f"incident_id, hash({rest}) AS content, hash({', '.join(PLACING)}) AS placing"
    columns = ", ".join(COLUMNS)
    with duckdb.connect(config={"temp_directory": str(found.parent)}) as engine:
        engine.execute("SET enable_progress_bar = false")  # it goes to standard output
        engine.execute(f"CREATE VIEW before AS {stored(before)}")
        engine.execute(f"CREATE VIEW after AS {stored(after)}")
        engine.execute(
            f"""CREATE TABLE changed AS SELECT incident_id, CASE
                WHEN o.content IS NULL THEN 'added' WHEN n.content IS NULL THEN 'deleted'
                WHEN o.content = n.content THEN 're_placed' ELSE 'revised' END AS change
            FROM (SELECT {hashes} FROM before) o FULL JOIN (SELECT {hashes} FROM after) n
                USING (incident_id)
            WHERE o.content IS DISTINCT FROM n.content OR o.placing <> n.placing"""
        )
        # Else the wide side of the join may be held in memory instead of the list of the changed.
        engine.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
        sides = " UNION ALL ".join(
            f"SELECT {columns}, change, '{side}' AS side"
            f" FROM {side} JOIN changed USING (incident_id)"
            for side in ("before", "after")
        )
        target = str(found).replace("'", "''")
        engine.execute(
            f"COPY ({sides} ORDER BY date_start, incident_id, side) TO '{target}' (FORMAT parquet)"
        )
