"""UCDP: the next page as the last one names it, every event once, and no hammering."""

import json

import pytest
from double import Double, Reply, as_json
from importing import stored
from publishers import Ucdp, ucdp_rows

from events import Store
from events.connectors import Asked
from events.connectors import ucdp as connector
from geodata import FetchError


def fetch(asked=None, **more):
    """What the connector gives, without ever waiting."""
    more = {"pause": lambda _: None} | more
    return list(connector.fetch(asked or Asked(page_size=3), **more))


@pytest.mark.parametrize("first", [0, 1])
def test_pages_are_followed_however_they_are_counted(first, ucdp, run, tmp_path):
    ucdp.first = first
    code, said, err = run("ucdp", "--page-size", "3", "--since", "2025-01-01")
    assert (code, err) == (0, "")
    assert said["fetched"][0]["import"]["new"] == 7
    assert "page" not in ucdp.asked[0].params
    assert ucdp.asked[0].params["StartDate"] == "2025-01-01"
    assert len(ucdp.asked) == 3, "no request is wasted"
    rows = stored(tmp_path / "store")
    assert [(row["killed_min"], row["killed_max"]) for row in rows] == [
        (n, n + 2) for n in range(1, 8)
    ]
    assert {str(row["date_start"]) for row in rows} == {f"2025-01-0{n}" for n in range(1, 8)}
    origin = Store(tmp_path / "store").history()[0].details["origin"]
    assert (origin["release"], origin["total"], origin["pages"]) == ("26.1", 7, 3)
    assert origin["address"] == f"{ucdp.url}/gedevents/26.1"


def test_a_later_release_revises_an_earlier_one(ucdp, run, tmp_path):
    ucdp.releases["26.0.8"] = [ucdp_rows(2)[1] | {"high": 90}, ucdp_rows(8)[7]]
    code, said, _ = run("ucdp", "--release", "26.1", "--release", "26.0.8")
    assert code == 0
    reports = [found["import"] for found in said["fetched"]]
    assert [(r["new"], r["updated"]) for r in reports] == [(7, 0), (1, 1)]
    kept = {row["source_id"]: row["killed_max"] for row in stored(tmp_path / "store")}
    assert kept["700002"] == 90
    releases = [e.details["origin"]["release"] for e in Store(tmp_path / "store").history()]
    assert releases == ["26.0.8", "26.1"]


def test_the_token_goes_to_no_other_server(ucdp, run):
    class Elsewhere(Double):
        def answer(self, request):
            return Reply(b"{}")

    elsewhere = Elsewhere()
    try:
        ucdp.next_base = elsewhere.url.replace("127.0.0.1", "localhost")
        code, said, err = run("ucdp", "--page-size", "3")
        assert (code, said) == (2, None)
        assert "which is on another server" in err
        assert elsewhere.asked == []
    finally:
        elsewhere.close()


def test_a_token_in_an_address_is_not_kept(ucdp, run, fetched):
    there = f"{ucdp.url}/gedevents/26.1?token={Ucdp.TOKEN}"
    ucdp.altered = lambda _, reply: as_json(json.loads(reply.body) | {"NextPageUrl": there})
    code, _, err = run("ucdp", "--page-size", "3")
    assert (code, fetched()) == (2, [])
    assert "writes the token into the address" in err


def test_a_server_that_names_its_inner_port_and_scheme_is_asked_at_its_outer_ones(ucdp):
    ucdp.next_base = "https://127.0.0.1:8443"
    (found,) = fetch()
    assert found.origin["rows"] == 7


@pytest.mark.parametrize("status", [400, 429])
def test_the_limit_of_the_day_is_not_tried_again(status, ucdp, run):
    ucdp.altered = lambda request, reply: (
        Reply(b"Too many requests", status) if request.params.get("page") == "1" else reply
    )
    code, said, err = run("ucdp", "--page-size", "3")
    assert (code, said) == (2, None)
    assert len(ucdp.asked) == 2
    assert "5,000 requests of a day" in err
    assert "The 3 rows so far are kept" in err
    ucdp.altered = lambda _, reply: reply
    ucdp.asked.clear()
    code, said, _ = run("ucdp", "--page-size", "3")
    assert (code, said["fetched"][0]["import"]["new"]) == (0, 7)
    assert [request.params["page"] for request in ucdp.asked] == ["1", "2"]
    assert said["fetched"][0]["notes"][0].startswith("taken up after page 1")


