"""Which installed facility is one of those that come with the program.

Two are one when they are of the same kind, no farther apart than SAME_KM, and their names agree:
a word of the name begins with the same five letters (in the official romanisation; words such as
power or station do not count), a number that both have is the same, and not only one of them is a
pumped storage plant. An installed facility is at most one bundled one, the nearest; a bundled one
may be several installed ones, because a map may draw its parts.
"""

import pandas as pd

import geodata
from events.energy.distances import kilometres

SAME_KM = 3.0
"""Kilometres between two points of one facility: plants reach over two, and lists are rounded."""

_STEM = 5
_GENERAL = frozenset(
    [
        "atomn",
        "close",
        "cogen",
        "combi",
        "compr",
        "const",
        "elect",
        "elekt",
        "haes",
        "heati",
        "hidro",
        "hydro",
        "meter",
        "nucle",
        "pidst",
        "plant",
        "power",
        "pumpe",
        "reser",
        "stant",
        "stati",
        "stora",
        "subst",
        "teplo",
        "tepls",
        "termi",
        "tets",
        "therm",
        "under",
    ]
)
"""Beginnings of words that name no place."""


def matches(ours: pd.DataFrame, theirs: pd.DataFrame) -> pd.DataFrame:
    """Columns ours, theirs (positions in the frames) and km; each of theirs at most once.

    Frames have name, name_uk, kind, latitude and longitude. Ordered by ours and km.
    """
    left, right = _keys(ours), _keys(theirs)
    pairs = left.merge(right, on=["kind", "stem"], suffixes=("", "_2"))
    pairs = pairs.drop_duplicates(["row", "row_2"])
    a, b = ours.iloc[pairs["row"]], theirs.iloc[pairs["row_2"]]
    points = [frame[axis].to_numpy() for frame in (a, b) for axis in ("latitude", "longitude")]
    pairs = pairs.assign(km=kilometres(*points))
    same_number = pairs["number"].eq(pairs["number_2"]) | pairs["number"].eq("")
    same_number |= pairs["number_2"].eq("")
    pumped = pairs["pumped"] == pairs["pumped_2"]
    pairs = pairs[(pairs["km"] <= SAME_KM) & same_number & pumped]
    pairs = pairs.sort_values(["row_2", "km", "row"]).drop_duplicates("row_2")
    found = pairs.rename(columns={"row": "ours", "row_2": "theirs"})[["ours", "theirs", "km"]]
    return found.sort_values(["ours", "km"], ignore_index=True)


def _keys(frame: pd.DataFrame) -> pd.DataFrame:
    """row, kind, stem, number, pumped: one row a word of the name that may name a place."""
    both = frame["name"].fillna("") + " " + frame["name_uk"].fillna("")
    folded = both.map(geodata.fold)
    numbers = folded.str.replace(r"\d+ ?(?:kv|кв)\b", " ", regex=True)
    latin = folded.map(geodata.romanise).str.findall(r"[a-z]{4,}")
    keys = pd.DataFrame(
        {
            "row": range(len(frame)),
            "kind": frame["kind"].to_numpy(),
            "stem": latin.to_numpy(),
            "number": numbers.str.extract(r"\b(\d{1,2})\b")[0].fillna("").to_numpy(),
            "pumped": folded.str.contains(r"гаес|гаэс|pumped", regex=True).to_numpy(),
        }
    ).explode("stem")
    keys["stem"] = keys["stem"].str.slice(0, _STEM)
    keys = keys[keys["stem"].notna() & ~keys["stem"].isin(_GENERAL)]
    return keys.drop_duplicates()
