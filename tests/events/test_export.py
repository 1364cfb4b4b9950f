"""The way out: exact CSV that any reader reads back, the same bytes each time, with its terms."""

import csv
import hashlib
import io
import json
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from incident_rows import atlas_of, incident, table

import events.export as export_module
from events import (
    COLUMNS,
    TERMS,
    Filters,
    Store,
    StoreError,
    about,
    about_bytes,
    cautions,
    csv_bytes,
    decide,
    header,
    open_store,
    terms,
    write_csv,
)
from events.__main__ import main
from events.incident import SCHEMA
from events.sources import SOURCES

TEXTS = [field.name for field in SCHEMA if field.type == pa.string()]
FREE = ["title", "description", "place", "weapon", "target_name", "attributed_to", "raw"]
RUN = ("=", "+", "-", "@", "\t", "\r")


def read(data: bytes) -> list[dict]:
    """The rows as Python's csv module reads them from the bytes."""
    text = io.StringIO(data.decode("utf-8"), newline="")
    return list(csv.DictReader(text, strict=True))


def restored(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("'", *RUN) else cell


def test_the_header_names_regions_behind_their_codes():
    assert header()[:4] == COLUMNS[:4]
    at = header().index("adm1_code")
    assert header()[at : at + 4] == ("adm1_code", "adm1_name", "adm2_code", "adm2_name")
    named = {"adm1_name", "adm2_name", "adm3_name"}
    assert set(header()) - set(COLUMNS) == {*named, "linked_to", "n_reports"}
    at = header().index("part_of")
    assert header()[at : at + 3] == ("part_of", "linked_to", "n_reports")


def test_a_row_byte_for_byte(tmp_path):
    atlas = atlas_of(
        tmp_path,
        incident(
            "1",
            "2024-03-05",
            title='He said "no", twice',
            place="Izium",
            latitude=49.0,
            longitude=37.25482,
            adm2_code="UA6306",
            killed_min=0,
            is_aggregate=True,
            description="",
        ),
    )
    head, line, end = csv_bytes(atlas, Filters()).split(b"\r\n")
    assert head.decode() == ",".join(header())
    assert end == b""
    assert line.decode() == (
        'test:1,test,1,2024-03-05,2024-03-05,day,"He said ""no"", twice","",Izium,,49,37.25482,'
        "settlement,UA63,Kharkiv Oblast,UA6306,Berestynskyi raion,,,contains,other,,unknown,,"
        "0,,,,,,,reported,true,,,1,[],CC-BY-4.0,,first,{}"
    )


@pytest.mark.parametrize(
    ("degrees", "written"),
    [
        (50.0, "50"),
        (48.87887, "48.87887"),
        (-0.1, "-0.1"),
        (1 / 3, "0.3333333333333333"),
        (37.123456789012345, "37.123456789012344"),
    ],
)
def test_degrees_are_the_shortest_that_read_back(tmp_path, degrees, written):
    atlas = atlas_of(tmp_path, incident("1", latitude=degrees, longitude=1.5))
    (row,) = read(csv_bytes(atlas, Filters()))
    assert row["latitude"] == written
    assert float(row["latitude"]) == degrees


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    return tmp_path_factory.mktemp("random")


odd_text = st.text(max_size=12) | st.builds(
    str.__add__,
    st.sampled_from([*RUN, "'", "''=", '"', "\n", "\r\n", ",", " "]),
    st.text(max_size=5),
)


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(FREE, odd_text)), max_size=4))
def test_any_text_comes_back_exactly_and_nothing_can_be_run(stores, changes):
    rows = [incident(f"{n}", **change) for n, change in enumerate(changes)]
    path = stores / f"{len(list(stores.iterdir()))}"
    atlas = atlas_of(path, *rows)
    found = read(csv_bytes(atlas, Filters()))
    assert len(found) == len(rows)
    for row, back in zip(rows, found, strict=True):
        for column in TEXTS:
            assert restored(back[column]) == (row[column] or "")
            assert not back[column].startswith(RUN)
    atlas.close()


def test_null_and_empty_text_differ(tmp_path):
    atlas = atlas_of(tmp_path, incident("1", title="", place=None))
    line = csv_bytes(atlas, Filters()).split(b"\r\n")[1]
    assert b',day,"",,,' in line


def test_numbers_and_days_are_never_defused(tmp_path):
    atlas = atlas_of(tmp_path, incident("1", latitude=-44.5, longitude=-1.25, killed_min=7))
    (row,) = read(csv_bytes(atlas, Filters()))
    assert (row["latitude"], row["longitude"], row["killed_min"]) == ("-44.5", "-1.25", "7")


