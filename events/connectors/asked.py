"""What a connector is asked for, and what it gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from geodata import FetchError


@dataclass(frozen=True)
class Asked:
    """What a person wants of a source, and what the store knows of it.

    since, until: days, both included; None is open.
    last: only what came up at the publisher since the last fetch.
    releases: of UCDP, as it names them.
    translated: of GDELT, the files made from articles that are not in English.
    reports: of VIINA, single reports in place of events.
    page_size: rows, None as usual.
    restart: forget what an unfinished fetch left.
    earlier: the `origin` of each fetch of the source that changed the store, newest first.
    held: whether the store holds rows of the source.
    """

    since: date | None = None
    until: date | None = None
    last: bool = False
    releases: tuple[str, ...] = ()
    page_size: int | None = None
    restart: bool = False
    translated: bool = False
    reports: bool = False
    earlier: tuple[Mapping, ...] = ()
    held: bool = False

    def before(self, fact: str) -> list[Mapping]:
        """The fetches that know a fact, newest first; FetchError when none does."""
        if found := [origin for origin in self.earlier if fact in origin]:
            return found
        raise FetchError(
            "--since last goes on from the last fetch into this store, and there was none. Give a "
            "day such as --since 2026-01-01, or fetch everything without --since."
        )


@dataclass(frozen=True)
class Fetched:
    """A file to import, or why there is none.

    path: the file; None where there is nothing to import.
    beside: files that belong to it.
    origin: what the store's history keeps of the fetch.
    removed: source ids that the publisher took back.
    warning: why a fetch without rows is no success.
    """

    path: Path | None
    origin: Mapping
    notes: list[str] = field(default_factory=list)
    removed: tuple[str, ...] = ()
    beside: tuple[Path, ...] = ()
    warning: str | None = None
