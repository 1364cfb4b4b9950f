"""An area of interest that is no region: around a point, a box, a polygon, or a saved shape.

It stands in an address as one short text:

    circle:48.46,35.05,25              latitude, longitude, kilometres around it
    box:47.1,33.2,48.9,36.1            south, west, north, east
    polygon:47.1,33.2;48.9,33.2;48,36  corners as latitude,longitude
    saved:dnipro-line-1f2e3d4c         a shape kept with the store (events/saved_areas.py)

Degrees are WGS 84 with four decimals (about ten metres). An incident is inside when its point
is; one that is known to its raion or oblast alone is inside no area, because nobody can tell.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from events.energy.distances import EARTH_KM, kilometres

MOST_CORNERS = 200
"""Corners of a polygon in an address, 3.2 kB; a shape with more is saved."""

KILOMETRES = (0.1, 500.0)
_SAVED = re.compile(r"[a-z0-9][a-z0-9-]{0,50}-[0-9a-f]{8}")
_KM_PER_DEGREE = float(np.radians(EARTH_KM))


class NoArea(ValueError):  # noqa: N818, the name says what is the case
    """A text that is no area; the message says why, to follow what was seen."""


@dataclass(frozen=True)
class Area:
    """kind: circle, box, polygon or saved. numbers: latitude, longitude, kilometres; or south,
    west, north, east; or latitude, longitude of every corner. name: of a saved shape."""

    kind: str
    numbers: tuple[float, ...] = ()
    name: str = ""

    @property
    def text(self) -> str:
        """The one text of this area; equal areas have equal texts."""
        if self.kind == "saved":
            return f"saved:{self.name}"
        said = [f"{number:.4f}".rstrip("0").rstrip(".") for number in self.numbers]
        if self.kind != "polygon":
            return f"{self.kind}:{','.join(said)}"
        return "polygon:" + ";".join(
            f"{one},{two}" for one, two in zip(said[::2], said[1::2], strict=True)
        )

    def words(self) -> dict[str, object]:
        """What its phrase says of it; see vocabulary.ENGLISH."""
        said = [f"{number:g}" for number in self.numbers]
        if self.kind == "circle":
            return {"point": ", ".join(said[:2]), "km": said[2]}
        if self.kind == "box":
            return dict(zip(("south", "west", "north", "east"), said, strict=True))
        if self.kind == "polygon":
            middle = self.shape.representative_point()
            return {"corners": len(said) // 2, "point": f"{middle.y:.2f}, {middle.x:.2f}"}
        return {"name": self.name}

    @cached_property
    def shape(self) -> shapely.Geometry:
        """The polygon in longitude, latitude; of a circle the box around it, of a saved none."""
        if self.kind == "circle":
            latitude, longitude, km = self.numbers
            up = km / _KM_PER_DEGREE
            aside = up / np.cos(np.radians(min(abs(latitude) + up, 89.0)))
            return shapely.box(longitude - aside, latitude - up, longitude + aside, latitude + up)
        if self.kind == "box":
            south, west, north, east = self.numbers
            return shapely.box(west, south, east, north)
        corners = np.array(self.numbers).reshape(-1, 2)
        return shapely.Polygon(corners[:, ::-1])

    def holds(self, latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
        """Whether each point (degrees) is inside or on the border; of a saved area ask `within`."""
        if self.kind != "circle":
            return within(self.shape, latitude, longitude)
        return kilometres(latitude, longitude, *self.numbers[:2]) <= self.numbers[2]


def parse(text: str) -> Area:
    """The area that `text` says; raises NoArea."""
    kind, _, rest = text.partition(":")
    if kind == "saved":
        if not _SAVED.fullmatch(rest):
            raise NoArea("is no name of a saved area")
        return Area(kind, name=rest)
    if kind not in _JUDGED:
        raise NoArea("is no area; write circle:48.46,35.05,25 or box: or polygon: or saved:")
    try:
        numbers = tuple(round(float(part), 4) + 0.0 for part in re.split("[,;]", rest))
    except ValueError:
        raise NoArea("holds something that is no number") from None
    _JUDGED[kind](numbers)
    return Area(kind, numbers)


def within(shape: shapely.Geometry, latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """Whether each point (degrees) is inside `shape` (longitude, latitude) or on its border."""
    shapely.prepare(shape)
    return shapely.intersects_xy(shape, longitude, latitude)


def _circle(numbers: tuple[float, ...]) -> None:
    if len(numbers) != 3:
        raise NoArea("needs latitude, longitude and kilometres")
    _degrees(numbers[:2])
    low, high = KILOMETRES
    if not low <= numbers[2] <= high:
        raise NoArea(f"needs between {low:g} and {high:g} kilometres")


def _box(numbers: tuple[float, ...]) -> None:
    if len(numbers) != 4:
        raise NoArea("needs south, west, north and east")
    _degrees(numbers)
    south, west, north, east = numbers
    if not (south < north and west < east):
        raise NoArea("needs south below north and west left of east")


def _polygon(numbers: tuple[float, ...]) -> None:
    corners, odd = divmod(len(numbers), 2)
    if odd or not 3 <= corners <= MOST_CORNERS:
        raise NoArea(f"needs 3 to {MOST_CORNERS} corners, each latitude,longitude")
    _degrees(numbers)
    if not shapely.is_valid(Area("polygon", numbers).shape):
        raise NoArea("crosses itself or has no inside")


def _degrees(numbers: tuple[float, ...]) -> None:
    pairs = np.array(numbers).reshape(-1, 2)
    if not (np.isfinite(pairs).all() and (np.abs(pairs) <= (90, 180)).all()):
        raise NoArea("holds no latitude (-90 to 90) or longitude (-180 to 180)")


_JUDGED: dict[str, Callable[[tuple[float, ...]], None]] = {
    "circle": _circle,
    "box": _box,
    "polygon": _polygon,
}
