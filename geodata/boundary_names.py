"""Which unit of the register each shape of a table is, where names alone tell it.

A name that one unit alone has today is enough, and one that it had before where the table says
what holds the unit. Every other name only proposes units: one that several have, a former one, a
seat's ("Balta raion"), one in Russian letters. Which of the proposed it is, the gazetteer's
settlements in the shape tell.
"""

import re
from functools import cache
from typing import NamedTuple

import geopandas
import numpy as np
import pandas as pd
import shapely

from geodata import boundaries, levels
from geodata.asked import plain
from geodata.gazetteer_table import HOW, load
from geodata.oblast_names import oblast_named
from geodata.sounding import alike, one_script, sound
from geodata.spelling import fold

_KINDS = re.compile(
    r"(?<!\S)(oblast|region|raion|rayon|district|(territorial )?(hromada|community)|urban|rural|"
    r"settlement|city|misto|область|район|((об.єднана )?територіальна )?громада|община|міська|"
    r"сільська|селищна|місто|м|городская|сельская|поселковая|город)(?!\S)"
)
_SOUNDS_ALIKE = 0.6  # the least likeness of two spellings that sound alike, as the gazetteer has it
_NEAR = 0.03  # degrees, 2 to 3 km: the embedded oblasts' borders are off by up to 2 km
_MOST = 0.8  # of a shape's settlements, and of a unit's, for taking a shape as a unit by them alone


class Told(NamedTuple):
    """For each row of a table, with its index: code, the P-code or None; how, "name",
    "settlements" (these chose among units that the name proposes), "renamed" (the register does
    not have the name; the settlements in the shape are a unit's that no other shape is), "several"
    (nothing tells the proposed units apart) or "unknown"; may_be, the units that "several" means.
    """

    code: pd.Series
    how: pd.Series
    may_be: pd.Series


def told(names: pd.DataFrame, level: int, within: pd.Series, shapes: geopandas.GeoSeries) -> Told:
    """Which units are named: the columns are each row's names, missing where it has none; `within`
    has the P-code of what holds the unit, as far as known ("" where it is not)."""
    proposed = _proposed(names, level, within)
    sure = _oblasts(names).dropna() if level == 1 else _firm(proposed)
    open_ = proposed[~proposed["row"].isin(sure.index) & ~proposed["code"].isin(sure)]
    rest = names.index[~names.index.isin(sure.index)]
    lying = shapes.loc[rest].to_crs(4326).make_valid()
    settled = _settled(lying, level)
    chosen = _by_settlements(open_, settled)
    open_ = _without_settlements(open_[~open_["row"].isin(chosen.index)], lying, level)
    chosen = pd.concat([chosen, _alone(open_)])
    # Two shapes of one unit are fine where its name says so, and a mistake where a guess does.
    twice = chosen.duplicated(keep=False)
    open_ = pd.concat([open_, chosen[twice].rename_axis("row").rename("code").reset_index()])
    chosen = chosen[~twice]
    several = open_[~open_["row"].isin(chosen.index)].groupby("row")["code"].agg(", ".join)
    known = pd.concat([sure, chosen])
    lost = rest.difference(known.index).difference(several.index)
    renamed = _renamed(settled[settled["row"].isin(lost)], known, within)
    parts = {"name": sure, "settlements": chosen, "renamed": renamed}
    how = pd.Series("unknown", index=names.index)
    for word, part in (parts | {"several": several}).items():
        how[part.index] = word
    code = pd.concat(parts.values()).reindex(names.index)
    return Told(code.astype(object).where(code.notna(), None), how, several.reindex(names.index))


def _firm(proposed: pd.DataFrame) -> pd.Series:
    """row -> the unit that its names firmly propose, where they propose no other by spelling."""
    alone = _alone(proposed[proposed["spelt"]])
    return alone[alone.index.isin(proposed.loc[proposed["firm"], "row"])]


def spelt(names: pd.DataFrame, level: int, within: pd.Series) -> pd.Series:
    """The code of the one unit that the spelling of each row's names proposes, today's or a former
    one; missing where that is none or several."""
    if level == 1:
        return _oblasts(names)
    proposed = _proposed(names, level, within)
    return _alone(proposed[proposed["spelt"]]).reindex(names.index)


def _oblasts(names: pd.DataFrame) -> pd.Series:
    """First-level codes; Kyiv and Kyiv Oblast are two, so that kinds are not left off."""
    register = levels.units(1)
    official = pd.concat([register.set_index(c)["code"] for c in ("name_en", "name_uk")])
    official.index = official.index.map(fold)
    codes = pd.Series(None, index=names.index, dtype=object)
    for _, column in names.items():
        codes = codes.fillna(column.map(fold, na_action="ignore").map(official))
        codes = codes.fillna(column.map(oblast_named, na_action="ignore"))
    return codes.where(codes.notna(), None)


def _key(name: str) -> str:
    """A name in one alphabet without the words for its kind, folded."""
    whole = plain(one_script(name))
    return " ".join(_KINDS.sub(" ", whole).split()) or whole


