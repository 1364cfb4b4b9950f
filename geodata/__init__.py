"""WHERE: regions, their names, their shapes, and which region holds a point.

This is the door: the floors above use these names and nothing behind them.
"""

from geodata.boundaries import (
    Edition,
    NotInstalledError,
    digest,
    edition,
    embedded_edition,
    shape_levels,
    shapes,
    write_static,
)
from geodata.gazetteer import Candidate, choice, find, raion_named
from geodata.grid import Grid
from geodata.installed import data_folder
from geodata.levels import (
    LEVELS,
    Unit,
    UnknownUnitError,
    from_iso,
    level_of,
    name,
    parents,
    search,
    unit,
    units,
)
from geodata.oblast_names import oblast_named
from geodata.outline import outline
from geodata.placing import Placement, Placements, place, place_all
from geodata.raster import grid_of
from geodata.settlement_rule import RIGHT as SETTLEMENT_RULE_RIGHT
from geodata.settlement_rule import seats
from geodata.spelling import fold, romanise
from geodata.web import Answer, Web
from geodata.web_faults import FetchError, RefusedError, shown_address

__all__ = [
    "LEVELS",
    "SETTLEMENT_RULE_RIGHT",
    "Answer",
    "Candidate",
    "Edition",
    "FetchError",
    "Grid",
    "NotInstalledError",
    "Placement",
    "Placements",
    "RefusedError",
    "Unit",
    "UnknownUnitError",
    "Web",
    "choice",
    "data_folder",
    "digest",
    "edition",
    "embedded_edition",
    "find",
    "fold",
    "from_iso",
    "grid_of",
    "level_of",
    "name",
    "oblast_named",
    "outline",
    "parents",
    "place",
    "place_all",
    "raion_named",
    "romanise",
    "search",
    "seats",
    "shape_levels",
    "shapes",
    "shown_address",
    "unit",
    "units",
    "write_static",
]
