"""ACLED: tokens, pages, deletions and what an account without access sees."""

import csv
import gzip
import json

import pytest
from double import Reply, as_json
from importing import stored
from publishers import acled_rows

from events import Store
from events.connectors import Asked
from events.connectors import acled as connector
from geodata import FetchError


def fetch(asked=None, **more):
    """What the connector gives, without ever waiting."""
    more = {"pause": lambda _: None} | more
    return list(connector.fetch(asked or Asked(page_size=5), **more))


def ids(path):
    with path.open(encoding="utf-8", newline="") as file:
        return [row["event_id_cnty"] for row in csv.DictReader(file)]


def test_a_fetch_ends_in_an_import(acled, run, tmp_path):
    code, said, err = run("acled", "--page-size", "5")
    assert (code, err) == (0, "")
    (found,) = said["fetched"]
    assert (found["import"]["new"], found["import"]["accepted"]) == (12, 12)
    rows = stored(tmp_path / "store")
    assert {row["source"] for row in rows} == {"acled"}
    assert {str(row["source_retrieved"]) for row in rows} == {found["origin"]["retrieved"]}
    assert [row["killed_min"] for row in rows] == [n % 3 for n in range(1, 13)]
    assert {row["description"] for row in rows} == {'Invented "for a test",\nin two lines.'}
    origin = Store(tmp_path / "store").history()[0].details["origin"]
    assert origin["address"] == f"{acled.url}/api/acled/read"
    assert origin["parameters"] == {"country": "Ukraine", "limit": "5"}
    assert (origin["pages"], origin["rows"]) == (3, 12)
    assert origin["newest_timestamp"] == 1_770_000_012
    code, said, _ = run("acled", "--page-size", "5")
    assert code == 0
    assert said["fetched"][0]["import"]["unchanged"] == 12


def test_days_are_asked_for(acled, run):
    code, said, _ = run("acled", "--since", "2026-01-03", "--until", "2026-01-05")
    assert (code, said["fetched"][0]["import"]["new"]) == (0, 3)
    assert run("acled", "--since", "2026-01-11")[1]["fetched"][0]["import"]["new"] == 2
    code, said, err = run("acled", "--since", "2026-02-01", "--until", "2026-01-01")
    assert (code, said) == (2, None)
    assert "is after" in err


def test_what_came_up_since_the_last_fetch(acled, run, tmp_path):
    """By ACLED's timestamps, whatever day this machine thinks it is."""
    code, said, err = run("acled", "--since", "last")
    assert (code, said) == (2, None)
    assert "there was none" in err
    run("acled")
    acled.rows[3] |= {"fatalities": 40, "timestamp": 1_770_000_500}
    acled.rows.append(acled_rows(13)[-1] | {"timestamp": 1_770_000_400})
    acled.asked.clear()
    code, said, _ = run("acled", "--since", "last")
    (report,) = (found["import"] for found in said["fetched"])
    assert (code, report["new"], report["updated"], report["unchanged"]) == (0, 1, 1, 1)
    assert acled.asked[1].params["timestamp"] == "1770000012"
    run("acled", "--since", "last")
    assert acled.asked[-2].params["deleted_timestamp"] == "1770000500"


def test_some_days_are_no_last_fetch_of_all_days(acled, run):
    """What was revised between a fetch of all days and a later one of some comes all the same."""
    run("acled")
    acled.rows[0] |= {"fatalities": 7, "timestamp": 1_770_000_100}
    acled.rows[11] |= {"fatalities": 8, "timestamp": 1_770_000_200}
    assert run("acled", "--since", "2026-01-12")[1]["fetched"][0]["import"]["updated"] == 1
    code, said, _ = run("acled", "--since", "last")
    assert (code, said["fetched"][0]["import"]["updated"]) == (0, 1)
    assert said["fetched"][0]["origin"]["parameters"]["timestamp"] == "1770000012"


def test_where_only_some_days_were_ever_fetched_the_oldest_fetch_counts(acled, run):
    run("acled", "--until", "2026-01-03")
    run("acled", "--since", "2026-01-10")
    acled.rows[0] |= {"fatalities": 7, "timestamp": 1_770_000_011}
    assert run("acled", "--since", "last")[1]["fetched"][0]["import"]["updated"] == 1


