"""Boundary sets on the way in, taken whole: invented squares (squares.py), then the real files."""

import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from boundary_writing import quantised, topojson, write

from geodata import (
    NotInstalledError,
    boundaries,
    boundary_names,
    edition,
    installed,
    name,
    shapes,
)
from geodata.__main__ import main
from geodata.install import install


@pytest.mark.parametrize(
    "file", ["r.geojson", "r.geojson.gz", "r.gpkg", "r.fgb", "r.zip", "r.parquet", "r.topojson"]
)
def test_every_format_gives_the_same_set(file, raions, tmp_path, data):
    path = tmp_path / file
    if path.suffix == ".topojson":
        path.write_text(topojson(raions))
    else:
        write(raions, path)
    found = install(path)
    assert (found["level"], found["units"], found["missing"]) == (2, 139, [])
    taken = shapes(2)
    assert taken["code"].tolist() == sorted(raions["ADM2_PCODE"])
    expected = raions.set_index("ADM2_PCODE").loc[taken["code"]].geometry
    assert shapely.equals(taken.geometry.to_numpy(), expected.to_numpy()).all()
    again = install(write(raions, tmp_path / "again.geojson"))
    assert found["sha256"] == again["sha256"], "the same, whatever file they came in"


def test_topojson_of_whole_numbers(raions, tmp_path, data):
    path = tmp_path / "r.topojson"
    path.write_text(quantised(topojson(raions)))
    assert install(path)["units"] == 139
    expected = raions.set_index("ADM2_PCODE").loc[shapes(2)["code"]].geometry.to_numpy()
    taken = shapely.normalize(shapes(2).geometry.to_numpy())
    assert shapely.equals_exact(taken, shapely.normalize(expected), 1e-9).all()


def test_the_column_of_shapes_may_have_any_name(raions, tmp_path, data):
    path = write(raions.rename_geometry("the_geom"), tmp_path / "r.parquet")
    assert install(path)["units"] == 139


def test_the_record_names_what_was_told_by_other_names(raions, tmp_path, data, capsys):
    """A shape about the settlements of a raion that the register calls otherwise."""
    named = raions[["geometry"]].assign(name_uk=raions["ADM2_PCODE"].map(lambda c: name(c, "uk")))
    renamed = raions["ADM2_PCODE"] == "UA6306"
    named.loc[renamed, "name_uk"] = "Невідомський район"
    points, raion = boundary_names._settlements(2)
    hull = shapely.MultiPoint(points[raion == "UA6306"]).convex_hull
    named.loc[renamed, "geometry"] = hull
    path = write(named, tmp_path / "r.geojson")
    assert install(path)["renamed"] == {"UA6306": "Невідомський район"}
    assert main(["installed"]) == 0
    assert "UA6306 Berestynskyi raion: 'Невідомський район' in the file" in capsys.readouterr().out


def test_the_record_says_what_the_set_is(raions, tmp_path, data):
    path = write(raions.assign(validOn="2026-01-26"), tmp_path / "r.geojson")
    found = install(path)
    assert (found["edition"], found["publisher"], found["licence"]) == (
        *("2026-01-26", "OCHA"),
        "CC BY-IGO",
    )
    assert found["terms_from"] == "columns"
    assert json.loads((data / "boundaries" / "adm2.json").read_text())["sha256"] == found["sha256"]
    assert edition(2).name == "adm2 2026-01-26, OCHA"
    given = install(path, edition="2025", publisher="A", licence="B", attribution="C")
    assert (given["edition"], given["publisher"], given["terms_from"]) == ("2025", "A", "given")
    assert edition(2) == ("adm2 2025, A", "B", "C")


def test_terms_that_nobody_stated_are_said_to_be_so(raions, tmp_path, data):
    install(write(raions[["ADM2_PCODE", "geometry"]], tmp_path / "r.geojson"))
    assert edition(2) == ("adm2 undated, r.geojson", "not stated", "not stated")


def test_missing_units_are_named(raions, tmp_path, data):
    lacking = raions[~raions["ADM2_PCODE"].str.startswith("UA01")]
    found = install(write(lacking, tmp_path / "r.geojson"))
    assert found["missing"] == raions["ADM2_PCODE"][raions["ADM2_PCODE"].str[:4] == "UA01"].tolist()


