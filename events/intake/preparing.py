"""A file -> rows of the record and refused rows: read, map, check, place. The store is not asked.

Every row read ends accepted or refused with a reason.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from events.files import companions, reading
from events.intake import placement
from events.sources import NAMES, Draft, Source, UnknownColumns, recognise


@dataclass
class Prepared:
    """A file as far as it comes without the store: read, mapped, checked and placed."""

    rows: pa.Table
    """The accepted rows, as incident.SCHEMA."""
    refused: pd.DataFrame
    """The refused ones, with the columns of `rejected.COLUMNS`."""
    counts: dict[str, int]
    read: int
    source: Source
    recognised_by: str
    named: bool
    digest: str
    import_id: str
    disagreeing: placement.Disagreement
    notes: list[str]
    beside: dict[str, dict[str, str]]
    """Name of each companion that is a file of its own -> {"file": its name, "sha256": ...}."""


def prepare(
    path: Path,
    *,
    source: str = "auto",
    mapping: Mapping[str, str] | None = None,
    name: str | None = None,
    licence: str | None = None,
    retrieved: date | None = None,
    beside: Iterable[Path] = (),
    step: Callable[[], object] = lambda: None,
) -> Prepared:
    """What an import of a file would write; options as in `import_file`, errors but StoreError.

    `step` is called after each of the first four of STEPS.
    """
    table = reading.read(path)
    step()
    chosen, why = _recognised(table, source, mapping)
    _check(chosen, name, licence)
    others = companions.gather(path, table, chosen, beside)
    draft = Draft(table.take_text(), table.refusals, table.notes, others.tables, table.tags)
    draft.exact = table.exact
    chosen.incidents(draft, *([mapping] if mapping else []))
    if name:
        draft.set(source=name)
    if retrieved:
        draft.set(source_retrieved=pd.Series(np.datetime64(retrieved, "s"), draft.rows.index))
    step()
    disagreeing = placement.place_rows(draft)
    step()
    digest = _digest(path)
    import_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-{digest[:8]}"
    rows = draft.finish(licence or chosen.licence, import_id)
    step()
    return Prepared(
        rows=rows,
        refused=table.refusals.frame(table.lines),
        counts=draft.refusals.counts(),
        read=table.read,
        source=chosen,
        recognised_by=why,
        named=bool(name),
        digest=digest,
        import_id=import_id,
        disagreeing=disagreeing,
        notes=table.notes,
        beside={
            name: {"file": file.name, "sha256": _digest(file)}
            for name, file in others.files.items()
        },
    )


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
        if not is_free(value):
            raise UnknownColumns(
                f"--{option} {value[:60]!r} is taken or not short (letters, digits, . _ -)."
            )


def is_free(name: str) -> bool:
    """Whether a table may be called so: short, of letters, digits, . _ - and no known source's."""
    return name not in NAMES and bool(re.fullmatch(r"[\w.-]{1,60}", name))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
