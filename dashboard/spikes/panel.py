"""Beside and below the map of spikes: which units stand out, and the one that is chosen."""

from datetime import timedelta
from html import escape

import streamlit as st

from dashboard import state
from dashboard.spikes import chart as spike_chart
from dashboard.spikes.layer import unit_lines
from dashboard.spikes.table import week_words
from dashboard.state import View
from dashboard.words.writing import counted, day, decimal, number, say
from events import Spikes
from geodata import UnknownUnitError, level_of, name

LISTED = 12
"""Units that stand out and have a button; the table has every one."""


def listed(found: Spikes, language: str) -> None:
    """The units that stand out as buttons, so that no pointer is needed to choose one."""
    if not found.found:
        return
    st.html(f'<p class="sentence"><strong>{escape(say("spikes_list", language))}</strong></p>')
    for row in found.frame.head(min(found.found, LISTED)).to_dict("records"):
        text = f"{name(row['code'], language)}: {number(row['incidents'], language)}"
        st.button(
            f"{text} ({decimal(row['expected'], language)})",
            key=f"spike_{row['code']}",
            on_click=state.select,
            kwargs={"at": row["code"]},
            type="tertiary",
        )
    if found.found > LISTED:
        st.caption(say("spikes_more", language, n=number(found.found - LISTED, language)))


def unit(found: Spikes, view: View) -> None:
    """What is chosen, in words; else how to choose."""
    language, chosen = view.language, _chosen(view)
    if not chosen:
        st.html(f'<p class="sentence">{escape(say("spikes_choose", language))}</p>')
        return
    lines = [say("spike_other_level", language, name=name(chosen, language))]
    if level_of(chosen) == found.level:
        row = _row(found, chosen)
        last = day(found.week + timedelta(days=6), language)
        none = [say("spike_unit_none", language, last=last)]
        lines = unit_lines(row, language) if row else none
    told = "".join(f"<p>{escape(line)}</p>" for line in lines)
    st.html(f'<article class="record"><h3>{escape(name(chosen, language))}</h3>{told}</article>')
    st.button(say("close", language), on_click=lambda: state.select(at="", id=""))


def chart(found: Spikes, view: View) -> None:
    """The 53 weeks of the unit that is chosen, else of the first that stands out."""
    language, chosen = view.language, _chosen(view)
    row = _row(found, chosen) if chosen else None
    if row is None and not chosen and found.found:
        row = found.frame.iloc[0].to_dict()
    if row is None:
        return
    parts = {"name": name(row["code"], language)}
    key = "spike_chart_plain"
    if row["status"] != "untested":
        key = "spike_chart"
        parts["expected"] = decimal(row["expected"], language)
        parts |= {edge: number(row[edge], language) for edge in ("low", "high")}
    st.caption(say(key, language, **parts))
    st.altair_chart(
        spike_chart.unit_weeks(row, found.first, language),
        width="stretch",
        alt=say(
            "spike_chart_alt",
            language,
            week=week_words(found.week, language),
            incidents=counted("incidents", int(row["incidents"]), language),
            total=number(row["total"], language),
            most=number(max(row["weeks"][:-1]), language),
        ),
    )


def _chosen(view: View) -> str:
    """The code of the unit that is chosen; empty where none is, or a point of another page."""
    try:
        name(view.at)
    except UnknownUnitError:
        return ""
    return view.at


def _row(found: Spikes, code: str) -> dict | None:
    rows = found.frame[found.frame["code"] == code].to_dict("records")
    return rows[0] if rows else None
