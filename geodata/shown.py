"""The shapes of a level as the browser gets them: simplified together, short, with names."""

import json

import shapely

from geodata import levels

DIGITS = 4  # 0.0001 degree: 11 m northwards, 7 m eastwards
# Degrees. At zoom 6 a screen pixel is 0.02 degrees wide; raions and hromadas are looked at closer,
# and theirs are chosen so that all raions stay under 0.8 MB and all hromadas under 2.5 MB.
TOLERANCE = {1: 0.004, 2: 0.005, 3: 0.006}


def text(codes, polygons, level: int) -> bytes:
    """GeoJSON (properties code, name_en, name_uk; coordinates rounded to 4 decimals); neighbours
    are simplified together, so that they keep one border."""
    simple = shapely.coverage_simplify(polygons, TOLERANCE[level])
    features = [_feature(code, polygon) for code, polygon in zip(codes, simple, strict=True)]
    return json.dumps(
        {"type": "FeatureCollection", "features": features},
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def _feature(code: str, polygon: shapely.Geometry) -> dict:
    unit = levels.unit(code)
    rounded = shapely.transform(polygon, lambda points: points.round(DIGITS))
    return {
        "type": "Feature",
        "properties": {"code": code, "name_en": unit.name_en, "name_uk": unit.name_uk},
        "geometry": json.loads(shapely.to_geojson(rounded)),
    }
