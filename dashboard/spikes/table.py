"""A week of units against their own year -> its table and the sentences that say the same, pure."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from dashboard.words.writing import counted, day, decimal, label, number, say, span
from events import LEAST_TO_JUDGE, JudgedWeeks, Spikes
from geodata import name

NAMED = 5
"""Units that stand out and are named in the sentence; the table has every one."""

LEAST_Q = 0.0001
"""The last figure that the table writes; it stands for all below it, which are not 0 either."""


def week_words(monday: date, language: str) -> str:
    """4–10 March 2024."""
    return span(monday, monday + timedelta(days=6), language)


def summary(found: Spikes, language: str) -> str:
    """How many were judged, which stand out, how many could not be judged."""
    counts = {"tested": number(found.tested, language), "units": number(found.units, language)}
    week = week_words(found.week, language)
    said = [say(f"spikes_head_{found.level}", language, week=week, **counts)]
    if found.found:
        said.append(_found(found, language))
    elif found.tested:
        said.append(say("spikes_none", language))
    quiet = found.units - found.tested - found.few
    if found.few or quiet > 0:
        numbers = {"few": number(found.few, language), "quiet": number(max(quiet, 0), language)}
        said.append(say("spikes_few", language, least=LEAST_TO_JUDGE, **numbers))
    if not found.tested:
        said.append(say("spikes_sparse", language))
    return " ".join(said)


def _found(found: Spikes, language: str) -> str:
    named = [
        say(
            "spike_named",
            language,
            name=name(row["code"], language),
            n=number(row["incidents"], language),
            expected=decimal(row["expected"], language),
        )
        for row in found.frame.head(min(found.found, NAMED)).to_dict("records")
    ]
    if found.found > NAMED:
        named.append(say("spikes_more", language, n=number(found.found - NAMED, language)))
    n = number(found.found, language)
    return say("spikes_found", language, n=n, list=", ".join(named))


def left_out(found: Spikes, language: str) -> str:
    """What the counts lack, and that the period of the sidebar does not hold."""
    said = [say("spikes_period", language)]
    for key, (now, before) in (("coarser", found.coarser), ("undated", found.undated)):
        if now or before:
            numbers = {
                "now": counted("incidents", now, language),
                "before": number(before, language),
            }
            said.append(say(f"spikes_left_{key}", language, **numbers))
    return " ".join(said)


def warnings(found: Spikes, weeks: JudgedWeeks, language: str) -> list[str]:
    """What can make or hide a spike in this week: late reports, sources that begin or end."""
    said = []
    if weeks.growing_from is None:
        said.append(say("spikes_lag_unknown", language))
    elif weeks.growing_from <= found.week + timedelta(days=6):
        said.append(say("spikes_late", language, day=day(weeks.growing_from, language)))
    edges = (
        ("spikes_started", weeks.started_within(found.week)),
        ("spikes_ended", weeks.ended_within(found.week)),
    )
    return said + [
        say(key, language, source=label("source", source, language), day=day(edge, language))
        for key, sources in edges
        for source, edge in sources
    ]


def spikes_table(rows: pd.DataFrame, language: str) -> pd.DataFrame:
    """Rows of Spikes.frame under a reader's headings, in their order; NaN where not judged."""
    judged = rows["status"] != "untested"
    bounds = zip(rows["low"], rows["high"], judged, strict=True)
    intervals = [
        f"{number(low, language)}–{number(high, language)}" if known else None
        for low, high, known in bounds
    ]
    columns = {
        "col_region": [name(code, language) for code in rows["code"]],
        "col_spike_status": [say(f"spike_status_{word}", language) for word in rows["status"]],
        "col_spike_week": rows["incidents"].to_numpy(),
        "col_spike_expected": rows["expected"].where(judged).to_numpy(),
        "col_spike_interval": intervals,
        "col_spike_ratio": rows["ratio"].where(judged).to_numpy(),
        "col_spike_q": rows["q"].clip(lower=LEAST_Q).to_numpy(),
        "col_spike_total": rows["total"].to_numpy(),
        "col_spike_weeks": [counts.astype("int32") for counts in rows["weeks"]],
    }
    return pd.DataFrame({say(key, language): column for key, column in columns.items()})


def show(rows: pd.DataFrame, language: str) -> None:
    """Draw it; the 53 weeks of each unit as a small line."""
    number_column = st.column_config.NumberColumn
    forms = {
        "col_spike_week": number_column(format="localized"),
        "col_spike_expected": number_column(format="%.1f"),
        "col_spike_ratio": number_column(format="%.1f"),
        "col_spike_q": number_column(format="%.4f", help=say("spike_q_help", language)),
        "col_spike_total": number_column(format="localized"),
        "col_spike_weeks": st.column_config.LineChartColumn(y_min=0, width="medium"),
    }
    st.dataframe(
        spikes_table(rows, language),
        hide_index=True,
        column_config={say(key, language): column for key, column in forms.items()},
        placeholder=say("spike_empty", language),
    )
