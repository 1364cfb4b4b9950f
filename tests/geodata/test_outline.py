"""The outline of a reader's file, in the formats that such files come in."""

import json
import zipfile

import geopandas
import pytest
import shapely

from geodata import outline

ONE, TWO = shapely.box(30, 48, 31, 49), shapely.box(31, 48, 32, 49)


def frame(*shapes, crs=4326) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"name": ["x"] * len(shapes)}, geometry=list(shapes), crs=crs)


@pytest.mark.parametrize(("ending", "driver"), [("geojson", "GeoJSON"), ("kml", "KML")])
def test_polygons_are_joined_and_points_left_out(tmp_path, ending, driver):
    file = tmp_path / f"area.{ending}"
    frame(ONE, TWO, shapely.Point(30, 48)).to_file(file, driver=driver)
    assert outline(file).equals(shapely.box(30, 48, 32, 49))


def test_a_zipped_shapefile_in_metres_and_a_zipped_kml(tmp_path):
    frame(ONE).to_crs(6381).to_file(tmp_path / "area.shp")
    with zipfile.ZipFile(tmp_path / "area.zip", "w") as packed:
        for part in tmp_path.glob("area.[sdpc]*"):
            packed.write(part, f"folder/{part.name}")
    assert outline(tmp_path / "area.zip").equals_exact(ONE, 1e-6, normalize=True)
    frame(ONE).to_file(tmp_path / "doc.kml", driver="KML")
    with zipfile.ZipFile(tmp_path / "area.kmz", "w") as packed:
        packed.write(tmp_path / "doc.kml", "doc.kml")
    assert outline(tmp_path / "area.kmz").equals(ONE)


def test_a_bow_tie_becomes_two_triangles(tmp_path):
    frame(shapely.Polygon([(30, 48), (31, 49), (31, 48), (30, 49)])).to_file(tmp_path / "a.geojson")
    found = outline(tmp_path / "a.geojson")
    assert found.is_valid
    assert found.area == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.geojson", {"type": "FeatureCollection", "features": []}, "holds no"),
        ("a.geojson", {"type": "Point", "coordinates": [30, 48]}, "holds no"),
        (
            "a.geojson",
            {"type": "Polygon", "coordinates": [[[48, 30], [49, 30], [49, 31], [48, 30]]]},
            "nowhere near Ukraine",
        ),
        ("a.txt", {}, "no known format"),
        ("a.kml", {}, "cannot be read"),
    ],
)
def test_what_encloses_nothing_here_is_refused_in_a_sentence(tmp_path, name, content, why):
    (tmp_path / name).write_text(json.dumps(content))
    with pytest.raises(ValueError, match=why):
        outline(tmp_path / name)