def test_the_same_bytes_whatever_the_order_of_imports_and_the_size_of_parts(tmp_path, monkeypatch):
    rows = [incident(f"{n:02}", f"2024-03-{1 + n * 7 % 28:02}", title=f"t{n}") for n in range(40)]
    one = atlas_of(tmp_path / "one", *rows)
    whole = csv_bytes(one, Filters())
    for start in range(35, -1, -5):
        Store(tmp_path / "many").write(table(*rows[start : start + 5]), "first")
    assert csv_bytes(open_store(tmp_path / "many"), Filters()) == whole
    monkeypatch.setattr(export_module, "ROWS_AT_ONCE", 7)
    assert csv_bytes(one, Filters()) == whole
    order = [(row["date_start"], row["incident_id"]) for row in read(whole)]
    assert order == sorted(order)


def test_an_earlier_version_exports_the_same_bytes_after_later_imports(tmp_path):
    atlas = atlas_of(tmp_path, incident("1", title="old"))
    before = csv_bytes(atlas, Filters()), about_bytes(atlas, Filters())
    Store(tmp_path).write(table(incident("1", title="new"), incident("2")), "second")
    then = open_store(tmp_path, 0)
    assert (csv_bytes(then, Filters()), about_bytes(then, Filters())) == before


def test_the_mark_for_excel_comes_only_when_asked(tmp_path):
    atlas = atlas_of(tmp_path, incident("1"))
    plain, marked = io.BytesIO(), io.BytesIO()
    write_csv(atlas, Filters(), plain)
    assert write_csv(atlas, Filters(), marked, bom=True) == 1
    assert marked.getvalue() == b"\xef\xbb\xbf" + plain.getvalue()


def test_about_says_what_the_file_is(tmp_path):
    rows = [
        incident("1", source="acled", licence="ACLED-EULA", source_retrieved="2026-01-02"),
        incident("2", source="acled", licence="ACLED-EULA", source_retrieved="2026-02-03"),
        incident("3", source="own", is_aggregate=True),
        incident("4", source="ucdp", event_type="sabotage"),
    ]
    atlas = atlas_of(tmp_path, *rows)
    asked = Filters(event_types=("other",))
    said = about(atlas, asked)
    assert said["title"] == asked.sentence()
    assert said["filters"] == {"type": "other"}
    assert (said["store_version"], said["records"], said["aggregate_records"]) == (0, 3, 1)
    acled, own = said["sources"]
    assert (acled["source"], acled["records"], acled["may_be_passed_on"]) == ("acled", 2, False)
    assert acled["licences"] == {"ACLED-EULA": "ACLED End User Licence Agreement"}
    assert acled["retrieved"] == ["2026-01-02", "2026-02-03"]
    assert "acleddata.com" in acled["citation"]
    assert (own["source"], own["may_be_passed_on"]) == ("own", None)
    assert said["records"] == len(read(csv_bytes(atlas, asked)))


def test_terms_and_cautions():
    named = {source.name.partition("-")[0] for source in SOURCES} - {"csv"}
    assert {t.source for t in TERMS} == named
    assert all(t.citation and t.licence and t.note for t in TERMS)
    assert terms("my-list").licence == "not-stated"
    assert [c.partition(":")[0] for c in cautions(["atlas", "acled", "my-list"])] == [
        "ACLED, Armed Conflict Location & Event Data",
        "my-list",
    ]


def command(*arguments) -> int:
    return main([str(a) for a in arguments])


