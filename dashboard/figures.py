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
    cells = [
        ("figure_incidents", number(figures.incidents, language), aggregates),
        (
            "figure_killed",
            _sum(figures.killed_min, figures.killed_max, language),
            _unstated(figures.killed_unstated, language),
        ),
        (
            "figure_injured",
            _sum(figures.injured_min, figures.injured_max, language),
            _unstated(figures.injured_unstated, language),
        ),
        (
            "figure_not_placed",
            number(figures.not_placed, language),
            say("note_not_placed", language),
        ),
    ]
    listed = "".join(
        f"<div><dt>{escape(say(key, language))}</dt>"
        f"<dd>{escape(value)}<small>{escape(note)}</small></dd></div>"
        for key, value, note in cells
    )
    notes = _coarser(figures, language)
    return (
        f'<p class="sentence">{escape(sentence(view.filters, language))}{escape(notes)}</p>'
        f'<dl class="figures">{listed}</dl>'
    )


def _sum(low: int | None, high: int | None, language: str) -> str:
    return toll(low, high, language)


def _unstated(count: int, language: str) -> str:
    return say("note_unstated", language, n=number(count, language)) if count else ""


def _coarser(figures, language: str) -> str:
    if not figures.coarser:
        return ""
    return " " + say("note_coarser", language, n=number(figures.coarser, language))
