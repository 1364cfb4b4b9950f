"""What it costs to ask what changed: a synthetic week in a large synthetic store.

    python -m benchmarks.changes --rows 1000000 [--repeat 9] [--store DIR]

Prints a table for README.md. A week: 3,000 new records, 500 revised ones and 50 deleted, all of
the last days; then a scattered revision of every 200th record, and a version in which every
record is placed anew.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

import events
from benchmarks import synthetic
from events import Filters, Store


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the comparison of versions.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=9)
    parser.add_argument("--store", type=Path, help="keep or reuse the synthetic store here")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(args.store or Path(folder) / "store")
        versions = _versions(store, args.rows)
        print("\n| versions | changed records | files read | p50 s | worst s | processor s |")
        print("|---|---|---|---|---|---|")
        for label, (first, last) in versions.items():
            started = time.process_time()
            spent = sorted(_asked(store, first, last) for _ in range(args.repeat))
            processor = (time.process_time() - started) / args.repeat
            old, new = (set(store.files(version)) for version in (first, last))
            counts = events.changed_counts(events.changes(store, first, last), Filters())
            print(
                f"| {label} | {counts.total:,} | {len(old ^ new)} of {len(old) + len(new)} | "
                f"{statistics.median(spent):.2f} | {spent[-1]:.2f} | {processor:.2f} |",
                flush=True,
            )


def _asked(store: Store, first: int, last: int) -> float:
    """Seconds until counts, a page of records with its fields, and dots are known."""
    started = time.perf_counter()
    changes = events.changes(store, first, last)
    events.changed_counts(changes, Filters())
    rows = events.changed_page(changes, Filters()).frame
    events.changed_fields(changes, rows["incident_id"])
    events.changed_dots(changes, Filters())
    changes.close()
    return time.perf_counter() - started


def _versions(store: Store, rows: int) -> dict[str, tuple[int, int]]:
    """Label -> the two versions; makes the store unless it is there."""
    if not store.exists():
        whole = synthetic.table(rows).sort_by("date_start")
        store.write(whole, "whole")
        recent = whole.slice(rows - 5000)
        new = _renamed(recent.slice(1000, 3000))
        store.write(pa.concat_tables([new, _revised(recent.slice(0, 500))]), "week")
        store.remove(recent["incident_id"].slice(4000, 50).to_pylist(), "week, deletions")
        store.write(_revised(whole.take(pa.array(range(0, rows - 5000, 200)))), "scattered")
        placed = pa.array(["declared"] * rows)
        place = whole.schema.get_field_index("placed_by")
        store.write(whole.set_column(place, whole.field(place), placed), "placed anew")
    return {
        "a week of imports": (0, 2),
        "every 200th record revised": (2, 3),
        "every record placed anew": (3, 4),
    }


def _renamed(rows: pa.Table) -> pa.Table:
    for column in ("incident_id", "source_id"):
        place = rows.schema.get_field_index(column)
        named = pc.binary_join_element_wise(rows[column], "new", "-")
        rows = rows.set_column(place, rows.field(place), named)
    return rows


def _revised(rows: pa.Table) -> pa.Table:
    place = rows.schema.get_field_index("title")
    title = pc.binary_join_element_wise(pc.fill_null(rows["title"], ""), "revised", " ")
    return rows.set_column(place, rows.field(place), title)


if __name__ == "__main__":
    main()
