"""The store: a Delta Lake table of incidents that changes by whole imports and removals only.

STORE/incidents is the table; other things of the same store (STORE/rejected) lie beside it.
Each change is one commit, so a killed import leaves no row behind, readers never wait for
writers, and every version stays readable: files and log are never removed. Reading it is the
task of `events.questions.atlas`.
"""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

import pandas as pd
import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError
from filelock import FileLock

from events.storage.history import NOTE, Import, imports, newest
from events.storage.merging import Comparison, as_table, held
from events.storage.store_faults import (
    TABLE,
    StoreError,
    lost,
    missing,
    refuse_folder,
    refuse_table,
)

_FILE_BYTES = 8 << 20
"""Size of the files of a large import: a revision rewrites those of its days, not the table."""

_SETTINGS = {
    "delta.targetFileSize": str(_FILE_BYTES),
    "delta.enableExpiredLogCleanup": "false",
    "delta.deletedFileRetentionDuration": "interval 36500 days",
}
"""Table properties; the last two keep other writers (Spark's VACUUM) from old versions."""

_WRITER = WriterProperties(compression="ZSTD", compression_level=1, max_row_group_size=65_536)
"""Small row groups: a page of rows sorted by date then reads a few of them, not the file."""

_MOST_FILES = 64
"""Above this many small files a write is followed by a commit that only joins them."""

_ATTEMPTS = 3
_Report = TypeVar("_Report")


@dataclass(frozen=True)
class WriteReport:
    """What a write did: rows new, updated and unchanged, and the version that holds them."""

    new: int
    updated: int
    unchanged: int
    version: int


@dataclass(frozen=True)
class RemoveReport:
    """What a removal did: rows removed, ids that were not in the store, and the version after."""

    removed: int
    unknown: int
    version: int


def default_path() -> Path:
    """The folder of the store: ATLAS_STORE, else ./store."""
    return Path(os.environ.get("ATLAS_STORE") or "store")


