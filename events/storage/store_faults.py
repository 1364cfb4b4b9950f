"""What can be wrong with a store, each said in a sentence with what to do about it."""

from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable

from events.incident import SCHEMA

TABLE = "incidents"
"""Folder of the table within that of the store."""

OURS = (TABLE, "rejected", "lost+found")
"""What may lie in the folder of a store before its first commit."""

UNREADABLE = "[]*?%#{}"
"""Signs that delta-rs or DuckDB takes for a part of an address or a pattern, not of a name."""


class StoreError(Exception):
    """The store cannot be used; the message says what was seen and what to do."""


class StoreMissing(StoreError):  # noqa: N818, the name says what is the case
    """There is no store in that folder yet."""


def missing(path: Path) -> StoreMissing:
    """The error that there is no store yet."""
    return StoreMissing(
        f"There is no store at {path} yet. Make one with "
        "`python -m events import --bundled` or `python -m events import FILE`."
    )


def lost(path: Path, version: int | None, files: int, gone: list[str]) -> StoreError:
    """The error that a version (None: the newest) lacks the files `gone`."""
    whole = f"The store at {path}" if version is None else f"Version {version} of the store {path}"
    newer = "" if version is None else "Ask for a newer version. Otherwise: "
    return StoreError(
        f"{whole} lacks {len(gone)} of its {files} files, first {Path(gone[0]).name}. {newer}"
        "Restore them from a copy, or import the files again into a new folder (--store)."
    )


def refuse_folder(path: Path) -> None:
    """Raise StoreError where no store may be made: other things lie there, or its name misleads."""
    if signs := set(UNREADABLE) & set(str(path.resolve())):
        raise StoreError(
            f"The name of the folder {path} holds {' '.join(sorted(signs))}, which the libraries "
            "under the store read as a pattern. Choose another (--store)."
        )
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file; a store is a folder. Choose another (--store).")
    if not path.is_dir() or (path / TABLE / "_delta_log").is_dir():
        return
    names = sorted(entry.name for entry in path.iterdir())
    others = [name for name in names if name not in OURS and not name.startswith(".")]
    if others:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        raise StoreError(
            f"The folder {path} is no store: it holds {others[0]}{more}. "
            "Choose an empty or a new folder (--store or ATLAS_STORE)."
        )


def refuse_table(path: Path, table: DeltaTable, columns: pa.Schema) -> None:
    """Raise StoreError unless the table has our columns and plain Parquet files."""
    features = set(table.protocol().reader_features or ())
    if unknown := features - {"timestampNtz"}:
        raise StoreError(
            f"The store at {path} uses {', '.join(sorted(unknown))}, which another program "
            "switched on and this one does not read. Write it anew without that, or import the "
            "files again into a new folder (--store)."
        )
    differing = sorted(set(map(_column, SCHEMA)).symmetric_difference(map(_column, columns)))
    if differing:
        names = ", ".join(dict.fromkeys(name for name, _ in differing))
        raise StoreError(
            f"The store at {path} was made by another version of this program: it differs in "
            f"{names}. Import the files again into a new folder (--store), or use the version "
            "that made it."
        )


def _column(column: pa.Field) -> tuple[str, str]:
    """Name and type of a column, Arrow's kinds of string being one."""
    kind = str(column.type).replace("large_", "").replace("_view", "")
    return column.name, kind
