"""The About page: where the records come from, under which terms, and how they are counted."""

from html import escape

import streamlit as st

import events
import geodata
from dashboard import data, frame
from dashboard.api.links import for_programs
from dashboard.method import METHOD
from dashboard.screens import add
from dashboard.state import View
from dashboard.words.writing import LANGUAGES, counted, day, label, say


def draw(view: View, atlas) -> None:
    language = view.language
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(say("about_method", language))
        spot = LANGUAGES.index(language)
        st.html(_listed(escape(paragraph[spot]) for paragraph in METHOD))
    with right:
        st.subheader(say("about_store", language))
        st.html(_listed(map(escape, _store_facts(view, atlas))))
        st.subheader(say("about_sources", language))
        st.html(_listed(_source(name, language) for name in data.sources_present(atlas)))
        st.page_link(
            st.Page(add.show, url_path="data"),
            label=say("quality_heading", language),
            query_params={"lang": language},
        )
        st.subheader(say("api_heading", language))
        st.html(_listed([for_programs(view)]))
        st.subheader(say("about_borders", language))
        st.html(_listed(map(escape, _borders(language))))


def _borders(language: str) -> list[str]:
    """Whose the borders of each level are, and where names and codes come from."""
    levels = [
        f"{say(f'level_{level}', language)}: {geodata.edition(level).attribution}"
        for level in geodata.shape_levels()
    ]
    right = {
        geodata.LEVELS[level]: f"{least}–{most}"
        for level, (least, most) in geodata.SETTLEMENT_RULE_RIGHT.items()
    }
    return [*levels, say("about_seats", language, **right), say("about_names", language)]


def _store_facts(view: View, atlas) -> list[str]:
    language = view.language
    facts = [
        say("about_version", language, version=atlas.version),
        counted("records", data.ask("total", atlas), language),
    ]
    facts.append(say(f"mode_{atlas.mode}", language, least=events.LEAST_TOGETHER))
    for source, records in atlas.withheld.items():
        said, name = counted("records", records, language), label("source", source, language)
        facts.append(say("mode_withheld", language, records=said, name=name))
    if span := data.span(atlas):
        first, last = (day(edge, language) for edge in span)
        facts.append(say("about_span", language, first=first, last=last))
    return facts


def _source(name: str, language: str) -> str:
    terms = events.terms(name)
    return (
        f"<strong>{escape(label('source', name, language))}</strong>: {escape(terms.citation)} "
        f"({escape(terms.licence)})"
    )


def _listed(items) -> str:
    points = "".join(f"<li>{item}</li>" for item in items)
    return f'<article class="record"><ul>{points}</ul></article>'


def show() -> None:
    frame.show("about", draw)
