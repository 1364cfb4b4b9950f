"""The bundle: all it takes to cite records and to make them again, the same bytes each time."""

import csv
import hashlib
import io
import json
import zipfile

import pytest
import shapely
from incident_rows import atlas_of, incident, table

import geodata
from events import Filters, Store, csv_bytes, decide, header, open_store
from events.filters import areas
from events.takeaway.bundle import MEMBERS, write_bundle

ROWS = [
    incident("1", source="ucdp", adm1_code="UA63", latitude=49.99, longitude=36.23),
    incident("2", source="viina", licence="ODbL-1.0"),
    incident("3", source="acled", licence="ACLED-EULA"),
]


def made(atlas, filters=None) -> bytes:
    out = io.BytesIO()
    assert write_bundle(atlas, filters or Filters(), out) == ()
    return out.getvalue()


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


@pytest.fixture
def atlas(tmp_path):
    return atlas_of(tmp_path / "store", *ROWS)


def test_its_members_and_their_sums(atlas):
    found = members(made(atlas, Filters(sources=("ucdp",))))
    assert tuple(found) == MEMBERS
    assert found["data.csv"] == csv_bytes(atlas, Filters(sources=("ucdp",)))
    assert found["data.parquet"].startswith(b"PAR1")
    for line in found["SHA256SUMS"].decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(found.pop(name)).hexdigest() == digest
    assert list(found) == ["SHA256SUMS"]


def test_it_says_what_it_is(atlas):
    decide(Store(atlas.path), "ucdp:1", "viina:2", "confirmed")
    found = members(made(open_store(atlas.path), Filters(casualties="unstated", words="a b")))
    about = json.loads(found["about.json"])
    assert about["filters"] == {"casualties": "unstated", "words": "a b"}
    assert about["address"] == "?casualties=unstated&words=a+b"
    assert (about["store_version"], about["links_version"], about["mode"]) == (0, 0, "private")
    (oblasts,) = json.loads(found["boundaries.json"])
    assert oblasts == {
        "level": 1,
        "unit": "oblast",
        **geodata.edition(1)._asdict(),
        "sha256": geodata.digest(1),
    }


def test_citations_licences_and_codebook(atlas):
    found = members(made(atlas))
    read = {
        name: list(csv.DictReader(io.StringIO(found[name].decode(), newline="")))
        for name in ("citations.csv", "licences.csv", "codebook.csv")
    }
    assert [row["column"] for row in read["codebook.csv"]] == list(header())
    cited = {row["source"]: row for row in read["citations.csv"]}
    assert cited["ucdp"]["citation"].startswith("Sundberg, R. and Melander, E. (2013)")
    assert cited["acled"]["may_be_passed_on"] == "no"
    licences = {row["licence"]: row for row in read["licences.csv"]}
    assert sorted(licences) == ["ACLED-EULA", "CC-BY-4.0", "ODbL-1.0"]
    assert "must be offered under the same licence" in licences["ODbL-1.0"]["notes"]
    readme = found["README.md"].decode()
    assert "may not be passed on to others" in readme
    assert "Open Database License" in readme
    assert "store version 0, nothing linked" in readme


def test_the_same_bytes_again_whatever_the_clock_and_the_order_of_imports(tmp_path, monkeypatch):
    first = made(atlas_of(tmp_path / "one", *ROWS))
    assert made(open_store(tmp_path / "one")) == first
    with zipfile.ZipFile(io.BytesIO(first)) as bundle:
        assert {member.date_time for member in bundle.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    for row in reversed(ROWS):
        Store(tmp_path / "two").write(table(row), "first")
    one, two = members(first), members(made(open_store(tmp_path / "two")))
    assert (one["data.csv"], one["codebook.csv"]) == (two["data.csv"], two["codebook.csv"])


def test_no_record_is_a_bundle_too(atlas):
    found = members(made(atlas, Filters(statuses=("disputed",))))
    assert found["data.csv"].decode().splitlines() == [",".join(header())]
    assert found["citations.csv"].count(b"\n") == 1


def test_a_saved_area_comes_along(atlas):
    area = areas.save(atlas.path, "Kharkiv", shapely.box(36, 49, 37, 50))
    found = members(made(atlas, Filters(area=area.text)))
    about = json.loads(found["about.json"])
    assert about["records"] == 1
    assert shapely.geometry.shape(about["area"]).equals(shapely.box(36, 49, 37, 50))


def test_in_public_it_names_what_was_left_out_and_holds_nothing_of_it(atlas):
    found = members(made(open_store(atlas.path, mode="public")))
    assert b"acled:3" not in found["data.csv"]
    assert json.loads(found["about.json"])["left_out"][0]["records"] == 1
    assert "1 records left out. ACLED" in found["README.md"].decode()
