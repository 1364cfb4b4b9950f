"""The Regions page: every oblast with its counts and toll ranges, sortable."""

import streamlit as st

from dashboard import data, frame
from dashboard.state import View
from dashboard.tables import show_regions
from dashboard.words import say


def draw(view: View, atlas) -> None:
    if frame.empty_result(view, atlas):
        return
    rows = data.ask("by_region", atlas, view.filters, level=1)
    show_regions(rows, view.language, height=1050)
    st.caption(say("regions_caption", view.language))


def show() -> None:
    frame.show("regions", draw)
