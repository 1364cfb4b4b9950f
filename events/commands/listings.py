"""`python -m events sources` and `python -m events history`: whose rows, and how they came in."""

import argparse
import json
import sys
from pathlib import Path

from events import licence
from events.filters.filters import Filters
from events.questions.atlas import open_store
from events.questions.queries import by_category
from events.storage.store import Store
from events.storage.store_faults import StoreError, StoreMissing


def add_commands(commands) -> None:
    """Add `sources` and `history` to the sub-commands of python -m events."""
    for name, what, run in (
        ("sources", "the sources with their licence and citation", sources),
        ("history", "the imports that changed the store, newest first", history),
    ):
        parser = commands.add_parser(name, help=what)
        parser.add_argument("--store", type=Path, help="folder (else ATLAS_STORE, ./store)")
        parser.add_argument("--json", action="store_true", help="print one JSON value")
        parser.set_defaults(run=run)


def sources(arguments: argparse.Namespace) -> int:
    """Print every source with known terms and every other one that has records in the store."""
    try:
        held = _records(arguments.store)
    except StoreError as fault:
        print(fault, file=sys.stderr)
        return 2
    names = [known.source for known in licence.TERMS]
    listed = [licence.terms(name) for name in [*names, *sorted(set(held) - set(names))]]
    if arguments.json:
        found = [vars(terms) | {"records": held.get(terms.source, 0)} for terms in listed]
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    for terms in listed:
        print(f"{terms.source}: {terms.title}, {held.get(terms.source, 0):,} records here")
        print(f"  licence   {terms.licence} ({licence.licence_name(terms.licence)})")
        print(f"  citation  {terms.citation}")
        print(f"  note      {terms.note}")
    return 0


def history(arguments: argparse.Namespace) -> int:
    """Print the imports with the version that each made."""
    try:
        imports = Store(arguments.store).history()
    except StoreError as fault:
        print(fault, file=sys.stderr)
        return 2
    if arguments.json:
        found = [vars(entry) | {"when": entry.when.isoformat()} for entry in imports]
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    for entry in imports:
        print(
            f"version {entry.version}  {entry.when:%Y-%m-%d %H:%M} UTC  {entry.new:,} new, "
            f"{entry.updated:,} updated, {entry.removed:,} removed  "
            f"{entry.details.get('file', entry.import_id)}"
        )
    return 0


def _records(path: Path | None) -> dict[str, int]:
    """Source -> records in the store; empty when there is no store yet."""
    try:
        atlas = open_store(path)
    except StoreMissing:
        return {}
    counts = by_category(atlas, Filters(aggregates="summed"), "source")
    return dict(zip(counts["word"], counts["incidents"].tolist(), strict=True))
