"""Density: incidents per hexagon of equal ground area, and what is known to a unit alone.

The hexagons tile a cylindrical equal-area map of the earth (Lambert's, standard parallel 48.5 N,
sphere of 6,371.0072 km): x = R cos(p) longitude, y = R sin(latitude) / cos(p). So each covers the
same ground wherever it lies. Cells of H3 do not: over Ukraine their areas differ by a fifth, and
the outlines of 3,000 of them take 300 kB where two whole numbers a hexagon do here.
"""

from dataclasses import dataclass
from math import cos, radians, sqrt

import pandas as pd

from events.filters.filters import Filters
from events.questions.atlas import Atlas
from events.questions.counting import counted

PARALLEL = radians(48.5)
RADIUS = 6371.0072
"""Kilometres: the sphere with the earth's surface."""

SCALE = (RADIUS * cos(PARALLEL), RADIUS / cos(PARALLEL))
"""Kilometres of x a radian of longitude, and of y a sine of latitude."""

FINEST, COARSEST = 25, 25_600
"""Square kilometres of a hexagon. Most incidents are known to a settlement or its vicinity, so
finer ones would show where points stand and not where incidents are dense."""

_AREA_AT_ZOOM_6 = 1600
"""About 27 pixels across; a step of the zoom is a fourth of the area."""


@dataclass(frozen=True)
class Hexagons:
    """frame: column, row, incidents; ordered by row and column, each hexagon with an incident once.

    On the map of this module the centre of a hexagon is x = column * width / 2, y = row * step / 2,
    a corner to the north and one to the south, step / 3 from it. width, step: kilometres; area of
    each: square kilometres. incidents: how many there are in the bounds together.
    """

    frame: pd.DataFrame
    area: int
    width: float
    step: float
    incidents: int


def hexagons(
    atlas: Atlas,
    filters: Filters,
    *,
    bounds: tuple[float, float, float, float] | None = None,
    zoom: float | None = None,
    cap: int = 3000,
) -> Hexagons:
    """How many incidents placed to a site, a settlement or its vicinity each hexagon holds.

    bounds (south, west, north, east in degrees) and zoom are the map's: what lies outside is left
    out, and the zoom sets the area; without it, or when that gives more than `cap`, the hexagons
    are as large as needed. Withheld incidents are in none.
    """
    where, values = filters.where()
    where += f" AND {filters.counted()} AND located"
    where += " AND point_latitude IS NOT NULL AND point_longitude IS NOT NULL"
    if bounds is not None:
        south, west, north, east = (round(edge * 100_000) for edge in bounds)
        where += " AND point_latitude BETWEEN $south AND $north"
        where += " AND point_longitude BETWEEN $west AND $east"
        values |= {"south": south, "north": north, "west": west, "east": east}
    area = area_at(zoom)
    while True:
        frame = _cells(atlas, filters, where, values, area)
        if len(frame) <= cap or area >= COARSEST:
            break
        area *= 4
    return Hexagons(frame, area, *_size(area), incidents=int(frame["incidents"].sum()))


def area_at(zoom: float | None) -> int:
    """Square kilometres of a hexagon at a zoom of the map: FINEST, four times that, and so on."""
    wanted = _AREA_AT_ZOOM_6 / 4 ** ((6 if zoom is None else round(zoom)) - 6)
    return int(min(max(wanted, FINEST), COARSEST))


def coarse_units(atlas: Atlas, filters: Filters) -> pd.DataFrame:
    """code, incidents of every oblast, raion or hromada to which alone incidents are known that
    have no point of their own; ordered by code."""
    where, values = filters.where(wide=True)
    finest = "coalesce(adm3_code::VARCHAR, adm2_code::VARCHAR, adm1_code::VARCHAR)"
    return atlas.rows(
        f"""SELECT {finest} AS code, count(*) AS incidents
        FROM {counted(filters, f"{where} AND {filters.counted()}")}
        WHERE placed AND NOT located GROUP BY 1 HAVING code IS NOT NULL ORDER BY 1""",
        values,
        words=filters.words,
    )


def _size(area: float) -> tuple[float, float]:
    """Width of a hexagon, and the distance of every second row of them, in kilometres."""
    edge = sqrt(2 * area / (3 * sqrt(3)))
    return sqrt(3) * edge, 3 * edge


def _cells(atlas: Atlas, filters: Filters, where: str, values: dict, area: int) -> pd.DataFrame:
    """The counts. Centres of hexagons are two rectangular lattices, one in the middles of the
    other; the nearest of both is the hexagon's, so a point is in exactly one."""
    width, step = _size(area)
    scale = {"x_scale": SCALE[0] * radians(1e-5), "y_scale": SCALE[1]}
    return atlas.rows(
        f"""WITH places AS (
            SELECT point_latitude AS latitude, point_longitude AS longitude, count(*) AS n
            FROM {counted(filters, where)} GROUP BY ALL),
        scaled AS (SELECT n, longitude * $x_scale / $width AS x,
            sin(radians(latitude / 100000)) * $y_scale / $step AS y FROM places),
        near AS (SELECT n, x, y, round(x) AS x_one, round(y) AS y_one,
            floor(x) + 0.5 AS x_two, floor(y) + 0.5 AS y_two FROM scaled),
        nearest AS (SELECT n, x_one, y_one, x_two, y_two,
            (x - x_one) ** 2 + 3 * (y - y_one) ** 2
                <= (x - x_two) ** 2 + 3 * (y - y_two) ** 2 AS one
            FROM near)
        SELECT (2 * if(one, x_one, x_two))::INTEGER AS "column",
            (2 * if(one, y_one, y_two))::INTEGER AS "row", sum(n)::BIGINT AS incidents
        FROM nearest GROUP BY ALL ORDER BY "row", "column" """,
        values | scale | {"width": width, "step": step},
        words=filters.words,
    )
