"""From Natural Earth's first-level shapes to ours: relabelled, repaired, without gaps, as GeoJSON.

data/PROVENANCE.md tells each step in words. No package is needed here that the program itself
does not need, so that tests can run the steps on a few squares.
"""

import json

import geopandas
import numpy as np
import pandas as pd
import shapely

from geodata import build_repair

NAME = "atlas-adm1-2026-11"
LICENCE = "CC BY 4.0"
ATTRIBUTION = "Made with Natural Earth (public domain) and GeoNames (CC BY 4.0), changed"

# Equal areas and true metres (within 1 %) around the middle of Ukraine.
FLAT = "+proj=laea +lat_0=48.5 +lon_0=31.5 +ellps=WGS84 +units=m"
GRID = 0.0001  # degrees: 7 to 11 m; the sources are no finer than some hundred metres
DETAIL = 0.0004  # degrees; lines simpler than this would move borders by more than 40 m
CITIES = {"UA80": "UA32", "UA85": "UA01"}  # Kyiv in its oblast, Sevastopol in Crimea
SMOOTH = 300.0  # metres, rounding the corners of the city border
ISLANDS = {"UA51": [(45.2550, 30.2040, 300.0)]}
"""Islands that Natural Earth lacks: code -> latitude, longitude and radius in metres of a disc that
stands for each. Zmiinyi (Snake Island), 35 km off the coast, has about 0.2 square kilometres."""
SLIVER = 20e6  # square metres: a loose piece smaller than this and without a settlement is one


def embedded(raw: dict, iso: dict[str, str], places: pd.DataFrame) -> str:
    """The text of adm1.geojson, from Natural Earth's file, code -> ISO 3166-2, and settlements."""
    regions = relabelled(raw, iso)
    towns = flat_towns(places)
    flat = dict(zip(regions, flattened(list(regions.values())), strict=True))
    fixed = repaired(flat, towns)
    degrees = geopandas.GeoSeries(list(fixed.values()), crs=FLAT).to_crs(4326).to_numpy()
    return document(list(fixed), seamless(degrees))


def relabelled(raw: dict, iso: dict[str, str]) -> dict:
    """Natural Earth's shapes of our units by code, found by ISO code wherever the file puts them:
    it files Crimea (UA-43) and Sevastopol (UA-40) under Russia."""
    found = {f["properties"].get("iso_3166_2"): f["geometry"] for f in raw["features"]}
    missing = sorted(set(iso.values()) - set(found))
    if missing:
        raise SystemExit(f"Natural Earth's file has no unit {', '.join(missing)}.")
    return {code: shapely.from_geojson(json.dumps(found[iso[code]])) for code in sorted(iso)}


def flattened(shapes) -> np.ndarray:
    """Shapes in degrees as shapes in the metres of FLAT."""
    return geopandas.GeoSeries(shapes, crs=4326).to_crs(FLAT).to_numpy()


def flat_towns(places: pd.DataFrame) -> pd.DataFrame:
    """Settlements with their `point` in FLAT; of several at one point the most populous stays."""
    towns = places.sort_values(["population", "geonameid"], ascending=[False, True])
    towns = towns.drop_duplicates(["latitude", "longitude"]).sort_values("geonameid")
    points = shapely.points(towns["longitude"], towns["latitude"])
    return towns.assign(point=flattened(points)).reset_index(drop=True)


def repaired(regions: dict, towns: pd.DataFrame) -> dict:
    """The regions with the cities' borders drawn anew, misplaced settlements brought home, and the
    loose pieces that this cuts off given to their neighbours."""
    towns = towns.assign(off=build_repair.distances(regions, towns))
    wrong = build_repair.wrong_codes(towns)
    for town in towns[wrong].itertuples():
        print(f"left out: {town.name} ({town.geonameid}), {town.off / 1000:.0f} km off {town.code}")
    towns = towns[~wrong].reset_index(drop=True)
    frame = shapely.union_all(list(regions.values()))
    towns["cell"] = build_repair.cells(shapely.get_coordinates(towns["point"].to_numpy()), frame)
    for city, around in CITIES.items():
        regions = build_repair.city_split(regions, towns, city, around, SMOOTH)
    towns["off"] = build_repair.distances(regions, towns)
    print(f"brought home: {(towns['off'] > 0).sum()} settlements")
    regions = with_islands(build_repair.with_settlements(regions, towns))
    return build_repair.without_slivers(regions, towns["point"].to_numpy(), SLIVER)


def with_islands(regions: dict) -> dict:
    """The regions, each with the discs of its ISLANDS."""
    discs = {
        code: shapely.union_all(
            [
                flattened(shapely.points([longitude], [latitude]))[0].buffer(radius, quad_segs=4)
                for latitude, longitude, radius in places
            ]
        )
        for code, places in ISLANDS.items()
    }
    return regions | {
        code: shapely.union(regions[code], disc) for code, disc in discs.items() if code in regions
    }


def seamless(shapes: np.ndarray) -> np.ndarray:
    """The shapes on the coordinates of GRID, valid and with one border between neighbours.

    All borders are laid on the grid together; the faces they enclose go to the shape that holds
    them, and enclosed faces of no shape (Ukraine has no holes; new land can close an estuary) to
    the neighbour with the longest common border.
    """
    lines = shapely.union_all(shapely.boundary(shapes), grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    face, shape = shapely.STRtree(shapes).query(
        shapely.point_on_surface(faces), predicate="intersects"
    )
    owner = np.full(len(faces), -1)
    owner[face[::-1]] = shape[::-1]
    whole = [shapely.union_all(faces[owner == i], grid_size=GRID) for i in range(len(shapes))]
    for gap in faces[owner < 0]:
        shared = shapely.length(shapely.intersection(gap, whole))
        best = int(np.argmax(shared))
        whole[best] = shapely.union(whole[best], gap, grid_size=GRID)
    return shapely.coverage_simplify(np.array(whole, dtype=object), DETAIL)


def document(codes: list[str], polygons: np.ndarray) -> str:
    """GeoJSON, one feature a line so that a change can be read as a difference."""
    head = {
        "type": "FeatureCollection",
        "name": NAME,
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
    }
    rounded = shapely.normalize(shapely.transform(polygons, lambda points: points.round(4)))
    lines = [
        f'{{"type":"Feature","properties":{{"code":"{code}"}},"geometry":{geometry}}}'
        for code, geometry in zip(codes, shapely.to_geojson(rounded), strict=True)
    ]
    return json.dumps(head)[:-1] + ', "features": [\n' + ",\n".join(lines) + "\n]}\n"
