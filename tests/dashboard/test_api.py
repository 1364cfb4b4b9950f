"""The HTTP interface: the same answers as the pages and the command line, and nothing ignored."""

import gzip
import json
import re
from dataclasses import asdict

import pytest
import streamlit as st

import events
from dashboard import data, params, state
from dashboard.api.answers import BY, LEVELS, PERIODS
from dashboard.api.asked import LONGEST
from dashboard.params import Param
from events import Filters, Store
from events.__main__ import main
from tests.dashboard.api_client import client
from tests.events.incident_rows import incident, table

ROWS = (
    incident("1", "2024-03-05", adm3_code="UA6312027", killed_min=2, title="one"),
    incident("2", "2024-03-06", source="other", adm1_code="UA63", title="two", killed_max=4),
    incident("3", "2024-05-20", adm1_code="UA80", event_type="drone_attack", title="=three"),
    incident("4", "2024-05-21", location_precision="country", placed_by="none"),
    incident("5", "2024-01-01", date_end="2024-12-31", is_aggregate=True, killed_min=900),
    incident("6", "2024-03-06", source="gdelt", adm1_code="UA63"),
)
PAGE = "since=2024-03-01&region=UA63,UA80&lang=uk"
QUERIES = (
    "",
    PAGE,
    "type=drone_attack&unit=reports",
    "words=one&aggregates=out",
    "until=2023-01-01",
)
ADDRESSES = ("/counts?by=adm1&", "/incidents.csv?", "/incidents.geojson?", "/incidents.about.json?")


def made(path) -> Store:
    """Version 0 without the last row, version 1 with it."""
    store = Store(path)
    store.write(table(*ROWS[:-1]), "first")
    store.write(table(ROWS[-1]), "second")
    return store


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    """A store that tests only read."""
    yield made(tmp_path_factory.mktemp("standing") / "store")
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def store(tmp_path, monkeypatch) -> Store:
    """A store that a test may change; the interface answers from it."""
    store = made(tmp_path / "store")
    monkeypatch.setenv("ATLAS_STORE", str(store.path))
    return store


@pytest.fixture
def api(standing, monkeypatch):
    monkeypatch.setenv("ATLAS_STORE", str(standing.path))
    return client()


