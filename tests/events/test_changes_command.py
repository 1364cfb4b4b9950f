"""`python -m events changes` and the CSV of changes: as text, JSON and CSV, and its refusals."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from incident_rows import incident, table

from events import (
    Counts,
    Filters,
    Store,
    about_changes_bytes,
    changed_counts,
    changed_fields,
    changes,
    changes_csv,
)
from events.__main__ import main
from events.changes import changed_export


@pytest.fixture
def store(tmp_path) -> Store:
    """Version 0: a, b and an ACLED row; 1: a revised, c added; 2: b removed."""
    store = Store(tmp_path / "store")
    acled = incident("x", "2024-01-01", source="acled", licence="ACLED-EULA")
    store.write(table(incident("a", title="=cmd()"), incident("b", "2024-03-06"), acled), "one")
    revised = incident(
        "a", title='+new, "title"', killed_min=3, adm1_code="UA63", raw='{"note": "@x"}'
    )
    acled = acled | {"title": "revised"}
    store.write(table(revised, incident("c", "2024-03-07", title="bell\x07\x1b[31m"), acled), "two")
    store.remove(["test:b"], "three")
    return store


def ran(capsys, *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["changes", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_text_tells_counts_records_and_fields(store, capsys):
    code, out, err = ran(capsys, "--from", "0", "--store", str(store.path))
    assert code == 0
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    assert out.startswith(f"From version 0 ({today}")
    assert "1 added, 2 revised, 0 re-placed, 1 deleted." in out
    assert "revised    test:a  2024-03-05  +new" in out
    assert "killed_min: (not stated) -> 3" in out
    assert "raw.note: (not stated) -> @x" in out
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "ACLED" in err, "its rows may not be passed on"


def test_the_json_has_counts_total_and_fields(store, capsys):
    code, out, _ = ran(capsys, "--from", "0", "--to", "1", "--store", str(store.path), "--json")
    told = json.loads(out)
    assert code == 0
    assert told["counts"] == {"added": 1, "revised": 2, "re_placed": 0, "deleted": 0}
    assert (told["from_version"], told["to_version"], told["total"]) == (0, 1, 3)
    by_id = {row["incident_id"]: row for row in told["changes"]}
    assert by_id["test:c"]["fields"] == []
    assert {"field": "killed_min", "before": None, "after": "3"} in by_id["test:a"]["fields"]
    assert [source["source"] for source in told["sources"]] == ["acled", "test"]


def test_a_day_stands_for_its_last_version(store, capsys):
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    code, out, _ = ran(capsys, "--from", today, "--store", str(store.path))
    assert code == 0
    assert "From version 2" in out
    assert "0 added, 0 revised, 0 re-placed, 0 deleted." in out


def test_the_csv_is_the_same_from_both_ways_and_runs_in_no_spreadsheet(store, capsysbinary):
    capsysbinary.readouterr()
    assert main(["changes", "--from", "0", "--csv", "--store", str(store.path)]) == 0
    printed = capsysbinary.readouterr().out
    assert printed == changes_csv(changes(store, 0), None)
    rows = list(csv.DictReader(io.StringIO(printed.decode(), newline="")))
    told = [(row["change"], row["incident_id"], row["field"]) for row in rows]
    assert told == [
        ("revised", "acled:x", "title"),
        ("revised", "test:a", "title"),
        ("revised", "test:a", "adm1_code"),
        ("revised", "test:a", "killed_min"),
        ("revised", "test:a", "raw.note"),
        ("deleted", "test:b", ""),
        ("added", "test:c", ""),
    ]
    title = rows[1]
    assert (title["before"], title["after"]) == ("'=cmd()", '\'+new, "title"')
    assert title["adm1_name"] == "Kharkiv Oblast"
    assert rows[4]["after"] == "'@x"
    assert b"\r\n" in printed


def test_the_csv_is_in_the_filters_and_of_the_kinds(store):
    asked = changes(store, 0)
    lines = changes_csv(asked, Filters(regions=("UA63",))).splitlines()
    assert len(lines) == 1 + 4
    assert b"deleted,test:b" in changes_csv(asked, Filters(), ["deleted"])
    about = json.loads(about_changes_bytes(asked, Filters(sources=("acled",))))
    assert about["records"]["revised"] == 1
    assert [source["may_be_passed_on"] for source in about["sources"]] == [False]


def test_parts_are_cut_between_records(store, monkeypatch):
    whole = changes_csv(changes(store, 0), None)
    monkeypatch.setattr(changed_export, "RECORDS_AT_ONCE", 1)
    assert changes_csv(changes(store, 0), None) == whole


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "9"), "later than version 2"),
        (("--from", "0", "--to", "9"), "versions 0 to 2, not 9"),
        (("--from", "last week"), "neither a version"),
        (("--from", "2020-01-01"), "Ask for that day or a later one"),
        (("--from", "2020-13-45"), "neither a version"),
    ],
)
def test_what_cannot_be_told_gets_a_sentence(store, capsys, arguments, said):
    code, out, err = ran(capsys, *arguments, "--store", str(store.path))
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_no_store_gets_a_sentence(tmp_path, capsys):
    code, _, err = ran(capsys, "--from", "0", "--store", str(tmp_path / "none"))
    assert code == 2
    assert "There is no store" in err


def test_in_public_no_way_out_holds_a_row_that_may_not_be_passed_on(store, capsys, monkeypatch):
    monkeypatch.setenv("ATLAS_MODE", "public")
    for form in ((), ("--json",), ("--csv",)):
        code, out, err = ran(capsys, "--from", "0", "--store", str(store.path), *form)
        assert code == 0
        assert "acled:x" not in out
        assert "test:a" in out, "its rows state CC-BY-4.0"
        assert "Changes of acled are left out" in err
    asked = changes(store, 0)
    assert changed_counts(asked, None) == Counts(1, 1, 0, 1)
    assert json.loads(about_changes_bytes(asked, None))["left_out"][0]["source"] == "acled"
    assert changed_fields(asked, ["acled:x"]).empty
