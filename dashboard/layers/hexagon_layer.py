"""Hexagons of equal area for what has a point, circles for what is known only to a region."""

import pandas as pd

from dashboard.map.shading import class_borders
from dashboard.words.writing import counted, say
from events import Hexagons
from geodata import name

COLOURS = ("#e6d9ec", "#cbb0d6", "#a77db6", "#7d4a91", "#4f2064")
"""Five steps of one violet, light to dark; none is a colour of the regions."""

COARSE_COLOUR = "#36414b"
LARGEST_COARSE = 18
"""Pixels of the radius of the region to which alone most incidents are known."""


def hexagon_payload(found: Hexagons, scale: tuple[float, float]) -> dict:
    """What map_hexagons.js draws: rows [column, row, incidents, class] and how to lay them out.

    scale: kilometres of x a radian of longitude, and of y a sine of latitude.
    """
    borders = class_borders(found.frame["incidents"])
    spread = COLOURS[len(COLOURS) - len(borders) :]
    spots = pd.Series(borders, dtype="float64").searchsorted(found.frame["incidents"])
    columns = [found.frame[c].tolist() for c in ("column", "row", "incidents")]
    return {
        "width": round(found.width, 6),
        "step": round(found.step, 6),
        "scale": [round(part, 6) for part in scale],
        "colours": list(spread),
        "rows": [list(row) for row in zip(*columns, spots.tolist(), strict=True)],
    }


def class_items(found: Hexagons) -> list[int]:
    """The upper borders of the classes of hexagons."""
    return class_borders(found.frame["incidents"])


def coarse_rows(
    units: pd.DataFrame, centres: dict[str, tuple[float, float]], language: str
) -> list[list]:
    """[latitude, longitude, incidents, code, name, what is known] a region, the largest first.

    units: rows of coarse_units; centres: code -> latitude, longitude; a unit without one is left
    out (its incidents are in the table).
    """
    known = units[units["code"].isin(centres)]
    ordered = known.sort_values(["incidents", "code"], ascending=[False, True])
    return [
        [
            *(round(part, 4) for part in centres[code]),
            count,
            code,
            name(code, language),
            say("tip_coarse_unit", language, incidents=counted("incidents", count, language)),
        ]
        for code, count in zip(ordered["code"], ordered["incidents"].tolist(), strict=True)
    ]
