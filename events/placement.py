"""Which oblast, raion and hromada each row of a draft belongs to, and what says so."""

import pandas as pd

from events.incident import DEEPEST_LEVEL, LOCATED
from events.parsing import TEXT, by_value
from events.sources import Draft
from geodata import place_all

_NOWHERE = ("area", "country")
"""Precisions that are in no one oblast, whatever point stands for them."""


def place_rows(draft: Draft) -> int:
    """Set the codes of regions and placed_by; answer how many rows name another oblast than their
    point's.

    The point decides, except for a row known only to the oblast: there the region that the
    source names is what it says, and its point is a stand-in (ACLED takes the capital, and that
    of Kyiv Oblast lies in another unit). Without a point the named region holds, without either
    none. A located row whose point is over 10 km from Ukraine is refused; one that has no point
    at all is known to its named oblast only, or else to the country, whatever precision it states.
    """
    precision, declared = draft.column("location_precision"), draft.column("declared")
    latitude, longitude = draft.column("at_latitude"), draft.column("at_longitude")
    placeable = ~precision.isin(_NOWHERE)
    found = place_all(latitude=latitude.where(placeable), longitude=longitude.where(placeable))
    code, raion, hromada, by = (
        pd.Series(pd.array(column, dtype=TEXT), index=latitude.index) for column in found
    )
    outside = precision.isin(LOCATED) & code.isna() & latitude.notna()
    draft.refusals.refuse(outside, "outside_ukraine", "latitude, longitude", latitude, longitude)
    declared = declared.where(placeable)
    told = declared.where(declared.notna(), draft.column("compared"))
    disagree = placeable & code.notna() & told.notna() & (code != told)
    named = declared.notna() & (code.isna() | (precision == "oblast"))
    code = code.mask(named, declared)
    draft.set(adm1_code=code, placed_by=by.mask(named, draft.column("declared_by")))
    _widen_without_point(draft, code)
    _take_finer_codes(draft, raion.mask(named), hromada.mask(named))
    _keep_finer_codes(draft, code)
    return int(disagree.sum())


def _widen_without_point(draft: Draft, code: pd.Series) -> None:
    precision = draft.column("location_precision")
    pointless = precision.isin(LOCATED) & draft.column("at_latitude").isna()
    if not pointless.any():
        return
    named = pointless & code.notna()
    draft.set(location_precision=precision.mask(pointless, "country").mask(named, "oblast"))
    draft.notes.append(
        f"{pointless.sum()} rows have no point: {named.sum()} taken as known to the oblast that "
        f"they name, {(pointless & ~named).sum()} as known to the country"
    )


def _take_finer_codes(draft: Draft, raion: pd.Series, hromada: pd.Series) -> None:
    """Codes of raion and hromada from the point, as far as the row's precision goes and shapes are
    installed; else those that the file itself has (our own export)."""
    depth = depths(draft.column("location_precision"))
    for level, name, found in ((2, "adm2_code", raion), (3, "adm3_code", hromada)):
        found = found.where(depth >= level)
        if found.notna().any():
            draft.set(**{name: found.where(found.notna(), draft.column(name))})


def depths(precision: pd.Series) -> pd.Series:
    """The finest level of region that each row's location precision supports, 0 for none."""
    return by_value(precision, DEEPEST_LEVEL.get, "float64")


def _keep_finer_codes(draft: Draft, code: pd.Series) -> None:
    """Raion and hromada codes stay where the precision supports them and each lies in the other."""
    depth = depths(draft.column("location_precision"))
    dropped = 0
    for level, name, length in ((2, "adm2_code", 4), (3, "adm3_code", 6)):
        if name in draft.rows:
            finer = draft.rows[name]
            fits = (depth >= level) & (finer.str.slice(0, length) == code)
            dropped += int((finer.notna() & ~fits).sum())
            code = finer.where(fits)
            draft.set(**{name: code})
    if dropped:
        draft.notes.append(
            f"{dropped} codes of raions and hromadas left out: finer than the row's precision, or "
            "outside the oblast or raion of the row"
        )
