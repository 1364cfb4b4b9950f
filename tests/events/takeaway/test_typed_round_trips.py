"""Records -> store -> GeoJSON, GeoParquet or workbook -> a new store: the same records."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importing import import_json, stored
from incident_rows import atlas_of, incident, table
from test_round_trip import ALIKE, records

from events import Filters, Store, open_store
from events.takeaway.geojson import write_geojson
from events.takeaway.geoparquet import write_geoparquet
from events.takeaway.workbook import write_workbook

WRITERS = {"geojson": write_geojson, "parquet": write_geoparquet, "xlsx": write_workbook}
ODD = ["=1+1", "'=1", "'", "''", "-5", "@x", "\ttab", "\rcr", '"', "a\r\nb", "\n", " x ", "NaN"]
ODD += ["null", "true", "1e5", "007", "\ufeffx", "_x0041_", "\x07bell\x0b", "\ufffe\uffff"]
ODD += ["\u2028", "💡ї’ґ", "2024-01-01", "#N/A", "\x7f\x85", "<b>", "]]>", "&amp;"]


def content(store) -> list[dict]:
    rows = [{name: row[name] for name in ALIKE} for row in stored(store)]
    return sorted(rows, key=lambda row: row["incident_id"])


def there_and_back(folder, ending, capsys) -> None:
    """What is in folder/first comes out, goes in again, and changes nothing."""
    path = folder / f"out.{ending}"
    notes = WRITERS[ending](open_store(folder / "first"), Filters(), path)
    assert notes == ()
    report = import_json(path, folder / f"second-{ending}", capsys)
    assert (report["source"], report["rejected"]) == ("atlas-export", {})
    assert content(folder / f"second-{ending}") == content(folder / "first")
    again = import_json(path, folder / "first", capsys)
    assert (again["new"], again["updated"]) == (0, 0)


@pytest.mark.parametrize("ending", WRITERS)
def test_odd_texts_and_long_degrees_come_back(tmp_path, capsys, ending):
    """Also what a spreadsheet would run, and what begins with an apostrophe of its own."""
    place = {"latitude": 49.123456789012344, "longitude": 36.23, "adm3_code": "UA6310005"}
    place |= {"placed_by": "nearest_settlement", "source_retrieved": "2024-05-05"}
    rows = [
        incident(str(n), "1991-08-24", title=odd, description=odd, killed_min=n, **place)
        for n, odd in enumerate(ODD)
    ]
    rows[0]["raw"] = '{"a":1.0, "b":"\\u0007", "long": "' + "x" * 30_000 + '"}'
    atlas_of(tmp_path / "first", *rows).close()
    there_and_back(tmp_path, ending, capsys)


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_record_comes_back(data, tmp_path_factory, capsys):
    rows = [data.draw(records(index)) for index in range(data.draw(st.integers(1, 12)))]
    for row in rows:
        row["incident_id"] = f"{row['source']}:{row['source_id']}"
    folder = tmp_path_factory.mktemp("trip")
    Store(folder / "first").write(table(*rows), "first")
    for ending in WRITERS:
        there_and_back(folder, ending, capsys)


def test_a_file_that_does_not_say_it_is_exact_is_read_as_our_csv_made_over(tmp_path, capsys):
    """Whoever turned our CSV into GeoJSON kept the apostrophes that the CSV had put there."""
    atlas_of(tmp_path / "first", incident("1", title="'=1")).close()
    write_geojson(open_store(tmp_path / "first"), Filters(), tmp_path / "out.geojson")
    content = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))
    del content["atlas"]
    (tmp_path / "made.geojson").write_text(json.dumps(content), encoding="utf-8")
    import_json(tmp_path / "made.geojson", tmp_path / "second", capsys)
    assert [row["title"] for row in stored(tmp_path / "second")] == ["=1"]
