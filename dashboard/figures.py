"""The line above every page: the sentence of the current filter and four figures."""

from dataclasses import replace
from html import escape

import streamlit as st

from dashboard import data, state
from dashboard.state import View
from dashboard.words.sentences import sentence
from dashboard.words.writing import counted, number, say, toll

_DOUBTFUL = "f_doubtful"
_UNIT = "f_unit"


def show(view: View, atlas) -> None:
    """Ask for the figures of the view's filters and draw them."""
    figures = data.ask("figures", atlas, view.filters)
    st.html(figures_html(figures, view))
    with st.container(horizontal=True, gap="medium"):
        _doubtful(view, figures.left_out)
        _every_report(view, atlas)


def figures_html(figures, view: View) -> str:
    """Sentence and figures as HTML; beside each sum stands how many incidents state none."""
    language = view.language
    listed = "".join(
        f'<div title="{escape(more)}"><dt>{escape(what)}</dt>'
        f"<dd>{escape(value)}<small>{escape(note)}</small></dd></div>"
        for what, value, note, more in cells(figures, view)
    )
    said = sentence(view.filters, language, figures.left_out)
    return (
        f'<p class="sentence">{escape(said)}'
        f"{escape(coarser(figures, language))}</p>"
        f'<dl class="figures">{listed}</dl>'
    )


def cells(figures, view: View) -> list[tuple[str, str, str, str]]:
    """(what, value, note, more) of each figure: the note says how many incidents state none, more
    what a lower bound alone does."""
    language = view.language
    killed, injured = (
        (
            toll(getattr(figures, f"{kind}_min"), getattr(figures, f"{kind}_max"), language),
            _unstated(getattr(figures, f"{kind}_unstated"), language),
            _open(getattr(figures, f"{kind}_open"), language),
        )
        for kind in ("killed", "injured")
    )
    unplaced = (number(figures.not_placed, language), say("note_not_placed", language), "")
    found = {
        f"figure_{view.filters.unit}": (
            number(figures.incidents, language),
            _behind(figures, language),
            "",
        ),
        "figure_killed": killed,
        "figure_injured": injured,
        "figure_not_placed": unplaced,
    }
    return [(say(key, language), *said) for key, said in found.items()]


def _behind(figures, language: str) -> str:
    """How many reports the incidents are of, where some are linked, and what is listed beside."""
    notes = []
    if figures.reports > figures.incidents:
        notes.append(counted("reports", figures.reports, language))
    if uncounted := figures.records + figures.withheld - figures.reports:
        records = counted("aggregates", uncounted, language)
        notes.append(say("note_aggregates", language, records=records))
    return " ".join(notes)


def _doubtful(view: View, left_out: int) -> None:
    """The switch that shows what is left out as doubtful, where there is any of it."""
    shown = view.filters.doubtful == "shown"
    if not (left_out or shown):
        return
    st.session_state.setdefault(_DOUBTFUL, shown)
    st.toggle(
        say("doubtful", view.language),
        key=_DOUBTFUL,
        on_change=state.taker(_DOUBTFUL, _switch_doubtful),
        help=say("doubtful_help", view.language),
    )


def _switch_doubtful(wanted: bool) -> None:
    shown = "shown" if wanted else "out"
    filters = replace(st.session_state["view"].filters, doubtful=shown)
    state.change(filters=filters, sheet=1)


def _every_report(view: View, atlas) -> None:
    """The switch from incidents to reports, where some incident is told by more than one."""
    apart = view.filters.unit == "reports"
    if not (apart or data.ask("linked", atlas)):
        return
    st.session_state.setdefault(_UNIT, apart)
    st.toggle(
        say("count_reports", view.language),
        key=_UNIT,
        on_change=state.taker(_UNIT, _switch_unit),
        help=say("count_reports_help", view.language),
    )


def _switch_unit(wanted: bool) -> None:
    unit = "reports" if wanted else "incidents"
    filters = replace(st.session_state["view"].filters, unit=unit)
    state.change(filters=filters, sheet=1)


def _open(count: int, language: str) -> str:
    return say("note_open", language, n=number(count, language)) if count else ""


def _unstated(count: int, language: str) -> str:
    return say("note_unstated", language, n=number(count, language)) if count else ""


def coarser(figures, language: str) -> str:
    """A sentence, a space before it, on incidents that could belong to the regions; or nothing."""
    if not figures.coarser:
        return ""
    return " " + say("note_coarser", language, n=number(figures.coarser, language))
