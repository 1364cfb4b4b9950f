"""All formats by one table: by the ending, whole or not at all, with what they are beside them."""

import json

import pytest
from incident_rows import atlas_of, incident

from events import Filters, csv_bytes
from events.__main__ import main
from events.takeaway import workbook
from events.takeaway.formats import FORMATS, format_of, take_away


@pytest.fixture
def atlas(tmp_path):
    rows = [incident("1", title="first"), incident("2", "2024-04-01", title="second")]
    return atlas_of(tmp_path / "store", *rows)


def export(atlas, path, *options: str) -> int:
    return main(["export", "--store", str(atlas.path), "--out", str(path), *options])


@pytest.mark.parametrize("name", FORMATS)
def test_the_command_writes_each_by_its_ending(atlas, tmp_path, capsys, name):
    path = tmp_path / f"out{FORMATS[name].endings[-1]}"
    assert format_of(path) == name
    assert export(atlas, path, "--since", "2024-03-10") == 0
    assert capsys.readouterr().out.startswith(f"1 records to {path}. Incidents since 10 March 2024")
    beside = tmp_path / f"{path.name}.about.json"
    if name == "bundle":
        assert not beside.exists()
    else:
        said = json.loads(beside.read_text(encoding="utf-8"))
        assert (said["records"], said["filters"]) == (1, {"since": "2024-03-10"})
        assert said["sources"][0]["citation"]
    assert not list(tmp_path.glob("*.part*"))


def test_an_option_goes_before_the_ending(atlas, tmp_path):
    assert export(atlas, tmp_path / "out.txt", "--format", "csv") == 0
    assert (tmp_path / "out.txt").read_bytes() == csv_bytes(atlas, Filters())


def test_an_ending_that_names_no_format_is_refused(atlas, tmp_path, capsys):
    assert export(atlas, tmp_path / "out.shp") == 2
    assert "names no format (.csv, .geojson, .parquet" in capsys.readouterr().err
    assert export(atlas, tmp_path / "out.xlsx", "--bom") == 2
    assert "--bom belongs to CSV alone" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["store"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_that_was_there_stays_when_writing_fails(atlas, tmp_path, name):
    """Also when the reader turns away in the midst of it."""

    class Away(BaseException):
        pass

    def leave(done: int) -> None:
        raise Away(done)

    path = tmp_path / f"out{FORMATS[name].endings[0]}"
    path.write_text("before")
    with pytest.raises(Away):
        take_away(atlas, Filters(), name, path, leave)
    assert path.read_text() == "before"
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(["store", path.name])


def test_progress_reaches_the_number_of_records(atlas, tmp_path):
    for name, each in FORMATS.items():
        told = []
        take_away(atlas, Filters(), name, tmp_path / f"out{each.endings[0]}", told.append)
        assert told[-1] == 2, name


def test_what_a_sheet_cannot_hold_is_refused_with_a_sentence(atlas, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_RECORDS", 1)
    assert export(atlas, tmp_path / "out.xlsx") == 2
    assert "a sheet of Excel holds 1 below its header" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["store"]


def test_what_was_cut_is_said_at_the_command_line(tmp_path, capsys):
    atlas = atlas_of(tmp_path / "long", incident("1", title="x" * 40_000))
    assert export(atlas, tmp_path / "out.xlsx") == 0
    assert "1 texts in title are longer than the 32,767" in capsys.readouterr().err
