"""What lies on the ground of a map picture, from the payload that the browser's map draws, too.

`dashboard.layers.atlas_payload` says what is drawn; map.js and this file draw it. Sizes are given
in pixels of a page and become points here, so that a dot is as large beside the shapes as there.
"""

import math
from collections.abc import Iterable

import numpy as np
import shapely

from dashboard.layers import GROUPS, PRECISIONS
from dashboard.layers.hexagon_layer import COARSE_COLOUR
from dashboard.report.drawing import INK, write
from dashboard.report.ground import Ground, Window, kilometres, short_name
from dashboard.words.terms import GROUP_COLOURS

BORDER, CHOSEN_BORDER = "#8b98a5", "#36414b"
PIXEL = 0.72
"""Points of a pixel of a page: a picture of 12 inches stands for 1,200 of them."""

_MOST_NAMES = 70
"""More regions than that are not named: their names would lie on each other."""


def paint(axes, ground: Ground, payload: dict) -> None:
    """The regions with their fills and hatching, those outside the filters in grey, and a heavier
    border around those that the filters ask about."""
    fills, inside = payload["fills"], payload["inside"]
    asked = [inside is None or any(map(_near(code), inside)) for code in ground.codes]
    painted = {} if payload["bubbles"] else payload["regions"]
    colours = [
        (painted.get(code) or [None])[0] or fills["none" if within else "outside"]
        for code, within in zip(ground.codes, asked, strict=True)
    ]
    _polygons(axes, ground.shapes, facecolors=colours, edgecolors=BORDER, linewidths=0.5)
    hatched = [len(painted.get(code) or ()) > 3 for code in ground.codes]
    if any(hatched):
        _hatch(axes, ground.shapes[hatched])
    if inside and any(asked):
        around = shapely.union_all(ground.shapes[asked])
        _polygons(axes, [around], facecolors="none", edgecolors=CHOSEN_BORDER, linewidths=1.2)


def plain(axes, ground: Ground, colour: str) -> None:
    """Regions without a value, as land under finer ones or under circles."""
    _polygons(axes, ground.shapes, facecolors=colour, edgecolors=BORDER, linewidths=0.5)


def names(axes, grounds: list[Ground], language: str) -> None:
    """The names of the finest regions that are few enough to be read, each inside its shape.

    grounds: the finest first; the axes have the limits of what is seen.
    """
    ground = next((each for each in grounds if len(each.codes) <= _MOST_NAMES), None)
    if ground is None:
        return
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    box = shapely.box(left, bottom, right, top)
    seen = shapely.intersection(ground.shapes, box)
    large = shapely.area(seen) > shapely.area(box) / 900
    middle = shapely.point_on_surface(seen)
    for code, point, room in zip(ground.codes, middle, large, strict=True):
        if room:
            name = short_name(code, language)
            write(axes, point.x, point.y, name, size=6.2, color="#3b4650", **_MIDDLE, **_halo())


def places(axes, payload: dict, seats: dict[str, tuple[float, float]]) -> None:
    """Dots or cells, hexagons and circles, or the circles at the seats of units."""
    if payload.get("hexagons"):
        _hexagons(axes, payload["hexagons"])
        _coarse(axes, payload["coarse"])
    if payload["cells"]:
        rows = np.array(payload["cells"], dtype=float)
        style = {"facecolors": payload["cellColour"], "edgecolors": "white", "alpha": 0.8}
        _circles(axes, rows[:, 0], rows[:, 1], rows[:, 3], linewidths=0.5, **style)
    for precision in range(len(PRECISIONS) - 1, -1, -1):  # the finest lie on top
        _dots(axes, [row for row in payload["dots"] if row[4] == precision], precision)
    if payload["bubbles"]:
        _bubbles(axes, payload, seats)


def dot_style(colour: str, precision: int) -> dict:
    """How map.js draws a dot: a ring where only the vicinity is known, paler for a settlement."""
    if PRECISIONS[precision] == "near":
        return {"facecolors": _pale(colour, 0.12), "edgecolors": colour, "linewidths": 1.3}
    opacity = 0.95 if PRECISIONS[precision] == "site" else 0.68
    return {"facecolors": _pale(colour, opacity), "edgecolors": "white", "linewidths": 0.6}


def _dots(axes, rows: list[list], precision: int) -> None:
    for spot, group in enumerate(GROUPS):
        found = np.array([row[:3] for row in rows if row[3] == spot], dtype=float)
        if len(found):
            radii = np.minimum(4 + 2.2 * np.log2(found[:, 2]), 16) * 0.8
            style = dot_style(GROUP_COLOURS[group], precision)
            _circles(axes, found[:, 0], found[:, 1], radii, **style)


