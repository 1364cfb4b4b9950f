"""Which rows of an import are new or differ from the stored ones; exact, column by column."""

import tempfile

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from events.incident import COLUMNS, CONTENT, SCHEMA


class Comparison:
    """The rows of `incoming` (see `as_table`) against those in the Parquet `files` of a store.

    A context manager; its counts new, updated and unchanged add up to the incoming rows.
    ValueError when an incident_id comes twice: no one can say which of them holds.
    """

    def __init__(self, incoming: pa.Table, files: tuple[str, ...]):
        self._spill = tempfile.TemporaryDirectory(prefix="incident-atlas-")
        self._engine = duckdb.connect(config={"temp_directory": self._spill.name})
        try:
            self._engine.execute("SET enable_progress_bar = false")  # it goes to standard output
            numbers = pa.array(np.arange(incoming.num_rows))
            self._engine.register("incoming", incoming.append_column("row", numbers))
            self._refuse_twins()
            self.new, self.updated = self._compare(files)
        except BaseException:
            self.__exit__()
            raise
        self.unchanged = incoming.num_rows - self.new - self.updated

    def __enter__(self) -> "Comparison":
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.close()
        self._spill.cleanup()

    def changed(self) -> pa.RecordBatchReader:
        """The new and the updated rows by date: files and row groups hold neighbouring days."""
        columns = ", ".join(COLUMNS)
        batches = self._engine.sql(
            f"SELECT {columns} FROM incoming SEMI JOIN changed USING (row)"
            " ORDER BY date_start, incident_id"
        ).to_arrow_reader(65_536)
        return pa.RecordBatchReader.from_batches(SCHEMA, (batch.cast(SCHEMA) for batch in batches))

    def _refuse_twins(self) -> None:
        twins = self._engine.execute(
            "SELECT incident_id FROM incoming GROUP BY incident_id HAVING count(*) > 1 LIMIT 1"
        ).fetchall()
        if twins:
            raise ValueError(f"rows hold the incident {twins[0][0]} more than once")

    def _compare(self, files: tuple[str, ...]) -> tuple[int, int]:
        """Make the table `changed` (row, is_new); answer how many are new and how many not."""
        if not files:
            self._engine.execute("CREATE TABLE changed AS SELECT row, true AS is_new FROM incoming")
        else:
            differs = " OR ".join(f"i.{column} IS DISTINCT FROM s.{column}" for column in CONTENT)
            self._engine.execute(
                "CREATE TABLE changed AS SELECT i.row, s.incident_id IS NULL AS is_new"
                " FROM incoming i LEFT JOIN read_parquet($files) s USING (incident_id)"
                f" WHERE s.incident_id IS NULL OR {differs}",
                {"files": list(files)},
            )
        counts = "SELECT count(*) FILTER (is_new), count(*) FILTER (NOT is_new) FROM changed"
        return self._engine.execute(counts).fetchall()[0]


def held(ids: pa.Table, files: tuple[str, ...]) -> pa.Table:
    """Those of `ids` (one column, incident_id) that the Parquet `files` of a store hold."""
    if not files:
        return ids.slice(0, 0)
    with duckdb.connect() as engine:
        engine.execute("SET enable_progress_bar = false")
        engine.register("ids", ids)
        return engine.sql(
            "SELECT incident_id FROM ids SEMI JOIN read_parquet($files) s USING (incident_id)"
            " ORDER BY incident_id",
            params={"files": list(files)},
        ).to_arrow_table()


def as_table(rows: pd.DataFrame | pa.Table) -> pa.Table:
    """`rows` as an Arrow table of incident.SCHEMA; ValueError names what does not fit."""
    names = rows.column_names if isinstance(rows, pa.Table) else list(rows.columns)
    if missing := [column for column in COLUMNS if column not in names]:
        raise ValueError(f"rows lack the columns {', '.join(missing)}")
    try:
        if isinstance(rows, pa.Table):
            table = rows.select(COLUMNS).cast(SCHEMA)
        else:
            table = pa.Table.from_pandas(rows[list(COLUMNS)], SCHEMA, preserve_index=False)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as fault:
        raise ValueError(f"rows do not fit incident.SCHEMA: {fault}") from fault
    nulls = [f.name for f in SCHEMA if not f.nullable and table.column(f.name).null_count]
    if nulls:
        raise ValueError(f"rows have nulls in {', '.join(nulls)}")
    return table
