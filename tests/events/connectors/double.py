"""A web server on this machine that plays a publisher, with the faults that publishers have."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


@dataclass
class Request:
    method: str
    path: str
    params: dict
    form: dict
    headers: dict


@dataclass
class Reply:
    body: bytes = b""
    status: int = 200
    headers: dict = field(default_factory=dict)
    cut: int | None = None
    """How many bytes of the body are really sent."""


def as_json(value: object, status: int = 200) -> Reply:
    return Reply(json.dumps(value).encode(), status, {"Content-Type": "application/json"})


def ranged(request: Request, whole: bytes, tag: str) -> Reply:
    """The whole, or the part of it that Range asks for when If-Range is still so."""
    asked = request.headers.get("range", "").removeprefix("bytes=")
    if not asked or request.headers.get("if-range", tag) != tag:
        return Reply(whole, headers={"ETag": tag})
    first, _, last = asked.partition("-")
    begin = int(first) if first else max(0, len(whole) - int(last))
    if begin >= len(whole):
        return Reply(status=416)
    part = {"Content-Range": f"bytes {begin}-{len(whole) - 1}/{len(whole)}", "ETag": tag}
    return Reply(whole[begin:], 206, part)


class Double:
    """`faults`: (part of a path, reply), each given once, in turn, before the real answer.
    `altered`: changes what the real answer would say. `asked`: all requests."""

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.faults: list[tuple[str, Reply]] = []
        self.altered: Callable[[Request, Reply], Reply] = lambda _, reply: reply
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, request: Request) -> Reply:
        """The real answer; a publisher says here what it has."""
        raise NotImplementedError

    def paths(self) -> list[str]:
        return [request.path for request in self.asked]

    def reply(self, request: Request) -> Reply:
        self.asked.append(request)
        for number, (part, fault) in enumerate(self.faults):
            if part in request.path:
                del self.faults[number]
                return fault
        return self.altered(request, self.answer(request))


def _handler(double: Double) -> type:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_GET(self):
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            request = Request(
                self.command,
                parts.path,
                dict(parse_qsl(parts.query, keep_blank_values=True)),
                dict(parse_qsl(body)),
                {name.lower(): value for name, value in self.headers.items()},
            )
            reply = double.reply(request)
            self.send_response_only(reply.status)
            for name, value in ({"Content-Length": len(reply.body)} | reply.headers).items():
                self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(reply.body[: reply.cut])
            self.close_connection = True

        def do_POST(self):
            self.do_GET()

    return Handler
