"""Which quarter-hours GDELT has, by its lists; the master list is read from its end only."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from events.connectors.asked import Asked
from geodata import FetchError, Web, shown_address

QUARTER = timedelta(minutes=15)

LARGEST_LIST = 250_000_000
"""Bytes; the master list had 127 MB in 2026."""

_BYTES = 450
"""Of the lines of one quarter-hour in the master list: three of about 120, and room to spare."""

_LINE = re.compile(
    r"(?:(\d+)\s+([0-9a-fA-F]{32})\s+)?(?:\S*/)?(\d{14})((?:\.translation)?)\.export\.CSV\.zip\s*"
)
"""Size, MD5 and address of an event file; some lines have the address only."""

Files = dict[datetime, str | None]
"""Quarter-hour (UTC) -> the MD5 of its file, None where the list does not say."""


def stamp(moment: datetime) -> str:
    """A quarter-hour as it is written in the names of files."""
    return f"{moment:%Y%m%d%H%M%S}"


def moment_of(stamp: str) -> datetime:
    """The quarter-hour of a stamp."""
    try:
        return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        raise FetchError(f"GDELT names a file {stamp}, which is no moment. Try later.") from None


def newest(web: Web, base: str, kind: str) -> Files:
    """The quarter-hour that came last, by GDELT's own list."""
    url = f"{base}/lastupdate{kind.replace('.', '-')}.txt"
    files = _listed(web.read(url, largest=100_000).content, kind)
    if not files:
        raise FetchError(f"{shown_address(url)} names no event file. Is ATLAS_GDELT_URL right?")
    return files


def span(asked: Asked, last: datetime) -> tuple[datetime, datetime]:
    """First and last quarter-hour that is asked for; without a day the newest alone."""
    since = last
    if asked.last:
        since = moment_of(max(one["last_file"] for one in asked.before("last_file"))) + QUARTER
    elif asked.since:
        since = datetime.combine(asked.since, time(), UTC)
    elif asked.until:
        raise FetchError("--until needs --since: GDELT goes back to 2015, most of it not Ukraine.")
    until = datetime.combine(asked.until, time(23, 45), UTC) if asked.until else last
    return since, min(until, last)


def since(web: Web, base: str, kind: str, first: datetime, last: datetime) -> Files:
    """Every file of the master list from `first` on; as much of its end is read as that needs."""
    url = f"{base}/masterfilelist{kind.replace('.', '-')}.txt"
    size = 20_000 + _BYTES * ((last - first) // QUARTER)
    while True:
        size = min(size, LARGEST_LIST)
        ranged = {"Range": f"bytes=-{size}", "Accept-Encoding": "identity"}
        answer = web.read(url, headers=ranged, largest=LARGEST_LIST)
        begin = re.match(r"bytes (\d+)-", answer.headers.get("content-range", "bytes 0-"))
        whole = answer.status != 206 or (begin is not None and begin[1] == "0")
        lines = answer.content if whole else answer.content.partition(b"\n")[2]
        files = _listed(lines, kind)
        if whole or size == LARGEST_LIST or (files and min(files) < first):
            return {moment: md5 for moment, md5 in files.items() if moment >= first}
        size *= 4


def missing(files: Iterable[datetime], first: datetime, last: datetime) -> list[datetime]:
    """The quarter-hours from `first` to `last` that are not among the files."""
    there = set(files)
    number = (last - first) // QUARTER + 1
    expected = (first + n * QUARTER for n in range(number))
    return [moment for moment in expected if moment not in there]


def _listed(content: bytes, kind: str) -> Files:
    """The event files among the lines; the others are of mentions and of the knowledge graph."""
    found = (_LINE.fullmatch(line) for line in content.decode("ascii", "replace").splitlines())
    return {moment_of(line[3]): line[2] for line in found if line and line[4] == kind}