def test_the_command_line_writes_the_bytes_of_the_dashboard(tmp_path, capsys):
    atlas = atlas_of(
        tmp_path / "store",
        incident("1", "2024-10-05", adm1_code="UA63", target_category="energy", source="acled"),
        incident("2", "2024-10-06", adm1_code="UA23", target_category="energy"),
        incident("3", "2024-10-07", adm1_code="UA14", target_category="energy"),
        incident("4", "2023-10-07", adm1_code="UA63", target_category="energy"),
    )
    out = tmp_path / "o.csv"
    options = (
        "--since 2024-10-01 --until 2025-03-31 --region UA63 --region UA23,none --target energy"
    )
    store = tmp_path / "store"
    assert command("export", "--store", store, "--out", out, *options.split()) == 0
    asked = Filters(
        since=date(2024, 10, 1),
        until=date(2025, 3, 31),
        regions=("UA63", "UA23", "none"),
        target_categories=("energy",),
    )
    assert out.read_bytes() == csv_bytes(atlas, asked)
    beside = tmp_path / "o.csv.about.json"
    assert beside.read_bytes() == about_bytes(atlas, asked)
    assert json.loads(beside.read_text("utf-8"))["records"] == 2
    said = capsys.readouterr()
    assert asked.sentence() in said.out
    assert "may not be passed on" in said.err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["o.csv", "o.csv.about.json", "store"]
    digest = hashlib.sha256(out.read_bytes()).digest()
    assert command("export", "--store", store, "--out", out, *options.split()) == 0
    assert hashlib.sha256(out.read_bytes()).digest() == digest


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--since", "32/13/2022"], "--since '32/13/2022' is no day"),
        (["--region", "UA63,UA99"], "--region 'UA99' is no P-code"),
        (["--since", "2024-01-01", "--since", "2024-01-02"], "is no day"),
        (["--as-of", "9"], "versions 0 to 0, not 9"),
        (["--store", "nowhere"], "There is no store at nowhere"),
    ],
)
def test_a_wrong_option_writes_nothing_and_says_why(tmp_path, monkeypatch, capsys, options, said):
    monkeypatch.chdir(tmp_path)
    atlas_of(tmp_path / "store", incident("1")).close()
    assert command("export", "--out", "o.csv", *options) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert said in sentence
    assert [entry.name for entry in tmp_path.iterdir()] == ["store"]


def test_a_folder_that_is_not_there_is_said(tmp_path, capsys):
    atlas_of(tmp_path / "store", incident("1")).close()
    assert command("export", "--store", tmp_path / "store", "--out", tmp_path / "no" / "o.csv") == 2
    assert "no/o.csv" in capsys.readouterr().err


def test_sources_and_history_are_listed(tmp_path, capsys):
    assert command("sources", "--store", tmp_path / "none", "--json") == 0
    assert [s["records"] for s in json.loads(capsys.readouterr().out)] == [0] * len(TERMS)
    rows = table(incident("1", source="acled"), incident("2", source="list"))
    Store(tmp_path).write(rows, "i1", {"file": "a.csv"})
    assert command("sources", "--store", tmp_path) == 0
    said = capsys.readouterr().out
    assert "acled: ACLED, Armed Conflict Location & Event Data, 1 records here" in said
    assert "list: list, 1 records here" in said
    assert command("history", "--store", tmp_path) == 0
    assert "2 new, 0 updated, 0 removed  a.csv" in capsys.readouterr().out
    assert command("history", "--store", tmp_path, "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["import_id"] == "i1"
    assert command("history", "--store", tmp_path / "none") == 2


def test_rows_say_which_incident_they_tell_of_and_how_many_reports_do(tmp_path):
    rows = [incident(str(n), f"2024-03-0{n}", adm1_code="UA63") for n in (1, 2, 3)]
    store = Store(tmp_path / "s")
    store.write(table(*rows), "first")
    decide(store, "test:1", "test:2", "confirmed")
    atlas = open_store(store.path)
    written = {row["incident_id"]: row for row in read(csv_bytes(atlas, Filters()))}
    told = {name: (row["linked_to"], row["n_reports"]) for name, row in written.items()}
    assert told == {"test:1": ("test:1", "2"), "test:2": ("test:1", "2"), "test:3": ("", "1")}
    alone = read(csv_bytes(atlas, Filters(since=date(2024, 3, 2))))
    assert [row["n_reports"] for row in alone] == ["2", "1"]


def test_a_version_of_the_links_is_exported_again_byte_for_byte(tmp_path):
    store = Store(tmp_path / "s")
    store.write(table(incident("1", "2024-03-01"), incident("2", "2024-03-01")), "first")
    unlinked = csv_bytes(open_store(store.path), Filters())
    decide(store, "test:1", "test:2", "confirmed")
    atlas = open_store(store.path)
    linked, said = csv_bytes(atlas, Filters()), about(atlas, Filters())
    decide(store, "test:1", "test:2", "undone")
    again = open_store(store.path, said["store_version"], links_version=said["links_version"])
    assert csv_bytes(again, Filters()) == linked != unlinked
    assert csv_bytes(open_store(store.path, links_version=None), Filters()) == unlinked
    with pytest.raises(StoreError, match="no version 9 of its links"):
        open_store(store.path, links_version=9)
