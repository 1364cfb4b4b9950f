"""What the regions are shaded by and how places are drawn: choices of the map, not of the data.

Each is taken before the map is drawn again, so that one run of the page's part does.
"""

import streamlit as st

from dashboard import state
from dashboard.map import metrics
from dashboard.state import View
from dashboard.words.writing import say

PLACES = ("dots", "hex")
FRAMES = ("", "day", "week", "month")


def metric(view: View, *, disabled: bool = False) -> None:
    """The choice of the metric, or why there is none."""
    language = view.language
    if disabled:
        st.caption(say("shade_help", language))
        return
    options = metrics.offered(view.level)
    st.session_state["f_shade"] = view.shade if view.shade in options else "incidents"
    st.selectbox(
        say("shade", language),
        options,
        format_func=lambda word: say(f"shade_{word}", language),
        key="f_shade",
        on_change=state.taker("f_shade", lambda shade: state.select(shade=shade)),
    )


def why_not(view: View) -> None:
    """Say so where the metric that the address asks for cannot be shown."""
    if metrics.shown(view.shade, view.level, view.filters) != view.shade:
        st.caption(say(f"why_{view.shade}", view.language))


def places(view: View) -> None:
    """Dots or hexagons."""
    language = view.language
    st.session_state["f_places"] = view.param("places")
    st.segmented_control(
        say("places", language),
        PLACES,
        format_func=lambda word: say(f"places_{word}", language),
        required=True,
        key="f_places",
        on_change=state.taker("f_places", lambda places: state.set_own(places=places)),
    )


def playback(view: View) -> None:
    """No playback, or the unit of its frames."""
    language = view.language
    st.session_state["f_play"] = view.param("play")
    st.selectbox(
        say("play_by", language),
        FRAMES,
        format_func=lambda unit: say(f"play_by_{unit}" if unit else "play_off", language),
        key="f_play",
        on_change=state.taker("f_play", lambda unit: state.set_own(play=unit)),
    )


def tiles(view: View) -> None:
    """The online map under it all."""
    language = view.language
    st.session_state["f_tiles"] = view.tiles
    st.toggle(
        say("tiles", language),
        help=say("tiles_help", language),
        key="f_tiles",
        on_change=state.taker("f_tiles", lambda wanted: state.select(tiles=wanted)),
    )
