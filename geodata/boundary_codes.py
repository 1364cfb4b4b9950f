"""Which unit each shape of a boundary file is: by P-code, KATOTTG code, ISO code, or name.

Knows the columns of OCHA's common operational datasets (ADM2_PCODE, ADM2_EN, ADM2_UA ...), of
geoBoundaries (shapeName, shapeISO, shapeType) and of extracts of OpenStreetMap (katotth, name:uk).
"""

import re
from collections.abc import Callable, Iterable

import pandas as pd

from geodata import levels
from geodata.oblast_names import oblast_named
from geodata.spelling import fold

KATOTTG = r"UA\d{17}"
_KIND = re.compile(
    r"\b(oblast|region|raion|rayon|district|hromada|область|район|громада|міська|сільська|"
    r"селищна|територіальна)\b"
)
RAIONS_BEFORE_2020 = (
    "has {count} units as raions: those from before the reform of 17 July 2020 (resolution 807-IX "
    "of the Verkhovna Rada), since when Ukraine has 136; they cannot be brought into today's "
    "register. Install boundaries from after July 2020."
)


def level_of_columns(columns: Iterable[str]) -> int | None:
    """The level that column names tell: the deepest ADMn_PCODE; 0 or 4 where those are. None where
    they tell nothing."""
    found = [re.fullmatch(r"adm(\d)_?pcode", str(name), re.IGNORECASE) for name in columns]
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
        raise ValueError(
            f"{file} does not tell of which level its units are (columns: "
            f"{', '.join(map(str, frame.columns[:12]))}); say it with --level."
        )
    if level not in levels.LEVELS:
        what = "the whole country" if level == 0 else "settlements"
        raise ValueError(f"{file} holds {what}; levels 1 to 3 (oblast, raion, hromada) are taken.")
    return level


def codes_of(frame: pd.DataFrame, level: int, file: str) -> pd.Series:
    """The P-code of each row. Raises ValueError, naming the first, for rows that are no unit of
    the register: a shape that nobody can name is refused, not kept."""
    codes = _by_code(frame, level)
    seen = codes
    if codes is None:
        codes, seen = _by_name(frame, level, file)
    known = codes.isin(levels.units(level)["code"])
    if known.all():
        return codes
    if level == 2 and len(frame) > 300:
        raise ValueError(f"{file} {RAIONS_BEFORE_2020.format(count=len(frame))}")
    unknown = seen[~known].fillna("(empty)").unique()
    raise ValueError(
        f"{file} has {len(unknown)} of {len(frame)} units that the register of "
        f"{levels.LEVELS[level]}s does not hold, or holds more than once: "
        f"{', '.join(unknown[:5])}. Is it of level {level}, and of the same years as the register "
        "(python -m geodata levels)?"
    )


def _by_code(frame: pd.DataFrame, level: int) -> pd.Series | None:
    named = _column(frame, f"ADM{level}_PCODE", f"ADM{level}PCODE")
    codes = _coded(frame) if named is None else named.astype("str").str.strip()
    if codes is None and level == 1 and (iso := _iso(frame)) is not None:
        units = levels.units(1).set_index("iso")["code"]
        codes = iso.map(units).fillna(iso)
    if codes is None or codes.isna().all():
        return None
    whole = codes.str.fullmatch(KATOTTG, na=False)
    return codes.where(~whole, codes.str[: levels.CODE_LENGTH[level]])


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


def _by_name(frame: pd.DataFrame, level: int, file: str) -> tuple[pd.Series, pd.Series]:
    """Codes by name, by name within the parent where the table says it; and the names."""
    tried = (f"ADM{level}_UA", f"ADM{level}_EN", "name_uk", "name:uk", "name_en", "name:en")
    columns = (_column(frame, name) for name in (*tried, "shapeName", f"NAME_{level}", "name"))
    names = [column.astype("str") for column in columns if column is not None]
    if not names:
        raise ValueError(
            f"{file} has no column of codes (such as ADM{level}_PCODE or katotth) and none of "
            f"names (such as ADM{level}_EN, name_uk or shapeName)."
        )
    parent = _column(frame, f"ADM{level - 1}_PCODE")
    key = fold if level == 1 else _key  # Kyiv and Kyiv Oblast are two
    table = _names(level, key, within=parent is not None)
    within = "" if parent is None else parent.astype("str").str.strip()
    codes = pd.Series(None, index=frame.index, dtype="str")
    for column in names:
        codes = codes.fillna((within + column.map(key, na_action="ignore")).map(table))
        if level == 1:
            codes = codes.fillna(column.map(oblast_named, na_action="ignore"))
    return codes, names[0]


def _names(level: int, key: Callable[[str], str], within: bool) -> pd.Series:
    """Name (after the parent's code, if `within`) -> code, for names that stand for one unit."""
    register = levels.units(level)
    both = pd.concat([register.assign(name=register[f"name_{x}"]) for x in ("en", "uk")])
    both["key"] = both["name"].map(key)
    if within:
        both["key"] = both["parent"].fillna("UA") + both["key"]
    both = both.drop_duplicates(["key", "code"]).drop_duplicates("key", keep=False)
    return both.set_index("key")["code"]


def _key(name: str) -> str:
    """A name without the words for its kind, folded."""
    return " ".join(_KIND.sub("", fold(name)).split())


def _column(frame: pd.DataFrame, *names: str) -> pd.Series | None:
    """The first column of one of these names, in any case of letters."""
    lower = {str(column).lower(): column for column in frame.columns}
    for name in names:
        if name.lower() in lower:
            return frame[lower[name.lower()]]
    return None
