"""The level of the regions that map and tables show, and the way down into one and back up."""

import streamlit as st

from dashboard import state
from dashboard.state import View
from dashboard.words.writing import say
from geodata import level_of, name, parents, shape_levels


def drawn(level: int) -> int:
    """The finest level that has shapes and is no finer than `level`, for maps without circles."""
    return max(with_shapes for with_shapes in shape_levels() if with_shapes <= level)


def choose(view: View, level: int, levels: tuple[int, ...]) -> None:
    """The switch between `levels`; a change runs the whole page again with the new one."""
    language = view.language
    st.session_state["f_level"] = level
    st.segmented_control(
        say("level", language),
        levels,
        format_func=lambda number: say(f"level_{number}", language),
        key="f_level",
        required=True,
        on_change=state.taker("f_level", lambda level: state.change(level=level)),
    )


def back_up(view: View, level: int) -> None:
    """A button to the region around the one that the filters are narrowed to."""
    regions = view.filters.regions
    if level == 1 or len(regions) != 1 or regions == ("none",):
        return
    outer = parents(regions[0])[0] if level_of(regions[0]) > 1 else ""
    target = name(outer, view.language) if outer else say("everywhere", view.language)
    st.button(
        say("back_up", view.language, name=target),
        on_click=lambda: state.drill(outer, level - 1),
    )
