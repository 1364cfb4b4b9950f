"""The register of regions: 27 first-level units, their raions and their hromadas.

A unit is named by its P-code, a prefix of its code in the official register KATOTTG: UA63 (four
characters) is a first-level unit, UA6312 a raion, UA6312007 a hromada. The table
data/levels.csv is remade by build.py; data/PROVENANCE.md says from what and how it differs from
the list of the UN's Office for the Coordination of Humanitarian Affairs (OCHA).
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from geodata.spelling import fold

TABLE = Path(__file__).parent / "data" / "levels.csv"
LEVELS = {1: "oblast", 2: "raion", 3: "hromada"}
CODE_LENGTH = {1: 4, 2: 6, 3: 9}  # characters of a P-code by level


class UnknownUnitError(LookupError):
    """A code that the register does not hold, said in a sentence."""


@dataclass(frozen=True)
class Unit:
    """One region. `iso` (ISO 3166-2) is None below the first level, `parent` is None on it;
    the seat's coordinates are WGS 84 degrees, None where the register has none."""

    code: str
    level: int
    iso: str | None
    name_en: str
    name_uk: str
    parent: str | None
    seat_latitude: float | None
    seat_longitude: float | None


@cache
def _register() -> pd.DataFrame:
    texts = dict.fromkeys(["code", "iso", "name_en", "name_uk", "parent"], "str")
    return pd.read_csv(TABLE, dtype=texts | {"level": "int8"})


@cache
def _units() -> dict[str, Unit]:
    rows = _register().astype(object)
    return {u.code: u for u in (Unit(*row) for row in rows.where(rows.notna(), None).to_numpy())}


def units(level: int) -> pd.DataFrame:
    """All units of a level (1 oblast, 2 raion, 3 hromada), ordered by code.

    Columns: code, level, iso, name_en, name_uk, parent, seat_latitude, seat_longitude.
    The frame is the caller's own. Raises ValueError for another level.
    """
    if level not in LEVELS:
        raise ValueError(f"There is no level {level!r}: 1 is oblast, 2 raion, 3 hromada.")
    register = _register()
    return register[register["level"] == level].reset_index(drop=True)


def unit(code: str) -> Unit:
    """The unit of a P-code at any level. Raises UnknownUnitError."""
    try:
        return _units()[code]
    except (KeyError, TypeError):
        raise UnknownUnitError(
            f"{code!r} is no code of the register: a P-code looks like UA63 (oblast), UA6312 "
            "(raion) or UA6312007 (hromada); `python -m geodata levels --level 1` lists them."
        ) from None


def name(code: str, language: str = "en") -> str:
    """The name of a unit in English ("en") or Ukrainian ("uk"). Raises UnknownUnitError."""
    if language not in ("en", "uk"):
        raise ValueError(f"Names are kept in en and uk, not in {language!r}.")
    return getattr(unit(code), f"name_{language}")


def parents(code: str) -> tuple[str, ...]:
    """The codes above a unit, the nearest first: UA6312007 -> (UA6312, UA63); () for an oblast."""
    above = unit(code).parent
    return () if above is None else (above, *parents(above))


def level_of(code: str) -> int:
    """The level of a code of the register: 1, 2 or 3. Raises UnknownUnitError."""
    return unit(code).level


def from_iso(iso: str) -> str:
    """The P-code of an ISO 3166-2 code of Ukraine: UA-63 -> UA63, UA-30 -> UA80.

    Case and surrounding space do not matter. Raises UnknownUnitError.
    """
    key = str(iso).strip().upper()
    for candidate in _units().values():
        if candidate.iso == key:
            return candidate.code
    raise UnknownUnitError(f"{iso!r} is no ISO 3166-2 code of Ukraine, such as UA-63 for Kharkiv.")


@cache
def _names() -> pd.DataFrame:
    register = _register()
    both = [register[f"name_{language}"].map(fold) for language in ("en", "uk")]
    return pd.DataFrame({"en": both[0], "uk": both[1]})


def search(text: str, limit: int = 20) -> pd.DataFrame:
    """Units whose English or Ukrainian name or whose code holds every word of a text.

    Words are compared by their beginnings after `fold` (case, apostrophes and hyphens do not
    matter). Whole names come first, then names that begin with the text, then the rest; within
    each the larger level, then the code. Same columns as `units`; at most `limit` rows; an empty
    text finds nothing.
    """
    wanted = fold(text)
    register, names = _register(), _names()
    if not wanted:
        return register.head(0)
    keys = (names["en"] + " " + names["uk"] + " " + register["code"].str.lower()).radd(" ")
    held = pd.Series(True, index=register.index)
    for word in wanted.split():
        held &= keys.str.contains(f" {word}", regex=False)
    begins = names["en"].str.startswith(wanted) | names["uk"].str.startswith(wanted)
    whole = (names["en"] == wanted) | (names["uk"] == wanted) | (keys.str.endswith(f" {wanted}"))
    rank = 2 - begins.astype(int) - whole.astype(int)
    found = register[held].assign(rank=rank[held]).sort_values(["rank", "level", "code"])
    return found.drop(columns="rank").head(limit).reset_index(drop=True)
