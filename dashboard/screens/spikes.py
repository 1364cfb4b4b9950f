"""The Spikes page: units whose week stands out against their own 52 weeks before it, on the map and
in a table, with what would have been expected, and how that is judged."""

from dataclasses import replace
from datetime import date, timedelta
from html import escape

import streamlit as st

from dashboard import data, frame, state
from dashboard import level as level_choice
from dashboard.map import basemap
from dashboard.screens.map import at_seats
from dashboard.spikes import panel as spike_panel
from dashboard.spikes import table as spike_table
from dashboard.spikes.layer import spikes_layer
from dashboard.state import View
from dashboard.words.writing import day, decimal, number, say
from events import FALSE_SHARE, LEAST_TO_JUDGE, JudgedWeeks, Problem, Spikes
from geodata import LEVELS, shape_levels

MAP = "spikes_map"
ROWS = 100
"""Units on one page of the table: each carries its 53 weeks."""


def draw(view: View, atlas) -> None:
    weeks = data.ask("judged_weeks", atlas, view.filters, data.ask("lags", atlas))
    if weeks.last is None:
        st.info(_no_week(weeks, view.language))
        _method(view.language)
        return
    week = _week(view, weeks)
    _choices(view, weeks, week)
    found = data.ask("spikes", atlas, view.filters, level=view.level, week=week)
    _said(found, weeks, atlas, view.language)
    _map_and_panel(found)
    _table(view, found)
    _method(view.language)


def _no_week(weeks: JudgedWeeks, language: str) -> str:
    if weeks.since is None:
        return say("spikes_no_data", language)
    edges = {"since": day(weeks.since, language), "until": day(weeks.until, language)}
    return say("spikes_short", language, **edges)


def _week(view: View, weeks: JudgedWeeks) -> date:
    """The Monday that the address names; one that cannot be judged is said and put aside."""
    seen = view.param("week")
    if not seen:
        return weeks.usual
    try:
        week = _monday(date.fromisoformat(seen))
    except ValueError:
        week = None
    if week is not None and weeks.first <= week <= weeks.last:
        return week
    edges = (spike_table.week_words(w, view.language) for w in (weeks.first, weeks.last))
    why = say("spike_no_week", view.language, **dict(zip(("first", "last"), edges, strict=True)))
    st.warning(frame.ignored(Problem("week", seen, why), view.language))
    return weeks.usual


def _choices(view: View, weeks: JudgedWeeks, week: date) -> None:
    """Level and week, above the map because all of the page follows them."""
    language, one = view.language, timedelta(weeks=1)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        level_choice.choose(view, view.level, tuple(LEVELS))
        chosen = st.date_input(
            say("spike_day", language),
            value=week,
            min_value=weeks.first,
            max_value=weeks.last + timedelta(days=6),
            format="DD.MM.YYYY",
            key=f"f_spike_week_{week}_{language}",
            width=210,
        )
        for key, to in (("earlier", week - one), ("later", week + one), ("usual", weeks.usual)):
            st.button(
                say(f"spike_{key}", language),
                disabled=not weeks.first <= to <= weeks.last or to == week,
                on_click=state.set_own,
                kwargs={"week": "" if key == "usual" else str(to)},
            )
    if chosen and _monday(chosen) != week:
        state.set_own(week=str(_monday(chosen)))
        st.rerun()


def _said(found: Spikes, weeks: JudgedWeeks, atlas, language: str) -> None:
    """The answer in words, what it lacks, and what may mislead."""
    text = escape(spike_table.summary(found, language))
    st.html(f'<p class="sentence" role="status" aria-live="polite">{text}</p>')
    said = [spike_table.left_out(found, language)]
    said += spike_table.warnings(found, weeks, language)
    if atlas.withheld:
        said.append(say("spikes_withheld", language))
    st.caption(" ".join(said).replace("[", r"\["))


@st.fragment
def _map_and_panel(found: Spikes) -> None:
    """A click or a move of the map runs only this part of the page again."""
    if state.whole_page_waits():
        st.rerun()
    view = st.session_state["view"]
    left, right = st.columns([0.73, 0.27], gap="small")
    with left:
        layer = spikes_layer(
            found,
            selected=view.at,
            tiles=view.tiles,
            language=view.language,
            within=view.filters.regions,
        )
        basemap.show(layer, key=MAP, on_click=lambda at: state.select(at=at, id=""))
        if found.level not in shape_levels():
            st.caption(at_seats(found.frame, found.level, view.language))
    with right, st.container(key="panel"):
        level_choice.back_up(view, view.level)
        spike_panel.listed(found, view.language)
        spike_panel.unit(found, view)
    spike_panel.chart(found, view)


def _table(view: View, found: Spikes) -> None:
    """The map's twin, a page of units at a time, with their true total."""
    language, total = view.language, len(found.frame)
    if not total:
        return
    last = -(-total // ROWS)
    sheet = min(view.sheet, last)
    rows = found.frame.iloc[(sheet - 1) * ROWS : sheet * ROWS]
    span = {"first": (sheet - 1) * ROWS + 1, "last": (sheet - 1) * ROWS + len(rows), "total": total}
    st.caption(say("spikes_rows", language, **{k: number(n, language) for k, n in span.items()}))
    spike_table.show(rows, language)
    if last > 1:
        key = f"spikes_sheet_{found.week}_{found.level}_{hash(view.filters)}"
        chosen = st.pagination(last, default=sheet, key=key)
        if chosen != sheet:
            state.remember(replace(st.session_state["view"], sheet=chosen))
            st.rerun()


def _method(language: str) -> None:
    with st.expander(say("spikes_method", language)):
        limits = {"q": decimal(FALSE_SHARE, language), "least": LEAST_TO_JUDGE}
        st.markdown(say("spikes_method_text", language, **limits))


def _monday(day_: date) -> date:
    return day_ - timedelta(days=day_.weekday())


def show() -> None:
    frame.show("spikes", draw)
