"""Bad cells through the command line: their rows are refused with a reason, the rest comes in."""

import pytest
from importing import import_json, rejects, stored, table, write


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
