"""Rows that are in no store yet, open for the same questions as a store."""

import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet

from events.questions.atlas import Atlas


class RowsAtlas(Atlas):
    """An Atlas over rows of the record alone; made by `open_rows`.

    Its path is a temporary folder of its own, which is gone with it; its version is 0. Nothing
    of it is withheld: who brought the rows may see them.
    """

    def __init__(self, rows: pa.Table):
        self._folder = tempfile.TemporaryDirectory(prefix="incident-atlas-")
        folder = Path(self._folder.name)
        file = folder / "rows.parquet"
        try:
            pa.parquet.write_table(rows, file, compression="zstd")
            super().__init__(folder, 0, (str(file),), mode="private")
        except BaseException:
            self._folder.cleanup()
            raise

    def close(self) -> None:
        """Give memory and the temporary folder back; no question may follow."""
        super().close()
        self._folder.cleanup()


def open_rows(rows: pa.Table) -> RowsAtlas:
    """Rows of incident.SCHEMA, such as `Prepared.rows`, as an Atlas."""
    return RowsAtlas(rows)
