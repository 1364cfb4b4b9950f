"""An uploaded file: on disk under names of ours, looked at, tried, and imported once.

What a browser calls a file is shown, cleaned, and never used as a path.
"""

import hashlib
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import events

LONGEST_NAME = 80
LONGEST_SENTENCE = 600
"""Characters; a file with hundreds of columns names many of them in one sentence."""


@dataclass(frozen=True)
class UploadedTable:
    """One file as it came; `content` holds its bytes, `shown` its name, cleaned."""

    shown: str
    digest: str
    content: bytes | memoryview = field(repr=False, compare=False)

    @property
    def own_name(self) -> str:
        """The name that it gets on disk: the same for the same content."""
        return f"upload-{self.digest[:20]}"


@dataclass(frozen=True)
class Upload:
    """A file and its companions; `number` tells this upload from another one of the same file."""

    main: UploadedTable
    beside: tuple[UploadedTable, ...] = ()
    number: str = ""

    def identity(self) -> tuple[str, ...]:
        """What all answers about the content depend on."""
        return (self.main.digest, *(table.digest for table in self.beside))

    @contextmanager
    def on_disk(self) -> Iterator[tuple[Path, list[Path]]]:
        """The paths of the file and of its companions, which are gone afterwards."""
        with tempfile.TemporaryDirectory(prefix="incident-atlas-") as folder:
            paths = [Path(folder) / table.own_name for table in (self.main, *self.beside)]
            for path, table in zip(paths, (self.main, *self.beside), strict=True):
                path.write_bytes(table.content)
            yield paths[0], paths[1:]

    def told(self, text: str) -> str:
        """A sentence of the importer with the files called what the reader calls them."""
        for table in (self.main, *self.beside):
            text = re.sub(rf"(\S*/)?{table.own_name}", lambda _, t=table: t.shown, text)
        return _one_line(text, LONGEST_SENTENCE)


@dataclass(frozen=True)
class Options:
    """How a file is to be taken; see `events.prepare`. `mapping` is empty for none."""

    source: str = "auto"
    mapping: tuple[tuple[str, str], ...] = ()
    name: str | None = None
    licence: str | None = None


class Tried:
    """What an import of an upload would write, open for questions, and its one import.

    terms: the different pairs of source and licence of its rows; sources: the sources alone.
    """

    def __init__(self, prepared: events.Prepared) -> None:
        self.prepared = prepared
        pairs = prepared.rows.select(["source", "licence"]).group_by(["source", "licence"])
        self.terms = sorted((row["source"], row["licence"]) for row in _rows(pairs))
        self.sources = sorted({source for source, _ in self.terms})
        self.atlas = events.open_rows(prepared.rows)
        self._alone = threading.Lock()
        self._done: dict[str, events.Report] = {}
        self.waiting = 0
        """Reports that were imported and are too many to be compared with the others at once."""

    def done(self, upload: Upload) -> events.Report | None:
        """The report of this upload's import; None as long as there was none."""
        return self._done.get(upload.number)

    def write(self, upload: Upload, store: events.Store) -> events.Report:
        """Import, once for an upload however often it is asked; raises StoreError or OSError."""
        with self._alone:
            if upload.number not in self._done:
                report = events.import_prepared(self.prepared, store, upload.main.shown)
                self._done[upload.number] = report
                self.waiting = _waiting(store, report)
        return self._done[upload.number]


def _waiting(store: events.Store, report: events.Report) -> int:
    """Compare the imported reports with the others; how many were not, 0 when all were.

    The import stands also where its links cannot be made.
    """
    if report.store_version is None:
        return 0
    try:
        links = events.link_new(store)
    except events.StoreError:
        return report.new + report.updated
    return links if isinstance(links, int) else 0


def uploaded(name: str, content: bytes | memoryview) -> UploadedTable:
    """A file as the browser sends it."""
    return UploadedTable(shown_name(name), hashlib.sha256(content).hexdigest(), content)


def shown_name(name: str) -> str:
    """The last part of a file's name on one line, short, without signs that hide or turn text."""
    return _one_line(re.split(r"[/\\]", name)[-1], LONGEST_NAME) or "upload"


def suggested_name(shown: str) -> str | None:
    """A name of a table after its file's; None where none comes out."""
    stem = re.sub(r"(\.(csv|tsv|txt|json|geojson|xlsx?|parquet|zip))+$", "", shown.lower())
    name = re.sub(r"[^\w.-]+", "-", stem).strip("-.")[:60]
    return name if events.is_free_name(name) else None


def try_out(upload: Upload, options: Options) -> Tried:
    """The dry run; raises Unreadable or UnknownColumns."""
    with upload.on_disk() as (path, beside):
        prepared = events.prepare(
            path,
            source=options.source,
            mapping=dict(options.mapping) or None,
            name=options.name,
            licence=options.licence,
            beside=beside,
        )
    return Tried(prepared)


def look(upload: Upload) -> events.Looked:
    """What the file is by its columns; raises Unreadable or UnknownColumns."""
    with upload.on_disk() as (path, _):
        return events.look(path)


def _rows(grouped) -> list[dict]:
    return grouped.aggregate([]).to_pylist()


def _one_line(text: str, longest: int) -> str:
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"
