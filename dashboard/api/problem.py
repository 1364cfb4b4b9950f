"""What went wrong, as application/problem+json (RFC 9457): type, title, status, detail.

A parameter that could not be read is named in `problems`, one entry each: name, seen, why. No
answer holds a traceback or SQL: those are in the server's log.
"""

from collections.abc import Iterable
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from events import Problem, QueryError, StoreError, StoreMissing, mode

MEDIA_TYPE = "application/problem+json"

_SEEN = 200
"""Signs of a value that are given back; the rest of a long one helps nobody."""


class Refused(Exception):  # noqa: N818, the name says what is the case
    """A request that gets a problem instead of an answer."""

    def __init__(self, status: int, detail: str, problems: Iterable[Problem] = (), **headers: str):
        super().__init__(detail)
        self.status, self.detail, self.problems = status, detail, tuple(problems)
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def unreadable(problems: Iterable[Problem]) -> Refused:
    """The refusal of parameters that could not be read: nothing of a request is ignored."""
    named = tuple(problems)
    said = "; ".join(f"{p.name[:30]!r} {p.why}" for p in named[:5])
    return Refused(400, f"Nothing was answered, because a parameter cannot be read: {said}.", named)


def response(refused: Refused) -> Response:
    """The refusal as a response."""
    told = {
        "type": "about:blank",
        "title": HTTPStatus(refused.status).phrase,
        "status": refused.status,
        "detail": refused.detail,
    }
    if refused.problems:
        told["problems"] = [
            {"name": p.name[:_SEEN], "seen": p.seen[:_SEEN], "why": p.why} for p in refused.problems
        ]
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return JSONResponse(told, refused.status, headers | refused.headers, media_type=MEDIA_TYPE)


async def on_refused(_request: Request, refused: Refused) -> Response:
    return response(refused)


async def on_http(request: Request, fault: HTTPException) -> Response:
    """No such address, or a method that is none of ours."""
    details = {
        404: f"There is no {request.url.path[:_SEEN]}. openapi.json beside it names what there is.",
        405: "Only GET and HEAD are answered: nothing can be changed here.",
    }
    detail = details.get(fault.status_code, str(fault.detail))
    refused = Refused(fault.status_code, detail)
    refused.headers = dict(fault.headers or {})
    return response(refused)


async def on_store(_request: Request, fault: StoreError) -> Response:
    """No store, or one that cannot be read. A public atlas does not tell where its files lie."""
    try:
        told = str(fault) if mode() == "private" else ""
    except StoreError:
        told = str(fault)
    kind = "There is no store yet" if isinstance(fault, StoreMissing) else "It cannot be read"
    detail = told or f"The store of this atlas is not to be had: {kind.lower()}."
    return response(Refused(503, detail, Retry_After="60"))


async def on_fault(_request: Request, _fault: Exception) -> Response:
    """Our own fault; the server writes the traceback into its log."""
    return response(Refused(500, "The answer could not be made; the log of the server says why."))


HANDLERS = {
    Refused: on_refused,
    HTTPException: on_http,
    StoreError: on_store,
    QueryError: on_fault,
    Exception: on_fault,
}
"""Exceptions of the interface -> the response each becomes."""
