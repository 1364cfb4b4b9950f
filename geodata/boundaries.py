"""Boundary sets: the shapes of a level, with edition, licence and attribution.

The first level is embedded (data/adm1.geojson, remade by build.py). Sets that were installed under
the data folder (`geodata.install`) answer for their level, the first included.
"""

import hashlib
import json
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

import numpy as np
import shapely

from geodata import installed, levels, shown

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

EMBEDDED = Path(__file__).parent / "data" / "adm1.geojson"


class NotInstalledError(LookupError):
    """A level whose shapes this installation does not have, said in a sentence."""


class Edition(NamedTuple):
    """What a boundary set is: its own name, where it comes from and on which terms.

    licence and attribution are "not stated" where the one who installed the set said nothing.
    """

    name: str
    licence: str
    attribution: str


@cache
def _embedded() -> dict:
    return json.loads(EMBEDDED.read_text(encoding="utf-8"))


def shape_levels() -> tuple[int, ...]:
    """The levels whose shapes are there: 1 always, 2 and 3 when installed."""
    return tuple(level for level in levels.LEVELS if level == 1 or installed.record(level))


def edition(level: int = 1) -> Edition:
    """Edition, licence and attribution of the shapes of a level. Raises NotInstalledError."""
    found = _record(level)
    if found is None:
        return embedded_edition()
    return Edition(*(found[field] or "not stated" for field in Edition._fields))


def embedded_edition() -> Edition:
    """Edition, licence and attribution of the oblasts that come with the program."""
    return Edition(*(_embedded()[field] for field in Edition._fields))


def digest(level: int = 1) -> str:
    """SHA-256 of the shapes of a level; what was made from them is good as long as it stays."""
    found = _record(level)
    return _embedded_digest() if found is None else found["sha256"]


@cache
def _embedded_digest() -> str:
    return hashlib.sha256(EMBEDDED.read_bytes()).hexdigest()


def coverage(level: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Codes (ordered) and polygons of a level, WGS 84 degrees, without loading geopandas."""
    found = _record(level)
    return embedded_coverage() if found is None else read_shapes(found["path"] / installed.SHAPES)


def embedded_coverage() -> tuple[np.ndarray, np.ndarray]:
    """Codes (ordered) and polygons of the first level as they come with the program."""
    features = sorted(_embedded()["features"], key=lambda f: f["properties"]["code"])
    shapes = [json.dumps(feature["geometry"]) for feature in features]
    codes = [feature["properties"]["code"] for feature in features]
    return np.array(codes, dtype=object), shapely.from_geojson(shapes)


@lru_cache(maxsize=3)
def read_shapes(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Codes (ordered) and polygons of an installed set's file; a set's file never changes."""
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(path)
    codes = table["code"].to_numpy(zero_copy_only=False)
    return codes.astype(object), shapely.from_wkb(table["geometry"].to_numpy(zero_copy_only=False))


def shapes(level: int = 1) -> "GeoDataFrame":
    """The shapes of a level as a GeoDataFrame[code, geometry] in EPSG:4326, ordered by code.

    Raises NotInstalledError for raions and hromadas that are not installed, ValueError for a level
    that does not exist.
    """
    import geopandas  # here, because loading it takes longer than all else that a start needs

    codes, polygons = coverage(level)
    return geopandas.GeoDataFrame({"code": codes}, geometry=polygons, crs="EPSG:4326")


def write_static(folder: Path, level: int = 1) -> list[Path]:
    """Writes the shown shapes of a level (`geodata.shown`) for the browser; gives its path.

    The file is named after its content, so that a browser may keep it for ever. A file that is
    there already is not written again.
    """
    found = _record(level)
    if found is None:
        text = shown.text(*embedded_coverage(), level)
    else:
        text = (found["path"] / installed.SHOWN).read_bytes()
    path = Path(folder) / f"adm{level}-{hashlib.sha256(text).hexdigest()[:12]}.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # A name of its own: two servers may miss the file at the same moment.
        part = path.with_suffix(f".{uuid4().hex}.part")
        part.write_bytes(text)
        part.replace(path)
    return [path]


def _record(level: int) -> dict | None:
    """The record of an installed set; None when the embedded one answers."""
    if level not in levels.LEVELS:
        raise ValueError(f"There is no level {level!r}: 1 is oblast, 2 raion, 3 hromada.")
    found = installed.record(level)
    if found is None and level != 1:
        raise NotInstalledError(
            f"No {levels.LEVELS[level]} shapes are installed: only the oblasts' shapes come with "
            f"the program. Install a file of {levels.LEVELS[level]}s (python -m geodata install "
            "FILE), or ask for level 1."
        )
    return found
