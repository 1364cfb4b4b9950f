"""data/gazetteer.parquet in memory: one row a place, and its spellings and sounds as indexes."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

PLACES = Path(__file__).parent / "data" / "gazetteer.parquet"
HOW = ("exact", "alternate", "old name", "other name")
"""What a spelling is to its place; the file holds positions in this. An alternate is the official
name in other letters; another name, such as Slovyansk for Nikopol, is none of the others."""


class Table(NamedTuple):
    """columns: field -> list, one value a place, None where missing. An entry is one spelling of
    one place: owner[entry] is the place, spelling[entry] the plain text, how[entry] one of HOW.
    by_spelling and by_sound give the entries of a key; alphabets the entries and spellings in
    Latin letters (True) and in Cyrillic ones (False). y and x are degrees: the place's point, or
    the middle of the known settlements of its hromada or raion; NaN where there is none."""

    columns: dict[str, list]
    owner: np.ndarray
    spelling: list[str]
    how: np.ndarray
    by_spelling: dict[str, list[int]]
    by_sound: dict[str, list[int]]
    alphabets: dict[bool, tuple[np.ndarray, list[str]]]
    y: np.ndarray
    x: np.ndarray


@cache
def load() -> Table:
    """The table, read once in a process; never changed."""
    file = pq.read_table(PLACES)
    lists = ("spelling", "how", "sound")
    columns = {c: file[c].to_pylist() for c in file.column_names if c not in lists}
    spelling, how, sound = (file[name].combine_chunks() for name in lists)
    owner = spelling.value_parent_indices().to_numpy()
    texts, sounds = spelling.flatten().to_pylist(), sound.flatten().to_pylist()
    points = pd.DataFrame({axis: file[axis].to_pandas() for axis in ("latitude", "longitude")})
    for level in ("adm3_code", "adm2_code"):
        means = points.groupby(file[level].to_pandas())[["latitude", "longitude"]].transform("mean")
        points = points.fillna(means)
    return Table(
        columns,
        owner,
        texts,
        how.flatten().to_numpy(),
        _index(texts),
        _index(sounds),
        {latin: _written(texts, latin) for latin in (True, False)},
        *(points[axis].to_numpy("float64") for axis in ("latitude", "longitude")),
    )


def _index(keys: list[str]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for entry, key in enumerate(keys):
        index.setdefault(key, []).append(entry)
    return index


def _written(texts: list[str], latin: bool) -> tuple[np.ndarray, list[str]]:
    entries = [entry for entry, text in enumerate(texts) if text.isascii() == latin]
    return np.array(entries), [texts[entry] for entry in entries]
