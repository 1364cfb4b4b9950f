"""Small tables of incidents for tests: synthetic rows, every column with a quiet default."""

from datetime import date

import pyarrow as pa

from events import Store, open_store
from events.incident import SCHEMA

_QUIET = {
    "source": "test",
    "date_precision": "day",
    "location_precision": "settlement",
    "placed_by": "contains",
    "event_type": "other",
    "target_category": "unknown",
    "status": "reported",
    "is_aggregate": False,
    "sources": "[]",
    "licence": "CC-BY-4.0",
    "import_id": "first",
    "raw": "{}",
}


def incident(source_id: str, day: str = "2024-03-05", **changes: object) -> dict:
    """One row; date_end follows date_start unless given, coarser codes follow the finest one."""
    row = dict.fromkeys(SCHEMA.names) | _QUIET | {"source_id": source_id}
    row |= {"date_start": day, "date_end": day} | changes
    for column in ("date_start", "date_end", "source_retrieved"):
        if isinstance(row[column], str):
            row[column] = date.fromisoformat(row[column])
    finest = row["adm3_code"] or row["adm2_code"] or row["adm1_code"]
    if finest:
        row["adm1_code"] = finest[:4]
        row["adm2_code"] = finest[:6] if len(finest) >= 6 else None
    row["incident_id"] = f"{row['source']}:{source_id}"
    return row


def table(*rows: dict) -> pa.Table:
    """The rows as the store takes them."""
    return pa.Table.from_pylist(list(rows), SCHEMA)


def atlas_of(path, *rows: dict):
    """A new store at `path` with these rows, opened."""
    Store(path).write(table(*rows), "first")
    return open_store(path)
