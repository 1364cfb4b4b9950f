"""Saved views and the link to the present one, at the foot of the sidebar."""

from urllib.parse import urlencode

import streamlit as st

import events
from dashboard import data, state
from dashboard.record.panel import plain
from dashboard.sidebar import view_files
from dashboard.sidebar.view_files import NoViews, Saved
from dashboard.state import View
from dashboard.words.writing import say

_SESSION = "_views"
PAGES = "_pages"
"""Where app.py leaves the pages that there are: path -> st.Page."""


def show(view: View, atlas) -> None:
    """Draw both folds."""
    with st.sidebar.container(horizontal=True, key="views_foot"):
        with st.popover(say("link_here", view.language), width="stretch"):
            _link(view, atlas)
        with st.popover(say("views", view.language), width="stretch"):
            _views(view)


def _link(view: View, atlas) -> None:
    language, params = view.language, state.to_params(view)
    st.caption(say("link_help", language))
    if view.as_of is None and st.checkbox(
        say("link_version", language, version=atlas.version),
        key=f"link_version_{language}",
        help=say("link_version_help", language),
    ):
        params["as_of"] = str(atlas.version)
    st.code(address(params), language=None, wrap_lines=True)


def address(params: dict[str, str]) -> str:
    """The whole address of the present page with these parameters."""
    base = (st.context.url or "").partition("?")[0]
    return f"{base}?{urlencode(params, safe=',:;')}"


def _views(view: View) -> None:
    language = view.language
    try:
        views, refused = _known()
    except NoViews as fault:
        st.error(say("views_unreadable", language, why=fault))
        return
    for why in refused:
        st.warning(say("views_refused", language, why=why))
    for number, saved in enumerate(views):
        _one(number, saved, views, language)
    st.caption(
        " ".join(
            [
                *([] if views else [say("views_none", language)]),
                say("views_kept" if _keeps() else "views_session", language),
            ]
        )
    )
    _save(view, views)
    _files(views, language)


def _one(number: int, saved: Saved, views: list[Saved], language: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        # A link, as in the navigation: the browser turns the page and brings the address along.
        st.page_link(
            st.session_state[PAGES][saved.page],
            label=say("view_open", language, name=plain(saved.name)),
            query_params=saved.address,
            width="stretch",
            help=plain(saved.note) or None,
        )
        st.button(
            say("view_delete", language),
            key=f"view_delete_{number}",
            on_click=lambda: _keep([other for other in views if other != saved]),
        )


def _save(view: View, views: list[Saved]) -> None:
    language = view.language
    with st.form("view_form", clear_on_submit=True, border=False):
        name = st.text_input(say("view_name", language), max_chars=view_files.LONGEST_NAME)
        note = st.text_input(say("view_note", language), max_chars=view_files.LONGEST_NOTE)
        if not st.form_submit_button(say("view_save", language), width="stretch"):
            return
    name = view_files.tidy(name, view_files.LONGEST_NAME)
    if not name:
        st.error(say("view_no_name", language))
        return
    note = view_files.tidy(note, view_files.LONGEST_NOTE)
    made = Saved(name, note, st.session_state["_page"], state.to_params(view))
    _keep(view_files.together(views, [made]))
    st.rerun()


def _files(views: list[Saved], language: str) -> None:
    if views:
        st.download_button(
            say("views_export", language),
            data=lambda: view_files.write(views),
            file_name="incident-atlas-views.json",
            mime="application/json",
            on_click="ignore",
            width="stretch",
        )
    given = st.file_uploader(say("views_import", language), type=["json"], key="views_file")
    if given is None:
        return
    try:
        found, refused = view_files.read(given.getvalue(), _pages())
    except NoViews as fault:
        st.error(say("views_refused", language, why=fault))
        return
    for why in refused:
        st.warning(say("views_refused", language, why=why))
    st.button(
        say("views_import_do", language),
        disabled=not found,
        on_click=lambda: _keep(view_files.together(views, found)),
        width="stretch",
    )


def _keeps() -> bool:
    """Whether views are kept with the store: the operator's own; else in the reader's session."""
    return events.mode() == "private"


def _pages() -> tuple[str, ...]:
    return tuple(st.session_state.get(PAGES, ()))


def _known() -> tuple[list[Saved], list[str]]:
    if _keeps():
        return view_files.load(data.store_path(), _pages())
    return st.session_state.get(_SESSION, []), []


def _keep(views: list[Saved]) -> None:
    if _keeps():
        view_files.keep(data.store_path(), views[: view_files.MOST])
    else:
        st.session_state[_SESSION] = views[: view_files.MOST]
