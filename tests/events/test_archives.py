"""A zip that holds one table, a file without column names, and rows refused in one line."""

import zipfile

import pandas as pd
import pytest
from importing import GOOD, HEADER, import_fails, import_json, rejects, stored, table, write

from events.files import archives
from events.files.headerless import GDELT_EVENTS, layout_of
from events.files.reading import read
from events.intake.rejected import Refusals


def zipped(path, **members: str):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return path


def test_the_one_file_in_a_zip_is_read_and_its_lines_are_those_inside(tmp_path, store, capsys):
    path = zipped(tmp_path / "a.zip", **{"any.name": table("bad,never,50,30,x")})
    report = import_json(path, store, capsys)
    assert (report["accepted"], report["rejected"]) == (1, {"bad_date": 1})
    assert "any.name in the zip" in report["notes"]
    assert [row["line"] for row in rejects(report)] == ["3"]


def test_a_mac_zip_holds_one_file_too(tmp_path, store, capsys):
    members = {"data.csv": table(), "__MACOSX/._data.csv": "x"}
    assert import_json(zipped(tmp_path / "a.zip", **members), store, capsys)["accepted"] == 1


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({}, "a zip of 0 files (nothing)"),
        ({"a.csv": table(), "b.csv": table()}, "a zip of 2 files (a.csv, b.csv)"),
        ({"a.csv": ""}, "a.csv is empty"),
        ({"a.csv": "\0\1\2" * 99}, "a.csv in"),
    ],
)
def test_any_other_zip_is_one_sentence(members, said, tmp_path, unchanged, capsys):
    assert said in import_fails(zipped(tmp_path / "a.zip", **members), unchanged, capsys)


def test_a_zip_in_a_zip_is_not_opened(tmp_path, unchanged, capsys):
    inner = zipped(tmp_path / "inner.zip", **{"a.csv": table()})
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.write(inner, "inner.zip")
    assert "a zip itself" in import_fails(tmp_path / "a.zip", unchanged, capsys)


def test_a_zip_stops_at_the_limit_whatever_it_says_of_its_size(
    tmp_path, unchanged, capsys, monkeypatch
):
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", 3 * 2**20)
    path = zipped(tmp_path / "a.zip", **{"a.csv": HEADER + "\n" + "x" * 4 * 2**20})
    assert "unpacks to more than 3 MB" in import_fails(path, unchanged, capsys)
    honest = path.read_bytes()
    size = (4 * 2**20 + len(HEADER) + 1).to_bytes(4, "little")
    assert honest.count(size) == 2
    lying = write(tmp_path, honest.replace(size, (100).to_bytes(4, "little")), "lying.zip")
    import_fails(lying, unchanged, capsys)


def test_a_name_in_a_zip_is_never_a_path(tmp_path, store, capsys):
    before = sorted(tmp_path.iterdir())
    path = zipped(tmp_path / "a.zip", **{"../../escaped.csv": table()})
    report = import_json(path, store, capsys)
    assert "escaped.csv in the zip" in report["notes"]
    assert sorted(tmp_path.iterdir()) == sorted([*before, path])
    assert not list(tmp_path.parent.glob("escaped*"))


def test_a_cut_zip_is_one_sentence(tmp_path, unchanged, capsys):
    path = zipped(tmp_path / "a.zip", **{"a.csv": table(*[GOOD] * 999)})
    import_fails(write(tmp_path, path.read_bytes()[:-30], "cut.zip"), unchanged, capsys)
    damaged = bytearray(path.read_bytes())
    damaged[60:80] = b"\xff" * 20
    import_fails(write(tmp_path, bytes(damaged), "damaged.zip"), unchanged, capsys)


def a_gdelt_line(**cells: str) -> str:
    known = {"GLOBALEVENTID": "1", "SQLDATE": "20240101", "Year": "2024", "QuadClass": "4"}
    known |= {"DATEADDED": "20240101120000"} | cells
    return "\t".join(known.get(name, "") for name in GDELT_EVENTS.columns)


def test_a_gdelt_export_gets_the_names_of_its_codebook(tmp_path):
    quotes = '"Kyiv, "the" capital'
    lines = [a_gdelt_line(ActionGeo_FullName=quotes), a_gdelt_line(GLOBALEVENTID="2")]
    found = read(write(tmp_path, "\n".join(lines) + "\n", "x.CSV"))
    assert len(GDELT_EVENTS.columns) == 61
    assert list(found.text.columns) == list(GDELT_EVENTS.columns)
    assert found.text["GLOBALEVENTID"].tolist() == ["1", "2"]
    assert found.text["ActionGeo_FullName"].iloc[0] == quotes
    assert list(found.lines([1, 2])) == [1, 2]


def test_a_line_of_names_or_of_fewer_cells_is_no_such_export():
    cells = a_gdelt_line().split("\t")
    assert layout_of(cells) is GDELT_EVENTS
    assert layout_of(cells[:-1]) is None
    assert layout_of(GDELT_EVENTS.columns) is None


def test_rows_left_out_count_one_by_one_and_take_one_line():
    rows = pd.Series(range(100_000), index=range(1, 100_001))
    refusals = Refusals()
    refusals.refuse(rows == 2, "missing_id", "id")
    refusals.leave_out(rows > 1, "not_an_incident", "code", "codes outside the scope")
    refusals.leave_out(rows > 1, "not_an_incident", "code", "never seen again")
    assert refusals.counts() == {"not_an_incident": 99_997, "missing_id": 1}
    assert len(refusals) == 99_998
    frame = refusals.frame()
    assert frame["rows"].tolist() == [1, 99_997]
    assert frame["record"].tolist() == [3, 4]
    assert frame["seen"].tolist() == ["", "codes outside the scope"]


def test_the_rows_of_an_unpacked_file_are_stored_as_any(tmp_path, store, capsys):
    import_json(zipped(tmp_path / "a.zip", **{"a.csv": table()}), store, capsys)
    assert {row["source_id"] for row in stored(store)} == {"kept", "good"}
