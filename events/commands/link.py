"""`python -m events link|links|unlink|confirm`: linking from the command line."""

import argparse
import getpass
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pandas as pd

from events.linking.linking import LinkReport, NotLinked, decide, link, links_of, why_linked
from events.storage.store import Store
from events.storage.store_faults import StoreError


def add_commands(commands) -> None:
    """Add `link`, `links`, `unlink` and `confirm` to the sub-commands of python -m events."""
    parser = _parser(commands, "link", "find which reports tell of one incident", _link)
    parser.add_argument("--since", metavar="DAY", help="compare anew only reports since 2024-10-01")
    parser.add_argument("--dry-run", action="store_true", help="say what would be, store nothing")
    parser = _parser(commands, "links", "the links of one report, each with its reason", _links)
    parser.add_argument("incident_id", metavar="INCIDENT_ID")
    for name, what, decision in (
        ("unlink", "two reports are not one incident, whatever linking finds", "undone"),
        ("confirm", "two reports are one incident, whatever linking finds", "confirmed"),
    ):
        parser = _parser(commands, name, what, _decide)
        parser.add_argument("one", metavar="A", help="incident_id of a report")
        parser.add_argument("other", metavar="B", help="incident_id of the other")
        parser.add_argument("--by", help="who decides (else the name of the user)")
        parser.add_argument("--take-back", action="store_true", help="forget what was decided")
        parser.set_defaults(decision=decision)


def _parser(commands, name: str, what: str, run) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=what)
    parser.add_argument("--store", type=Path, help="folder (else ATLAS_STORE, ./store)")
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    parser.set_defaults(run=lambda arguments: _said(run, arguments))
    return parser


def _said(run, arguments: argparse.Namespace) -> int:
    """Print what `run` answers; 0, or 2 with one sentence."""
    try:
        found, lines = run(Store(arguments.store), arguments)
    except (StoreError, NotLinked, OSError) as fault:
        print(fault, file=sys.stderr)
        return 2
    print(json.dumps(found, ensure_ascii=False, default=str) if arguments.json else lines)
    return 0


def _link(store: Store, arguments: argparse.Namespace) -> tuple[object, str]:
    since = None
    if arguments.since:
        try:
            since = date.fromisoformat(arguments.since)
        except ValueError:
            raise NotLinked(
                f"--since {arguments.since} is no day; write it as 2024-10-31."
            ) from None
    report = link(store, since=since, dry_run=arguments.dry_run)
    return asdict(report), _sentences(report, arguments.dry_run)


def _sentences(report: LinkReport, dry_run: bool) -> str:
    lines = [
        f"{report.reports:,} reports looked at, {report.pairs:,} pairs compared.",
        f"{report.joined:,} links join reports into {report.incidents:,} incidents.",
    ]
    if apart := report.links - report.joined:
        lines.append(
            f"{apart:,} more were not joined: they would bring together reports that cannot be "
            "one incident."
        )
    lines.append(f"Decided by people: {report.confirmed:,} confirmed, {report.undone:,} undone.")
    if dry_run:
        lines.append("Nothing was stored (--dry-run).")
    elif report.links_version is None:
        lines.append("Nothing changed.")
    else:
        lines.append(f"Version {report.links_version} of the links.")
    return "\n".join(lines)


def _links(store: Store, arguments: argparse.Namespace) -> tuple[object, str]:
    rows = links_of(store, arguments.incident_id)
    if rows.empty:
        return [], f"{arguments.incident_id} is linked with no other report."
    lines = [_line(row, arguments.incident_id) for _, row in rows.iterrows()]
    return rows.to_dict("records"), "\n".join(lines)


def _line(row: pd.Series, of: str) -> str:
    """The other report of a link, how sure it is, what was decided, and why."""
    other = row["right_id"] if row["left_id"] == of else row["left_id"]
    state = row["decided"]
    if state != "auto":
        state = f"{state} by {row['decided_by'] or 'someone'} on {row['decided_at']:%Y-%m-%d}"
    elif not row["joined"]:
        state = "not joined: other reports of the incident exclude it"
    else:
        state = "linked"
    return f"{other}  {row['probability']:.2f}  {state}  {why_linked(row)}"


def _decide(store: Store, arguments: argparse.Namespace) -> tuple[object, str]:
    decision = None if arguments.take_back else arguments.decision
    by = arguments.by or getpass.getuser()
    row = decide(store, arguments.one, arguments.other, decision, by=by)
    pair = f"{row['left_id']} and {row['right_id']}"
    if decision is None:
        state = "linked" if row["joined"] else "not linked"
        return row, f"The decision on {pair} is taken back; they are {state} now."
    if decision == "undone":
        again = "; others still join them" if row["joined"] else ""
        return row, f"{pair} are not one incident{again}. Later runs keep that."
    return row, f"{pair} are one incident. Later runs keep that."
