"""The rows of one fetch on disk: taken page by page, and taken up again where a fetch was cut off.

    ATLAS_DATA/fetched/acled-1f0c3a52b1.csv           the rows of a whole fetch
    ATLAS_DATA/fetched/acled-1f0c3a52b1.csv.part      those of one that is under way
    ATLAS_DATA/fetched/acled-1f0c3a52b1.resume.json   what was asked, and where to go on

The ten signs stand for what is asked of whom. No credential goes into any of these files.
"""

import csv
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from events.connectors.layout import Layout
from events.connectors.paging import Page, Progress
from geodata import FetchError, data_folder

OLDEST = timedelta(hours=48)
"""After that an unfinished fetch is begun anew: rows will have moved from page to page."""


@dataclass
class _State:
    """What a resume file holds."""

    source: str
    address: str
    parameters: dict
    begun: str
    following: object
    columns: list[str] = field(default_factory=list)
    pages: int = 0
    rows: int = 0
    size: int = 0
    facts: dict = field(default_factory=dict)


def fetched_folder() -> Path:
    """Where fetched files lie: in the data folder, ATLAS_DATA or ./data."""
    return data_folder() / "fetched"


class Pages:
    """A context manager; `facts` are what a connector wants to know of the pages before."""

    def __init__(
        self,
        source: str,
        address: str,
        parameters: Mapping[str, str],
        layout: Layout,
        first: object,
        *,
        restart: bool = False,
    ) -> None:
        """`address` and `parameters` say what is asked, without secrets; `first` is the first
        page to ask for; `restart` forgets what a fetch before left. Entering raises FetchError
        when the same fetch is under way elsewhere."""
        asked = json.dumps([address, dict(parameters)], sort_keys=True)
        name = f"{source}-{hashlib.sha256(asked.encode()).hexdigest()[:10]}"
        folder = fetched_folder()
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{name}.csv"
        self._part, self._resume = folder / f"{name}.csv.part", folder / f"{name}.resume.json"
        self._lock = FileLock(folder / f".{name}.lock")
        self._layout, self._restart = layout, restart
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._state = _State(source, address, dict(parameters), now, first)
        self.ids: set[str] = set()
        self.notes: list[str] = []

    def __enter__(self) -> "Pages":
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise FetchError(
                f"The same fetch of {self._state.source} is under way in another process."
            ) from None
        try:
            self._take_up()
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    @property
    def rows(self) -> int:
        """How many rows there are so far."""
        return self._state.rows

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return self._state.pages

    @property
    def facts(self) -> dict:
        """JSON values that go with the pages so far; set some before the page is added."""
        return self._state.facts

    def gather(self, ask: Callable[[object], Page], progress: Progress | None = None) -> None:
        """Asks for page after page until there is none; each is safe on disk when it came."""
        while self._state.following is not None:
            page = ask(self._state.following)
            self._add(page)
            if progress:
                progress(self._state.rows, page.total)

    def discard(self) -> None:
        """Forgets the rows so far."""
        self._part.unlink(missing_ok=True)
        self._resume.unlink(missing_ok=True)

    def finish(self) -> Path:
        """The file of all rows; the fetch is then no longer under way."""
        self._part.replace(self.path)
        self._resume.unlink()
        return self.path

    def origin(self) -> dict:
        """What the store's history keeps of the fetch."""
        state = self._state
        said = {key: getattr(state, key) for key in ("address", "parameters", "pages", "rows")}
        return said | {"begun": state.begun} | state.facts

    def _add(self, page: Page) -> None:
        state = self._state
        self._take_columns(page.rows)
        with self._part.open("a", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.truncate(state.size)
            out = csv.writer(file)
            if not state.size:
                out.writerow(state.columns)
            out.writerows([_cell(row.get(name)) for name in state.columns] for row in page.rows)
            file.flush()
            os.fsync(file.fileno())
        if key := self._layout.key:
            self.ids.update(_cell(row.get(key)) for row in page.rows)
        state.following = page.following
        state.pages, state.rows = state.pages + 1, state.rows + len(page.rows)
        state.size = self._part.stat().st_size
        new = self._resume.with_suffix(".new")
        new.write_text(json.dumps(vars(state), ensure_ascii=False, indent=1), encoding="utf-8")
        new.replace(self._resume)

    def _take_columns(self, rows: list[dict]) -> None:
        """The columns of the first page that has rows are those of all."""
        state = self._state
        if not state.rows:
            state.columns, note = self._layout.columns(rows, state.address)
            self.notes += note
        else:
            self._layout.need_same(rows, state.columns, state.address, state.pages + 1)

    def _take_up(self) -> None:
        """Goes on from what a fetch before left, when that is whole and not too old."""
        try:
            left = _State(**json.loads(self._resume.read_text(encoding="utf-8")))
            age = datetime.now(UTC) - datetime.fromisoformat(left.begun)
            whole = self._part.stat().st_size >= left.size
            now = self._state
            same = (left.address, left.parameters) == (now.address, now.parameters)
        except (OSError, ValueError, TypeError):
            whole = False
        if whole and same and not self._restart and timedelta(0) <= age <= OLDEST:
            os.truncate(self._part, left.size)
            self._state = left
            self.ids.update(_column(self._part, self._layout.key))
            self.notes.append(f"taken up after page {left.pages} of a fetch begun {left.begun}")
        else:
            self.discard()


def _cell(value: object) -> str:
    """A JSON value as a cell; numbers are text already (`geodata.Web.json`)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _column(path: Path, name: str | None) -> Iterable[str]:
    if name is None or not path.stat().st_size:
        return
    csv.field_size_limit(2**31 - 1)
    with path.open(encoding="utf-8", newline="") as file:
        yield from (row[name] for row in csv.DictReader(file))
