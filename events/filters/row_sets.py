"""The rows that hold some words or lie in some area, found once and remembered.

One click asks half a dozen questions under the same filters; each reads the same small relation of
rowids instead of searching a million texts or points again.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa

from events.filters.areas import rows_inside

_KEPT = 8
"""Searches and areas that are remembered."""

FOLD = """CREATE MACRO fold(text) AS
    lower(replace(replace(replace(text, '’', ''''), 'ʼ', ''''), '`', ''''))"""
"""How texts and searched words are made comparable: lower case, one apostrophe; ґ stays ґ."""


class RowSets:
    """Of the engine of one Atlas, of the store in folder `path`; safe from many threads."""

    def __init__(self, engine: duckdb.DuckDBPyConnection, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._searching, self._placing = threading.Lock(), threading.Lock()
        self._searches: OrderedDict[str, pa.Table] = OrderedDict()
        self._areas: OrderedDict[str, pa.Table] = OrderedDict()
        self._has_texts = False
        with engine.cursor() as cursor:
            cursor.execute(FOLD)

    def matching(self, words: str) -> pa.Table:
        """row: the rowids of incidents in whose texts every one of `words` occurs."""
        with self._searching:
            return _kept(self._searches, words, self._search)

    def inside(self, area: str) -> pa.Table:
        """row: the rowids of incidents whose point is in an area (the text of an Area)."""
        with self._placing:
            return _kept(self._areas, area, lambda a: rows_inside(self._engine, a, self._path))

    def prepare(self) -> None:
        """Make what the first word search needs: about two seconds a million incidents."""
        with self._searching:
            self._prepare_texts()

    def _search(self, words: str) -> pa.Table:
        self._prepare_texts()
        parts = dict(enumerate(words.split()))
        each = " AND ".join(f"contains(words, fold($w{n}))" for n in parts)
        with self._engine.cursor() as cursor:
            return cursor.sql(
                f"SELECT rowid AS row FROM texts WHERE {each}",
                params={f"w{n}": word for n, word in parts.items()},
            ).to_arrow_table()

    def _prepare_texts(self) -> None:
        """Make `texts`: its rows stand in the order of `incidents`, so that rowids agree."""
        if not self._has_texts:
            texts = "concat_ws(chr(10), title, place, place_uk, description)"
            with self._engine.cursor() as cursor:
                cursor.execute(
                    f"CREATE OR REPLACE TABLE texts AS SELECT fold({texts}) AS words FROM stored"
                ).fetchall()
            self._has_texts = True


def _kept(known: OrderedDict, key: str, make: Callable[[str], pa.Table]) -> pa.Table:
    """What is known under `key`, else made now; what was asked longest ago is forgotten."""
    if key not in known:
        known[key] = make(key)
    known.move_to_end(key)
    if len(known) > _KEPT:
        known.popitem(last=False)
    return known[key]
