"""The stored links: a Delta Lake table STORE/links beside the incidents, one commit a change.

One row is one pair of reports. Rows that nobody decided on are the work of the last run; what a
person decided stays through every later one, also while a report of the pair is not in the store.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import DeltaError
from filelock import FileLock

from events.storage.store_faults import StoreError

FOLDER = "links"

AGREEMENTS = ("place", "name", "day", "type", "target", "toll", "text", "page")
"""What two reports are compared in; column `<name>_agreement`, in the order of a reason."""

NEWEST = -1
"""Stands for the newest version of the links that was made of a version of the store."""

DECISIONS = ("auto", "confirmed", "undone")

_text, _when = pa.string(), pa.timestamp("us", tz="UTC")

SCHEMA = pa.schema(
    [
        pa.field("left_id", _text, nullable=False),
        pa.field("right_id", _text, nullable=False),
        pa.field("probability", pa.float64(), nullable=False),
        pa.field("distance_km", pa.float64()),
        pa.field("days", pa.int32(), nullable=False),
        *(pa.field(f"{name}_agreement", _text, nullable=False) for name in AGREEMENTS),
        pa.field("joined", pa.bool_(), nullable=False),
        pa.field("linked_to", _text),
        pa.field("decided", _text, nullable=False),
        pa.field("decided_by", _text),
        pa.field("decided_at", _when),
        pa.field("model", _text, nullable=False),
    ]
)
"""left_id < right_id. probability: of the model, whatever was decided. distance_km: between the
points, None when one has none. days: between the possible days, 0 when they overlap. joined: both
reports are in one cluster; linked_to: the first report (smallest incident_id) of that cluster.
decided: one of DECISIONS; by whom and when, None for auto."""

_NEW = {
    "name": FOLDER,
    "description": "Which reports tell of one incident; columns as in events/linking/links.py",
    "configuration": {
        "delta.enableExpiredLogCleanup": "false",
        "delta.deletedFileRetentionDuration": "interval 36500 days",
    },
}
"""As for the incidents: no other writer may remove old versions."""


@dataclass(frozen=True)
class Stored:
    """The rows of a version of the links (columns SCHEMA) and the store version they are of."""

    rows: pd.DataFrame
    version: int | None
    store_version: int | None


class Links:
    """The table of links of the store in folder `path`; opening reads and makes nothing."""

    def __init__(self, path: Path):
        self.path = path
        self.table_path = path / FOLDER

    def lock(self) -> FileLock:
        """Held while links are read, changed and written; importers do not wait for it."""
        return FileLock(self.path / ".links.lock")

    def exists(self) -> bool:
        """Whether links were ever written here."""
        return (self.table_path / "_delta_log").is_dir()

    def version(self) -> int | None:
        """The newest version, from the names in the log alone; None where nothing was linked."""
        log = self.table_path / "_delta_log"
        names = [entry.name for entry in log.glob("*.json")] if self.exists() else []
        return max((int(name[:20]) for name in names if name[:20].isdigit()), default=None)

    def read(self, store_version: int | None = None, version: int | None = NEWEST) -> Stored:
        """The newest links, or the newest that were made of `store_version` or an earlier one, or
        that `version` of them; no rows when there are none or it is None. Raises StoreError when
        they cannot be read or there is no such version."""
        nothing = Stored(_frame(SCHEMA.empty_table()), None, None)
        if version is None or (version == NEWEST and not self.exists()):
            return nothing
        try:
            table = DeltaTable(str(self.table_path))
            made_of = {
                c["version"]: json.loads(c["atlas_links"])["store_version"]
                for c in table.history()
                if "atlas_links" in c
            }
            latest = (
                store_version if store_version is not None else max(made_of.values(), default=0)
            )
            fitting = [number for number, of in made_of.items() if of <= latest]
            if version not in (NEWEST, *fitting):
                raise StoreError(
                    f"The store at {self.path} has no version {version} of its links that was "
                    f"made of its version {latest} or an earlier one."
                )
            if not fitting:
                return nothing
            version = max(fitting) if version == NEWEST else version
            if version != table.version():
                table.load_as_version(version)
            found = table.to_pyarrow_table()
        except (DeltaError, OSError, ValueError) as fault:
            raise self._unreadable(fault) from fault
        return Stored(self._checked(found), version, made_of[version])

    def of(self, ids: Sequence[str], version: int) -> pd.DataFrame:
        """The rows of a version of the links that name one of these reports, read without the
        others. Raises StoreError when they cannot be read."""
        named = [[(side, "in", list(ids))] for side in ("left_id", "right_id")]
        try:
            table = DeltaTable(str(self.table_path), version=version)
            found = table.to_pyarrow_table(filters=named)
        except (DeltaError, OSError, ValueError) as fault:
            raise self._unreadable(fault) from fault
        return self._checked(found)

    @staticmethod
    def nothing() -> pd.DataFrame:
        """No rows, in the columns of SCHEMA."""
        return _frame(SCHEMA.empty_table())

    def write(self, rows: pd.DataFrame, store_version: int) -> int:
        """Put `rows` in place of the stored ones in one commit; answer the version. Raises
        StoreError when they cannot be written; the stored ones then stay."""
        table = pa.Table.from_pandas(rows[SCHEMA.names], SCHEMA, preserve_index=False)
        said = {"store_version": store_version, "at": datetime.now(UTC).isoformat()}
        try:
            write_deltalake(
                str(self.table_path),
                table.sort_by([("left_id", "ascending"), ("right_id", "ascending")]),
                mode="overwrite",
                commit_properties=CommitProperties(
                    custom_metadata={"atlas_links": json.dumps(said)}
                ),
                writer_properties=WriterProperties(compression="ZSTD"),
                **({} if self.exists() else _NEW),
            )
        except (DeltaError, OSError) as fault:
            raise StoreError(
                f"The links at {self.table_path} cannot be written ({fault}); nothing was "
                "changed. See that the folder may be written and the disk is not full."
            ) from fault
        return DeltaTable(str(self.table_path)).version()

    def _checked(self, found: pa.Table) -> pd.DataFrame:
        if set(found.column_names) != set(SCHEMA.names):
            raise self._unreadable("other columns than this version of the program writes")
        return _frame(found.select(SCHEMA.names).cast(SCHEMA))

    def _unreadable(self, fault: object) -> StoreError:
        return StoreError(
            f"The links at {self.table_path} cannot be read ({fault}). Restore them from a copy, "
            "or move that folder away and link anew; decisions in it are then lost."
        )


def _frame(table: pa.Table) -> pd.DataFrame:
    frame = table.to_pandas(timestamp_as_object=False)
    for name in ("linked_to", "decided_by"):
        frame[name] = frame[name].astype(object).where(frame[name].notna(), None)
    return frame
