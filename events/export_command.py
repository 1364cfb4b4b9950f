"""`python -m events export`: the same filters as in the address of the dashboard, as options."""

import argparse
import sys
from pathlib import Path

from events import licence
from events.allowed import Problem
from events.atlas import Atlas, open_store
from events.export import about, about_bytes, write_csv
from events.filters import PARAMS, Filters
from events.store_faults import StoreError


def add_command(commands) -> None:
    """Add `export` to the sub-commands of python -m events."""
    parser = commands.add_parser("export", help="write the incidents in some filters as CSV")
    parser.add_argument("--out", type=Path, required=True, help="the CSV file to write")
    parser.add_argument("--bom", action="store_true", help="begin with the mark Excel looks for")
    parser.add_argument("--store", type=Path, help="folder (else ATLAS_STORE, ./store)")
    parser.add_argument("--as-of", type=int, metavar="VERSION", help="an earlier store version")
    for param in PARAMS:
        parser.add_argument(f"--{param}", action="append", help=_HELP[param])
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write FILE.csv and FILE.csv.about.json; 0 when done, 2 with one sentence when not."""
    given = {param: getattr(arguments, param) for param in PARAMS}
    once = {param: ",".join(seen) for param, seen in given.items() if seen}
    if given["words"]:
        once["words"] = " ".join(given["words"])
    filters, problems = Filters.from_params(once)
    if problems:
        return _refused("; ".join(map(_said, problems)) + ". Nothing was written.")
    try:
        atlas = open_store(arguments.store, arguments.as_of)
        rows = _write_files(atlas, filters, arguments.out, arguments.bom)
    except (StoreError, OSError) as fault:
        return _refused(str(fault))
    said = about(atlas, filters)
    print(f"{rows:,} records to {arguments.out}. {said['title']}")
    print(f"Store version {atlas.version}; what the file is: {_beside(arguments.out)}")
    for left in said["left_out"]:
        print(f"{left['records']:,} records left out. {left['why']}", file=sys.stderr)
    for caution in licence.cautions(source["source"] for source in said["sources"]):
        print(caution, file=sys.stderr)
    return 0


_HELP = {
    "since": "first day, 2024-10-01",
    "until": "last day, 2025-03-31",
    "area": "circle:LAT,LON,KM, box:S,W,N,E, polygon:LAT,LON;LAT,LON;... or saved:NAME",
    "region": "P-codes of any level, or none for not placed; comma or repeated",
    "type": "event types",
    "target": "target categories",
    "source": "sources",
    "status": "confirmed, reported, disputed",
    "precision": "location precisions",
    "casualties": "any, with, without or unstated",
    "aggregates": "listed (default), summed or out",
    "doubtful": "sources coded by machine, most of whose points were wrong: out (default) or shown",
    "unit": "what about.json counts: incidents (default) or reports",
    "words": "words in title, place or description",
}


def _write_files(atlas: Atlas, filters: Filters, path: Path, bom: bool) -> int:
    """Write both files beside their places and move them there whole."""
    halves = [Path(f"{name}.part") for name in (path, _beside(path))]
    try:
        with halves[0].open("wb") as out:
            rows = write_csv(atlas, filters, out, bom=bom)
        halves[1].write_bytes(about_bytes(atlas, filters))
        halves[0].replace(path)
        halves[1].replace(_beside(path))
    finally:
        for half in halves:
            half.unlink(missing_ok=True)
    return rows


def _beside(path: Path) -> Path:
    return Path(f"{path}.about.json")


def _said(problem: Problem) -> str:
    return f"--{problem.name} {problem.seen!r} {problem.why}"


def _refused(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