def test_another_coordinate_system_is_brought_into_degrees(raions, tmp_path, data):
    install(write(raions.to_crs(3857), tmp_path / "r.gpkg"))
    taken = shapes(2).set_index("code").geometry
    expected = raions.set_index("ADM2_PCODE").geometry.loc[taken.index]
    assert taken.geom_equals_exact(expected, 1e-9).all()


def test_broken_and_divided_shapes_are_repaired_and_listed(raions, tmp_path, data):
    broken = raions.copy()
    x, y = broken.geometry[0].bounds[:2]
    bow = shapely.Polygon([(x, y), (x + 0.01, y + 0.01), (x + 0.01, y), (x, y + 0.01)])
    broken.loc[0, "geometry"] = bow
    divided = broken.iloc[[1]].copy()
    divided.geometry = divided.geometry.translate(0, 0.5)
    broken = gpd.GeoDataFrame(pd.concat([broken, divided], ignore_index=True), crs=4326)
    found = install(write(broken, tmp_path / "r.gpkg"))
    first, second = raions["ADM2_PCODE"][:2]
    assert "Self-intersection" in found["repaired"][first]
    assert found["repaired"][second] == "2 shapes joined"
    assert shapes(2).is_valid.all()
    assert len(shapely.get_parts(shapes(2).geometry[1])) == 2


def test_overlaps_and_gaps_are_measured(raions, tmp_path, data, capsys):
    clean = install(write(raions, tmp_path / "clean.geojson"))
    assert (clean["overlaps_km2"], clean["gaps_km2"], clean["gaps"]) == (0, 0, 0)
    frame = raions.copy()
    x, y = frame.geometry[0].bounds[:2]
    hole = shapely.box(x + 0.001, y + 0.001, x + 0.004, y + 0.004)
    frame.loc[0, "geometry"] = shapely.box(x - 0.01, y, x + 0.0101, y + 0.01) - hole
    found = install(write(frame, tmp_path / "r.geojson"))
    flat = gpd.GeoSeries([shapely.box(x + 0.01, y, x + 0.0101, y + 0.01)], crs=4326)
    assert found["overlaps_km2"] == pytest.approx(
        flat.to_crs("+proj=laea +lat_0=48.5 +lon_0=31.5").area[0] / 1e6, abs=0.001
    )
    assert list(found["overlapping"]) == [" ".join(frame["ADM2_PCODE"][:2])]
    assert main(["installed"]) == 0
    first, second = (f"{code} {name(code)}" for code in frame["ADM2_PCODE"][:2])
    assert f"overlap     {first} and {second}:" in capsys.readouterr().out
    assert found["gaps"] == 1
    assert 0.05 < found["gaps_km2"] < 0.1


def test_by_katottg_iso_and_name(raions, tmp_path, data):
    coded = raions[["geometry"]].assign(katotth=raions["ADM2_PCODE"] + "0000000012345")
    assert install(write(coded, tmp_path / "k.geojson"))["units"] == 139
    named = raions[["geometry"]].assign(shapeName=raions["ADM2_EN"], shapeType="ADM2")
    assert install(write(named, tmp_path / "n.geojson"))["units"] == 139
    oblasts = shapes(1).rename(columns={"code": "shapeName"})
    oblasts["shapeName"] = oblasts["shapeName"].map(name)
    assert install(write(oblasts.assign(shapeType="ADM1"), tmp_path / "o.geojson"))["level"] == 1


