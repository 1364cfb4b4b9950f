"""What can go wrong when a web server is asked, each said in a sentence without secrets."""

import http
from urllib.parse import urlsplit


class FetchError(ValueError):
    """Why nothing was fetched, in a sentence."""


class RefusedError(FetchError):
    """The server understood and refused; `status` is its number, `said` the begin of its text."""

    def __init__(self, sentence: str, status: int, said: str) -> None:
        super().__init__(sentence)
        self.status, self.said = status, said


class TooLargeError(FetchError):
    """The answer is larger than such an answer may be."""


class PassingError(Exception):
    """A failure that may pass; `wait` is what the server asks for, in seconds."""

    def __init__(self, seen: str, wait: float | None = None) -> None:
        super().__init__(seen)
        self.wait = wait


def shown_address(url: str) -> str:
    """What may be said of an address: scheme, host and path; no user, password or parameter."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "an address that cannot be read"
    return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"


def need_size(size: int, largest: int, url: str) -> None:
    """Raises TooLargeError when that many bytes are too many."""
    if size > largest:
        raise TooLargeError(
            f"{shown_address(url)} announces or sends more than {largest / 1e6:,.4g} MB, which "
            "is more than such an answer may have; nothing of it was kept."
        )


def phrase(status: int) -> str:
    """What a status is called, whatever the server calls it."""
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return ""
