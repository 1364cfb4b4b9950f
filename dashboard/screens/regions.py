"""The Regions page: oblasts, raions or hromadas with their counts and toll ranges, sortable."""

import streamlit as st

from dashboard import data, frame
from dashboard import level as level_choice
from dashboard.layers.region_fills import fills
from dashboard.map import choices as map_choices
from dashboard.map import metric_table, metrics
from dashboard.map import summary as map_summary
from dashboard.state import View
from dashboard.words.writing import say
from geodata import LEVELS


def draw(view: View, atlas) -> None:
    if frame.empty_result(view, atlas):
        return
    level_choice.choose(view, view.level, tuple(LEVELS))
    level_choice.back_up(view, view.level)
    with st.columns([0.4, 0.6])[0]:
        map_choices.metric(view)
    map_choices.why_not(view)
    measured = metrics.measure(data.ask, atlas, view.filters, view.shade, view.level)
    st.html(map_summary.summary_html(measured, view.language))
    metric_table.show(measured, view.language, height=1050)
    for note in fills(measured, view.language).notes:
        st.caption(note)
    st.caption(say("regions_caption", view.language))


def show() -> None:
    frame.show("regions", draw)