@cache
def _register(level: int) -> pd.DataFrame:
    """Every spelling of the units of a level: code, key, sound, today (the official name), before
    (a former one)."""
    table, units = load(), levels.units(level)
    code = pd.array(table.columns["code"], dtype="str")[table.owner]
    known = pd.DataFrame({"code": code, "key": table.spelling, "how": table.how})
    known = known[known["code"].isin(units["code"])]
    # The gazetteer leaves out the units that a city is for itself at the lower levels.
    own = units[~units["code"].isin(known["code"])]
    names = [own[["code"]].assign(key=own[x].map(_key), how=0) for x in ("name_en", "name_uk")]
    known = pd.concat([known, *names], ignore_index=True)
    today, before = (known["how"] == HOW.index(how) for how in ("exact", "old name"))
    return known.assign(sound=known["key"].map(sound), today=today, before=before)


def _proposed(names: pd.DataFrame, level: int, within: pd.Series) -> pd.DataFrame:
    """The units of a level that a row's names propose: row, code, spelt (not only sounding alike),
    firm (as it is called today, or was before where `within` is the unit's parent)."""
    rows = pd.concat([column.dropna().map(_key) for _, column in names.items()])
    rows = rows.rename_axis("row").rename("key").reset_index().drop_duplicates()
    register = _register(level)
    by_spelling = rows.merge(register, on="key").assign(spelt=True)
    rows = rows.assign(sound=rows["key"].map(sound))
    by_sound = rows.merge(register, on="sound", suffixes=("", "_known"))
    near = [alike(a, b) for a, b in zip(by_sound["key"], by_sound["key_known"], strict=True)]
    by_sound = by_sound[np.array(near) >= _SOUNDS_ALIKE].assign(spelt=False)
    found = pd.concat([by_spelling, by_sound])
    found = found[_inside(found, within)]
    parent_known = found["row"].map(within).str.len() == levels.CODE_LENGTH.get(level - 1)
    found["firm"] = found["spelt"] & (found["today"] | (found["before"] & parent_known))
    found = found[["row", "code", "spelt", "firm"]]
    found = found.sort_values(["spelt", "firm"], ascending=False, kind="stable")
    return found.drop_duplicates(["row", "code"])


def _inside(pairs: pd.DataFrame, within: pd.Series) -> np.ndarray:
    """Whether the code of each pair is of a unit in what holds its row's unit."""
    around = pairs["row"].map(within).fillna("")
    inside = [code.startswith(a) for code, a in zip(pairs["code"], around, strict=True)]
    return np.array(inside, dtype=bool)


def _alone(pairs: pd.DataFrame) -> pd.Series:
    """row -> code for the rows that have one code only."""
    return (
        pairs.drop_duplicates(["row", "code"])
        .drop_duplicates("row", keep=False)
        .set_index("row")["code"]
    )


@cache
def _settlements(level: int) -> tuple[np.ndarray, pd.Series]:
    """The gazetteer's settlements that have a point: the points, and the unit of each."""
    columns = pd.DataFrame(load().columns)
    kept = columns[(columns["kind"] == "settlement") & columns["latitude"].notna()]
    kept = kept.dropna(subset=f"adm{level}_code")
    points = shapely.points(kept[["longitude", "latitude"]].to_numpy("float64"))
    return points, kept[f"adm{level}_code"].reset_index(drop=True)


def _settled(shapes: geopandas.GeoSeries, level: int) -> pd.DataFrame:
    """The units whose settlements lie in each shape: row, code, here (how many of the unit's),
    there (of all units), known (settlements of the unit anywhere)."""
    points, code = _settlements(level)
    shape, point = shapely.STRtree(points).query(shapes.to_numpy(), predicate="intersects")
    pairs = pd.DataFrame({"row": shapes.index[shape], "code": code.to_numpy()[point]})
    found = pairs.value_counts().rename("here").reset_index()
    found["there"] = found.groupby("row")["here"].transform("sum")
    return found.assign(known=found["code"].map(code.value_counts()))


def _by_settlements(proposed: pd.DataFrame, settled: pd.DataFrame) -> pd.Series:
    """row -> the proposed unit that half or more of the settlements in the shape belong to, unless
    another proposed one has the other half."""
    found = proposed.merge(settled, on=["row", "code"])
    return _alone(found[2 * found["here"] >= found["there"]])


def _without_settlements(
    proposed: pd.DataFrame, shapes: geopandas.GeoSeries, level: int
) -> pd.DataFrame:
    """What may still be: units without a known settlement, in an oblast that comes near the middle
    of the shape; of a row those that are spelt so, where there are such."""
    _, settled = _settlements(level)
    found = proposed[~proposed["code"].isin(settled)]
    oblasts = pd.Series(*boundaries.embedded_coverage()[::-1])
    middle = shapely.point_on_surface(shapes.loc[found["row"]].to_numpy())
    oblast = oblasts.loc[found["code"].str[: levels.CODE_LENGTH[1]]].to_numpy()
    found = found[shapely.dwithin(middle, oblast, _NEAR)]
    return found[found["spelt"] == found.groupby("row")["spelt"].transform("max")]


def _renamed(settled: pd.DataFrame, known: pd.Series, within: pd.Series) -> pd.Series:
    """row -> the unit that nearly all settlements in the shape belong to and that has nearly all
    of its own there, if no other shape is that unit."""
    found = settled[~settled["code"].isin(known)]
    whole = found["here"] >= _MOST * found[["there", "known"]].max(axis=1)
    found = _alone(found[whole & _inside(found, within)])
    return found[~found.duplicated(keep=False)]
