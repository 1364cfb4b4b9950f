"""Oddities that real files of the sources were found to have, each by its number.

The numbers are those of the list by which the importers were made; `pytest -k oddity_21_` finds
one. Rows are invented in the sources' layouts; those of real files stand in tests marked shared.
"""

import json
from datetime import date

import pandas as pd
import pytest
from importing import GOLDEN, import_fails, import_json, rejects, stored, write

from events import Filters, by_period, dots, figures, open_store, page
from events.incident import DEEPEST_LEVEL


def golden(name: str, **cells: str) -> pd.DataFrame:
    """The first golden row of a source, with some cells changed."""
    encoding = "cp1252" if name == "ucdp" else "utf-8"
    frame = pd.read_csv(GOLDEN / f"{name}.csv", dtype="str", encoding=encoding)
    return frame.head(1).assign(**cells)


@pytest.fixture
def imported(tmp_path, capsys):
    """imported(*frames) -> the report and the records of one file of these rows."""

    def run(*frames: pd.DataFrame) -> tuple[dict, list[dict]]:
        pd.concat(frames).to_csv(tmp_path / "rows.csv", index=False)
        report = import_json(tmp_path / "rows.csv", tmp_path / "s", capsys)
        return report, stored(tmp_path / "s")

    return run


def test_oddity_1_two_forms_of_american_dates_in_one_column(imported):
    forms = ("1/22/2014 12:00:00 AM", "11/03/2014 00:00", "05/06/2014 00:00")
    frames = [
        golden("ucdp", id=str(n), date_start=form, date_end=form) for n, form in enumerate(forms)
    ]
    _, rows = imported(*frames)
    days = [date(2014, 1, 22), date(2014, 11, 3), date(2014, 5, 6)]
    assert [row["date_start"] for row in rows] == days
    assert [row["date_end"] for row in rows] == days


def test_oddity_2_dates_of_the_articles_stay_as_they_stand(imported):
    said = "27/01/2014;2014-01-22;2014-01-23"
    _, (row,) = imported(golden("ucdp", source_date=said))
    assert json.loads(row["raw"])["source_date"] == said
    assert row["source_retrieved"] is None


def test_oddity_3_acled_writes_the_day_first_with_an_empty_time(imported):
    forms = ("05/08/2020 00:00:00", "14 August 2020", "2020-08-15")
    frames = [
        golden("acled", event_id_cnty=f"UKR{n}", event_date=form, time_precision="1")
        for n, form in enumerate(forms)
    ]
    _, rows = imported(*frames)
    assert [row["date_start"] for row in rows] == [date(2020, 8, day) for day in (5, 14, 15)]


def test_oddity_8_an_event_of_many_days_is_found_on_each_and_counted_once(imported, tmp_path):
    long = golden("ucdp", date_start="2014-01-20", date_end="2015-01-19", date_prec="5")
    _, (row,) = imported(long)
    assert (row["date_start"], row["date_end"]) == (date(2014, 1, 20), date(2015, 1, 19))
    assert row["date_precision"] == "year"
    atlas = open_store(tmp_path / "s")
    middle = Filters(since=date(2014, 7, 1), until=date(2014, 7, 1))
    assert figures(atlas, middle).incidents == 1
    months = by_period(atlas, Filters(), "month")
    assert (months["incidents"].sum(), months["imprecise"].sum()) == (1, 1)


ALERTS = {
    "official": "oblast,raion,hromada,level,started_at,finished_at,source\n"
    "Lvivska oblast,,,oblast,2022-03-15 16:10:34+00:00,2022-03-19 07:00:00+00:00,official\n",
    "volunteer": "region,started_at,finished_at,naive\n"
    "Lvivska oblast,2022-03-15 16:10:34+00:00,2022-03-15 16:40:34+00:00,True\n",
}


@pytest.mark.parametrize("kind", ALERTS)
def test_oddity_9_and_oddity_10_alerts_are_no_incidents(kind, tmp_path, unchanged, capsys):
    """However long they seem to last: an end that nobody sent is no longer attack."""
    said = import_fails(write(tmp_path, ALERTS[kind]), unchanged, capsys)
    assert "An alert is a warning and no incident" in said
    options = ("--source", "csv", "--map", "date=started_at")
    assert "An alert" in import_fails(write(tmp_path, ALERTS[kind]), unchanged, capsys, *options)


def test_oddity_9_times_of_utc_become_days_in_ukraine(tmp_path, capsys):
    moments = {
        "2022-03-15 21:59:59+00:00": date(2022, 3, 15),
        "2022-03-15 22:00:00+00:00": date(2022, 3, 16),
        "2022-07-15T21:00:00Z": date(2022, 7, 16),
        "2022-03-15 23:30:00": date(2022, 3, 15),
    }
    lines = [f"{n},{moment},50.45,30.52" for n, moment in enumerate(moments)]
    path = write(tmp_path, "\n".join(["id,date,latitude,longitude", *lines]) + "\n")
    import_json(path, tmp_path / "s", capsys)
    assert [row["date_start"] for row in stored(tmp_path / "s")] == list(moments.values())


