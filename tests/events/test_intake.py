"""Importing: twice, changed, side by side, bundled, and as a process."""

import json
import subprocess
import sys

import pandas as pd
import pytest
from importing import golden_file, import_json, rejects, stored

from events import Store, open_store, total
from events.__main__ import main
from events.intake import rejected
from events.intake.rejected import REASONS
from events.sources import SOURCES

HEADER = "id,date,latitude,longitude,title\n"


def write(tmp_path, *rows: str, name="rows.csv"):
    path = tmp_path / name
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", [source.name for source in SOURCES])
def test_the_same_file_twice_changes_nothing(name, tmp_path, capsys):
    store = tmp_path / "store"
    first = import_json(golden_file(name), store, capsys)
    before = stored(store)
    second = import_json(golden_file(name), store, capsys)
    assert first["new"] == first["accepted"] == len(before)
    assert (second["new"], second["updated"]) == (0, 0)
    assert second["unchanged"] == first["accepted"]
    assert second["store_version"] == first["store_version"]
    assert second["rejected"] == first["rejected"]
    assert stored(store) == before


def test_a_changed_row_is_the_only_update(tmp_path, capsys):
    rows = [f"{n},2024-05-06,50.45,30.52,Title {n}" for n in range(5)]
    import_json(write(tmp_path, *rows), tmp_path / "s", capsys)
    rows[2] = "2,2024-05-06,50.45,30.52,Revised"
    report = import_json(write(tmp_path, *rows, "5,2024-05-07,50,30,New"), tmp_path / "s", capsys)
    assert (report["new"], report["updated"], report["unchanged"]) == (1, 1, 4)
    titles = {row["source_id"]: row["title"] for row in stored(tmp_path / "s")}
    assert (titles["2"], titles["3"], titles["5"]) == ("Revised", "Title 3", "New")
    assert any("--name" in note for note in report["notes"]), "perhaps it is another table"


def test_a_row_without_an_identifier_keeps_the_one_made_of_its_content(tmp_path, capsys):
    path = tmp_path / "rows.csv"
    path.write_text("date,place\n2024-05-06,Kyiv\n2024-05-06,Lviv\n2024-05-06,Kyiv\n")
    report = import_json(path, tmp_path / "s", capsys)
    assert (report["new"], report["rejected"]) == (2, {"duplicate_id": 1})
    path.write_text("date,place\n2024-05-06,Lviv\n2024-05-07,Odesa\n")
    report = import_json(path, tmp_path / "s", capsys)
    assert (report["new"], report["unchanged"]) == (1, 1)
    assert any("identifier" in note for note in report["notes"])


def test_a_name_keeps_two_tables_with_the_same_ids_apart(tmp_path, capsys):
    first = write(tmp_path, "1,2024-05-06,50.45,30.52,First", name="first.csv")
    second = write(tmp_path, "1,2023-01-02,49.84,24.03,Second", name="second.csv")
    import_json(first, tmp_path / "s", capsys, "--name", "first")
    report = import_json(second, tmp_path / "s", capsys, "--name", "second")
    assert (report["new"], report["updated"]) == (1, 0)
    titles = {row["incident_id"]: row["title"] for row in stored(tmp_path / "s")}
    assert titles == {"first:1": "First", "second:1": "Second"}


def test_columns_with_other_names_are_mapped(tmp_path, capsys):
    path = tmp_path / "rows.csv"
    path.write_text("WHEN;N;E;WHAT;date\n31.12.2023;50,45;30,52;Mapped;2001-01-01\n")
    options = [
        x
        for pair in ("date=WHEN", "latitude=N", "longitude=E", "title=WHAT")
        for x in ("--map", pair)
    ]
    report = import_json(path, tmp_path / "s", capsys, *options)
    (row,) = stored(tmp_path / "s")
    assert (row["title"], row["latitude"], row["adm1_code"]) == ("Mapped", 50.45, "UA80")
    assert row["date_start"].isoformat() == "2023-12-31"
    assert report["source"] == "csv"


