"""What a click costs: the dashboard's questions on synthetic incidents, beside plain pandas.

    python -m benchmarks.queries --rows 1000000 [--repeat 40] [--store DIR] [--no-pandas]

Prints a table for README.md: p50 and p95 of each question, the median of the same question in
pandas on a frame already in memory, and what opening the store costs in time and memory.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import psutil

import events
from benchmarks import plain, synthetic
from events import Filters, Store

ALL = Filters()
WINTER = Filters(since=date(2024, 10, 1), until=date(2025, 3, 31))
OBLAST = Filters(since=date(2024, 10, 1), until=date(2025, 3, 31), regions=("UA63",))
ENERGY = Filters(target_categories=("energy", "gas", "heating"))
WORDS = Filters(words="підстанці school")
BOUNDS = {"bounds": (48.5, 34.5, 50.5, 38.5), "zoom": 8}

Plain = Callable[[object], object]
QUESTIONS: dict[str, tuple[str, Filters, dict, Plain]] = {
    "figures, everything": ("figures", ALL, {}, lambda f: plain.figures(f, ALL)),
    "figures, one winter": ("figures", WINTER, {}, lambda f: plain.figures(f, WINTER)),
    "figures, energy": ("figures", ENERGY, {}, lambda f: plain.figures(f, ENERGY)),
    "figures, two words": ("figures", WORDS, {}, lambda f: plain.figures(f, WORDS)),
    "by oblast, everything": ("by_region", ALL, {}, lambda f: plain.by_region(f, ALL)),
    "by hromada, one winter": (
        "by_region",
        WINTER,
        {"level": 3},
        lambda f: plain.by_region(f, WINTER, 3),
    ),
    "by week, everything": ("by_period", ALL, {}, lambda f: plain.by_period(f, ALL)),
    "by day, oblast and winter": (
        "by_period",
        OBLAST,
        {"unit": "day"},
        lambda f: plain.by_period(f, OBLAST, "day"),
    ),
    "by target, everything": (
        "by_category",
        ALL,
        {"column": "target_category"},
        lambda f: plain.by_category(f, ALL, "target_category"),
    ),
    "page, newest of everything": (
        "page",
        ALL,
        {},
        lambda f: plain.page(f, ALL, 0, 50, ("date_start", "desc")),
    ),
    "page, most killed in oblast and winter": (
        "page",
        OBLAST,
        {"order": ("killed_min", "desc")},
        lambda f: plain.page(f, OBLAST, 0, 50, ("killed_min", "desc")),
    ),
    "dots, whole country": ("dots", ALL, {}, lambda f: plain.places(f, ALL)),
}
"""Label -> (function of events, filters, further arguments, the same in plain pandas)."""

BESIDE = {
    "dots, window at zoom 8": ("dots", ALL, BOUNDS),
    "one record with its texts": ("incident", None, {}),
}


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the dashboard's questions.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=40)
    parser.add_argument("--store", type=Path, help="keep or reuse the synthetic store here")
    parser.add_argument("--no-pandas", action="store_true", help="leave plain pandas out")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(args.store or Path(folder) / "store")
        if not store.exists():
            store.write(synthetic.table(args.rows), "synthetic")
        atlas = _open(store)
        frame = None if args.no_pandas else plain.frame_of(synthetic.table(args.rows))
        print("\n| question | p50 ms | p95 ms | plain pandas, median ms |\n|---|---|---|---|")
        for label, (name, filters, more, alone) in QUESTIONS.items():
            spent = _times(lambda n=name, f=filters, m=more: _ask(n, atlas, f, m), args.repeat)
            beside = "" if frame is None else f"{_times(lambda a=alone: a(frame), 5)[2]:.0f}"
            print(_row(label, spent, beside), flush=True)
        for label, (name, filters, more) in BESIDE.items():
            spent = _times(lambda n=name, f=filters, m=more: _ask(n, atlas, f, m), args.repeat)
            print(_row(label, spent, ""))


def _open(store: Store) -> events.Atlas:
    """Open the store and search it once, and print what that took."""
    process = psutil.Process()
    started, before = time.perf_counter(), process.memory_info().rss
    atlas = events.open_store(store.path)
    opened, held = time.perf_counter(), process.memory_info().rss
    events.figures(atlas, Filters(words="підстанці"))
    first = time.perf_counter()
    events.figures(atlas, Filters(words="лікарн"))
    second, searched = time.perf_counter(), process.memory_info().rss
    version = _times(store.version, 50)
    print(f"rows {events.total(atlas):,}")
    print(f"opening {opened - started:.2f} s, memory {(held - before) / 1e6:.0f} MB more")
    print(
        f"first word search {first - opened:.2f} s, another word {second - first:.2f} s, "
        f"memory {(searched - held) / 1e6:.0f} MB more"
    )
    print(f"version of the store {statistics.median(version):.3f} ms")
    return atlas


def _ask(name: str, atlas: events.Atlas, filters: Filters | None, more: dict) -> object:
    if filters is None:
        return getattr(events, name)(atlas, "synthetic:00000007")
    return getattr(events, name)(atlas, filters, **more)


def _times(question: Callable[[], object], repeat: int) -> list[float]:
    """Milliseconds of `repeat` runs in ascending order, after one that is not counted."""
    question()
    spent = []
    for _ in range(repeat):
        started = time.perf_counter()
        question()
        spent.append((time.perf_counter() - started) * 1000)
    return sorted(spent)


def _row(label: str, spent: list[float], beside: str) -> str:
    p95 = spent[min(len(spent) - 1, round(0.95 * (len(spent) - 1)))]
    return f"| {label} | {statistics.median(spent):.1f} | {p95:.1f} | {beside} |"


if __name__ == "__main__":
    main()
