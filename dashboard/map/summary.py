"""The map in two or three sentences, for whoever does not see it and for everybody else."""

from html import escape

import pandas as pd

from dashboard.map.metrics import FEW, Measured
from dashboard.words.writing import counted, decimal, number, percent, say, signed
from geodata import name

NAMED = 3
"""Regions that are named."""


def summary(measured: Measured, language: str) -> str:
    """How many incidents are in the regions, in which regions most of them or the highest values of
    the metric are, and how many are in no region of the level."""
    rows = measured.rows
    placed = rows["code"].notna()
    total = int(rows.loc[placed, "incidents"].sum())
    unplaced = int(rows.loc[~placed, "incidents"].sum())
    if total:
        count = counted("incidents", total, language)
        said = [say(f"summary_count_{measured.level}", language, incidents=count)]
        said.append(_most(rows[placed], language))
        said += _metric(measured, rows[placed], language)
    else:
        said = [say("summary_none", language)]
    if unplaced:
        key = f"summary_unplaced_{measured.level}"
        said.append(say(key, language, n=number(unplaced, language)))
    return " ".join(said)


def summary_html(measured: Measured, language: str) -> str:
    """`summary` as a paragraph that a screen reader reads again when it changes."""
    text = escape(summary(measured, language))
    return f'<p class="sentence map-summary" role="status" aria-live="polite">{text}</p>'


def _most(rows: pd.DataFrame, language: str) -> str:
    highest = _first(rows, "incidents")
    return say("summary_most", language, list=_listed(highest, "incidents", number, language))


def _metric(measured: Measured, rows: pd.DataFrame, language: str) -> list[str]:
    metric = measured.metric
    if metric == "incidents":
        return []
    if metric == "change":
        return _changes(rows, language)
    write = {"per_100k": decimal, "energy_share": percent}.get(metric, number)
    column = "value" if metric in ("per_100k", "energy_share") else metric
    if metric == "energy_share":
        rows = rows[rows["stated"] >= FEW]
    highest = _first(rows[rows[column] > 0], column)
    if highest.empty:
        return []
    title = say(f"legend_{metric}", language)
    listed = _listed(highest, column, write, language)
    return [say("summary_metric", language, metric=title, list=listed)]


def _changes(rows: pd.DataFrame, language: str) -> list[str]:
    rows = rows.assign(difference=rows["now"] - rows["before"])
    rises = _first(rows[rows["difference"] > 0], "difference")
    falls = _first(rows[rows["difference"] < 0].assign(difference=lambda f: -f["difference"]))
    falls = falls.assign(difference=-falls["difference"])
    return [
        say(key, language, list=_listed(found, "difference", signed, language))
        for key, found in (("summary_rises", rises), ("summary_falls", falls))
        if len(found)
    ]


def _first(rows: pd.DataFrame, column: str = "difference") -> pd.DataFrame:
    return rows.sort_values([column, "code"], ascending=[False, True]).head(NAMED)


def _listed(rows: pd.DataFrame, column: str, write, language: str) -> str:
    return ", ".join(
        f"{name(code, language)} ({write(value, language)})"
        for code, value in zip(rows["code"], rows[column], strict=True)
    )
