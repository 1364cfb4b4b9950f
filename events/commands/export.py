"""`python -m events export`: the same filters as in the address of the dashboard, as options."""

import argparse
import sys
from pathlib import Path

from events import licence
from events.export import about, write_csv
from events.filters.allowed import Problem
from events.filters.filters import PARAMS, Filters
from events.questions.atlas import Atlas, open_store
from events.storage.store_faults import StoreError
from events.takeaway.formats import FORMATS, about_beside, format_of, take_away
from events.takeaway.rows import TooLarge


def add_command(commands) -> None:
    """Add `export` to the sub-commands of python -m events."""
    parser = commands.add_parser("export", help="write the incidents in some filters to a file")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    parser.add_argument("--format", choices=FORMATS, help="else what the ending of --out says")
    parser.add_argument("--bom", action="store_true", help="CSV with the mark Excel looks for")
    parser.add_argument("--store", type=Path, help="folder (else ATLAS_STORE, ./store)")
    parser.add_argument("--as-of", type=int, metavar="VERSION", help="an earlier store version")
    filter_options(parser)
    parser.set_defaults(run=run)


def filter_options(parser: argparse.ArgumentParser) -> None:
    """Add every filter as an option; `filters_asked` reads them."""
    for param in PARAMS:
        parser.add_argument(f"--{param}", action="append", help=_HELP[param])


def filters_asked(arguments: argparse.Namespace) -> tuple[Filters, str]:
    """The filters that the options of `filter_options` say, and one sentence on what of them is no
    value, empty where all is."""
    given = {param: getattr(arguments, param) for param in PARAMS}
    once = {param: ",".join(seen) for param, seen in given.items() if seen}
    if given["words"]:
        once["words"] = " ".join(given["words"])
    filters, problems = Filters.from_params(once)
    return filters, "; ".join(map(_said, problems)) + "." if problems else ""


def run(arguments: argparse.Namespace) -> int:
    """Write the file, and FILE.about.json beside it unless it is a bundle, which has its own; 0
    when done, 2 with one sentence when not."""
    name = arguments.format or format_of(arguments.out)
    if name is None:
        endings = ", ".join(each.endings[0] for each in FORMATS.values())
        return _refused(
            f"The ending of {arguments.out} names no format ({endings}). Say one with --format."
        )
    if arguments.bom and name != "csv":
        return _refused("--bom belongs to CSV alone. Nothing was written.")
    filters, fault = filters_asked(arguments)
    if fault:
        return _refused(f"{fault} Nothing was written.")
    try:
        atlas = open_store(arguments.store, arguments.as_of)
        notes = _write_files(atlas, filters, name, arguments.out, arguments.bom)
    except (StoreError, TooLarge, OSError) as fault:
        return _refused(str(fault))
    said = about(atlas, filters)
    where = "about.json in it" if name == "bundle" else _beside(arguments.out)
    print(f"{said['records']:,} records to {arguments.out}. {said['title']}")
    print(f"Store version {atlas.version}; what the file is: {where}")
    for note in notes:
        print(note, file=sys.stderr)
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


def _write_files(
    atlas: Atlas, filters: Filters, name: str, path: Path, bom: bool
) -> tuple[str, ...]:
    """Write the file and what stands beside it; each is moved to its place whole."""
    beside, half = about_beside(atlas, filters, name), Path(f"{_beside(path)}.part")
    try:
        if beside is not None:
            half.write_bytes(beside)
        notes = (
            _write_marked(atlas, filters, path) if bom else take_away(atlas, filters, name, path)
        )
        if beside is not None:
            half.replace(_beside(path))
    finally:
        half.unlink(missing_ok=True)
    return notes


def _write_marked(atlas: Atlas, filters: Filters, path: Path) -> tuple[str, ...]:
    """CSV that begins with the mark Excel looks for."""
    half = Path(f"{path}.part")
    try:
        with half.open("wb") as out:
            write_csv(atlas, filters, out, bom=True)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return ()


def _beside(path: Path) -> Path:
    return Path(f"{path}.about.json")


def _said(problem: Problem) -> str:
    return f"--{problem.name} {problem.seen!r} {problem.why}"


def _refused(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
