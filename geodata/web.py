"""Asks web servers, patiently and within limits; whatever either floor fetches passes here.

What fails for a while is asked again with growing pauses, and a server's own Retry-After is
obeyed. An answer has a largest size, counted unpacked. What is said of an address is its host
and path only, and no sentence holds a secret that the room was told of.
"""

import hashlib
import http
import json
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from geodata.patience import PATIENCE, again, retry_after
from geodata.web_faults import (
    FetchError,
    PassingError,
    RefusedError,
    TooLargeError,
    need_size,
    phrase,
    shown_address,
)

LONGEST_SILENCE = 60
"""Seconds without a byte."""

LARGEST_ANSWER = 50_000_000
"""Bytes of an answer that is held in memory, unpacked."""

PASSING = (408, 425, 429)
"""Statuses below 500 that may pass."""

_SAID = 2_000
"""Bytes of a refusal that are looked at."""


@dataclass(frozen=True)
class Answer:
    """What a server gave; header names are in small letters."""

    status: int
    headers: Mapping[str, str]
    content: bytes


class Web:
    """A client; use it in a `with`.

    `pause` sleeps so many seconds. `secrets` are texts that no sentence may hold; more may be
    added. `redirects`: whether a server may send on to another one; never with secrets in the
    request. `at_once`: statuses that are only asked again when the server says when.
    """

    def __init__(
        self,
        *,
        pause: Callable[[float], None] = time.sleep,
        secrets: Iterable[str] = (),
        redirects: bool = False,
        at_once: Iterable[int] = (),
    ) -> None:
        import httpx  # here, as it takes a tenth of a second that most commands need not spend

        for name in ("httpx", "httpcore"):  # they log addresses with all parameters
            logging.getLogger(name).setLevel(logging.WARNING)
        self.secrets = list(secrets)
        self._pause, self._at_once = pause, frozenset(at_once)
        self._client = httpx.Client(
            timeout=httpx.Timeout(LONGEST_SILENCE, connect=20),
            headers={"User-Agent": "incident-atlas"},
            follow_redirects=redirects,
        )

    def __enter__(self) -> "Web":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def read(self, url: str, **request: object) -> Answer:
        """The answer to a GET, or to a POST of `form`. Raises FetchError.

        `request`: params, form, headers (mappings of text); `largest`, the bytes that the answer
        may have (LARGEST_ANSWER); `md5`, without which an answer is taken for a damaged one.
        """
        return again(lambda: self._read(url, **request), url, self._pause)

    def json(self, url: str, **request: object) -> object:
        """What an answer says in JSON, numbers as the text that they are written in.

        JSON that breaks off is asked again; anything else than JSON is refused.
        """
        return again(lambda: self._json(url, **request), url, self._pause)

    def download(
        self,
        url: str,
        part: Path,
        *,
        largest: int,
        progress: Callable[[int, int | None], None] | None = None,
    ) -> None:
        """Reads a file into `part`, from where that ends, when it is still of the same version.

        `progress` is told the bytes there are and the bytes there will be.
        """
        try:
            again(lambda: self._download(url, part, largest, progress), url, self._pause)
        except TooLargeError:
            self.forget(part)
            raise

    @staticmethod
    def forget(part: Path) -> None:
        """Throws away a part of a file that `download` began."""
        part.unlink(missing_ok=True)
        tag_of(part).unlink(missing_ok=True)

    def plain(self, text: str) -> str:
        """A server's words on one line, without secrets and control characters."""
        for secret in filter(None, self.secrets):
            text = text.replace(secret, "***")
        return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())

    def _read(
        self, url: str, largest: int = LARGEST_ANSWER, md5: str | None = None, **request: object
    ) -> Answer:
        with self._asked(url, **request) as answer:
            body = b"".join(_blocks(answer, largest, url))
        if md5 and hashlib.md5(body, usedforsecurity=False).hexdigest() != md5.lower():
            raise PassingError(f"it does not have the MD5 checksum that was told, {md5}")
        return Answer(answer.status_code, dict(answer.headers), body)

    def _json(self, url: str, **request: object) -> object:
        content = self._read(url, **request).content
        try:
            return json.loads(content, parse_float=str, parse_int=str)
        except (ValueError, RecursionError):
            if content.lstrip()[:1] in (b"{", b"["):
                raise PassingError("its JSON breaks off or is damaged") from None
        seen = self.plain(content.decode(errors="replace"))[:60]
        raise FetchError(f"{shown_address(url)} answers with something else than JSON: {seen!r}.")

    @contextmanager
    def _asked(self, url: str, form: Mapping[str, str] | None = None, **more: object) -> Iterator:
        """An answer whose body is still to come; its faults as ours."""
        import httpx

        try:
            with self._client.stream("POST" if form else "GET", url, data=form, **more) as answer:
                self._judge(answer, shown_address(url))
                yield answer
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.TooManyRedirects) as error:
            raise FetchError(
                f"{shown_address(url)} leads nowhere: {self.plain(str(error))}."
            ) from None
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise PassingError(self.plain(str(error)) or type(error).__name__) from None

    def _judge(self, answer, address: str) -> None:
        status = answer.status_code
        if status < 300:
            return
        seen, wait = f"{status} {phrase(status)}".strip(), retry_after(answer.headers)
        passing = status >= 500 or status in PASSING or status in self._at_once
        if passing and wait is not None and wait > PATIENCE:
            raise FetchError(
                f"{address} answers {seen} and asks to be left alone for {wait / 60:,.0f} minutes; "
                "run the same command again after that."
            )
        if passing and (wait is not None or status not in self._at_once):
            raise PassingError(seen, wait)
        if answer.has_redirect_location:
            there = (
                shown_address(str(answer.next_request.url)) if answer.next_request else "elsewhere"
            )
            said = f"sends on to {there}, which is not followed"
        else:
            said = self._said(answer)
        sentence = f"{address} answers {seen}" + (f": {said[:200]}" if said else "")
        raise RefusedError(sentence.rstrip(".") + ".", status, said)

    def _said(self, answer) -> str:
        """The begin of a refusal, when it is no web page."""
        content = b""
        for block in answer.iter_bytes(_SAID):
            content += block
            if len(content) >= _SAID:
                break
        if content.lstrip()[:1] == b"<":
            return ""
        return self.plain(content[:_SAID].decode(errors="replace"))

    def _download(self, url: str, part: Path, largest: int, progress: Callable | None) -> None:
        tag = tag_of(part)
        there = part.stat().st_size if part.exists() and tag.exists() else 0
        headers = {"Accept-Encoding": "identity"}
        if there:
            version = tag.read_text(encoding="utf-8")
            headers |= {"Range": f"bytes={there}-", "If-Range": version}
        with self._range(url, headers, part) as answer:
            there = there if answer.status_code == 206 else 0
            length = answer.headers.get("content-length", "")
            total = there + int(length) if length.isdecimal() else None
            version = answer.headers.get("etag") or answer.headers.get("last-modified")
            if version and not version.startswith("W/"):
                tag.write_text(version, encoding="utf-8")
            else:
                tag.unlink(missing_ok=True)
            with part.open("ab" if there else "wb") as file:
                for block in _blocks(answer, largest, url, there):
                    there += len(block)
                    file.write(block)
                    if progress:
                        progress(there, total)

    @contextmanager
    def _range(self, url: str, headers: Mapping[str, str], part: Path) -> Iterator:
        """As `_asked`; a part that the server cannot go on from is thrown away and asked anew."""
        try:
            with self._asked(url, headers=headers) as answer:
                yield answer
        except RefusedError as refused:
            if refused.status != http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                raise
            self.forget(part)
            raise PassingError("it cannot go on from the part that is there", 0) from None


def tag_of(part: Path) -> Path:
    """Where the version of a part is kept (ETag or date, as the server told)."""
    return part.with_name(part.name + ".tag")


def _blocks(answer, largest: int, url: str, there: int = 0) -> Iterator[bytes]:
    """The body, unpacked; FetchError as soon as it and what is there are larger than allowed."""
    length = answer.headers.get("content-length", "")
    need_size(there + (int(length) if length.isdecimal() else 0), largest, url)
    for block in answer.iter_bytes():
        there += len(block)
        need_size(there, largest, url)
        yield block
