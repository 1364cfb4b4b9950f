"""`python -m events facilities [install FILE]`: the energy facilities on the command line."""

import argparse
import json
from pathlib import Path

from events.commands.intake import refused
from events.energy import facility_sets
from events.energy.facilities import facilities, facilities_sources
from events.energy.facility_files import UnreadableFacilities
from events.energy.facility_record import NOTED, REASONS
from events.energy.facility_sets import BrokenSet


def add_command(commands) -> None:
    """Add `facilities` to the sub-commands of python -m events."""
    parser = commands.add_parser("facilities", help="the energy facilities; install a fuller file")
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    parser.set_defaults(run=listing)
    inner = parser.add_subparsers(metavar="install")
    take = inner.add_parser("install", help="take in power features of OpenStreetMap, or a CSV")
    take.add_argument("file", type=Path, help="GeoJSON with power=plant|substation, or a .csv")
    take.add_argument("--name", help="what the set is called (default: as the file tells)")
    take.add_argument("--licence", help="its terms, such as ODbL-1.0 (default: as the tags tell)")
    take.add_argument("--attribution", help="whom to name, as the terms ask")
    take.add_argument("--json", action="store_true", help="print one JSON value")
    take.set_defaults(run=install)


def install(arguments: argparse.Namespace) -> int:
    """Install the file; 0 when done, 2 with one sentence when it was refused."""
    terms = {term: getattr(arguments, term) for term in ("name", "licence", "attribution")}
    try:
        found = facility_sets.install(arguments.file, **terms)
        together = facilities("private")
    except (UnreadableFacilities, BrokenSet) as fault:
        return refused(str(fault))
    except OSError as fault:
        return refused(f"{fault.filename or arguments.file}: {fault.strerror}. Nothing changed.")
    joined = int(together["matched"].sum())
    if arguments.json:
        print(json.dumps(found | {"joined": joined, "facilities": len(together)}))
        return 0
    print("\n".join(_lines(found)))
    print(
        f"{joined} of them are facilities that come with the program and only fill their gaps; "
        f"there are {len(together):,} facilities now."
    )
    return 0


def listing(arguments: argparse.Namespace) -> int:
    """Print the sets that answer, with their terms, and how many facilities of each kind."""
    try:
        sets, known, found = facilities_sources(), facilities(), facility_sets.record()
    except BrokenSet as fault:
        return refused(str(fault))
    kinds = {kind: int(n) for kind, n in known["kind"].value_counts().items()}
    if arguments.json:
        told = {key: value for key, value in (found or {}).items() if key != "path"}
        print(json.dumps({"sets": sets, "kinds": kinds, "installed": told or None}))
        return 0
    for one in sets:
        hidden = "" if one["shown"] else "  not shown in public: its licence is not an open one"
        print(f"{one['name']}: {one['facilities']:,} facilities, {one['licence']}{hidden}")
        print(f"  attribution {one['attribution']}")
    if found:
        print("\n".join(_lines(found)))
    else:
        print("No file is installed: python -m events facilities install FILE")
    print(f"together {len(known):,}: " + ", ".join(f"{n:,} {kind}" for kind, n in kinds.items()))
    return 0


def _lines(found: dict) -> list[str]:
    """A record of an installed set in lines for a reader."""
    lines = [
        f"{found['source_file']} (sha256 {found['source_sha256'][:12]}...), installed "
        f"{found['installed']}",
        f"{found['read']:,} rows read: {found['accepted']:,} accepted, "
        f"{sum(found['refused'].values()):,} refused.",
    ]
    lines += [f"  refused {n:,}: {code}. {REASONS[code]}" for code, n in found["refused"].items()]
    lines += [f"  noted {n:,}: {code}. {NOTED[code]}" for code, n in found["noted"].items()]
    if found["refused"] or found["noted"]:
        names = [facility_sets.REFUSED] * bool(found["refused"])
        names += [facility_sets.NOTES] * bool(found["noted"])
        where = facility_sets.folder() / found["folder"]
        lines.append("  each of them: " + ", ".join(str(where / name) for name in names))
    return lines
