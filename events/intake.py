"""A file -> the store: read, map, check, place, write, and the report of it.

Every row read ends accepted or refused with a reason; a file that cannot be read changes nothing.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from tqdm import tqdm

from events import companions, placement, reading, rejected
from events.sources import NAMES, Draft, Source, UnknownColumns, recognise
from events.store import Store, StoreError

BUNDLED = Path(__file__).parent / "data" / "incidents.csv"
BUNDLED_SOURCE = "atlas"

STEPS = 5
"""Of the progress bar: reading, mapping, placing, completing, writing."""


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
    """Rows that name another oblast than the one that holds their point."""
    raion_disagrees: int
    """Rows that name another raion of that oblast."""
    notes: list[str] = field(default_factory=list)


def import_file(
    path: Path,
    store: Store,
    *,
    source: str = "auto",
    mapping: Mapping[str, str] | None = None,
    name: str | None = None,
    licence: str | None = None,
    retrieved: date | None = None,
    origin: Mapping[str, object] | None = None,
    beside: Iterable[Path] = (),
    progress: bool = False,
) -> Report:
    """Import one file. Raises Unreadable, UnknownColumns, StoreError or OSError.

    `name` is the source's name for a table of source csv, so that two tables with the same ids
    (1, 2, 3 ...) do not take each other's rows for revisions of their own; `licence` is the
    terms of such a table, where its rows state none. `retrieved` is the day on which the file was
    fetched from its publisher, and `origin` (JSON values) what the store's history keeps of that.
    `beside` are files with the companion tables of a source that has such (`events.companions`).
    """
    store.exists()  # raises at once when the folder is something else than a store
    with tqdm(total=STEPS, desc=path.name[:30], disable=not progress, leave=False) as bar:
        table = reading.read(path)
        bar.update()
        chosen, why = _recognised(table, source, mapping)
        _check(chosen, name, licence)
        others = companions.gather(path, table, chosen, beside)
        draft = Draft(table.take_text(), table.refusals, table.notes, others, table.tags)
        chosen.incidents(draft, *([mapping] if mapping else []))
        if name:
            draft.set(source=name)
        if retrieved:
            draft.set(source_retrieved=pd.Series(np.datetime64(retrieved, "s"), draft.rows.index))
        bar.update()
        disagreeing = placement.place_rows(draft)
        bar.update()
        digest = _digest(path)
        import_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-{digest[:8]}"
        rows = draft.finish(licence or chosen.licence, import_id)
        bar.update()
        said = {"file": path.name, "sha256": digest, "read": table.read, "accepted": len(rows)}
        said |= {"origin": dict(origin)} if origin else {}
        written = store.write(rows, import_id, said) if len(rows) else None
        rejects_file = _write_rejects(store, table, import_id)
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
        region_disagrees=disagreeing.oblast,
        raion_disagrees=disagreeing.raion,
        notes=table.notes,
    )


def holds_any(store: Store) -> bool:
    """Whether the store holds any record, of whatever source."""
    return store.exists() and store.table().to_pyarrow_dataset().count_rows() > 0


def holds_bundled(store: Store) -> bool:
    """Whether any record of the table that comes with the atlas is in the store."""
    if not store.exists():
        return False
    ours = store.table().to_pyarrow_dataset().count_rows(pc.field("source") == BUNDLED_SOURCE)
    return ours > 0


def _recognised(
    table: reading.Table, wanted: str, mapping: Mapping[str, str] | None
) -> tuple[Source, str]:
    columns = list(table.text.columns)
    if mapping and wanted not in ("auto", "csv"):
        raise UnknownColumns(f"--map belongs to --source csv; {wanted} has its own codebook.")
    if mapping and "date" in mapping:
        return recognise([*columns, "date"], "csv")[0], "the mapping names its columns"
    return recognise(columns, "csv" if mapping else wanted, table.tags)


def _check(chosen: Source, name: str | None, licence: str | None) -> None:
    """Raise UnknownColumns for a name or a licence that cannot be."""
    for option, value in (("name", name), ("licence", licence)):
        if value is None:
            continue
        if chosen.name != "csv":
            raise UnknownColumns(f"--{option} is for tables of source csv; this is {chosen.name}.")
        if value in NAMES or not re.fullmatch(r"[\w.-]{1,60}", value):
            raise UnknownColumns(
                f"--{option} {value[:60]!r} is taken or not short (letters, digits, . _ -)."
            )


def _write_rejects(store: Store, table: reading.Table, import_id: str) -> Path | None:
    """The file of refused rows beside the store's table; None when nothing was refused."""
    if not len(table.refusals):
        return None
    try:
        frame = table.refusals.frame(table.lines)
        return rejected.write(frame, store.path / rejected.FOLDER / f"{import_id}.csv")
    except OSError as fault:
        raise StoreError(
            f"The accepted rows were imported, but the refused ones could not be written to "
            f"{fault.filename} ({fault.strerror}). Make room there and import the file again."
        ) from fault


def _counts(words: pa.ChunkedArray) -> dict[str, int]:
    """Word -> how often, most first."""
    found = {entry["values"]: entry["counts"] for entry in words.value_counts().to_pylist()}
    return dict(sorted(found.items(), key=lambda entry: (-entry[1], entry[0])))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _version(store: Store) -> int | None:
    return store.version() if store.exists() else None
