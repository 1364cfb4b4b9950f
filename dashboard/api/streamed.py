"""Answers of any length, made in a thread piece by piece: memory does not grow with them."""

import contextlib
import threading
from collections.abc import AsyncIterator, Iterator

import anyio
from anyio import to_thread
from starlette.requests import ClientDisconnect
from starlette.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from dashboard.api.problem import Refused

AT_ONCE = 2
"""Long answers under way at the same time: each keeps one core busy."""

PIECE = 256 * 1024
"""Bytes handed to the network at once; a part of the export may have a hundred times as many."""

PATIENCE = 60.0
"""Seconds that a reader may take for one piece. Two readers that take nothing would otherwise
hold both places for ever."""

_places = threading.BoundedSemaphore(AT_ONCE)


class Place:
    """One of AT_ONCE places; raises Refused (503) where none is free. `leave` may come twice."""

    def __init__(self) -> None:
        if not _places.acquire(blocking=False):
            said = f"{AT_ONCE} long answers are under way, as many as are made at once. Ask later."
            raise Refused(503, said, Retry_After="30")
        self._held = True

    def leave(self) -> None:
        if self._held:
            self._held = False
            _places.release()


class Streamed(StreamingResponse):
    """The joined `parts` as a response; it gives `place` back, however it ends."""

    def __init__(self, parts: Iterator[bytes], place: Place, headers: dict, media_type: str):
        super().__init__(self._pieces(parts), headers=headers, media_type=media_type)
        self._parts, self._place = parts, place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def patiently(message: Message) -> None:
            with anyio.fail_after(PATIENCE):
                await send(message)

        try:
            # What stays unfinished the server cuts off, so that nobody takes it for the whole.
            with contextlib.suppress(TimeoutError, ClientDisconnect):
                await super().__call__(scope, receive, patiently)
        finally:
            with anyio.CancelScope(shield=True):
                await to_thread.run_sync(self._parts.close)
            self._place.leave()

    @staticmethod
    async def _pieces(parts: Iterator[bytes]) -> AsyncIterator[bytes]:
        while part := await to_thread.run_sync(next, parts, b""):
            for start in range(0, len(part), PIECE):
                yield part[start : start + PIECE]


def begun(parts: Iterator[bytes]) -> Iterator[bytes]:
    """`parts` with the first one made already: a fault before it still becomes a problem."""
    first = next(parts, b"")

    def all_parts() -> Iterator[bytes]:
        yield first
        yield from filter(None, parts)

    return all_parts()
