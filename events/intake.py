"""A file -> the store: read, map, check, place, write, and the report of it.

Every row read ends accepted or refused with a reason; a file that cannot be read changes nothing.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from tqdm import tqdm

from events import reading, rejected
from events.incident import COLUMNS, DEEPEST_LEVEL, LOCATED
from events.reading import Unreadable
from events.rejected import Refusals
from events.sources import NAMES, Draft, Source, UnknownColumns, recognise
from events.store import Store, StoreError, default_path
from geodata import place

BUNDLED = Path(__file__).parent / "data" / "incidents.csv"


@dataclass
class Report:
    """What one import did; `--json` prints exactly this. read = accepted + sum(rejected)."""

    read: int
    accepted: int
    rejected: dict[str, int]
    new: int
    updated: int
    unchanged: int
    placed: dict[str, int]
    store_version: int | None
    rejects_file: str | None
    source: str
    recognised_by: str
    region_disagrees: int
    """Rows whose own region name differs from the one that holds their point; the point decides."""
    notes: list[str] = field(default_factory=list)


def import_file(
    path: Path,
    store: Store,
    *,
    source: str = "auto",
    mapping: Mapping[str, str] | None = None,
    name: str | None = None,
    progress: bool = False,
) -> Report:
    """Import one file. Raises Unreadable, UnknownColumns or StoreError.

    `name` is the source's name for a table of source csv, so that two tables with the same ids
    (1, 2, 3 ...) do not take each other's rows for revisions of their own.
    """
    with tqdm(total=5, desc=path.name[:30], disable=not progress, unit="step", leave=False) as bar:
        table = reading.read(path)
        bar.update()
        chosen, why = _recognised(table.text, source, mapping)
        _check_name(name, chosen)
        draft = Draft(table.text.copy(deep=False), table.refusals, table.notes)
        if mapping:
            chosen.incidents(draft, mapping)
        else:
            chosen.incidents(draft)
        bar.update()
        if name:
            draft.set(source=name)
        rows, disagreeing = placed(draft.finish(), draft.refusals)
        bar.update()
        import_id = _import_id(path)
        rows = _completed(rows, table.text, chosen, import_id)
        bar.update()
        written = store.write(rows, import_id, _details(path, table, rows)) if len(rows) else None
        refused = rejected.write(draft.refusals, store.path / "rejected" / f"{import_id}.csv")
        bar.update()
    if written and written.updated and chosen.name == "csv" and not name:
        table.notes.append(
            "the updated rows have ids of an earlier table; if this is another table, undo by "
            "importing that one again, and give this one a --name"
        )
    return Report(
        read=table.read,
        accepted=len(rows),
        rejected=draft.refusals.counts(),
        new=written.new if written else 0,
        updated=written.updated if written else 0,
        unchanged=written.unchanged if written else 0,
        placed=rows["placed_by"].value_counts().to_dict(),
        store_version=written.version if written else _version(store),
        rejects_file=str(refused) if refused else None,
        source=chosen.name,
        recognised_by=why,
        region_disagrees=disagreeing,
        notes=table.notes,
    )


def placed(rows: pd.DataFrame, refusals: Refusals) -> tuple[pd.DataFrame, int]:
    """Rows with adm1_code and placed_by, and how many name another region than their point's.

    The point decides; without one, the region that the source declares; an area or the country
    is in none. A located row whose point is over 10 km from Ukraine is refused.
    """
    precision = rows["location_precision"]
    placeable = ~precision.isin(["area", "country"])
    latitude = rows["at_latitude"].where(placeable).to_numpy()
    longitude = rows["at_longitude"].where(placeable).to_numpy()
    found = place(latitude=latitude, longitude=longitude)
    code = pd.Series(found.code, index=rows.index, dtype="str")
    by = pd.Series(found.placed_by, index=rows.index, dtype="str")
    seen = rows["at_latitude"].round(5).astype("str") + ", "
    seen += rows["at_longitude"].round(5).astype("str")
    outside = precision.isin(LOCATED) & code.isna() & rows["at_latitude"].notna()
    refusals.refuse(outside, "outside_ukraine", "latitude, longitude", seen)
    declared = rows["declared"].where(placeable)
    disagreeing = int((code.notna() & declared.notna() & (code != declared) & ~outside).sum())
    by = by.mask(code.isna() & declared.notna(), "declared")
    code = code.where(code.notna(), declared)
    rows = rows.assign(adm1_code=code, placed_by=by)
    depth = precision.map(DEEPEST_LEVEL)
    for level, column in ((2, "adm2_code"), (3, "adm3_code")):
        fits = (depth >= level) & (rows[column].str.slice(0, 4) == code)
        rows[column] = rows[column].where(fits)
    return rows[~outside], disagreeing


def _recognised(text: pd.DataFrame, wanted: str, mapping) -> tuple[Source, str]:
    if mapping and wanted == "auto":
        wanted = "csv"
    if mapping and wanted != "csv":
        raise UnknownColumns(f"--map belongs to --source csv; {wanted} has its own codebook.")
    if mapping and "date" in mapping:
        return recognise([*text.columns, "date"], "csv")[0], "the mapping given"
    return recognise(text.columns, wanted)


def _check_name(name: str | None, chosen: Source) -> None:
    if name is None:
        return
    if chosen.name != "csv":
        raise UnknownColumns(f"--name is for tables of source csv; this file is {chosen.name}.")
    if name in NAMES or not re.fullmatch(r"[\w.-]{1,60}", name):
        raise UnknownColumns(
            f"--name {name[:60]!r} is taken or no short name (letters, digits, . _ -)."
        )


def _completed(
    rows: pd.DataFrame, text: pd.DataFrame, source: Source, import_id: str
) -> pd.DataFrame:
    """Rows with all columns of the record."""
    licence = rows["licence"] if "licence" in rows else pd.Series(np.nan, rows.index, dtype="str")
    return rows.assign(
        incident_id=rows["source"].str.cat(rows["source_id"], sep=":"),
        licence=licence.fillna(source.licence),
        import_id=import_id,
        raw=_raw(text.loc[rows.index]),
    )[list(COLUMNS)]


def _raw(text: pd.DataFrame) -> pd.Series:
    """Each row's own cells as a JSON object, empty ones left out."""
    with duckdb.connect() as engine:
        engine.register("cells", text)
        made = engine.execute("SELECT to_json(cells)::VARCHAR AS raw FROM cells").df()
    return made["raw"].set_axis(text.index)


