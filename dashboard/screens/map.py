"""The Map page: regions shaded, dots over them, the detail beside, the weekly chart below."""

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from dashboard import data, frame, layers, state
from dashboard import level as level_choice
from dashboard.map import area_layer, basemap, metric_table, metrics, play, unit_centres
from dashboard.map import choices as map_choices
from dashboard.map import summary as map_summary
from dashboard.map.metrics import Measured
from dashboard.record import panel
from dashboard.sidebar import area_panel
from dashboard.state import View
from dashboard.takeaway import report_panel
from dashboard.timeline import charts
from dashboard.words.writing import counted, day, number, say
from events import HEXAGON_SCALE
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
    _map_and_panel(atlas)


def _measured(view: View, atlas, level: int | None = None) -> Measured:
    return metrics.measure(data.ask, atlas, view.filters, view.shade, level or view.level)


@st.fragment
def _map_and_panel(atlas) -> None:
    """A click or a move of the map, or another layer, runs only this part of the page again."""
    if state.whole_page_waits():
        st.rerun()
    view = st.session_state["view"]
    left, right = st.columns([0.73, 0.27], gap="small")
    with left:
        _map(view, atlas)
        _weeks(view, atlas)
        report_panel.show(view, atlas)
    with right, st.container(key="panel"):
        level_choice.choose(view, view.level, tuple(LEVELS))
        level_choice.back_up(view, view.level)
        map_choices.playback(view)
        if not view.param("play"):
            map_choices.metric(view, disabled=view.param("places") == "hex")
            map_choices.places(view)
        map_choices.tiles(view)
        panel.show(view, atlas)
    metric_table.show(_measured(view, atlas), view.language, height=320, choose=_row_chosen)
    st.caption(say("regions_caption", view.language))


def _map(view: View, atlas) -> None:
    """The map, and below it what it shows in words."""
    if view.param("play"):
        _playback(view, atlas)
        return
    measured = _measured(view, atlas)
    dots, density, drawn = None, None, measured
    if view.param("places") == "hex":
        density = _density(view, atlas)
        if view.level not in shape_levels():
            drawn = _measured(view, atlas, level_choice.drawn(view.level))
    elif view.level in shape_levels():
        dots = data.ask("dots", atlas, view.filters, cap=DOTS, **_window())
    payload = layers.atlas_payload(
        drawn,
        dots,
        selected=view.at,
        tiles=view.tiles,
        language=view.language,
        within=view.filters.regions,
        density=density,
    )
    _show(view, payload)
    st.html(map_summary.summary_html(measured, view.language))
    if density is not None:
        st.caption(_hexagons_said(density, view.language))
    else:
        map_choices.why_not(view)
    if dots is None and density is None:
        st.caption(at_seats(measured.rows, view.level, view.language))
    elif dots is not None and dots.binned:
        st.caption(say("binned", view.language, n=number(dots.locations_total, view.language)))


def _show(view: View, payload: dict) -> None:
    """The one map of this page; a click chooses, a drawn polygon becomes the area of interest."""
    area = area_layer.area_payload(view.filters.area, data.store_path())
    layer = layers.feature_group(payload | {"area": area, "drawable": True})
    basemap.show(layer, key=MAP, on_click=_clicked)


def _row_chosen(code: str | None) -> None:
    """A row of the table opens what a click on its region opens."""
    state.select(at=panel.NOT_PLACED if code is None else code, id="")


def _clicked(at: str) -> None:
    if at.startswith("polygon:"):
        area_panel.take(at)
    else:
        state.select(at=at, id="")


def _playback(view: View, atlas) -> None:
    """The map as a playback; its frames are counted once and shown by the browser."""
    level = level_choice.drawn(view.level)
    asked = {"unit": view.param("play"), "level": level}
    found = data.ask("frames", atlas, view.filters, **asked)
    played = play.Played(found, level, view.language, view.filters.regions, view.tiles)
    if not found.periods:
        st.info(say("play_empty", view.language))
        return
    _show(view, play.play_payload(played))
    st.html(f'<p class="sentence">{escape(play.summary(played))}</p>')
    st.caption(" ".join(play.notes(played)))


def _window() -> dict:
    seen = basemap.window(MAP)
    return {"bounds": seen.bounds, "zoom": seen.zoom}


def _density(view: View, atlas) -> layers.Density:
    units = data.ask("coarse_units", atlas, view.filters)
    return layers.Density(
        data.ask("hexagons", atlas, view.filters, **_window()),
        units,
        unit_centres.centres(units["code"].tolist()),
        HEXAGON_SCALE,
    )


def _hexagons_said(density: layers.Density, language: str) -> str:
    found = density.hexagons
    return say(
        "hexagons_said",
        language,
        placed=counted("incidents", found.incidents, language),
        area=number(found.area, language),
        coarse=number(density.units["incidents"].sum(), language),
    )


def at_seats(regions: pd.DataFrame, level: int, language: str) -> str:
    """Why there are circles and no borders, and what of `regions` has none."""
    said = [say(f"seats_only_{level}", language)]
    drawn = regions["code"].isin(seats(level)["code"])
    hidden = regions[~drawn & regions["code"].notna() & (regions["incidents"] > 0)]
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
