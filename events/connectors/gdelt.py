"""GDELT 2.0: the event files of quarter-hours, each checked by its MD5; rows of Ukraine are kept.

ATLAS_GDELT_URL names a mirror. A second set of files, "translation", is made from articles that are
not in English. Days are those of publication, in UTC and by GDELT's own clock.
"""

import io
import time
import zipfile
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import datetime

from events.connectors import gdelt_lists, settings
from events.connectors.asked import Asked, Fetched
from events.connectors.gdelt_lists import Files, stamp
from events.connectors.layout import Layout
from events.connectors.pages import Pages
from events.connectors.paging import Page, Progress
from events.files.headerless import GDELT_EVENTS
from geodata import FetchError, RefusedError, Web, shown_address

ADDRESS = "http://data.gdeltproject.org/gdeltv2"
COLUMNS = GDELT_EVENTS.columns
COUNTRY = COLUMNS.index("ActionGeo_CountryCode")
UKRAINE = "UP"
"""FIPS 10-4, in which GDELT writes countries."""

MOST_FILES = 3_000
"""Quarter-hours of one fetch: a month."""

LARGEST_ZIP, LARGEST_FILE = 20_000_000, 200_000_000
"""Bytes of one quarter-hour, packed and unpacked."""

LAYOUT = Layout(
    needed=" ".join(COLUMNS),
    known=" ".join(COLUMNS),
    key=COLUMNS[0],
    codebook="the GDELT Event Database codebook 2.0",
)
_SHOWN = 8
"""Missing quarter-hours that a note names."""


def fetch(
    asked: Asked,
    *,
    pause: Callable[[float], None] = time.sleep,
    progress: Progress | None = None,
) -> Iterator[Fetched]:
    """Rows of Ukraine in the files of the days asked for, or of the newest quarter-hour.

    The rest of the world, some 60 MB a day, is counted and not kept. `progress` is told the
    quarter-hours. Raises FetchError.
    """
    base = settings.base("ATLAS_GDELT_URL", ADDRESS)
    kind = ".translation" if asked.translated else ""
    with Web(pause=pause) as web:
        files = gdelt_lists.newest(web, base, kind)
        first, last = gdelt_lists.span(asked, max(files))
        if first < min(files):
            files = gdelt_lists.since(web, base, kind, first, last)
        files = {moment: md5 for moment, md5 in sorted(files.items()) if first <= moment <= last}
        if not files:
            none = f"GDELT lists no file from {first} to {last} UTC"
            yield Fetched(None, {"address": shown_address(base)}, [none])
            return
        if len(files) > MOST_FILES:
            raise FetchError(
                f"{len(files):,} quarter-hours were asked for; the most at a time are "
                f"{MOST_FILES:,}, about a month. Ask for fewer days with --since and --until."
            )
        gaps = gdelt_lists.missing(files, first, last)
        yield _fetched(_File(web, base, kind), files, gaps, asked, progress)


def _fetched(
    file: "_File", files: Files, gaps: list[datetime], asked: Asked, progress: Progress | None
) -> Fetched:
    order = list(files)
    first = stamp(order[0])
    parameters = {
        "first": first,
        "until": str(asked.until or "open"),
        "articles": file.kind or "english",
    }
    with Pages("gdelt", file.address, parameters, LAYOUT, first, restart=asked.restart) as pages:

        def page(there: str) -> Page:
            moment = gdelt_lists.moment_of(there)
            rows = file.rows(there, files.get(moment), pages.facts)
            pages.facts["last_file"] = there
            number = bisect_left(order, moment)
            following = next((stamp(later) for later in order[number:] if later > moment), None)
            if progress:
                progress(number + 1, len(order))
            return Page(rows, following)

        pages.gather(page)
        facts = pages.facts
        gone = sorted({*map(stamp, gaps), *facts.pop("not_there", [])})
        facts["missing_quarter_hours"] = gone
        notes = pages.notes + _said(facts, gone, len(files) + len(gaps))
        if not pages.rows:
            pages.discard()
            return Fetched(None, pages.origin(), [*notes, "none of the rows is of Ukraine"])
        return Fetched(pages.finish(), pages.origin(), notes)


def _said(facts: dict, gone: list[str], expected: int) -> list[str]:
    notes = [f"{facts['rows_seen']:,} rows of the whole world were looked at"]
    if odd := facts.get("rows_damaged"):
        notes.append(f"{odd:,} of them do not have {len(COLUMNS)} fields and were left out")
    if gone:
        more = f" and {len(gone) - _SHOWN} more" if len(gone) > _SHOWN else ""
        named = ", ".join(gone[:_SHOWN])
        notes.append(f"{len(gone)} of {expected} quarter-hours are missing: {named}{more}")
    return notes


class _File:
    """Reads the file of a quarter-hour."""

    def __init__(self, web: Web, base: str, kind: str) -> None:
        self._web, self._base, self.kind = web, base, kind
        self.address = shown_address(base)

    def rows(self, stamp: str, md5: str | None, facts: dict) -> list[dict]:
        """The rows of Ukraine; `facts` are told what else was seen."""
        name = f"{stamp}{self.kind}.export.CSV.zip"
        try:
            packed = self._web.read(f"{self._base}/{name}", largest=LARGEST_ZIP, md5=md5).content
        except RefusedError as refused:
            if refused.status != 404:
                raise
            facts["not_there"] = [*facts.get("not_there", []), stamp]
            packed = None
        lines = _unpacked(packed, f"{self.address}/{name}") if packed else []
        cells = [line.split("\t") for line in lines if line]
        whole = [row for row in cells if len(row) == len(COLUMNS)]
        if len(whole) * 2 < len(cells):
            raise FetchError(
                f"{self.address}/{name} has {len(cells[0])} fields in a row where the codebook has "
                f"{len(COLUMNS)}: GDELT changed its columns. Nothing was imported."
            )
        facts["rows_seen"] = facts.get("rows_seen", 0) + len(cells)
        facts["rows_damaged"] = facts.get("rows_damaged", 0) + len(cells) - len(whole)
        return [dict(zip(COLUMNS, row, strict=True)) for row in whole if row[COUNTRY] == UKRAINE]


def _unpacked(packed: bytes, address: str) -> list[str]:
    """The lines of the one file in a zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            content = archive.open(archive.namelist()[0]).read(LARGEST_FILE + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, IndexError, RuntimeError) as fault:
        raise FetchError(f"{address} is no zip that can be read ({fault}); fetch again.") from None
    if len(content) > LARGEST_FILE:
        raise FetchError(
            f"{address} unpacks to more than {LARGEST_FILE / 1e6:,.0f} MB, which no quarter-hour "
            "is. Nothing was imported."
        )
    return content.decode(errors="replace").split("\n")
