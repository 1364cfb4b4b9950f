"""The Incidents page: 50 records a page with the true total; a row opens the whole record."""

from dataclasses import replace

import streamlit as st

from dashboard import data, frame, state
from dashboard.record.panel import show_record
from dashboard.state import SORTS, View
from dashboard.tables import incidents_table
from dashboard.words.writing import number, say

ROWS = 50


def draw(view: View, atlas) -> None:
    if frame.empty_result(view, atlas):
        return
    language = view.language
    view = _sorted(view)
    page = data.ask(
        "page",
        atlas,
        view.filters,
        offset=(view.sheet - 1) * ROWS,
        limit=ROWS,
        order=SORTS[view.sort],
    )
    if page.frame.empty:
        view = replace(view, sheet=1)
        state.remember(view)
        page = data.ask("page", atlas, view.filters, offset=0, limit=ROWS, order=SORTS[view.sort])
    table, panel = st.columns([0.7, 0.3], gap="medium")
    with table:
        st.caption(f"{_range(page, language)}. {say('row_hint', language)}")
        chosen = st.dataframe(
            incidents_table(page.frame, language, _links(page.frame, atlas)),
            hide_index=True,
            height=720,
            column_config=_widths(language),
            on_select="rerun",
            selection_mode="single-row",
            key=f"rows_{view.sheet}_{view.sort}_{hash(view.filters)}",
        )
        _pages(view, page.total)
    with panel, st.container(key="panel"):
        _record(view, atlas, page.frame, chosen.selection.rows)


def _links(rows, atlas):
    """How many reports tell of each row's incident; None where the store has none linked."""
    if not data.ask("linked", atlas):
        return None
    return data.ask("told_by", atlas, rows["incident_id"].tolist())


def _widths(language: str) -> dict:
    """Pixels of columns whose text would else be cut, the number of "at least 25" first."""
    widths = {"col_title": 250, "col_reported": 150, "col_killed": 125, "col_injured": 125}
    return {say(key, language): st.column_config.Column(width=w) for key, w in widths.items()}


def _sorted(view: View) -> View:
    """The view with the order that the reader chose; a new order starts at the first page."""
    chosen = st.selectbox(
        say("col_sort", view.language),
        list(SORTS),
        index=list(SORTS).index(view.sort),
        format_func=lambda word: say(word, view.language),
        width=260,
    )
    if chosen != view.sort:
        view = replace(view, sort=chosen, sheet=1)
        state.remember(view)
    return view


def _range(page, language: str) -> str:
    first, last = page.offset + 1, page.offset + len(page.frame)
    return say(
        "rows_shown",
        language,
        first=number(first, language),
        last=number(last, language),
        total=number(page.total, language),
    )


def _pages(view: View, total: int) -> None:
    """The page numbers; the current page is part of the address."""
    last = max(1, -(-total // ROWS))
    key = f"sheet_{hash(view.filters)}_{view.sort}"
    chosen = st.pagination(last, default=min(view.sheet, last), key=key)
    if chosen != view.sheet:
        state.remember(replace(view, sheet=chosen))
        st.rerun()


def _record(view: View, atlas, rows, selected: list[int]) -> None:
    """The record of the chosen row, else the one that the address names."""
    chosen = rows["incident_id"].iloc[selected[0]] if selected else view.id
    if chosen != view.id:
        state.remember(replace(view, id=chosen))
    if not chosen:
        st.html(f'<p class="sentence">{say("row_hint", view.language)}</p>')
        return
    show_record(data.ask("incident", atlas, chosen), view.language, atlas)


def show() -> None:
    frame.show("incidents", draw)
