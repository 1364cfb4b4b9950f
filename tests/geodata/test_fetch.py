"""Fetching, from a server on this machine that fails in the ways that servers do."""

import hashlib
import io
import json
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import squares

from geodata import boundary_files, fetch, patience, shapes
from geodata.__main__ import main
from geodata.fetch import FetchError

WHOLE = b'{"type": "FeatureCollection", "features": []}' + b" " * 300_000


class Exchange:
    """What the server says, and what it was asked."""

    def __init__(self):
        self.content, self.failures, self.asked = WHOLE, [], []
        self.resource = {"format": "GeoJSON", "last_modified": "2026-01-26T10:00:00"}
        self.more, self.announced, self.cut = [], None, []
        self.package = None

    def handler(self):
        exchange = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                exchange.asked.append((self.path, self.headers.get("Range")))
                if exchange.failures:
                    self.send_error(exchange.failures.pop(0))
                elif self.path.startswith("/api/3/action/package_show?id=cod-ab-ukr"):
                    host = f"http://{self.headers['Host']}"
                    self.answer(exchange.package or exchange.listing(host))
                else:
                    self.file()

            def answer(self, body, status=200, length=None, **headers):
                self.send_response(status)
                self.send_header("Content-Length", str(length or len(body)))
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def file(self):
                body, status = exchange.content, 200
                asked = self.headers.get("Range")
                if asked and self.headers.get("If-Range") == '"v1"':
                    body, status = body[int(asked[6:-1]) :], 206
                length = exchange.announced or len(body)
                if exchange.cut:
                    body = body[: exchange.cut.pop(0)]
                self.answer(body, status, length, ETag='"v1"')
                self.close_connection = True

        return Handler

    def listing(self, host):
        resource = {"url": f"{host}/files/ukr_adm.geojson"} | self.resource
        result = {
            "title": "Ukraine - Subnational Administrative Boundaries",
            "organization": {"title": "OCHA"},
            "license_title": "CC BY-IGO",
            "resources": [resource, *self.more, {"format": "XLSX", "url": "x"}],
        }
        return json.dumps({"success": True, "result": result}).encode()


@pytest.fixture
def exchange(monkeypatch, data):
    found = Exchange()
    server = ThreadingHTTPServer(("127.0.0.1", 0), found.handler())
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    ).start()
    found.host = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("ATLAS_HDX", found.host + "/")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    yield found
    server.shutdown()
    server.server_close()


def fetched(**more):
    """What is fetched without ever waiting."""
    return fetch.fetch(**{"pause": lambda _: None} | more)


def left(data):
    return sorted(path.name for path in (data / "downloads").glob("*"))


def test_a_file_comes_with_its_record(exchange, data):
    seen = []
    found = fetched(progress=lambda done, total: seen.append((done, total)))
    path = data / "downloads" / "ukr_adm.geojson"
    assert path.read_bytes() == WHOLE
    assert found["sha256"] == hashlib.sha256(WHOLE).hexdigest()
    assert (found["size"], found["modified"]) == (len(WHOLE), "2026-01-26")
    assert (found["publisher"], found["licence"]) == ("OCHA", "CC BY-IGO")
    assert seen[-1] == (len(WHOLE), len(WHOLE))
    assert left(data) == ["ukr_adm.geojson", "ukr_adm.geojson.json"]
    exchange.asked.clear()
    assert fetched() == found
    assert len(exchange.asked) == 1, "what is there is not fetched again"
    exchange.resource["last_modified"] = "2026-05-01"
    assert fetched()["modified"] == "2026-05-01"


def test_the_newest_file_of_a_format_that_we_read(exchange):
    exchange.more = [
        {"format": "SHP", "url": exchange.host + "/new.geojson", "last_modified": "2020-01-01"},
        {"format": "KML", "url": exchange.host + "/newest.kml", "last_modified": "2030-01-01"},
    ]
    assert fetched()["url"].endswith("ukr_adm.geojson")
    exchange.resource["format"] = "KML"
    exchange.more[0]["format"] = "CSV"
    with pytest.raises(FetchError, match="lists no GeoJSON"):
        fetched()


def test_what_fails_for_a_while_is_asked_again(exchange):
    exchange.failures = [500, 503]
    waits = []
    assert fetched(pause=waits.append)["size"] == len(WHOLE)
    assert len(waits) == 2
    exchange.failures = [500] * patience.TRIES
    with pytest.raises(FetchError, match="in 5 tries"):
        fetched()


