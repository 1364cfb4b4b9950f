"""What the regions are shaded by and how places are drawn: choices of the map, not of the data."""

import streamlit as st

from dashboard import metrics, state
from dashboard.state import View
from dashboard.words import say

PLACES = ("dots", "hex")
FRAMES = ("", "day", "week", "month")


def metric(view: View, *, disabled: bool = False) -> None:
    """The choice of the metric, or why there is none; a change runs the whole page again, for its
    table follows."""
    language = view.language
    if disabled:
        st.caption(say("shade_help", language))
        return
    options = metrics.offered(view.level)
    known = view.shade if view.shade in options else "incidents"
    chosen = st.selectbox(
        say("shade", language),
        options,
        index=options.index(known),
        format_func=lambda word: say(f"shade_{word}", language),
    )
    if chosen != known:
        state.select(shade=chosen)
        st.rerun()


def why_not(view: View) -> None:
    """Say so where the metric that the address asks for cannot be shown."""
    if metrics.shown(view.shade, view.level, view.filters) != view.shade:
        st.caption(say(f"why_{view.shade}", view.language))


def places(view: View) -> None:
    """Dots or hexagons."""
    language = view.language
    chosen = st.segmented_control(
        say("places", language),
        PLACES,
        default=view.param("places"),
        format_func=lambda word: say(f"places_{word}", language),
        required=True,
    )
    if chosen != view.param("places"):
        state.set_own(places=chosen)
        st.rerun(scope="fragment")


def playback(view: View) -> None:
    """No playback, or the unit of its frames."""
    language = view.language
    chosen = st.selectbox(
        say("play_by", language),
        FRAMES,
        index=FRAMES.index(view.param("play")),
        format_func=lambda unit: say(f"play_by_{unit}" if unit else "play_off", language),
    )
    if chosen != view.param("play"):
        state.set_own(play=chosen)
        st.rerun(scope="fragment")


def tiles(view: View) -> None:
    """The online map under it all."""
    language = view.language
    wanted = st.toggle(say("tiles", language), value=view.tiles, help=say("tiles_help", language))
    if wanted != view.tiles:
        state.select(tiles=wanted)
        st.rerun(scope="fragment")
