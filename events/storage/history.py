"""The versions of the store and the imports that made them, as the table's log has them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from deltalake import DeltaTable

NOTE = "atlas_import"
"""Key under which a commit of ours says what it did; joining small files has none."""


@dataclass(frozen=True)
class Import:
    """One import as the table remembers it; `details` is what the importer said of the file."""

    version: int
    when: datetime
    import_id: str
    new: int
    updated: int
    removed: int = 0
    details: Mapping[str, object] = field(default_factory=dict)


def imports(table: DeltaTable) -> tuple[Import, ...]:
    """Every import or removal that changed the table, newest first."""
    found = []
    for commit in table.history():
        if NOTE not in commit:
            continue
        said = json.loads(commit[NOTE])
        found.append(
            Import(
                version=commit["version"],
                when=datetime.fromtimestamp(commit["timestamp"] / 1000, UTC),
                import_id=said.pop("import_id"),
                new=said.pop("new"),
                updated=said.pop("updated"),
                removed=said.pop("removed", 0),
                details=said,
            )
        )
    return tuple(found)


def moments(table: DeltaTable) -> tuple[tuple[int, datetime], ...]:
    """Every version that the log still tells of with the moment (UTC) it was made, oldest first."""
    commits = ((commit["version"], commit["timestamp"] / 1000) for commit in table.history())
    return tuple(sorted((version, datetime.fromtimestamp(at, UTC)) for version, at in commits))


def newest(log: Path) -> int | None:
    """The newest version in the file names of a log; None when it holds no commit.

    Commits are named 00000000000000000042.json, checkpoints
    00000000000000000040.checkpoint.parquet (Delta transaction log protocol). Raises OSError.
    """
    names = [entry.name for entry in log.iterdir()]
    versions = [
        int(name[:20])
        for name in names
        if name[:20].isdigit() and (name[20:] == ".json" or ".checkpoint" in name[20:])
    ]
    return max(versions, default=None)
