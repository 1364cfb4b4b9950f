"""GDELT: the end of a long list, quarter-hours that are missing, and checksums."""

import csv
import gzip
from datetime import UTC, date, datetime

import pytest
from double import Reply
from importing import stored
from publishers import Gdelt, zipped

from events import Store
from events.connectors import Asked, gdelt_lists
from events.connectors import gdelt as connector
from geodata import FetchError

FIRST = date(2026, 3, 1)


def fetch(asked=None, **more):
    more = {"pause": lambda _: None} | more
    return list(connector.fetch(asked or Asked(since=date(2026, 3, 2)), **more))


def files(double):
    return [path for path in double.paths() if "export" in path]


def test_without_a_day_the_newest_quarter_hour_alone(gdelt, run, tmp_path):
    code, said, err = run("gdelt")
    assert (code, err) == (0, "")
    assert gdelt.paths() == ["/lastupdate.txt", "/20260302010000.export.CSV.zip"]
    assert (said["fetched"][0]["import"]["new"], len(stored(tmp_path / "store"))) == (1, 1)
    assert "3 rows of the whole world were looked at" in said["fetched"][0]["notes"]


def test_a_day_by_the_clock_of_gdelt(gdelt, run, tmp_path):
    code, said, _ = run("gdelt", "--since", "2026-03-01", "--until", "2026-03-01")
    assert code == 0
    assert said["fetched"][0]["import"]["new"] == 96
    assert (files(gdelt)[0], files(gdelt)[-1]) == (
        "/20260301000000.export.CSV.zip",
        "/20260301234500.export.CSV.zip",
    )
    origin = Store(tmp_path / "store").history()[0].details["origin"]
    assert origin["last_file"] == "20260301234500"
    assert (origin["pages"], origin["rows"], origin["rows_seen"]) == (96, 96, 288)
    assert origin["missing_quarter_hours"] == []


def test_of_the_long_list_the_end_is_read(gdelt):
    fetch()
    (asked,) = [request for request in gdelt.asked if "master" in request.path]
    assert asked.headers["range"] == "bytes=-21800"
    whole = len(gdelt.before + gdelt.lines(sorted(gdelt.listed)))
    assert whole > 10 * 21_800
    assert len(files(gdelt)) == 5


def test_where_the_end_does_not_reach_more_is_read(gdelt, monkeypatch):
    monkeypatch.setattr(gdelt_lists, "_BYTES", 0)
    gdelt.publish(datetime(2026, 2, 28, 23, 45, tzinfo=UTC), 900)
    fetch(Asked(since=FIRST))
    sizes = [r.headers["range"] for r in gdelt.asked if "master" in r.path]
    assert sizes == ["bytes=-20000", "bytes=-80000"]
    assert len(files(gdelt)) == 101


def test_a_server_without_ranges(gdelt):
    gdelt.ranges = False
    assert fetch()[0].origin["rows"] == 5


def test_a_list_that_is_too_long(gdelt, monkeypatch):
    gdelt.ranges = False
    monkeypatch.setattr(gdelt_lists, "LARGEST_LIST", 100_000)
    with pytest.raises(FetchError, match="is more than such an answer may have"):
        fetch()


def test_missing_quarter_hours_are_said(gdelt, run, tmp_path):
    del gdelt.listed["20260302001500"]
    del gdelt.files["20260302004500.export.CSV.zip"]
    code, said, _ = run("gdelt", "--since", "2026-03-02")
    assert code == 0
    note = "2 of 5 quarter-hours are missing: 20260302001500, 20260302004500"
    assert note in said["fetched"][0]["notes"]
    assert said["fetched"][0]["import"]["new"] == 3
    origin = Store(tmp_path / "store").history()[0].details["origin"]
    assert origin["missing_quarter_hours"] == ["20260302001500", "20260302004500"]


def test_a_line_without_size_and_checksum(gdelt):
    stamp = "20260302003000"
    gdelt.listed[stamp] = gdelt.listed[stamp].split()[-1]
    assert fetch()[0].origin["rows"] == 5


