"""Asking web servers: from one on this machine that answers as badly as servers do."""

import gzip
import hashlib
import logging
import socket
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from geodata import FetchError, RefusedError, Web, patience, shown_address


class Server:
    """Gives its answers in turn, the last one for ever: (status, headers, body)."""

    def __init__(self):
        self.answers, self.asked = [(200, {}, b"{}")], []

    def handler(self):
        server = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                server.asked.append(self)
                many = len(server.answers) > 1
                status, headers, body = server.answers.pop(0) if many else server.answers[0]
                self.send_response_only(status)
                for name, value in ({"Content-Length": len(body)} | headers).items():
                    self.send_header(name, str(value))
                self.end_headers()
                self.wfile.write(body)
                self.close_connection = True

        return Handler


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    found = Server()
    http = ThreadingHTTPServer(("127.0.0.1", 0), found.handler())
    threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    found.url = f"http://127.0.0.1:{http.server_port}/rows"
    yield found
    http.shutdown()
    http.server_close()


@pytest.fixture
def waits():
    return []


@pytest.fixture
def web(waits):
    with Web(pause=waits.append, secrets=["s3cret"]) as found:
        yield found


def test_what_fails_for_a_while_is_asked_again(server, web, waits):
    server.answers = [(500, {}, b""), (502, {}, b""), (200, {}, b'{"a": 1.50}')]
    assert web.json(server.url) == {"a": "1.50"}, "numbers stay as they are written"
    assert [int(wait) for wait in waits] == [1, 2]


@pytest.mark.parametrize(
    "cut",
    [
        (200, {"Content-Length": 900}, b'{"a": '),
        (200, {"Content-Encoding": "gzip"}, gzip.compress(b'{"a": "abcdefg"}')[:20]),
        (200, {}, b'{"data": [{"a": 1}, {"a"'),
    ],
    ids=["shorter than announced", "broken off in the packing", "broken off without a trace"],
)
def test_a_body_that_is_cut_off_is_asked_again(cut, server, web, waits):
    server.answers = [cut, (200, {}, b'{"a": 1}')]
    assert web.json(server.url) == {"a": "1"}
    assert len(waits) == 1


def test_the_server_says_when(server, web, waits):
    """Both forms; a date is measured by the clock of the server, which is wrong by years here."""
    now = datetime(2019, 5, 1, 12, tzinfo=UTC)
    later = {"Retry-After": format_datetime(now + timedelta(seconds=90), usegmt=True)}
    server.answers = [
        (429, {"Retry-After": "7"}, b""),
        (503, later | {"Date": format_datetime(now, usegmt=True)}, b""),
        (503, {"Retry-After": "\xb2"}, b""),
        (200, {}, b"fine"),
    ]
    assert web.read(server.url).content == b"fine"
    assert waits[:2] == [7, 90]
    assert 4 <= waits[2] < 5.01, "what cannot be read counts as not said"


def test_whoever_asks_for_an_hour_is_left_alone(server, web, waits):
    server.answers = [(429, {"Retry-After": "3600"}, b"")]
    with pytest.raises(FetchError, match="left alone for 60 minutes"):
        web.read(server.url)
    assert (len(server.asked), waits) == (1, [])


def test_some_statuses_are_not_hammered(server, waits):
    server.answers = [(400, {"Retry-After": "5"}, b""), (400, {}, b"limit of today")]
    seen = pytest.raises(RefusedError, match="limit of today")
    with Web(pause=waits.append, at_once=(400, 429)) as web, seen as caught:
        web.read(server.url)
    assert (caught.value.status, waits, len(server.asked)) == (400, [5], 2)


def test_a_server_that_never_answers(monkeypatch, waits):
    monkeypatch.setattr("geodata.web.LONGEST_SILENCE", 0.05)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    mute = socket.create_server(("127.0.0.1", 0))
    with mute, Web(pause=waits.append) as web, pytest.raises(FetchError, match="timed out"):
        web.read(f"http://127.0.0.1:{mute.getsockname()[1]}/")
    assert len(waits) == 4


def test_it_ends_with_the_last_failure(server, web, waits):
    server.answers = [(503, {}, b"")]
    with pytest.raises(FetchError, match="could not be read in 5 tries"):
        web.read(server.url)
    assert len(waits) == patience.TRIES - 1


