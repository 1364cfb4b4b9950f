"""The area of interest in the sidebar: around a place, what the map shows, a file, a saved one."""

import re
import tempfile
from dataclasses import replace
from pathlib import Path

import shapely
import streamlit as st

import events
import geodata
from dashboard import data, state
from dashboard.map import basemap
from dashboard.state import View
from dashboard.upload import editor
from dashboard.words.writing import number, say
from events import NoArea

KILOMETRES = (1, 5, 10, 25, 50, 100)
HERE_KM = 10
"""Around a place that was clicked on the map."""
OFFERED = 8
"""Places offered for a name."""
MAP = "map"
_FILES = ("geojson", "json", "kml", "kmz", "zip")
_PAIR = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*")


def checked(view: View) -> View:
    """`view` less a saved area that this store lacks, which is named like a bad parameter."""
    area = view.filters.area
    if not area.startswith("saved:") or _exists(area.removeprefix("saved:")):
        return view
    state.add_problem(events.Problem("area", area, say("area_gone", view.language)))
    return replace(view, filters=replace(view.filters, area=""))


def show(view: View) -> None:
    """Draw the fold of the sidebar; a choice changes the View's filters."""
    language, area = view.language, view.filters.area
    with st.expander(say("area", language), expanded=bool(area), key=f"area_{bool(area)}"):
        if area:
            st.button(say("area_remove", language), on_click=take, args=("",), width="stretch")
        _around(language)
        box = basemap.window(MAP).bounds
        st.button(
            say("area_take_map", language),
            on_click=lambda: take(f"box:{','.join(map(str, box))}"),
            disabled=box is None,
            width="stretch",
        )
        _file(language)
        _saved(area, language)
        st.caption(say("area_help", language))


def take_point(latitude: float, longitude: float) -> None:
    """The circle of HERE_KM kilometres around a point becomes the area."""
    take(f"circle:{latitude},{longitude},{HERE_KM}")


def take(area: str) -> None:
    """Make an area the reader's; a text that is none changes nothing."""
    try:
        filters = replace(st.session_state["view"].filters, area=area)
    except ValueError:  # a window wider than the world
        return
    state.change(filters=filters, sheet=1)


def _around(language: str) -> None:
    left, right = st.columns([0.6, 0.4], gap="small", vertical_alignment="bottom")
    text = left.text_input(
        say("area_place", language),
        key="area_place",
        placeholder=say("area_place_hint", language),
        max_chars=100,
    )
    km = right.selectbox(
        say("area_km", language),
        KILOMETRES,
        index=2,
        format_func=lambda n: say("area_kilometres", language, n=n),
        key="area_km",
    )
    if not text.strip():
        return
    places = places_of(text, language)
    if not places:
        st.caption(say("area_unknown", language))
        return
    at = st.selectbox(
        say("area_which", language), list(places), format_func=places.get, key="area_at"
    )
    st.button(
        say("area_take_place", language),
        on_click=lambda: take(f"circle:{at[0]},{at[1]},{km}"),
        width="stretch",
    )


def places_of(text: str, language: str) -> dict[tuple[float, float], str]:
    """(latitude, longitude) -> what a reader calls it, of a pair of degrees or a place name."""
    if pair := _PAIR.fullmatch(text):
        latitude, longitude = map(float, pair.groups())
        return {(latitude, longitude): f"{latitude:g}, {longitude:g}"}
    found = {}
    for place in geodata.find(text, limit=OFFERED):
        if place.latitude is not None:
            found.setdefault((place.latitude, place.longitude), _called(place, language))
    return found


def _called(place: geodata.Candidate, language: str) -> str:
    name = (place.name_uk if language == "uk" else None) or place.name_en
    return f"{name} ({geodata.name(place.adm2_code or place.adm1_code, language)})"


def _file(language: str) -> None:
    given = st.file_uploader(
        say("area_file", language),
        type=list(_FILES),
        key=f"area_file_{language}",
        help=say("area_file_help", language),
    )
    if given is None:
        return
    try:
        shape = read(given.name, given.getvalue())
    except ValueError as fault:
        st.error(say("area_refused", language, why=fault))
        return
    text = address_text(shape)
    if text is None and not may_save():
        corners = number(shapely.get_num_coordinates(shape), language)
        most = number(events.MOST_CORNERS, language)
        st.error(say("area_too_many", language, corners=corners, most=most))
        return
    name = Path(given.name).stem[:40]
    st.button(
        say("area_take_file", language, name=name),
        on_click=lambda: take(text or _save(name, shape)),
        width="stretch",
    )


@st.cache_data(max_entries=8, show_spinner=False)
def read(name: str, content: bytes) -> shapely.Geometry:
    """The outline of an uploaded file; raises ValueError in a sentence."""
    ending = Path(name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"area{ending if ending[1:] in _FILES else '.bin'}"
        file.write_bytes(content)
        return geodata.outline(file)


def address_text(shape: shapely.Geometry) -> str | None:
    """The text of a shape that fits into an address as it is; None for any other."""
    if shape.geom_type != "Polygon" or shape.interiors:
        return None
    corners = shapely.get_coordinates(shape)[:-1]
    text = "polygon:" + ";".join(f"{y:.4f},{x:.4f}" for x, y in corners)
    try:
        return events.Filters(area=text).area
    except ValueError:
        return None


def may_save() -> bool:
    """Whether this reader may keep an area with the store."""
    return events.mode() == "private" or editor.is_admitted()


def _save(name: str, shape: shapely.Geometry) -> str:
    return events.save_area(data.store_path(), name, shape).text


def _saved(area: str, language: str) -> None:
    names = events.saved_areas(data.store_path()) if may_save() else ()
    if not names:
        return
    chosen = area.removeprefix("saved:")
    options = ["", *names]
    st.selectbox(
        say("area_saved", language),
        options,
        index=options.index(chosen) if chosen in options else 0,
        format_func=lambda name: name or say("area_none_chosen", language),
        key=f"f_area_saved_{language}",
        on_change=state.taker(f"f_area_saved_{language}", _take_saved),
    )


def _take_saved(name: str) -> None:
    take(f"saved:{name}" if name else "")


def _exists(name: str) -> bool:
    try:
        events.saved_shape(data.store_path(), name)
    except (events.StoreError, NoArea):
        return False
    return True
