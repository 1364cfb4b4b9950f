"""The fuller set of facilities that an operator installed: taken in whole, or not at all.

    ATLAS_DATA/facilities/installed.json        what the set is, and the name of its folder
    ATLAS_DATA/facilities/set-1f0c3a.../        facilities.parquet, refused.csv, noted.csv

As with boundary sets (geodata), a new set is written into a folder of its own, then the record is
replaced in one step, and only then is the folder before removed.
"""

import hashlib
import json
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

import geodata
from events.energy import facility_files
from events.energy.facility_record import NOTED, REASONS, with_plain_nulls
from events.intake.rejected import rejected_csv
from events.licence import NOT_STATED

TABLE, REFUSED, NOTES = "facilities.parquet", "refused.csv", "noted.csv"

OPENSTREETMAP = {
    "name": "OpenStreetMap",
    "licence": "ODbL-1.0",
    "attribution": "© OpenStreetMap contributors, ODbL 1.0",
}
"""The terms of a file that has OpenStreetMap's tags, unless others are given."""


class BrokenSet(Exception):  # noqa: N818, the name says what is the case
    """An installed set in pieces; the message says what to do."""


def folder() -> Path:
    """Where the installed set lies."""
    return geodata.data_folder() / "facilities"


def install(
    path: Path,
    *,
    name: str | None = None,
    licence: str | None = None,
    attribution: str | None = None,
) -> dict:
    """Installs a file in the place of the set before; gives its record.

    The record holds name, licence, attribution, form ("osm" or "csv"), source_file,
    source_sha256, installed (UTC), read, accepted, refused and noted (code -> rows), kinds (kind ->
    facilities), folder. Raises UnreadableFacilities for a file that is refused; what was installed
    before stays.
    """
    path = Path(path)
    found = facility_files.read(path)
    known = OPENSTREETMAP if found.form == "osm" else {}
    given = {"name": name, "licence": licence, "attribution": attribution}
    terms = {"name": path.stem, "licence": NOT_STATED, "attribution": None}
    terms |= known | {key: value for key, value in given.items() if value}
    record = {
        **terms,
        "attribution": terms["attribution"] or terms["name"],
        "form": found.form,
        "source_file": path.name,
        "source_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "installed": datetime.now(UTC).isoformat(timespec="seconds"),
        "read": found.read,
        "accepted": len(found.rows),
        "refused": _counts(found.refused["reason"]),
        "noted": _counts(found.noted["reason"]),
        "kinds": _counts(found.rows["kind"]),
    }
    return _replace(record, found)


def record() -> dict | None:
    """The record of the installed set with its `path`; None where none is. Raises BrokenSet."""
    path = folder() / "installed.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        found["path"] = path.parent / Path(found["folder"]).name
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise BrokenSet(f"{path} cannot be read ({fault}): {_MEND}") from None
    if not (found["path"] / TABLE).is_file():
        raise BrokenSet(f"{path} names {found['folder']}, which is not whole: {_MEND}")
    return found


def rows(found: dict) -> pd.DataFrame:
    """The facilities of a record, facility_record.COLUMNS."""
    return with_plain_nulls(pd.read_parquet(found["path"] / TABLE))


_MEND = (
    "install the facilities anew (python -m events facilities install FILE), or delete that file "
    "to do without."
)


def _replace(found: dict, file: facility_files.FacilityFile) -> dict:
    """Write the set into a new folder, then the record; when anything fails, all stays."""
    home = folder()
    home.mkdir(parents=True, exist_ok=True)
    before = sorted(path for path in home.glob("set-*") if path.is_dir())
    new = Path(tempfile.mkdtemp(prefix=f"set-{found['source_sha256'][:12]}-", dir=home))
    try:
        new.chmod(0o755)  # mkdtemp makes it its owner's alone; a server may run as another user
        file.rows.to_parquet(new / TABLE, index=False)
        (new / REFUSED).write_bytes(_listed(file.refused, REASONS))
        (new / NOTES).write_bytes(_listed(file.noted, NOTED))
        found = found | {"folder": new.name}
        part = new / "record.json"
        part.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        os.replace(part, home / "installed.json")  # noqa: PTH105, one step on every system
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    for old in before:
        shutil.rmtree(old, ignore_errors=True)
    return found


def _counts(words: pd.Series) -> dict[str, int]:
    return {str(word): int(n) for word, n in words.value_counts().items()}


def _listed(table: pd.DataFrame, meanings: dict[str, str]) -> bytes:
    """What was refused or noted, as a file that a spreadsheet may open."""
    told = table.assign(column="", explanation=table["reason"].map(meanings))
    return rejected_csv(told[["row", "reason", "column", "seen", "explanation"]])
