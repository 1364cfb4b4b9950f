"""Bad input through the command line: a report or one sentence, and the store stays as it was."""

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importing import GOLDEN, import_fails, import_json, rejects, stored

from events import Store, delimited, documents
from events.__main__ import main
from events.sources import SOURCES

HEADER = "id,date,latitude,longitude,title"
GOOD = "good,2024-05-06,50.45,30.52,Invented"


@pytest.fixture
def store(tmp_path, capsys):
    """A store with one row; after each test that row is still as it was."""
    path = tmp_path / "store"
    (tmp_path / "first.csv").write_text(f"{HEADER}\nkept,2024-01-01,49.84,24.03,Kept\n")
    import_json(tmp_path / "first.csv", path, capsys, "--name", "earlier")
    (before,) = stored(path)
    yield path
    assert [row for row in stored(path) if row["source"] == "earlier"] == [before]


@pytest.fixture
def unchanged(store):
    """The same store; after the test no version was added to it."""
    version = Store(store).version()
    yield store
    assert Store(store).version() == version


def write(tmp_path, content: str | bytes, name="input.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def table(*rows: str, header: str = HEADER) -> str:
    return "\n".join([header, GOOD, *rows]) + "\n"


# What cannot be read: exit code 2 and one sentence


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


def test_a_zip_that_is_no_workbook_is_one_sentence(tmp_path, unchanged, capsys):
    with zipfile.ZipFile(tmp_path / "rows.zip", "w") as packed:
        packed.writestr("rows.csv", table())
    assert "Excel" in import_fails(tmp_path / "rows.zip", unchanged, capsys)


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


# What can be read: exit code 0, good rows accepted, bad rows refused with a reason


def refused(rows: list[str], tmp_path, store, capsys, **kwargs) -> list[tuple]:
    """(line, reason, column) of the rows behind one good row, which must be accepted."""
    report = import_json(write(tmp_path, table(*rows, **kwargs)), store, capsys)
    assert report["read"] == len(rows) + 1
    return [(int(row["line"]), row["reason"], row["column"]) for row in rejects(report)]


@pytest.mark.parametrize(
    ("row", "reason", "column"),
    [
        ("x,32/13/2022,50.45,30.52,t", "bad_date", "date"),
        ("x,2022-02-30,50.45,30.52,t", "bad_date", "date"),
        ("x,yesterday,50.45,30.52,t", "bad_date", "date"),
        ("x,2022-13-01,50.45,30.52,t", "bad_date", "date"),
        ("x,0000-00-00,50.45,30.52,t", "bad_date", "date"),
        ("x,1527-01-01,50.45,30.52,t", "date_out_of_range", "date"),
        ("x,0001-01-01,50.45,30.52,t", "date_out_of_range", "date"),
        ("x,2999-01-01,50.45,30.52,t", "date_out_of_range", "date"),
        ("x,9999-12-31,50.45,30.52,t", "date_out_of_range", "date"),
        ("x,,50.45,30.52,t", "missing_date", "date"),
        (",2024-05-06,50.45,30.52,t", "missing_id", "id"),
        ("good,2024-05-07,50.45,30.52,t", "duplicate_id", "id"),
        ("x,2024-05-06,30.52,50.45,t", "coordinates_swapped", "latitude, longitude"),
        ("x,2024-05-06,0,0,t", "zero_coordinates", "latitude, longitude"),
        ("x,2024-05-06,0.0,-0.0,t", "zero_coordinates", "latitude, longitude"),
        ("x,2024-05-06,north,30.52,t", "bad_coordinates", "latitude, longitude"),
        ("x,2024-05-06,91,30.52,t", "bad_coordinates", "latitude, longitude"),
        ("x,2024-05-06,50.45,1e400,t", "bad_coordinates", "latitude, longitude"),
        ("x,2024-05-06,inf,30.52,t", "bad_coordinates", "latitude, longitude"),
        ("x,2024-05-06,50.45,,t", "half_coordinates", "latitude, longitude"),
        ("x,2024-05-06,,30.52,t", "half_coordinates", "latitude, longitude"),
        ("x,2024-05-06,52.23,21.01,t", "outside_ukraine", "latitude, longitude"),
        ("x,2024-05-06,-33.9,151.2,t", "outside_ukraine", "latitude, longitude"),
        ("x,2024-05-06,50.45,30.52", "wrong_field_count", ""),
        ("x,2024-05-06,50.45,30.52,t,more,fields", "wrong_field_count", ""),
        ("x\0y,2024-05-06,50.45,30.52,t", "nul_byte", "id"),
        (f"x,2024-05-06,50.45,30.52,{'y' * 10_000_000}", "cell_too_long", "title"),
        (f"x,2024-05-06,50.45,30.52,{'y' * 70_000_000}", "cell_too_long", "title"),
    ],
    ids=lambda value: value[:40],
)
def test_a_bad_cell_refuses_its_row_alone(row, reason, column, tmp_path, store, capsys):
    rows = [row, "last,2024-05-08,50.45,30.52,t"]
    assert refused(rows, tmp_path, store, capsys) == [(3, reason, column)]
    assert [r["source_id"] for r in stored(store) if r["source"] == "csv"] == ["good", "last"]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("-1", "negative_number"),
        ("dozens", "bad_number"),
        ("20+", "bad_number"),
        ("1.5", "bad_number"),
        ('"1,5"', "bad_number"),
        ("1_000", "bad_number"),
        ("inf", "bad_number"),
        ("99999999", "number_too_large"),
        ("1e300", "number_too_large"),
    ],
)
@pytest.mark.parametrize("column", ["killed", "injured_max"])
def test_a_toll_that_is_no_count_refuses_its_row(cell, reason, column, tmp_path, store, capsys):
    content = f"id,date,{column}\ngood,2024-05-06,3\nx,2024-05-06,{cell}\n"
    report = import_json(write(tmp_path, content), store, capsys)
    assert [(row["reason"], row["column"]) for row in rejects(report)] == [(reason, column)]


