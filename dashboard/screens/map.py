"""The Map page: regions shaded, dots over them, the detail beside, the weekly chart below."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import basemap, charts, data, frame, layers, panel, state
from dashboard import level as level_choice
from dashboard.state import SHADES_BY, View
from dashboard.tables import show_regions
from dashboard.words import counted, day, number, say
from geodata import LEVELS, name, seats, shape_levels

MAP = "map"
DOTS = 3000
"""Most places drawn one by one: about 80 kB; above it they are binned on the server."""

NAMED = 5
"""Units without a known seat that are named; of more only the number is said."""

WEEKS = "weeks"


def draw(view: View, atlas) -> None:
    if frame.empty_result(view, atlas):
        return
    level = view.level
    regions = data.ask("by_region", atlas, view.filters, level=level)
    _map_and_panel(atlas, regions, level)
    show_regions(regions, level, view.language, height=320)
    st.caption(say("regions_caption", view.language))


@st.fragment
def _map_and_panel(atlas, regions: pd.DataFrame, level: int) -> None:
    """A click or a move of the map runs only this part of the page again."""
    if state.whole_page_waits():
        st.rerun()
    view = st.session_state["view"]
    left, right = st.columns([0.73, 0.27], gap="small")
    with left:
        seen = basemap.window(MAP)
        dots = None
        if level in shape_levels():
            window = {"bounds": seen.bounds, "zoom": seen.zoom}
            dots = data.ask("dots", atlas, view.filters, cap=DOTS, **window)
        layer = layers.atlas_layer(
            regions,
            dots,
            shade=view.shade,
            selected=view.at,
            tiles=view.tiles,
            language=view.language,
            level=level,
            within=view.filters.regions,
        )
        basemap.show(layer, key=MAP, on_click=lambda at: state.select(at=at, id=""))
        if dots is None:
            st.caption(at_seats(regions, level, view.language))
        elif dots.binned:
            st.caption(say("binned", view.language, n=number(dots.locations_total, view.language)))
        _weeks(view, atlas)
    with right, st.container(key="panel"):
        level_choice.choose(view, level, tuple(LEVELS))
        level_choice.back_up(view, level)
        _shading(view)
        panel.show(view, atlas)


def at_seats(regions: pd.DataFrame, level: int, language: str) -> str:
    """Why there are circles and no borders, and what of `regions` has none."""
    said = [say(f"seats_only_{level}", language)]
    drawn = regions["code"].isin(seats(level)["code"])
    hidden = regions[~drawn & regions["code"].notna()]
    if len(hidden):
        names = ", ".join(name(code, language) for code in hidden["code"][:NAMED])
        if len(hidden) > NAMED:
            names += f" + {number(len(hidden) - NAMED, language)}"
        count = counted("incidents", int(hidden["incidents"].sum()), language)
        said.append(say("seats_unknown", language, regions=names, incidents=count))
    if nowhere := int(regions.loc[regions["code"].isna(), "incidents"].sum()):
        count = counted("incidents", nowhere, language)
        said.append(say(f"regions_unknown_{level}", language, incidents=count))
    return " ".join(said)


def _shading(view: View) -> None:
    """What the oblasts are shaded by, and the online map; both belong to the map, not the data."""
    language = view.language
    shade = st.selectbox(
        say("shade", language),
        SHADES_BY,
        index=SHADES_BY.index(view.shade),
        format_func=lambda word: say(f"shade_{word}", language),
    )
    tiles = st.toggle(say("tiles", language), value=view.tiles, help=say("tiles_help", language))
    if (shade, tiles) != (view.shade, view.tiles):
        state.select(shade=shade, tiles=tiles)
        st.rerun(scope="fragment")


def _weeks(view: View, atlas) -> None:
    """All weeks under the other filters; dragging a span over them sets the period."""
    filters = view.filters
    everywhen = replace(filters, since=None, until=None)
    weeks = data.ask("by_period", atlas, everywhen, unit="week")
    chart = charts.weekly(weeks, since=filters.since, until=filters.until, language=view.language)
    st.caption(say("chart_weeks", view.language))
    st.altair_chart(
        chart,
        width="stretch",
        key=WEEKS,
        on_select=_take_span,
        selection_mode=charts.BRUSH,
        alt=_alt(weeks, view.language),
    )


def _take_span() -> None:
    """The brushed span becomes the period; a brush taken away takes its own period with it."""
    filters = st.session_state["view"].filters
    span = charts.brushed(st.session_state[WEEKS].get("selection"))
    if span is not None:
        st.session_state["_brushed"] = span
        state.change(filters=replace(filters, since=span[0], until=span[1]), sheet=1)
    elif (filters.since, filters.until) == st.session_state.get("_brushed"):
        state.change(filters=replace(filters, since=None, until=None), sheet=1)


def _alt(weeks: pd.DataFrame, language: str) -> str:
    if weeks.empty:
        return ""
    first, last = (pd.Timestamp(edge).date() for edge in weeks["period"].agg(["min", "max"]))
    return say("chart_alt", language, first=day(first, language), last=day(last, language))


def show() -> None:
    frame.show("map", draw)
