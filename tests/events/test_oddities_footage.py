"""Oddities of Bellingcat's TimeMap and of CIR's Eyes on Russia, each by its number.

The numbers are those of the list by which the importers were made. Rows are invented in the
sources' layouts; real files stand in tests marked shared.
"""

import json
from datetime import date

import pandas as pd
import pytest
from importing import golden_file, import_json, rejects, stored, write

from events import Filters, dots, figures, open_store
from events.licence import terms
from events.sources.abroad import abroad
from geodata import oblast_named

EVENT = {
    "id": "INV1",
    "description": "Invented.",
    "date": "02/24/2022",
    "time": "00:00",
    "location": "Kyiv",
    "latitude": "50.441964",
    "longitude": "30.495893",
    "graphic": "FALSE",
    "associations": ["asc3", "asc27"],
    "sources": ["src1"],
}

FOOTAGE = {
    "entry": "UX1",
    "date": "2022-03-18",
    "event_group": "Bombing or explosion",
    "title": "18/03/2022, Kharkiv, strike",
    "lat": "50.002639",
    "lon": "36.237711",
    "country": "Ukraine",
    "province": "Kharkiv Oblast",
    "violence level": "1",
    "link": "https://example.org/1",
    "geolocation": "",
}


@pytest.fixture
def bellingcat(tmp_path, capsys):
    """bellingcat(changes, ...) -> the report and the records of one file of such events."""

    def run(*changes: dict) -> tuple[dict, list[dict]]:
        events = [EVENT | {"id": f"INV{n}"} | change for n, change in enumerate(changes)]
        content = json.loads(golden_file("bellingcat").read_text(encoding="utf-8"))
        path = write(tmp_path, json.dumps(content | {"events": events}), "api.json")
        report = import_json(path, tmp_path / "s", capsys)
        return report, stored(tmp_path / "s")

    return run


@pytest.fixture
def cir(tmp_path, capsys):
    """cir(changes, ...) -> the report and the records of one CSV of such footage."""

    def run(*changes: dict) -> tuple[dict, list[dict]]:
        rows = [FOOTAGE | {"entry": f"UX{n}"} | change for n, change in enumerate(changes)]
        pd.DataFrame(rows).to_csv(tmp_path / "rows.csv", index=False)
        report = import_json(tmp_path / "rows.csv", tmp_path / "s", capsys)
        assert report["source"] == "cir"
        return report, stored(tmp_path / "s")

    return run


def test_oddity_4_american_dates_of_three_widths_with_a_placeholder_for_time(bellingcat):
    _, rows = bellingcat({"date": "02/24/2022"}, {"date": "4/5/2022"}, {"date": "10/4/2022"})
    days = [date(2022, 2, 24), date(2022, 4, 5), date(2022, 10, 4)]
    assert [row["date_start"] for row in rows] == days
    assert {row["date_precision"] for row in rows} == {"day"}
    report, _ = bellingcat({"date": "24/02/2022"})
    assert report["rejected"] == {"bad_date": 1}


@pytest.mark.parametrize(
    ("column", "title", "day"),
    [
        ("2022-02-18", "18/03/2022, Kharkiv", date(2022, 3, 18)),
        ("2024-02-24", "24/02.2022 Kharkiv", date(2022, 2, 24)),
        ("", "20/3/2022 Kharkiv", date(2022, 3, 20)),
    ],
)
def test_oddity_6_the_day_of_the_title_is_taken_and_the_row_says_so(column, title, day, cir):
    report, (row,) = cir({"date": column, "title": title})
    assert (row["date_start"], row["title"]) == (day, "Kharkiv")
    assert "The day is that of the title" in row["description"]
    assert (column or "is empty") in row["description"]
    assert json.loads(row["raw"])["date"] == (column or None)
    assert any(note.startswith("1 rows have another day in the title") for note in report["notes"])


def test_oddity_6_a_title_without_a_day_or_with_none_of_the_calendar_leaves_the_column(cir):
    titles = ("Kharkiv", "31/02/2022 Kharkiv", "24/02/2922 Kharkiv", "18/03/2022 Kharkiv")
    report, rows = cir(*({"title": title, "link": title} for title in titles))
    assert {row["date_start"] for row in rows} == {date(2022, 3, 18)}
    assert {row["description"] for row in rows} == {None}
    report, rows = cir({"title": "Kharkiv", "date": ""})
    assert report["rejected"] == {"missing_date": 1}


