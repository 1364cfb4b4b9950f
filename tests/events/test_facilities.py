"""Facilities: what is read of a file, what is refused, which two are one, and what stays whole."""

import json
import os
from pathlib import Path

import pandas as pd
import pytest

import events
from events.__main__ import main
from events.energy import facility_sets
from events.energy.facility_files import UnreadableFacilities, read
from events.energy.facility_matching import SAME_KM
from events.energy.osm_power import highest_kilovolts, megawatts

SHARED = Path(__file__).parents[3] / "shared" / "data" / "energy" / "osm_power.geojson"


@pytest.fixture(autouse=True)
def data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("ATLAS_MODE", raising=False)


def feature(number: int, longitude: float = 36.107, latitude: float = 49.972, **tags) -> dict:
    """A square of about 200 m as OpenStreetMap would draw a plant."""
    half = 0.001
    x, y = (longitude - half, longitude + half), (latitude - half, latitude + half)
    ring = [[x[0], y[0]], [x[1], y[0]], [x[1], y[1]], [x[0], y[1]], [x[0], y[0]]]
    properties = {"osm_id": number, "osm_type": "way", "power": "plant"} | tags
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": shape}


def geojson(folder: Path, *features: dict, **more) -> Path:
    path = folder / "power.geojson"
    collection = {"type": "FeatureCollection", "features": list(features)} | more
    path.write_text(json.dumps(collection), encoding="utf-8")
    return path


def test_the_bundled_facilities_are_placed_and_their_closed_plant_gives_nothing():
    known = events.facilities()
    assert len(known) == 50
    assert known["id"].is_unique
    assert known["adm1_code"].notna().all()
    rows = known.set_index("name")
    assert rows.loc["Zaporizhzhia NPP", ["kind", "capacity_mw"]].tolist() == ["nuclear", 6000]
    assert rows.loc["Chornobyl NPP (closed) and New Safe Confinement", "capacity_mw"] == 0
    assert pd.isna(rows.loc["Mykolaiv CHP", "capacity_mw"])
    assert rows.loc["Kyiv pumped storage plant", "kind"] == "hydro"
    assert rows.loc["Feodosia oil terminal", "kind"] == "other"
    assert rows.loc["Bilche-Volytsko-Uherske underground gas storage", "kind"] == "gas"
    table = pd.read_csv(events.facilities.__globals__["BUNDLED"])
    about = table["coordinates_source"].str.contains("approximate")
    assert (known["point"] == "approximate").sum() == about.sum() == 7


@pytest.mark.parametrize(
    ("text", "mw"),
    [
        ("1 200 MW", 1200),
        ("1578,6 MW", 1578.6),
        ("196kW", 0.196),
        ("2.835 GW", 2835),
        ("2850 W", 0.00285),
        ("0.06 МВт", 0.06),
        ("270 кВт", 0.27),
        ("2 x 100 MW", 200),
        ("12 MW;5 MW", 17),
        ("30 MWp", 30),
        ("0", 0),
    ],
)
def test_an_output_is_read(text, mw):
    found, unread = megawatts(pd.Series([text]))
    assert found[0] == pytest.approx(mw)
    assert not unread[0]


@pytest.mark.parametrize("text", ["135 MVA", "3,680 MW", "12 MW;?", "900 GW", "-5 MW", "7"])
def test_an_output_that_is_not_clear_is_not_guessed_at_but_told(text):
    found, unread = megawatts(pd.Series([text]))
    assert pd.isna(found[0])
    assert unread[0]


@pytest.mark.parametrize("text", ["yes", "no", "", None])
def test_an_output_that_is_not_stated_is_unknown_and_no_fault(text):
    found, unread = megawatts(pd.Series([text], dtype=object))
    assert pd.isna(found[0])
    assert not unread[0]


def test_the_highest_voltage_counts():
    assert highest_kilovolts(pd.Series(["330000;110000", None])).tolist()[0] == 330
    assert highest_kilovolts(pd.Series([None, "x"])).isna().all()


def kind_of(folder: Path, **tags) -> str:
    return read(geojson(folder, feature(1, **tags))).rows["kind"].item()


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"plant:source": "nuclear"}, "nuclear"),
        ({"plant:source": "coal", "plant:output:electricity": "500 MW"}, "thermal"),
        ({"plant:source": "gas;oil", "name": "Одеська ТЕЦ"}, "chp"),
        ({"plant:source": "coal", "name": "Курахівська ТЕС"}, "thermal"),
        ({"plant:source": "gas", "name": "Котельня"}, "other"),
        ({"plant:source": "gas", "plant:output:electricity": "yes"}, "other"),
        ({"plant:source": "gas", "plant:output:electricity": "yes", "name": "ШРП"}, "gas"),
        ({"power": "substation", "name": "Запорізька ТЕС"}, "substation"),
        ({"plant:source": "wind"}, "wind"),
        ({}, "other"),
    ],
)
def test_the_kind_follows_the_tags_and_a_boiler_house_is_no_power_plant(tmp_path, tags, kind):
    assert kind_of(tmp_path, **tags) == kind