def test_the_report_says_what_was_assumed(tmp_path, capsys):
    """No false precision in silence: a table rarely says what its points stand for."""
    path = write(tmp_path, "1,03/04/2022,50.45,30.52,t")
    said = " ".join(import_json(path, tmp_path / "s", capsys)["notes"])
    for part in ("day first", "taken for its settlement", "latitude=latitude", "title=title"):
        assert part in said
    path.write_text("id,date,latitude,longitude,location_precision\n1,2022-04-03,50,30,near\n")
    said = " ".join(import_json(path, tmp_path / "s", capsys)["notes"])
    assert "settlement" not in said
    assert stored(tmp_path / "s")[0]["location_precision"] == "near"


def test_the_report_names_regions_that_the_point_overrules(tmp_path, capsys):
    path = tmp_path / "rows.csv"
    path.write_text("id,date,latitude,longitude,oblast\n1,2024-05-06,50.45,30.52,Львівська\n")
    report = import_json(path, tmp_path / "s", capsys)
    assert report["region_disagrees"] == 1
    assert stored(tmp_path / "s")[0]["adm1_code"] == "UA80"


def test_the_report_in_words_says_what_the_object_says(tmp_path, capsys):
    path = write(tmp_path, "1,2024-05-06,50.45,30.52,t", "2,never,50.45,30.52,t")
    assert main(["import", str(path), "--store", str(tmp_path / "s")]) == 0
    out, err = capsys.readouterr()
    assert err == "", "no progress bar where nobody watches"
    for part in (
        "2 rows read: 1 accepted, 1 rejected",
        "1: bad_date",
        "1 new, 0 updated",
        "1 contains",
        "Store version 0",
        str(tmp_path / "s" / "rejected"),
    ):
        assert part in out


def test_every_refused_row_has_a_line_with_a_known_reason(tmp_path, capsys):
    for source in SOURCES:
        report = import_json(golden_file(source.name), tmp_path / source.name, capsys)
        lines = rejects(report)
        assert sum(int(row["rows"]) for row in lines) == sum(report["rejected"].values()) > 0
        for row in lines:
            assert tuple(row) == rejected.COLUMNS
            assert row["explanation"] == REASONS[row["reason"]]


def test_the_history_knows_the_file(tmp_path, capsys):
    path = write(tmp_path, "1,2024-05-06,50.45,30.52,t", "2,never,50.45,30.52,t")
    import_json(path, tmp_path / "s", capsys)
    (entry,) = Store(tmp_path / "s").history()
    assert (entry.details["file"], entry.details["read"], entry.new) == ("rows.csv", 2, 1)
    sha256 = subprocess.run(["sha256sum", path], capture_output=True, text=True, check=True).stdout
    assert entry.details["sha256"] == sha256.split()[0]


def test_bundled_comes_once_whatever_else_is_there(tmp_path, capsys):
    import_json(write(tmp_path, "1,2024-05-06,50.45,30.52,t"), tmp_path / "s", capsys)
    first = import_json(None, tmp_path / "s", capsys, "--bundled")
    assert (first["rejected"], first["source"]) == ({}, "atlas")
    assert first["new"] == first["read"] > 200
    version = Store(tmp_path / "s").version()
    second = import_json(None, tmp_path / "s", capsys, "--bundled")
    assert (second["new"], second["updated"]) == (0, 0)
    assert Store(tmp_path / "s").version() == version
    capsys.readouterr()
    assert main(["import", "--bundled", "--store", str(tmp_path / "s")]) == 0
    assert "already" in capsys.readouterr().out
    assert total(open_store(tmp_path / "s")) == first["new"] + 1


def test_bundled_rows_are_placed_where_their_table_says(tmp_path, capsys):
    report = import_json(None, tmp_path / "s", capsys, "--bundled")
    assert report["region_disagrees"] == 0
    rows = stored(tmp_path / "s")
    for row in rows:
        raw = json.loads(row["raw"])
        assert (row["adm1_code"] is None) == (raw["oblast_iso"] == "UA"), row["source_id"]
        checked = bool(raw.get("verified_by"))
        assert ("Not independently checked" in row["description"]) != checked
        assert json.loads(row["sources"])[0]["url"].startswith("http")


