"""Boundary sets in the data folder: one record per level that names the folder of its files.

    ATLAS_DATA/boundaries/adm2.json             what the set is, and the name of its folder
    ATLAS_DATA/boundaries/adm2-1f0c3a.../       shapes.parquet, shown.json, grid/

A set is written into a new folder; then the record is replaced in one step, and only then is the
folder of the set before removed. Whoever reads sees the one set or the other, never a part.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from geodata import levels

SHAPES, SHOWN, GRID = "shapes.parquet", "shown.json", "grid"


def data_folder() -> Path:
    """Where what is installed lies: ATLAS_DATA, or ./data."""
    return Path(os.environ.get("ATLAS_DATA") or "data")


def sets_folder() -> Path:
    return data_folder() / "boundaries"


def record(level: int) -> dict | None:
    """The record of the installed set of a level, its `path` (the set's folder) included; None
    where none is installed. Raises ValueError for a record or a set in pieces."""
    path = sets_folder() / f"adm{level}.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        found["path"] = path.parent / Path(found["folder"]).name
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path} cannot be read ({error}): {_mend(level)}") from None
    if not (found["path"] / SHAPES).is_file():
        if json.loads(path.read_text(encoding="utf-8"))["folder"] != found["folder"]:
            return record(level)  # replaced since the record was read
        raise ValueError(f"{path} names {found['folder']}, which is not whole: {_mend(level)}")
    return found


def _mend(level: int) -> str:
    return (
        f"install the {levels.LEVELS[level]}s anew (python -m geodata install FILE), or delete "
        "that file to do without."
    )


def records() -> list[dict]:
    """The records of all installed sets, by level."""
    return [found for level in levels.LEVELS if (found := record(level)) is not None]


def replace(found: dict, write: Callable[[Path], None]) -> dict:
    """Puts a set in the place of the one before: `write` fills a new folder, `found` (level and
    sha256, among others) becomes the record. When anything fails, all stays as it was."""
    level, folder = found["level"], sets_folder()
    folder.mkdir(parents=True, exist_ok=True)
    before = sorted(path for path in folder.glob(f"adm{level}-*") if path.is_dir())
    new = Path(tempfile.mkdtemp(prefix=f"adm{level}-{found['sha256'][:12]}-", dir=folder))
    try:
        new.chmod(0o755)  # mkdtemp makes it its owner's alone; a server may run as another user
        write(new)
        found = found | {"folder": new.name}
        text = json.dumps(found, ensure_ascii=False, indent=1)
        part = new / "record.json"
        part.write_text(text + "\n", encoding="utf-8")
        part.replace(folder / f"adm{level}.json")
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    for old in before:
        shutil.rmtree(old, ignore_errors=True)
    return found