def test_a_plants_point_lies_inside_its_area_and_a_nodes_is_stated(tmp_path):
    node = feature(2, osm_type="node", power="substation", voltage="750000;330000")
    node["geometry"] = {"type": "Point", "coordinates": [31.0, 49.0]}
    bent = feature(3)  # a horseshoe, whose middle lies outside of it
    ring = [[0, 0], [6, 0], [6, 6], [5, 6], [5, 1], [1, 1], [1, 6], [0, 6], [0, 0]]
    ring = [[31 + x / 100, 49 + y / 100] for x, y in ring]
    bent["geometry"] = {"type": "Polygon", "coordinates": [ring]}
    rows = read(geojson(tmp_path, node, bent)).rows.set_index("id")
    assert rows.loc["n2", ["point", "voltage_kv"]].tolist() == ["stated", 750]
    assert rows.loc["w3", "point"] == "inside"
    import shapely

    spot = shapely.Point(rows.loc["w3", ["longitude", "latitude"]].tolist())
    assert shapely.Polygon(ring).covers(spot)
    assert rows.loc["w3", "source_url"] == "https://www.openstreetmap.org/way/3"


def test_what_is_refused_and_noted_is_told_row_by_row(tmp_path):
    nowhere = feature(4) | {"geometry": None}
    found = read(
        geojson(
            tmp_path,
            feature(1),
            feature(1),
            feature(2, power="line"),
            feature(3, longitude=2.35, latitude=48.85),
            nowhere,
            feature(5, **{"plant:output:electricity": "135 MVA"}),
            feature(6, name="Д" * 300),
        )
    )
    refused = found.refused[["row", "reason"]].to_numpy().tolist()
    assert refused == [
        [2, "duplicate_id"],
        [3, "not_a_facility"],
        [4, "outside_ukraine"],
        [5, "no_shape"],
    ]
    assert found.noted[["row", "reason"]].to_numpy().tolist() == [
        [6, "capacity_unread"],
        [7, "text_cut"],
    ]
    assert (found.read, len(found.rows)) == (7, 3)


CSV = """name,kind,latitude,longitude,capacity_mw,source_url
=Plant,thermal,49.0,31.0,12.5,https://example.org/a
,thermal,49.0,31.0,,
B,reactor,49.0,31.0,,
C,hydro,49.0,x,,
D,hydro,49.0,31.1,-4,
E,hydro,49.0,31.2,,javascript:alert(1)
"""


def test_a_csv_in_our_own_columns(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(CSV, encoding="utf-8")
    found = read(path)
    reasons = ["no_name", "unknown_kind", "no_point", "bad_capacity"]
    assert found.refused["reason"].tolist() == reasons
    assert found.rows["name"].tolist() == ["=Plant", "E"]
    assert found.rows["source_url"].tolist() == ["https://example.org/a", None]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.geojson", b"{", "neither a .csv nor JSON"),
        ("a.geojson", b"[1]", "no GeoJSON FeatureCollection"),
        ("a.geojson", b'{"features": []}', "no feature has the property power"),
        ("a.geojson", b"[" * 100_000, "neither a .csv nor JSON"),
        ("a.csv", b"name,kind\nA,hydro\n", "lacks latitude, longitude"),
        ("a.csv", b"\xff\xfe\x00", "no CSV in UTF-8"),
        ("a.csv", b"", "has 0 bytes"),
        ("none.csv", None, "There is no file"),
    ],
)
def test_a_bad_file_changes_nothing(tmp_path, capsys, name, content, said):
    before = facility_sets.install(geojson(tmp_path, feature(1)))
    bad = tmp_path / "bad" / name
    bad.parent.mkdir()
    if content is not None:
        bad.write_bytes(content)
    assert main(["facilities", "install", str(bad)]) == 2
    assert said in capsys.readouterr().err
    assert facility_sets.record()["folder"] == before["folder"]
    assert len(list(facility_sets.folder().glob("set-*"))) == 1


def test_another_coordinate_system_is_refused(tmp_path):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    with pytest.raises(UnreadableFacilities, match="need WGS 84"):
        read(geojson(tmp_path, feature(1), crs=crs))