def _hexagons(axes, hexagons: dict) -> None:
    """Corners as in map_hexagons.js, on the grid of events/questions/hexagons.py."""
    rows = np.array(hexagons["rows"], dtype=float)
    if not len(rows):
        return
    edge, right = hexagons["step"] / 3, hexagons["width"] / 2
    aside = np.array([0, right, right, 0, -right, -right])
    up = np.array([edge, edge / 2, -edge / 2, -edge, -edge / 2, edge / 2])
    x = rows[:, 0, None] * hexagons["width"] / 2 + aside
    y = rows[:, 1, None] * hexagons["step"] / 2 + up
    latitude = np.degrees(np.arcsin(y / hexagons["scale"][1]))
    corners = kilometres(np.degrees(x / hexagons["scale"][0]).ravel(), latitude.ravel())
    shapes = shapely.polygons(np.column_stack(corners).reshape(-1, 6, 2))
    colours = [hexagons["colours"][int(spot)] for spot in rows[:, 3]]
    _polygons(axes, shapes, facecolors=colours, edgecolors="white", linewidths=0.4)


def _coarse(axes, coarse: dict) -> None:
    """Open, dashed circles with their counts: something is here, and nobody knows where."""
    if not coarse["rows"]:
        return
    latitude, longitude, counts, *_ = zip(*coarse["rows"], strict=True)
    radii = np.maximum(4, coarse["radius"] * np.sqrt(np.array(counts) / counts[0]))
    style = {"facecolors": _pale("#ffffff", 0.72), "edgecolors": COARSE_COLOUR}
    _circles(axes, latitude, longitude, radii, linewidths=0.9, linestyles=(0, (3, 2)), **style)
    _counts(axes, latitude, longitude, radii, counts)


def _bubbles(axes, payload: dict, seats: dict[str, tuple[float, float]]) -> None:
    """Circles at the seats of units that have no shapes, the largest below."""
    units = [(code, entry) for code, entry in payload["regions"].items() if code in seats]
    units.sort(key=lambda unit: -unit[1][2])
    if not units:
        return
    latitude, longitude = zip(*(seats[code] for code, _ in units), strict=True)
    counts = [entry[2] for _, entry in units]
    largest, radius = payload["bubbles"]["largest"], payload["bubbles"]["radius"]
    radii = np.maximum(3, radius * np.sqrt(np.array(counts) / max(1, largest)))
    colours = [_pale(entry[0] or payload["fills"]["none"], 0.85) for _, entry in units]
    _circles(axes, latitude, longitude, radii, facecolors=colours, edgecolors=COARSE_COLOUR)
    _counts(axes, latitude, longitude, radii, counts)


def _circles(axes, latitude, longitude, radii, **style) -> None:
    sizes = (2 * np.asarray(radii, dtype=float) * PIXEL) ** 2
    style = {"linewidths": 0.6, **style}
    axes.scatter(*kilometres(longitude, latitude), s=sizes, **style)


def _counts(axes, latitude, longitude, radii, counts) -> None:
    """The count in each circle that has room for it."""
    x, y = kilometres(longitude, latitude)
    for spot, count in enumerate(counts):
        if radii[spot] >= 4.5 * len(str(count)):
            size = min(8.5, radii[spot] * 0.75)
            write(axes, x[spot], y[spot], str(count), size=size, bold=True, **_MIDDLE, **_halo())


def _polygons(axes, shapes: Iterable, **style) -> None:
    """Filled shapes with their holes, as one collection."""
    from matplotlib.collections import PathCollection

    axes.add_collection(PathCollection([_path(shape) for shape in shapes], **style))


def _hatch(axes, shapes: Iterable) -> None:
    """Slanted lines, so dark that they are seen on any fill and in grey print."""
    _polygons(axes, shapes, facecolors="none", edgecolors=INK, hatch="////", linewidths=0)


def _path(shape):
    """A polygon, of several parts and with holes, as one path."""
    from matplotlib.path import Path

    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(shapely.get_parts(shape))]
    codes = [Path.MOVETO, Path.LINETO, Path.CLOSEPOLY]
    kinds = [np.repeat(codes, (1, len(ring) - 2, 1)) for ring in rings]
    return Path(np.concatenate(rings), np.concatenate(kinds))


def _near(code: str):
    """Whether another region holds this one or lies in it."""
    return lambda other: code.startswith(other) or other.startswith(code)


def _pale(colour: str, opacity: float) -> tuple[float, float, float, float]:
    parts = (int(colour[spot : spot + 2], 16) / 255 for spot in (1, 3, 5))
    return (*parts, opacity)


def _halo() -> dict:
    from matplotlib.patheffects import withStroke

    return {"path_effects": [withStroke(linewidth=1.6, foreground="#ffffffcc")]}


_MIDDLE = {"ha": "center", "va": "center", "clip_on": True}


def zoom(window: Window, pixels: float) -> float:
    """The zoom of the browser's map whose pixels are as large as those of a picture."""
    _, west, _, east = window.degrees()
    return max(4.5, min(16.0, math.log2(360 / 256 / ((east - west) / pixels))))
