"""One version of the store, open for questions.

Parquet alone answers too slowly (benchmarks/README.md), so the columns that filters, counts and
lists read are loaded once into an in-process DuckDB; description, sources and raw stay in the
Parquet files and are read for single records and exports. The text for word search is prepared
at the first search, and the rows that hold a set of words are remembered, because one click
asks half a dozen questions about the same words.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
from pandas.api.types import is_numeric_dtype as is_number

from events import gate
from events.filters.clauses import AREA
from events.filters.row_sets import RowSets
from events.incident import LOCATED, SCHEMA, WORDS
from events.linking.links import NEWEST, Links
from events.questions.counting import number_clusters
from events.storage.store import Store

IN_FILES_ONLY = ("description", "sources", "raw")
"""Columns of the record that the relation `incidents` lacks; `stored` has them."""

_CODES = ("source", "adm1_code", "adm2_code", "adm3_code", "licence", "import_id")


class QueryError(Exception):
    """A question that the engine refused; the message carries the SQL."""


class Atlas:
    """The incidents of one version of a store; made by `open_store`, safe from many threads.

    Relations: `incidents` (in memory: every column of the record but IN_FILES_ONLY, and
    located: may be a dot; killed_high, injured_high: the upper bound, else the lower one;
    point_latitude, point_longitude: degrees times 100,000, whole; cluster: a number that linked
    reports share, null where a report is alone), `clusters` (cluster, linked_to: the smallest
    incident_id in it, n_reports), `stored` (the Parquet files, all columns) and, where `words`
    are passed, `matched` (row: the rowids in `incidents` that hold all of them), and where the
    values name an area, `inside` (row: the rowids whose point is in it). In public mode
    (`events.gate`) `stored` lacks the records that may not be passed on, and `incidents` has in
    their place rows with withheld true, which hold a source, a region, a month and tolls only;
    `withheld` says how many records of which source stay in. links_version: of the links by
    which clusters are numbered, None where nothing was linked.
    """

    also: tuple[str, ...] = ()
    """Further columns that the files have and `incidents` gets; none in a store."""

    def __init__(
        self,
        path: Path,
        version: int,
        files: tuple[str, ...],
        mode: str | None = None,
        links_version: int | None = NEWEST,
    ):
        self.path = path
        self.version = version
        self.mode = mode or gate.mode()
        self.withheld: dict[str, int] = {}
        self._engine = duckdb.connect(config={"custom_user_agent": "incident-atlas"})
        self._row_sets = RowSets(self._engine, path)
        every = stored(files)
        self._run(self._engine, f"CREATE VIEW stored AS {gate.passed(every, self.mode)}")
        self._load(every)
        links = Links(path).read(version, links_version)
        self.links_version = links.version
        # What has further columns holds records twice (before, after), so nothing is linked there.
        with self._engine.cursor() as cursor:
            number_clusters(cursor, links.rows.iloc[:0] if self.also else links.rows)
        if self.mode == "public":
            self._count_withheld(every)

    def rows(self, sql: str, values: Mapping | None = None, *, words: str = "") -> pd.DataFrame:
        """The answer as a frame: dates as datetime64, an absent number NaN, an absent text None."""
        return _plain(self._ask(sql, values, words, lambda relation: relation.df()))

    def tuples(self, sql: str, values: Mapping | None = None, *, words: str = "") -> list[tuple]:
        """The answer as tuples of Python values, None for null."""
        return self._ask(sql, values, words, lambda relation: relation.fetchall())

    def arrow(
        self,
        sql: str,
        values: Mapping | None = None,
        *,
        words: str = "",
        wanted: pa.Table | None = None,
    ) -> pa.Table:
        """The answer as an Arrow table; `wanted` is the relation of that name in the SQL."""
        return self._ask(sql, values, words, lambda relation: relation.to_arrow_table(), wanted)

    def prepare_search(self) -> None:
        """Make what the first word search needs, so that no reader waits for it; any thread may.

        About two seconds a million incidents; a search asked meanwhile waits, other questions
        do not.
        """
        self._row_sets.prepare()

    def close(self) -> None:
        """Give the memory back; no question may follow."""
        self._engine.close()

    def _ask(self, sql: str, values: Mapping | None, words: str, take, wanted=None):
        with self._engine.cursor() as cursor:
            if wanted is not None:
                cursor.register("wanted", wanted)
            if words:
                cursor.register("matched", self._row_sets.matching(words))
            given = dict(values or {})
            if area := given.pop(AREA, ""):
                cursor.register("inside", self._row_sets.inside(area))
            try:
                return take(cursor.sql(sql, params=given))
            except duckdb.Error as fault:
                raise QueryError(f"{fault}\nThe question was:\n{sql}") from fault

    def _load(self, every: str) -> None:
        """Make `incidents`; words of the record and codes become one byte or a few each."""
        for column, allowed in WORDS.items():
            self._make_type(column, list(allowed))
        present = ", ".join(f"list_sort(list(DISTINCT {column}))" for column in _CODES)
        with self._engine.cursor() as cursor:
            (found,) = cursor.execute(f"SELECT {present} FROM ({every})").fetchall()
        for column, words in zip(_CODES, found, strict=True):
            self._make_type(column, [word for word in words or () if word is not None])
        columns = [
            f"{name}::{name}_word AS {name}" if name in WORDS or name in _CODES else name
            for name in SCHEMA.names
            if name not in IN_FILES_ONLY
        ]
        self._run(
            self._engine,
            f"""CREATE TABLE incidents AS SELECT {", ".join([*columns, *self.also])},
                false AS withheld, NULL::INTEGER AS cluster,
                location_precision IN ({", ".join(map(_quoted, LOCATED))}) AS located,
                coalesce(killed_max, killed_min) AS killed_high,
                coalesce(injured_max, injured_min) AS injured_high,
                round(latitude * 100000)::INTEGER AS point_latitude,
                round(longitude * 100000)::INTEGER AS point_longitude
            FROM stored""",
        )

    def _count_withheld(self, every: str) -> None:
        """Put what the public may count behind the rows that it may see."""
        with self._engine.cursor() as cursor:
            self.withheld = dict(cursor.execute(gate.withheld(every)).fetchall())
        if self.also:  # of changed records nothing is counted: too few of them fall together
            return
        self._run(
            self._engine,
            f"""INSERT INTO incidents BY NAME SELECT *, true AS withheld, false AS located,
                'month' AS date_precision,
                CASE WHEN adm2_code IS NULL THEN 'oblast' ELSE 'raion' END AS location_precision,
                coalesce(killed_max, killed_min) AS killed_high,
                coalesce(injured_max, injured_min) AS injured_high
            FROM ({gate.cells(every, "counted_already")})""",
        )

    def _make_type(self, column: str, words: list[str]) -> None:
        listed = ", ".join(_quoted(word) for word in words or [""])
        self._run(self._engine, f"CREATE TYPE {column}_word AS ENUM ({listed})")

    @staticmethod
    def _run(engine: duckdb.DuckDBPyConnection, sql: str) -> None:
        with engine.cursor() as cursor:
            cursor.execute(sql).fetchall()


def open_store(
    path: str | os.PathLike | None = None,
    version: int | None = None,
    mode: str | None = None,
    links_version: int | None = NEWEST,
) -> Atlas:
    """The store in folder `path` (default: `default_path()`) at `version` or at the newest, in a
    mode of `events.gate` (default: ATLAS_MODE, else private), with its reports linked as in
    `links_version`: NEWEST is the newest of that store version, None leaves all unlinked.

    Raises StoreMissing when there is none, StoreError when it cannot be read; a store without
    rows is a store. Loading a million incidents takes about a second.
    """
    store = Store(path)
    version = store.version() if version is None else version
    return Atlas(store.path, version, store.files(version), mode, links_version)


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """`frame` with NaN and None as its only nulls: pd.NA is neither true nor false."""
    for name, column in frame.items():
        if pd.api.types.is_extension_array_dtype(column.dtype) and is_number(column):
            frame[name] = column.astype("float64" if column.hasnans else "int64")
        elif not is_number(column) and not pd.api.types.is_datetime64_any_dtype(column):
            frame[name] = column.astype(object).where(column.notna(), None)
    return frame


def stored(files: tuple[str, ...]) -> str:
    """The SELECT that reads the files in their order, or that answers no rows."""
    if files:
        return f"SELECT * FROM read_parquet([{', '.join(map(_quoted, files))}])"
    kinds = {
        pa.string(): "VARCHAR",
        pa.date32(): "DATE",
        pa.float64(): "DOUBLE",
        pa.int32(): "INTEGER",
        pa.bool_(): "BOOLEAN",
    }
    nothing = ", ".join(f"NULL::{kinds[column.type]} AS {column.name}" for column in SCHEMA)
    return f"SELECT {nothing} WHERE false"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
