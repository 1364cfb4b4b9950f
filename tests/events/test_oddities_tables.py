"""Oddities 7, 13, 18 and 19: a table with two dates and line breaks, and ACLED's odd places.

The numbers are those of the list by which the importers were made. How the names themselves are
read is tested in tests/geodata/test_gazetteer.py (Kpasnopilska, Donetsk - Petrovskyi).
"""

import json
from datetime import date

import pandas as pd
import pytest
from importing import golden_file, import_json, rejects, stored, write

from events.files.reading import read
from geodata import find

CORRIDORS = (
    "id,день,дата,назва\r\n"
    '1,05.03.22,2022-03-05,"Маріуполь\nЗапоріжжя"\r\n'
    '2,06.03.22,2022-03-06,"Ізюм\n\nЛозова"\r\n'
    "3,07.03.22,07.03,Суми\r\n"
)


def test_oddity_7_line_breaks_in_cells_are_no_rows_and_lines_are_the_files(tmp_path, capsys):
    path = write(tmp_path, CORRIDORS)
    report = import_json(path, tmp_path / "s", capsys)
    assert (report["read"], report["accepted"]) == (3, 2)
    rows = stored(tmp_path / "s")
    assert [row["title"] for row in rows] == ["Маріуполь\nЗапоріжжя", "Ізюм\n\nЛозова"]
    assert [row["date_start"].day for row in rows] == [5, 6]
    (refused,) = rejects(report)
    assert (refused["record"], refused["line"], refused["reason"]) == ("3", "7", "bad_date")


def test_oddity_7_years_of_two_digits_are_read_where_points_part_them(tmp_path, capsys):
    path = write(tmp_path, CORRIDORS)
    import_json(path, tmp_path / "s", capsys, "--map", "date=день")
    days = [row["date_start"] for row in stored(tmp_path / "s")]
    assert days == [date(2022, 3, 5), date(2022, 3, 6), date(2022, 3, 7)]
    slashes = write(tmp_path, "id,date\n1,05/03/22\n", "slashes.csv")
    assert import_json(slashes, tmp_path / "o", capsys)["rejected"] == {"bad_date": 1}


@pytest.mark.parametrize("admin3", ["Kpasnopilska", "Hersonska", "Makeyevka"])
def test_oddity_18_a_misread_hromada_stays_in_raw_and_places_nothing(admin3, tmp_path, capsys):
    frame = read(golden_file("acled")).text.head(1)
    frame.assign(admin3=admin3).to_csv(tmp_path / "one.csv", index=False)
    frame.to_csv(tmp_path / "plain.csv", index=False)
    import_json(tmp_path / "one.csv", tmp_path / "s", capsys)
    import_json(tmp_path / "plain.csv", tmp_path / "p", capsys)
    (row,), (plain,) = stored(tmp_path / "s"), stored(tmp_path / "p")
    assert json.loads(row["raw"])["admin3"] == admin3
    for column in ("adm1_code", "adm2_code", "adm3_code", "placed_by", "place"):
        assert row[column] == plain[column]


@pytest.mark.parametrize("name", ["Kpasnopilska hromada", "Pokpovska hromada"])
def test_oddity_18_the_gazetteer_reads_a_cyrillic_r(name):
    assert find(name)[0].name_en == name.replace("Kp", "Kr").replace("kp", "kr")


def test_oddity_19_a_city_district_keeps_its_name_and_its_citys_region(tmp_path, capsys):
    frame = read(golden_file("acled")).text.head(1)
    place = "Donetsk - Petrovskyi"
    rows = [
        frame.assign(location=place, latitude="47.9540", longitude="37.6600", admin1="Donetsk"),
        frame.assign(event_id_cnty="UKR1b", location=place, latitude="", longitude=""),
    ]
    pd.concat(rows).assign(geo_precision="1").to_csv(tmp_path / "rows.csv", index=False)
    import_json(tmp_path / "rows.csv", tmp_path / "s", capsys)
    first = stored(tmp_path / "s")[0]
    assert (first["place"], first["adm1_code"]) == (place, "UA14")
    assert first["title"].endswith(place)


@pytest.mark.parametrize("precision", ["1", "2"])
def test_oddity_13_a_point_far_out_on_the_black_sea_is_refused_with_its_point(
    precision, tmp_path, capsys
):
    frame = read(golden_file("acled")).text.head(1)
    sea = {"location": "Western Black Sea", "latitude": "43.517", "longitude": "31.245"}
    frame.assign(**sea, admin1="", geo_precision=precision).to_csv(
        tmp_path / "one.csv", index=False
    )
    report = import_json(tmp_path / "one.csv", tmp_path / "s", capsys)
    (refused,) = rejects(report)
    assert (refused["reason"], refused["seen"]) == ("outside_ukraine", "43.517, 31.245")
