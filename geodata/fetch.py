"""Fetches Ukraine's administrative boundaries (COD-AB) from the Humanitarian Data Exchange.

The exchange is a CKAN: its action package_show lists the files of a data set with their dates. The
file goes to ATLAS_DATA/downloads, with a record beside it. What was cut off is taken up where it
stopped; what fails for a while is tried again.
"""

import hashlib
import json
import os
import re
import time
import urllib.parse
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from geodata import installed
from geodata.boundary_files import LARGEST, wanted_members
from geodata.web import Web
from geodata.web_faults import FetchError

DATASETS = {"cod-ab": "cod-ab-ukr"}
BASE = "https://data.humdata.org"  # another one: ATLAS_HDX, such as a mirror
_FORMATS = {"geojson": b"{", "geopackage": b"SQLite format 3", "shp": b"PK"}  # in order of liking
_ENDINGS = {"geojson": ".geojson", "geopackage": ".gpkg", "shp": ".zip"}
_HASHES = {32: "md5", 40: "sha1", 64: "sha256"}


def fetch(
    dataset: str = "cod-ab",
    *,
    progress: Callable[[int, int | None], None] | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> dict:
    """Fetches the newest boundary file of a data set; gives its record.

    The record holds path, url, size (bytes), sha256, retrieved (UTC), modified (date of the file),
    publisher, licence, title. `progress` is told the bytes there are and the bytes there will be. A
    file that is there already, with the same address and date, is not fetched again. Raises
    FetchError; nothing but a part to go on from is left behind then.
    """
    try:
        with Web(pause=pause, redirects=True) as web:
            return _fetched(dataset, web, progress)
    except OSError as error:
        raise FetchError(f"{error.filename} could not be written: {error.strerror}.") from None


def _fetched(dataset: str, web: Web, progress: Callable | None) -> dict:
    base = os.environ.get("ATLAS_HDX") or BASE
    address = f"{base.rstrip('/')}/api/3/action/package_show?id={DATASETS[dataset]}"
    package = _package(web.read(address).content, address)
    resource = _newest(package, address)
    url, kind = resource["url"], _kind(resource)
    found = {
        "url": url,
        "modified": str(resource.get("last_modified") or "")[:10] or None,
        "title": package.get("title"),
        "publisher": (package.get("organization") or {}).get("title"),
        "licence": package.get("license_title"),
    }
    path = installed.data_folder() / "downloads" / _file_name(url, kind)
    record, part = path.with_name(path.name + ".json"), path.with_name(path.name + ".part")
    if (kept := _kept(path, record)) and all(kept[key] == found[key] for key in found):
        return kept
    path.parent.mkdir(parents=True, exist_ok=True)
    web.download(url, part, largest=LARGEST, progress=progress)
    digest = _checked(part, kind, resource.get("hash"), url)
    found |= {"path": str(path), "size": part.stat().st_size, "sha256": digest}
    found["retrieved"] = datetime.now(UTC).isoformat(timespec="seconds")
    record.unlink(missing_ok=True)
    part.replace(path)
    record.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    Web.forget(part)
    return found


def _package(content: bytes, address: str) -> dict:
    try:
        answer = json.loads(content)
        if answer["success"] is not True:
            raise FetchError(f"{address} says that it did not succeed: {answer.get('error')}.")
        return answer["result"]
    except (ValueError, KeyError, TypeError) as error:
        if isinstance(error, FetchError):
            raise
        raise FetchError(
            f"{address} answers with something else than a CKAN does, beginning "
            f"{content[:60].decode(errors='replace')!r}; is the address (ATLAS_HDX) right?"
        ) from None


def _newest(package: dict, address: str) -> dict:
    """The newest file of a format that we read; of several of one date the one liked best."""
    fitting = [x for x in package.get("resources", []) if _kind(x) and x.get("url")]
    if not fitting:
        raise FetchError(f"{address} lists no GeoJSON, GeoPackage or Shapefile.")
    order = list(_FORMATS)
    fitting.sort(key=lambda x: order.index(_kind(x)))
    newest = max(fitting, key=lambda x: str(x.get("last_modified") or ""))
    if urllib.parse.urlsplit(newest["url"]).scheme not in ("http", "https"):
        raise FetchError(f"{address} names {newest['url']!r}, which is no web address.")
    return newest


def _kind(resource: dict) -> str | None:
    name = str(resource.get("format") or "").lower().strip()
    name = {"geo package": "geopackage", "gpkg": "geopackage", "shapefile": "shp"}.get(name, name)
    return name if name in _FORMATS else None


def _file_name(url: str, kind: str) -> str:
    """A plain name made from the address; no path of another's choosing."""
    name = urllib.parse.unquote(urllib.parse.urlsplit(url).path).replace("\\", "/").split("/")[-1]
    name = re.sub(r"[^A-Za-z0-9._-]+", "_", name).lstrip(".")[-100:] or "boundaries"
    return name if Path(name).suffix in {*_ENDINGS.values(), ".gz"} else name + _ENDINGS[kind]


def _kept(path: Path, record: Path) -> dict | None:
    """The record of a file that is there whole."""
    try:
        kept = json.loads(record.read_text(encoding="utf-8"))
        return kept if _sha256(path) == kept["sha256"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _checked(part: Path, kind: str, told: str | None, url: str) -> str:
    """The SHA-256 of a file that is what it should be; otherwise it is removed."""
    with part.open("rb") as file:
        begin = file.read(64)
    told = str(told or "").strip().lower()
    wrong = None
    if not (begin.lstrip().startswith(_FORMATS[kind]) or begin.startswith((b"PK", b"\x1f\x8b"))):
        wrong = f"is no {kind} file but begins {begin[:40].decode(errors='replace')!r}"
    elif re.fullmatch(r"[0-9a-f]+", told) and len(told) in _HASHES:
        with part.open("rb") as file:
            if hashlib.file_digest(file, _HASHES[len(told)]).hexdigest() != told:
                wrong = f"does not have the checksum that the exchange states ({told})"
    if begin.startswith(b"PK") and not wrong:
        wrong = _zip_fault(part)
    if wrong:
        Web.forget(part)
        raise FetchError(f"{url} {wrong}.")
    return _sha256(part)


def _zip_fault(part: Path) -> str | None:
    """Why a zip is not kept: it is damaged, leads out of its folder, or holds no boundaries."""
    try:
        with zipfile.ZipFile(part) as archive:
            wanted_members(archive, "it")
    except (zipfile.BadZipFile, ValueError) as error:
        return f"is no zip of boundaries: {str(error).rstrip('.')}"
    return None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
