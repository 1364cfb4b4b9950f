"""`python -m events import`: an import from the command line, and its report in words or JSON."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from events.files.reading import Unreadable
from events.intake.intake import BUNDLED, Report, holds_any, holds_bundled, import_file
from events.intake.rejected import REASONS
from events.linking.imported import link_new, linked_lines
from events.linking.linking import LinkReport
from events.sources import NAMES, UnknownColumns
from events.storage.store import Store, StoreError, default_path

Linked = LinkReport | int | str | None
"""What linking after an import did; a text says why it could not."""

LONGEST = 600
"""Characters of an error message; a file with 2,000 columns names them all in one."""


def add_command(commands) -> None:
    """Add `import` to the sub-commands of python -m events."""
    parser = commands.add_parser("import", help="read a file into the store")
    parser.add_argument("file", nargs="?", type=Path, help="CSV, GeoJSON, Excel or Parquet")
    parser.add_argument("--bundled", action="store_true", help="the incidents that come along")
    parser.add_argument(
        "--if-empty", action="store_true", help="only into a store that holds no incident yet"
    )
    parser.add_argument("--source", default="auto", choices=("auto", *NAMES))
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="name the column of a field, e.g. latitude=LAT",
    )
    parser.add_argument(
        "--with",
        dest="beside",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="a companion of the file, such as TimeMap's sources or associations",
    )
    parser.add_argument("--name", help="source name of a table, where several have ids 1, 2, 3")
    parser.add_argument("--licence", help="terms of a table whose rows state none, e.g. ODbL-1.0")
    parser.add_argument(
        "--store", type=Path, default=None, help="folder (else ATLAS_STORE, ./store)"
    )
    parser.add_argument(
        "--no-link", action="store_true", help="do not look which reports tell of one incident"
    )
    parser.add_argument("--json", action="store_true", help="print the report as one JSON object")
    parser.set_defaults(run=_command)


def _command(arguments: argparse.Namespace) -> int:
    if bool(arguments.file) == arguments.bundled:
        return refused("Name one file, or --bundled for the incidents that come with the atlas.")
    store = Store(arguments.store or default_path())
    try:
        if (arguments.if_empty and holds_any(store)) or (
            arguments.bundled and holds_bundled(store)
        ):
            _say(arguments, _nothing_to_do(store))
            return 0
        report = import_file(
            BUNDLED if arguments.bundled else arguments.file,
            store,
            source=arguments.source,
            mapping=_pairs(arguments.map),
            name=arguments.name,
            licence=arguments.licence,
            beside=arguments.beside,
            progress=sys.stderr.isatty() and not arguments.json,
        )
    except (Unreadable, UnknownColumns, StoreError) as fault:
        return refused(str(fault))
    except OSError as fault:
        return refused(f"{fault.filename or store.path}: {fault.strerror}. Nothing was imported.")
    _say(arguments, report, None if arguments.no_link else linked(store))
    return 0


def _say(arguments: argparse.Namespace, report: Report, links: Linked = None) -> None:
    if arguments.json:
        print(json.dumps(asdict(report) | {"linked": as_json(links)}, ensure_ascii=False))
    else:
        lines = [sentence(report), *linked_lines(links)] if report.read else report.notes
        print("\n".join(lines))


def linked(store: Store) -> Linked:
    """`link_new` of a store into which something was imported: that stands, whatever links do."""
    try:
        return link_new(store) if store.exists() else None
    except (StoreError, OSError) as fault:
        return f"The rows are imported, but not compared with each other: {fault}"


def as_json(links: Linked) -> object:
    """What `--json` prints of the links: counts, the number of reports that wait, or why not."""
    return asdict(links) if isinstance(links, LinkReport) else links


def _nothing_to_do(store: Store) -> Report:
    """The report of an import of the bundled incidents into a store that has them."""
    note = f"The store at {store.path} already holds incidents; nothing was read."
    return Report(0, 0, {}, 0, 0, 0, {}, store.version(), None, "atlas", "--bundled", 0, 0, [note])


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in given]
    if wrong := [pair for pair in given if "=" not in pair]:
        raise UnknownColumns(f"--map {wrong[0]} is no FIELD=COLUMN, e.g. latitude=LAT.")
    return {name.strip(): column.strip() for name, _, column in pairs}


def refused(sentence: str) -> int:
    """Print one sentence, without the control characters that a file's names may hold."""
    shown = "".join(sign if sign.isprintable() else " " for sign in sentence)
    shown = " ".join(shown.split())
    print(shown if len(shown) <= LONGEST else shown[: LONGEST - 3] + "...", file=sys.stderr)
    return 2


def sentence(report: Report) -> str:
    """The report in lines for a person."""
    lines = [
        f"Taken as {report.source}, because {report.recognised_by}.",
        f"{report.read} rows read: {report.accepted} accepted, "
        f"{sum(report.rejected.values())} rejected.",
        *(
            f"  rejected {count}: {reason}. {REASONS[reason]}"
            for reason, count in report.rejected.items()
        ),
        f"{report.new} new, {report.updated} updated, {report.unchanged} unchanged.",
        "Region: " + (", ".join(f"{n} {by}" for by, n in report.placed.items()) or "no row") + ".",
    ]
    if report.region_disagrees:
        lines.append(
            f"{report.region_disagrees} rows name another oblast than the one that holds their "
            "point. The point decides, except for rows known only to the oblast."
        )
    if report.raion_disagrees:
        lines.append(
            f"{report.raion_disagrees} rows name another raion than the one that holds their "
            "point, which decides."
        )
    lines += [f"Note: {note}." for note in report.notes]
    if report.rejects_file:
        lines.append(f"Rejected rows: {report.rejects_file}")
    if report.store_version is not None:
        lines.append(f"Store version {report.store_version}.")
    return "\n".join(lines)