def test_a_failure_while_writing_leaves_the_old_set(raions, tmp_path, data, monkeypatch):
    first = install(write(raions, tmp_path / "good.geojson"))
    monkeypatch.setattr("geodata.install.grid.save", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        install(tmp_path / "good.geojson", edition="2030")
    assert installed.record(2)["folder"] == first["folder"]
    assert [p.name for p in (data / "boundaries").iterdir() if p.is_dir()] == [first["folder"]]


def test_a_new_set_takes_the_place_of_the_old(raions, tmp_path, data):
    path = write(raions, tmp_path / "r.geojson")
    old, new = install(path), install(path, edition="2030")
    assert old["folder"] != new["folder"]
    assert sorted(p.name for p in (data / "boundaries").iterdir()) == [new["folder"], "adm2.json"]
    assert (data / "boundaries" / new["folder"]).stat().st_mode & 0o777 == 0o755


def test_a_reader_overtaken_by_a_new_set_sees_the_new_one(raions, tmp_path, data, monkeypatch):
    path = write(raions, tmp_path / "r.geojson")
    old = json.dumps(install(path))
    new, read = install(path, edition="2030"), type(path).read_text
    late = iter([old])
    monkeypatch.setattr(type(path), "read_text", lambda *a, **k: next(late, None) or read(*a, **k))
    assert installed.record(2)["folder"] == new["folder"]


def test_an_installed_first_level_replaces_the_embedded_one(tmp_path, data):
    embedded = boundaries.digest(1)
    oblasts = shapes(1).rename(columns={"code": "ADM1_PCODE"})
    install(write(oblasts, tmp_path / "o.geojson"), edition="2026", publisher="Somebody")
    assert boundaries.digest(1) != embedded
    assert edition(1).name == "adm1 2026, Somebody"
    assert boundaries.embedded_edition().name.startswith("atlas-adm1-")
    assert len(shapes(1)) == 27


def test_the_shown_shapes_are_those_of_the_installed_set(raions, tmp_path, data):
    install(write(raions, tmp_path / "r.geojson"))
    (path,) = boundaries.write_static(tmp_path / "static", 2)
    assert path.name.startswith("adm2-")
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert len(features) == 139
    assert features[0]["properties"]["name_en"] == name(features[0]["properties"]["code"])


def test_the_commands(raions, tmp_path, data, capsys):
    assert main(["installed"]) == 0
    printed = capsys.readouterr().out
    assert "level 1 (oblast): comes with the program" in printed
    assert "level 3 (hromada): none" in printed
    with pytest.raises(NotInstalledError):
        shapes(2)
    path = write(raions.iloc[4:], tmp_path / "r.geojson")
    assert main(["install", str(path), "--edition", "2026-01-26", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["edition"] == "2026-01-26"
    assert main(["installed"]) == 0
    printed = capsys.readouterr().out
    assert "level 2 (raion): 135 units, edition 2026-01-26" in printed
    assert "missing     4: 4 in UA01 Autonomous Republic of Crimea" in printed
    assert main(["installed", "--json"]) == 0
    assert [found["level"] for found in json.loads(capsys.readouterr().out)["sets"]] == [2]
    assert main(["install", str(tmp_path / "absent.gpkg")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


LARGEST_SHOWN = {1: 400_000, 2: 800_000, 3: 2_500_000}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "level", "units", "missing"),
    [
        ("adm1_simplified.geojson", 1, 27, 0),
        ("adm2_simplified.geojson", 2, 137, 2),
        ("adm2_full.geojson.gz", 2, 137, 2),
        ("adm3_simplified.geojson", 3, 1466, 309),
        ("adm3_full.geojson.gz", 3, 1466, 309),
    ],
)
def test_the_real_files(
    file, level, units, missing, shared_data, installed_levels, tmp_path, data, monkeypatch
):
    monkeypatch.setenv("ATLAS_DATA", str(installed_levels))
    found = installed.record(level)
    if not found or found["source_file"] != file:  # none of those that are there for all tests
        monkeypatch.setenv("ATLAS_DATA", str(data))
        found = install(shared_data / "boundaries" / file)
    assert (found["level"], found["units"], len(found["missing"])) == (level, units, missing)
    assert len(found["repaired"]) == (file == "adm3_full.geojson.gz")
    assert found["overlaps_km2"] < 5
    if level > 1:
        assert found["publisher"] == "OpenStreetMap"
    assert shapes(level).is_valid.all()
    (path,) = boundaries.write_static(tmp_path, level)
    shown = gpd.read_file(path)
    assert path.stat().st_size < LARGEST_SHOWN[level]
    assert len(shown) == units
    assert shown.is_valid.mean() > 0.99
