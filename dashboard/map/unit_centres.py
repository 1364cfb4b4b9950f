"""Where a circle that stands for a whole region is drawn."""

from functools import cache

import geodata


def centres(codes) -> dict[str, tuple[float, float]]:
    """code -> (latitude, longitude) of each region of `codes`: a point inside its shape where it
    has one, so that no circle hides the seat, where most incidents are; else its seat. A region
    with neither is left out."""
    known: dict[str, tuple[float, float]] = {}
    for level in {geodata.level_of(code) for code in codes}:
        found = _inside(level, geodata.digest(level)) if level in geodata.shape_levels() else {}
        wanted = {code for code in codes if geodata.level_of(code) == level}
        # The seats are read only where they are needed: the first reading takes half a second.
        known |= found if wanted <= set(found) else _seats(level) | found
    return {code: known[code] for code in codes if code in known}


@cache
def _inside(level: int, digest: str) -> dict[str, tuple[float, float]]:  # noqa: ARG001 - the key
    shapes = geodata.shapes(level)
    points = shapes.geometry.representative_point()
    return _by_code(shapes["code"], points.y, points.x)


@cache
def _seats(level: int) -> dict[str, tuple[float, float]]:
    seats = geodata.seats(level)
    return _by_code(seats["code"], seats["latitude"], seats["longitude"])


def _by_code(codes, latitudes, longitudes) -> dict[str, tuple[float, float]]:
    return dict(zip(codes, zip(latitudes, longitudes, strict=True), strict=True))
