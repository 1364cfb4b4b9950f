"""Incidents over time with milestones and late reports on them: rows -> one chart, pure.

Every kind has its own row of marks above the bars, its shape, colour and dashes, so that colour
alone never tells them apart. The numbers over the marks are labels of an axis: Vega leaves out
those that would overlap, at whatever width the chart has; the list beside it has every one.
"""

from datetime import date, timedelta

import altair as alt
import pandas as pd

from dashboard.timeline.charts import dressed, incident_bars, late_band
from dashboard.words.writing import day, say
from events import MILESTONE_KINDS

PICK = "milestone"
"""Name of the selection of a mark; it answers the milestone's id."""

COLOURS = {
    "diplomacy": "#0b4f8a",
    "ceasefire": "#00695c",
    "energy_campaign": "#a85400",
    "sanctions": "#7a3b80",
    "military": "#2b2f36",
    "aid": "#4f6d00",
    "legal": "#a3246b",
    "other": "#5d6873",
}
DASHES = {
    "diplomacy": [6, 3],
    "ceasefire": [2, 2],
    "energy_campaign": [1, 0],
    "sanctions": [8, 2, 2, 2],
    "military": [4, 1],
    "aid": [1, 3],
    "legal": [10, 4],
    "other": [3, 5],
}
SHAPES = {
    "diplomacy": "circle",
    "ceasefire": "square",
    "energy_campaign": "triangle-up",
    "sanctions": "diamond",
    "military": "cross",
    "aid": "triangle-down",
    "legal": "triangle-right",
    "other": "triangle-left",
}
SIGNS = dict(zip(MILESTONE_KINDS, "●■▲◆✚▼►◄", strict=True))
"""Kind -> the sign that stands for its shape in text."""

BARS = "#6494b8"
"""Lighter than the other charts' bars: lines are seen before them."""

LANE = 14
"""Pixels of a row of marks."""
HEIGHT = 250


def with_milestones(
    periods: pd.DataFrame,
    milestones: pd.DataFrame,
    *,
    unit: str,
    language: str,
    edges: tuple[date, date],
    growing_from: date | None = None,
    chosen: str = "",
):
    """Bars of `periods`, lines and marks of `milestones` (those within `edges`), and a band.

    edges: the first and last day shown. growing_from: the band reaches from that day to the end.
    chosen: id of the milestone whose line is heavy.
    """
    kinds = [kind for kind in MILESTONE_KINDS if kind in set(milestones["kind"])]
    top = LANE * len(kinds) + (4 if kinds else 0)
    height = HEIGHT + top
    bars = incident_bars(
        periods,
        unit=unit,
        language=language,
        edges=edges,
        colour=BARS,
        free=top,
    )
    layers = [*late_band(growing_from, edges, language), bars]
    if kinds:
        layers += _lines(_drawn(milestones, kinds, chosen, language), kinds, language)
    chart = alt.layer(*layers).resolve_scale(y="independent").resolve_axis(x="independent")
    return dressed(chart, language, height=height)


def within(milestones: pd.DataFrame, edges: tuple[date, date]) -> pd.DataFrame:
    """The milestones that begin on one of the days shown."""
    first, last = map(pd.Timestamp, edges)
    return milestones[milestones["date"].between(first, last)]


def picked(selection: dict | None) -> str | None:
    """The id of the mark that was clicked; None where none was."""
    found = (selection or {}).get(PICK) or []
    return str(found[0]["id"]) if found and "id" in found[0] else None


def _drawn(milestones: pd.DataFrame, kinds: list[str], chosen: str, language: str) -> pd.DataFrame:
    """What the marks and lines need: few columns, in the reader's words."""
    title = milestones["title_uk" if language == "uk" else "title"]
    numbers = milestones["number"].astype("str")
    return pd.DataFrame(
        {
            "id": milestones["id"],
            "period": milestones["date"],
            "end": milestones["date_end"] + timedelta(days=1),
            "kind": milestones["kind"],
            "said": [say(f"mark_{kind}", language) for kind in milestones["kind"]],
            "title": numbers + ". " + title,
            "number": numbers,
            "told": title + ", " + [day(when.date(), language) for when in milestones["date"]],
            "lane": [LANE * kinds.index(kind) + LANE // 2 for kind in milestones["kind"]],
            "width": milestones["id"].eq(chosen).map({True: 2.6, False: 1.1}),
        }
    )


def _lines(frame: pd.DataFrame, kinds: list[str], language: str) -> list:
    """For each milestone a line through the chart and a mark in its kind's row; a milestone of
    several days has a bar over them in that row."""

    def scale(of: dict[str, object]) -> alt.Scale:
        return alt.Scale(domain=kinds, range=[of[kind] for kind in kinds])

    tooltip = [
        alt.Tooltip("title:N", title=say("col_milestone", language)),
        alt.Tooltip("period:T", title=say("col_first", language), format="%d.%m.%Y"),
        alt.Tooltip("said:N", title=say("col_kind", language)),
    ]
    base = alt.Chart(frame).encode(
        x=alt.X("period:T", axis=None),
        color=alt.Color("kind:N", legend=None, scale=scale(COLOURS)),
        tooltip=tooltip,
    )
    lines = base.mark_rule(opacity=0.75, aria=False).encode(
        x=alt.X("period:T", axis=_numbers(frame)),
        y=alt.value(0),
        y2=alt.value("height"),
        strokeDash=alt.StrokeDash("kind:N", legend=None, scale=scale(DASHES)),
        strokeWidth=alt.StrokeWidth("width:Q", scale=None),
    )
    lane = alt.Y("lane:Q", scale=None, axis=None)
    spans = (
        base.mark_rule(strokeWidth=4, opacity=0.45, aria=False)
        .transform_filter("datum.end - datum.period > 90000000")
        .encode(x2="end:T", y=lane)
    )
    pick = alt.selection_point(name=PICK, fields=["id"], toggle=False)
    marks = (
        base.mark_point(filled=True, size=60, opacity=1, cursor="pointer")
        .encode(
            y=lane,
            description="told:N",
            shape=alt.Shape("kind:N", legend=None, scale=scale(SHAPES)),
        )
        .add_params(pick)
    )
    return [lines, spans, marks]


def _numbers(frame: pd.DataFrame) -> alt.Axis:
    """The milestones' numbers over the chart; those of one day stand together."""
    days = frame.groupby(frame["period"].dt.strftime("%Y-%m-%d"))["number"].agg(_joined)
    named = ",".join(f"'{when}':'{numbers}'" for when, numbers in days.items())
    return alt.Axis(
        orient="top",
        title=None,
        # One expression: 80 objects would each be checked and copied at every step of the chart.
        values=alt.ExprRef(f"[{','.join(map(_moment, days.index))}]"),
        labelExpr=f"({{{named}}})[timeFormat(datum.value,'%Y-%m-%d')]",
        labelOverlap="greedy",
        labelSeparation=2,
        labelFontSize=10,
        labelColor="#36414b",
        labelPadding=1,
        domain=False,
        ticks=False,
        grid=False,
    )


def _moment(when: str) -> str:
    """A day as an expression of Vega, whose months count from 0."""
    year, month, date_ = map(int, when.split("-"))
    return f"datetime({year},{month - 1},{date_})"


def _joined(numbers: pd.Series) -> str:
    first, last = numbers.iloc[0], numbers.iloc[-1]
    return first if first == last else f"{first}–{last}"
