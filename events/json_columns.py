"""Columns of JSON text, made and asked for whole by the engine."""

import duckdb
import pandas as pd
import pyarrow as pa

from events import parsing

_BATCH = 65_536
"""Rows of a piece of a column: none may come near the 2 GB that Arrow's plain strings hold."""

WEB_ADDRESS = r"(?i)https?://[^\s/]\S*"
"""The only addresses that become links; as a whole, without spaces."""


def source_list(*entries: tuple[pd.Series, pd.Series | None]) -> pd.Series:
    """The record's `sources`: JSON list of {"name", "url"} from pairs of columns (name, url).

    An address that is no whole http or https one becomes null; a pair without both is left out.
    """
    index = entries[0][0].index
    columns = {}
    for number, (names, urls) in enumerate(entries):
        columns[f"name{number}"] = names
        columns[f"url{number}"] = parsing.nothing(index) if urls is None else web_address(urls)
    each = ", ".join(
        f"CASE WHEN name{n} IS NULL AND url{n} IS NULL THEN NULL "
        f"ELSE json_object('name', name{n}, 'url', url{n}) END"
        for n in range(len(entries))
    )
    return asked(
        pd.DataFrame(columns),
        f"SELECT to_json(list_filter([{each}], lambda one: one IS NOT NULL))::VARCHAR FROM cells",
    )


def web_address(urls: pd.Series) -> pd.Series:
    """Only whole http and https addresses; anything else is null."""
    return urls.where(urls.str.fullmatch(WEB_ADDRESS, na=False))


def raw_cells(text: pd.DataFrame) -> pd.Series:
    """Each row's own cells as a JSON object of text, null where empty."""
    return asked(text, "SELECT to_json(cells)::VARCHAR FROM cells")


def asked(cells: pd.DataFrame, question: str) -> pd.Series:
    """One column of text, computed by the engine from `cells`, in their order."""
    with duckdb.connect() as engine:
        engine.execute("SET enable_progress_bar = false")  # it would go to standard output
        engine.register("cells", pa.Table.from_pandas(cells, preserve_index=False))
        made = engine.sql(question).to_arrow_table(_BATCH).column(0).cast(pa.large_string())
    return pd.Series(pd.array(made, dtype=parsing.TEXT), index=cells.index)
