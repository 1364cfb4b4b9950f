"""The way out of what changed: one row of CSV a changed field, and beside it what it is.

Cells are written as in every export (`events.export`): spreadsheets run none of them, an empty
cell is null. An added or a deleted record is one row without a field; `python -m events export`
gives it whole, a deleted one with --as-of. The same versions and filters give the same bytes.
"""

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import BinaryIO

import pyarrow as pa

from events.changes.changed import FIELDS, changed_counts, of_kinds
from events.changes.changes import CHANGE_KINDS, Changes
from events.export import about_sources, csv_lines, header, left_out
from events.filters.filters import Filters

RECORDS_AT_ONCE = 10_000

COLUMNS = (
    "change",
    "incident_id",
    "source",
    "date_start",
    "date_end",
    "title",
    "place",
    "latitude",
    "longitude",
    "location_precision",
    "adm1_code",
    "adm2_code",
    "adm3_code",
    "licence",
    "field",
    "before",
    "after",
)


def write_changes(
    changes: Changes,
    filters: Filters | None,
    out: BinaryIO,
    *,
    kinds: Sequence[str] = CHANGE_KINDS,
) -> int:
    """Write the changes of some kinds in the filters as CSV; answers how many rows.

    Ordered by date_start and incident_id, fields as in the codebook; a record is shown as it
    stands after, a deleted one as it stood last.
    """
    out.write(",".join(header(COLUMNS)).encode() + b"\r\n")
    rows = 0
    for part in _parts(changes, filters, kinds):
        out.write(csv_lines(part))
        rows += part.num_rows
    return rows


def changes_csv(
    changes: Changes, filters: Filters | None, kinds: Sequence[str] = CHANGE_KINDS
) -> bytes:
    """The whole CSV, byte for byte what the command line writes."""
    out = io.BytesIO()
    write_changes(changes, filters, out, kinds=kinds)
    return out.getvalue()


def about_changes(changes: Changes, filters: Filters | None) -> dict:
    """What the CSV is: both versions, filters, counts of records, citation and terms."""
    where, values = of_kinds(filters, CHANGE_KINDS)
    return {
        "title": f"What changed from version {changes.from_version} to {changes.version}",
        "of": filters.sentence() if filters else None,
        "filters": filters.to_params() if filters else {},
        "from_version": changes.from_version,
        "to_version": changes.version,
        "records": asdict(changed_counts(changes, filters)),
        "columns": list(header(COLUMNS)),
        "sources": about_sources(changes, where, values, filters.words if filters else ""),
        "left_out": left_out(changes),
        "generated_by": "Incident Atlas, python -m events changes",
    }


def about_changes_bytes(changes: Changes, filters: Filters | None) -> bytes:
    """`about_changes` as JSON text."""
    text = json.dumps(about_changes(changes, filters), ensure_ascii=False, indent=2)
    return text.encode() + b"\n"


def _parts(changes: Changes, filters: Filters | None, kinds: Sequence[str]) -> Iterator[pa.Table]:
    """The rows in their order, those of RECORDS_AT_ONCE records at a time."""
    where, values = of_kinds(filters, kinds)
    ids = changes.arrow(
        f"SELECT incident_id FROM incidents WHERE {where} ORDER BY date_start, incident_id",
        values,
        words=filters.words if filters else "",
    )["incident_id"]
    shown = ", ".join(name for name in COLUMNS if name not in ("field", "before", "after"))
    for start in range(0, len(ids), RECORDS_AT_ONCE):
        yield changes.arrow(
            f"""{FIELDS}, latest AS (
                SELECT {shown} FROM these WHERE side = 'after' OR change = 'deleted')
            SELECT {shown}, field, before, after FROM latest LEFT JOIN every USING (incident_id)
            ORDER BY date_start, incident_id, nth, field""",
            {"ids": ids.slice(start, RECORDS_AT_ONCE).to_pylist()},
        )