def test_what_acled_deleted_leaves_the_store(acled, run, tmp_path):
    run("acled")
    gone = [acled.rows.pop(4)["event_id_cnty"], acled.rows.pop()["event_id_cnty"]]
    acled.deleted = [
        {"event_id_cnty": gone[0], "deleted_timestamp": 1_770_000_900},
        {"event_id_cnty": gone[1], "deleted_timestamp": 1_770_000_901},
        {"event_id_cnty": "UKR90001", "deleted_timestamp": 1_770_000_902},
        {"event_id_cnty": "AFG7", "deleted_timestamp": 1_770_000_903},
        {"event_id_cnty": "UKR90002", "deleted_timestamp": 3},
    ]
    code, said, _ = run("acled", "--page-size", "2")
    assert (code, said["fetched"][0]["removed"]) == (0, 2)
    left = [row["source_id"] for row in stored(tmp_path / "store")]
    assert len(left) == 10
    assert "UKR90001" in left, "what is there again is not deleted"
    assert "UKR90002" in left, "deleted before the last fetch, so it came up again"
    newest = Store(tmp_path / "store").history()[0]
    assert (newest.removed, newest.details["origin"]["removed_ids"]) == (2, 3)
    assert len(stored_at(tmp_path / "store", 0)) == 12, "the version before keeps them"


def stored_at(store, version):
    return Store(store).table(version).to_pyarrow_table().to_pylist()


def test_deletions_are_not_asked_of_a_store_without_acled_rows(acled, run):
    run("acled")
    assert "/api/deleted/read" not in acled.paths()


def test_no_row_at_all_is_no_success(acled, run, tmp_path, fetched):
    acled.rows = []
    code, said, err = run("acled")
    assert code == 1
    assert "without a single row for country=Ukraine" in err
    assert said["fetched"][0]["import"] is None
    assert not Store(tmp_path / "store").exists()
    assert fetched() == []
    acled.rows = acled_rows(2)
    assert run("acled")[0] == 0, "the empty answer is not taken up again"


@pytest.mark.parametrize(
    "fault",
    [
        as_json({"message": "Access denied"}, 403),
        as_json({"status": 403, "message": "Access denied"}),
        as_json({"status": 200, "message": "Access Denied", "data": []}),
    ],
    ids=["as a status", "as a status in the answer", "in words only"],
)
def test_a_good_token_and_yet_no_access(fault, acled, run):
    acled.faults = [("/api/acled/read", fault)]
    code, said, err = run("acled")
    assert (code, said) == (2, None)
    assert "gave this account a token" in err
    assert "accept the terms of use" in err


def test_a_wrong_password(acled, run, monkeypatch):
    monkeypatch.setenv("ATLAS_ACLED_PASSWORD", "wr0ng-one")
    code, _, err = run("acled")
    assert code == 2
    assert "ATLAS_ACLED_PASSWORD" in err
    assert "wr0ng-one" not in err


def test_no_account(run, monkeypatch, acled):
    monkeypatch.delenv("ATLAS_ACLED_PASSWORD")
    code, _, err = run("acled")
    assert (code, acled.asked) == (2, [])
    assert "ATLAS_ACLED_PASSWORD is not set: the password of your account at ACLED" in err


def test_a_token_is_renewed_before_its_end_by_a_clock_that_only_goes_on(acled):
    seconds = iter(range(0, 10_000, 40))
    acled.expires_in = 160
    fetch(clock=lambda: next(seconds))
    assert set(acled.tokens.values()) == {"password", "refresh"}
    assert list(acled.tokens.values()).count("password") == 1


def test_a_token_that_ended_early_is_renewed_once(acled):
    """As when the clocks of both machines differ, or ACLED forgot it."""
    acled.altered = lambda request, reply: forget(acled, request, reply)
    (found,) = fetch()
    assert found.origin["rows"] == 12
    assert list(acled.tokens.values())[-1] == "refresh"
    acled.altered = lambda _, reply: reply
    acled.faults = [("/api/acled/read", as_json({}, 401))]
    acled.renews = False
    fetch()
    assert list(acled.tokens.values())[-1] == "password", "a renewal that ended is no end"
    acled.faults = [("/api/acled/read", as_json({}, 401))] * 2
    with pytest.raises(FetchError, match="yet denies it"):
        fetch()


