"""How often the spikes of events/questions/spikes.py are false, and how many true ones they find.

    python -m benchmarks.spikes [--quick] [--store DIR]

Synthetic counts only. Prints the tables for README.md: weeks in which nothing happened, weeks with
planted spikes, and weeks that break the model's assumptions. With --store the question itself is
timed, at the level of hromadas and for the last whole week of that store.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

import events
from events import Filters
from events.questions.spike_model import expected, false_discovery
from events.questions.spikes import FALSE_SHARE, INTERVAL, LEAST, WEEKS

LEVELS = {27: 2000, 136: 600, 1469: 120}
"""Units -> runs of the quiet weeks; as many units as there are oblasts, raions, hromadas."""

TIMES = (3, 5, 10)
PLANTED = 0.05
BANDS = ((0.1, 1), (1, 5), (5, 20), (20, 1000))
"""Incidents expected a week, between which the planted spikes are told apart."""


def means_of(rng, units: int) -> np.ndarray:
    """Incidents a week: half of the units above 0.8, one in forty above 20."""
    return rng.lognormal(np.log(0.8), 1.65, units)


def dispersions_of(rng, units: int) -> np.ndarray:
    """From near chance to a variance many times the mean; the median is 0.4."""
    return rng.lognormal(np.log(0.4), 0.8, units)


def drawn(rng, means: np.ndarray) -> np.ndarray:
    """Counts, units x 53 weeks, of means that are one a unit or one a unit and week."""
    means = np.broadcast_to(np.atleast_2d(means.T).T, (len(means), WEEKS + 1))
    shape = 1 / dispersions_of(rng, len(means))[:, None]
    return rng.poisson(rng.gamma(shape, means / shape))


def rising(rng, units: int) -> np.ndarray:
    """Twice as many in the last week as in the first."""
    return drawn(rng, means_of(rng, units)[:, None] * np.linspace(1, 2, WEEKS + 1))


def lasting(rng, units: int) -> np.ndarray:
    """A quiet or heavy week is mostly followed by another: AR(1) of 0.8 in the logarithm."""
    state = np.zeros((units, WEEKS + 1))
    for week in range(-20, WEEKS + 1):
        before = state[:, week - 1] if week > 0 else state[:, 0]
        state[:, max(week, 0)] = 0.8 * before + 0.3 * rng.standard_normal(units)
    return drawn(rng, means_of(rng, units)[:, None] * np.exp(state))


def quiet(rng, units: int) -> np.ndarray:
    return drawn(rng, means_of(rng, units))


def rare(rng, units: int) -> np.ndarray:
    """Units that LEAST leaves out mostly: one to six incidents a year."""
    return drawn(rng, rng.uniform(1, 6, units) / WEEKS)


def false_alarms(draw: Callable, units: int, runs: int, least: int = LEAST) -> dict[str, float]:
    """Shares over all units and runs: p at most 0.05, 0.01, 0.001; inside the interval; runs in
    which any unit was named."""
    rng = np.random.default_rng(units)
    low_p, inside, judged, named = np.zeros(3), 0, 0, 0
    for _ in range(runs):
        past, now = _judged(draw(rng, units), least)
        model = expected(past)
        chances = model.chance_of(now)
        low, high = model.interval(INTERVAL)
        low_p += [(chances <= level).sum() for level in (0.05, 0.01, 0.001)]
        inside += ((now >= low) & (now <= high)).sum()
        judged += len(now)
        named += (false_discovery(chances) <= FALSE_SHARE).any()
    shares = zip(("p 0.05", "p 0.01", "p 0.001"), low_p / judged, strict=True)
    return {**dict(shares), "inside": inside / judged, "runs with any": named / runs}


def planted(times: int, units: int, runs: int) -> tuple[float, dict, dict]:
    """Mean share of false ones among those named; share found, and how many were planted, for
    each of BANDS."""
    rng = np.random.default_rng(times)
    false, found, there = [], dict.fromkeys(BANDS, 0), dict.fromkeys(BANDS, 0)
    for _ in range(runs):
        means = means_of(rng, units)
        struck = rng.random(units) < PLANTED
        factor = np.ones((units, WEEKS + 1))
        factor[struck, -1] = times
        counts = drawn(rng, means[:, None] * factor)
        enough = counts[:, :WEEKS].sum(axis=1) >= LEAST
        past, now = _judged(counts, LEAST)
        named = false_discovery(expected(past).chance_of(now)) <= FALSE_SHARE
        false.append((named & ~struck[enough]).sum() / max(named.sum(), 1))
        for band in BANDS:
            here = struck[enough] & (means[enough] >= band[0]) & (means[enough] < band[1])
            there[band] += here.sum()
            found[band] += (here & named).sum()
    return float(np.mean(false)), {band: found[band] / there[band] for band in BANDS}, there


def _judged(counts: np.ndarray, least: int) -> tuple[np.ndarray, np.ndarray]:
    enough = counts[:, :WEEKS].sum(axis=1) >= least
    return counts[enough, :WEEKS], counts[enough, WEEKS]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the spikes on synthetic counts.")
    parser.add_argument("--quick", action="store_true", help="a tenth of the runs")
    parser.add_argument("--store", type=Path, help="time the question on this store, too")
    args = parser.parse_args()
    part = 10 if args.quick else 1
    print("\n| weeks | units | p ≤ 0.05 | p ≤ 0.01 | p ≤ 0.001 | inside | runs with any named |")
    print("|---|---|---|---|---|---|---|")
    for units, runs in LEVELS.items():
        _row("like those before", units, false_alarms(quiet, units, runs // part))
    some = 600 // part
    for label, draw, least in (
        ("the mean doubles in the year", rising, LEAST),
        ("a heavy week lasts", lasting, LEAST),
        ("1 to 6 incidents a year, all judged", rare, 1),
        (f"1 to 6 a year, those with {LEAST} judged", rare, LEAST),
    ):
        _row(label, 136, false_alarms(draw, 136, some, least))
    heads = " | ".join(f"{low:g} to {high:g} expected" for low, high in BANDS)
    print(f"\n| planted spikes, 1469 units | false among named | found: {heads} |")
    print("|---|---|" + "---|" * len(BANDS))
    for times in TIMES:
        false, found, there = planted(times, 1469, 60 // part)
        cells = [f"{found[band]:.0%} of {there[band]:,}" for band in BANDS]
        print(f"| {times} times as many | {false:.3f} | {' | '.join(cells)} |", flush=True)
    if args.store:
        _time(args.store)


def _row(label: str, units: int, shares: dict[str, float]) -> None:
    cells = [
        f"{share:.4f}" if name == "p 0.001" else f"{share:.3f}" for name, share in shares.items()
    ]
    print(f"| {label} | {units} | {' | '.join(cells)} |", flush=True)


def _time(store: Path) -> None:
    atlas = events.open_store(store)
    week = events.judged_weeks(atlas, Filters()).last
    for level in (1, 2, 3):
        spent = []
        for _ in range(10):
            started = time.perf_counter()
            answer = events.spikes(atlas, Filters(), level=level, week=week)
            spent.append(time.perf_counter() - started)
        print(
            f"level {level}: {answer.tested} units judged, median "
            f"{statistics.median(spent[1:]):.3f} s, worst {max(spent[1:]):.3f} s"
        )


if __name__ == "__main__":
    main()
