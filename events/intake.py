"""A file -> the store: read, map, check, place, write, and the report of it.

Every row read ends accepted or refused with a reason; a file that cannot be read changes nothing.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from tqdm import tqdm

from events import reading, rejected
from events.incident import COLUMNS, DEEPEST_LEVEL, LOCATED
from events.rejected import Refusals
from events.sources import NAMES, Draft, Source, UnknownColumns, recognise
from events.store import Store
from geodata import place

BUNDLED = Path(__file__).parent / "data" / "incidents.csv"


@dataclass
class Report:
    """What one import did; `--json` prints exactly this. read = accepted + sum(rejected)."""

    read: int
    accepted: int
    rejected: dict[str, int]
    new: int
    updated: int
    unchanged: int
    placed: dict[str, int]
    store_version: int | None
    rejects_file: str | None
    source: str
    recognised_by: str
    region_disagrees: int
    """Rows whose own region name differs from the one that holds their point; the point decides."""
    notes: list[str] = field(default_factory=list)


def import_file(
    path: Path,
    store: Store,
    *,
    source: str = "auto",
    mapping: Mapping[str, str] | None = None,
    name: str | None = None,
    licence: str | None = None,
    progress: bool = False,
) -> Report:
    """Import one file. Raises Unreadable, UnknownColumns or StoreError.

    `name` is the source's name for a table of source csv, so that two tables with the same ids
    (1, 2, 3 ...) do not take each other's rows for revisions of their own.
    """
    with tqdm(total=5, desc=path.name[:30], disable=not progress, unit="step", leave=False) as bar:
        table = reading.read(path)
        bar.update()
        chosen, why = _recognised(table.text, source, mapping)
        _check(chosen, mapping, name, licence)
        draft = Draft(table.text, table.refusals, table.notes)
        chosen.incidents(draft, mapping) if mapping else chosen.incidents(draft)
        if name:
            draft.set(source=name)
        bar.update()
        disagreeing = placement.place_rows(draft)
        bar.update()
        import_id = _import_id(path)
        rows = draft.finish(licence or chosen.licence, import_id)
        bar.update()
        written = store.write(rows, import_id, _details(path, table, rows)) if len(rows) else None
        refused = draft.refusals.frame(table.lines)
        target = store.path / "rejected" / f"{import_id}.csv"
        rejects_file = rejected.write(refused, target)
        bar.update()
    if written and written.updated and chosen.name == "csv" and not name:
        table.notes.append(
            "the updated rows have ids of an earlier table; if this is another table, undo by "
            "importing that one again, and give this one a --name"
        )
    return Report(
        read=table.read,
        accepted=len(rows),
        rejected=draft.refusals.counts(),
        new=written.new if written else 0,
        updated=written.updated if written else 0,
        unchanged=written.unchanged if written else 0,
        placed=_counts(rows["placed_by"]),
        store_version=written.version if written else _version(store),
        rejects_file=str(rejects_file) if rejects_file else None,
        source=chosen.name,
        recognised_by=why,
        region_disagrees=disagreeing,
        notes=table.notes,
    )


def _recognised(text: pd.DataFrame, wanted: str, mapping) -> tuple[Source, str]:
    if mapping and wanted == "auto":
        wanted = "csv"
    if mapping and wanted != "csv":
        raise UnknownColumns(f"--map belongs to --source csv; {wanted} has its own codebook.")
    if mapping and "date" in mapping:
        return recognise([*text.columns, "date"], "csv")[0], "the mapping given"
    return recognise(text.columns, wanted)


def _check_name(name: str | None, chosen: Source) -> None:
    if name is None:
        return
    if chosen.name != "csv":
        raise UnknownColumns(f"--name is for tables of source csv; this file is {chosen.name}.")
    if name in NAMES or not re.fullmatch(r"[\w.-]{1,60}", name):
        raise UnknownColumns(
            f"--name {name[:60]!r} is taken or no short name (letters, digits, . _ -)."
        )


def _import_id(path: Path) -> str:
    """When and which content: 20261124T101500Z-3f2a9c01."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{_digest(path)[:8]}"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _details(path: Path, table: reading.Table, rows: pd.DataFrame) -> dict[str, object]:
    return {
        "file": path.name,
        "sha256": _digest(path),
        "read": table.read,
        "accepted": len(rows),
    }


def _version(store: Store) -> int | None:
    return store.version() if store.exists() else None
