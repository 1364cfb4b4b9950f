"""The base map, which never changes, and the one st_folium call of the project.

The script that makes the base map is the same text at every run, so streamlit-folium never
mounts it anew: zoom and centre stay where the reader left them, whatever the filters do. All
that changes travels in the feature group (`layers.atlas_layer`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import folium
import streamlit as st
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium

import geodata
from dashboard import assets
from dashboard.layers import script_json
from dashboard.words.writing import LANGUAGES, say

HEIGHT = 520
"""Pixels, as long as the page's CSS has not yet given the frame its share of the window."""

_MIN_ZOOM, _MAX_ZOOM = 4.5, 16
_SURROUNDINGS = [[38.0, 12.0], [58.0, 50.0]]
_RETURNED = ("last_active_drawing", "last_object_clicked_count", "zoom", "bounds")

_SEATS = ("seats: GeoNames (CC BY 4.0)", "центри: GeoNames (CC BY 4.0)")
_EMBEDDED = (
    "Створено на основі Natural Earth (суспільне надбання) і GeoNames (CC BY 4.0), зі змінами"
)
"""What geodata says in English of the oblasts that come with the program."""

_WORDS = {
    "home": "whole_country",
    "nearer": "zoom_nearer",
    "farther": "zoom_farther",
    "map": "page_map",
    "failed": "shapes_failed",
    "draw": "area_draw",
    "drawHint": "area_draw_hint",
}
"""What map.js says by itself: its name for it -> the phrase. Both languages go into the base map,
so that a change of language leaves its text as it is."""


_SCRIPTS = (
    *(
        "leaflet.js",
        "map.js",
        "map_palette.js",
        "map_theme.js",
        "map_hatch.js",
        "map_marks.js",
        "map_hexagons.js",
    ),
    *("map_furniture.js", "map_changes.js", "map_energy.js", "map_play.js", "map_area.js"),
)
_SHEETS = ("leaflet.css", "map.css", "map_changes.css", "map_energy.css", "map_play.css")


class _Start(MacroElement):
    """Calls map.js once, when the base map has been made."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.atlas.start({{ this._parent.get_name() }}, {{ this.options }});"
        "{% endmacro %}"
    )

    def __init__(self, options: dict) -> None:
        super().__init__()
        self._name = "start"
        self.options = script_json(options)


def base_map() -> folium.Map:
    """A fresh base map; the same text every time, with files of our own server only.

    It is made anew for each run (about two milliseconds) because streamlit-folium hangs the
    feature group into the map it is given, and a kept map would carry it into the next script.
    """
    urls = assets.urls()
    base = folium.Map(
        location=[48.5, 31.2],
        zoom_start=6,
        tiles=None,
        prefer_canvas=True,
        min_zoom=_MIN_ZOOM,
        max_zoom=_MAX_ZOOM,
        zoom_snap=0.25,
        max_bounds=_SURROUNDINGS,
    )
    base.default_js = [(name, urls[name]) for name in _SCRIPTS]
    base.default_css = [(name, urls[name]) for name in _SHEETS]
    start = {
        "sets": {
            level: {
                "url": urls[f"adm{level}.json"],
                "attribution": _makers(level),
            }
            for level in geodata.shape_levels()
        }
        | {
            level: {
                "seats": urls[f"seats{level}.json"],
                "attribution": [
                    f"{makers}; {seats}" for makers, seats in zip(_makers(1), _SEATS, strict=True)
                ],
            }
            for level in assets.seat_levels()
        },
        "names": _short_names(),
        "words": {
            name: [say(key, language) for language in LANGUAGES] for name, key in _WORDS.items()
        },
    }
    base.add_child(_Start(start))
    return base


def _makers(level: int) -> list[str]:
    """Whose the borders of a level are, in both languages; an installed set says it in its own."""
    said = geodata.edition(level).attribution
    ours = level == 1 and geodata.edition(level) == geodata.embedded_edition()
    return [said, _EMBEDDED if ours else said]


@cache
def _short_names() -> dict[str, list[str]]:
    """code -> English and Ukrainian name as a map writes it: Odesa, not Odesa Oblast.

    Kyiv oblast keeps its whole name, because the city of Kyiv stands in it.
    """
    return {
        code: [english, ukrainian]
        if code == "UA32"
        else [
            english.removeprefix("Autonomous Republic of ").removesuffix(" Oblast"),
            ukrainian.removeprefix("Автономна Республіка ").removesuffix(" область"),
        ]
        for code, english, ukrainian in geodata.units(1)[["code", "name_en", "name_uk"]].to_numpy()
    }


@dataclass(frozen=True)
class Window:
    """What the map shows: bounds as (south, west, north, east) in degrees, and its zoom."""

    bounds: tuple[float, float, float, float] | None = None
    zoom: float | None = None


def window(key: str) -> Window:
    """What the map `key` showed at its last answer; empty before its first."""
    state = st.session_state.get(key) or {}
    box, zoom = state.get("bounds") or {}, state.get("zoom")
    try:
        corners = (
            box["_southWest"]["lat"],
            box["_southWest"]["lng"],
            box["_northEast"]["lat"],
            box["_northEast"]["lng"],
        )
    except (KeyError, TypeError):
        return Window()
    if any(corner is None for corner in corners):
        return Window()
    return Window(tuple(round(corner, 2) for corner in corners), zoom)


def show(layer: folium.FeatureGroup, *, key: str, on_click: Callable[[str], None]) -> None:
    """Draw the base map with `layer` over it.

    `on_click` gets a region code or the "latitude,longitude" of a dot at each click on one,
    the same one twice included.
    """

    def answered() -> None:
        state = st.session_state.get(key) or {}
        count = state.get("last_object_clicked_count")
        clicked = state.get("last_active_drawing")
        if count == st.session_state.get(f"{key}_count"):
            return
        # The zero of a map that was mounted anew counts too; else its first click, with the same
        # count as the last one before, would be taken for that one.
        st.session_state[f"{key}_count"] = count
        if clicked:
            on_click(str(clicked["properties"]["at"]))

    st_folium(
        base_map(),
        key=key,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=list(_RETURNED),
        feature_group_to_add=layer,
        on_change=answered,
    )
