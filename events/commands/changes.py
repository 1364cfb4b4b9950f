"""`python -m events changes --from VERSION|DAY`: what changed in the store since then."""

import argparse
import json
import sys
from pathlib import Path

from events import licence
from events.changes.changed import changed_counts, changed_fields, changed_page
from events.changes.changed_export import about_changes, write_changes
from events.changes.changes import CHANGE_KINDS, Changes, changes, version_on, versions
from events.filters.allowed import day
from events.storage.store import Store
from events.storage.store_faults import StoreError

PRINTED = 20
LISTED = 1000
"""Records told one by one in print and in JSON; counts are always of all, --csv has every one."""

_SIGNS = 60


def add_command(commands) -> None:
    """Add `changes` to the sub-commands of python -m events."""
    parser = commands.add_parser("changes", help="what changed between two versions of the store")
    parser.add_argument("--from", dest="since", required=True, metavar="VERSION|DAY", help=_HELP)
    parser.add_argument("--to", metavar="VERSION|DAY", help="as --from (else the newest version)")
    parser.add_argument("--store", type=Path, help="folder (else ATLAS_STORE, ./store)")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--csv", action="store_true", help="print every change as CSV")
    parser.set_defaults(run=run)


_HELP = "a version of the store, or a day (2026-11-17): the last version of that day or before"


def run(arguments: argparse.Namespace) -> int:
    """Print the changes; 0 when done, 2 with one sentence when they cannot be told."""
    store = Store(arguments.store)
    try:
        store.version()
        last = None if arguments.to is None else _version(store, "--to", arguments.to)
        asked = changes(store, _version(store, "--from", arguments.since), last)
        if arguments.csv:
            write_changes(asked, None, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        elif arguments.json:
            print(json.dumps(_told(asked), ensure_ascii=False, indent=2))
        else:
            _print(asked, store)
    except (StoreError, OSError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 2
    said = about_changes(asked, None)
    for left in said["left_out"]:
        print(f"Changes of {left['source']} are left out. {left['why']}", file=sys.stderr)
    for caution in licence.cautions(source["source"] for source in said["sources"]):
        print(caution, file=sys.stderr)
    asked.close()
    return 0


def _version(store: Store, option: str, named: str) -> int:
    if named.isascii() and named.isdigit():
        return int(named[:18])
    try:
        wanted = day(named)
    except ValueError:
        raise ValueError(
            f"{option} {named[:_SIGNS]!r} is neither a version (a number; `python -m events "
            "history` lists them) nor a day, which is written as 2026-11-17."
        ) from None
    return version_on(store, wanted)


def _told(asked: Changes) -> dict:
    """The JSON: both versions, counts, and the newest LISTED records with their fields."""
    page = changed_page(asked, None, limit=LISTED)
    rows = page.frame[["change", "incident_id", "date_start", "title"]]
    fields = changed_fields(asked, rows["incident_id"])
    by_record = {
        key: group[["field", "before", "after"]].to_dict("records")
        for key, group in fields.groupby("incident_id")
    }
    about = about_changes(asked, None)
    return {
        "from_version": asked.from_version,
        "to_version": asked.version,
        "counts": about["records"],
        "sources": about["sources"],
        "left_out": about["left_out"],
        "total": page.total,
        "listed": len(rows),
        "changes": [
            row
            | {
                "date_start": f"{row['date_start']:%Y-%m-%d}",
                "fields": by_record.get(row["incident_id"], []),
            }
            for row in rows.to_dict("records")
        ],
    }


def _print(asked: Changes, store: Store) -> None:
    counts = changed_counts(asked, None)
    print(
        f"From {_named(store, asked.from_version)} to {_named(store, asked.version)}: "
        f"{counts.added:,} added, {counts.revised:,} revised, {counts.re_placed:,} re-placed, "
        f"{counts.deleted:,} deleted."
    )
    for kind in CHANGE_KINDS:
        page = changed_page(asked, None, kinds=[kind], limit=PRINTED)
        fields = changed_fields(asked, page.frame["incident_id"])
        for row in page.frame.itertuples():
            title = _cut(row.title or "")
            print(f"{kind:9}  {row.incident_id}  {row.date_start:%Y-%m-%d}  {title}".rstrip())
            for field in fields[fields["incident_id"] == row.incident_id].itertuples():
                print(f"           {field.field}: {_cut(field.before)} -> {_cut(field.after)}")
        if page.total > len(page.frame):
            print(f"{kind:9}  and {page.total - len(page.frame):,} more (--csv lists every one)")


def _named(store: Store, version: int) -> str:
    when = versions(store).get(version)
    return f"version {version}" + (f" ({when:%Y-%m-%d %H:%M} UTC)" if when else "")


def _cut(text: str | None) -> str:
    """One line of a value without control signs; null is said, and a cut one ends with …"""
    if text is None:
        return "(not stated)"
    line = "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
    return line if len(line) <= _SIGNS else line[: _SIGNS - 1] + "…"
