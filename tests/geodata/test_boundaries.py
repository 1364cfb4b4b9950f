"""The embedded shapes: whole, without seams, and what the browser gets."""

import hashlib
import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata import NotInstalledError, edition, place, shapes, units, write_static
from geodata.boundaries import EMBEDDED
from geodata.levels import TABLE

FLAT = "+proj=laea +lat_0=48.5 +lon_0=31.5 +ellps=WGS84"


@pytest.fixture(scope="module")
def oblasts():
    return shapes(1)


def test_there_are_27_valid_shapes_in_the_order_of_the_register(oblasts):
    assert oblasts["code"].tolist() == units(1)["code"].tolist()
    assert oblasts.crs.to_epsg() == 4326
    assert oblasts.is_valid.all()


def test_neighbours_share_their_borders(oblasts):
    polygons = oblasts.geometry.to_numpy()
    assert shapely.coverage_is_valid(polygons)
    flat = oblasts.to_crs(FLAT).geometry
    overlap = flat.area.sum() - flat.union_all().area
    assert abs(overlap) < 1, "square metres covered twice"
    country = shapely.get_parts(oblasts.union_all())
    assert sum(len(part.interiors) for part in country) == 0, "gaps between neighbours"


def test_no_slivers(oblasts):
    parts = oblasts.to_crs(FLAT).explode()
    small = parts[parts.area <= 5e6]
    assert list(small["code"]) == ["UA51"]  # Zmiinyi, an island of its own
    roundness = 4 * np.pi * parts.area / parts.length**2
    assert roundness.min() > 0.02


def test_the_country_has_its_size(oblasts):
    """603.5 thousand square kilometres (State Statistics Service); river mouths differ."""
    assert oblasts.to_crs(FLAT).area.sum() / 1e6 == pytest.approx(603_500, rel=0.015)


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [
        ("UA80", 50.4501, 30.5234),  # Maidan Nezalezhnosti
        ("UA80", 50.5387, 30.3557),  # Pushcha-Vodytsia
        ("UA32", 50.5436, 30.2120),  # Bucha
        ("UA32", 50.5220, 30.2404),  # Irpin
        ("UA32", 50.5684, 30.2651),  # Hostomel
        ("UA32", 50.5831, 30.4857),  # Vyshhorod
        ("UA32", 50.5110, 30.7909),  # Brovary
        ("UA32", 50.3527, 30.9550),  # Boryspil
        ("UA32", 50.3883, 30.3681),  # Vyshneve
        ("UA32", 51.5225, 30.7181),  # Slavutych
        ("UA74", 51.4982, 31.2893),  # Chernihiv
        ("UA01", 44.9572, 34.1108),  # Simferopol
        ("UA85", 44.6080, 33.5213),  # Sevastopol
        ("UA85", 44.5030, 33.6000),  # Balaklava
        ("UA65", 46.1131, 32.9098),  # Skadovsk
        ("UA65", 46.1703, 34.8024),  # Henichesk
        ("UA48", 46.6147, 31.5450),  # Ochakiv
        ("UA44", 49.3762, 40.1365),  # Milove
        ("UA35", 49.1183, 33.2797),  # Vlasivka, across the Dnipro
    ],
)
def test_towns_that_the_source_misplaces_are_at_home(code, latitude, longitude):
    placed = place(latitude=[latitude], longitude=[longitude])
    assert (placed.code[0], placed.placed_by[0]) == (code, "contains")


def test_the_edition_says_its_terms():
    assert edition().licence == "CC BY 4.0"
    assert "Natural Earth" in edition().attribution
    assert "GeoNames" in edition().attribution
    assert edition().name.startswith("atlas-adm1-")


@pytest.mark.parametrize("level", [2, 3])
def test_levels_without_shapes_say_so(level):
    for ask in (shapes, edition, lambda level: write_static(Path("nowhere"), level)):
        with pytest.raises(NotInstalledError, match="only the oblasts"):
            ask(level)


def test_a_level_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="no level 0"):
        shapes(0)


def test_the_shown_shapes_are_small_and_named_after_their_content(tmp_path):
    (path,) = write_static(tmp_path / "static")
    content = path.read_bytes()
    assert len(content) < 250_000
    assert path.stem == "adm1-" + hashlib.sha256(content).hexdigest()[:12]
    before = path.stat().st_mtime_ns
    assert write_static(tmp_path / "static") == [path]
    assert path.stat().st_mtime_ns == before, "what is there is not written again"
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_the_shown_shapes_keep_names_borders_and_places(tmp_path, oblasts):
    (path,) = write_static(tmp_path)
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert {tuple(feature["properties"]) for feature in features} == {
        ("code", "name_en", "name_uk")
    }
    shown = gpd.GeoDataFrame.from_features(features, crs=4326)
    assert shown["code"].tolist() == oblasts["code"].tolist()
    assert shown.loc[shown["code"] == "UA63", "name_uk"].item() == "Харківська область"
    assert shown.is_valid.all()
    assert shapely.coverage_is_valid(shown.geometry.to_numpy())
    coordinates = shapely.get_coordinates(shown.geometry.to_numpy())
    assert (coordinates == coordinates.round(4)).all()
    kept = shown.to_crs(FLAT).intersection(oblasts.to_crs(FLAT)).area.sum()
    assert kept / oblasts.to_crs(FLAT).area.sum() > 0.995


@pytest.mark.parametrize("file", [TABLE, EMBEDDED])
def test_the_files_are_those_that_the_provenance_describes(file):
    """A file changed by hand, or remade without a word in PROVENANCE.md, fails here."""
    provenance = (file.parent / "PROVENANCE.md").read_text(encoding="utf-8")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert f"| {file.name} | {digest} |" in provenance


def test_the_door_opens_without_geopandas():
    """The dashboard's start and an import of incidents must not pay for it."""
    seen = "import sys, geodata; geodata.place(latitude=[50], longitude=[30]);"
    seen += "print('geopandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_two_servers_may_write_the_shapes_at_the_same_moment(tmp_path):
    """Each through a file of its own: with a shared one, the second found it moved away."""
    late = threading.Barrier(2)
    move = Path.replace

    def move_together(part, target):
        late.wait(timeout=30)
        return move(part, target)

    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(2) as servers:
        patch.setattr(Path, "replace", move_together)
        first, second = servers.map(write_static, [tmp_path, tmp_path])
    assert first == second
    assert list(tmp_path.iterdir()) == first
