"""How much the interface gives at once, and to whom."""

import threading
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest
from starlette.websockets import WebSocketDisconnect

from dashboard.api import service, streamed
from dashboard.api.hosts import OwnNames, host_named, may_ask
from dashboard.api.problem import Refused
from dashboard.api.streamed import AT_ONCE, Place, Streamed, begun
from tests.dashboard.api_client import TestClient, client
from tests.dashboard.test_api import ADDRESSES, api, problem, standing  # noqa: F401 - fixtures


@pytest.mark.parametrize("address", ["/incidents.csv", "/incidents.geojson"])
def test_when_all_places_are_taken_a_long_answer_is_to_be_asked_for_later(address, api):  # noqa: F811
    taken = [Place() for _ in range(AT_ONCE)]
    try:
        answer = api.get(address)
        problem(answer, 503)
        assert answer.headers["Retry-After"] == "30"
        assert api.head(address).status_code == 200, "takes no place"
        assert api.get("/counts?by=adm1").status_code == 200
        tag = api.head(address).headers["ETag"]
        assert api.get(address, headers={"If-None-Match": tag}).status_code == 304
    finally:
        for place in taken:
            place.leave()
    for _ in range(AT_ONCE + 1):
        assert api.get(address).status_code == 200


def test_a_fault_before_the_first_piece_is_a_problem_and_gives_the_place_back(api, monkeypatch):  # noqa: F811
    def fails(_atlas, _filters):
        yield 1 / 0

    monkeypatch.setattr(service.events, "csv_parts", fails)
    faulty = client()
    for _ in range(AT_ONCE + 1):
        problem(faulty.get("/incidents.csv"), 500)
    Place().leave()


def pieces(made: list, count: int, size: int):
    """`count` parts of `size` bytes; `made` notes each when it is made, and the end."""
    try:
        for number in range(count):
            made.append(number)
            yield bytes([number]) * size
    finally:
        made.append("closed")


def sent(parts, send):
    """Send a streamed answer through `send`; the place that it held."""
    place = Place()

    async def receive():
        await anyio.sleep_forever()

    async def run():
        scope = {"type": "http", "method": "GET", "asgi": {"spec_version": "2.4"}}
        await Streamed(parts, place, {}, "text/csv")(scope, receive, send)

    # In a thread of its own: where a browser was driven, this one has a loop that never ends.
    with ThreadPoolExecutor(1) as alone:
        alone.submit(anyio.run, run).result()
    return place


def test_pieces_are_small_whole_and_made_only_when_the_reader_took_those_before():
    made, got, ahead = [], [], []

    async def send(message):
        got.append(message.get("body", b""))
        ahead.append(len(made))

    size = 3 * streamed.PIECE + 1
    place = sent(begun(pieces(made, 3, size)), send)
    assert max(map(len, got)) == streamed.PIECE
    assert b"".join(got) == b"".join(bytes([n]) * size for n in range(3))
    assert ahead[:5] == [1, 1, 1, 1, 1], "the second part waits until the first has gone"
    assert made == [0, 1, 2, "closed"]
    assert place._held is False


def test_a_reader_who_takes_nothing_is_let_go(monkeypatch):
    monkeypatch.setattr(streamed, "PATIENCE", 0.05)
    made, got = [], []

    async def send(message):
        got.append(message)
        if message["type"] == "http.response.body":
            await anyio.sleep_forever()

    place = sent(begun(pieces(made, 1000, 10)), send)
    assert made == [0, "closed"]
    assert not any(message.get("more_body") is False for message in got), "never said to be whole"
    assert place._held is False


def test_a_reader_who_goes_gives_the_place_back():
    made = []

    async def send(message):
        if message["type"] == "http.response.body":
            raise OSError("connection lost")

    sent(begun(pieces(made, 1000, 10)), send)
    assert made == [0, "closed"]
    held = [Place() for _ in range(AT_ONCE)]
    for place in held:
        place.leave()


def test_places_are_never_more_than_there_are():
    got, refused = [], []

    def ask():
        try:
            got.append(Place())
        except Refused as why:
            refused.append(why.status)

    asking = [threading.Thread(target=ask) for _ in range(8)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    for place in got:
        place.leave()
        place.leave()
    assert (len(got), refused) == (AT_ONCE, [503] * (8 - AT_ONCE))


@pytest.mark.parametrize("address", [*ADDRESSES, "/health", "/openapi.json"])
def test_where_the_pages_are_refused_the_interface_is_too(address, api, monkeypatch):  # noqa: F811
    for where in (None, "0.0.0.0", "10.0.0.7"):
        told = problem(client(where).get(address), 403)
        assert "ATLAS_MODE=public" in told["detail"]
    monkeypatch.setenv("ATLAS_MODE", "Pubilc")
    assert "must be private" in problem(api.get(address), 503)["detail"]


LOCAL = ("localhost", "localhost:8501", "LOCALHOST.", "127.0.0.1:80", "127.9.9.9", "[::1]:8501")
FOREIGN = ("evil.example", "evil.example:8501", "localhost.evil.example", "127.0.0.1.evil.example")
NONE = ("", "a b", "localhost/x", "user@localhost", "localhost:port", "[::1", "localhost?x", "::1")


@pytest.mark.parametrize("header", LOCAL)
def test_names_of_this_machine_may_be_asked_by(header):
    assert may_ask(header, (), private=True)


@pytest.mark.parametrize("header", [*FOREIGN, *NONE, "10.0.0.7", "0.0.0.0"])
def test_no_other_name_reaches_a_private_atlas(header):
    """DNS rebinding: a site's own name may be made to point to 127.0.0.1."""
    assert not may_ask(header, (), private=True)
    assert may_ask(header, (), private=False), "a public one may stand behind any name"


def test_names_that_the_operator_gave_are_allowed():
    given = ("atlas.example.org", "*.example.net")
    for private in (True, False):
        assert may_ask("atlas.example.org:443", given, private=private)
        assert may_ask("a.example.net", given, private=private)
        assert not may_ask("example.net", given, private=private)
        assert not may_ask("evil.example", given, private=private)
        assert may_ask("evil.example", ("*",), private=private)
    assert may_ask("localhost", given, private=True)
    assert may_ask("my-laptop", (), ("my-laptop",), private=True)


@pytest.mark.parametrize("header", NONE[:-1])
def test_what_is_no_host_names_none(header):
    assert host_named(header) is None


def test_the_name_is_checked_on_every_address_and_on_the_websocket(monkeypatch):
    async def pages(scope, receive, send):
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.close"})
        else:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"page"})

    guarded = OwnNames(pages)
    good, bad = (
        TestClient(guarded, base_url=f"http://{n}:8501") for n in ("localhost", "evil.org")
    )
    assert good.get("/").text == "page"
    problem(bad.get("/"), 403)
    with good.websocket_connect("ws://localhost/_stcore/stream"):
        pass
    with (
        pytest.raises(WebSocketDisconnect) as refused,
        bad.websocket_connect("ws://evil.org/_stcore/stream"),
    ):
        pass
    assert refused.value.code == 1008
    twice = [("Host", "localhost"), ("Host", "evil.org")]
    problem(good.get("/", headers=twice), 403)
    monkeypatch.setenv("ATLAS_MODE", "Pubilc")
    problem(bad.get("/"), 403)
    monkeypatch.setenv("ATLAS_MODE", "public")
    assert bad.get("/").text == "page"
