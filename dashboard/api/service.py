"""The addresses of the interface and what all answers share: caching, limits, refusals.

Whatever asks the store runs in a thread, ASKED_AT_ONCE at a time, never on the event loop that
also serves the pages.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from urllib.parse import urlencode

import anyio
import streamlit as st
from anyio import to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

import events
from dashboard import data
from dashboard.api import asked as asking
from dashboard.api import openapi, tag
from dashboard.api.answers import BY, counts, health
from dashboard.api.asked import Asked
from dashboard.api.problem import HANDLERS, Refused
from dashboard.api.streamed import Place, Streamed, begun
from dashboard.takeaway import withheld

ASKED_AT_ONCE = 4
_OLD_AT_ONCE = 1
"""Requests for earlier versions: each opens one, which then lies in memory beside the newest."""

_SHARED = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}


class Interface:
    """The answers, with the configuration of the server that they are part of.

    address: where the server listens, None for everywhere.
    """

    def __init__(self, address: str | None) -> None:
        self._address = address
        self._threads = anyio.CapacityLimiter(ASKED_AT_ONCE)
        self._old = anyio.CapacityLimiter(_OLD_AT_ONCE)

    def routes(self) -> list[Route]:
        """One route a resource; GET and HEAD only."""
        by = {"by": BY}
        answers = {
            "/health": partial(self._whole, lambda atlas, _: health(atlas), filtered=False),
            "/counts": partial(self._whole, counts, own=by),
            "/incidents.about.json": partial(
                self._whole, lambda atlas, asked: events.about(atlas, asked.filters)
            ),
            "/incidents.csv": partial(self._long, events.csv_parts, "text/csv"),
            "/incidents.geojson": partial(self._long, events.geojson_parts, "application/geo+json"),
            "/openapi.json": self._openapi,
        }
        return [Route(path, answer, methods=["GET"]) for path, answer in answers.items()]

    async def _whole(
        self,
        answer: Callable[[events.Atlas, Asked], dict],
        request: Request,
        own: Mapping[str, Iterable[str]] | None = None,
        filtered: bool = True,
    ) -> Response:
        """A short answer as JSON, made whole."""
        asked = self._asked(request, own or {}, filtered=filtered)

        def made() -> Response:
            atlas, headers = self._opened(request, asked)
            if tag.matches(headers["ETag"], request.headers.get("If-None-Match")):
                return _unchanged(headers)
            return _json(answer(atlas, asked), headers)

        return await self._in_thread(made, asked)

    async def _long(self, parts: Callable, media_type: str, request: Request) -> Response:
        """A long answer, streamed; a HEAD request gets its headers only."""
        asked = self._asked(request, {})

        def headed() -> tuple[events.Atlas, dict[str, str]]:
            atlas, headers = self._opened(request, asked)
            return atlas, headers | _named(request, asked, atlas)

        atlas, headers = await self._in_thread(headed, asked)
        if tag.matches(headers["ETag"], request.headers.get("If-None-Match")):
            return _unchanged(headers)
        if request.method == "HEAD":
            return Response(headers=headers, media_type=media_type)
        place = Place()
        try:
            made = await self._in_thread(lambda: begun(parts(atlas, asked.filters)), asked)
        except BaseException:
            place.leave()
            raise
        return Streamed(made, place, headers, media_type)

    async def _openapi(self, request: Request) -> Response:
        self._asked(request, {}, filtered=False)
        base = request.scope.get("root_path", "")
        return _json(openapi.document(base), _SHARED)

    def _asked(self, request: Request, own: Mapping, *, filtered: bool = True) -> Asked:
        """What is asked; raises Refused where nothing may be answered."""
        if why := withheld.refusal(self._address, events.mode()):
            raise Refused(403, why)
        return asking.read(request.scope["query_string"], own, filtered=filtered)

    def _opened(self, request: Request, asked: Asked) -> tuple[events.Atlas, dict[str, str]]:
        """The atlas of the version asked for, and the headers of an answer from it."""
        newest = data.newest_version()
        if asked.as_of is not None and asked.as_of > newest:
            said = f"The store has the versions 0 to {newest}, and none of number {asked.as_of}."
            raise Refused(404, said, [events.Problem("as_of", str(asked.as_of), "is no version")])
        kind, _, name = asked.filters.area.partition(":")
        if kind == "saved" and name not in events.saved_areas(data.store_path()):
            said = f"This store keeps no area {name}; an area itself can stand in the address."
            raise Refused(404, said, [events.Problem("area", name, "is not kept with this store")])
        atlas = data.open_atlas(asked.as_of)
        route = request.url.path.rpartition("/")[2]
        return atlas, _SHARED | {"ETag": tag.etag(route, asked, atlas)}

    async def _in_thread(self, work: Callable, asked: Asked):
        if asked.as_of is None:
            return await to_thread.run_sync(work, limiter=self._threads)
        async with self._old:
            return await to_thread.run_sync(work, limiter=self._threads)


def _unchanged(headers: Mapping[str, str]) -> Response:
    """The reader has it already; the headers are those that gzip would have left."""
    return Response(status_code=304, headers=dict(headers) | {"Vary": "Accept-Encoding"})


def _json(told: dict, headers: Mapping[str, str]) -> Response:
    """The answer as JSON; one with many rows without line breaks, which take longer to write."""
    indent = None if "rows" in told else 2
    text = json.dumps(told, ensure_ascii=False, allow_nan=False, indent=indent) + "\n"
    return Response(text.encode(), headers=dict(headers), media_type="application/json")


def _named(request: Request, asked: Asked, atlas: events.Atlas) -> dict[str, str]:
    """The file name of a long answer, and where it says what it is and whose it is."""
    ending = request.url.path.rpartition(".")[2]
    exact = asked.filters.to_params() | {"as_of": str(atlas.version)}
    about = f"incidents.about.json?{urlencode(exact)}"
    return {
        "Content-Disposition": f'attachment; filename="incident-atlas-v{atlas.version}.{ending}"',
        "Link": f'<{about}>; rel="describedby"; type="application/json", '
        '<openapi.json>; rel="service-desc"; type="application/json"',
    }


def application(address: str | None) -> Starlette:
    """The interface as an application of its own."""
    return Starlette(
        routes=Interface(address).routes(),
        middleware=[Middleware(GZipMiddleware, compresslevel=4)],
        exception_handlers=HANDLERS,
    )


def routes() -> list[BaseRoute]:
    """The interface under the base path of Streamlit's configuration."""
    base = (st.get_option("server.baseUrlPath") or "").strip("/")
    path = f"/{base}/api" if base else "/api"
    return [Mount(path, application(st.get_option("server.address")))]
