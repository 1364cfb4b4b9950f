"""The What changed page: the changes since a visit, an import, a day or a version, on the map
and, as its twin, in a table of fields before and after."""

from dataclasses import replace

import streamlit as st

import events
from dashboard import data, frame, state
from dashboard.changes import since, visits
from dashboard.changes.layer import changes_layer
from dashboard.changes.panel import choices, selected
from dashboard.changes.table import changes_table
from dashboard.level import drawn
from dashboard.map import basemap
from dashboard.state import View
from dashboard.words.writing import number, say
from events import Changes, StoreError

MAP = "changes_map"
DOTS = 3000
RECORDS = 100
"""Records on one page of the table; each has a row for every field that changed."""


def draw(view: View, atlas) -> None:
    start = since.start(
        view.changed,
        atlas.version,
        seen=visits.last_seen(),
        moments=data.moments(),
        imports=data.imports(),
    )
    try:
        changes = data.open_changes(start.version, atlas.version)
    except StoreError as fault:
        st.error(say("changes_unreadable", view.language, why=fault))
        changes = data.open_changes(atlas.version, atlas.version)
    _map_and_panel(atlas, changes, start)
    _table(view, changes)
    _way_out(view, changes)
    st.caption(say("visit_stored", view.language))


@st.fragment
def _map_and_panel(atlas, changes: Changes, start: since.Start) -> None:
    """A click or a move of the map runs only this part of the page again."""
    if state.whole_page_waits():
        st.rerun()
    view = st.session_state["view"]
    language, level = view.language, drawn(view.level)
    left, right = st.columns([0.73, 0.27], gap="small")
    with left:
        zoom = basemap.window(MAP).zoom
        asked = {"kinds": view.kinds}
        regions = data.ask("changed_regions", changes, view.filters, level=level, **asked)
        dots = data.ask("changed_dots", changes, view.filters, cap=DOTS, zoom=zoom, **asked)
        layer = changes_layer(
            regions,
            dots,
            selected=view.at,
            tiles=view.tiles,
            language=language,
            level=level,
            within=view.filters.regions,
        )
        basemap.show(layer, key=MAP, on_click=lambda at: state.select(at=at, id=""))
        if dots.binned:
            st.caption(say("changes_binned", language, n=number(dots.places_total, language)))
        off_map = int(regions["records"].sum() - dots.frame["records"].sum())
        if off_map:
            st.caption(say("changes_off_map", language, n=number(off_map, language)))
    with right, st.container(key="panel"):
        if chosen := bool(view.at or view.id):
            selected(view, atlas, changes)
        choices(view, atlas, changes, start)
        if not chosen:
            selected(view, atlas, changes)


def _table(view: View, changes: Changes) -> None:
    """The changes of the kinds in view, a page of records at a time, with their true total."""
    language = view.language
    page = _page(view, changes)
    if page.frame.empty and view.sheet > 1:
        view = replace(view, sheet=1)
        state.remember(view)
        page = _page(view, changes)
    if page.frame.empty:
        every = data.ask("changed_counts", changes, None).total
        st.info(say("no_changes_here" if every else "no_changes", language))
        return
    ids = tuple(page.frame["incident_id"])
    fields = data.ask("changed_fields", changes, ids)
    span = {"first": page.offset + 1, "last": page.offset + len(ids), "total": page.total}
    told = say("records_shown", language, **{k: number(n, language) for k, n in span.items()})
    st.caption(f"{told}. {say('changes_caption', language)}")
    st.dataframe(
        changes_table(page.frame, fields, language),
        hide_index=True,
        height=420,
        column_config={
            say("col_title", language): st.column_config.Column(width=240),
            say("col_before", language): st.column_config.Column(width=180),
            say("col_after", language): st.column_config.Column(width=180),
        },
    )
    last = -(-page.total // RECORDS)
    if last > 1:
        key = f"changes_sheet_{changes.from_version}_{hash((view.filters, view.kinds))}"
        chosen = st.pagination(last, default=min(view.sheet, last), key=key)
        if chosen != view.sheet:
            state.remember(replace(view, sheet=chosen))
            st.rerun()


def _page(view: View, changes: Changes) -> events.Page:
    offset = (view.sheet - 1) * RECORDS
    return data.ask(
        "changed_page", changes, view.filters, kinds=view.kinds, offset=offset, limit=RECORDS
    )


def _way_out(view: View, changes: Changes) -> None:
    """The changes as CSV, byte for byte those of the command line, with the terms beside it."""
    name = f"incident-atlas-v{changes.from_version}-v{changes.version}-changes.csv"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            say("download_changes", view.language),
            data=lambda: events.changes_csv(changes, view.filters, view.kinds),
            file_name=name,
            mime="text/csv",
            on_click="ignore",
        )
        st.download_button(
            say("about_changes", view.language),
            data=lambda: events.about_changes_bytes(changes, view.filters),
            file_name=f"{name}.about.json",
            mime="application/json",
            on_click="ignore",
        )
    for caution in frame.cautions(view, changes):
        st.caption(caution)


def show() -> None:
    frame.show("changes", draw)
