"""The ground of a map picture: region shapes in kilometres, what is cut out of them, scale bar.

The projection is a conic of equal areas: regions that are shaded must be as large as they are, and
kilometres are the same all over the country (within one in a hundred), so that a bar can show them.
"""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import shapely

import geodata
from dashboard import assets

_CONIC = "+proj=aea +lat_1=45.5 +lat_2=51.5 +lat_0=48.4 +lon_0=31.2 +ellps=WGS84 +units=km"
_AROUND = 0.03
"""Part of the width of what is cut out that is shown around it."""
_FAR_KM = 800.0
"""A picture that shows more than this across has pixels of a kilometre; finer bends are left out,
of all hromadas four in ten corners."""
_LEAST_KM = 25.0
"""No picture shows less ground than so many kilometres across."""


@cache
def _transformer():
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:4326", _CONIC, always_xy=True)


def kilometres(longitude, latitude) -> tuple[np.ndarray, np.ndarray]:
    """x and y in kilometres of points in degrees."""
    x, y = _transformer().transform(np.asarray(longitude, float), np.asarray(latitude, float))
    return np.atleast_1d(x), np.atleast_1d(y)


def flat(shapes: np.ndarray) -> np.ndarray:
    """Polygons in degrees -> in kilometres."""

    def project(points: np.ndarray) -> np.ndarray:
        return np.column_stack(kilometres(points[:, 0], points[:, 1]))

    return shapely.transform(shapes, project)


@dataclass(frozen=True)
class Window:
    """What of the ground is seen: left, bottom, right, top in kilometres."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    def shaped(self, ratio: float) -> "Window":
        """The window made wider or higher to `ratio` (width by height), around the same middle."""
        width, height = self.width, self.top - self.bottom
        width, height = max(width, height * ratio), max(height, width / ratio)
        x, y = (self.left + self.right) / 2, (self.bottom + self.top) / 2
        return Window(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def degrees(self) -> tuple[float, float, float, float]:
        """South, west, north, east of the smallest box of degrees around it."""
        edges = shapely.segmentize(
            shapely.box(self.left, self.bottom, self.right, self.top), self.width / 20
        )
        points = shapely.get_coordinates(edges)
        longitude, latitude = _transformer().transform(*points.T, direction="INVERSE")
        box = (latitude.min(), longitude.min(), latitude.max(), longitude.max())
        return tuple(round(float(edge), 3) for edge in box)


@dataclass(frozen=True)
class Ground:
    """codes and shapes (kilometres) of one level, ordered by code."""

    codes: tuple[str, ...]
    shapes: np.ndarray


def ground(level: int) -> Ground:
    """The regions of a level that has shapes, as simplified as the browser gets them."""
    return _read(assets.STATIC / assets.prepare()[f"adm{level}.json"])


def seen(level: int, window: Window) -> Ground:
    """The regions of a level that lie in a window, no finer than a picture of it can show."""
    path = assets.STATIC / assets.prepare()[f"adm{level}.json"]
    whole = _coarse(path) if window.width > _FAR_KM else _read(path)
    box = shapely.box(window.left, window.bottom, window.right, window.top)
    inside = shapely.intersects(whole.shapes, box)
    codes = tuple(code for code, shown in zip(whole.codes, inside, strict=True) if shown)
    return Ground(codes, whole.shapes[inside])


@lru_cache(maxsize=3)
def _coarse(path: Path) -> Ground:
    whole = _read(path)
    return Ground(whole.codes, shapely.coverage_simplify(whole.shapes, _FAR_KM / 800))


@lru_cache(maxsize=3)
def _read(path: Path) -> Ground:
    """The regions of a file; its name carries a digest of its content."""
    features = json.loads(path.read_text("utf-8"))["features"]
    features.sort(key=lambda feature: feature["properties"]["code"])
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    codes = tuple(feature["properties"]["code"] for feature in features)
    return Ground(codes, flat(shapes))


def window(regions: Iterable[str], points: tuple | None = None) -> Window:
    """What is shown of the country: these regions, else the points (longitudes, latitudes; an
    area of the filters has no shape of its own here), else all of it."""
    shapes = [_shape(code) for code in regions if code != "none"]
    if not shapes and points is not None and len(points[0]):
        shapes = [shapely.MultiPoint(np.column_stack(kilometres(*points)))]
    left, bottom, right, top = shapely.total_bounds(np.array(shapes or ground(1).shapes))
    more = max(_AROUND * max(right - left, top - bottom), _LEAST_KM / 2)
    return Window(float(left - more), float(bottom - more), float(right + more), float(top + more))


def _shape(code: str):
    """The shape of a region, or of the finest one around it that has one."""
    for outer in (code, *geodata.parents(code)[::-1]):
        level = geodata.level_of(outer)
        if level in geodata.shape_levels():
            known = ground(level)
            if outer in known.codes:
                return known.shapes[known.codes.index(outer)]
    raise LookupError(f"No shape holds the region {code}: is data/adm1.geojson whole?")


def bar_length(window: Window) -> int:
    """Kilometres of a scale bar: 1, 2 or 5 times a power of ten, up to a fifth of the width."""
    power = 10 ** math.floor(math.log10(window.width / 5))
    return max(1, int(max(f * power for f in (1, 2, 5) if f * power <= window.width / 5)))


def short_name(code: str, language: str) -> str:
    """A region as a map writes it: Odesa, not Odesa Oblast; Kyiv oblast keeps its whole name,
    because the city of Kyiv stands in it."""
    name = geodata.name(code, language)
    if code == "UA32":
        return name
    for begin in ("Autonomous Republic of ", "Автономна Республіка "):
        name = name.removeprefix(begin)
    for end in (" Oblast", " raion", " hromada", " область", " район", " громада"):
        name = name.removesuffix(end)
    return name
