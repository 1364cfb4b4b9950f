"""The import as a user calls it, and what it left behind; shared by the tests of the way in."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq

from events import Store
from events.__main__ import main

GOLDEN = Path(__file__).parents[1] / "golden"


def golden_file(name: str) -> Path:
    """tests/golden/NAME with whatever its kind of file ends in."""
    (path,) = (path for path in GOLDEN.glob(f"{name}.*") if ".expected" not in path.suffixes)
    return path


HEADER = "id,date,latitude,longitude,title"
GOOD = "good,2024-05-06,50.45,30.52,Invented"


def import_json(path, store, capsys, *options: str, link: bool = False) -> dict:
    """The report of `python -m events import PATH --json`, which must succeed and add up.

    Without linking unless asked for: that takes longer than all the rest of a small import.
    """
    capsys.readouterr()
    arguments = [*([str(path)] if path else []), *([] if link else ["--no-link"])]
    code = main(["import", *arguments, "--store", str(store), "--json", *options])
    out, err = capsys.readouterr()
    assert code == 0, err
    report = json.loads(out)
    assert report["read"] == report["accepted"] + sum(report["rejected"].values())
    assert report["accepted"] == report["new"] + report["updated"] + report["unchanged"]
    assert report["accepted"] == sum(report["placed"].values())
    told = sum(int(line["rows"]) for line in rejects(report))
    assert told == sum(report["rejected"].values())
    return report


def import_fails(path, store, capsys, *options: str) -> str:
    """The one sentence of an import that cannot be done: exit code 2, nothing on stdout."""
    capsys.readouterr()
    code = main(["import", str(path), "--store", str(store), "--json", *options])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.endswith(".\n")
    assert "Traceback" not in err
    assert len(err) < 700
    return err.strip()


def rejects(report: dict) -> list[dict]:
    """The lines of the rejects file; none when the report names no file."""
    if report["rejects_file"] is None:
        return []
    with Path(report["rejects_file"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stored(store) -> list[dict]:
    """All rows of the store with all columns, by incident_id; none when there is no store."""
    if not Store(store).exists():
        return []
    rows = [row for name in Store(store).files() for row in pq.read_table(name).to_pylist()]
    return sorted(rows, key=lambda row: row["incident_id"])


def write(tmp_path, content: str | bytes, name="input.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def table(*rows: str, header: str = HEADER) -> str:
    return "\n".join([header, GOOD, *rows]) + "\n"
