"""Where the dashboard begins; `python -m dashboard` and `streamlit run dashboard/app.py` run it.

The server imports this file once for `app`: Streamlit's own addresses and the HTTP interface. Then
Streamlit runs it as a script for every reader: the list of pages.
"""

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parent.parent)
if ROOT not in sys.path:  # plain `streamlit run` puts only this file's folder on the path
    sys.path.insert(0, ROOT)

import streamlit as st  # noqa: E402

SIDEBAR_WIDTH = 300

if __name__ != "__main__":
    from dashboard import api

    app = st.App(__file__, routes=api.routes(), middleware=api.middleware())
else:
    from dashboard import state
    from dashboard.screens import (
        about,
        add,
        changes,
        compare,
        energy,
        incidents,
        map,
        regions,
        spikes,
        timeline,
    )
    from dashboard.sidebar import view_panel
    from dashboard.takeaway import withheld
    from dashboard.upload import editor
    from dashboard.words import page_language
    from dashboard.words.writing import say

    language = state.language()
    st.set_page_config(
        page_title=say("title", language), layout="wide", initial_sidebar_state=SIDEBAR_WIDTH
    )
    with st.sidebar:
        page_language.tell(language)
    withheld.stop_where_refused()
    pages = [
        st.Page(map.show, title=say("page_map", language), url_path="map", default=True),
        st.Page(timeline.show, title=say("page_timeline", language), url_path="timeline"),
        st.Page(regions.show, title=say("page_regions", language), url_path="regions"),
        st.Page(energy.show, title=say("page_energy", language), url_path="energy"),
        st.Page(compare.show, title=say("page_compare", language), url_path="compare"),
        st.Page(incidents.show, title=say("page_incidents", language), url_path="incidents"),
        st.Page(changes.show, title=say("page_changes", language), url_path="changes"),
        st.Page(spikes.show, title=say("page_spikes", language), url_path="spikes"),
        st.Page(
            add.show,
            title=say("page_data", language),
            url_path="data",
            visibility="visible" if editor.offered() else "hidden",
        ),
        st.Page(about.show, title=say("page_about", language), url_path="about"),
    ]
    st.session_state[view_panel.PAGES] = {page.url_path or "map": page for page in pages}
    st.navigation(pages, position="top").run()