def test_pauses_grow(exchange):
    exchange.failures, waits = [500, 429, 502], []
    fetched(pause=waits.append)
    assert [int(wait) for wait in waits] == [1, 2, 4]
    assert len({wait % 1 for wait in waits}) == 3, "with a part of a second by chance"


def test_what_is_not_there_is_said_at_once(exchange, data):
    exchange.failures = [404]
    with pytest.raises(FetchError, match="404"):
        fetched()
    assert len(exchange.asked) == 1


def test_what_is_cut_off_goes_on_where_it_stopped(exchange, data):
    exchange.cut = [100_000, 50_000]
    assert fetched()["sha256"] == hashlib.sha256(WHOLE).hexdigest()
    assert [asked for _, asked in exchange.asked[2:]] == ["bytes=100000-", "bytes=150000-"]


def test_after_a_failure_the_next_call_goes_on(exchange, data):
    exchange.cut = [50_000] + [0] * (patience.TRIES - 1)
    with pytest.raises(FetchError, match="in 5 tries"):
        fetched()
    assert left(data) == ["ukr_adm.geojson.part", "ukr_adm.geojson.part.tag"]
    exchange.asked.clear()
    assert fetched()["sha256"] == hashlib.sha256(WHOLE).hexdigest()
    assert exchange.asked[1][1] == "bytes=50000-"


@pytest.mark.parametrize("kind", ["GeoJSON", "SHP", "Geopackage"])
def test_a_page_instead_of_a_file_is_not_kept(kind, exchange, data):
    exchange.resource["format"] = kind
    exchange.content = b"<!doctype html><title>Sign in</title>"
    with pytest.raises(FetchError, match="doctype html"):
        fetched()
    assert left(data) == []


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("../evil.shp", "leads out of the folder"),
        ("a.txt", "no boundary file"),
        (None, "no zip of"),
    ],
)
def test_a_zip_that_leads_out_of_its_folder_or_is_none_is_not_kept(name, seen, exchange, data):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name or "a.shp", b"x")
    exchange.resource["format"] = "SHP"
    exchange.content = packed.getvalue() if name else packed.getvalue()[:-30]
    with pytest.raises(FetchError, match=seen):
        fetch.fetch()
    assert left(data) == []


def test_a_page_instead_of_the_list(exchange):
    exchange.package = b"<html>maintenance</html>"
    with pytest.raises(FetchError, match="ATLAS_HDX"):
        fetched()
    exchange.package = b'{"success": false, "error": {"message": "no such data set"}}'
    with pytest.raises(FetchError, match="no such data set"):
        fetched()


def test_two_gigabytes_are_not_begun(exchange, data):
    exchange.announced = boundary_files.LARGEST + 1
    with pytest.raises(FetchError, match="more than 2,000 MB"):
        fetched()
    assert left(data) == []


def test_a_checksum_that_differs_is_refused(exchange, data):
    exchange.resource["hash"] = hashlib.md5(WHOLE).hexdigest()
    fetched()
    exchange.resource |= {"hash": "0" * 32, "last_modified": "2027-01-01"}
    with pytest.raises(FetchError, match="checksum"):
        fetched()
    assert left(data) == ["ukr_adm.geojson", "ukr_adm.geojson.json"], "the one before stays"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("/files/..%2F..%2Fevil.geojson", "evil.geojson"),
        ("/files/.hidden?x=1", "hidden.geojson"),
        ("/", "boundaries.geojson"),
    ],
)
def test_no_address_names_a_path(url, name, exchange, data):
    exchange.resource["url"] = exchange.host + url
    fetched()
    assert left(data) == [name, name + ".json"]


def test_only_web_addresses(exchange):
    exchange.resource["url"] = "file:///etc/passwd"
    with pytest.raises(FetchError, match="no web address"):
        fetched()


def test_nobody_answers(monkeypatch, data):
    monkeypatch.setenv("ATLAS_HDX", "http://127.0.0.1:9")
    with pytest.raises(FetchError, match="could not be read in 5 tries"):
        fetched(pause=lambda _: None)


def test_the_command_installs_what_it_fetched(exchange, capsys):
    exchange.content = squares.frame(2).to_json().encode()
    assert main(["fetch", "cod-ab"]) == 0
    assert "next: python -m geodata install" in capsys.readouterr().out
    assert main(["fetch", "cod-ab", "--install", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["levels"]["2"]["licence"] == "CC BY-IGO"
    assert found["levels"]["2"]["edition"] == "2026-01-26"
    assert "nothing of level 3" in found["levels"]["3"]
    assert "nothing of level 1" in found["levels"]["1"]
    assert len(shapes(2)) == 139
    exchange.failures = [404]
    assert main(["fetch", "cod-ab"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