def test_oddity_12_a_longitude_equal_to_the_latitude_has_a_reason_of_its_own(cir):
    report, rows = cir({"lat": "48.617886", "lon": "48.617886"})
    (refused,) = rejects(report)
    assert (refused["reason"], refused["seen"]) == ("coordinates_equal", "48.617886, 48.617886")
    assert "copied over the other" in refused["explanation"]
    assert rows == []


@pytest.mark.parametrize(
    ("country", "province", "lat", "lon", "column"),
    [
        ("Russia", "Belgorod Oblast", "50.4100", "36.9000", "country"),
        ("Belarus", "", "52.0990", "29.2500", "country"),
        ("", "", "50.5962", "36.5873", "latitude, longitude"),
        ("Ukraine", "", "46.8430", "29.6430", None),
        ("Ukraine", "Odesa Oblast", "45.2550", "30.2030", None),
        ("Ukraine", "Zaporizhia", "46.7500", "36.7700", None),
    ],
)
def test_oddity_13_points_outside_all_raions(country, province, lat, lon, column, cir):
    """Those of a neighbour are refused, also within 10 km of the border; Snake Island and a port
    that the shapes lack have the nearest oblast. Tiraspol is so near that only words can tell."""
    report, rows = cir({"country": country, "province": province, "lat": lat, "lon": lon})
    if column is None:
        assert rows[0]["adm1_code"] in ("UA51", "UA23")
        return
    (refused,) = rejects(report)
    assert (refused["reason"], refused["column"]) == ("outside_ukraine", column)


@pytest.mark.parametrize("place", ["Tiraspol, Moldova", "Przewodów (Poland)", "Klimovo, Russia"])
def test_oddity_13_bellingcat_names_the_country_of_places_beyond_the_border(place, bellingcat):
    report, rows = bellingcat({"location": place}, {"location": "Russian Orthodox church, Kyiv"})
    assert report["rejected"] == {"outside_ukraine": 1}
    assert [row["place"] for row in rows] == ["Russian Orthodox church, Kyiv"]


@pytest.mark.parametrize(
    ("lat", "lon", "precision"),
    [
        ("50.45", "30.52", "settlement"),
        ("50.4", "30.523", "settlement"),
        ("50.4500", "30.5", "site"),
        ("50.450001", "30.52", "site"),
        ("50.4", "30.5", "near"),
        ("50", "30", "near"),
    ],
)
def test_oddity_15_the_digits_of_a_point_say_how_precise_it_is(lat, lon, precision, cir):
    _, (row,) = cir({"lat": lat, "lon": lon, "province": ""})
    assert (row["latitude"], row["location_precision"]) == (float(lat), precision)


def test_oddity_15_coordinates_and_booleans_are_text(bellingcat):
    _, rows = bellingcat({"graphic": "TRUE"}, {"latitude": 50.441964, "graphic": True})
    assert {row["latitude"] for row in rows} == {50.441964}
    assert [json.loads(row["raw"])["graphic"] for row in rows] == ["TRUE", "true"]


def test_oddity_16_events_at_one_exact_point_stay_separate(cir, tmp_path):
    report, rows = cir(*({"link": f"https://example.org/{n}"} for n in range(18)))
    assert len(rows) == report["accepted"] == 18
    atlas = open_store(tmp_path / "s")
    (dot,) = dots(atlas, Filters()).frame.to_dict("records")
    assert (dot["incidents"], figures(atlas, Filters()).incidents) == (18, 18)


@pytest.mark.parametrize(
    "province",
    ["Donetsk oblast", "Donets'ka oblast", "Donestk Oblast", "Oblast Donetsk", "Donetsk Oblast"],
)
def test_oddity_20_spellings_of_a_province_place_a_row_without_a_point(province, cir):
    """300 more spellings: tests/geodata/test_oblast_names.py."""
    report, (row,) = cir({"province": province, "lat": "", "lon": ""})
    assert (row["adm1_code"], row["location_precision"]) == ("UA14", "oblast")
    assert report["region_disagrees"] == 0


def test_oddity_20_what_is_no_province_is_not_guessed_and_another_one_is_told(cir):
    report, rows = cir({"province": "Donbask"}, {"province": "Tsjernihiv Oblast"})
    assert {row["adm1_code"] for row in rows} == {"UA63"}
    assert report["region_disagrees"] == 1


def test_oddity_20_countries_with_slips_of_the_pen():
    assert all(map(abroad, ("Russa", "Belaurs", "Kursk Oblast", "russia", "Moldova")))
    ours = ("ukrain", "ukraine", "Crimea", "Other (type name in cell)", "Kharkiv Oblast")
    assert not any(map(abroad, ours))
    assert oblast_named("Kursk Oblast") is None


