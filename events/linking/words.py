"""Words and names made comparable over spellings and languages, for telling two reports apart.

Both functions map a column of distinct strings; the caller joins the answers to its rows.
"""

import re

import pandas as pd

from events.files.parsing import by_value
from geodata import fold, romanise

STEM = 6
"""Letters of a word that are compared: inflections of English and Ukrainian stand behind them."""

_GENERIC = {
    *("city", "town", "village", "settlement", "urban", "rural", "oblast", "region", "raion"),
    *("district", "hromada", "municipality", "near", "area", "misto", "selo", "smt"),
}
"""Words of a place name, as `fold(romanise())` writes them, that name no place."""

_ASIDE = re.compile(r"\(.*?\)|[,/;].*$")
_RUSSIAN = str.maketrans("ыэёъ", "иеє'")
_SOUNDS = (("shch", "s"), ("zgh", "z"), ("zh", "z"), ("kh", "h"), ("ts", "c"), ("ch", "c"))
"""Pairs of letters that other romanisations write in other ways -> one letter."""


def stems(words: pd.Series) -> pd.Series:
    """Each word as the beginning of its Latin spelling: words of one stem count as one."""
    return by_value(words, lambda word: _latin(word).replace(" ", "")[:STEM], "str")


def name_keys(places: pd.Series) -> pd.Series:
    """Each place name in one Latin spelling, without asides and words like "city"; may be empty."""
    return by_value(places, _name_key, "str")


def _name_key(place: str) -> str:
    words = _latin(_ASIDE.sub("", place)).split()
    return " ".join(word for word in words if word not in _GENERIC)


def _latin(text: str) -> str:
    """Latin letters only, vowels and sibilants coarsened: Mykolaiv and Mykolayiv become one."""
    latin = fold(romanise(text.lower().translate(_RUSSIAN)))
    for written, letter in _SOUNDS:
        latin = latin.replace(written, letter)
    latin = latin.replace("sh", "s").replace("y", "i").replace("w", "v")
    return re.sub(r"i+", "i", latin)
