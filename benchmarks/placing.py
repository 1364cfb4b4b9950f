"""What placing costs beside geopandas.sjoin, on the real hromadas, in one run.

    python -m benchmarks.placing [--points 1000000 10000000] [--file FILE] [--repeat 3]

FILE holds hromadas (default: ../shared/data/boundaries/adm3_full.geojson.gz); it is installed into
a temporary data folder as anybody would install it. Points are invented: "towns" scatters them by
3 km or so about synthetic towns, most of them in a few; "uniform" spreads them over the rectangle
around Ukraine, of which half is elsewhere. sjoin answers which region holds a point; so does
`Grid.holder`. `place` answers the nearest within 10 km, too, and `place_all` the codes of all three
levels (here hromadas, and the oblasts that come with the program for what those lack), so that
both do more than sjoin. sjoin is given its points ready made; ours takes columns of numbers.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from benchmarks import synthetic

DEFAULT = Path(__file__).parents[2] / "shared" / "data" / "boundaries" / "adm3_full.geojson.gz"
_PIECE = 1_000_000  # points that sjoin gets at a time: ten million at once need 4 GB
_METRE = 1 / 112_000  # degrees, at most one metre in any direction

# Linux keeps the highest memory of a process in VmHWM; ru_maxrss would begin at the parent's.
BUILD = """
import re, sys, time
from pathlib import Path
import geopandas
from geodata import grid_of
def highest():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1e3
frame = geopandas.read_parquet(sys.argv[1])
codes, shapes = frame["code"].to_numpy(), frame.geometry.to_numpy()
before, start, cpu = highest(), time.perf_counter(), time.process_time()
grid_of(codes, shapes)
spent, cpu = time.perf_counter() - start, time.process_time() - cpu
more = highest() - before
print(f"grid built in {spent:.1f} s, {cpu:.1f} s of a processor's time")
print(f"at its highest {more:.0f} MB more than the {before:.0f} MB before")
"""


def towns(points: int) -> tuple[np.ndarray, np.ndarray]:
    """Longitudes and latitudes about synthetic towns."""
    generator = np.random.default_rng(7)
    places = synthetic._towns(generator)
    drawn = places.iloc[generator.choice(len(places), points, p=places["share"])]
    return tuple(
        drawn[axis].to_numpy() + generator.normal(0, 0.03, points)
        for axis in ("longitude", "latitude")
    )


def uniform(points: int) -> tuple[np.ndarray, np.ndarray]:
    """Longitudes and latitudes anywhere in the rectangle around Ukraine."""
    generator = np.random.default_rng(8)
    return generator.uniform(22.1, 40.3, points), generator.uniform(44.3, 52.4, points)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time placing beside geopandas.sjoin.")
    parser.add_argument("--points", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--file", type=Path, default=DEFAULT, help="a file of hromadas")
    parser.add_argument("--repeat", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ATLAS_DATA"] = folder
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the first step")
        _install(args.file)
        from geodata import shapes

        regions = shapes(3)
        print("\n| points | where | asked | seconds | million/s | beside sjoin | processor s |")
        print("|---|---|---|---|---|---|---|")
        for points in args.points:
            for where in (towns, uniform):
                _compare(regions, points, where, args.repeat)


def _install(file: Path) -> None:
    """Installs the file, and prints what the grid costs to build, keep and load."""
    from geodata import place_all
    from geodata.install import install

    start = time.perf_counter()
    found = install(file)
    print(f"installed {found['units']} hromadas in {time.perf_counter() - start:.1f} s")
    folder = Path(os.environ["ATLAS_DATA"]) / "boundaries" / found["folder"]
    made = subprocess.run(
        [sys.executable, "-c", BUILD, str(folder / "shapes.parquet")],
        check=True,
        capture_output=True,
        text=True,
    )
    print(made.stdout.strip())
    kept = sum(path.stat().st_size for path in (folder / "grid").iterdir())
    start = time.perf_counter()
    place_all(latitude=[50.45], longitude=[30.52])
    print(f"kept in {kept / 1e6:.0f} MB; first answer after {time.perf_counter() - start:.2f} s")


def _compare(regions: gpd.GeoDataFrame, points: int, where: Callable, repeat: int) -> None:
    """Prints a line for each way of asking; stops where the answers differ off the borders."""
    from geodata import place, place_all
    from geodata.placing import level_grid

    x, y = where(points)
    grid = level_grid(3)
    seconds, cpu, expected = _sjoin(regions, x, y)
    rows = [("geopandas.sjoin", seconds, cpu)]
    for name, ask in (
        ("Grid.holder", lambda: grid.holder(x, y)),
        ("place", lambda: place(latitude=y, longitude=x, shapes=grid)),
        ("place_all", lambda: place_all(latitude=y, longitude=x)),
    ):
        spent = zip(*(_seconds(ask) for _ in range(repeat)), strict=True)
        rows.append((name, *map(statistics.median, spent)))
    for name, spent, cpu in rows:
        print(
            f"| {points:,} | {where.__name__} | {name} | {spent:.2f} | {points / spent / 1e6:.2f} "
            f"| {seconds / spent:.1f} | {cpu:.2f} |"
        )
    holder = grid.holder(x, y)
    differing = np.flatnonzero(np.maximum(holder, -1) != expected)
    lines = shapely.STRtree(regions.boundary.to_numpy())
    points_there = shapely.points(x[differing], y[differing])
    off = lines.query_nearest(points_there, return_distance=True)[1]
    far = int((off > _METRE).sum())
    print(
        f"\n{(holder >= 0).mean():.1%} of the points lie in a hromada, {(holder == -2).mean():.1%} "
        f"may be near one; {len(differing)} answers differ from sjoin's, {far} of them more than a "
        f"metre from a border; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB\n",
        flush=True,
    )
    if far:
        raise SystemExit("The answers differ: the figures above mean nothing.")


def _sjoin(regions: gpd.GeoDataFrame, x, y) -> tuple[float, float, np.ndarray]:
    """Seconds of sjoin alone, on the clock and of a processor's time, and the position of the
    smallest code that holds each point."""
    spent, expected = np.zeros(2), np.full(len(x), -1)
    for at in range(0, len(x), _PIECE):
        some = slice(at, at + _PIECE)
        points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x[some], y[some]), crs=4326)
        start = np.array([time.perf_counter(), time.process_time()])
        joined = points.sjoin(regions, predicate="intersects")
        spent += [time.perf_counter(), time.process_time()] - start
        first = joined["index_right"].groupby(level=0).min()
        expected[at + first.index.to_numpy()] = first.to_numpy()
    return *map(float, spent), expected


def _seconds(ask: Callable) -> tuple[float, float]:
    """On the clock, and of the processors' time, which other work on the machine changes less."""
    start, cpu = time.perf_counter(), time.process_time()
    ask()
    return time.perf_counter() - start, time.process_time() - cpu


if __name__ == "__main__":
    main()
