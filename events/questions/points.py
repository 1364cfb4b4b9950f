"""The question of the map: where located incidents are, one row a place or a cell of a grid."""

from dataclasses import dataclass

import pandas as pd

from events.filters.filters import Filters
from events.questions.atlas import Atlas
from events.questions.counting import counted

WORLD_DEGREES = 360 / 256
"""Degrees of longitude under one pixel at zoom 0 (Web Mercator, 256 pixels a tile)."""

PIXELS_A_CELL = 24


@dataclass(frozen=True)
class Dots:
    """What to draw. `frame` has latitude, longitude, incidents, killed_min, group, precision,
    place, place_uk, ordered by latitude and longitude.

    One row a place; when there are more than the cap, binned is True and one row is a cell of
    cell_degrees in both directions, at the mean of its incidents' points (a cell's centre may
    lie in the sea or abroad), with place, place_uk and precision None.
    locations_total: how many places there are within the bounds. killed_min: sum of the stated
    lower bounds, NaN when none is stated. An incident of several linked reports is at the point of
    the most finely placed of them. group: the most frequent target_category, of equals
    the first in incident.TARGET_CATEGORIES. precision: the finest at that place.
    """

    frame: pd.DataFrame
    locations_total: int
    binned: bool
    cell_degrees: float | None


def dots(
    atlas: Atlas,
    filters: Filters,
    *,
    cap: int = 3000,
    bounds: tuple[float, float, float, float] | None = None,
    zoom: float | None = None,
) -> Dots:
    """The places of the incidents that may be drawn as dots, at most about `cap` rows.

    bounds: (south, west, north, east) in degrees; what lies outside is left out. zoom: the
    map's; it sets the cell. Without it, or when that gives too many rows, the cell is as wide
    as needed.
    """
    where, values = filters.where()
    where += f" AND {filters.counted()} AND located"
    where += " AND point_latitude IS NOT NULL AND point_longitude IS NOT NULL"
    if bounds is not None:
        south, west, north, east = (round(edge * 100_000) for edge in bounds)
        where += " AND point_latitude BETWEEN $south AND $north"
        where += " AND point_longitude BETWEEN $west AND $east"
        values |= {"south": south, "north": north, "west": west, "east": east}
    question = _Question(atlas, counted(filters, where), values, filters.words)
    places = question.places()
    if places <= cap:
        return Dots(question.dots(), places, False, None)
    cell = cell_width(zoom)
    frame = question.cells(cell)
    while len(frame) > cap:
        cell *= 2
        frame = question.cells(cell)
    return Dots(frame, places, True, cell / 100_000)


@dataclass(frozen=True)
class _Question:
    atlas: Atlas
    counted: str
    values: dict
    words: str

    def places(self) -> int:
        """How many different places there are."""
        sql = f"""SELECT count(*) FROM (SELECT DISTINCT point_latitude, point_longitude
            FROM {self.counted})"""
        ((count,),) = self.atlas.tuples(sql, self.values, words=self.words)
        return count

    def dots(self) -> pd.DataFrame:
        """One row a place."""
        return self.atlas.rows(
            f"""WITH kinds AS (
                SELECT point_latitude AS y, point_longitude AS x, target_category AS kind,
                    count(*) AS n, sum(killed_min) AS killed, min(location_precision) AS precision,
                    min(place) AS place, min(place_uk) AS place_uk
                FROM {self.counted} GROUP BY ALL)
            SELECT y / 100000 AS latitude, x / 100000 AS longitude, sum(n)::BIGINT AS incidents,
                sum(killed)::BIGINT AS killed_min,
                arg_max(kind::VARCHAR, n * 100 - enum_code(kind)) AS "group",
                min(precision)::VARCHAR AS precision, min(place) AS place,
                min(place_uk) AS place_uk
            FROM kinds GROUP BY y, x ORDER BY y, x""",
            self.values,
            words=self.words,
        )

    def cells(self, cell: int) -> pd.DataFrame:
        """One row a cell of `cell` hundred-thousandths of a degree."""
        # One whole number for both directions groups twice as fast as two.
        return self.atlas.rows(
            f"""WITH kinds AS (
                SELECT (point_latitude + 9000000) // $cell * 100000000::BIGINT
                    + (point_longitude + 18000000) // $cell AS cell,
                    target_category AS kind, count(*) AS n, sum(killed_min) AS killed,
                    sum(point_latitude) AS y, sum(point_longitude) AS x
                FROM {self.counted} GROUP BY ALL)
            SELECT round(sum(y) / sum(n) / 100000, 5) AS latitude,
                round(sum(x) / sum(n) / 100000, 5) AS longitude,
                sum(n)::BIGINT AS incidents, sum(killed)::BIGINT AS killed_min,
                arg_max(kind::VARCHAR, n * 100 - enum_code(kind)) AS "group",
                NULL::VARCHAR AS precision, NULL::VARCHAR AS place, NULL::VARCHAR AS place_uk
            FROM kinds GROUP BY cell ORDER BY cell""",
            self.values | {"cell": cell},
            words=self.words,
        )


def cell_width(zoom: float | None) -> int:
    """Width of a cell in hundred-thousandths of a degree: about PIXELS_A_CELL on the screen."""
    degrees = PIXELS_A_CELL * WORLD_DEGREES / 2 ** (6 if zoom is None else zoom)
    return max(1, round(degrees * 100_000))