def forget(acled, request, reply):
    """After the second page every token is forgotten, once."""
    if request.params.get("page") == "2" and len(acled.tokens) == 1:
        acled.tokens = {"none": "none"}
    return reply


def test_what_fails_for_a_while(acled):
    waits = []
    acled.faults = [
        ("/oauth/token", Reply(status=503)),
        ("/api/acled/read", Reply(status=500)),
        ("/api/acled/read", Reply(status=500)),
        ("/api/acled/read", Reply(status=429, headers={"Retry-After": "30"})),
        ("/api/acled/read", Reply(b'{"status": 200, "data": [{"event', cut=20)),
    ]
    (found,) = fetch(pause=waits.append)
    assert (found.origin["rows"], found.origin["pages"]) == (12, 3)
    assert 30 in waits
    assert len(waits) == 5


def test_a_cut_fetch_goes_on_at_the_page_where_it_stopped(acled, fetched):
    acled.altered = lambda request, reply: (
        Reply(status=500) if request.params.get("page") == "3" else reply
    )
    with pytest.raises(FetchError, match="in 5 tries"):
        fetch()
    (_, resume) = fetched()
    assert resume.endswith(".resume.json")
    acled.altered = lambda _, reply: reply
    acled.asked.clear()
    (found,) = fetch()
    assert [r.params["page"] for r in acled.asked if "page" in r.params] == ["3", "4"]
    assert ids(found.path) == [f"UKR9{n:04}" for n in range(1, 13)]
    assert any(note.startswith("taken up after page 2") for note in found.notes)
    assert fetched() == [found.path.name]


def test_a_page_written_by_half_is_written_anew(acled, data):
    """Killed between the rows and the note of them."""
    acled.altered = lambda request, reply: (
        Reply(status=404) if request.params.get("page") == "3" else reply
    )
    with pytest.raises(FetchError, match="404"):
        fetch()
    (part,) = (data / "fetched").glob("*.part")
    part.write_bytes(part.read_bytes() + b"UKR90011,2026")
    acled.altered = lambda _, reply: reply
    (found,) = fetch()
    assert ids(found.path) == [f"UKR9{n:04}" for n in range(1, 13)]


@pytest.mark.parametrize("harm", ["old", "future", "damaged", "restart", "lost"])
def test_what_cannot_be_taken_up_begins_anew(harm, acled, data):
    acled.altered = lambda request, reply: (
        Reply(status=404) if request.params.get("page") == "3" else reply
    )
    with pytest.raises(FetchError, match="404"):
        fetch()
    (resume,) = (data / "fetched").glob("*.resume.json")
    state = json.loads(resume.read_text(encoding="utf-8"))
    begun = {"old": "2020-01-01T00:00:00+00:00", "future": "2199-01-01T00:00:00+00:00"}
    state["begun"] = begun.get(harm, state["begun"])
    resume.write_text("{" if harm == "damaged" else json.dumps(state), encoding="utf-8")
    if harm == "lost":
        next((data / "fetched").glob("*.part")).unlink()
    acled.altered = lambda _, reply: reply
    acled.asked.clear()
    (found,) = fetch(Asked(page_size=5, restart=harm == "restart"))
    assert [r.params["page"] for r in acled.asked if "page" in r.params] == list("1234")
    assert (found.origin["rows"], found.notes) == (12, [])


def test_an_empty_page_in_the_middle_is_no_end(acled, run, tmp_path):
    empty = {"status": 200, "count": 0, "data": []}
    acled.altered = lambda request, reply: (
        as_json(empty) if request.params.get("page") == "2" else reply
    )
    code, _, err = run("acled", "--page-size", "5")
    assert code == 2
    assert "page 2 is empty, yet the page behind it holds rows" in err
    assert not Store(tmp_path / "store").exists()


def test_a_server_that_gives_fewer_rows_than_asked(acled, run):
    acled.altered = lambda request, reply: capped(request, reply, 3)
    code, _, err = run("acled", "--page-size", "5")
    assert code == 2
    assert "page 1 holds 3 of the 5 rows asked for" in err
    assert "--page-size 3" in err
    acled.altered = lambda _, reply: reply
    assert run("acled", "--page-size", "3")[0] == 0


