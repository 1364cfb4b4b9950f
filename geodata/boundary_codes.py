"""Which unit each shape of a boundary file is: by P-code, KATOTTG code, ISO code, or name.

Knows the columns of OCHA's common operational datasets (ADM2_PCODE, ADM2_EN, ADM2_UA ...), of
geoBoundaries (shapeName, shapeISO, shapeType), of GADM (NAME_2) and of extracts of OpenStreetMap
(katotth, admin_level, name:uk).
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd
from geopandas import GeoDataFrame

from geodata import boundary_names, levels
from geodata.asked import plain, without_kind

KATOTTG = r"UA\d{17}"
MOST_UNSURE = 0.1  # of the rows, whose names are none or several of the register
MOST_RAIONS = 300  # rows of raions, some of which may be in pieces
RAIONS_BEFORE_2020 = (
    "has {count} units as raions: those from before the reform of 17 July 2020 (resolution 807-IX "
    "of the Verkhovna Rada), since when Ukraine has 136; they cannot be brought into today's "
    "register. Install boundaries from after July 2020."
)
# Where names stand: of the units themselves, and of the units around them.
_OWN = ("name_uk", "name:uk", "name", "name_en", "name:en", "name_ru", "name:ru", "shapeName")
_AROUND = {1: ("oblast", "region", "province"), 2: ("raion", "rayon", "district")}
_OSM_LEVELS = {"4": 1, "6": 2, "7": 3}  # admin_level in Ukraine
_COLUMN = re.compile(r"adm(\d)_?(pcode|en|uk|ua|ru|name\d?)", re.IGNORECASE)


class Coded(NamedTuple):
    """code: the P-code of each row, None for rows left out; renamed: code -> the name that the
    file has for a unit which the register knows by another; left_out: the names of rows left out,
    each with the codes that it may mean."""

    code: pd.Series
    renamed: dict[str, str]
    left_out: list[str]


def level_of_columns(columns: Iterable[str]) -> int | None:
    """The level that column names tell: the deepest ADMn_PCODE or ADMn_EN; 0 or 4 where those
    are. None where they tell nothing."""
    found = [_COLUMN.fullmatch(str(name)) for name in columns]
    return max((int(match[1]) for match in found if match), default=None)


def level_of(frame: pd.DataFrame, file: str) -> int:
    """The level of the units of a table, from its columns, then from what they hold.

    Raises ValueError where nothing tells it, or where it is a level without a register.
    """
    level = level_of_columns(frame.columns)
    if level is None and (kinds := _column(frame, "shapeType")) is not None:
        match = re.fullmatch(r"ADM(\d)", str(kinds.mode().squeeze()))
        level = int(match[1]) if match else None
    if level is None and (codes := _coded(frame)) is not None:
        deepest = pd.Series(1, index=codes.index)
        deepest = deepest.mask(codes.str.contains(r"^UA\d\d(?!00)\d\d", na=False), 2)
        level = int(
            deepest.mask(codes.str.contains(r"^UA\d{4}(?!000)\d{3}", na=False), 3).mode()[0]
        )
    if level is None and _iso(frame) is not None:
        level = 1
    if level is None:
        level = _level_of_words(frame)
    if level is None:
        raise ValueError(
            f"{file} does not tell of which level its units are (columns: "
            f"{', '.join(map(str, frame.columns[:12]))}); say it with --level."
        )
    if level not in levels.LEVELS:
        what = "the whole country" if level == 0 else "settlements"
        raise ValueError(f"{file} holds {what}; levels 1 to 3 (oblast, raion, hromada) are taken.")
    return level


def _level_of_words(frame: pd.DataFrame) -> int | None:
    """The level that OpenStreetMap's admin_level tells for most rows, or a word in their names."""
    level = pd.Series(dtype=float)
    if (column := _column(frame, "admin_level")) is not None:
        level = column.astype("str").map(_OSM_LEVELS)
    if not level.notna().any() and not (names := _names(frame, 1)).empty:
        known = {word: number for number, word in levels.LEVELS.items()}
        words = names.bfill(axis=1).iloc[:, 0].dropna()
        level = words.map(lambda name: known.get(without_kind(plain(name))[1]))
    return int(level.mode()[0]) if level.notna().mean() > 0.5 else None


def codes_of(frame: GeoDataFrame, level: int, file: str) -> Coded:
    """The P-code of each row, by its code, and where it has none by its names.

    Raises ValueError, naming the first, for rows that are no unit of the register: a shape that
    nobody can name is refused, not kept. Only a name that the register does not have, in a shape
    that holds the settlements of one unit, is taken for that unit; and a name that several units
    have while nothing tells them apart is left out. The file is refused where these are more than
    one row in ten.
    """
    code = _by_code(frame, level)
    names = _names(frame, level)
    found = _told(frame[code.isna()], names[code.isna()], level, file)
    code = code.where(code.notna(), found.code)
    how = found.how.reindex(frame.index, fill_value="code")
    unsure = how.isin(["renamed", "several"])
    unknown = ~(code.isin(levels.units(level)["code"]) | unsure)
    seen = code.where(how == "code", names.bfill(axis=1).iloc[:, 0] if len(names.columns) else None)
    if unknown.any() or unsure.mean() > MOST_UNSURE:
        raise _refused(seen[unknown if unknown.any() else unsure], frame, level, file)
    renamed, several = how == "renamed", how == "several"
    return Coded(
        code,
        dict(zip(code[renamed], seen[renamed], strict=True)),
        [f"{a} (may be {b})" for a, b in zip(seen[several], found.may_be.dropna(), strict=True)],
    )


