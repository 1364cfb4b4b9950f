"""Which oblast, raion and hromada each row of a draft belongs to, and what says so."""

from typing import NamedTuple

import pandas as pd

from events.files.parsing import TEXT, by_value
from events.incident import DEEPEST_LEVEL, LOCATED
from events.intake.place_names import PLACED_BY, Named, place_by_name
from events.sources import Draft
from geodata import Placements, place_all
from geodata import name as name_of

_NOWHERE = ("area", "country")
"""Precisions that are in no one oblast, whatever point stands for them."""


class Disagreement(NamedTuple):
    """Rows that name another oblast, and another raion, than the one that holds their point."""

    oblast: int
    raion: int


def place_rows(draft: Draft) -> Disagreement:
    """Set the codes of regions and placed_by; answer how many rows name other regions than their
    point's.

    The point decides, except for a row known only to the oblast: there the region that the
    source names is what it says, and its point is a stand-in (ACLED takes the capital, and that
    of Kyiv Oblast lies in another unit). Without a point, the gazetteer is asked for the place
    that the row names; else the named region holds, without either none. A located row whose
    point is over 10 km from Ukraine is refused; one that has no point at all is known to its
    named oblast only, or else to the country, whatever precision it states.
    """
    named = place_by_name(draft)
    precision, declared = draft.column("location_precision"), draft.column("declared")
    latitude, longitude = draft.column("at_latitude"), draft.column("at_longitude")
    placeable = ~precision.isin(_NOWHERE)
    found = place_all(latitude=latitude.where(placeable), longitude=longitude.where(placeable))
    codes = [pd.Series(pd.array(c, dtype=TEXT), index=latitude.index) for c in found[:3]]
    outside = precision.isin(LOCATED) & codes[0].isna() & latitude.notna()
    draft.refusals.refuse(outside, "outside_ukraine", "latitude, longitude", latitude, longitude)
    declared = declared.where(placeable).fillna(named.adm1_code)
    told = declared.where(declared.notna(), draft.column("compared"))
    disagree = placeable & codes[0].notna() & told.notna() & (codes[0] != told)
    by_name = declared.notna() & (codes[0].isna() | (precision == "oblast"))
    raions = _other_raions(draft, found, codes[1], disagree)
    codes[0] = codes[0].mask(by_name, declared)
    codes[1] = codes[1].mask(by_name, named.adm2_code)
    codes[2] = codes[2].mask(by_name)
    own = _own_codes(draft, found, codes)
    by_name = (by_name & ~named.placed) | own
    by = _said_by(draft, found, named).mask(by_name, draft.column("declared_by"))
    draft.set(adm1_code=codes[0], placed_by=by)
    _widen_without_point(draft, codes[0])
    _take_finer_codes(draft, codes[1], codes[2])
    _keep_finer_codes(draft, codes[0])
    return Disagreement(int(disagree.sum()), raions)


def _own_codes(draft: Draft, found: Placements, codes: list[pd.Series]) -> pd.Series:
    """Puts the finer codes that a file itself has (our own export, perhaps of an atlas with the
    shapes installed) in the place of those of the nearest settlement; answers for which rows."""
    finer = draft.column("adm2_code")
    own = (finer.str.slice(0, 4) == codes[0]).fillna(False).astype(bool)
    own &= pd.Series(found.by_settlement == 2, own.index)
    for position, column in ((1, "adm2_code"), (2, "adm3_code")):
        codes[position] = codes[position].mask(own, draft.column(column))
    return own


def _said_by(draft: Draft, found: Placements, named: Named) -> pd.Series:
    """placed_by of each row as its point has it, or the name that gave it its point."""
    depth = depths(draft.column("location_precision")).to_numpy()
    by = pd.Series(pd.array(found.placed_by, dtype=TEXT), index=draft.rows.index)
    rule = (found.by_settlement > 0) & (depth >= found.by_settlement)
    by_name = named.placed | ((draft.column("placed_by") == PLACED_BY) & (by != "none"))
    return by.mask(rule, "nearest_settlement").mask(by_name.fillna(False).astype(bool), PLACED_BY)


def _other_raions(draft: Draft, found: Placements, raion: pd.Series, other: pd.Series) -> int:
    """How many rows name another raion of the same oblast than the one whose shape has their
    point; the report shows some. Where no shapes are installed the rule is no judge."""
    told = draft.column("compared_raion")
    if told.isna().all():
        return 0
    fine = depths(draft.column("location_precision")) >= 2
    disagree = fine & raion.notna() & told.notna() & (raion != told) & ~other
    disagree &= pd.Series(found.by_settlement != 2, index=raion.index)
    if disagree.any():
        rows = disagree.index[disagree.fillna(False).astype(bool)][:3]
        ids = draft.column("source_id")
        shown = (
            f"{ids[i]} says {name_of(told[i])}, its point lies in {name_of(raion[i])}" for i in rows
        )
        draft.notes.append("other raions than the point's: " + "; ".join(shown))
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
