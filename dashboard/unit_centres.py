"""Where a circle that stands for a whole region is drawn."""

from functools import cache

import geodata


def centres(codes) -> dict[str, tuple[float, float]]:
    """code -> (latitude, longitude) of each region of `codes`: a point inside its shape where its
    level has shapes, else its seat; a region with neither is left out."""
    known: dict[str, tuple[float, float]] = {}
    for level in {geodata.level_of(code) for code in codes}:
        digest = geodata.digest(level) if level in geodata.shape_levels() else ""
        known |= _of_level(level, digest)
    return {code: known[code] for code in codes if code in known}


@cache
def _of_level(level: int, digest: str) -> dict[str, tuple[float, float]]:
    """Those of a level; digest of its shapes, empty where it has none."""
    seats = geodata.seats(level)
    points = zip(seats["latitude"], seats["longitude"], strict=True)
    places = dict(zip(seats["code"], points, strict=True))
    if digest:
        shapes = geodata.shapes(level)
        inside = shapes.geometry.representative_point()
        places |= dict(zip(shapes["code"], zip(inside.y, inside.x, strict=True), strict=True))
    return places
