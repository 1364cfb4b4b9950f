"""Boundary sets: the shapes of a level, with edition, licence and attribution.

The first level is embedded (data/adm1.geojson, remade by build.py). Raion and hromada shapes are
not part of the program.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from geodata import levels

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

EMBEDDED = Path(__file__).parent / "data" / "adm1.geojson"
SHOWN_DIGITS = 4  # 0.0001 degree: 11 m northwards, 7 m eastwards
SHOWN_TOLERANCE = 0.004  # degrees; at zoom 6 a screen pixel is 0.02 degrees


class NotInstalledError(LookupError):
    """A level whose shapes this installation does not have, said in a sentence."""


class Edition(NamedTuple):
    """What a boundary set is: its own name, where it comes from and on which terms."""

    name: str
    licence: str
    attribution: str


@cache
def _embedded() -> dict:
    return json.loads(EMBEDDED.read_text(encoding="utf-8"))


def edition(level: int = 1) -> Edition:
    """Edition, licence and attribution of the shapes of a level. Raises NotInstalledError."""
    _need(level)
    return Edition(*(_embedded()[field] for field in Edition._fields))


def digest(level: int = 1) -> str:
    """SHA-256 of the shapes of a level; what was made from them is good as long as it stays."""
    _need(level)
    return hashlib.sha256(EMBEDDED.read_bytes()).hexdigest()


def coverage(level: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Codes (ordered) and polygons of a level, WGS 84 degrees, without loading geopandas."""
    _need(level)
    features = sorted(_embedded()["features"], key=lambda f: f["properties"]["code"])
    shapes = [json.dumps(feature["geometry"]) for feature in features]
    codes = [feature["properties"]["code"] for feature in features]
    return np.array(codes, dtype=object), shapely.from_geojson(shapes)


def shapes(level: int = 1) -> "GeoDataFrame":
    """The shapes of a level as a GeoDataFrame[code, geometry] in EPSG:4326, ordered by code.

    Raises NotInstalledError for raions and hromadas, ValueError for a level that does not exist.
    """
    import geopandas  # here, because loading it takes longer than all else that a start needs

    codes, polygons = coverage(level)
    return geopandas.GeoDataFrame({"code": codes}, geometry=polygons, crs="EPSG:4326")


def write_static(folder: Path, level: int = 1) -> list[Path]:
    """Writes the shown shapes of a level for the browser; gives the paths written.

    One GeoJSON file (properties code, name_en, name_uk; coordinates rounded to 4 decimals;
    neighbours simplified together so that they keep one border) named after its content, so that
    a browser may keep it for ever. A file that is there already is not written again.
    """
    codes, polygons = coverage(level)
    shown = shapely.coverage_simplify(polygons, SHOWN_TOLERANCE)
    features = [_feature(code, polygon) for code, polygon in zip(codes, shown, strict=True)]
    text = json.dumps(
        {"type": "FeatureCollection", "features": features},
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    path = Path(folder) / f"adm{level}-{hashlib.sha256(text).hexdigest()[:12]}.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(text)
        part.replace(path)
    return [path]


def _feature(code: str, polygon: shapely.Geometry) -> dict:
    unit = levels.unit(code)
    rounded = shapely.transform(polygon, lambda points: points.round(SHOWN_DIGITS))
    return {
        "type": "Feature",
        "properties": {"code": code, "name_en": unit.name_en, "name_uk": unit.name_uk},
        "geometry": json.loads(shapely.to_geojson(rounded)),
    }


def _need(level: int) -> None:
    if level not in levels.LEVELS:
        raise ValueError(f"There is no level {level!r}: 1 is oblast, 2 raion, 3 hromada.")
    if level != 1:
        raise NotInstalledError(
            f"No {levels.LEVELS[level]} shapes are installed: only the oblasts' shapes come with "
            "the program. Ask for level 1."
        )