def test_oddity_36_repeated_and_empty_entries_are_all_kept(cir):
    same = [{"entry": "UX0104", "link": f"https://example.org/{n}"} for n in (1, 2)]
    none = [{"entry": "", "link": f"https://example.org/{n}"} for n in (3, 4)]
    report, rows = cir(*same, *none)
    ids = [row["source_id"] for row in rows]
    assert len(set(ids)) == 4
    assert sum(one.startswith("UX0104-") for one in ids) == 2
    assert any("2 rows share theirs, 2 have none" in note for note in report["notes"])


def test_oddity_36_an_id_survives_a_correction_and_other_rows(cir, tmp_path):
    _, (before,) = cir({"title": "18/03/2022 Kharkiv", "lat": "50.0026"})
    fixed = {"title": "18/03/2022 Kharkiv, corrected", "lat": "50.0031"}
    report, rows = cir(fixed, {"entry": "UX0", "link": "https://example.org/other"})
    assert (report["updated"], report["new"]) == (1, 1)
    assert before["source_id"] in {row["source_id"] for row in rows}


@pytest.mark.parametrize("level", ["GRAPHIC", "Graphic", "5", ""])
def test_oddity_36_the_level_of_violence_grades_footage_and_is_no_toll(level, cir):
    _, (row,) = cir({"violence level": level})
    assert json.loads(row["raw"])["violence level"] == (level or None)
    assert {row[toll] for toll in ("killed_min", "killed_max", "injured_min")} == {None}


def test_oddity_37_an_id_of_two_strikes_keeps_both(bellingcat):
    """Refusing the second would lose a strike; the first keeps the publisher's id."""
    same = {"id": "CIV1553", "date": "10/17/2022"}
    station = same | {"latitude": "50.437661", "longitude": "30.49319"}
    report, rows = bellingcat(same, station)
    assert [row["source_id"] for row in rows] == ["CIV1553", "CIV1553-45e9f9ba"]
    assert {row["latitude"] for row in rows} == {50.441964, 50.437661}
    assert any("CIV1553 -> CIV1553-45e9f9ba" in note for note in report["notes"])


def test_oddity_37_the_same_strike_twice_is_a_duplicate(bellingcat):
    report, rows = bellingcat({"id": "CIV1553"}, {"id": "CIV1553", "description": "Again."})
    assert report["rejected"] == {"duplicate_id": 1}
    assert [row["description"] for row in rows] == ["Invented."]


def test_oddity_37_no_location_no_source_and_two_scripts(bellingcat):
    mixed = "Mariupol (микрорайон Восточный)"
    report, rows = bellingcat({"location": ""}, {"location": mixed}, {"sources": []})
    assert [row["place"] for row in rows] == [None, mixed, "Kyiv"]
    assert rows[2]["sources"] == "[]"
    assert "1 events name no source" in report["notes"]


def test_oddity_37_a_hidden_source_keeps_its_name_and_has_no_address(bellingcat):
    _, (row,) = bellingcat({"sources": ["srcHidden"]})
    assert json.loads(row["sources"]) == [{"name": "Source hidden", "url": None}]


def test_oddity_37_area_and_weapon_stand_in_one_list(bellingcat):
    _, rows = bellingcat(
        {"associations": ["asc27", "asc11"]}, {"associations": ["asc14", "asc1"]}, {}
    )
    found = [(row["target_category"], row["event_type"], row["weapon"]) for row in rows]
    assert found[0] == ("transport", "drone_attack", "Loitering munition")
    assert found[1] == ("residential", "other", None)


@pytest.mark.parametrize("source", ["bellingcat", "cir", "missiles"])
def test_sources_without_stated_terms_say_so(source):
    assert terms(source).may_pass_on is None
    assert "ask" in terms(source).note


@pytest.mark.shared
def test_the_export_of_bellingcat_comes_in_whole(shared_data, tmp_path, capsys):
    path = shared_data / "events" / "bellingcat_export_events.json"
    report = import_json(path, tmp_path / "s", capsys)
    assert (report["read"], report["rejected"]) == (1159, {"outside_ukraine": 10})
    rows = pd.DataFrame(stored(tmp_path / "s")).set_index("source_id")
    assert rows["place"].isna().sum() == 218
    assert set(rows["location_precision"]) == {"site"}
    assert {"CIV1553", "CIV1553-45e9f9ba"} <= set(rows.index)
    events = {event["id"]: event for event in json.loads(path.read_text(encoding="utf-8"))}
    given = rows.index.map(lambda one: len(events[one.partition("-")[0]]["sources"]))
    assert (rows["sources"].map(json.loads).map(len) == given).all()