def problem(answer, status: int) -> dict:
    """The problem that an answer must be."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert (told["status"], told["type"]) == (status, "about:blank")
    assert told["title"]
    assert told["detail"]
    return told


@pytest.mark.parametrize("query", QUERIES)
def test_the_csv_is_that_of_the_command_line(query, api, standing, tmp_path):
    given = {k: v for k, _, v in (pair.partition("=") for pair in query.split("&")) if k != "lang"}
    options = [f"--{name}={value}" for name, value in given.items() if name]
    out = tmp_path / "out.csv"
    assert main(["export", "--store", str(standing.path), "--out", str(out), *options]) == 0
    answer = api.get(f"/incidents.csv?{query}")
    assert answer.status_code == 200
    assert answer.content == out.read_bytes()
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    about = api.get(f"/incidents.about.json?{query}")
    assert about.content == (tmp_path / "out.csv.about.json").read_bytes()


@pytest.mark.parametrize("query", QUERIES)
def test_the_geojson_is_that_of_the_same_records(query, api):
    answer = api.get(f"/incidents.geojson?{query}")
    assert answer.headers["Content-Type"] == "application/geo+json"
    rows = api.get(f"/incidents.csv?{query}").text.splitlines()[1:]
    ids = [feature["id"] for feature in answer.json()["features"]]
    assert ids == [row.partition(",")[0] for row in rows]


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("query", ["", "region=UA63&since=2024-03-01"])
def test_counts_are_those_of_the_question(by, query, api, standing):
    told = api.get(f"/counts?by={by}&{query}").json()
    atlas = events.open_store(standing.path)
    filters, _ = Filters.from_params(told["filters"])
    if by in LEVELS:
        frame = events.by_region(atlas, filters, LEVELS[by])
    elif by in PERIODS:
        frame = events.by_period(atlas, filters, by)
    else:
        frame = events.by_category(atlas, filters, by)
    assert len(frame)
    assert [row["incidents"] for row in told["rows"]] == frame["incidents"].tolist()
    expected = [None if toll != toll else toll for toll in frame["killed_max"]]
    assert [row["killed_max"] for row in told["rows"]] == expected
    figures = asdict(events.figures(atlas, filters))
    assert told["figures"].items() <= figures.items()
    assert told["by"] == by
    assert told["store_version"] == 1


def test_rows_have_names_and_null_where_nothing_is_stated(api):
    rows = {row["code"]: row for row in api.get("/counts?by=adm1").json()["rows"]}
    assert (rows["UA63"]["name"], rows["UA63"]["name_uk"]) == (
        "Kharkiv Oblast",
        "Харківська область",
    )
    assert (rows["UA63"]["killed_min"], rows["UA63"]["killed_max"]) == (2, 6)
    assert rows["UA80"]["killed_min"] is None
    assert rows[None]["name"] is None, "placed in no oblast"
    words = api.get("/counts?by=event_type").json()["rows"]
    assert ("drone attack", "атака безпілотників") in [(r["name"], r["name_uk"]) for r in words]


def test_what_the_counts_leave_out_is_named(api):
    left = api.get("/counts?by=adm1").json()["left_out"]
    assert left["aggregate_records"] == 1
    assert left["of_doubtful_sources"] == 1
    assert (
        api.get("/counts?by=adm2&region=UA6312").json()["left_out"]["known_only_to_a_wider_region"]
        == 1
    )
    summed = api.get("/counts?by=adm1&aggregates=summed&doubtful=shown").json()
    assert summed["left_out"] | {"withheld": []} == dict.fromkeys(left, 0) | {"withheld": []}


def test_the_sentence_is_in_the_language_asked_for(api):
    assert api.get("/counts?by=adm1&region=UA63").json()["sentence"].startswith("Incidents in Kh")
    told = api.get("/counts?by=adm1&region=UA63&lang=uk").json()["sentence"]
    assert told.startswith("Інциденти; регіон: Харківська область")


def test_the_address_of_a_page_can_be_used_as_it_is(api, monkeypatch):
    monkeypatch.setitem(params.PARAMS, "near_km", Param("5", "[0-9]+", "expected a number"))
    view = state.View(
        filters=Filters(regions=("UA63",)),
        shade="killed_min",
        tiles=True,
        level=3,
        at="UA63",
        id="test:1",
        sheet=2,
        sort="oldest",
        changed="import",
        kinds=("new",),
        own=(("near_km", "12"),),
    )
    shown = state.to_params(view) | {"embed": "true"}
    plain = api.get("/counts?by=adm1&region=UA63")
    assert api.get("/counts", params=shown | {"by": "adm1"}).json() == plain.json()


UNREADABLE = {
    "since=2024-13-01": "since",
    "since=": "since",
    "until=20240301": "until",
    "region=UA63,UA99": "region",
    "region=": "region",
    "region=,": "region",
    "type=bombing": "type",
    "source=a%2Fb": "source",
    "casualties=": "casualties",
    "aggregates=yes": "aggregates",
    "words=": "words",
    "words=+": "words",
    "words=%07": "words",
    f"words={'a' * 201}": "words",
    "as_of=-1": "as_of",
    "as_of=": "as_of",
    "as_of=%D9%A1": "as_of",
    "lang=de": "lang",
    "sincee=2024-01-01": "sincee",
    "since=2024-01-01&since=2024-01-01": "since",
    "by=adm4": "by",
}


@pytest.mark.parametrize("query", UNREADABLE)
@pytest.mark.parametrize("address", ADDRESSES)
def test_what_cannot_be_read_is_a_problem_that_names_it(query, address, api):
    if "by=" in query:
        address = "/counts?"
    told = problem(api.get(address + query), 400)
    (found,) = told["problems"]
    assert found["name"] == UNREADABLE[query]
    assert found["why"]
    assert set(found) == {"name", "seen", "why"}


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("words=%zz", 400, "hexadecimal"),
        ("words=%", 400, "hexadecimal"),
        ("words=%ff", 400, "UTF-8"),
        ("words=a%00", 400, "NUL"),
        (f"words={'a' * LONGEST}", 414, "at most 8192"),
        ("since=5&until=6", 400, "'since'.*; 'until'"),
    ],
)
def test_a_query_that_is_none_is_refused(query, status, said, api):
    assert re.search(said, problem(api.get(f"/counts?by=adm1&{query}"), status)["detail"])


@pytest.mark.parametrize("address", ["/health?", "/openapi.json?"])
def test_an_address_without_filters_takes_no_parameter(address, api):
    assert api.get(address.rstrip("?")).status_code == 200
    assert problem(api.get(f"{address}region=UA63"), 400)["problems"][0]["name"] == "region"


def test_other_addresses_and_methods_are_problems(api):
    problem(api.get("/incidents.xlsx"), 404)
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        answer = api.request(method, "/counts?by=adm1")
        problem(answer, 405)
        assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("address", [*ADDRESSES, "/health", "/openapi.json"])
def test_a_head_request_has_the_headers_and_no_body(address, api):
    full, head = api.get(address), api.head(address)
    assert head.status_code == 200
    different = {"content-length", "content-encoding", "vary"}
    assert {k: v for k, v in head.headers.items() if k not in different} == {
        k: v for k, v in full.headers.items() if k not in different
    }


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_the_reader_has_already_is_not_sent_again(address, store):
    api = client()
    first = api.get(address)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-cache"
    for header in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        again = api.get(address, headers={"If-None-Match": header})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tag
    assert api.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    store.write(table(incident("7")), "third")
    later = api.get(address, headers={"If-None-Match": tag})
    assert later.status_code == 200
    assert later.headers["ETag"] != tag


def test_the_tag_tells_apart_all_that_an_answer_depends_on(store, monkeypatch):
    api = client()
    asked = [
        *(a.rstrip("?&") for a in ADDRESSES),
        *("/counts?by=adm1&region=UA63", "/counts?by=adm2", "/counts?by=adm1&lang=uk"),
        *("/counts?by=adm1&as_of=0", "/health"),
    ]
    tags = [api.get(address).headers["ETag"] for address in asked]
    assert len(set(tags)) == len(tags)
    same = ("/counts?region=UA63&by=adm1&shade=killed_min", "/counts?by=adm1&region=UA63,UA63")
    assert {api.get(address).headers["ETag"] for address in same} == {tags[4]}
    events.decide(store, "test:1", "other:2", "confirmed")
    assert api.get(asked[0]).headers["ETag"] != tags[0], "the links changed"
    monkeypatch.setattr("dashboard.api.tag.programme", lambda: "another")
    assert api.get(asked[1]).headers["ETag"] != tags[1]


def test_a_store_that_was_made_anew_has_other_tags(store, tmp_path, monkeypatch):
    api = client()
    tag = api.get("/health").headers["ETag"]
    anew = made(tmp_path / "anew")
    monkeypatch.setenv("ATLAS_STORE", str(anew.path))
    answer = api.get("/health")
    assert answer.json()["store_version"] == 1
    assert answer.headers["ETag"] != tag


def test_an_earlier_version_answers_when_asked_for(api):
    assert api.get("/incidents.csv?doubtful=shown&as_of=0").text.count("\r\n") == 6
    assert api.get("/incidents.csv?doubtful=shown").text.count("\r\n") == 7
    told = problem(api.get("/incidents.csv?as_of=2"), 404)
    assert "versions 0 to 1" in told["detail"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_area_that_is_not_kept_is_none(address, api):
    told = problem(api.get(f"{address}area=saved:none-00000000"), 404)
    assert [p["name"] for p in told["problems"]] == ["area"]
    circle = api.get(f"{address}area=circle:50,36.2,25")
    assert circle.status_code == 200


def test_a_file_says_its_name_and_where_it_is_explained(api):
    headers = api.get("/incidents.csv?region=UA63&lang=uk").headers
    assert headers["Content-Disposition"] == 'attachment; filename="incident-atlas-v1.csv"'
    about = headers["Link"].partition(">")[0].removeprefix("<")
    assert about == "incidents.about.json?region=UA63&as_of=1"
    told = api.get(f"/{about}").json()
    assert (told["filters"], told["store_version"]) == ({"region": "UA63"}, 1)
    assert told["sources"][0]["citation"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_gzip_when_asked_for_and_the_same_content(address, api):
    plain = api.get(address, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    with api.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as small:
        raw = b"".join(small.iter_raw())
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(raw) == plain.content
    assert small.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert small.headers["ETag"] == plain.headers["ETag"]


def test_no_answer_invites_other_sites_or_is_taken_for_another_type(api):
    for address in (*ADDRESSES, "/health", "/openapi.json", "/nothing", "/counts?by=x"):
        headers = api.get(address, headers={"Origin": "https://example.org"}).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert not [name for name in headers if name.startswith("access-control")]


def test_health_says_what_answers_are_made_from(api):
    told = api.get("/health").json()
    assert told["status"] == "ok"
    assert (told["store_version"], told["links_version"], told["mode"]) == (1, None, "private")
    assert told["records"] == len(ROWS)
    assert told["boundaries"].keys() == {"adm1"}


@pytest.mark.parametrize("address", [*ADDRESSES, "/health"])
def test_without_a_store_every_answer_is_503_with_what_to_do(address, tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_STORE", str(tmp_path / "none"))
    answer = client().get(address)
    assert "events import" in problem(answer, 503)["detail"]
    assert answer.headers["Retry-After"] == "60"
    monkeypatch.setenv("ATLAS_MODE", "public")
    assert str(tmp_path) not in client().get(address).text, "where files lie is nobody's business"


def test_a_fault_of_ours_tells_no_sql_and_no_traceback(api, monkeypatch):
    def fails(*_args, **_kwargs):
        raise events.QueryError("Binder Error\nThe question was:\nSELECT secret")

    monkeypatch.setattr(data, "ask", fails)
    monkeypatch.setattr(events, "about", lambda *_: 1 / 0)
    for address in ("/counts?by=adm1", "/incidents.about.json"):
        answer = api.get(address)
        problem(answer, 500)
        assert "SELECT" not in answer.text
        assert "Traceback" not in answer.text


def test_counts_are_json_without_nan(api):
    text = api.get("/counts?by=adm1").text
    assert json.loads(text, parse_constant=pytest.fail)
