"""GeoJSON: every record, a point only where one is known, and what the file is inside it."""

import json

import geopandas
import pytest
from incident_rows import atlas_of, incident

from events import Filters, Store, decide, geojson_parts, header, open_store
from events.takeaway import geojson

KHARKIV = {"latitude": 49.99, "longitude": 36.23, "adm3_code": "UA6312027"}
ODD = '=1+1 "quoted"\r\n\t\\ \x01 \u2028 ї’ґ <b> 💡'


def collection(atlas, filters=None) -> dict:
    return json.loads(b"".join(geojson_parts(atlas, filters or Filters())))


def test_a_feature_whole(tmp_path):
    row = incident("1", **KHARKIV, title=ODD, killed_min=0, is_aggregate=True, raw='{"a": "é"}')
    (feature,) = collection(atlas_of(tmp_path, row))["features"]
    told = {name: value for name, value in feature["properties"].items() if value is not None}
    assert (feature["type"], feature["id"]) == ("Feature", "test:1")
    assert feature["geometry"] == {"type": "Point", "coordinates": [36.23, 49.99]}
    assert tuple(feature["properties"]) == header()
    assert told == {
        "incident_id": "test:1",
        "source": "test",
        "source_id": "1",
        "title": ODD,
        "date_start": "2024-03-05",
        "date_end": "2024-03-05",
        "date_precision": "day",
        "latitude": 49.99,
        "longitude": 36.23,
        "location_precision": "settlement",
        "adm1_code": "UA63",
        "adm1_name": "Kharkiv Oblast",
        "adm2_code": "UA6312",
        "adm2_name": "Kharkivskyi raion",
        "adm3_code": "UA6312027",
        "adm3_name": "Kharkivska hromada",
        "placed_by": "contains",
        "event_type": "other",
        "target_category": "unknown",
        "killed_min": 0,
        "status": "reported",
        "is_aggregate": True,
        "n_reports": 1,
        "sources": "[]",
        "licence": "CC-BY-4.0",
        "import_id": "first",
        "raw": '{"a": "é"}',
    }


@pytest.mark.parametrize(
    ("precision", "drawn"),
    [("site", True), ("settlement", True), ("near", True)]
    + [(word, False) for word in ("raion", "oblast", "area", "country")],
)
def test_a_point_only_where_the_source_knows_one(tmp_path, precision, drawn):
    """A raion's stand-in stays in its columns and is no geometry."""
    row = incident("1", **KHARKIV, location_precision=precision)
    (feature,) = collection(atlas_of(tmp_path, row))["features"]
    assert (feature["geometry"] is not None) is drawn
    assert feature["properties"]["latitude"] == 49.99


def test_a_settlement_without_a_point_has_no_geometry(tmp_path):
    (feature,) = collection(atlas_of(tmp_path, incident("1")))["features"]
    assert feature["geometry"] is None


def test_the_file_says_what_it_is(tmp_path):
    rows = [incident("1", source="ucdp", killed_min=2), incident("2", source="viina")]
    atlas = atlas_of(tmp_path, *rows)
    said = collection(atlas, Filters(casualties="with"))["atlas"]
    assert (said["filters"], said["store_version"]) == ({"casualties": "with"}, atlas.version)
    assert (said["records"], said["columns"]) == (1, list(header()))
    (source,) = said["sources"]
    assert source["citation"].startswith("Sundberg, R. and Melander, E. (2013)")


def test_order_and_bytes_do_not_depend_on_the_size_of_the_pieces(tmp_path, monkeypatch):
    rows = [incident(f"{n:02}", f"2024-03-{1 + n * 7 % 28:02}") for n in range(30)]
    atlas = atlas_of(tmp_path, *rows)
    whole = b"".join(geojson_parts(atlas, Filters()))
    days = [f["properties"]["date_start"] for f in json.loads(whole)["features"]]
    assert (len(days), days) == (30, sorted(days))
    monkeypatch.setattr(geojson, "_FEATURES_AT_ONCE", 7)
    pieces = list(geojson_parts(atlas, Filters()))
    assert (len(pieces), b"".join(pieces)) == (7, whole)


def test_no_record_is_a_collection_too(tmp_path):
    atlas = atlas_of(tmp_path, incident("1"))
    assert collection(atlas, Filters(statuses=("disputed",)))["features"] == []


def test_linked_reports_name_each_other(tmp_path):
    atlas_of(tmp_path, incident("1"), incident("2"), incident("3")).close()
    decide(Store(tmp_path), "test:1", "test:2", "confirmed")
    features = collection(open_store(tmp_path))["features"]
    told = [(f["properties"]["linked_to"], f["properties"]["n_reports"]) for f in features]
    assert told == [("test:1", 2), ("test:1", 2), (None, 1)]


def test_geopandas_reads_it(tmp_path):
    rows = [incident("1", **KHARKIV), incident("2", "2024-03-06", location_precision="oblast")]
    atlas = atlas_of(tmp_path / "store", *rows)
    (tmp_path / "out.geojson").write_bytes(b"".join(geojson_parts(atlas, Filters())))
    frame = geopandas.read_file(tmp_path / "out.geojson")
    assert frame.crs.to_epsg() == 4326
    assert frame.geometry.isna().tolist() == [False, True]
    assert (frame.geometry[0].x, frame.geometry[0].y) == (36.23, 49.99)
