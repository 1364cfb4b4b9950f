"""The look at an earlier version of the store: is it there, the banner, the way back."""

from dataclasses import replace

import streamlit as st

from dashboard import data, state
from dashboard.state import View
from dashboard.words.writing import day, say
from events import Problem, StoreError


def checked(view: View) -> View:
    """`view`; with the newest version, and a warning, where it asks for one that is not there."""
    if view.as_of is None:
        return view
    try:
        newest = data.newest_version()
    except StoreError:  # the page itself says what is wrong with the store
        return view
    if view.as_of <= newest:
        return view
    why = say("as_of_unknown", view.language, newest=newest)
    state.add_problem(Problem("as_of", str(view.as_of), why))
    return replace(view, as_of=None)


def banner(view: View) -> None:
    """Which version the page shows and since when it stood, with a button back to the newest."""
    if view.as_of is None:
        return
    with st.container(key="as_of", horizontal=True, vertical_alignment="center"):
        st.html(f'<p role="status">{_sentence(view)}</p>', width="content")
        st.button(
            say("as_of_back", view.language),
            on_click=lambda: state.change(as_of=None, at="", id="", sheet=1),
            key="as_of_back",
        )


def _sentence(view: View) -> str:
    try:
        when = data.moments().get(view.as_of)
    except StoreError:
        when = None
    if when is None:
        return say("as_of_undated", view.language, version=view.as_of)
    return say(
        "as_of_banner", view.language, day=day(when.date(), view.language), version=view.as_of
    )
