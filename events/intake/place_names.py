"""Rows with a place and no point: where the gazetteer knows just one place of that name.

Asked is the name within the oblast that the row names, where it names one. A row is placed only
when one candidate stands alone (`geodata.choice`); nothing is guessed from several.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from events.files.parsing import TEXT
from events.incident import LOCATED
from events.sources import Draft
from geodata import Candidate, choice, find

PLACED_BY = "gazetteer"

_KINDS = ("settlement", "locality", "facility")


class Named(NamedTuple):
    """What the gazetteer says of some rows (a Series each, indexed as the draft): whether it
    placed the row at all, and the raion and the oblast of those whose settlement has no point."""

    placed: pd.Series
    adm1_code: pd.Series
    adm2_code: pd.Series


def place_by_name(draft: Draft) -> Named:
    """Give a point to the rows of a draft that name a place of their own and have none.

    A row that is to be located gets the point of its place and the precision settlement. A
    settlement that only the official register knows, without a point, makes the row known to its
    raion. Rows whose own coordinates were refused, and aggregates, are left as they are. The
    report says how many names were found, are shared by several places, or are not known.
    """
    index, precision = draft.rows.index, draft.column("location_precision")
    names = draft.column("place").fillna(draft.column("place_uk"))
    wanted = precision.isin(LOCATED) & draft.column("at_latitude").isna() & names.notna()
    wanted &= ~draft.column("is_aggregate").astype(bool) & ~draft.refusals.mask(index)
    none = pd.Series(pd.array([None] * len(index), dtype=TEXT), index=index)
    if not wanted.any():
        return Named(pd.Series(False, index=index), none, none)
    asked = pd.DataFrame({"name": names[wanted], "within": draft.column("declared")[wanted]})
    found = _candidates(asked)
    point = found["latitude"].notna()
    raion = found["adm2_code"].notna() & ~point
    _set_points(draft, found[point], found.index[raion])
    _note(draft, asked, found, int(point.sum()), int(raion.sum()))
    return Named(
        pd.Series(index.isin(found.index[point | raion]), index=index),
        found.loc[raion, "adm1_code"].reindex(index).astype(TEXT),
        found.loc[raion, "adm2_code"].reindex(index).astype(TEXT),
    )


def _candidates(asked: pd.DataFrame) -> pd.DataFrame:
    """latitude, longitude, adm1_code, adm2_code, several for each row; asked once a name."""
    keys = asked.drop_duplicates().astype(object)
    rows = [_one(name, within) for name, within in keys.itertuples(index=False)]
    answers = pd.DataFrame(rows, columns=_FOUND, index=keys.index)
    group = asked.groupby(["name", "within"], dropna=False).ngroup()
    answers.index = pd.Index(group[keys.index])
    return answers.loc[group].set_axis(asked.index)


_FOUND = ["latitude", "longitude", "adm1_code", "adm2_code", "several"]


def _one(name: str, within: object) -> tuple:
    candidates = find(name, within=within if isinstance(within, str) else None)
    chosen: Candidate | None = choice(candidates)
    if chosen is None or chosen.kind not in _KINDS:
        return (np.nan, np.nan, None, None, bool(candidates))
    if chosen.latitude is None:
        return (np.nan, np.nan, chosen.adm1_code, chosen.adm2_code, False)
    return (chosen.latitude, chosen.longitude, chosen.adm1_code, chosen.adm2_code, False)


def _set_points(draft: Draft, found: pd.DataFrame, raions: pd.Index) -> None:
    columns = {}
    for axis in ("latitude", "longitude"):
        for name in (axis, f"at_{axis}"):
            columns[name] = draft.column(name).copy()
            columns[name].loc[found.index] = found[axis].astype("float64")
    precision = draft.column("location_precision").copy()
    precision.loc[found.index] = "settlement"
    precision.loc[raions] = "raion"
    draft.set(**columns, location_precision=precision)


def _note(draft: Draft, asked: pd.DataFrame, found: pd.DataFrame, points: int, raions: int) -> None:
    several = int(found["several"].sum())
    unknown = found["latitude"].isna() & found["adm1_code"].isna() & ~found["several"].astype(bool)
    missing = asked[unknown]["name"].unique()
    example = f", such as {', '.join(str(name)[:40] for name in missing[:3])}"
    draft.notes.append(
        f"{len(asked)} rows have a place and no point: {points} got the point of the one place of "
        f"that name, {raions} its raion, {several} names are shared by several places or not sure, "
        f"{len(asked) - points - raions - several} are not known" + example * bool(len(missing))
    )