@pytest.mark.parametrize(
    ("precision", "latitude", "longitude"),
    [("4", "48.14", "37.74"), ("5", "48.15", "38.65"), ("6", "49", "32"), ("7", "46.9", "37.2")],
)
def test_oddity_11_artificial_points_are_no_dots(
    precision, latitude, longitude, imported, tmp_path
):
    _, (row,) = imported(
        golden("ucdp", where_prec=precision, latitude=latitude, longitude=longitude)
    )
    assert row["latitude"] is None
    assert dots(open_store(tmp_path / "s"), Filters()).frame.empty


def test_oddity_14_a_row_of_another_country_is_refused_in_a_file_of_ukraine(imported):
    abroad = golden(
        "ucdp",
        id="2",
        country="Russia (Soviet Union)",
        adm_1="Rostov oblast",
        latitude="47.9",
        longitude="39.6",
    )
    report, rows = imported(golden("ucdp"), abroad)
    assert report["rejected"] == {"outside_ukraine": 1}
    assert [line["seen"] for line in rejects(report)] == ["Russia (Soviet Union)"]
    assert len(rows) == 1


def test_oddity_14_a_point_just_off_the_shapes_has_the_nearest_oblast(imported):
    _, (row,) = imported(golden("ucdp", latitude="46.99", longitude="37.55", adm_1=""))
    assert row["adm1_code"] == "UA14"


def test_oddity_17_a_point_decides_against_the_raion_that_acled_names(imported):
    maiorsk = {"admin1": "Donetsk", "admin2": "Kramatorskyi", "location": "Maiorsk"}
    _, (row,) = imported(
        golden("acled", **maiorsk, latitude="48.4036", longitude="37.8756", geo_precision="1")
    )
    assert row["adm1_code"] == "UA14"
    assert row["adm2_code"] in (None, "UA1402"), "where raions are known, the point's"
    assert json.loads(row["raw"])["admin2"] == "Kramatorskyi"


@pytest.mark.parametrize(
    "raion", ["Artemivsk raion", "Donetsk City municipality", "Shaktarsk raion", "Marinka raion"]
)
def test_oddity_21_raions_of_before_2020_give_no_code(raion, imported):
    """A raion of now is never concluded from such a name; the point or nothing decides."""
    _, (row,) = imported(golden("ucdp", where_prec="4", adm_2=raion))
    assert (row["adm1_code"], row["adm2_code"]) == ("UA14", None)
    assert json.loads(row["raw"])["adm_2"] == raion


def test_oddity_32_a_high_of_zero_spans_the_estimates_and_stays_off_the_map(imported, tmp_path):
    odd = {"best": "5294", "low": "5294", "high": "0", "where_prec": "6"}
    odd |= {"latitude": "49", "longitude": "32"}
    report, (row,) = imported(golden("ucdp", **odd))
    assert (row["killed_min"], row["killed_max"]) == (0, 5294)
    assert any("out of order" in note for note in report["notes"])
    atlas = open_store(tmp_path / "s")
    assert figures(atlas, Filters()).not_placed == 1
    assert figures(atlas, Filters(regions=("UA14",))).killed_min is None


def test_oddity_33_line_breaks_in_cells_of_a_western_encoding(tmp_path, capsys):
    cells = "Headline with Vovchansk’s name\nand a second line"
    frame = pd.concat(
        [golden("ucdp", id="1", active_year="True"), golden("ucdp", id="2", active_year="0")]
    )
    frame.assign(source_headline=cells, where_description=cells).to_csv(
        tmp_path / "rows.csv", index=False, encoding="cp1252"
    )
    report = import_json(tmp_path / "rows.csv", tmp_path / "s", capsys)
    rows = stored(tmp_path / "s")
    assert (report["read"], len(rows)) == (2, 2)
    assert all(cells in row["description"] for row in rows)
    assert [json.loads(row["raw"])["active_year"] for row in rows] == ["True", "0"]


def test_oddity_34_events_of_one_day_and_place_are_two(imported):
    report, rows = imported(golden("ucdp", id="1"), golden("ucdp", id="2"))
    assert (report["accepted"], report["rejected"]) == (2, {})
    assert len({row["incident_id"] for row in rows}) == 2


def test_oddity_35_a_toll_of_a_whole_front_is_a_lower_bound_near_the_place(imported):
    _, (row,) = imported(golden("acled", fatalities="214", geo_precision="2"))
    assert (row["killed_min"], row["killed_max"]) == (214, None)
    assert row["location_precision"] == "near"
    assert DEEPEST_LEVEL["near"] == 2, "no hromada is concluded from it"
    assert row["adm3_code"] is None
    assert row["attributed_to"] is None


