"""The rows of a dry run on the map that exists, and what lies where the reader clicked."""

import streamlit as st

from dashboard import data, layers, state
from dashboard import level as level_choice
from dashboard.map import basemap
from dashboard.record import panel
from dashboard.record.detail import region_html
from dashboard.tables import incidents_table
from dashboard.upload.kept import Tried
from dashboard.words.writing import counted, number, say
from events import Filters, RowsAtlas
from geodata import level_of, shape_levels

MAP = "upload_map"
DOTS = 3000
ROWS = 50

EVERYTHING = Filters(doubtful="shown")
"""No filter, and the sources too that other pages leave out unless asked for."""


@st.fragment
def map_and_panel(found: Tried) -> None:
    """A click or a move of the map runs only this part of the page again."""
    if state.whole_page_waits():
        st.rerun()
    view, atlas = st.session_state["view"], found.atlas
    language, level = view.language, level_choice.drawn(view.level)
    left, right = st.columns([0.73, 0.27], gap="small")
    with left:
        seen = basemap.window(MAP)
        regions = data.ask("by_region", atlas, EVERYTHING, level=level)
        dots = data.ask("dots", atlas, EVERYTHING, cap=DOTS, bounds=seen.bounds, zoom=seen.zoom)
        layer = layers.atlas_layer(
            regions,
            dots,
            shade="incidents",
            selected=view.at,
            tiles=view.tiles,
            language=language,
            level=level,
        )
        basemap.show(layer, key=MAP, on_click=lambda at: state.select(at=at, id=""))
        if dots.binned:
            st.caption(say("binned", language, n=number(dots.locations_total, language)))
        _off_map(atlas, language)
    with right, st.container(key="panel"):
        if len(shape_levels()) > 1:
            level_choice.choose(view, level, shape_levels())
        _chosen(view, atlas, regions)


def accepted_table(found: Tried, language: str) -> None:
    """The accepted rows, a page at a time, newest first: the map's twin."""
    st.markdown(f"#### {say('accepted_heading', language)}")
    total = len(found.prepared.rows)
    last = -(-total // ROWS)
    key = f"upload_sheet_{found.prepared.import_id}"
    sheet = st.session_state.get(key) or 1
    page = data.ask("page", found.atlas, EVERYTHING, offset=(sheet - 1) * ROWS, limit=ROWS)
    span = {"first": page.offset + 1, "last": page.offset + len(page.frame), "total": page.total}
    st.caption(say("rows_shown", language, **{k: number(n, language) for k, n in span.items()}))
    st.dataframe(incidents_table(page.frame, language), hide_index=True, placeholder="")
    if last > 1:
        st.pagination(last, key=key)


def _off_map(atlas: RowsAtlas, language: str) -> None:
    """How many of the rows have no dot, and why."""
    counts = data.ask("figures", atlas, EVERYTHING)
    aggregates = counts.records - counts.incidents
    parts = [
        say(f"off_map_{name}", language, n=number(n, language))
        for name, n in (("coarse", counts.coarse), ("not_placed", counts.not_placed))
        if n
    ]
    parts += [counted("aggregates", aggregates, language)] if aggregates else []
    if parts:
        st.caption(say("upload_off_map", language, parts=", ".join(parts)))


def _chosen(view, atlas: RowsAtlas, regions) -> None:
    """The record, the point or the region that is chosen, else how to choose."""
    language = view.language
    if view.id and data.ask("incident", atlas, view.id):
        st.button(say("back", language), on_click=lambda: state.select(id=""))
        panel.show_record(data.ask("incident", atlas, view.id), language)
    elif point := panel.point_of(view.at):
        _at_point(point, view, atlas)
    elif panel.is_region(view.at):
        rows = regions
        if level_of(view.at) != level_choice.drawn(view.level):
            rows = data.ask("by_region", atlas, EVERYTHING, level=level_of(view.at))
        own = rows[rows["code"] == view.at].to_dict("records")
        st.button(say("close", language), on_click=lambda: state.select(at="", id=""))
        st.html(region_html(view.at, own[0] if own else None, language))
    else:
        st.html(f'<p class="sentence">{say("upload_map_hint", language)}</p>')


def _at_point(point: tuple[float, float], view, atlas: RowsAtlas) -> None:
    language = view.language
    latitude, longitude = point
    page = data.ask("at_point", atlas, EVERYTHING, latitude=latitude, longitude=longitude)
    st.button(say("close", language), on_click=lambda: state.select(at="", id=""))
    if not page.total:
        st.info(say("gone", language))
    elif page.total == 1:
        row = page.frame["incident_id"].iloc[0]
        panel.show_record(data.ask("incident", atlas, row), language)
    else:
        panel.list_records(page, say("here", language), language)