def test_a_file_or_bundled_and_not_both(tmp_path, capsys):
    for arguments in ([], [str(write(tmp_path)), "--bundled"]):
        assert main(["import", *arguments, "--store", str(tmp_path / "s")]) == 2
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
    assert not (tmp_path / "s").exists()


def test_as_a_process_one_object_is_all_of_the_standard_output(tmp_path):
    path = write(tmp_path, "1,2024-05-06,50.45,30.52,t", "2,never,50.45,30.52,t")
    command = [sys.executable, "-m", "events", "import", path, "--json", "--store", tmp_path / "s"]
    for new in (1, 0):
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        report = json.loads(done.stdout)
        assert done.stdout.count("\n") == 1
        assert (report["new"], report["unchanged"]) == (new, 1 - new)
        assert report["rejected"] == {"bad_date": 1}


# Real files, which stay outside the repository


@pytest.mark.shared
def test_the_ucdp_file_comes_in_whole(shared_data, tmp_path, capsys):
    """3,077 rows, one of them in Rostov oblast, Russia."""
    path = shared_data / "events" / "ucdp_ged_ukraine.csv"
    report = import_json(path, tmp_path / "s", capsys)
    assert (report["read"], report["accepted"]) == (3077, 3076)
    assert (report["source"], report["rejected"]) == ("ucdp", {"outside_ukraine": 1})
    table = pd.read_csv(path, dtype="str").set_index("id")
    rows = pd.DataFrame(stored(tmp_path / "s")).set_index("source_id")
    own = table.loc[rows.index]
    low, best, high = (own[column].astype(int) for column in ("low", "best", "high"))
    ordered = (low <= best) & (best <= high)
    assert (rows["killed_min"] == low)[ordered].all()
    assert (rows["killed_max"] == high)[ordered].all()
    estimates = pd.concat([low, best, high], axis=1)
    assert (rows["killed_min"] == estimates.min(axis=1)).all()
    assert (rows["killed_max"] == estimates.max(axis=1)).all()
    coarse = own["where_prec"].isin(["4", "5", "6", "7"])
    assert (rows["latitude"].isna() == coarse).all()
    again = import_json(path, tmp_path / "s", capsys)
    assert (again["new"], again["updated"], again["unchanged"]) == (0, 0, 3076)


@pytest.mark.shared
def test_the_bellingcat_export_comes_in_through_a_plain_table(shared_data, tmp_path, capsys):
    path = shared_data / "events" / "bellingcat_export_events.json"
    report = import_json(path, tmp_path / "s", capsys, "--source", "csv")
    assert (report["read"], report["accepted"], report["source"]) == (1159, 1152, "csv")
    assert set(report["rejected"]) <= {"outside_ukraine", "duplicate_id"}
    days = pd.Series([row["date_start"] for row in stored(tmp_path / "s")])
    assert days.min().isoformat() >= "2022-02-24", "dates are month first"
    again = import_json(path, tmp_path / "s", capsys, "--source", "csv")
    assert (again["new"], again["updated"]) == (0, 0)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["missile_attacks_daily.csv", "viina_derived_2022.csv"])
def test_files_of_other_kinds_get_a_clear_answer(name, shared_data, tmp_path, capsys):
    code = main(["import", str(shared_data / "events" / name), "--store", str(tmp_path / "s")])
    out, err = capsys.readouterr()
    assert code in (0, 2)
    assert ("rows read" in out) if code == 0 else (err.count("\n") == 1)


def test_if_empty_leaves_a_store_with_other_rows_alone(tmp_path, capsys):
    own = tmp_path / "own.csv"
    own.write_text("id,date,latitude,longitude\n1,2024-05-01,50.45,30.52\n")
    store = str(tmp_path / "store")
    assert main(["import", str(own), "--store", store]) == 0
    capsys.readouterr()
    assert main(["import", "--bundled", "--if-empty", "--store", store]) == 0
    assert "already holds incidents" in capsys.readouterr().out
    assert Store(store).table().count() == 1
    assert main(["import", "--bundled", "--store", store]) == 0
    assert Store(store).table().count() == 222
