"""Incidents and reported deaths over time as one figure, the same bars as on the page."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.report.drawing import INK, RULE, SOFT, figure, font, write
from dashboard.timeline.charts import LATE, with_end
from dashboard.words.terms import ACCENT
from dashboard.words.writing import number, say, short_date

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 9.4, 3.9
LOWER, SPAN = "#6b7681", "#b9c1c9"
"""The two parts of a bar of deaths: up to the lower sum, and from it to the upper one."""

MOST_BARS = {"day": 400, "week": 700}
"""More bars than that would be thinner than a line; the next longer unit is drawn then."""

_SHORT_DAYS = 150
_LEFT, _RIGHT = 0.06, 0.985


def unit_of(periods: dict[str, int], wanted: str) -> str:
    """The unit to draw, `wanted` or a longer one; periods: how many there are of each."""
    units = ("day", "week", "month")
    for unit in units[units.index(wanted) :]:
        if periods[unit] <= MOST_BARS.get(unit, periods[unit]):
            return unit
    return "month"


def draw(
    periods: pd.DataFrame, unit: str, language: str, growing_from: date | None = None
) -> "Figure":
    """Two charts over one time axis. periods: rows of events.by_period; growing_from: the first
    day for which late reports are still to be expected, shaded to the end."""
    frame = with_end(periods, unit)
    page = figure(WIDTH, HEIGHT)
    per = say(f"per_{unit}", language)
    above = page.add_axes((_LEFT, 0.56, _RIGHT - _LEFT, 0.36))
    below = page.add_axes((_LEFT, 0.085, _RIGHT - _LEFT, 0.34), sharex=above)
    _bars(above, frame, [(0 * frame["incidents"], frame["incidents"], ACCENT)])
    low, high = frame["killed_min"].fillna(0), frame["killed_max"].fillna(0)
    _bars(below, frame, [(0 * low, low, LOWER), (low, high - low, SPAN)])
    titles = (
        say("timeline_shown", language, unit=per),
        say("report_killed_over_time", language, unit=per),
    )
    for axes, title in zip((above, below), titles, strict=True):
        _dress(axes, frame, language)
        write(axes, 0, 1.05, title, size=9, bold=True, color=INK, transform=axes.transAxes)
        _late(axes, frame, growing_from)
    above.tick_params(labelbottom=False)
    return page


def _bars(axes, frame: pd.DataFrame, parts) -> None:
    """Bars as wide as their periods; parts: (from, height, colour)."""
    start = frame["period"].map(pd.Timestamp.toordinal).to_numpy()
    width = frame["end"].map(pd.Timestamp.toordinal).to_numpy() - start
    gap = 0.12 * width if len(frame) < 200 else 0 * width
    for bottom, height, colour in parts:
        style = {"color": colour, "align": "edge", "linewidth": 0}
        axes.bar(start, height.to_numpy(float), width - gap, bottom.to_numpy(float), **style)


def _late(axes, frame: pd.DataFrame, growing_from: date | None) -> None:
    if growing_from is None or pd.Timestamp(growing_from) >= frame["end"].max():
        return
    start = max(growing_from, frame["period"].min().date()).toordinal()
    axes.axvspan(
        start, frame["end"].max().toordinal(), color=LATE, alpha=0.6, linewidth=0, zorder=0
    )


def _dress(axes, frame: pd.DataFrame, language: str) -> None:
    """Axes in the page's type: whole numbers to the left, dates with their year below."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

    first, last = frame["period"].min(), frame["end"].max()
    axes.set_xlim(first.toordinal(), last.toordinal())
    axes.set_ylim(bottom=0)
    if axes.get_ylim()[1] <= 1:
        axes.set_ylim(0, 1)
    axes.xaxis.set_major_locator(FixedLocator(_ticks(first, last)))
    daily = (last - first).days <= _SHORT_DAYS
    dated = FuncFormatter(lambda at, _: short_date(date.fromordinal(int(at)), language, day=daily))
    axes.xaxis.set_major_formatter(dated)
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, language)))
    axes.grid(axis="y", color="#e6eaee", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(color=RULE, labelcolor=SOFT, length=3)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(font())
        label.set_size(7.5)
    for side, line in axes.spines.items():
        line.set(color=RULE, linewidth=0.6, visible=side in ("left", "bottom"))


def _ticks(first: pd.Timestamp, last: pd.Timestamp) -> list[int]:
    """About eight dates: Mondays of a short chart, else firsts of months."""
    days = (last - first).days
    if days <= _SHORT_DAYS:
        step = max(1, round(days / 8 / 7)) * 7 if days > 21 else max(1, days // 8)
        start = first - timedelta(days=first.weekday()) if days > 21 else first
        dates = pd.date_range(start, last, freq=f"{step}D")
    else:
        months = next(m for m in (1, 2, 3, 6, 12, 24, 60, 120) if days / 30.4 / m <= 10)
        dates = pd.date_range(f"{first.year}-01-01", last, freq=f"{months}MS")
    end = last - timedelta(days=days / 25)  # a label at the very end would be cut
    return [day.toordinal() for day in dates if first <= day < end]
