"""VIINA 2.0: a zip of each year, taken anew only when it changed.

ATLAS_VIINA_URL names another place than the authors' repository. Terms: ODbL 1.0. Whole years are
rewritten about daily, so a year is known by the SHA-256 of its file, and by viina_version.
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

from events.connectors import settings
from events.connectors.asked import Asked, Fetched
from events.connectors.layout import Layout
from events.connectors.pages import fetched_folder
from events.connectors.paging import Progress
from events.sources.viina import ACTORS, LABELS
from geodata import FetchError, RefusedError, Web, shown_address

ADDRESS = "https://github.com/zhukovyuri/VIINA/raw/main/Data"
FIRST_YEAR = 2022
LARGEST = 500_000_000
"""Bytes of the zip of a year."""

_LABELS = " ".join(f"{name}_b" for name in ("t_mil", "t_airalert", *LABELS, *ACTORS))

LAYOUT = Layout(
    needed="event_id_1pd date n_reports sources geonameid asciiname ADM1_NAME longitude latitude "
    f"GEO_PRECISION {_LABELS}",
    known="viina_version event_id_1pd date n_reports event_ids sources geonameid feature_code "
    "asciiname ADM1_NAME ADM1_CODE ADM2_NAME ADM2_CODE longitude latitude GEO_PRECISION t_mil_b "
    "t_loc_b t_san_b t_aad_b t_airstrike_b t_uav_b t_airalert_b t_armor_b t_arrest_b t_artillery_b "
    "t_control_b t_firefight_b t_ied_b t_raid_b t_occupy_b t_property_b t_cyber_b t_hospital_b "
    "t_milcas_b t_civcas_b t_retreat_b a_rus_b a_ukr_b a_rus_init_b a_ukr_init_b a_civ_b a_other_b",
    key="event_id_1pd",
    codebook="the README of VIINA",
)


def fetch(
    asked: Asked,
    *,
    pause: Callable[[float], None] = time.sleep,
    progress: Progress | None = None,
) -> Iterator[Fetched]:
    """The file event_1pd of each year that is asked for, where it is another than the last time.

    `progress` is told bytes. Raises FetchError.
    """
    base = settings.base("ATLAS_VIINA_URL", ADDRESS)
    now = datetime.now(UTC).year
    first = max(asked.since.year if asked.since else FIRST_YEAR, FIRST_YEAR)
    years = range(first, min(asked.until.year if asked.until else now, now) + 1)
    if not years:
        raise FetchError(f"VIINA has the years {FIRST_YEAR} to {now}; none of them was asked for.")
    with Web(pause=pause, redirects=True) as web:
        for year in years:
            try:
                yield _year(web, base, year, asked, progress)
            except RefusedError as refused:
                if refused.status != 404 or year < now or len(years) == 1:
                    raise
                origin = {"address": shown_address(base)}
                yield Fetched(None, origin, [f"there is no file of {year} yet"])


def _year(web: Web, base: str, year: int, asked: Asked, progress: Progress | None) -> Fetched:
    name = f"event_1pd_latest_{year}.zip"
    url, path = f"{base}/{name}", fetched_folder() / f"viina-{name}"
    part = path.with_name(f"{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    web.download(url, part, largest=LARGEST, progress=progress)
    with part.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    origin = {"address": shown_address(url), "file": name, "sha256": digest}
    before = next((one for one in asked.earlier if one.get("file") == name), {})
    notes = ["VIINA comes by whole years; days are not asked for"] if _has_days(asked) else []
    try:
        version, new = _looked_at(part, shown_address(url))
    except FetchError:
        web.forget(part)
        raise
    part.replace(path)
    web.forget(part)
    origin |= {"viina_version": version, "bytes": path.stat().st_size}
    if before.get("sha256") == digest:
        return Fetched(None, origin, [f"{name} is the one that was imported before (sha256)"])
    return Fetched(path, origin, notes + new)


def _has_days(asked: Asked) -> bool:
    january, december = asked.since, asked.until
    return bool(
        (january and (january.month, january.day) != (1, 1))
        or (december and (december.month, december.day) != (12, 31))
    )


def _looked_at(part: Path, address: str) -> tuple[str | None, list[str]]:
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
    _, notes = LAYOUT.columns([{name: "" for name in row if name}], address)
    return row.get("viina_version"), notes
