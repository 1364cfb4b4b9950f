"""Repairs of first-level shapes by settlements: whose border runs on the wrong side of a town.

All in the metres of a flat projection. A settlement's cell is the land nearer to it than to any
other settlement (Voronoi); cells of settlements never overlap, so neither do the repairs.
"""

import numpy as np
import pandas as pd
import shapely

MARGIN = 1_000.0  # metres of land kept around a settlement that was on the wrong side
EXCLAVE_MARGIN = 1_500.0
FAR = 15_000.0  # a settlement farther than this from its region is an exclave or a wrong code
FELLOWS, FELLOWS_WITHIN = 3, 5_000.0  # an exclave is believed when so many settlements say so


def cells(points: np.ndarray, frame) -> np.ndarray:
    """The Voronoi cell of each point (no two alike) within a polygon's neighbourhood, in order."""
    drawn = shapely.voronoi_polygons(
        shapely.multipoints(points), extend_to=frame.buffer(50_000), ordered=True
    )
    return shapely.get_parts(drawn)


def wrong_codes(towns: pd.DataFrame) -> pd.Series:
    """True for settlements whose code cannot be right: farther than FAR from the region they
    claim, and fewer than FELLOWS settlements around them (themselves included) claim it too."""
    far = towns["off"] > FAR
    tree = shapely.STRtree(towns["point"].to_numpy())
    one, other = tree.query(towns["point"].to_numpy(), predicate="dwithin", distance=FELLOWS_WITHIN)
    codes = towns["code"].to_numpy()
    fellows = np.bincount(one, weights=codes[one] == codes[other], minlength=len(towns))
    return far & (fellows < FELLOWS)


def distances(regions: dict, towns: pd.DataFrame) -> pd.Series:
    """Metres from each settlement to the region of its code; 0 inside."""
    own = np.array([regions[code] for code in towns["code"]], dtype=object)
    return pd.Series(shapely.distance(towns["point"].to_numpy(), own), index=towns.index)


def with_settlements(regions: dict, towns: pd.DataFrame) -> dict:
    """The regions, with each settlement that lies outside its own region brought into it.

    Around such a settlement, within MARGIN more than its distance (EXCLAVE_MARGIN in an exclave),
    the region gains what is nearest to a settlement of its own and all others lose it. Where no
    region was, off the coast, the land is new.
    """
    outside = towns[towns["off"] > 0]
    reach = np.where(outside["off"] > FAR, EXCLAVE_MARGIN, outside["off"] + MARGIN)
    discs = shapely.buffer(outside["point"].to_numpy(), reach, quad_segs=6)
    around = pd.Series(discs, index=outside.index).groupby(outside["code"]).agg(shapely.union_all)
    land = towns["cell"].groupby(towns["code"]).agg(shapely.union_all)
    claims = {code: shapely.intersection(disc, land[code]) for code, disc in around.items()}
    everything, nothing = shapely.union_all(list(claims.values())), shapely.Polygon()
    return {
        code: shapely.union(shapely.difference(shape, everything), claims.get(code, nothing))
        for code, shape in regions.items()
    }


def city_split(regions: dict, towns: pd.DataFrame, city: str, around: str, smooth: float) -> dict:
    """The regions, with the border between a city and the oblast around it drawn anew: land goes
    to whichever of the two has the nearest settlement; corners are rounded by `smooth` metres."""
    both = shapely.union(regions[city], regions[around])
    urban = shapely.union_all(towns.loc[towns["code"] == city, "cell"].to_numpy())
    urban = urban.buffer(smooth).buffer(-2 * smooth).buffer(smooth)
    urban = shapely.intersection(urban, both)
    return regions | {city: urban, around: shapely.difference(both, urban)}


def without_slivers(regions: dict, points: np.ndarray, smallest: float) -> dict:
    """The regions, with their loose pieces under `smallest` square metres that hold no settlement
    given to the neighbour with the longest common border. A piece without neighbours is an island
    and stays."""
    codes = np.array(list(regions), dtype=object)
    parts, owner = shapely.get_parts(list(regions.values()), return_index=True)
    shapely.prepare(parts)
    settled = np.isin(
        np.arange(len(parts)), shapely.STRtree(points).query(parts, predicate="intersects")[0]
    )
    main = shapely.area(parts) >= smallest
    for i in np.flatnonzero(~settled & ~main):
        others = np.flatnonzero((settled | main) & (owner != owner[i]))
        shared = shapely.length(shapely.intersection(parts[i].buffer(1.0), parts[others]))
        touched = np.where(shapely.dwithin(parts[i], parts[others], 1.0), shared, 0.0)
        if touched.any():
            owner[i] = owner[others[np.argmax(touched)]]
    return {code: shapely.union_all(parts[owner == i]) for i, code in enumerate(codes)}
