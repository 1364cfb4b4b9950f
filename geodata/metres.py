"""True metres near a point, for whole columns: Mercator's map and how much it stretches.

Mercator keeps angles, so that around any point it is a true map but for one factor. What is
nearest there is nearest on the ground, and the factor turns its distances into metres.
"""

import numpy as np
import shapely

_EARTH_METRES = 6_378_137.0  # WGS 84: half the equator's diameter
_E2 = 0.006_694_379_990_14  # and the square of its eccentricity


def mercator(x, y) -> tuple[np.ndarray, np.ndarray]:
    """Degrees of longitude and latitude as metres of the ellipsoidal Mercator map."""
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        sine, e = np.sin(np.radians(y)), np.sqrt(_E2)
        north = np.arctanh(sine) - e * np.arctanh(e * sine)
    return _EARTH_METRES * np.radians(x), _EARTH_METRES * north


def stretch(y):
    """Mercator metres per true metre at a latitude (EPSG Guidance Note 7-2, method 9804)."""
    return np.sqrt(1 - _E2 * np.sin(np.radians(y)) ** 2) / np.cos(np.radians(y))


def metres_between(points, lines) -> np.ndarray:
    """True distances of points to lines nearby, both in Mercator metres: within 1 m at 10 km,
    because the stretch is taken half way between the two (tests compare with pyproj.Geod)."""
    ends = shapely.get_coordinates(shapely.shortest_line(points, lines))
    half_way = ends.reshape(-1, 2, 2)[..., 1].mean(axis=1) / _EARTH_METRES
    latitude, e = np.arctan(np.sinh(half_way)), np.sqrt(_E2)
    for _ in range(3):  # from the sphere's latitude to the ellipsoid's; each step gains 1/200
        latitude = np.arctan(np.sinh(half_way + e * np.arctanh(e * np.sin(latitude))))
    return shapely.distance(points, lines) / stretch(np.degrees(latitude))
