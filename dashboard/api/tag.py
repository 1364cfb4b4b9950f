"""The ETag of an answer: the same as long as its bytes cannot have changed.

It is weak (RFC 9110, 8.8.1), because gzip changes the bytes on their way.
"""

import hashlib
import json
from functools import cache, lru_cache
from pathlib import Path

import events
import geodata
from dashboard.api.asked import Asked

_FLOORS = Path(__file__).resolve().parents[2]


@cache
def programme() -> str:
    """SHA-256 of the program's own code: another program may answer otherwise."""
    told = hashlib.sha256()
    for floor in ("geodata", "events", "dashboard"):
        for path in sorted((_FLOORS / floor).rglob("*.py")):
            told.update(path.relative_to(_FLOORS).as_posix().encode() + path.read_bytes())
    return told.hexdigest()


@lru_cache(maxsize=4)
def _content(path: Path, version: int) -> tuple[str, ...]:
    """The files of a version; their names are drawn by lot, so that a store that was made anew
    and counts from 0 again is not taken for the old one."""
    return events.Store(path).files(version)


def etag(route: str, asked: Asked, atlas: events.Atlas) -> str:
    """The entity tag of a route's answer about an atlas."""
    read = [
        programme(),
        [geodata.digest(level) for level in geodata.shape_levels()],
        [Path(name).name for name in _content(atlas.path, atlas.version)],
        [atlas.version, atlas.links_version, atlas.mode],
        [asked.filters.to_params(), asked.language, dict(asked.own), route],
    ]
    return f'W/"{hashlib.sha256(json.dumps(read).encode()).hexdigest()}"'


def matches(tag: str, header: str | None) -> bool:
    """Whether an If-None-Match header names the tag (weak comparison, RFC 9110, 13.1.2)."""
    named = [part.strip().removeprefix("W/") for part in (header or "").split(",")]
    return "*" in named or tag.removeprefix("W/") in named
