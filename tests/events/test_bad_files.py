"""What cannot be read: exit code 2, one sentence, and the store as it was."""

import os
import subprocess
import sys
import zipfile
from datetime import date

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from importing import HEADER, import_fails, table, write

from events.files import delimited, documents


def test_a_missing_file_and_a_folder_are_named(tmp_path, unchanged, capsys):
    assert "no file" in import_fails(tmp_path / "absent.csv", unchanged, capsys)
    assert "is a folder" in import_fails(tmp_path, unchanged, capsys)
    os.mkfifo(tmp_path / "pipe")
    assert "no ordinary file" in import_fails(tmp_path / "pipe", unchanged, capsys)


XLSX_START = b"PK\x03\x04" + bytes(range(256)) * 20


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (HEADER.encode() + b"\n", "header but no rows"),
        (HEADER.encode(), "header but no rows"),
        (b"\n\n\n", "empty line"),
        (b"name,size\na,1\n", "--map date=COLUMN"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40, "no text"),
        (bytes(4000), "no text"),
        (b"PAR1" + b"\0" * 100, "Parquet"),
        (XLSX_START, "Excel"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "before 2007"),
        (b'{"type": "FeatureCollection", "features": [', "no valid JSON"),
        (b'{"rows": 1}', "neither a FeatureCollection nor a list"),
        (b"[1, 2, 3]", "no records"),
        (b"[]", "no rows"),
        (b'[{"id": 1, "date": "2024-01-01"}, 7]', "no records"),
        (b"[" * 100_000, "no valid JSON"),
        (b'[{"date": "2024-01-01", "id": ' + b"9" * 5000 + b"}]", "no valid JSON"),
        (b'[{"date": "\xff\xfe"}]', "no valid JSON"),
        (table('x,2024-05-06,50.45,30.52,"never closed').encode(), "closed"),
        (
            table('x,2024-05-06,50.45,30.52,"never closed', "y,2024-05-06,50,30,z").encode(),
            "closed",
        ),
        (table('"x,2024-05-06,50.45,30.52,t', "y,2024-05-06,50,30,z").encode(), "closed"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(content, said, tmp_path, unchanged, capsys):
    sentence = import_fails(write(tmp_path, content), unchanged, capsys)
    assert said in sentence
    assert "input.csv" in sentence or "date" in said


def test_a_row_longer_than_the_reader_takes_is_one_sentence(
    tmp_path, unchanged, capsys, monkeypatch
):
    monkeypatch.setattr(delimited, "_BLOCK", 2**20)
    path = write(tmp_path, table(f"long,2024-05-06,50.45,30.52,{'x' * 5_000_000}"))
    assert "row is longer than" in import_fails(path, unchanged, capsys)


def test_cut_files_are_one_sentence(tmp_path, unchanged, capsys):
    rows = pa.table({"id": ["a", "b"], "date": [date(2024, 1, 1)] * 2})
    pq.write_table(rows, tmp_path / "whole.parquet")
    whole = (tmp_path / "whole.parquet").read_bytes()
    for size in (8, len(whole) // 2, len(whole) - 4):
        said = import_fails(write(tmp_path, whole[:size], "cut.parquet"), unchanged, capsys)
        assert "Parquet" in said
    book = openpyxl.Workbook()
    book.active.append(["id", "date"])
    book.save(tmp_path / "whole.xlsx")
    whole = (tmp_path / "whole.xlsx").read_bytes()
    for size in (100, len(whole) // 2, len(whole) - 30):
        said = import_fails(write(tmp_path, whole[:size], "cut.xlsx"), unchanged, capsys)
        assert "Excel" in said


@pytest.mark.parametrize("sheet", [b"<worksheet><sheetData><row", b"\0\1\2", b""])
def test_a_damaged_workbook_is_one_sentence(sheet, tmp_path, unchanged, capsys):
    book = openpyxl.Workbook()
    book.active.append(["id", "date"])
    book.save(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet
    with zipfile.ZipFile(tmp_path / "damaged.xlsx", "w") as damaged:
        for name, content in parts.items():
            damaged.writestr(name, content)
    import_fails(tmp_path / "damaged.xlsx", unchanged, capsys)


def test_a_workbook_that_unpacks_to_too_much_is_refused_unread(
    tmp_path, unchanged, capsys, monkeypatch
):

    monkeypatch.setattr(documents, "LARGEST_WORKBOOK", 10_000)
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b" " * 10_001)
    assert (tmp_path / "bomb.xlsx").stat().st_size < 1000
    assert "unpacks to" in import_fails(tmp_path / "bomb.xlsx", unchanged, capsys)


@pytest.mark.parametrize("source", ["acled", "ucdp", "atlas"])
def test_another_source_than_the_file_is_names_what_is_missing(source, tmp_path, unchanged, capsys):
    said = import_fails(write(tmp_path, table()), unchanged, capsys, "--source", source)
    assert "lacks the column" in said


def test_options_that_do_not_fit_are_one_sentence(tmp_path, unchanged, capsys):
    path = write(tmp_path, table())
    for options, said in (
        (["--map", "latitude"], "FIELD=COLUMN"),
        (["--map", "colour=title"], "no field colour"),
        (["--map", "latitude=LAT"], "no column LAT"),
        (["--map", "latitude=latitude", "--source", "ucdp"], "--map belongs to"),
        (["--name", "acled"], "taken"),
        (["--name", "../../etc"], "short"),
    ):
        assert said in import_fails(path, unchanged, capsys, *options)


def test_a_folder_that_is_no_store_is_left_alone(tmp_path, capsys):
    """Also when every row is refused, so that only the rejects file would be written."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "dear.txt").write_text("dear")
    only_bad = write(tmp_path, f"{HEADER}\nx,never,50,30,t\n")
    for path in (write(tmp_path, table(), "good.csv"), only_bad):
        assert "no store" in import_fails(path, folder, capsys)
    assert [entry.name for entry in folder.iterdir()] == ["dear.txt"]


def test_column_names_cannot_spoil_the_sentence(tmp_path, unchanged, capsys):
    names = '"red\x1b[31m",' + ",".join(f'"col{n}\r\nline"' for n in range(1999))
    said = import_fails(write(tmp_path, f"{names}\n{',' * 1999}\n"), unchanged, capsys)
    assert "\x1b" not in said
    said = import_fails(
        write(tmp_path, f"date,{names}\n1{',' * 2000}\n"), unchanged, capsys, "--map", "id=key"
    )
    assert "no column key" in said


def test_as_a_process_the_exit_code_is_2_and_nothing_is_printed(tmp_path):
    for content in (b"", b"\x00\x01\x02" * 100, b'[{"date"'):
        path = write(tmp_path, content)
        command = [
            sys.executable,
            "-m",
            "events",
            "import",
            str(path),
            "--store",
            str(tmp_path / "s"),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
    assert not (tmp_path / "s").exists()
