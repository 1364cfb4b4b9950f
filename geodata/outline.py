"""A file of polygons -> one outline: the area that a reader brings along."""

from pathlib import Path

import shapely

LARGEST = 20_000_000
"""Bytes of a file; one area of interest needs far less."""


def outline(path: Path) -> shapely.Geometry:
    """The union of all polygons of a file, valid, in longitude and latitude (WGS 84).

    Reads what boundaries are read from (GeoJSON, KML, Shapefile as zip, GeoPackage and others);
    points and lines beside the polygons are left out. Raises ValueError, in a sentence, for a file
    that cannot be read, holds no polygon, or lies nowhere near Ukraine.
    """
    from geodata import boundary_files  # these bring geopandas, which the start need not pay for
    from geodata.boundary_checks import EAST, NORTH, SOUTH, WEST

    if path.is_file() and path.stat().st_size > LARGEST:
        raise ValueError(f"{path.name} is larger than {LARGEST / 1e6:g} MB, too much for one area.")
    shapes = []
    for frame in boundary_files.read_all(path):
        shapes += list(shapely.force_2d(frame.to_crs(4326).geometry.dropna().to_numpy()))
    joined = shapely.union_all(shapely.make_valid(shapes)) if shapes else shapely.Polygon()
    parts = shapely.get_parts(shapely.get_parts(joined))
    polygons = [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]
    if not polygons:
        raise ValueError(f"{path.name} holds no polygon, so it encloses no area.")
    whole = polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
    if not whole.intersects(shapely.box(WEST, SOUTH, EAST, NORTH)):
        raise ValueError(
            f"The polygons of {path.name} lie nowhere near Ukraine; are latitude and longitude "
            "exchanged, or is the coordinate system not said?"
        )
    return whole