@pytest.mark.parametrize("cell", ["", "NaN", "nan", "N/A", "null", "-", "None"])
def test_a_number_that_is_not_there_is_unknown_and_never_zero(cell, tmp_path, store, capsys):
    content = f"id,date,latitude,longitude,killed\nx,2024-05-06,{cell},{cell},{cell}\n"
    report = import_json(write(tmp_path, content), store, capsys)
    assert report["accepted"] == 1
    (row,) = [row for row in stored(store) if row["source"] == "csv"]
    assert row["killed_min"] is row["killed_max"] is row["latitude"] is None
    assert row["location_precision"] == "country"


def test_every_refusal_has_its_line_where_cells_hold_line_breaks(tmp_path, store, capsys):
    rows = [
        'a,2024-05-06,50.45,30.52,"two\nlines"',
        "",
        "x,never,50.45,30.52,t",
        'y,never,50.45,30.52,"two\r\nmore"',
        "z,2024-05-06,50.45,30.52",
        "w,,50.45,30.52,t",
    ]
    report = import_json(write(tmp_path, table(*rows)), store, capsys)
    found = [(int(r["line"]), int(r["record"]), r["reason"]) for r in rejects(report)]
    assert found == [
        (6, 3, "bad_date"),
        (7, 4, "bad_date"),
        (9, 5, "wrong_field_count"),
        (10, 6, "missing_date"),
    ]


def test_what_was_seen_is_cut_and_cannot_run_in_a_spreadsheet(tmp_path, store, capsys):
    content = table("x,=HYPERLINK(0),50.45,30.52,t", f"y,{'9' * 999},50.45,30.52,t")
    report = import_json(write(tmp_path, content), store, capsys)
    first, second = rejects(report)
    assert first["seen"] == "'=HYPERLINK(0)"
    assert len(second["seen"]) == 200
    assert all(row["explanation"] for row in (first, second))


