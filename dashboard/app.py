"""The list of pages. `python -m dashboard` and `streamlit run dashboard/app.py` both start here."""

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parent.parent)
if ROOT not in sys.path:  # plain `streamlit run` puts only this file's folder on the path
    sys.path.insert(0, ROOT)

import streamlit as st  # noqa: E402

from dashboard import editor, state, withheld  # noqa: E402
from dashboard.screens import about, add, changes, incidents, map, regions, timeline  # noqa: E402
from dashboard.words import say  # noqa: E402

SIDEBAR_WIDTH = 300

language = state.language()
st.set_page_config(
    page_title=say("title", language), layout="wide", initial_sidebar_state=SIDEBAR_WIDTH
)
withheld.stop_where_refused()
st.navigation(
    [
        st.Page(map.show, title=say("page_map", language), url_path="map", default=True),
        st.Page(timeline.show, title=say("page_timeline", language), url_path="timeline"),
        st.Page(regions.show, title=say("page_regions", language), url_path="regions"),
        st.Page(incidents.show, title=say("page_incidents", language), url_path="incidents"),
        st.Page(changes.show, title=say("page_changes", language), url_path="changes"),
        st.Page(
            add.show,
            title=say("page_data", language),
            url_path="data",
            visibility="visible" if editor.offered() else "hidden",
        ),
        st.Page(about.show, title=say("page_about", language), url_path="about"),
    ],
    position="top",
).run()
