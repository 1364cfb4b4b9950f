"""After a change of boundaries: which incidents lie in other regions now, in one commit."""

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from events.incident import COLUMNS
from events.intake.place_names import PLACED_BY
from events.intake.placement import depths
from events.questions.atlas import stored
from events.storage.store import Store, StoreError, default_path
from geodata import edition, place_all, shape_levels

_CODES = ("adm1_code", "adm2_code", "adm3_code")


@dataclass(frozen=True)
class Replaced:
    """What a re-placing did: rows with a point, how many changed region (at each level), of how
    many others only what says so did (a shape in place of the nearest settlement), the version."""

    looked_at: int
    changed: int
    said_otherwise: int
    adm1: int
    adm2: int
    adm3: int
    store_version: int
    boundaries: dict[int, str]


def replace_regions(store: Store) -> Replaced:
    """Place every record that keeps a point anew, by the shapes that are installed now.

    Only records whose regions change are written, all in one commit; the versions before stay
    readable. Records without a point keep the region that their source declares; so does a point
    that is in no region any more, because a record is not taken back for a coarser coast.
    """
    with duckdb.connect() as engine:
        engine.execute(f"CREATE VIEW stored AS {stored(store.files())}")
        points = engine.sql(
            f"""SELECT incident_id, latitude, longitude, location_precision, placed_by,
                {", ".join(_CODES)}
            FROM stored WHERE latitude IS NOT NULL AND placed_by <> 'declared'"""
        ).df()
        placed = _placed(points)
        changes = {code: _differs(points[code], placed[code]) for code in _CODES}
        moved = np.logical_or.reduce(list(changes.values()))
        otherwise = _differs(points["placed_by"], placed["placed_by"]) & ~moved
        version = store.version()
        if (moved | otherwise).any():
            rows = _rewritten(engine, placed[moved | otherwise])
            version = store.write(rows, _import_id(), {"file": "replace-regions"}).version
    names = {level: edition(level).name for level in shape_levels()}
    counts = (int(changes[code].sum()) for code in _CODES)
    changed = (int(moved.sum()), int(otherwise.sum()))
    return Replaced(len(points), *changed, *counts, version, names)


def _placed(points: pd.DataFrame) -> pd.DataFrame:
    """incident_id, the three codes and placed_by as the installed shapes have them."""
    found = place_all(latitude=points["latitude"], longitude=points["longitude"])
    depth = depths(points["location_precision"])
    codes = dict(zip(_CODES, found[:3], strict=True))
    placed = pd.DataFrame({"incident_id": points["incident_id"]})
    lost = pd.isna(codes["adm1_code"])
    for level, code in enumerate(_CODES, start=1):
        fine = pd.Series(codes[code], index=points.index).where(depth >= level)
        placed[code] = fine.where(~lost, points[code])
    rule = (found.by_settlement > 0) & (depth.to_numpy() >= found.by_settlement)
    by = pd.Series(found.placed_by, index=points.index).mask(rule, "nearest_settlement")
    return placed.assign(
        placed_by=by.mask(lost | (points["placed_by"] == PLACED_BY), points["placed_by"])
    )


def _differs(before: pd.Series, after: pd.Series) -> np.ndarray:
    return (before.fillna("").to_numpy(object) != after.fillna("").to_numpy(object)).astype(bool)


def _rewritten(engine: duckdb.DuckDBPyConnection, placed: pd.DataFrame) -> pa.Table:
    """The whole records of the rows in `placed`, with its codes in place of their own."""
    engine.register("placed", placed)
    new = ("placed_by", *_CODES)
    columns = ", ".join(f"{'p' if column in new else 's'}.{column}" for column in COLUMNS)
    return engine.sql(
        f"SELECT {columns} FROM stored s JOIN placed p USING (incident_id)"
    ).to_arrow_table()


def _import_id() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-replaced"


def add_command(commands) -> None:
    """Add `replace-regions` to the sub-commands of python -m events."""
    parser = commands.add_parser(
        "replace-regions", help="place the store anew after boundaries were installed"
    )
    parser.add_argument("--store", type=Path, help="folder (else ATLAS_STORE, ./store)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=_command)


def _command(arguments: argparse.Namespace) -> int:
    try:
        done = replace_regions(Store(arguments.store or default_path()))
    except (StoreError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 2
    if arguments.json:
        print(json.dumps(asdict(done), ensure_ascii=False))
        return 0
    sets = ", ".join(f"level {level} {name}" for level, name in done.boundaries.items())
    print(
        f"{done.looked_at:,} records with a point placed by {sets}: {done.changed:,} changed "
        f"region ({done.adm1:,} oblast, {done.adm2:,} raion, {done.adm3:,} hromada), "
        f"{done.said_otherwise:,} more what says which. Store version {done.store_version}."
    )
    return 0
