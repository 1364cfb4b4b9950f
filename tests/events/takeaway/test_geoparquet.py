"""GeoParquet: typed columns, points only where known, the same bytes again."""

import datetime
import io
import json

import geopandas
import pyarrow.parquet as pq
import pytest
from incident_rows import atlas_of, incident, table

from events import Filters, Store, export, header, open_store
from events.takeaway.geoparquet import write_geoparquet

ROWS = [
    incident("1", latitude=49.99, longitude=36.23, adm1_code="UA63", killed_min=0),
    incident("2", latitude=50.1, longitude=36.3, adm1_code="UA63", location_precision="raion"),
    incident("3", adm1_code="UA63", location_precision="oblast", is_aggregate=True),
]


@pytest.fixture
def written(tmp_path):
    write_geoparquet(atlas_of(tmp_path / "store", *ROWS), Filters(), tmp_path / "out.parquet")
    return tmp_path / "out.parquet"


def test_geopandas_reads_points_and_their_reference_system(written):
    frame = geopandas.read_parquet(written)
    assert (frame.crs.to_epsg(), frame.crs == "EPSG:4326") == (4326, True)
    assert [(p.x, p.y) if p else None for p in frame.geometry] == [(36.23, 49.99), None, None]
    assert frame["latitude"].tolist()[:2] == [49.99, 50.1]


def test_columns_are_those_of_the_csv_and_typed(written):
    read = pq.read_table(written)
    assert tuple(read.column_names) == (*header(), "geometry")
    kinds = {name: str(read.schema.field(name).type) for name in read.column_names}
    assert {kinds[name] for name in ("date_start", "date_end", "source_retrieved")} == {
        "date32[day]"
    }
    assert (kinds["latitude"], kinds["killed_min"], kinds["n_reports"]) == (
        "double",
        "int32",
        "int32",
    )
    assert (kinds["is_aggregate"], kinds["geometry"]) == ("bool", "binary")
    first = read.slice(0, 1).to_pylist()[0]
    assert (first["date_start"], first["killed_min"]) == (datetime.date(2024, 3, 5), 0)
    assert (first["killed_max"], first["adm1_name"]) == (None, "Kharkiv Oblast")


def test_the_metadata_follows_the_specification(written):
    metadata = pq.read_schema(written).metadata
    geo = json.loads(metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    column = geo["columns"]["geometry"]
    assert (column["encoding"], column["geometry_types"]) == ("WKB", ["Point"])
    about = json.loads(metadata[b"incident_atlas"])
    assert about["records"] == 3
    assert about["sources"][0]["citation"]


def test_the_same_bytes_again_by_row_groups(tmp_path, monkeypatch):
    rows = [incident(f"{n:02}", f"2024-03-{1 + n * 7 % 28:02}") for n in range(30)]
    Store(tmp_path).write(table(*rows), "first")
    monkeypatch.setattr(export, "ROWS_AT_ONCE", 8)
    files = [io.BytesIO() for _ in range(2)]
    for out in files:
        write_geoparquet(open_store(tmp_path), Filters(), out)
    assert files[0].getvalue() == files[1].getvalue()
    assert pq.ParquetFile(files[0]).num_row_groups == 4


def test_no_record_is_a_file_too(tmp_path):
    atlas = atlas_of(tmp_path / "store", *ROWS)
    write_geoparquet(atlas, Filters(statuses=("disputed",)), tmp_path / "none.parquet")
    assert len(geopandas.read_parquet(tmp_path / "none.parquet")) == 0
