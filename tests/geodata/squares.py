"""Invented boundary sets: one square for each unit of the register, inside its oblast.

Each oblast's embedded shape holds a small block of squares, row by row in the order of the codes.
Nothing of it is where the real units are.
"""

import geopandas as gpd
import numpy as np
import shapely

from geodata import shapes, units


def frame(level: int) -> gpd.GeoDataFrame:
    """A GeoDataFrame[ADM{level}_PCODE, ADM{level}_EN, ADM0_PCODE, geometry], squares that touch."""
    side = 0.01
    table = units(level)[["code", "name_en"]]
    anchor = shapes(1).set_index("code").representative_point()
    squares = []
    for oblast, group in table.groupby(table["code"].str[:4], sort=False):
        row, column = np.divmod(np.arange(len(group)), int(np.ceil(np.sqrt(len(group)))))
        x, y = anchor[oblast].x + column * side, anchor[oblast].y + row * side
        corners = np.round([x, y, x + side, y + side], 2)  # neighbours share them to the last bit
        squares.append(shapely.box(*corners))
    names = {"code": f"ADM{level}_PCODE", "name_en": f"ADM{level}_EN"}
    return gpd.GeoDataFrame(
        table.rename(columns=names).assign(ADM0_PCODE="UA"),
        geometry=np.concatenate(squares),
        crs=4326,
    )
