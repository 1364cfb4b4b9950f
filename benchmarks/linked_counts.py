"""What counting incidents costs beside counting reports, and what a decision about a pair costs.

    python -m benchmarks.linked_counts --store DIR [--pairs 100000] [--repeat 9]

DIR is a store of synthetic incidents (benchmarks/synthetic.py, events import --no-link). In a copy
of it neighbours in place and day are linked at random; the store itself is not changed.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

import events
from events import Filters, Store, decide, open_store
from events.linking.links import AGREEMENTS, Links
from events.questions.atlas import stored

FILTERS = {
    "everything": Filters(),
    "one year": Filters(since=date(2024, 1, 1), until=date(2024, 12, 31)),
    "one oblast": Filters(regions=("UA63",)),
}
QUESTIONS = {
    "figures": lambda atlas, filters: events.figures(atlas, filters),
    "by oblast": lambda atlas, filters: events.by_region(atlas, filters, 1),
    "by raion": lambda atlas, filters: events.by_region(atlas, filters, 2),
    "by week": lambda atlas, filters: events.by_period(atlas, filters, "week"),
    "by type": lambda atlas, filters: events.by_category(atlas, filters, "event_type"),
    "dots": lambda atlas, filters: events.dots(atlas, filters),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=9)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        linked = Store(shutil.copytree(asked.store, Path(folder) / "store"))
        rows = pairs(linked, asked.pairs)
        Links(linked.path).write(rows, linked.version())
        print("| question | " + " | ".join(f"{name}, ms: reports / incidents" for name in FILTERS))
        atlases = [open_store(asked.store), open_store(linked.path)]
        for name, question in QUESTIONS.items():
            cells = [
                " / ".join(f"{median(question, atlas, f, asked.repeat):.0f}" for atlas in atlases)
                for f in FILTERS.values()
            ]
            print(f"| {name} | " + " | ".join(cells))
        one, other = rows.iloc[len(rows) // 2][["left_id", "right_id"]]
        start = time.perf_counter()
        decide(linked, one, other, "undone")
        print(f"a decision: {time.perf_counter() - start:.2f} s")


def median(question, atlas, filters: Filters, repeat: int) -> float:
    """Milliseconds."""
    took = []
    for _ in range(repeat):
        start = time.perf_counter()
        question(atlas, filters)
        took.append(time.perf_counter() - start)
    return 1000 * statistics.median(took)


def pairs(store: Store, count: int) -> pd.DataFrame:
    """Rows of links.SCHEMA: neighbours in place and day, each report in one pair at most."""
    sql = f"""SELECT incident_id FROM ({stored(store.files())}) WHERE NOT is_aggregate
        ORDER BY adm1_code, date_start, incident_id"""
    ids = duckdb.sql(sql).fetchnumpy()["incident_id"]
    chosen = 2 * np.sort(np.random.default_rng(1).choice(len(ids) // 2, count, replace=False))
    both = np.sort(np.array([ids[chosen], ids[chosen + 1]]).astype(str), axis=0)
    return pd.DataFrame({"left_id": both[0], "right_id": both[1]}).assign(
        probability=0.9,
        distance_km=1.0,
        days=0,
        **{f"{name}_agreement": "same" for name in AGREEMENTS},
        joined=True,
        linked_to=both[0],
        decided="auto",
        decided_by=None,
        decided_at=pd.to_datetime(pd.Series([pd.NaT] * count), utc=True),
        model="synthetic",
    )


if __name__ == "__main__":
    main()
