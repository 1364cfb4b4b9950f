"""HDX HAPI: ten thousand rows at a time, aggregates only."""

import json

import pytest
from double import Reply, as_json
from importing import stored
from publishers import hapi_rows

from events import Store
from events.connectors import Asked
from events.connectors import hapi as connector
from geodata import FetchError


def fetch(asked=None, **more):
    more = {"pause": lambda _: None} | more
    return list(connector.fetch(asked or Asked(page_size=3), **more))


def test_a_fetch_ends_in_aggregates(hapi, run, tmp_path):
    code, said, err = run("hapi", "--page-size", "3", "--since", "2025-02-01")
    assert (code, err) == (0, "")
    assert said["fetched"][0]["import"]["new"] == 6
    assert [request.params["offset"] for request in hapi.asked] == ["0", "3", "6", "9"]
    rows = stored(tmp_path / "store")
    assert all(row["is_aggregate"] for row in rows)
    assert {row["adm1_code"] for row in rows} == {"UA63"}
    origin = Store(tmp_path / "store").history()[0].details["origin"]
    assert origin["address"] == f"{hapi.url}/coordination-context/conflict-events"
    assert origin["parameters"]["start_date"] == "2025-02-01"
    assert hapi.WHO not in json.dumps(origin)


def test_pages_hold_ten_thousand_rows(hapi):
    fetch(Asked())
    assert hapi.asked[0].params["limit"] == "10000"


def test_a_full_last_page_is_an_end_as_well(hapi):
    hapi.rows = hapi_rows(6)
    assert fetch()[0].origin["rows"] == 6


def test_an_empty_page_in_the_middle_is_no_end(hapi, run):
    hapi.altered = lambda request, reply: (
        as_json({"data": []}) if request.params["offset"] == "3" else reply
    )
    code, _, err = run("hapi", "--page-size", "3")
    assert code == 2
    assert "page 2 is empty, yet the page behind it holds rows" in err


def test_a_cut_fetch_goes_on_at_its_page(hapi, fetched):
    waits = []
    hapi.altered = lambda request, reply: (
        Reply(status=503) if request.params["offset"] == "6" else reply
    )
    with pytest.raises(FetchError, match="in 5 tries"):
        fetch(pause=waits.append)
    assert len(waits) == 4
    hapi.altered = lambda _, reply: reply
    hapi.asked.clear()
    (found,) = fetch()
    assert [request.params["offset"] for request in hapi.asked] == ["6", "9"]
    assert (found.origin["rows"], fetched()) == (7, [found.path.name])


def test_who_asks_is_needed_and_never_said(hapi, run, monkeypatch):
    monkeypatch.setenv("ATLAS_HAPI_APP_IDENTIFIER", "d3Jvbmc6b25l")
    code, _, err = run("hapi")
    assert code == 2
    assert "does not take ATLAS_HAPI_APP_IDENTIFIER (403)" in err
    assert "d3Jvbmc6b25l" not in err
    monkeypatch.delenv("ATLAS_HAPI_APP_IDENTIFIER")
    assert "ATLAS_HAPI_APP_IDENTIFIER is not set" in run("hapi")[2]


def test_a_parameter_that_is_not_known_is_said(hapi, run):
    hapi.faults = [("/", Reply(b'{"detail": "start_date: unknown"}', 422))]
    code, _, err = run("hapi", "--since", "2025-01-01")
    assert code == 2
    assert '422 Unprocessable Entity: {"detail": "start_date: unknown"}' in err


def test_days_that_are_not_heeded_are_said(hapi, run):
    rows = hapi.rows
    hapi.altered = lambda request, _: as_json(
        {"data": rows if request.params["offset"] == "0" else []}
    )
    _, said, _ = run("hapi", "--since", "2025-02-10", "--until", "2025-05-10")
    (note,) = said["fetched"][0]["notes"]
    assert note.startswith("3 of 7 rows are outside of the days asked for")


def test_a_changed_column_is_named(hapi, run, tmp_path):
    for row in hapi.rows:
        row["deaths"] = row.pop("fatalities")
    code, _, err = run("hapi")
    assert code == 2
    assert "no longer gives fatalities, but deaths, which is new" in err
    assert not Store(tmp_path / "store").exists()


@pytest.mark.parametrize("answer", [[], {"rows": []}, {"data": {}}, {"data": [1]}])
def test_an_answer_without_rows(answer, hapi):
    hapi.altered = lambda *_: as_json(answer)
    with pytest.raises(FetchError, match="without a list of rows"):
        fetch()


def test_no_row_is_no_success(hapi, run, fetched):
    code, _, err = run("hapi", "--since", "2026-01-01")
    assert (code, fetched()) == (1, [])
    assert "no row of Ukraine" in err
    assert "Give a day" in run("hapi", "--since", "last")[2]
