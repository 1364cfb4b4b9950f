"""What an import costs beside the plain script: read_csv, geopandas.sjoin, to_parquet.

    python -m benchmarks.importing --rows 1000000 [--repeat 3]

Both read the same CSV of synthetic incidents (an own list: id, date, latitude, longitude, place,
title, description, url), in turns, each as a fresh process, so that start-up counts for both.
The plain script finds the oblast of each point and writes one file. The import does this too,
and checks every cell, keeps refused rows, keeps the source's cells and commits to the store;
"again" is the same file a second time, when nothing is new.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute
import pyarrow.csv

from benchmarks import synthetic

COLUMNS = {
    "source_id": "id",
    "date_start": "date",
    "date_end": "date_end",
    "latitude": "latitude",
    "longitude": "longitude",
    "place": "place",
    "title": "title",
    "description": "description",
    "killed_min": "killed_min",
    "event_type": "event_type",
}

PLAIN = """
import sys
import geopandas as gpd
import pandas as pd
import geodata

frame = pd.read_csv(sys.argv[1], parse_dates=["date", "date_end"])
points = gpd.GeoDataFrame(
    frame, geometry=gpd.points_from_xy(frame["longitude"], frame["latitude"]), crs=4326
)
joined = gpd.sjoin(points, geodata.shapes(1)[["code", "geometry"]], how="left")
joined.drop(columns=["geometry", "index_right"]).to_parquet(sys.argv[2])
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Time an import beside the plain script.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "list.csv"
        _write(path, args.rows)
        print(f"{args.rows:,} rows, {path.stat().st_size / 1e6:.0f} MB of CSV")
        print("\n| run | plain script s | import s | ratio | again s |\n|---|---|---|---|---|")
        for run in range(1, args.repeat + 1):
            plain = _seconds("-c", PLAIN, path, folder / f"plain{run}.parquet")
            store = folder / f"store{run}"
            ours = _seconds("-m", "events", "import", path, "--source", "csv", "--store", store)
            again = _seconds("-m", "events", "import", path, "--source", "csv", "--store", store)
            print(f"| {run} | {plain:.1f} | {ours:.1f} | {ours / plain:.2f} | {again:.1f} |")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    print(f"\nlargest memory of any of these processes: {peak:.1f} GB")


def _write(path: Path, rows: int) -> None:
    """The synthetic incidents that have a point, as someone's own list would hold them."""
    writer = None
    for part in synthetic.batches(rows):
        table = part.select(list(COLUMNS)).rename_columns(list(COLUMNS.values()))
        number = table["id"].combine_chunks()
        link = pa.compute.binary_join_element_wise("https://example.org/", number, "")
        table = table.append_column("url", link)
        writer = writer or pyarrow.csv.CSVWriter(path, table.schema)
        writer.write_table(table)
    writer.close()


def _seconds(*arguments: object) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
