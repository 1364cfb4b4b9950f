"""The first look at a file from elsewhere, and rows that are in no store opened as an atlas."""

import zipfile

import pandas as pd
import pytest
from incident_rows import incident, table

import events
from events import Filters, UnknownColumns, Unreadable, look, open_rows, prepare
from events.files import looking

ROWS = "WHEN,LAT,LON,WHAT\n2024-03-05,50,36.2,<b>one</b>\n2024-03-06,50.45,30.52,two\n"


def file(tmp_path, text: str, name: str = "a.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_without_a_known_date_column_is_looked_at_all_the_same(tmp_path):
    found = look(file(tmp_path, ROWS))
    assert (found.source.name, found.date_column) == ("csv", "")
    assert found.columns == {"WHEN": "2024-03-05", "LAT": "50", "LON": "36.2", "WHAT": "<b>one</b>"}
    assert found.fields == {"latitude": "LAT", "longitude": "LON"}


def test_a_known_source_is_known_by_its_columns(tmp_path):
    header = ",".join(next(s for s in events.sources.SOURCES if s.name == "ucdp").columns)
    cells = ",".join("1" for _ in header.split(","))
    assert look(file(tmp_path, f"{header}\n{cells}\n")).source.name == "ucdp"


def test_what_holds_no_incidents_says_so(tmp_path):
    with pytest.raises(UnknownColumns, match="air alerts"):
        look(file(tmp_path, "started_at,finished_at,date\n1,2,2024-03-05\n"))


def test_a_table_too_wide_to_be_mapped(tmp_path):
    columns = [f"c{n}" for n in range(2_000)]
    text = f"{','.join(columns)}\n{','.join('1' for _ in columns)}\n"
    with pytest.raises(UnknownColumns, match="2,000 columns; here at most 300 are mapped"):
        look(file(tmp_path, text))


def test_a_web_page_is_no_table(tmp_path):
    with pytest.raises(Unreadable, match="is a web page, not a table"):
        look(file(tmp_path, "\n<!DOCTYPE html>\n<html><body>Sign in, please</body></html>"))


def test_a_zip_that_holds_too_much_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(looking, "LARGEST_UNPACKED", 2**20)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.csv", "date\n" + "2024-03-05\n" * 200_000)
    assert path.stat().st_size < 20_000
    with pytest.raises(Unreadable, match="unpacks to 2 MB; the limit here is 1 MB"):
        look(path)


def test_a_parquet_file_of_too_many_cells_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(looking, "MOST_CELLS", 100)
    path = tmp_path / "wide.parquet"
    pd.DataFrame({"date": ["2024-03-05"] * 101}).to_parquet(path)
    with pytest.raises(Unreadable, match="101 rows of 1 columns; the limit here is 100 cells"):
        look(path)


def test_a_field_may_be_given_no_column(tmp_path):
    path = file(tmp_path, "id,date,place\nKyiv,2024-03-05,ignored\n")
    rows = prepare(path, mapping={"date": "date", "place": "", "place_uk": "id", "id": ""}).rows
    assert rows["place"].to_pylist() == [None]
    assert rows["place_uk"].to_pylist() == ["Kyiv"]
    with pytest.raises(UnknownColumns, match="No column is mapped to date"):
        prepare(path, mapping={"date": ""})


def test_names_that_a_table_may_have():
    assert events.is_free_name("мій-список_2024.a")
    assert not any(map(events.is_free_name, ("", "acled", "a b", "../x", "x" * 61)))


def test_rows_in_no_store_answer_the_same_questions(tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_MODE", "public")  # who brought the rows sees them
    point = {"latitude": 50.0, "longitude": 36.2, "adm1_code": "UA63"}
    rows = table(
        incident("1", source="acled", licence="ACLED-EULA", killed_min=2, **point),
        incident("2", source="acled", title="Kherson"),
    )
    atlas = open_rows(rows)
    folder = atlas.path
    counts = events.figures(atlas, Filters())
    assert (counts.records, counts.killed_min, counts.located) == (2, 2, 1)
    assert events.by_region(atlas, Filters())["code"].tolist() == ["UA63", None]
    assert len(events.dots(atlas, Filters()).frame) == 1
    assert events.page(atlas, Filters(words="kherson")).total == 1
    assert events.incident(atlas, "acled:1")["licence"] == "ACLED-EULA"
    assert events.quality(atlas)["source"].tolist() == ["acled"]
    atlas.close()
    assert not folder.exists()


def test_no_rows_are_an_atlas_too():
    atlas = open_rows(table())
    assert events.figures(atlas, Filters()).records == 0
    atlas.close()


def test_refused_rows_are_defused_in_the_file_that_is_taken_away(tmp_path):
    path = file(tmp_path, "id,date\n1,=cmd|' /C calc'!A0\n2,@SUM(1)\n3,2024-03-05\n")
    told = events.rejected_csv(prepare(path).refused).decode()
    assert "'=cmd|" in told
    assert "'@SUM(1)" in told
    assert ",=cmd" not in told


def test_the_history_names_the_sources_of_an_import(tmp_path):
    store = events.Store(tmp_path / "store")
    found = prepare(file(tmp_path, "id,date\n1,2024-03-05\n"), name="my-list")
    events.import_prepared(found, store, "a.csv")
    (entry,) = store.history()
    assert entry.details["sources"] == ["my-list"]
