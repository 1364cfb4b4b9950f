"""The buttons under the map that make a report or the map picture of the current view."""

import streamlit as st

from dashboard import data
from dashboard.report import MIME
from dashboard.state import View
from dashboard.words.writing import say
from events import Atlas

KINDS = ("html", "pdf", "png")


def show(view: View, atlas: Atlas) -> None:
    """A file is made when its button is pressed, and the page stays as it is; its bytes are those
    that `python -m dashboard.report` writes."""
    language = view.language
    with st.expander(say("report", language)):
        with st.container(horizontal=True, gap="small"):
            for kind in KINDS:
                _button(kind, view, atlas)
        st.caption(say("report_help", language))


def _button(kind: str, view: View, atlas: Atlas) -> None:
    name = "map" if kind == "png" else "report"
    st.download_button(
        say(f"report_{kind}", view.language),
        data=lambda: data.report(kind, view, atlas),
        file_name=f"incident-atlas-{name}-v{atlas.version}-{view.language}.{kind}",
        mime=MIME[kind],
        key=f"report_{kind}",
        on_click="ignore",
    )
