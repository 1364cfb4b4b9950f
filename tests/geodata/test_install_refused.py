"""What is refused on the way in, whole, while the old set stays: a sentence for each."""

import gzip
import zipfile

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from boundary_writing import write

from geodata import boundary_files, edition, shapes
from geodata.install import install


def before_the_reform(raions):
    rows = pd.concat([raions] * 4, ignore_index=True).iloc[:495]
    return rows[["geometry"]].assign(
        shapeName=[f"District {i}" for i in range(495)], shapeType="ADM2"
    )


REFUSED = {
    "495 raions": (before_the_reform, "before the reform of 17 July 2020"),
    "a foreign code": (
        lambda f: f.assign(ADM2_PCODE=f["ADM2_PCODE"].replace("UA6314", "UA9999")),
        "UA9999",
    ),
    "few units": (lambda f: f.iloc[:30], "only 30 of the 139 raions"),
    "swapped axes": (
        lambda f: f.set_geometry(
            gpd.GeoSeries(shapely.transform(f.geometry.to_numpy(), lambda c: c[:, ::-1]), crs=4326)
        ),
        "which is not Ukraine",
    ),
    "codes in another order": (
        lambda f: f.assign(ADM2_PCODE=f["ADM2_PCODE"].to_numpy()[::-1]),
        "lie in another oblast",
    ),
    "points": (lambda f: f.set_geometry(f.centroid), "no layer of polygons"),
    "settlements": (lambda f: f.assign(ADM4_PCODE="UA"), "settlements"),
    "no names": (lambda f: f[["geometry"]].assign(colour="red"), "say it with --level"),
}


@pytest.mark.filterwarnings("ignore:Geometry is in a geographic CRS")
@pytest.mark.parametrize("case", REFUSED)
def test_a_set_that_fails_is_refused_whole_and_the_old_one_stays(case, raions, tmp_path, data):
    install(write(raions, tmp_path / "good.geojson"))
    before = {path: path.stat().st_mtime_ns for path in data.rglob("*")}
    change, seen = REFUSED[case]
    with pytest.raises(ValueError, match=seen):
        install(write(change(raions), tmp_path / "bad.geojson"))
    assert {path: path.stat().st_mtime_ns for path in data.rglob("*")} == before


@pytest.mark.parametrize(
    ("member", "seen"),
    [("../evil.shp", "leads out of"), ("/etc/evil.shp", "leads out of"), ("a.txt", "no boundary")],
)
def test_zips_that_lead_out_of_the_folder_or_hold_nothing(member, seen, tmp_path, data):
    path = tmp_path / "r.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, b"x")
    with pytest.raises(ValueError, match=seen):
        install(path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["r.zip"]


@pytest.mark.parametrize(
    ("file", "content", "seen"),
    [
        ("r.zip", b"<html>not found</html>", "no whole zip"),
        ("r.geojson.gz", b"<html>", "no whole gz"),
        ("r.geojson.gz", gzip.compress(b"x" * 9000, mtime=0)[:-9], "no whole gz"),
        ("r.geojson", b"<html>", "cannot be read"),
        ("r.geojson", b"", "is empty"),
        ("r.parquet", b"PAR1", "no Parquet file"),
        ("r.csv", b"a,b", "no known format"),
        ("r.topojson", b"{}", "cannot be read"),
    ],
)
def test_files_that_are_something_else(file, content, seen, tmp_path, data):
    (tmp_path / file).write_bytes(content)
    with pytest.raises(ValueError, match=seen):
        install(tmp_path / file)
    with pytest.raises(ValueError, match="no file"):
        install(tmp_path / "absent.zip")


def test_what_unpacks_to_too_much_is_refused(raions, tmp_path, data, monkeypatch):
    path = write(raions, tmp_path / "r.geojson.gz")
    monkeypatch.setattr(boundary_files, "LARGEST", path.stat().st_size + 10)
    with pytest.raises(ValueError, match="larger than"):
        install(path)


def test_several_layers_need_a_level(raions, tmp_path, data):
    path = tmp_path / "all.gpkg"
    oblasts = shapes(1).rename(columns={"code": "ADM1_PCODE"})
    write(oblasts, path, layer="adm1")
    write(raions, path, layer="adm2")
    with pytest.raises(ValueError, match=r"adm1 \(level 1\), adm2 \(level 2\); choose one"):
        install(path)
    assert install(path, level=2)["units"] == 139
    with pytest.raises(ValueError, match="nothing of level 3"):
        install(path, level=3)


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_file_without_a_coordinate_system(raions, tmp_path, data):
    path = write(raions.set_crs(None, allow_override=True), tmp_path / "r.zip")
    with pytest.raises(ValueError, match="--crs EPSG:4326"):
        install(path)
    assert install(path, crs="EPSG:4326")["units"] == 139


@pytest.mark.parametrize("text", ["{", "{}", "[]", '{"folder": "gone"}'])
def test_a_record_in_pieces_says_what_to_do(text, data):
    (data / "boundaries").mkdir(parents=True)
    (data / "boundaries" / "adm2.json").write_text(text)
    with pytest.raises(ValueError, match="install the raions anew"):
        edition(2)