def _import_id(path: Path) -> str:
    """When and which content: 20261124T101500Z-3f2a9c01."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{_digest(path)[:8]}"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _details(path: Path, table: reading.Table, rows: pd.DataFrame) -> dict[str, object]:
    return {
        "file": path.name,
        "sha256": _digest(path),
        "read": table.read,
        "accepted": len(rows),
    }


def _version(store: Store) -> int | None:
    return store.version() if store.exists() else None


def add_command(commands) -> None:
    """Add `import` to the sub-commands of python -m events."""
    parser = commands.add_parser("import", help="read a file into the store")
    parser.add_argument("file", nargs="?", type=Path, help="CSV, GeoJSON, Excel or Parquet")
    parser.add_argument("--bundled", action="store_true", help="the incidents that come along")
    parser.add_argument("--source", default="auto", choices=("auto", *NAMES))
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="name the column of a field, e.g. latitude=LAT",
    )
    parser.add_argument("--name", help="source name of a table, where several have ids 1, 2, 3")
    parser.add_argument(
        "--store", type=Path, default=None, help="folder (else ATLAS_STORE, ./store)"
    )
    parser.add_argument("--json", action="store_true", help="print the report as one JSON object")
    parser.set_defaults(run=_command)


def _command(arguments: argparse.Namespace) -> int:
    if bool(arguments.file) == arguments.bundled:
        return _refused("Name one file, or --bundled for the incidents that come with the atlas.")
    store = Store(arguments.store or default_path())
    try:
        if arguments.bundled and _has_rows(store):
            print(f"The store at {store.path} already holds incidents; nothing was imported.")
            return 0
        report = import_file(
            BUNDLED if arguments.bundled else arguments.file,
            store,
            source=arguments.source,
            mapping=_pairs(arguments.map),
            name=arguments.name,
            progress=sys.stderr.isatty() and not arguments.json,
        )
    except (Unreadable, UnknownColumns, StoreError) as fault:
        return _refused(str(fault))
    except OSError as fault:
        return _refused(f"{fault.filename or store.path}: {fault.strerror}. Nothing was imported.")
    print(json.dumps(asdict(report), ensure_ascii=False) if arguments.json else sentence(report))
    return 0


def _has_rows(store: Store) -> bool:
    return store.exists() and bool(store.table().count())


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in given]
    if wrong := [pair for pair in given if "=" not in pair]:
        raise UnknownColumns(f"--map {wrong[0]} is no FIELD=COLUMN, e.g. latitude=LAT.")
    return {name.strip(): column.strip() for name, _, column in pairs}


def _refused(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


def sentence(report: Report) -> str:
    """The report in lines for a person."""
    lines = [
        f"Taken as {report.source}, because {report.recognised_by}.",
        f"{report.read} rows read: {report.accepted} accepted, "
        f"{sum(report.rejected.values())} rejected.",
        *(
            f"  rejected {count}: {reason}. {rejected.REASONS[reason]}"
            for reason, count in report.rejected.items()
        ),
        f"{report.new} new, {report.updated} updated, {report.unchanged} unchanged.",
        "Region: " + (", ".join(f"{n} {by}" for by, n in report.placed.items()) or "no row") + ".",
    ]
    if report.region_disagrees:
        lines.append(
            f"{report.region_disagrees} rows name another oblast than the one that holds their "
            "point; the point decides."
        )
    lines += [f"Note: {note}." for note in report.notes]
    if report.rejects_file:
        lines.append(f"Rejected rows: {report.rejects_file}")
    if report.store_version is not None:
        lines.append(f"Store version {report.store_version}.")
    return "\n".join(lines)