def _refused(seen: pd.Series, frame: pd.DataFrame, level: int, file: str) -> ValueError:
    if level == 2 and len(frame) > MOST_RAIONS:
        return ValueError(f"{file} {RAIONS_BEFORE_2020.format(count=len(frame))}")
    first = seen.fillna("(empty)").unique()[:5]
    return ValueError(
        f"{file} has {len(seen)} of {len(frame)} units that the register of "
        f"{levels.LEVELS[level]}s does not hold, or holds more than once: {', '.join(first)}. Is "
        f"it of level {level}, and of the same years as the register (python -m geodata levels)?"
    )


def _told(frame: GeoDataFrame, names: pd.DataFrame, level: int, file: str) -> boundary_names.Told:
    """What the names of the rows without a code tell."""
    if frame.empty:
        return boundary_names.Told(*[pd.Series(dtype=object, index=frame.index)] * 3)
    if names.empty:
        raise ValueError(
            f"{file} has no column of codes (such as ADM{level}_PCODE or katotth) and none of "
            f"names (such as ADM{level}_EN, name_uk or shapeName)."
        )
    return boundary_names.told(names, level, _within(frame, level), frame.geometry)


def _within(frame: pd.DataFrame, level: int) -> pd.Series:
    """The P-code of the unit that holds each row's, as the columns of the levels above tell it, by
    code or by name; "" where they tell nothing."""
    if level == 1:
        return pd.Series("", index=frame.index)
    above = level - 1
    wider = _within(frame, above)
    codes = _column(frame, f"ADM{above}_PCODE", f"ADM{above}PCODE")
    if codes is not None:
        codes = codes.astype("str").str.strip()
        codes = codes.where(codes.isin(levels.units(above)["code"]))
    else:
        names = _names(frame, above, own=False)
        codes = wider if names.empty else boundary_names.spelt(names, above, wider)
    return codes.where(codes.notna(), wider)


def _names(frame: pd.DataFrame, level: int, own: bool = True) -> pd.DataFrame:
    """The columns that name a row's unit (or, with `own` false, the unit of a level around it), the
    best first; empty names are missing."""
    named = (f"ADM{level}_{x}" for x in ("UA", "UK", "EN", "RU", "NAME", "NAME1", "NAME2"))
    others = _OWN if own else _AROUND[level]
    wanted = (*named, f"NAME_{level}", f"NL_NAME_{level}", *others)
    columns = {name: column for name in wanted if (column := _column(frame, name)) is not None}
    names = pd.DataFrame(columns, index=frame.index).astype("str")
    return names.where(names.map(lambda name: bool(plain(name)), na_action="ignore"))


def _by_code(frame: pd.DataFrame, level: int) -> pd.Series:
    """What stands in the column of codes, as a P-code where it is a longer one; None where nothing
    does."""
    named = _column(frame, f"ADM{level}_PCODE", f"ADM{level}PCODE")
    codes = _coded(frame) if named is None else named.astype("str").str.strip()
    if codes is None and level == 1 and (iso := _iso(frame)) is not None:
        units = levels.units(1).set_index("iso")["code"]
        codes = iso.map(units).fillna(iso)
    if codes is None:
        return pd.Series(None, index=frame.index, dtype=object)
    whole = codes.str.fullmatch(KATOTTG, na=False)
    codes = codes.where(~whole, codes.str[: levels.CODE_LENGTH[level]]).astype(object)
    return codes.where(codes.notna() & (codes != ""), None)


def _coded(frame: pd.DataFrame) -> pd.Series | None:
    """The column of P-codes or KATOTTG codes, as they stand there."""
    column = _column(frame, "katotth", "katottg", "katotth_code", "katottg_code", "pcode", "code")
    if column is None:
        return None
    codes = column.astype("str").str.strip()
    pcodes = codes.str.fullmatch(r"UA\d{2}(\d{2}|\d{5}|\d{15})?", na=False)
    return codes if pcodes.any() else None


def _iso(frame: pd.DataFrame) -> pd.Series | None:
    column = _column(frame, "shapeISO", "iso_3166_2", "ISO3166-2", "iso")
    if column is None or not column.astype("str").str.fullmatch(r"UA-\d\d", na=False).any():
        return None
    return column.astype("str").str.strip()


def _column(frame: pd.DataFrame, *names: str) -> pd.Series | None:
    """The first column of one of these names, in any case of letters."""
    lower = {str(column).lower(): column for column in frame.columns}
    for name in names:
        if name.lower() in lower:
            return frame[lower[name.lower()]]
    return None