def test_a_checksum_that_differs_at_first(gdelt):
    """As right after publication; a file that stays wrong is not taken."""
    waits, name = [], "20260302003000.export.CSV.zip"
    gdelt.faults = [(name, Reply(b"the file before"))]
    assert fetch(pause=waits.append)[0].origin["rows"] == 5
    assert len(waits) == 1
    right, gdelt.files[name] = gdelt.files[name], gdelt.files["20260302001500.export.CSV.zip"]
    with pytest.raises(FetchError, match="MD5 checksum"):
        fetch(Asked(since=date(2026, 3, 2), restart=True))
    gdelt.files[name] = right
    gdelt.asked.clear()
    (found,) = fetch()
    assert files(gdelt)[0] == f"/{name}", "it goes on at the file where it stopped"
    with found.path.open(encoding="utf-8", newline="") as file:
        assert len({row["GLOBALEVENTID"] for row in csv.DictReader(file)}) == 5


def test_what_came_since_the_last_fetch(gdelt, run):
    assert "there was none" in run("gdelt", "--since", "last")[2]
    run("gdelt", "--since", "2026-03-02")
    run("gdelt", "--since", "2026-03-01", "--until", "2026-03-01")
    code, said, _ = run("gdelt", "--since", "last")
    assert (code, said["fetched"][0]["import"]) == (0, None)
    assert "GDELT lists no file from" in said["fetched"][0]["notes"][0]
    gdelt.publish(datetime(2026, 3, 2, 1, 15, tzinfo=UTC), 500)
    gdelt.publish(datetime(2026, 3, 2, 1, 30, tzinfo=UTC), 501)
    gdelt.asked.clear()
    code, said, _ = run("gdelt", "--since", "last")
    assert said["fetched"][0]["import"]["new"] == 2
    assert files(gdelt)[0] == "/20260302011500.export.CSV.zip"


def test_articles_in_other_languages(monkeypatch):
    double = Gdelt(".translation")
    try:
        monkeypatch.setenv("ATLAS_GDELT_URL", double.url)
        (found,) = fetch(Asked(since=date(2026, 3, 2), translated=True))
        assert found.origin["rows"] == 5
        assert double.paths()[:2] == [
            "/lastupdate-translation.txt",
            "/masterfilelist-translation.txt",
        ]
        with pytest.raises(FetchError, match="404"):
            fetch()
    finally:
        double.close()


def test_changed_columns_are_said(gdelt, run, tmp_path):
    gdelt.publish(datetime(2026, 3, 2, 0, 30, tzinfo=UTC), 3, columns=58)
    code, _, err = run("gdelt", "--since", "2026-03-02")
    assert code == 2
    assert "has 58 fields in a row where the codebook has 61" in err
    assert not Store(tmp_path / "store").exists()


def test_a_damaged_row_is_counted(gdelt):
    name, stamp = "20260302003000.export.CSV", "20260302003000"
    good = "\t".join(["x"] * 61) + "\n"
    gdelt.files[f"{name}.zip"] = zipped(name, good * 3 + "half a row\n")
    gdelt.listed[stamp] = gdelt.listed[stamp].split()[-1]
    (found,) = fetch()
    assert "1 of them do not have 61 fields and were left out" in found.notes
    assert found.origin["rows_damaged"] == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"no zip", "is no zip that can be read"),
        (zipped("x", "0" * 3_000_000), "unpacks to more than 2 MB"),
        (gzip.compress(b"x") * 9_000, "is more than such an answer may have"),
    ],
)
def test_files_that_cannot_be(body, said, gdelt, monkeypatch):
    monkeypatch.setattr(connector, "LARGEST_FILE", 2_000_000)
    monkeypatch.setattr(connector, "LARGEST_ZIP", 100_000)
    gdelt.listed = {stamp: line.split()[-1] for stamp, line in gdelt.listed.items()}
    gdelt.files["20260302003000.export.CSV.zip"] = body
    with pytest.raises(FetchError, match=said):
        fetch()


def test_too_many_days_at_once(gdelt, run, monkeypatch):
    monkeypatch.setattr(connector, "MOST_FILES", 100)
    code, _, err = run("gdelt", "--since", "2026-03-01")
    assert code == 2
    assert "101 quarter-hours were asked for; the most at a time are 100" in err
    assert "--until needs --since" in run("gdelt", "--until", "2026-03-01")[2]
    assert files(gdelt) == []


def test_a_moment_that_is_none(gdelt, run):
    line = b"1 %s http://x/20269901000000.export.CSV.zip" % (b"a" * 32)
    gdelt.faults = [("lastupdate", Reply(line))]
    code, _, err = run("gdelt")
    assert code == 2
    assert "names a file 20269901000000, which is no moment" in err


def test_a_list_without_files(gdelt, run):
    gdelt.faults = [("lastupdate", Reply(b"<html>maintenance</html>"))]
    code, _, err = run("gdelt")
    assert code == 2
    assert "names no event file" in err
