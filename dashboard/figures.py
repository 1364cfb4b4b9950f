"""The line above every page: the sentence of the current filter and four figures."""

from html import escape

import streamlit as st

from dashboard import data
from dashboard.sentences import sentence
from dashboard.state import View
from dashboard.words import counted, number, say, toll


def show(view: View, atlas) -> None:
    """Ask for the figures of the view's filters and draw them."""
    st.html(figures_html(data.ask("figures", atlas, view.filters), view))


def figures_html(figures, view: View) -> str:
    """Sentence and figures as HTML; beside each sum stands how many incidents state none."""
    language = view.language
    aggregates = ""
    if view.filters.aggregates == "listed" and figures.aggregates:
        records = counted("aggregates", figures.aggregates, language)
        aggregates = say("note_aggregates", language, records=records)
    killed, injured = (
        (
            toll(getattr(figures, f"{kind}_min"), getattr(figures, f"{kind}_max"), language),
            _unstated(getattr(figures, f"{kind}_unstated"), language),
            _open(getattr(figures, f"{kind}_open"), language),
        )
        for kind in ("killed", "injured")
    )
    cells = {
        "figure_incidents": (number(figures.incidents, language), aggregates, ""),
        "figure_killed": killed,
        "figure_injured": injured,
        "figure_not_placed": (
            number(figures.not_placed, language),
            say("note_not_placed", language),
            "",
        ),
    }
    listed = "".join(
        f'<div title="{escape(more)}"><dt>{escape(say(key, language))}</dt>'
        f"<dd>{escape(value)}<small>{escape(note)}</small></dd></div>"
        for key, (value, note, more) in cells.items()
    )
    return (
        f'<p class="sentence">{escape(sentence(view.filters, language))}'
        f"{escape(_coarser(figures, language))}</p>"
        f'<dl class="figures">{listed}</dl>'
    )


def _open(count: int, language: str) -> str:
    return say("note_open", language, n=number(count, language)) if count else ""


def _unstated(count: int, language: str) -> str:
    return say("note_unstated", language, n=number(count, language)) if count else ""


def _coarser(figures, language: str) -> str:
    if not figures.coarser:
        return ""
    return " " + say("note_coarser", language, n=number(figures.coarser, language))
