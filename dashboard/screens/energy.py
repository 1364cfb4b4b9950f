"""The Energy page: facilities and the incidents near them on the map, capacity that was hit, and
attacks by heating season; the tables behind both."""

from dataclasses import replace

import streamlit as st

import events
from dashboard import data, frame, state
from dashboard.energy.layer import energy_layer, facility_name, spots
from dashboard.energy.panel import CHOSEN, choices, kinds_of, selected
from dashboard.energy.tables import (
    facility_table,
    ordered,
    season_chart,
    season_table,
    span_words,
)
from dashboard.map import basemap
from dashboard.state import View
from dashboard.words.writing import counted, number, say
from events import AT_KM, FACILITY_KINDS, BrokenSet

MAP = "energy_map"
ROWS = 100
"""Facilities on one page of the table."""


def draw(view: View, atlas) -> None:
    try:
        facilities = events.facilities(atlas.mode)
    except BrokenSet as fault:
        st.error(say("energy_broken", view.language, why=fault))
        return
    near = _near(view, atlas)
    table = ordered(facilities, near.frame)
    _map_and_panel(atlas, facilities)
    _summary(view, facilities, near)
    _table(view, table)
    _seasons(view, atlas)


def _near(view: View, atlas) -> events.Near:
    return data.ask(
        "near_facilities",
        atlas,
        view.filters,
        km=int(view.param("near_km")),
        kinds=kinds_of(view),
        edition=events.facilities_edition(atlas.mode),
    )


@st.fragment
def _map_and_panel(atlas, facilities) -> None:
    """A click or a move of the map runs only this part of the page again."""
    if state.whole_page_waits():
        st.rerun()
    view = st.session_state["view"]
    language, km = view.language, int(view.param("near_km"))
    near = _near(view, atlas)
    left, right = st.columns([0.73, 0.27], gap="small")
    with left:
        seen = basemap.window(MAP)
        drawn = spots(near.places, seen.bounds, seen.zoom)
        chosen = view.at
        layer = energy_layer(
            facilities,
            near.frame,
            drawn,
            km=km,
            selected=chosen,
            tiles=view.tiles,
            language=language,
        )
        basemap.show(layer, key=MAP, on_click=_choose)
        if drawn.cell:
            st.caption(say("energy_binned", language, n=number(drawn.total, language)))
    with right, st.container(key="panel"):
        present = set(facilities["kind"])
        kinds = tuple(kind for kind in FACILITY_KINDS if kind in present)
        choices(view, kinds, data.span(atlas))
        selected(view, atlas, ordered(facilities, near.frame))


def _choose(at: str) -> None:
    """A facility or a dot is chosen; a region is only ground here."""
    if at.startswith(CHOSEN) or "," in at:
        state.select(at=at, id="")


def _summary(view: View, facilities, near: events.Near) -> None:
    """What the map shows, in words and figures."""
    language, km = view.language, int(view.param("near_km"))
    counts = {
        "facilities": counted("facilities", len(near.frame), language),
        "site": counted("incidents", near.site, language),
        "settlement": counted("incidents", near.settlement, language),
        "vicinity": counted("incidents", near.vicinity, language),
    }
    hit = events.capacity_hit(facilities, near.frame)
    figures = {
        "low": number(round(hit.low), language),
        "high": number(round(hit.high), language),
        "plants_low": counted("plants", hit.plants_low, language),
        "plants_high": counted("plants", hit.plants_high, language),
        "unstated_low": number(hit.unstated_low, language),
        "unstated_high": number(hit.unstated_high, language),
    }
    st.markdown(say("energy_shown", language, km=km, **counts))
    st.markdown(
        say("energy_capacity", language, km=km, at=AT_KM, **figures)
        + " "
        + say("energy_not_lost", language)
    )
    shown = [one for one in events.facilities_sources() if one["shown"]]
    told = "; ".join(f"{one['name']} ({one['licence']}), {one['attribution']}" for one in shown)
    st.caption(say("energy_sources", language, sources=told))
    for one in events.facilities_sources():
        if not one["shown"]:
            st.caption(say("energy_hidden", language, name=one["name"], licence=one["licence"]))


def _table(view: View, table) -> None:
    """The twin of the map: a row a facility; choosing one shows it on the map."""
    language, km = view.language, int(view.param("near_km"))
    last = max(1, -(-len(table) // ROWS))
    sheet = min(view.sheet, last)
    rows = table.iloc[(sheet - 1) * ROWS : sheet * ROWS]
    span = {"first": (sheet - 1) * ROWS + 1, "last": (sheet - 1) * ROWS + len(rows)}
    span = {key: number(n, language) for key, n in {**span, "total": len(table)}.items()}
    listed = say("facilities_listed", language, **span)
    st.caption(f"{say('energy_table', language)} {listed}.")
    key = f"energy_table_{language}_{sheet}"
    ids = rows["id"].tolist()
    _by_name(view, rows)

    def take_row() -> None:
        chosen = st.session_state[key]["selection"]["rows"]
        if chosen and chosen[0] < len(ids):
            state.select(at=CHOSEN + ids[chosen[0]], id="")

    st.dataframe(
        facility_table(rows, km, language),
        hide_index=True,
        height=360,
        placeholder=say("toll_unstated", language),
        on_select=take_row,
        selection_mode="single-row",
        key=key,
    )
    if last > 1:
        chosen = st.pagination(last, default=sheet, key=f"energy_sheet_{hash((view.filters, km))}")
        if chosen != sheet:
            state.remember(replace(view, sheet=chosen))
            st.rerun()


def _by_name(view: View, rows) -> None:
    """The facilities of the table by name, for the keyboard: its rows are drawn on a canvas."""
    language = view.language
    names = {row["id"]: facility_name(row, language) for row in rows.to_dict("records")}
    held = view.at.removeprefix(CHOSEN)
    key = f"energy_name_{language}_{view.sheet}_{held}"

    def take_name() -> None:
        chosen = st.session_state[key]
        state.select(at=CHOSEN + chosen if chosen else "", id="")

    st.selectbox(
        say("energy_find", language),
        list(names),
        index=list(names).index(held) if held in names else None,
        format_func=names.get,
        placeholder=say("energy_find_hint", language),
        key=key,
        on_change=take_name,
    )


def _seasons(view: View, atlas) -> None:
    """Incidents on energy targets in each heating season and between, by type or target."""
    language = view.language
    everywhen = replace(view.filters, since=None, until=None)
    attacks = data.ask("attacks_by_season", atlas, everywhen)
    st.markdown(f"**{say('energy_attacks', language)}**")
    if attacks.empty:
        st.info(say("energy_no_attacks", language))
        return
    column = st.segmented_control(
        say("energy_by", language),
        ("event_type", "target_category"),
        default="event_type",
        required=True,
        format_func=lambda word: say(f"energy_by_{word}", language),
        key=f"energy_by_{language}",
    )
    st.altair_chart(
        season_chart(attacks, column, language),
        width="stretch",
        alt=say("energy_chart_alt", language),
    )
    st.dataframe(season_table(attacks, column, language), hide_index=True)
    words = span_words(*data.span(atlas), language)
    st.caption(say("energy_seasons_caption", language, **words))
    st.caption(say("energy_season_help", language))


def show() -> None:
    frame.show("energy", draw)
