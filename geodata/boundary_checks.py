"""What is checked and measured of a boundary set before it is taken: shapes, places, borders."""

from typing import NamedTuple

import geopandas
import numpy as np
import pandas as pd
import shapely

from geodata import levels
from geodata.placing import embedded_grid

# Equal areas around the middle of Ukraine.
FLAT = "+proj=laea +lat_0=48.5 +lon_0=31.5 +ellps=WGS84 +units=m"
WEST, SOUTH, EAST, NORTH = 20.0, 43.0, 42.0, 54.0  # Ukraine with its sea, roomily
LEAST_SHARE = 0.5  # of the register's units that a set must hold
MOST_ELSEWHERE = 0.05  # of the units whose middle may lie in another oblast than their code


class Borders(NamedTuple):
    """How well the shapes fit together, in square kilometres: areas covered twice (and the pairs
    of units with the largest), and holes that no shape covers (a missing unit is one, too)."""

    overlaps_km2: float
    overlapping: dict[str, float]
    gaps_km2: float
    gaps: int


def repaired(frame: geopandas.GeoDataFrame) -> tuple[geopandas.GeoDataFrame, dict[str, str]]:
    """One valid shape (polygons only, two dimensions) per code, ordered by code, in EPSG:4326; and
    what was repaired: code -> what was wrong. Units without a polygon are left out.

    `frame` has code and geometry. Raises ValueError when the shapes do not lie about Ukraine.
    """
    frame = frame.dropna(subset="geometry").to_crs(4326)
    shapes = shapely.force_2d(frame.geometry.to_numpy())
    invalid = ~shapely.is_valid(shapes)
    reasons = shapely.is_valid_reason(shapes[invalid])
    notes = dict(zip(frame["code"].to_numpy()[invalid], reasons, strict=True))
    shapes[invalid] = shapely.make_valid(shapes[invalid])
    parts, whose = shapely.get_parts(shapes, return_index=True)
    parts, deeper = shapely.get_parts(parts, return_index=True)  # a collection may hold multi-parts
    polygon = shapely.get_type_id(parts) == 3
    table = pd.DataFrame({"code": frame["code"].to_numpy()[whose[deeper]], "part": parts})
    table = table[polygon & ~shapely.is_empty(parts)]
    codes, shapes = [], []
    features = frame["code"].value_counts()
    for code, own in table.groupby("code")["part"]:
        several = features[code] > 1
        if several:
            notes.setdefault(code, f"{features[code]} shapes joined")
        joined = shapely.union_all if several else shapely.multipolygons
        codes.append(code)
        shapes.append(own.iloc[0] if len(own) == 1 else joined(own.to_numpy()))
    clean = geopandas.GeoDataFrame({"code": codes}, geometry=shapes, crs=4326)
    _need_ukraine(clean)
    return clean, notes


def _need_ukraine(frame: geopandas.GeoDataFrame) -> None:
    if frame.empty:
        raise ValueError("it holds no polygons.")
    west, south, east, north = frame.total_bounds
    if west < WEST or east > EAST or south < SOUTH or north > NORTH:
        raise ValueError(
            f"its shapes reach from {south:.2f} to {north:.2f} degrees north and from {west:.2f} "
            f"to {east:.2f} east, which is not Ukraine; is its coordinate system (--crs) right, "
            "and is longitude its first coordinate?"
        )


def missing_of(codes, level: int) -> list[str]:
    """The register's codes that a set lacks. Raises ValueError when it lacks more than half."""
    register = levels.units(level)["code"]
    missing = register[~register.isin(codes)].tolist()
    if len(register) - len(missing) < LEAST_SHARE * len(register):
        raise ValueError(
            f"it holds only {len(register) - len(missing)} of the {len(register)} "
            f"{levels.LEVELS[level]}s of the register; a set must hold at least half."
        )
    return missing


def elsewhere(frame: geopandas.GeoDataFrame) -> dict[str, str | None]:
    """Units whose middle lies in another oblast than their code tells: code -> that oblast (None:
    in none), by the embedded shapes. Raises ValueError when they are more than one in twenty."""
    middle = shapely.get_coordinates(shapely.point_on_surface(frame.geometry.to_numpy()))
    grid = embedded_grid()
    holder = grid.holder(middle[:, 0].copy(), middle[:, 1].copy())
    found = np.append(grid.codes, None)[np.maximum(holder, -1)]
    own = frame["code"].str[: levels.CODE_LENGTH[1]].to_numpy(dtype=object)
    wrong = dict(zip(frame["code"][found != own], found[found != own], strict=True))
    if len(wrong) > MOST_ELSEWHERE * len(frame):
        example = next(iter(wrong))
        raise ValueError(
            f"{len(wrong)} of its {len(frame)} units lie in another oblast than their codes tell, "
            f"such as {example} ({levels.name(example)}) in {wrong[example]}: the codes do not "
            "belong to the shapes."
        )
    return wrong


def borders(frame: geopandas.GeoDataFrame) -> Borders:
    """Overlaps and gaps between the shapes of a set (code, geometry)."""
    shapes = frame.to_crs(FLAT).geometry.to_numpy()
    codes = frame["code"].to_numpy()
    unclean = [
        edges is not None and not shapely.is_empty(edges)
        for edges in shapely.coverage_invalid_edges(frame.geometry.to_numpy())
    ]
    if not any(unclean):
        country, areas, left, right = shapely.coverage_union_all(shapes), np.empty(0), [], []
    else:
        suspects = np.flatnonzero(unclean)
        tree = shapely.STRtree(shapes[suspects])
        one, other = suspects[tree.query(shapes[suspects], predicate="intersects")]
        one, other = one[one < other], other[one < other]
        areas = shapely.area(shapely.intersection(shapes[one], shapes[other])) / 1e6
        left, right = codes[one], codes[other]
        country = shapely.union_all(shapes)
    largest = [i for i in np.argsort(-areas)[:10] if areas[i] >= 0.001]
    overlapping = {f"{left[i]} {right[i]}": round(float(areas[i]), 3) for i in largest}
    rings = [hole for part in shapely.get_parts(country) for hole in part.interiors]
    holes = shapely.area(shapely.polygons(rings)) / 1e6 if rings else np.empty(0)
    holes = holes[holes >= 1e-6]
    return Borders(
        round(float(areas.sum()), 3), overlapping, round(float(holes.sum()), 3), len(holes)
    )
