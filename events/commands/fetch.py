"""`python -m events fetch SOURCE`: rows from their publisher into the store."""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.compute as pc
from tqdm import tqdm

from events.commands.intake import as_json, linked, refused, sentence
from events.connectors import CONNECTORS, Asked, Fetched
from events.connectors.paging import Progress
from events.files.reading import Unreadable
from events.intake.intake import import_file
from events.linking.imported import linked_lines
from events.sources import UnknownColumns
from events.storage.store import Store, StoreError, default_path
from geodata import FetchError

DONE, NOTHING, REFUSED = 0, 1, 2
"""Exit codes: it was imported (or had been before); the source gave no row; it could not be."""


def add_command(commands) -> None:
    """Add `fetch` to the sub-commands of python -m events."""
    parser = commands.add_parser("fetch", help="get rows from their publisher and import them")
    parser.add_argument("source", choices=tuple(CONNECTORS))
    parser.add_argument(
        "--since",
        metavar="DAY",
        type=_since,
        help="first day, or `last`: what came up since the last fetch into this store",
    )
    parser.add_argument("--until", metavar="DAY", type=_day, help="last day, included")
    parser.add_argument(
        "--release",
        action="append",
        default=[],
        help="of UCDP, such as 26.1; repeat it, the oldest first",
    )
    parser.add_argument(
        "--translated",
        action="store_true",
        help="of GDELT: the files made from articles that are not in English",
    )
    parser.add_argument(
        "--reports",
        action="store_true",
        help="of VIINA: each report with its address, not events of a day and place",
    )
    parser.add_argument("--page-size", type=int, help="rows asked for at a time")
    parser.add_argument("--restart", action="store_true", help="do not go on with a cut-off fetch")
    parser.add_argument("--store", type=Path, help="folder (else ATLAS_STORE, ./store)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=_command)


def _command(arguments: argparse.Namespace) -> int:
    store = Store(arguments.store or default_path())
    done = {"source": arguments.source, "fetched": []}
    try:
        asked = _asked(arguments, store)
        connector = CONNECTORS[arguments.source]
        with _bar(arguments.source, connector.counts) as progress:
            for found in connector.fetch(asked, progress=progress):
                said = _taken(found, arguments.source, store)
                text = _text(said)
                done["fetched"].append(said)
                if not arguments.json:
                    print(text)
    except (FetchError, Unreadable, UnknownColumns, StoreError) as fault:
        return refused(str(fault))
    except OSError as fault:
        return refused(f"{fault.filename or store.path}: {fault.strerror}.")
    except KeyboardInterrupt:
        return refused("Stopped. What came so far is kept: the same command goes on from there.")
    links = linked(store)
    if arguments.json:
        print(json.dumps(done | {"linked": as_json(links)}, ensure_ascii=False))
    else:
        print("".join(f"{line}\n" for line in linked_lines(links)), end="")
    warnings = [found["warning"] for found in done["fetched"] if found["warning"]]
    for warning in warnings:
        refused(warning)
    return NOTHING if warnings else DONE


def _asked(arguments: argparse.Namespace, store: Store) -> Asked:
    """What the command line says, and what the store's history knows of fetches before."""
    source = arguments.source
    earlier, held = [], False
    if store.exists():
        origins = [entry.details.get("origin") or {} for entry in store.history()]
        earlier = [origin for origin in origins if origin.get("source") == source]
        rows = store.table().to_pyarrow_dataset()
        held = rows.count_rows(pc.field("source") == source) > 0
    last = arguments.since == "last"
    since = None if last else arguments.since
    if since and arguments.until and since > arguments.until:
        raise FetchError(f"--since {since} is after --until {arguments.until}.")
    if arguments.page_size is not None and arguments.page_size < 1:
        raise FetchError(f"--page-size {arguments.page_size} is no number of rows.")
    return Asked(
        since=since,
        until=arguments.until,
        last=last,
        releases=tuple(arguments.release),
        page_size=arguments.page_size,
        restart=arguments.restart,
        translated=arguments.translated,
        reports=arguments.reports,
        earlier=tuple(earlier),
        held=held,
    )


def _taken(found: Fetched, source: str, store: Store) -> dict:
    """Imports what was fetched and removes what the publisher took back; the report of both."""
    now = datetime.now(UTC)
    origin = {"source": source, "retrieved": str(now.date())} | dict(found.origin)
    said = {"file": found.path and str(found.path), "origin": origin, "notes": found.notes}
    said |= {"warning": found.warning, "import": None, "removed": 0}
    if found.path:
        report = import_file(
            found.path,
            store,
            source=source,
            retrieved=now.date(),
            origin=origin,
            beside=found.beside,
        )
        said |= {"import": asdict(report), "text": sentence(report)}
    if found.removed and store.exists():
        ids = [f"{source}:{source_id}" for source_id in found.removed]
        details = {"file": f"deleted at {source}", "origin": origin | {"removed_ids": len(ids)}}
        gone = store.remove(ids, f"{now:%Y%m%dT%H%M%S%fZ}-deleted", details)
        said |= {"removed": gone.removed, "store_version": gone.version}
    return said


def _text(said: dict) -> str:
    """What was done with one file, in lines for a person."""
    origin = said["origin"]
    rows = f"{origin['rows']:,} rows from " if "rows" in origin else "From "
    lines = [rows + origin["address"]]
    lines += [f"Note: {note}." for note in said["notes"]]
    if said["file"]:
        lines += [f"Kept as {said['file']}", said.pop("text")]
    if said["removed"]:
        lines.append(
            f"{said['removed']} removed, as {origin['source']} deleted them. "
            f"Store version {said['store_version']}."
        )
    return "\n".join(lines)


@contextmanager
def _bar(source: str, counts: str) -> Iterator[Progress]:
    """A progress bar on a terminal; nothing elsewhere."""
    with tqdm(desc=source, unit=counts, unit_scale=True, disable=None, leave=False) as bar:

        def progress(done: int, total: int | None) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield progress


def _since(text: str) -> date | str:
    return text if text == "last" else _day(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2026-01-31") from None
