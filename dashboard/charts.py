"""Rows -> charts, pure: the same rows give the same chart, word for word.

Every chart draws counts of `events.by_period` and names its unit on the axis. Colours and
labels come from `terms` and `words`.
"""

from datetime import date, timedelta

import altair as alt
import pandas as pd

from dashboard.terms import ACCENT, MUTED
from dashboard.words import say

BRUSH = "span"
"""Name of the selection on the weekly chart; the sidebar's period follows it."""

SHORT_CHART = 150
"""Days; a chart no longer than that has its ticks dated to the day."""

_UKRAINIAN_TIME = {
    "dateTime": "%A, %e %B %Y р. %X",
    "date": "%d.%m.%Y",
    "time": "%H:%M:%S",
    "periods": ["", ""],
    "days": ["неділя", "понеділок", "вівторок", "середа", "четвер", "п’ятниця", "субота"],
    "shortDays": ["нд", "пн", "вт", "ср", "чт", "пт", "сб"],
    "months": [
        "січень",
        "лютий",
        "березень",
        "квітень",
        "травень",
        "червень",
        "липень",
        "серпень",
        "вересень",
        "жовтень",
        "листопад",
        "грудень",
    ],
    "shortMonths": [
        "січ",
        "лют",
        "бер",
        "кві",
        "тра",
        "чер",
        "лип",
        "сер",
        "вер",
        "жов",
        "лис",
        "гру",
    ],
}
"""Vega's time locale for Ukrainian; it carries none of its own (English is its default)."""


def weekly(weeks: pd.DataFrame, *, since: date | None, until: date | None, language: str):
    """Incidents per week as bars, brushable along time.

    `weeks` has period (Monday of the week) and incidents, over the whole of the data without
    the time filter, so that a brushed span can be widened again. Weeks that touch since..until
    carry the accent colour, the others are muted.
    """
    frame = _within(weeks, since, until, timedelta(days=6))
    brush = alt.selection_interval(name=BRUSH, encodings=["x"])
    chart = (
        alt.Chart(frame)
        .mark_rect()
        .encode(
            x=alt.X("period:T", title=None, axis=_time_axis(frame)),
            x2="end:T",
            y=alt.Y("incidents:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=3)),
            y2=alt.datum(0),
            color=alt.condition("datum.within", alt.value(ACCENT), alt.value(MUTED)),
            tooltip=_tooltip("week_of", language),
        )
        .add_params(brush)
    )
    return _dressed(chart, language, height=110)


def incidents_over_time(periods: pd.DataFrame, *, unit: str, language: str):
    """Incidents per day, week or month as bars, each as wide as its period."""
    frame = _with_end(periods, unit)
    chart = (
        alt.Chart(frame)
        .mark_rect(color=ACCENT)
        .encode(
            x=alt.X("period:T", title=None, axis=_time_axis(frame)),
            x2="end:T",
            y=alt.Y("incidents:Q", title=None, axis=alt.Axis(tickMinStep=1)),
            y2=alt.datum(0),
            tooltip=_tooltip("first_day", language),
        )
    )
    return _dressed(chart, language, height=230)


def toll_over_time(periods: pd.DataFrame, *, unit: str, language: str):
    """Killed per period as the span from the lower to the upper sum of the stated tolls."""
    frame = _with_end(periods, unit)
    base = alt.Chart(frame).encode(
        x=alt.X("period:T", title=None, axis=_time_axis(frame)), x2="end:T"
    )
    tooltip = [
        alt.Tooltip("period:T", title=say("first_day", language), format="%d.%m.%Y"),
        alt.Tooltip("killed_min:Q", title=say("col_killed_min", language)),
        alt.Tooltip("killed_max:Q", title=say("col_killed_max", language)),
    ]
    lower = base.mark_rect(color="#6b7681").encode(
        y=alt.Y("killed_min:Q", title=None), y2=alt.datum(0), tooltip=tooltip
    )
    span = base.mark_rect(color="#b9c1c9").encode(
        y=alt.Y("killed_min:Q", title=None), y2="killed_max:Q", tooltip=tooltip
    )
    return _dressed(lower + span, language, height=200)


def brushed(selection: dict | None) -> tuple[date, date] | None:
    """Monday of the first and Sunday of the last week that a dragged span touches, else None.

    Vega answers milliseconds since 1970 of a time axis in the reader's own time zone, which the
    server does not know; whole weeks make the few hours between the zones matter least.
    """
    span = (selection or {}).get(BRUSH, {}).get("period")
    if not span or len(span) != 2:
        return None
    first, last = (pd.Timestamp(int(edge), unit="ms").date() for edge in sorted(span))
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def _within(weeks: pd.DataFrame, since: date | None, until: date | None, width: timedelta):
    frame = _with_end(weeks, "week")
    start = frame["period"]
    within = pd.Series(True, index=frame.index)
    if since is not None:
        within &= start + width >= pd.Timestamp(since)
    if until is not None:
        within &= start <= pd.Timestamp(until)
    return frame.assign(within=within)


def _with_end(periods: pd.DataFrame, unit: str) -> pd.DataFrame:
    """`periods` with the first moment after each, so that a bar is as wide as its period."""
    start = pd.to_datetime(periods["period"])
    offset = {
        "day": pd.DateOffset(days=1),
        "week": pd.DateOffset(weeks=1),
        "month": pd.DateOffset(months=1),
    }
    return periods.assign(period=start, end=start + offset[unit])


def _time_axis(frame: pd.DataFrame) -> alt.Axis:
    """Ticks that always carry their year; days as well where the chart is short."""
    days = (frame["end"].max() - frame["period"].min()).days if len(frame) else 0
    form = "%e %b %Y" if days <= SHORT_CHART else "%b %Y"
    return alt.Axis(format=form, tickCount=6, labelFlush=True, labelOverlap=True, grid=False)


def _tooltip(first: str, language: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("period:T", title=say(first, language), format="%d.%m.%Y"),
        alt.Tooltip("incidents:Q", title=say("chart_incidents", language)),
        alt.Tooltip("imprecise:Q", title=say("imprecise", language)),
    ]


def _dressed(chart, language: str, *, height: int):
    """The chart in the page's type and the reader's language."""
    dressed = (
        chart.properties(height=height, width="container")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor="#4a5560",
            minExtent=36,
            titleColor="#4a5560",
            gridColor="#e6eaee",
            domainColor="#c9d1d8",
        )
    )
    if language == "uk":
        dressed = dressed.configure(locale={"time": _UKRAINIAN_TIME})
    return dressed
