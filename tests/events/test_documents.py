"""GeoJSON, Excel and Parquet through the command line, good and bad."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from importing import import_fails, import_json, rejects, stored, write


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
