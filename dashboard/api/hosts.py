"""Under which name the server may be asked: what keeps a page of another site from asking it.

A site that a reader visits can let its own name point to 127.0.0.1 (DNS rebinding). The browser
then takes the atlas for a part of that site and hands over what it answers, websocket included:
Streamlit compares the names in Origin and Host, which agree. Only the name in Host tells. So an
atlas in private mode, which shows everything, answers to names of this machine alone, and where
the operator set server.allowedHosts, to these in every mode.
"""

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.api.problem import Refused, response
from events import ModeError, mode

LOCAL = ("localhost", "*.localhost")
"""Names that no resolver may give away (RFC 6761); addresses of loopback are checked as such."""


def host_named(header: str) -> str | None:
    """The name or address in a Host header, lower case; None where it is no such header."""
    try:
        parts = urlsplit(f"//{header}")
        parts.port  # noqa: B018, raises for a port that is none
    except ValueError:
        return None
    odd = parts.path or parts.query or parts.fragment or re.search(r"[@\s]", header)
    return None if odd or not parts.hostname else parts.hostname.rstrip(".")


def may_ask(header: str, allowed: Iterable[str], own: Iterable[str] = (), *, private: bool) -> bool:
    """Whether a Host header names this atlas.

    allowed: names, "*.example.org" or "*"; in public they alone count, and none means any. In
    private mode names and addresses of this machine count too, and `own`.
    """
    allowed, name = tuple(allowed), host_named(header)
    if not private and not allowed:
        return True
    if name is None:
        return False
    patterns = (*allowed, *own, *LOCAL) if private else allowed
    return any(_matches(name, pattern.strip().lower().rstrip(".")) for pattern in patterns) or (
        private and _is_loopback(name)
    )


def _matches(name: str, pattern: str) -> bool:
    if pattern.startswith("*."):
        return name.endswith(pattern[1:])
    return pattern in ("*", name)


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


class OwnNames:
    """ASGI: requests and websockets under a name that is not the atlas's are refused."""

    def __init__(
        self, app: ASGIApp, allowed: tuple[str, ...] = (), own: tuple[str, ...] = ()
    ) -> None:
        self.app = app
        self.allowed = allowed
        self.own = own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or self._fits(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            said = (
                "The atlas does not answer under that name. In private mode it answers under names "
                "of this machine, such as localhost; further ones stand in server.allowedHosts."
            )
            await response(Refused(403, said))(scope, receive, send)

    def _fits(self, scope: Scope) -> bool:
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        try:
            private = mode() == "private"
        except ModeError:
            private = True
        asked = hosts[0] if len(hosts) == 1 else ""
        return may_ask(asked, self.allowed, self.own, private=private)


def middleware() -> list[Middleware]:
    """The check for the whole server, with the names of Streamlit's configuration."""
    named = (st.get_option("browser.serverAddress"), st.get_option("server.address"))
    allowed = tuple(st.get_option("server.allowedHosts") or ())
    return [Middleware(OwnNames, allowed=allowed, own=tuple(name for name in named if name))]