def test_a_limit_with_a_time_is_waited_for(ucdp):
    waits = []
    ucdp.faults = [("/gedevents", Reply(status=400, headers={"Retry-After": "12"}))]
    fetch(pause=waits.append)
    assert waits == [12]


def test_what_fails_for_a_while(ucdp):
    waits = []
    ucdp.faults = [("/gedevents", Reply(status=500)), ("/gedevents", Reply(status=502))]
    ucdp.faults += [("/gedevents", Reply(b'{"TotalCount": 7, "Res', cut=10))]
    assert fetch(pause=waits.append)[0].origin["rows"] == 7
    assert len(waits) == 3


def changed(**fields):
    """A page 1 (the second) whose answer has other fields."""

    def change(request, reply):
        if request.params.get("page") != "1":
            return reply
        return as_json(json.loads(reply.body) | fields)

    return change


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"Result": []}, "page 2 is empty, yet names a page behind it"),
        ({"Result": ucdp_rows(3)}, "page 2 repeats rows of pages before it"),
        ({"Result": ucdp_rows(5)[3:]}, "there are 7 events, but 6 rows with 6 different ids"),
        ({"NextPageUrl": ""}, "there are 7 events, but 6 rows with 6 different ids"),
        ({"NextPageUrl": None, "TotalCount": 6}, None),
        ({"Result": ucdp_rows(6)[2:6]}, "8 rows with 7 different ids"),
        ({"Result": None}, "without TotalCount and a list Result"),
        ({"TotalCount": "many"}, "without TotalCount and a list Result"),
        ({"Result": [{"event": 1}]}, "differs from the first in"),
    ],
)
def test_a_page_that_cannot_be(fields, said, ucdp, run, tmp_path):
    ucdp.altered = changed(**fields)
    code, _, err = run("ucdp", "--page-size", "3")
    if said is None:
        assert code == 0, "the last page's TotalCount holds"
    else:
        assert code == 2
        assert said in err
        assert not Store(tmp_path / "store").exists()


def test_a_first_page_that_is_not_the_first(ucdp):
    ucdp.altered = lambda _, reply: as_json(json.loads(reply.body) | {"PreviousPageUrl": "x"})
    with pytest.raises(FetchError, match="has one before it"):
        fetch()


def test_a_changed_column_is_named(ucdp, run, tmp_path):
    for row in ucdp.releases["26.1"]:
        row["best_estimate"] = row.pop("best")
    code, _, err = run("ucdp")
    assert code == 2
    assert "no longer gives best, but best_estimate, which is new" in err
    assert not Store(tmp_path / "store").exists()


def test_a_token_that_is_not_taken(ucdp, run, monkeypatch):
    monkeypatch.setenv("ATLAS_UCDP_TOKEN", "0ther-token")
    code, _, err = run("ucdp")
    assert code == 2
    assert "does not take the token in ATLAS_UCDP_TOKEN (401" in err
    assert "0ther-token" not in err
    monkeypatch.delenv("ATLAS_UCDP_TOKEN")
    assert "without one, download the CSV" in run("ucdp")[2]


def test_releases_have_numbers(ucdp, run):
    for wrong in ("../users", "26.1?x=1", "latest"):
        assert "is no release of UCDP" in run("ucdp", "--release", wrong)[2]
    assert ucdp.asked == []
    assert "never changes" in run("ucdp", "--since", "last")[2]


def test_no_event_is_no_success(ucdp, run):
    ucdp.releases["26.1"] = []
    code, _, err = run("ucdp")
    assert code == 1
    assert "no event of Ukraine" in err
