"""The panel of the page Energy: distance, kinds and season, and what is known of one facility."""

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from dashboard import data, params, state
from dashboard.energy.tables import distance, facility_html, kind_label, season_name
from dashboard.record import panel
from dashboard.state import View
from dashboard.words.writing import counted, days, label, number, say
from events import AT_KM, FACILITY_KINDS, FACILITY_KM, Season, seasons

LISTED = 20
"""Records near a facility that are listed; the heading has their true number."""

OWN_PERIOD = "own"
"""The choice that no season sets the period; None would make the box one that can be emptied."""

CHOSEN = "f:"
"""What View.at begins with while a facility is chosen; its id follows."""


def kinds_of(view: View) -> tuple[str, ...]:
    """The kinds of facility in the address; empty for all."""
    seen = view.param("plants").split(",")
    return tuple(kind for kind in FACILITY_KINDS if kind in seen)


def choices(view: View, present: tuple[str, ...], span) -> None:
    """Distance, kinds of facility and heating season; each changes the whole page.

    They are taken in callbacks, before the map is drawn: else it would be sent twice.
    """
    language, km = view.language, int(view.param("near_km"))
    key = f"f_near_km_{language}_{km}"
    st.segmented_control(
        say("energy_km", language),
        FACILITY_KM,
        default=km,
        required=True,
        format_func=str,
        key=key,
        on_change=lambda: _take(near_km=str(st.session_state[key] or km)),
    )
    _season(view, span)
    held = [kind for kind in kinds_of(view) if kind in present]
    chosen = f"f_plants_{language}_{'_'.join(held)}"
    st.multiselect(
        say("energy_kinds", language),
        present,
        default=held,
        placeholder=say("all", language),
        format_func=lambda kind: kind_label(kind, language),
        key=chosen,
        on_change=lambda: _take(
            plants=",".join(kind for kind in FACILITY_KINDS if kind in st.session_state[chosen])
        ),
    )


def _take(**values: str) -> None:
    view = st.session_state["view"]
    state.change(own=params.changed(view.own, **values), sheet=1)


def _season(view: View, span) -> None:
    """The heating season that is the filters' period; choosing one sets the period."""
    language, filters = view.language, view.filters
    winters = [season for season in seasons(*span) if season.heating][::-1]
    dates = (filters.since, filters.until)
    now = next((s for s in winters if (s.since, s.until) == dates), None)
    key = f"f_season_{language}_{dates}"

    def take_season() -> None:
        chosen = st.session_state[key]
        since, until = (None, None) if chosen == OWN_PERIOD else (chosen.since, chosen.until)
        state.change(filters=replace(filters, since=since, until=until), sheet=1)

    st.selectbox(
        say("energy_season", language),
        [OWN_PERIOD, *winters],
        index=winters.index(now) + 1 if now else 0,
        format_func=lambda season: _named(season, language),
        help=say("energy_season_help", language),
        key=key,
        on_change=take_season,
    )


def _named(season: Season | str, language: str) -> str:
    if season == OWN_PERIOD:
        return say("energy_season_own", language)
    return season_name(season.year, season.heating, language)


def selected(view: View, atlas, table: pd.DataFrame) -> None:
    """The record, the facility or the point that is chosen, else how the page is to be read.

    table: rows of energy_tables.ordered.
    """
    language = view.language
    if view.id:
        back = say("back" if view.at else "close", language)
        st.button(back, on_click=lambda: state.select(id=""))
        panel.show_record(data.ask("incident", atlas, view.id), language)
    elif view.at.startswith(CHOSEN):
        st.button(say("close", language), on_click=lambda: state.select(at="", id=""))
        rows = table[table["id"] == view.at.removeprefix(CHOSEN)].to_dict("records")
        if rows:
            _facility(rows[0], view, atlas)
        else:
            st.info(say("energy_gone", language))
    elif point := panel.point_of(view.at):
        st.button(say("close", language), on_click=lambda: state.select(at="", id=""))
        latitude, longitude = point
        page = data.ask("at_point", atlas, view.filters, latitude=latitude, longitude=longitude)
        panel.list_records(page, say("here", language), language)
    else:
        told = (
            say("energy_click", language),
            say("energy_rule_at", language, at=AT_KM),
            say("energy_rule_near", language),
            say("energy_no_proof", language),
        )
        paragraphs = "".join(f"<p>{escape(text)}</p>" for text in told)
        st.html(f'<article class="record">{paragraphs}</article>')


def _facility(row: dict, view: View, atlas) -> None:
    """The facts of a facility, then the records near it with their distances."""
    language, km = view.language, int(view.param("near_km"))
    st.html(facility_html(row, km, language))
    st.caption(say("energy_no_proof", language))
    point = {"latitude": row["latitude"], "longitude": row["longitude"]}
    page = data.ask("near_facility", atlas, view.filters, km=km, limit=LISTED, **point)
    heading = say("energy_list", language, km=km)
    st.markdown(f"**{heading}: {counted('records', page.total, language)}**")
    for entry in page.frame.itertuples():
        when = days(entry.date_start, entry.date_end, entry.date_precision, language)
        st.button(
            panel.plain(f"{when}: {entry.title or entry.incident_id}"),
            key=f"open_{entry.incident_id}",
            on_click=lambda chosen=entry.incident_id: state.select(id=chosen),
            type="tertiary",
        )
        st.caption(_away(entry, language))
    if page.total > LISTED:
        st.caption(say("energy_listed", language, n=number(LISTED, language)))


def _away(entry, language: str) -> str:
    """How far a record's point is, and what that point stands for."""
    return say(
        "energy_away",
        language,
        distance=distance(entry.km, language),
        precision=label("location_precision", entry.location_precision, language),
        target=label("target_category", entry.target_category, language),
    )