TEXT = "ід;дата;широта;довгота;назва\n1;24.02.2022;50,45;30,52;Їхав їжак, ґава — «є»\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_ukrainian_text_arrives_whole(encoding, separator, tmp_path, store, capsys):
    path = write(tmp_path, TEXT.replace(";", separator).encode(encoding))
    report = import_json(path, store, capsys)
    (row,) = [row for row in stored(store) if row["source"] == "csv"]
    assert row["title"] == "Їхав їжак, ґава — «є»"
    assert (row["latitude"], row["adm1_code"]) == (50.45, "UA80")
    said = " ".join(report["notes"])
    assert ("encoding" in said) == (not encoding.startswith("utf-8"))


def test_western_text_in_cp1252_arrives_whole(tmp_path, store, capsys):
    content = table("w,2024-05-06,50.45,30.52,Café “Zoë” – the mayor’s résumé")
    import_json(write(tmp_path, content.encode("cp1252")), store, capsys)
    titles = [row["title"] for row in stored(store)]
    assert "Café “Zoë” – the mayor’s résumé" in titles


def test_an_encoding_that_shows_late_is_seen(tmp_path, store, capsys):
    rows = [f"{n},2024-05-06,50.45,30.52,plain" for n in range(5000)]
    content = table(*rows, "late,2024-05-06,50.45,30.52,Харків під обстрілом").encode("cp1251")
    assert content.find("Харків".encode("cp1251")) > 65_536
    import_json(write(tmp_path, content), store, capsys)
    (row,) = [row for row in stored(store) if row["source_id"] == "late"]
    assert row["title"] == "Харків під обстрілом"


def test_bytes_that_no_windows_page_knows_are_answered(tmp_path, unchanged, capsys):
    path = write(tmp_path, table("x,2024-05-06,50.45,30.52,caf\x81").encode("latin-1"))
    import_fails(path, unchanged, capsys)


def test_a_file_with_only_refused_rows_is_a_report_and_no_version(tmp_path, unchanged, capsys):
    content = f"{HEADER}\nx,never,50,30,t\ny,,50,30,t\n"
    report = import_json(write(tmp_path, content), unchanged, capsys)
    assert (report["accepted"], report["rejected"]) == (0, {"bad_date": 1, "missing_date": 1})
    assert report["store_version"] == Store(unchanged).version()


def test_only_refused_rows_make_no_store(tmp_path, capsys):
    report = import_json(write(tmp_path, f"{HEADER}\nx,never,50,30,t\n"), tmp_path / "new", capsys)
    assert report["store_version"] is None
    assert len(rejects(report)) == 1
    import_json(write(tmp_path, table()), tmp_path / "new", capsys)
    assert len(stored(tmp_path / "new")) == 1


def test_a_thousand_identical_rows_are_one(tmp_path, store, capsys):
    report = import_json(write(tmp_path, table(*[GOOD] * 999)), store, capsys)
    assert (report["accepted"], report["rejected"]) == (1, {"duplicate_id": 999})


def test_repeated_odd_and_many_columns_are_read(tmp_path, store, capsys):
    header = 'Date,date,id,id,"a\nb",,"x""y",latitude,LATITUDE,longitude'
    content = f"{header}\n2024-05-06,other,one,two,3,4,5,50.45,1,30.52\n"
    import_json(write(tmp_path, content), store, capsys)
    wide = ",".join(f"c{n}" for n in range(2000))
    content = f"id,date,{wide}\nw,2024-05-06,{','.join('1' * 2000)}\n"
    import_json(write(tmp_path, content), store, capsys)
    one, w = [row for row in stored(store) if row["source"] == "csv"]
    assert (one["source_id"], one["latitude"], one["date_start"]) == (
        "one",
        50.45,
        date(2024, 5, 6),
    )
    assert "1" in json.loads(one["raw"]).values()
    assert len(json.loads(w["raw"])) == 2002


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html;base64",
        "//example.org",
        "https:example.org",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "http://",
        "https://a b/",
    ],
)
def test_only_whole_web_addresses_are_kept(link, tmp_path, store, capsys):
    content = f"id,date,url,source\nx,2024-05-06,{link},Paper\ny,2024-05-06,https://example.org/,\n"
    report = import_json(write(tmp_path, content), store, capsys)
    sources = [json.loads(row["sources"]) for row in stored(store) if row["source"] == "csv"]
    assert sources == [
        [{"name": "Paper", "url": None}],
        [{"name": None, "url": "https://example.org/"}],
    ]
    assert any("1 links" in note for note in report["notes"])


