"""A file -> the store: read, map, check, place, write, and the report of it.

Every row read ends accepted or refused with a reason; a file that cannot be read changes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from tqdm import tqdm

from events.intake import rejected
from events.intake.preparing import Prepared, prepare
from events.storage.store import Store, StoreError

BUNDLED = Path(__file__).parents[1] / "data" / "incidents.csv"
BUNDLED_SOURCE = "atlas"

NAMED = 50
"""Names of sources that the history keeps of one import; only an export of an atlas has many."""

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
    `beside` are files with the companion tables of a source that has such
    (`events.files.companions`).
    """
    store.exists()  # raises at once when the folder is something else than a store
    with tqdm(total=STEPS, desc=path.name[:30], disable=not progress, leave=False) as bar:
        found = prepare(
            path,
            source=source,
            mapping=mapping,
            name=name,
            licence=licence,
            retrieved=retrieved,
            beside=beside,
            step=bar.update,
        )
        report = write(found, store, path.name, origin)
        bar.update()
    return report


def write(
    found: Prepared, store: Store, file: str, origin: Mapping[str, object] | None = None
) -> Report:
    """Write what `prepare` made of a file of that name; raises StoreError."""
    said = {"file": file, "sha256": found.digest, "read": found.read, "accepted": len(found.rows)}
    said |= {"source": found.source.name, "rejected": found.counts}
    said["sources"] = sorted(_counts(found.rows["source"]))[:NAMED]
    said |= {f"{unit}_disagrees": getattr(found.disagreeing, unit) for unit in ("oblast", "raion")}
    said |= {"origin": dict(origin)} if origin else {}
    said |= {"beside": found.beside} if found.beside else {}
    written = store.write(found.rows, found.import_id, said) if len(found.rows) else None
    rejects_file = _write_rejects(store, found)
    if written and written.updated and found.source.name == "csv" and not found.named:
        found.notes.append(
            "the updated rows have ids of an earlier table; if this is another table, undo by "
            "importing that one again, and give this one a --name"
        )
    version = written.version if written else _version(store)
    counts = (written.new, written.updated, written.unchanged) if written else (0, 0, 0)
    return _report(found, counts, version, rejects_file)


def dry_run(found: Prepared, store: Store) -> Report:
    """The report that `write` would give, without a change; the version is the present one."""
    counts = store.compared(found.rows) if len(found.rows) else (0, 0, 0)
    return _report(found, counts, _version(store), None)


def _report(
    found: Prepared, counts: tuple[int, int, int], version: int | None, rejects: Path | None
) -> Report:
    new, updated, unchanged = counts
    return Report(
        read=found.read,
        accepted=len(found.rows),
        rejected=found.counts,
        new=new,
        updated=updated,
        unchanged=unchanged,
        placed=_counts(found.rows["placed_by"]),
        store_version=version,
        rejects_file=str(rejects) if rejects else None,
        source=found.source.name,
        recognised_by=found.recognised_by,
        region_disagrees=found.disagreeing.oblast,
        raion_disagrees=found.disagreeing.raion,
        notes=found.notes,
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


def _write_rejects(store: Store, found: Prepared) -> Path | None:
    """The file of refused rows beside the store's table; None when nothing was refused."""
    target = store.path / rejected.FOLDER / f"{found.import_id}.csv"
    try:
        return rejected.write(found.refused, target)
    except OSError as fault:
        raise StoreError(
            f"The accepted rows were imported, but the refused ones could not be written to "
            f"{fault.filename} ({fault.strerror}). Make room there and import the file again."
        ) from fault


def _counts(words: pa.ChunkedArray) -> dict[str, int]:
    """Word -> how often, most first."""
    found = {entry["values"]: entry["counts"] for entry in words.value_counts().to_pylist()}
    return dict(sorted(found.items(), key=lambda entry: (-entry[1], entry[0])))


def _version(store: Store) -> int | None:
    return store.version() if store.exists() else None
