"""GeoPackage: a layer of incidents and three tables that explain it."""

import pyogrio
import pytest
from incident_rows import atlas_of, incident

from events import Filters, export, header
from events.takeaway.geopackage import write_geopackage

ROWS = [
    incident("1", latitude=49.99, longitude=36.23, adm1_code="UA63", title="=1+1"),
    incident("2", latitude=50.1, longitude=36.3, adm1_code="UA63", location_precision="raion"),
    incident("3", source="viina", licence="ODbL-1.0", adm1_code="UA63"),
]


def test_layers_types_and_points(tmp_path, monkeypatch):
    monkeypatch.setattr(export, "ROWS_AT_ONCE", 2)
    told = []
    path = tmp_path / "out.gpkg"
    path.write_text("what was there before")
    write_geopackage(atlas_of(tmp_path / "store", *ROWS), Filters(), path, told.append)
    assert told == [2, 3]
    layers = dict(pyogrio.list_layers(path).tolist())
    assert layers == {"incidents": "Point", "codebook": None, "citations": None, "about": None}
    frame = pyogrio.read_dataframe(path, layer="incidents")
    assert (tuple(frame.columns), frame.crs.to_epsg()) == ((*header(), "geometry"), 4326)
    assert [(p.x, p.y) if p else None for p in frame.geometry] == [(36.23, 49.99), None, None]
    assert (frame["title"][0], frame["is_aggregate"].dtype) == ("=1+1", bool)
    assert str(frame["date_start"].dtype).startswith("datetime64")


def test_the_tables_explain(tmp_path):
    atlas = atlas_of(tmp_path / "store", *ROWS)
    write_geopackage(atlas, Filters(), tmp_path / "out.gpkg")
    read = {
        name: pyogrio.read_dataframe(tmp_path / "out.gpkg", layer=name)
        for name in ("codebook", "citations", "about")
    }
    assert read["codebook"]["column"].tolist() == list(header())
    cited = read["citations"].set_index("source")
    assert "Open Database License" in cited.loc["viina", "note"]
    assert cited.loc["test", "may_be_passed_on"] == "not stated"
    about = read["about"].set_index("name")["value"]
    assert (about["records"], about["store_version"]) == ("3", "0")


def test_what_stops_the_writing_is_what_is_raised(tmp_path):
    """A reader who turns away ends it with an exception of the screen, which must come through."""

    class Away(BaseException):
        pass

    def leave(done: int) -> None:
        raise Away(done)

    with pytest.raises(Away):
        write_geopackage(
            atlas_of(tmp_path / "store", *ROWS), Filters(), tmp_path / "out.gpkg", leave
        )
