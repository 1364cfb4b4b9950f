"""The 53 weeks of one unit -> a chart with what the last of them was expected to be, pure."""

from datetime import date, timedelta

import altair as alt
import pandas as pd

from dashboard.timeline.charts import dressed, time_x, with_end
from dashboard.words.terms import ACCENT, MUTED
from dashboard.words.writing import say

BAND = "#f1cf9f"
LINE = "#a85f17"
HEIGHT = 190


def unit_weeks(row: dict, first: date, language: str):
    """Bars of a row of Spikes.frame, the judged week dark, over the band of its interval.

    first: the Monday of the oldest week. A unit that is not judged has bars alone.
    """
    weeks = [first + timedelta(weeks=n) for n in range(len(row["weeks"]))]
    frame = pd.DataFrame({"period": pd.to_datetime(weeks), "incidents": row["weeks"]})
    frame = with_end(frame, "week").assign(judged=[*[False] * (len(weeks) - 1), True])
    bars = (
        alt.Chart(frame)
        .mark_rect(aria=False)
        .encode(
            x=time_x((first, first + timedelta(weeks=len(weeks), days=-1))),
            x2="end:T",
            y=alt.Y("incidents:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=4)),
            y2=alt.datum(0),
            color=alt.condition("datum.judged", alt.value(ACCENT), alt.value(MUTED)),
            tooltip=[
                alt.Tooltip("period:T", title=say("week_of", language), format="%d.%m.%Y"),
                alt.Tooltip("incidents:Q", title=say("chart_incidents", language)),
            ],
        )
    )
    if row["status"] == "untested":
        return dressed(bars, language, height=HEIGHT)
    level = pd.DataFrame({name: [float(row[name])] for name in ("low", "high", "expected")})
    # The interval is that of whole counts: drawn from half below to half above, so that it is
    # seen where both ends are the same.
    level = level.assign(low=level["low"].sub(0.5).clip(lower=0), high=level["high"] + 0.5)
    band = (
        alt.Chart(level)
        .mark_rect(color=BAND, opacity=0.45, aria=False)
        .encode(y="low:Q", y2="high:Q")
    )
    line = alt.Chart(level).mark_rule(color=LINE, strokeWidth=2, aria=False).encode(y="expected:Q")
    return dressed(alt.layer(band, bars, line), language, height=HEIGHT)