@pytest.mark.parametrize("bomb", [True, False])
def test_too_much_is_not_taken(bomb, server, web, waits):
    body = gzip.compress(bytes(20_000_000)) if bomb else bytes(2_000_000)
    server.answers = [(200, {"Content-Encoding": "gzip"} if bomb else {}, body)]
    with pytest.raises(FetchError, match="more than 1 MB"):
        web.read(server.url, largest=1_000_000)
    assert waits == [], "asked again it would be no smaller"


def test_what_grows_too_large_leaves_nothing(server, web, tmp_path):
    part = tmp_path / "x.part"
    server.answers = [(200, {"ETag": '"v1"', "Content-Length": "3000000"}, bytes(3_000_000))]
    with pytest.raises(FetchError, match="more than 1 MB"):
        web.download(server.url, part, largest=1_000_000)
    assert list(tmp_path.iterdir()) == []


def test_a_part_that_is_whole_already(server, web, tmp_path, waits):
    """A download killed between its last byte and the name it gets."""
    part = tmp_path / "x.part"
    part.write_bytes(b"whole")
    (tmp_path / "x.part.tag").write_text('"v1"')
    server.answers = [(416, {}, b""), (200, {"ETag": '"v1"'}, b"whole")]
    web.download(server.url, part, largest=100)
    assert part.read_bytes() == b"whole"
    assert server.asked[0].headers["Range"] == "bytes=5-"
    assert server.asked[1].headers["Range"] is None


def test_a_checksum_that_was_told(server, web, waits):
    server.answers = [(200, {}, b"of the day before"), (200, {}, b"now")]
    told = hashlib.md5(b"now").hexdigest()
    assert web.read(server.url, md5=told).content == b"now"
    with pytest.raises(FetchError, match=r"5 tries .it does not have the MD5 checksum"):
        web.read(server.url, md5="0" * 32)


def test_nobody_sends_us_elsewhere(server, web):
    server.answers = [(302, {"Location": "http://elsewhere.invalid/x?token=abc"}, b"")]
    with pytest.raises(
        RefusedError, match=r"sends on to http://elsewhere\.invalid/x, which"
    ) as seen:
        web.read(server.url)
    assert "abc" not in str(seen.value)


def test_where_it_is_allowed_we_follow(server, waits):
    server.answers = [(302, {"Location": "/there"}, b""), (200, {}, b"here")]
    with Web(pause=waits.append, redirects=True) as web:
        assert web.read(server.url).content == b"here"


def test_a_page_is_no_json(server, web, waits):
    server.answers = [(200, {}, b"<html>Log in, s3cret</html>")]
    with pytest.raises(FetchError, match="something else than JSON: '<html>Log in, "):
        web.json(server.url)
    assert waits == []


@pytest.mark.parametrize("url", ["ftp://x/y", "http://", "http://host:port/", "file:///etc/passwd"])
def test_no_web_address(url, web, waits):
    with pytest.raises(FetchError):
        web.read(url)
    assert waits == []


def test_no_secret_is_said_or_logged(server, web, caplog, capsys):
    """Not even one that the server repeats, nor what stands in the address."""
    caplog.set_level(logging.DEBUG)
    url = server.url.replace("//", "//user:s3cret@") + "?key=s3cret"
    for status, body in (
        (401, b"no such user: s3cret\x1b[31m"),
        (200, b"s3cret"),
        (503, b"s3cret"),
    ):
        server.answers = [(status, {}, body)]
        with pytest.raises(FetchError) as seen:
            web.json(url, headers={"Authorization": "Bearer s3cret"})
        assert "s3cret" not in f"{seen.value}{getattr(seen.value, 'said', '')}"
        assert str(seen.value).isprintable()
        assert "/rows" in str(seen.value)
    assert server.asked[0].headers["Authorization"]
    assert "s3cret" not in caplog.text
    assert capsys.readouterr() == ("", "")


def test_what_is_said_of_an_address():
    assert shown_address("https://u:p@host:8443/a/b?c=d#e") == "https://host:8443/a/b"
    assert shown_address("http://host:x/") == "an address that cannot be read"
