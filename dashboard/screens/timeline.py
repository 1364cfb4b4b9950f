"""The Timeline page: incidents and reported deaths by day, week or month, with their table."""

import streamlit as st

from dashboard import charts, data, frame
from dashboard.state import View
from dashboard.words import say

UNITS = ("week", "month", "day")


def draw(view: View, atlas) -> None:
    if frame.empty_result(view, atlas):
        return
    language = view.language
    unit = st.segmented_control(
        say("by", language),
        UNITS,
        format_func=lambda word: say(f"unit_{word}", language),
        default="week",
        required=True,
        key=f"timeline_unit_{language}",
    )
    periods = data.ask("by_period", atlas, view.filters, unit=unit)
    st.caption(say("chart_incidents", language))
    st.altair_chart(
        charts.incidents_over_time(periods, unit=unit, language=language), width="stretch"
    )
    st.caption(say("chart_killed", language))
    st.altair_chart(charts.toll_over_time(periods, unit=unit, language=language), width="stretch")
    table = periods[["period", "incidents", "imprecise", "killed_min", "killed_max"]]
    st.dataframe(
        table.rename(
            columns={
                "period": say("first_day", language),
                "incidents": say("col_incidents", language),
                "imprecise": say("imprecise", language),
                "killed_min": say("col_killed_min", language),
                "killed_max": say("col_killed_max", language),
            }
        ),
        hide_index=True,
        placeholder=say("toll_unstated", language),
        column_config={
            say("first_day", language): st.column_config.DateColumn(format="YYYY-MM-DD")
        },
    )
    st.caption(say("regions_caption", language))


def show() -> None:
    frame.show("timeline", draw)
