"""Rows -> charts, pure: the same rows give the same chart, word for word.

Every chart draws counts of `events.by_period` and names its unit on the axis. Colours and
labels come from `terms` and `words`.
"""

from datetime import date, timedelta

import altair as alt
import pandas as pd

from dashboard.words.terms import ACCENT, MUTED
from dashboard.words.writing import say

BRUSH = "span"
"""Name of the selection on the weekly chart; the sidebar's period follows it."""

LATE = "#d8d2c4"
"""Shade of the days whose counts may still grow."""

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
        *("січень", "лютий", "березень", "квітень", "травень", "червень"),
        *("липень", "серпень", "вересень", "жовтень", "листопад", "грудень"),
    ],
    "shortMonths": [
        *("січ", "лют", "бер", "кві", "тра", "чер"),
        *("лип", "сер", "вер", "жов", "лис", "гру"),
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
        .mark_rect(aria=False)
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
    return dressed(chart, language, height=110)


def incident_bars(
    periods: pd.DataFrame,
    *,
    unit: str,
    language: str,
    edges: tuple[date, date] | None = None,
    colour: str = ACCENT,
    free: int | None = None,
):
    """Incidents per day, week or month as bars, each as wide as its period; a layer for others.

    edges: first and last day of the time axis (default: those of the rows); free: pixels above the
    highest bar that are left for something else.
    """
    frame = _narrow(periods, "incidents", "imprecise")
    scale = alt.Scale(range=[alt.ExprRef("height"), free]) if free else alt.Undefined
    y = alt.Y("incidents:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=5), scale=scale)
    return (
        _with_ends(frame, unit)
        .mark_rect(color=colour, aria=False)
        .encode(
            x=time_x(edges or edges_of(periods, unit)),
            x2="end:T",
            y=y,
            y2=alt.datum(0),
            tooltip=_tooltip("first_day", language),
        )
    )


def toll_over_time(
    periods: pd.DataFrame,
    *,
    unit: str,
    language: str,
    edges: tuple[date, date] | None = None,
    growing_from: date | None = None,
):
    """Killed per period as the span from the lower to the upper sum of the stated tolls.

    edges: first and last day of the time axis; growing_from: see `late_band`.
    """
    edges = edges or edges_of(periods, unit)
    frame = _narrow(periods, "killed_min", "killed_max")
    base = _with_ends(frame, unit).encode(x=time_x(edges), x2="end:T")
    tooltip = [
        alt.Tooltip("period:T", title=say("first_day", language), format="%d.%m.%Y"),
        alt.Tooltip("killed_min:Q", title=say("col_killed_min", language)),
        alt.Tooltip("killed_max:Q", title=say("col_killed_max", language)),
    ]
    lower = base.mark_rect(color="#6b7681", aria=False).encode(
        y=alt.Y("killed_min:Q", title=None), y2=alt.datum(0), tooltip=tooltip
    )
    span = base.mark_rect(color="#b9c1c9", aria=False).encode(
        y=alt.Y("killed_min:Q", title=None), y2="killed_max:Q", tooltip=tooltip
    )
    band = late_band(growing_from, edges, language)
    return dressed(alt.layer(*band, lower, span), language, height=200)


def late_band(growing_from: date | None, edges: tuple[date, date], language: str) -> list:
    """A layer that shades the days for which late reports are still to be expected, or none.

    growing_from: the first of these days; edges: the first and last day that is shown.
    """
    if growing_from is None or growing_from > edges[1]:
        return []
    start, end = max(growing_from, edges[0]), edges[1] + timedelta(days=1)
    frame = pd.DataFrame({"period": [pd.Timestamp(start)], "end": [pd.Timestamp(end)]})
    said = alt.Tooltip("said:N", title=" ")
    return [
        alt.Chart(frame.assign(said=say("col_grows", language)))
        .mark_rect(color=LATE, opacity=0.6, aria=False)
        .encode(
            x=alt.X("period:T", axis=None),
            x2="end:T",
            y=alt.value(0),
            y2=alt.value("height"),
            tooltip=said,
        )
    ]


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
    frame = with_end(weeks, "week")
    start = frame["period"]
    within = pd.Series(True, index=frame.index)
    if since is not None:
        within &= start + width >= pd.Timestamp(since)
    if until is not None:
        within &= start <= pd.Timestamp(until)
    return frame.assign(within=within)


def with_end(periods: pd.DataFrame, unit: str) -> pd.DataFrame:
    """`periods` with the first moment after each, so that a bar is as wide as its period."""
    start = pd.to_datetime(periods["period"])
    offset = {
        "day": pd.DateOffset(days=1),
        "week": pd.DateOffset(weeks=1),
        "month": pd.DateOffset(months=1),
    }
    return periods.assign(period=start, end=start + offset[unit])


def edges_of(periods: pd.DataFrame, unit: str) -> tuple[date, date]:
    """The first and the last day of rows of `events.by_period`."""
    ends = with_end(periods, unit)
    return ends["period"].min().date(), (ends["end"].max() - timedelta(days=1)).date()


def time_x(edges: tuple[date, date]) -> alt.X:
    """The time axis from the first to the last day of `edges`."""
    first, last = pd.Timestamp(edges[0]), pd.Timestamp(edges[1]) + timedelta(days=1)
    axis = _time_axis(pd.DataFrame({"period": [first], "end": [last]}))
    domain = [_moment(first), _moment(last)]
    return alt.X("period:T", title=None, axis=axis, scale=alt.Scale(domain=domain))


def _moment(day: pd.Timestamp) -> alt.DateTime:
    """A day as Vega takes it: its first moment in the reader's own time zone, like the bars'."""
    return alt.DateTime(year=day.year, month=day.month, date=day.day)


def _narrow(periods: pd.DataFrame, *counts: str) -> pd.DataFrame:
    """The columns that a chart draws, as few bytes as hold them: each filter change sends them."""
    numbers = periods[list(counts)].apply(pd.to_numeric, downcast="integer")
    kept = {name: "float32" for name in counts if numbers[name].dtype.kind == "f"}
    return periods[["period"]].join(numbers.astype(kept))


def _with_ends(frame: pd.DataFrame, unit: str) -> alt.Chart:
    """A chart of `frame` whose rows get the first moment after their period in the browser."""
    return alt.Chart(frame).transform_calculate(end=f"timeOffset('{unit}', datum.period, 1)")


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


def dressed(chart, language: str, *, height: int):
    """The chart in the page's type and the reader's language.

    Vega names axes and legends in English only; what a chart tells stands in its alt text and in
    the table beside it.
    """
    dressed = (
        chart.properties(height=height, width="container")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor="#4a5560",
            minExtent=36,
            titleColor="#4a5560",
            gridColor="#e6eaee",
            domainColor="#c9d1d8",
            aria=False,
        )
        .configure_legend(aria=False)
    )
    if language == "uk":
        dressed = dressed.configure(locale={"time": _UKRAINIAN_TIME})
    return dressed