def test_a_failing_write_leaves_the_set_before(tmp_path, monkeypatch):
    before = facility_sets.install(geojson(tmp_path, feature(1)))
    monkeypatch.setattr(os, "replace", lambda *a: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        facility_sets.install(geojson(tmp_path, feature(1), feature(2)))
    assert facility_sets.record()["folder"] == before["folder"]
    assert len(list(facility_sets.folder().glob("set-*"))) == 1
    assert events.facilities()["id"].eq("w1").any()


def test_a_new_set_takes_the_place_of_the_old_and_changes_the_edition(tmp_path):
    bare = events.facilities_edition()
    facility_sets.install(geojson(tmp_path, feature(1)))
    first = events.facilities_edition()
    facility_sets.install(geojson(tmp_path, feature(2)))
    assert len({bare, first, events.facilities_edition()}) == 3
    ids = events.facilities()["id"].tolist()
    assert "w2" in ids
    assert "w1" not in ids


def test_a_set_in_pieces_is_said_with_what_to_do(tmp_path, capsys):
    found = facility_sets.install(geojson(tmp_path, feature(1)))
    (facility_sets.folder() / found["folder"] / facility_sets.TABLE).unlink()
    with pytest.raises(events.BrokenSet, match="install the facilities anew"):
        events.facilities()
    assert main(["facilities"]) == 2
    assert "not whole" in capsys.readouterr().err


KHARKIV = {"plant:source": "gas", "name": "ТЕЦ-5", "station_name_en": "Kharkiv-5 Power Plant"}


def joined(folder: Path, *features: dict) -> pd.DataFrame:
    facility_sets.install(geojson(folder, *features))
    return events.facilities().set_index("id")


def test_a_facility_in_both_counts_once_and_the_bundled_facts_win(tmp_path):
    plant = feature(1, **KHARKIV, **{"plant:output:electricity": "999 MW", "operator": "X"})
    known = joined(tmp_path, plant)
    assert len(known) == 50
    row = known.loc["atlas-kharkiv-chp-5"]
    facts = ["capacity_mw", "capacity_from", "operator", "latitude", "matched"]
    assert row[facts].tolist() == [540, "Incident Atlas", "Naftogaz", 49.9719, 1]


def test_what_the_bundled_row_leaves_open_comes_from_the_installed_one(tmp_path):
    tags = {"plant:source": "gas", "name": "Миколаївська ТЕЦ", "plant:output:electricity": "40 MW"}
    known = joined(tmp_path, feature(1, 31.987, 46.950, **tags))
    row = known.loc["atlas-mykolaiv-chp", ["capacity_mw", "capacity_from", "source"]]
    assert row.tolist() == [40, "OpenStreetMap", "Incident Atlas"]


@pytest.mark.parametrize(
    "other",
    [
        feature(1, longitude=36.107 + 0.05, **KHARKIV),  # 3.6 km away
        feature(1, **KHARKIV | {"station_name_en": "Kharkiv-3 Power Plant", "name": "ТЕЦ-3"}),
        feature(1, **KHARKIV | {"station_name_en": None, "name": "Зміївська ТЕЦ-5"}),
        feature(1, power="substation", name="Харківська ТЕЦ-5"),
    ],
    ids=["too far", "another number", "another name", "another kind"],
)
def test_near_ones_of_another_name_number_or_kind_stay_apart(tmp_path, other):
    assert SAME_KM < 3.6
    known = joined(tmp_path, other)
    assert len(known) == 51
    assert known.loc["atlas-kharkiv-chp-5", "matched"] == 0


def test_a_pumped_storage_plant_is_not_the_dam_plant_beside_it(tmp_path):
    tags = {"plant:source": "hydro", "name": "Київська ГАЕС"}
    known = joined(tmp_path, feature(1, 30.4902, 50.6113, **tags))
    assert known.loc["atlas-kyiv-pumped-storage-plant", "matched"] == 1
    assert known.loc["atlas-kyiv-hpp", "matched"] == 0


def test_in_public_a_set_without_open_terms_is_left_out(tmp_path, monkeypatch, capsys):
    path = tmp_path / "own.csv"
    path.write_text("name,kind,latitude,longitude\nSecret plant,wind,49,31\n", encoding="utf-8")
    assert main(["facilities", "install", str(path)]) == 0
    assert len(events.facilities()) == 51
    monkeypatch.setenv("ATLAS_MODE", "public")
    assert len(events.facilities()) == 50
    assert main(["facilities"]) == 0
    assert "not shown in public" in capsys.readouterr().out
    assert main(["facilities", "install", str(path), "--licence", "CC0-1.0"]) == 0
    assert len(events.facilities()) == 51


def test_the_command_line_tells_counts_and_where_the_refused_ones_are(tmp_path, capsys):
    path = geojson(tmp_path, feature(1, **KHARKIV), feature(2, name="=1+1", power="tower"))
    assert main(["facilities", "install", str(path)]) == 0
    told = capsys.readouterr().out
    assert "2 rows read: 1 accepted, 1 refused." in told
    assert "1 of them are facilities that come with the program" in told
    (listed,) = facility_sets.folder().glob("set-*/refused.csv")
    assert "not_a_facility" in listed.read_text(encoding="utf-8")
    assert main(["facilities", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in answer["sets"]] == ["Incident Atlas", "OpenStreetMap"]
    assert answer["sets"][1]["licence"] == "ODbL-1.0"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_file(), reason=f"no {SHARED.name} in ../shared/data/energy")
def test_the_real_file_of_openstreetmap():
    found = facility_sets.install(SHARED)
    assert (found["read"], found["accepted"]) == (999, 999)
    assert found["kinds"]["substation"] == 330
    assert found["noted"] == {"capacity_unread": 2}
    known = events.facilities()
    assert (len(known), known["matched"].sum()) == (1008, 41)
    assert known["id"].is_unique
    kakhovka = known.set_index("id").loc["atlas-kakhovka-hpp"]
    assert kakhovka["matched"] == 1
