"""Columns of JSON text, made and asked for whole by the engine."""

import duckdb
import pandas as pd
import pyarrow as pa

from events.files import parsing

_BATCH = 65_536
"""Rows of a piece of a column: none may come near the 2 GB that Arrow's plain strings hold."""

WEB_ADDRESS = r"(?i)https?://[^\s/]\S*"
"""The only addresses that become links; as a whole, without spaces."""

_HOST = r"^https?://(?:www\.|m\.|mobile\.)?([^/?#:]+)"
_ACCOUNT = r"^https?://(?:www\.|m\.|mobile\.)?((?:twitter|x|facebook|instagram|t)\.[a-z]+/[^/?#]+)/"
SITE = (
    f"coalesce(nullif(regexp_extract({{0}}, '{_ACCOUNT}', 1, 'i'), ''), "
    f"nullif(regexp_extract({{0}}, '{_HOST}', 1, 'i'), ''))"
)
"""SQL: who published at the address in {0}, see `site_name`."""


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


def site_name(urls: pd.Series) -> pd.Series:
    """Who published at an address: its host, with the account where the host is a network of them.

    https://t.me/someone/12 is t.me/someone. Null for what is no http or https address.
    """
    return asked(
        pd.DataFrame({"url": web_address(urls)}), f"SELECT {SITE.format('url')} FROM cells"
    )


def asked(cells: pd.DataFrame, question: str, **others: pd.DataFrame) -> pd.Series:
    """One column of text, computed by the engine from `cells`, in their order.

    `others` are tables that the question may name as well.
    """
    with duckdb.connect() as engine:
        engine.execute("SET enable_progress_bar = false")  # it would go to standard output
        for name, table in {"cells": cells, **others}.items():
            engine.register(name, pa.Table.from_pandas(table, preserve_index=False))
        made = engine.sql(question).to_arrow_table(_BATCH).column(0).cast(pa.large_string())
    return pd.Series(pd.array(made, dtype=parsing.TEXT), index=cells.index)
