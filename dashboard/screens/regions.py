"""The Regions page: oblasts, raions or hromadas with their counts and toll ranges, sortable."""

import streamlit as st

from dashboard import data, frame
from dashboard import level as level_choice
from dashboard.state import View
from dashboard.tables import show_regions
from dashboard.words import say
from geodata import LEVELS


def draw(view: View, atlas) -> None:
    if frame.empty_result(view, atlas):
        return
    level_choice.choose(view, view.level, tuple(LEVELS))
    level_choice.back_up(view, view.level)
    rows = data.ask("by_region", atlas, view.filters, level=view.level)
    show_regions(rows, view.level, view.language, height=1050)
    st.caption(say("regions_caption", view.language))


def show() -> None:
    frame.show("regions", draw)
