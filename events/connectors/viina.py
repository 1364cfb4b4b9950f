"""VIINA 2.0: zips of each year, taken anew only when they changed.

ATLAS_VIINA_URL names another place than the authors' repository. Terms: ODbL 1.0. Whole years are
rewritten about daily, so a year is known by the SHA-256 of its files, and by viina_version.
"""

import csv
import hashlib
import io
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from events.connectors import settings
from events.connectors.asked import Asked, Fetched
from events.connectors.layout import Layout
from events.connectors.pages import fetched_folder
from events.connectors.paging import Progress
from events.sources.viina_words import ACTORS, LABELS
from geodata import FetchError, RefusedError, Web, shown_address

ADDRESS = "https://github.com/zhukovyuri/VIINA/raw/main/Data"
FIRST_YEAR = 2022
LARGEST = 500_000_000
"""Bytes of the zip of a year."""

_READ = " ".join(f"{name}_b" for name in ("t_mil", "t_airalert", *LABELS, *ACTORS))
_ALL = (
    "t_mil_b t_loc_b t_san_b t_aad_b t_airstrike_b t_uav_b t_airalert_b t_armor_b t_arrest_b "
    "t_artillery_b t_control_b t_firefight_b t_ied_b t_raid_b t_occupy_b t_property_b t_cyber_b "
    "t_hospital_b t_milcas_b t_civcas_b t_retreat_b a_rus_b a_ukr_b a_rus_init_b a_ukr_init_b "
    "a_civ_b a_other_b"
)
_PLACE = "geonameid asciiname ADM1_NAME longitude latitude GEO_PRECISION"
_PLACES = (
    "geonameid feature_code asciiname ADM1_NAME ADM1_CODE ADM2_NAME ADM2_CODE longitude latitude "
    "GEO_PRECISION"
)
_CODEBOOK = "the README of VIINA"

TABLES = {
    "event_1pd": Layout(
        needed=f"event_id_1pd date n_reports sources {_PLACE} {_READ}",
        known=f"viina_version event_id_1pd date n_reports event_ids sources {_PLACES} {_ALL}",
        key="event_id_1pd",
        codebook=_CODEBOOK,
    ),
    "event_info": Layout(
        needed=f"event_id event_id_1pd date report_id source url text {_PLACE}",
        known=f"viina_version event_id event_id_1pd date time {_PLACES} GEO_API location address "
        "report_id source url text lang",
        key="event_id",
        codebook=_CODEBOOK,
    ),
    "event_labels": Layout(
        needed=f"event_id {_READ}",
        known=f"viina_version event_id event_id_1pd {_ALL} {_ALL.replace('_b', '')}",
        key="event_id",
        codebook=_CODEBOOK,
    ),
}
"""Table -> its columns. Of event_labels probabilities stand beside the binary labels."""

EVENTS, REPORTS = ("event_1pd",), ("event_info", "event_labels")


class _File(NamedTuple):
    """A zip that was fetched; version: viina_version of its first row."""

    path: Path
    name: str
    digest: str
    version: str | None
    notes: list[str]


def fetch(
    asked: Asked,
    *,
    pause: Callable[[float], None] = time.sleep,
    progress: Progress | None = None,
) -> Iterator[Fetched]:
    """The events of each year that is asked for, or its single reports, where they changed.

    `progress` is told bytes. Raises FetchError.
    """
    base = settings.base("ATLAS_VIINA_URL", ADDRESS)
    now = datetime.now(UTC).year
    first = max(asked.since.year if asked.since else FIRST_YEAR, FIRST_YEAR)
    years = range(first, min(asked.until.year if asked.until else now, now) + 1)
    if not years:
        raise FetchError(f"VIINA has the years {FIRST_YEAR} to {now}; none of them was asked for.")
    fetched_folder().mkdir(parents=True, exist_ok=True)
    with Web(pause=pause, redirects=True) as web:
        for year in years:
            try:
                names = [f"{table}_latest_{year}.zip" for table in _tables(asked)]
                files = [_file(web, base, name, progress) for name in names]
            except RefusedError as refused:
                if refused.status != 404 or year < now or len(years) == 1:
                    raise
                origin = {"address": shown_address(base)}
                yield Fetched(None, origin, [f"there is no file of {year} yet"])
            else:
                yield _fetched(base, files, asked)


def _tables(asked: Asked) -> tuple[str, ...]:
    return REPORTS if asked.reports else EVENTS


def _fetched(base: str, files: list[_File], asked: Asked) -> Fetched:
    """The files of a year, or nothing when they are those of the last time."""
    digests = {file.name: file.digest for file in files}
    origin = {
        "address": f"{shown_address(base)}/{files[0].name}",
        "files": digests,
        "viina_version": files[0].version,
        "bytes": sum(file.path.stat().st_size for file in files),
    }
    before = (one.get("files") for one in asked.earlier)
    if next((old for old in before if old and old.keys() == digests.keys()), None) == digests:
        note = f"{' and '.join(digests)}: imported before, and unchanged since (sha256)"
        return Fetched(None, origin, [note])
    notes = [note for file in files for note in file.notes]
    if _has_days(asked):
        notes.append("VIINA comes by whole years; days are not asked for")
    return Fetched(files[0].path, origin, notes, beside=tuple(file.path for file in files[1:]))


def _file(web: Web, base: str, name: str, progress: Progress | None) -> _File:
    """A zip from its address, in the folder of what was fetched."""
    url, path = f"{base}/{name}", fetched_folder() / f"viina-{name}"
    part = path.with_name(f"{path.name}.part")
    web.download(url, part, largest=LARGEST, progress=progress)
    try:
        version, notes = _looked_at(part, TABLES[name.partition("_latest")[0]], shown_address(url))
    except FetchError:
        web.forget(part)
        raise
    with part.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    part.replace(path)
    web.forget(part)
    return _File(path, name, digest, version, notes)


def _has_days(asked: Asked) -> bool:
    january, december = asked.since, asked.until
    return bool(
        (january and (january.month, january.day) != (1, 1))
        or (december and (december.month, december.day) != (12, 31))
    )


def _looked_at(part: Path, layout: Layout, address: str) -> tuple[str | None, list[str]]:
    """viina_version of the first row in the zip, and a note where the columns differ."""
    try:
        with zipfile.ZipFile(part) as packed:
            inside = packed.open(packed.namelist()[0])
            with io.TextIOWrapper(inside, encoding="utf-8-sig", errors="replace") as text:
                head = io.StringIO("".join(text.readline(1_000_000) for _ in range(2)))
    except (zipfile.BadZipFile, zlib.error, EOFError, IndexError, RuntimeError) as fault:
        raise FetchError(f"{address} gives no zip that can be read ({fault}).") from None
    row = next(csv.DictReader(head), None)
    if row is None:
        raise FetchError(f"{address} holds no row. Nothing was imported.")
    _, notes = layout.columns([{name: "" for name in row if name}], address)
    return row.get("viina_version"), notes
