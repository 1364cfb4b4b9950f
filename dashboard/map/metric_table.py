"""The table of regions with the metric that shades the map, and all parts of that metric."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.map.metrics import Measured
from dashboard.tables import in_order, regions_table
from dashboard.words.writing import say

PARTS = {
    "per_100k": ("per_100k", "residents", "counted_on"),
    "change": ("counted_before", "difference", "change_percent"),
    "energy_share": ("energy_share", "energy", "stated"),
}
"""Metric -> its columns in the table, behind the incidents."""

DIGITS = {"per_100k": 2}
"""Decimals of a column; percentages are whole, for they are of small numbers."""


def metric_table(measured: Measured, language: str) -> pd.DataFrame:
    """`tables.regions_table` with the columns of the metric and, below oblasts, the upper end of
    each count; values that are not defined are null."""
    table = regions_table(measured.rows, measured.level, language)
    rows = in_order(measured.rows)
    spot = 2
    for name, column in _columns(measured, rows).items():
        table.insert(spot, say(f"col_{name}", language), column.to_numpy())
        spot += 1
    return _compact(table, say("col_per_100k", language))


def _compact(table: pd.DataFrame, rate: str) -> pd.DataFrame:
    """Whole numbers in four bytes each, nulls kept: a third less on the line. `rate` is no whole
    number."""
    whole = [
        name
        for name, column in table.items()
        if pd.api.types.is_numeric_dtype(column) and name != rate
    ]
    return table.assign(**{name: table[name].round().astype("Int32") for name in whole})


def _columns(measured: Measured, rows: pd.DataFrame) -> dict[str, pd.Series]:
    found = {}
    if measured.level > 1:
        found["up_to"] = rows["up_to"]
    parts = PARTS.get(measured.metric, ())
    made = {"counted_before": "before", "change_percent": "value", measured.metric: "value"}
    for part in parts:
        if part == "difference":
            found[part] = rows["now"] - rows["before"]
        elif part == "counted_on":
            found[part] = rows["counted_on"].dt.date
        else:
            found[part] = rows[made.get(part, part)].round(DIGITS.get(part, 0))
    return found


def show(
    measured: Measured,
    language: str,
    *,
    height: int,
    choose: Callable[[str | None], None] | None = None,
) -> None:
    """Draw it, numbers grouped the way the reader's browser writes them.

    With `choose` a row can be chosen, by keyboard too, which no region of a map can be: it gets
    the region's code, None for what is in no region, and "" when the choice is taken back.
    """
    table = metric_table(measured, language)
    dated = say("col_counted_on", language)
    columns = {
        name: st.column_config.DateColumn(format="DD.MM.YYYY")
        if name == dated
        else st.column_config.NumberColumn(format="localized")
        for name in table.columns[1:]
    }
    unknown = say("cell_none" if measured.metric in PARTS else "toll_unstated", language)
    looks = {"hide_index": True, "height": height, "column_config": columns, "placeholder": unknown}
    if choose is None:
        st.dataframe(table, **looks)
        return
    codes = [None if pd.isna(code) else code for code in in_order(measured.rows)["code"]]
    key = f"regions_{measured.level}_{hash(tuple(codes))}"

    def chosen() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        choose(codes[rows[0]] if rows else "")

    st.caption(say("region_row_hint", language))
    st.dataframe(table, **looks, key=key, on_select=chosen, selection_mode="single-row")
