"""TimeMap's three files: given, found beside the events, in one file, or missing."""

import json

import pytest
from importing import GOLDEN, import_fails, import_json, stored, write

from events import Store
from events.__main__ import main

PARTS = ("events", "sources", "associations")


@pytest.fixture
def split(tmp_path):
    """The golden TimeMap as three files with names that say nothing of each other."""
    content = json.loads((GOLDEN / "bellingcat.json").read_text(encoding="utf-8"))
    return {name: write(tmp_path, json.dumps(content[name]), f"{name[0]}.json") for name in PARTS}


def records(store) -> list[dict]:
    """What stands in a store, without the import that wrote it."""
    return [{**row, "import_id": None} for row in stored(store)]


def test_three_files_say_what_one_says(split, tmp_path, capsys):
    import_json(GOLDEN / "bellingcat.json", tmp_path / "one", capsys)
    options = ("--with", str(split["associations"]), "--with", str(split["sources"]))
    report = import_json(split["events"], tmp_path / "three", capsys, *options)
    assert records(tmp_path / "three") == records(tmp_path / "one") != []
    assert "sources are those of s.json (7 rows)" in report["notes"]
    (entry,) = Store(tmp_path / "three").history()
    assert entry.details["beside"]["sources"]["file"] == "s.json"
    assert len(entry.details["beside"]["associations"]["sha256"]) == 64
    assert "associations are those of a.json (11 rows)" in report["notes"]


def test_companions_beside_the_events_are_found_and_named(split, tmp_path, capsys):
    folder = tmp_path / "events of May"
    folder.mkdir()
    for name, path in split.items():
        path.rename(folder / f"export_{name}_2024.json")
    report = import_json(folder / "export_events_2024.json", tmp_path / "beside", capsys)
    import_json(GOLDEN / "bellingcat.json", tmp_path / "one", capsys)
    assert records(tmp_path / "beside") == records(tmp_path / "one")
    assert any("export_sources_2024.json, which lies beside" in note for note in report["notes"])


def test_without_companions_the_events_come_in_and_the_report_says_what_is_missing(
    split, tmp_path, capsys
):
    report = import_json(split["events"], tmp_path / "store", capsys)
    assert report["accepted"] == 6
    for name in PARTS[1:]:
        assert any(f"no file of {name}" in note and "--with" in note for note in report["notes"])
    rows = stored(tmp_path / "store")
    assert {row["sources"] for row in rows} == {"[]"}
    assert {row["target_category"] for row in rows} == {"unknown"}
    assert json.loads(rows[0]["raw"])["sources"] == '["srcInv1_1", "srcInv1_2"]'


def test_a_damaged_neighbour_is_said_and_not_used(split, tmp_path, capsys):
    split["events"].rename(tmp_path / "x_events.json")
    write(tmp_path, "[{", "x_sources.json")
    write(tmp_path, '[{"id": "asc1", "name": "no titles"}]', "x_associations.json")
    report = import_json(tmp_path / "x_events.json", tmp_path / "store", capsys)
    assert report["accepted"] == 6
    assert any("x_sources.json" in n and "cannot be read" in n for n in report["notes"])
    assert any("x_associations.json" in n and "none of" in n for n in report["notes"])


def test_a_file_that_is_no_companion_is_one_sentence(split, tmp_path, unchanged, capsys):
    other = write(tmp_path, "id,name\n1,x\n", "other.csv")
    said = import_fails(split["events"], unchanged, capsys, "--with", str(other))
    assert "other.csv is no companion" in said
    assert "sources (id, paths)" in said
    table = write(tmp_path, "id,date\n1,2024-05-06\n", "table.csv")
    assert "sources of several files" in import_fails(
        table, unchanged, capsys, "--with", str(split["sources"])
    )


def test_a_second_file_of_a_kind_is_said_and_not_used(split, tmp_path, capsys):
    content = json.loads(split["sources"].read_text(encoding="utf-8"))
    twice = write(tmp_path, json.dumps(list(content.values())), "again.json")
    options = ("--with", str(split["sources"]), "--with", str(twice))
    report = import_json(split["events"], tmp_path / "store", capsys, *options)
    assert "again.json was not used: there are sources already" in report["notes"]


def test_the_report_in_words_names_the_companions(split, tmp_path, capsys):
    store = str(tmp_path / "store")
    main(["import", str(split["events"]), "--with", str(split["sources"]), "--store", store])
    assert "Note: sources are those of s.json (7 rows)." in capsys.readouterr().out