@pytest.mark.parametrize(
    "sources",
    [
        '[{"name": "x", "url": "javascript:alert(1)"}]',
        "5",
        '{"name": "x"}',
        '["x"]',
        '[{"name": {"a": 1}, "url": null}]',
        "[{]",
    ],
)
def test_our_own_export_is_not_trusted_with_links(sources, tmp_path, store, capsys):
    """Anyone can write a file with the columns of our export."""
    quoted = sources.replace('"', '""')
    content = (
        "incident_id,source,source_id,date_start,location_precision,sources,raw\n"
        f'x,forged,1,2024-05-06,country,"{quoted}",{{}}\n'
    )
    import_json(write(tmp_path, content), store, capsys)
    for row in stored(store):
        for source in json.loads(row["sources"]):
            assert set(source) == {"name", "url"}
            assert source["url"] is None or source["url"].startswith("http")
            assert source["name"] is None or isinstance(source["name"], str)


@pytest.mark.parametrize(
    ("level", "code"), [(2, "UA63<b>"), (2, "UA6399"), (3, "UA6302"), (3, "UA63999999"), (2, "x")]
)
def test_a_region_code_that_is_none_is_not_kept(level, code, tmp_path, store, capsys):
    content = (
        f"incident_id,source,source_id,date_start,location_precision,latitude,longitude,"
        f"adm1_code,adm{level}_code,raw\nx,forged,1,2024-05-06,site,49.99,36.23,UA63,{code},{{}}\n"
    )
    import_json(write(tmp_path, content), store, capsys)
    assert all(row[f"adm{level}_code"] is None for row in stored(store))


def test_a_last_day_beyond_this_year_is_refused(tmp_path, store, capsys):
    content = "id,date,date_end\ngood,2024-05-06,2024-05-07\nx,2024-05-06,9999-12-31\n"
    report = import_json(write(tmp_path, content), store, capsys)
    assert report["rejected"] == {"date_out_of_range": 1}


def test_a_day_first_and_month_first_column_is_decided_once_and_said(tmp_path, store, capsys):
    head = "id,date,latitude,longitude\n"
    for cells, days, said in (
        (["03/04/2022", "25/04/2022"], [(4, 3), (4, 25)], ""),
        (["03/04/2022", "04/25/2022"], [(3, 4), (4, 25)], ""),
        (["03/04/2022", "05/04/2022"], [(4, 3), (4, 5)], "day first"),
    ):
        rows = "".join(f"{n},{cell},50.45,30.52\n" for n, cell in enumerate(cells))
        report = import_json(write(tmp_path, head + rows), store, capsys)
        found = [row["date_start"] for row in stored(store) if row["source"] == "csv"]
        assert [(day.month, day.day) for day in found] == days
        assert any("day first" in note for note in report["notes"]) == bool(said)


# GeoJSON, Excel and Parquet


def geojson(tmp_path, *features) -> Path:
    content = {"type": "FeatureCollection", "features": list(features)}
    return write(tmp_path, json.dumps(content), "input.geojson")


