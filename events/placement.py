"""Which oblast each row of a draft belongs to, and what says so."""

import pandas as pd

from events.incident import DEEPEST_LEVEL, LOCATED
from events.parsing import TEXT, by_value
from events.sources import Draft
from geodata import place

_NOWHERE = ("area", "country")
"""Precisions that are in no one oblast, whatever point stands for them."""


def place_rows(draft: Draft) -> int:
    """Set adm1_code and placed_by; answer how many rows name another oblast than their point's.

    The point decides, except for a row known only to the oblast: there the region that the
    source names is what it says, and its point is a stand-in (ACLED takes the capital, and that
    of Kyiv Oblast lies in another unit). Without a point the named region holds, without either
    none. A located row whose point is over 10 km from Ukraine is refused.
    """
    precision, declared = draft.column("location_precision"), draft.column("declared")
    latitude, longitude = draft.column("at_latitude"), draft.column("at_longitude")
    placeable = ~precision.isin(_NOWHERE)
    found = place(latitude=latitude.where(placeable), longitude=longitude.where(placeable))
    code = pd.Series(pd.array(found.code, dtype=TEXT), index=latitude.index)
    by = pd.Series(pd.array(found.placed_by, dtype=TEXT), index=latitude.index)
    outside = precision.isin(LOCATED) & code.isna() & latitude.notna()
    draft.refusals.refuse(outside, "outside_ukraine", "latitude, longitude", latitude, longitude)
    declared = declared.where(placeable)
    disagree = code.notna() & declared.notna() & (code != declared)
    named = declared.notna() & (code.isna() | (precision == "oblast"))
    code = code.mask(named, declared)
    draft.set(adm1_code=code, placed_by=by.mask(named, draft.column("declared_by")))
    _keep_finer_codes(draft, precision, code)
    return int(disagree.sum())


def _keep_finer_codes(draft: Draft, precision: pd.Series, code: pd.Series) -> None:
    """Raion and hromada codes stay where the precision supports them and they lie in the oblast."""
    depth = by_value(precision, DEEPEST_LEVEL.get, "float64")
    for level, name in ((2, "adm2_code"), (3, "adm3_code")):
        if name in draft.rows:
            finer = draft.rows[name]
            fits = (depth >= level) & (finer.str.slice(0, 4) == code)
            draft.set(**{name: finer.where(fits)})