def test_oddity_38_a_last_row_without_code_and_name_is_told_not_dropped(tmp_path, capsys):
    """There is no importer of population: the same fault in a table of incidents."""
    rows = "id,date,latitude,longitude,title\n1,2024-05-06,50.45,30.52,x\n,2024-05-06,,,2952301\n"
    report = import_json(write(tmp_path, rows), tmp_path / "s", capsys)
    assert report["rejected"] == {"missing_id": 1}
    assert [line["line"] for line in rejects(report)] == ["3"]


def test_oddity_38_a_table_of_population_is_told_that_it_has_no_dates(tmp_path, unchanged, capsys):
    table = "code,name,total_population\nUA63,Харківська,2598961\n,,2952301\n"
    said = import_fails(write(tmp_path, table), unchanged, capsys)
    assert "No column with a date was recognised" in said


def test_oddity_39_an_area_of_a_plant_is_no_place_of_an_incident(tmp_path, capsys):
    """A centroid may lie outside of its shape, and a shape is no point: both are left to people."""
    square = [[[30.5, 50.4], [30.6, 50.4], [30.6, 50.5], [30.5, 50.5], [30.5, 50.4]]]
    shapes = [
        {"type": "Polygon", "coordinates": square},
        {"type": "Point", "coordinates": [30, 50]},
    ]
    features = [
        {"type": "Feature", "geometry": shape, "properties": {"id": n, "date": "2024-05-06"}}
        for n, shape in enumerate(shapes)
    ]
    path = write(
        tmp_path, json.dumps({"type": "FeatureCollection", "features": features}), "p.geojson"
    )
    report = import_json(path, tmp_path / "s", capsys)
    assert (report["accepted"], report["rejected"]) == (1, {"not_a_point": 1})


@pytest.mark.shared
def test_oddity_39_the_list_of_plants_is_no_list_of_incidents(
    shared_data, tmp_path, unchanged, capsys
):
    path = shared_data / "energy" / "osm_power.geojson"
    assert "No column with a date" in import_fails(path, unchanged, capsys)


def test_oddity_40_spellings_counts_and_lists_of_viina(imported, tmp_path):
    derived = pd.DataFrame(
        {
            "event_id_1pd": ["1", "2", "3", "4"],
            "date": "20220224",
            "n_reports": ["2", "1", "3", "1"],
            "sources_matching": ["nv|mz", "kp", "nv|liga", ""],
            "source_urls": [
                "https://example.org/a|https://example.org/b",
                "https://example.org/c|https://example.org/d",
                "https://example.org/e|ftp://example.org/f|https://example.org/g",
                "",
            ],
            "geonameid": "1",
            "asciiname": "Invented",
            "ADM1_NAME": ["Donets'k", "Khmel'nyts'kyy", "Transcarpathia", "Kiev"],
            "longitude": ["37.8", "27.0", "22.3", "30.26"],
            "latitude": ["48.0", "49.4", "48.6", "50.58"],
            "representative_text": ["Вигадане", "Вымышлено", "Вигадане", "Вымышлено"],
            "a_ukr_init": ["", "", "", "0"],
            "a_rus_init": ["", "", "1", "0"],
        }
    )
    _, rows = imported(derived)
    assert {row["date_end"] for row in rows} == {date(2022, 2, 24)}
    assert {row["date_start"] for row in rows} == {date(2022, 2, 18)}
    assert [row["adm1_code"] for row in rows] == ["UA14", "UA68", "UA21", "UA32"]
    assert [row["description"].endswith(" reports") for row in rows] == [True, False, True, False]
    pairs = [[(s["name"], s["url"]) for s in json.loads(row["sources"])] for row in rows]
    site = "https://example.org/"
    assert pairs[0] == [("NV", f"{site}a"), ("Mediazona", f"{site}b")]
    assert pairs[1] == [("Komsomolskaya Pravda", f"{site}{x}") for x in "cd"]
    assert pairs[2] == [("NV", None), ("LIGA.net", None), (None, f"{site}e"), (None, f"{site}g")]
    assert pairs[3] == []
    assert [row["attributed_to"] is None for row in rows] == [True, True, False, True]
    assert page(open_store(tmp_path / "s"), Filters(words="вымышлено")).total == 2


def test_oddity_40_a_year_with_a_column_less_is_the_same_source(imported):
    """Columns are 34 in 2022 and 33 from 2023: what is not needed may be absent."""
    frame = golden("viina")
    report, (row,) = imported(frame.drop(columns=["tid", "ADM2_CODE", "feature_code"]))
    assert (report["source"], row["adm1_code"]) == ("viina", "UA63")