class Store:
    """The writing side of the store in a folder; opening reads and makes nothing."""

    def __init__(self, path: str | os.PathLike | None = None):
        self.path = Path(path) if path is not None else default_path()
        self.table_path = self.path / TABLE

    def exists(self) -> bool:
        """Whether a first commit was ever made here."""
        return self._latest() is not None

    def version(self) -> int:
        """Number of the newest version, from the names in the log alone (below 1 ms).

        Raises StoreMissing when there is no store, StoreError when the folder is something else.
        """
        latest = self._latest()
        if latest is None:
            raise missing(self.path)
        return latest

    def table(self, version: int | None = None) -> DeltaTable:
        """The Delta table, at `version` or at the newest, after checking that it is ours."""
        newest = self.version()
        if version is not None and not 0 <= version <= newest:
            raise StoreError(
                f"The store at {self.path} has the versions 0 to {newest}, not {version}. "
                "Ask for one of these."
            )
        try:
            table = DeltaTable(str(self.table_path), version=version)
            found = pa.schema(table.schema().to_arrow())
        except (DeltaError, OSError, ValueError) as fault:
            raise StoreError(
                f"The store at {self.path} cannot be read ({fault}). Restore it from a copy, or "
                "import the files again into a new folder (--store)."
            ) from fault
        refuse_table(self.path, table, found)
        return table

    def files(self, version: int | None = None) -> tuple[str, ...]:
        """The Parquet files that make up a version, as local paths in a steady order."""
        files = sorted(map(unquote, self.table(version).file_uris()))
        gone = [name for name in files if not Path(name).exists()]
        if gone:
            old = version if version != self.version() else None
            raise lost(self.path, old, len(files), gone)
        return tuple(files)

    def history(self) -> tuple[Import, ...]:
        """Every import that changed the store, newest first."""
        return imports(self.table())

    def write(
        self,
        rows: pd.DataFrame | pa.Table,
        import_id: str,
        details: Mapping[str, object] | None = None,
    ) -> WriteReport:
        """Merge `rows` into the store by incident_id and answer what that changed.

        `rows` has the columns of incident.SCHEMA. A row whose CONTENT differs from the stored
        one replaces it; an equal one is left alone with its old import_id; when nothing differs
        there is no commit and the version stays. `details` (file name, sha256, counts ...; JSON
        values) is kept with the commit. A second importer waits for the first. ValueError: rows
        that are no incidents, or that hold an incident_id twice.
        """
        incoming = as_table(rows)
        refuse_folder(self.path)
        self.path.mkdir(parents=True, exist_ok=True)
        return self._alone(lambda: self._merge(incoming, import_id, dict(details or {})))

    def compared(self, rows: pd.DataFrame | pa.Table) -> tuple[int, int, int]:
        """How many of `rows` would be new, updated and unchanged, if `write` wrote them now."""
        with Comparison(as_table(rows), self.files() if self.exists() else ()) as found:
            return found.new, found.updated, found.unchanged

    def remove(
        self,
        incident_ids: Iterable[str],
        import_id: str,
        details: Mapping[str, object] | None = None,
    ) -> RemoveReport:
        """Take records out of the store in one commit, e.g. those that their source deleted.

        Versions before keep them. Ids that the store does not hold are counted, no error; an id
        given twice is one. When none is held there is no commit and the version stays. Raises
        StoreMissing where there is no store; otherwise like `write`.
        """
        wanted = pa.table({"incident_id": pa.array(sorted(set(incident_ids)), pa.string())})
        self.version()
        return self._alone(lambda: self._remove(wanted, import_id, dict(details or {})))

    def _alone(self, change: Callable[[], _Report]) -> _Report:
        """Run `change` while no other importer runs; again when a foreign writer was faster."""
        with FileLock(self.path / ".lock"):
            for attempt in range(1, _ATTEMPTS + 1):
                try:
                    return change()
                except CommitFailedError as fault:
                    # Only a writer that is not ours (Spark, Trino) ignores the lock.
                    if attempt == _ATTEMPTS:
                        raise StoreError(
                            f"Another program keeps changing the store at {self.path} ({fault}). "
                            "Nothing was written; import again when it has finished."
                        ) from fault
        raise AssertionError("the last attempt returns or raises")

    def _merge(self, incoming: pa.Table, import_id: str, details: dict) -> WriteReport:
        table = self.table() if self.exists() else None
        with Comparison(incoming, self.files() if table else ()) as found:
            if found.new or found.updated or table is None:
                said = {"import_id": import_id, "new": found.new, "updated": found.updated}
                self._commit(table, found.changed(), found.updated, said | details)
                self._join_small_files()
            return WriteReport(found.new, found.updated, found.unchanged, self.version())

    def _remove(self, wanted: pa.Table, import_id: str, details: dict) -> RemoveReport:
        found = held(wanted, self.files())
        if found.num_rows:
            said = {"import_id": import_id, "new": 0, "updated": 0, "removed": found.num_rows}
            self.table().merge(
                found,
                "stored.incident_id = gone.incident_id",
                source_alias="gone",
                target_alias="stored",
                **_noted(said | details),
            ).when_matched_delete().execute()
            self._join_small_files()
        return RemoveReport(found.num_rows, wanted.num_rows - found.num_rows, self.version())

    def _commit(
        self, table: DeltaTable | None, rows: pa.RecordBatchReader, updated: int, said: dict
    ) -> None:
        shared = _noted(said)
        if table is None:
            write_deltalake(
                str(self.table_path),
                rows,
                mode="error",
                name=TABLE,
                description="Conflict incidents; columns as in events/incident.py",
                configuration=_SETTINGS,
                **shared,
            )
        elif updated == 0:
            write_deltalake(table, rows, mode="append", **shared)
        else:
            table.merge(
                rows,
                "stored.incident_id = incoming.incident_id",
                source_alias="incoming",
                target_alias="stored",
                **shared,
            ).when_matched_update_all().when_not_matched_insert_all().execute()

    def _join_small_files(self) -> None:
        """After many small imports, one commit more that holds the same rows in fewer files."""
        table = DeltaTable(str(self.table_path))
        sizes = pa.table(table.get_add_actions(flatten=True))["size_bytes"].to_numpy()
        if (sizes < _FILE_BYTES // 4).sum() > _MOST_FILES:
            table.optimize.compact(target_size=_FILE_BYTES, writer_properties=_WRITER)

    def _latest(self) -> int | None:
        """The newest version in the log's file names; None when there is no commit."""
        try:
            return newest(self.table_path / "_delta_log")
        except (FileNotFoundError, NotADirectoryError):
            refuse_folder(self.path)
            return None
        except OSError as fault:
            raise StoreError(f"The store at {self.path} cannot be read: {fault}.") from fault


def _noted(said: dict) -> dict:
    """What every commit carries: its note for `history`, and how Parquet files are written."""
    text = json.dumps(said, ensure_ascii=False)
    return {
        "commit_properties": CommitProperties(custom_metadata={NOTE: text}),
        "writer_properties": _WRITER,
    }