def capped(request, reply, most):
    said = json.loads(reply.body)
    if "data" not in said:
        return reply
    rows = said["data"][:most]
    return as_json(said | {"data": rows, "count": len(rows)})


def test_a_last_page_that_holds_fewer_rows_than_it_says(acled, run, tmp_path):
    def fewer(request, reply):
        said = json.loads(reply.body)
        return as_json(said | {"data": said["data"][:1]}) if said.get("count") == 2 else reply

    acled.altered = fewer
    code, _, err = run("acled", "--page-size", "5")
    assert code == 2
    assert "there are 2 rows, but 11 came" in err
    acled.altered = lambda request, reply: total(acled, reply)
    assert run("acled", "--page-size", "5")[0] == 0, "a count of all rows is as good"


def total(acled, reply, count=None):
    said = json.loads(reply.body)
    return as_json(said | {"count": count or len(acled.rows)}) if said.get("data") else reply


@pytest.mark.parametrize("page", ["1", "2"])
def test_a_changed_column_is_named_and_nothing_imported(page, acled, run, tmp_path):
    def renamed(request, reply):
        if request.params.get("page") != page:
            return reply
        said = json.loads(reply.body)
        for row in said["data"]:
            row["deaths"] = row.pop("fatalities")
        return as_json(said)

    acled.altered = renamed
    code, _, err = run("acled", "--page-size", "5")
    assert code == 2
    assert "fatalities" in err
    assert "deaths" in err
    assert "changed its columns" in err
    assert not Store(tmp_path / "store").exists()


def test_a_column_more_is_said_and_kept(acled, run, tmp_path):
    for row in acled.rows:
        row["population_best"] = 1_000
        del row["source_scale"]
    _, said, _ = run("acled")
    (note,) = said["fetched"][0]["notes"]
    assert note == (
        "columns differ from the ACLED Codebook: new population_best; gone source_scale"
    )
    raw = [json.loads(row["raw"]) for row in stored(tmp_path / "store")]
    assert {row["population_best"] for row in raw} == {"1000"}


def test_numbers_that_are_none(acled, run, tmp_path):
    """They are no reason to stop, and no timestamp to go on from."""
    acled.expires_in = "soon"
    acled.rows[0]["timestamp"] = "²"
    acled.rows[1]["timestamp"] = "9" * 5_000
    acled.rows[2]["timestamp"] = None
    acled.altered = lambda request, reply: total(acled, reply, "many")
    code, said, _ = run("acled")
    assert code == 0
    assert said["fetched"][0]["origin"]["newest_timestamp"] == 1_770_000_012


@pytest.mark.parametrize(
    "answer",
    [[], {"status": 200}, {"status": 200, "data": ["x"]}, {"status": 500, "data": []}],
)
def test_an_answer_without_rows(answer, acled, run):
    acled.altered = lambda request, reply: (
        as_json(answer) if request.path == "/api/acled/read" else reply
    )
    code, _, err = run("acled")
    assert code == 2
    assert "without a list of rows" in err


def test_a_bomb_is_not_unpacked(acled):
    bomb = Reply(gzip.compress(bytes(60_000_000)), headers={"Content-Encoding": "gzip"})
    acled.faults = [("/api/acled/read", bomb)]
    with pytest.raises(FetchError, match="more than 50 MB"):
        fetch()


def test_two_at_once_are_refused(acled, run):
    first = connector.fetch(Asked())
    next(first)
    code, _, err = run("acled")
    assert code == 2
    assert "under way in another process" in err
    first.close()
    assert run("acled")[0] == 0


def test_whoever_stops_it_is_told_how_to_go_on(acled, run, monkeypatch, fetched):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("events.connectors.pages.Pages.finish", stop)
    code, said, err = run("acled", "--page-size", "5")
    assert (code, said) == (2, None)
    assert "the same command goes on from there" in err
    monkeypatch.undo()
    assert len(fetched()) == 2


def test_credentials_do_not_go_unencrypted(run, monkeypatch, acled):
    monkeypatch.setenv("ATLAS_ACLED_URL", "http://user:hidden@acled.example.org")
    code, _, err = run("acled")
    assert code == 2
    assert "unencrypted" in err
    assert "hidden" not in err
