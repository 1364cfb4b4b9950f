"""From Natural Earth's first-level shapes to ours: relabelled, repaired with settlements."""

import json

import numpy as np
import shapely

DIGITS = 4  # 0.0001 degree is 7 to 11 m; the sources are no finer than some hundred metres


def embedded(raw: dict, iso: dict[str, str]) -> str:
    """The text of adm1.geojson, from Natural Earth's file, and code -> ISO 3166-2."""
    codes, polygons = relabelled(raw, iso)
    return document(codes, polygons)


def relabelled(raw: dict, iso: dict[str, str]):
    """Natural Earth's shapes of our units, found by ISO code wherever the file puts them: it
    files Crimea (UA-43) and Sevastopol (UA-40) under Russia."""
    found = {f["properties"].get("iso_3166_2"): f["geometry"] for f in raw["features"]}
    codes = sorted(iso)
    shapes = shapely.from_geojson([json.dumps(found[iso[code]]) for code in codes])
    return np.array(codes, dtype=object), shapes


def document(codes, polygons) -> str:
    """GeoJSON, one feature a line so that a change can be read as a difference."""
    head = {
        "type": "FeatureCollection",
        "name": "atlas-adm1-2026-11",
        "licence": "CC BY 4.0",
        "attribution": "Made with Natural Earth and GeoNames (CC BY 4.0), changed",
    }
    rounded = shapely.transform(polygons, lambda points: points.round(DIGITS))
    lines = [
        f'{{"type":"Feature","properties":{{"code":"{code}"}},"geometry":{geometry}}}'
        for code, geometry in zip(codes, shapely.to_geojson(rounded), strict=True)
    ]
    return json.dumps(head)[:-1] + ', "features": [\n' + ",\n".join(lines) + "\n]}\n"
