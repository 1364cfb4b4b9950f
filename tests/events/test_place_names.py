"""Rows with a place and no point are placed where the gazetteer knows just one; real names."""

import pytest
import shapely
from importing import import_json, stored

from geodata import grid_of, placing

HEAD = "id,date,place,region,latitude,longitude,location_precision,raion\n"


def table(tmp_path, *rows, capsys):
    path = tmp_path / "a.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    report = import_json(path, tmp_path / "store", capsys)
    return report, {row["source_id"]: row for row in stored(tmp_path / "store")}


def test_a_name_that_stands_alone_gives_the_point_and_the_row_says_so(tmp_path, capsys):
    report, rows = table(tmp_path, "1,2022-05-01,Chasiv Yar,,,,,", capsys=capsys)
    row = rows["1"]
    assert (row["latitude"], row["longitude"]) == (48.58768, 37.83409)
    assert row["location_precision"] == "settlement"
    assert row["placed_by"] == "gazetteer"
    assert (row["adm1_code"], row["adm2_code"], row["adm3_code"]) == (
        "UA14",
        "UA1402",
        "UA1402013",
    )
    assert report["placed"] == {"gazetteer": 1}
    assert any("1 got the point of the one place of that name" in n for n in report["notes"])


def test_of_namesakes_none_is_guessed_and_the_oblast_of_the_row_decides(tmp_path, capsys):
    """15,600 settlements share their name; there are 120 called Ivanivka."""
    report, rows = table(
        tmp_path,
        "1,2022-05-01,Ivanivka,,,,,",
        "2,2022-05-01,Avdiivka,Donetsk Oblast,,,,",
        "3,2022-05-01,Nowhere on any list,Sumy oblast,,,,",
        capsys=capsys,
    )
    assert (rows["1"]["location_precision"], rows["1"]["placed_by"]) == ("country", "none")
    assert rows["1"]["latitude"] is None
    assert (rows["2"]["adm3_code"], rows["2"]["placed_by"]) == ("UA1416001", "gazetteer")
    assert (rows["3"]["adm1_code"], rows["3"]["placed_by"]) == ("UA59", "declared")
    (note,) = (n for n in report["notes"] if "have a place and no point" in n)
    assert "1 got the point" in note
    assert "1 names are shared" in note
    assert "1 are not known, such as Nowhere on any list" in note


def test_a_settlement_without_a_known_point_makes_the_row_known_to_its_raion(tmp_path, capsys):
    """The official register has 24,693 settlements that GeoNames has no point for."""
    _, rows = table(tmp_path, "1,2022-05-01,Дружелюбівка,Zaporizhzhia,,,,", capsys=capsys)
    row = rows["1"]
    assert row["latitude"] is None
    assert (row["location_precision"], row["placed_by"]) == ("raion", "gazetteer")
    assert row["adm2_code"].startswith("UA23")
    assert row["adm3_code"] is None


@pytest.mark.parametrize("precision", ["oblast", "raion", "area", "country"])
def test_a_row_that_says_it_is_coarser_gets_no_point(precision, tmp_path, capsys):
    _, rows = table(tmp_path, f"1,2022-05-01,Chasiv Yar,Donetsk,,,{precision},", capsys=capsys)
    assert rows["1"]["latitude"] is None
    assert rows["1"]["location_precision"] == precision


def test_coordinates_that_were_refused_are_not_replaced_by_a_name(tmp_path, capsys):
    report, rows = table(tmp_path, "1,2022-05-01,Chasiv Yar,,48.5,,,", capsys=capsys)
    assert report["rejected"] == {"half_coordinates": 1}
    assert rows == {}


def test_a_row_with_a_point_keeps_it_whatever_its_place_is_called(tmp_path, capsys):
    _, rows = table(tmp_path, "1,2022-05-01,Chasiv Yar,,50.0,36.2,,", capsys=capsys)
    assert (rows["1"]["adm1_code"], rows["1"]["latitude"]) == ("UA63", 50.0)
    assert rows["1"]["placed_by"] == "nearest_settlement"


def test_our_own_export_of_a_named_place_reads_back_unchanged(tmp_path, capsys):
    from events.__main__ import main

    table(
        tmp_path,
        "1,2022-05-01,Chasiv Yar,,,,,",
        "2,2022-05-01,Дружелюбівка,Zaporizhzhia,,,,",
        capsys=capsys,
    )
    store, out = tmp_path / "store", tmp_path / "out.csv"
    assert main(["export", "--store", str(store), "--out", str(out)]) == 0
    capsys.readouterr()
    again = import_json(out, store, capsys)
    assert (again["new"], again["updated"], again["unchanged"]) == (0, 0, 2)


ACLED = (
    "event_id_cnty,event_date,event_type,sub_event_type,geo_precision,time_precision,country,"
    "admin1,admin2,location,latitude,longitude,fatalities\n"
)


def test_a_source_naming_another_raion_is_reported_and_never_overrules(
    tmp_path, capsys, monkeypatch
):
    """Maiorsk: ACLED says Horlivskyi, the shape that holds the point is Bakhmutskyi's."""
    grids = {
        1: grid_of(["UA14"], [shapely.box(37, 48, 39, 49)]),
        2: grid_of(["UA1402"], [shapely.box(37, 48, 39, 49)]),
    }
    monkeypatch.setattr(placing, "level_grid", grids.get)
    path = tmp_path / "acled.csv"
    row = "{},2022-08-14,Battles,Armed clash,1,1,Ukraine,Donetsk,{},Maiorsk,{},{},0\n"
    at = (48.4, 38.0)
    text = row.format("UKR1", "Horlivskyi", *at) + row.format("UKR2", "Bakhmutskyi", *at)
    path.write_text(ACLED + text, encoding="utf-8")
    report = import_json(path, tmp_path / "store", capsys)
    assert (report["raion_disagrees"], report["region_disagrees"]) == (1, 0)
    assert {row["adm2_code"] for row in stored(tmp_path / "store")} == {"UA1402"}
    said = "UKR1 says Horlivskyi raion, its point lies in Bakhmutskyi raion"
    assert any(said in note for note in report["notes"])


def test_where_no_shapes_are_installed_the_rule_of_thumb_accuses_nobody(tmp_path, capsys):
    path = tmp_path / "acled.csv"
    row = "UKR1,2022-08-14,Battles,Armed clash,1,1,Ukraine,Donetsk,Horlivskyi,Maiorsk,48.59,38,0\n"
    path.write_text(ACLED + row, encoding="utf-8")
    assert import_json(path, tmp_path / "store", capsys)["raion_disagrees"] == 0