def feature(key, geometry, **properties) -> dict:
    properties = {"id": key, "date": "2024-05-06", **properties}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def test_geojson_points_are_read_and_other_shapes_refused(tmp_path, store, capsys):
    square = [[[30, 50], [31, 50], [31, 51], [30, 50]]]
    path = geojson(
        tmp_path,
        feature("point", {"type": "Point", "coordinates": [30.52, 50.45]}),
        feature("high", {"type": "Point", "coordinates": [30.52, 50.45, 120]}),
        feature("none", None, region="Kharkiv oblast"),
        feature("area", {"type": "Polygon", "coordinates": square}),
        feature("swapped", {"type": "Point", "coordinates": [50.45, 30.52]}),
        feature("words", {"type": "Point", "coordinates": ["30.52", "north"]}),
        feature("short", {"type": "Point", "coordinates": [30.52]}),
        feature("nested", {"type": "Point", "coordinates": [[30.52, 50.45]]}),
        {"type": "Feature", "properties": None, "geometry": None},
    )
    report = import_json(path, store, capsys)
    rows = {row["source_id"]: row for row in stored(store) if row["source"] == "csv"}
    assert (rows["point"]["latitude"], rows["point"]["adm1_code"]) == (50.45, "UA80")
    assert rows["high"]["longitude"] == 30.52
    assert (rows["none"]["adm1_code"], rows["none"]["location_precision"]) == ("UA63", "oblast")
    found = {int(row["record"]): row["reason"] for row in rejects(report)}
    assert found[4] == "not_a_point"
    assert found[5] == "coordinates_swapped"
    assert found[6] == "bad_coordinates"
    assert found[9] == "missing_id"
    assert report["read"] == 9


@pytest.mark.parametrize("geometry", ["POINT(1 2)", [30.52, 50.45], 7, {"type": ["Point"]}, {}])
def test_a_geometry_that_is_none_is_answered(geometry, tmp_path, store, capsys):
    point = {"type": "Point", "coordinates": [30.52, 50.45]}
    path = geojson(tmp_path, feature("a", point), feature("b", geometry))
    assert import_json(path, store, capsys)["read"] == 2


def test_json_cells_of_every_kind_are_text(tmp_path, store, capsys):
    rows = [
        {
            "id": 1,
            "date": "2024-05-06",
            "latitude": 50.45,
            "longitude": 30.52,
            "killed": 2.0,
            "more": {"a": [1, None]},
            "flag": True,
            "nothing": None,
        },
        {"id": 2, "date": "2024-05-06", "killed": float("nan"), "title": "NUL \0 inside"},
        {"id": 3, "date": 20240506, "killed": 1e400},
        {"id": "4", "date": ["2024-05-06"]},
    ]
    path = write(tmp_path, json.dumps(rows), "input.json")
    report = import_json(path, store, capsys)
    (row,) = [row for row in stored(store) if row["source_id"] == "1"]
    raw = json.loads(row["raw"])
    assert (raw["killed"], raw["flag"], json.loads(raw["more"])) == ("2", "true", {"a": [1, None]})
    assert report["rejected"] == {"nul_byte": 1, "bad_number": 1, "bad_date": 1}


def test_the_first_sheet_is_read_with_the_values_of_formulas(tmp_path, store, capsys):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Подані"
    sheet.append(["id", "date", "latitude", "longitude", "killed", "title"])
    sheet.append([1, date(2024, 5, 6), 50.45, 30.52, 2, "=1+1"])
    sheet.append([])
    sheet.append(["b", "07.05.2024", "50,45", "30,52", None, "typed"])
    sheet.append(["c", "never", 50.45, 30.52, None, "t"])
    sheet.append(["d", date(2024, 5, 6), 50.45, 30.52, None, "t", "beyond the header"])
    book.create_sheet("Other").append(["id", "date"])
    book.save(tmp_path / "input.xlsx")
    report = import_json(tmp_path / "input.xlsx", store, capsys)
    rows = [row for row in stored(store) if row["source"] == "csv"]
    assert [row["source_id"] for row in rows[:2]] == ["1", "b"]
    assert [row["date_start"].day for row in rows[:2]] == [6, 7]
    assert rows[0]["killed_min"] == 2
    assert rows[0]["title"] is None, "the formula was never computed, so it has no value"
    assert any("2 sheets: Подані" in note for note in report["notes"])
    lines = {row["reason"]: int(row["line"]) for row in rejects(report)}
    assert lines["bad_date"] == 5


def test_typed_parquet_columns_are_read(tmp_path, store, capsys):
    rows = pa.table(
        {
            "id": pa.array([7, 8], pa.int64()),
            "date": pa.array([datetime(2024, 5, 6, 22, 30, tzinfo=UTC), None], pa.timestamp("us")),
            "date_end": pa.array([date(2024, 5, 7), None], pa.date32()),
            "latitude": pa.array([50.45, float("nan")], pa.float32()),
            "longitude": pa.array([Decimal("30.52"), None], pa.decimal128(9, 4)),
            "killed": pa.array([2.0, None], pa.float64()),
            "title": pa.array(["x", "y"]).dictionary_encode(),
            "seen": pa.array([datetime(2024, 5, 6, tzinfo=UTC)] * 2, pa.timestamp("ms", "UTC")),
            "tags": pa.array([["a", "b"], None], pa.list_(pa.string())),
            "more": pa.array([{"k": 1}, None], pa.struct([("k", pa.int32())])),
            "blob": pa.array([b"\xff\x00", None], pa.binary()),
            "none": pa.nulls(2),
        }
    )
    pq.write_table(rows, tmp_path / "input.parquet")
    report = import_json(tmp_path / "input.parquet", store, capsys)
    (row,) = [row for row in stored(store) if row["source"] == "csv"]
    assert (row["source_id"], row["title"], row["killed_min"]) == ("7", "x", 2)
    assert (row["date_start"], row["date_end"]) == (date(2024, 5, 6), date(2024, 5, 7))
    assert (round(row["latitude"], 4), row["longitude"]) == (50.45, 30.52)
    assert report["rejected"] == {"missing_date": 1}


def test_a_parquet_file_without_rows_or_columns_is_one_sentence(tmp_path, unchanged, capsys):
    for rows in (pa.table({"id": pa.array([], pa.string())}), pa.table({})):
        pq.write_table(rows, tmp_path / "input.parquet")
        assert "no rows" in import_fails(tmp_path / "input.parquet", unchanged, capsys)


# Whatever is done to a file, it is a report or a sentence


_PIECES = [
    b'"', b",", b";", b"\n", b"\r", b"\0", b"\xff", b"'", b"{", b"[", b"-1", b"1e308", b"nan",
    b"\xd0\x96", b"2024-13-45", b"0001-01-01", b"9999-12-31", b"\xef\xbb\xbf", b"\t", b'"""',
    b"\x1b[31m", b"=1", b"UA63", b"null", b"[]", b'"x\n', b"\xe2\x80\xa8", b"31/12/9999",
    b"\xed\xa0\x80", b"9" * 400,
]  # fmt: skip
_changes = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(_PIECES)), min_size=1, max_size=6
)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from([source.name for source in SOURCES]),
    form=st.sampled_from(["csv", "utf-16", "json", "parquet"]),
    changes=_changes,
)
def test_a_damaged_file_is_a_report_or_a_sentence(name, form, changes, tmp_path_factory, capsys):
    """Golden files with pieces cut out and put in; any traceback fails the test."""
    folder = tmp_path_factory.mktemp("damaged")
    content = bytearray(_in_form(GOLDEN / f"{name}.csv", form, folder))
    for place, cut, piece in changes:
        start = int(place * len(content))
        content[start : start + cut] = piece
    path = write(folder, bytes(content))
    capsys.readouterr()
    code = main(["import", str(path), "--store", str(folder / "store"), "--json"])
    out, err = capsys.readouterr()
    assert code in (0, 2)
    if code == 2:
        assert (out, err.count("\n")) == ("", 1)
    else:
        report = json.loads(out)
        assert report["read"] == report["accepted"] + sum(report["rejected"].values())
        assert report["accepted"] == len(stored(folder / "store"))


def _in_form(golden: Path, form: str, folder: Path) -> bytes:
    text = golden.read_bytes().decode("cp1252" if golden.stem == "ucdp" else "utf-8")
    if form in ("csv", "utf-16"):
        return text.encode("utf-8" if form == "csv" else form)
    separator = ";" if golden.stem == "csv" else ","
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))
    if form == "json":
        return json.dumps(rows, ensure_ascii=False).encode()
    pq.write_table(pa.Table.from_pylist(rows), folder / "golden.parquet")
    return (folder / "golden.parquet").read_bytes()
