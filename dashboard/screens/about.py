"""The About page: where the records come from, under which terms, and how they are counted."""

from html import escape

import streamlit as st

import events
import geodata
from dashboard import data, frame
from dashboard.api.links import for_programs
from dashboard.screens import add
from dashboard.state import View
from dashboard.words import LANGUAGES, counted, day, label, say

METHOD = (
    (
        "An incident is drawn and counted only as finely as its source places it. A site or a "
        "settlement is a dot, the vicinity of a place is a ring, a raion or an oblast is only "
        "shaded, and what is known to the country alone is listed as not placed.",
        "Інцидент показано й пораховано лише з тією точністю, з якою його розміщує джерело. Об’єкт "
        "чи населений пункт – точка, околиці – кільце, район чи область – лише відтінок, а "
        "відоме тільки на рівні країни подано списком як не розміщене.",
    ),
    (
        "An unknown toll is not stated and never counted as zero. Sums are ranges over the tolls "
        "that sources state; a toll without an upper bound enters the upper sum with its lower "
        "bound, so the upper sum is not a maximum.",
        "Невідомі втрати позначено «не вказано», і вони ніколи не рахуються як нуль. Суми – це "
        "діапазони вказаних втрат; втрати без верхньої межі входять до верхньої суми нижньою "
        "межею, тож верхня сума не є максимумом.",
    ),
    (
        "Nationwide and multi-place records repeat the tolls of single incidents. They are listed "
        "and exported, but not counted or summed unless a reader asks for it.",
        "Зведення по країні чи кількох місцях повторюють втрати окремих інцидентів. Їх показано й "
        "експортовано, але не пораховано і не додано, якщо читач цього не попросить.",
    ),
    (
        "A point gets one region: the one whose shape holds it; on a border the smaller code; off "
        "the coast within 10 km the nearest. A region that a source names without giving a point "
        "is taken as declared.",
        "Точка належить до одного регіону: того, чий контур її містить; на межі – з меншим кодом; "
        "у морі в межах 10 км – до найближчого. Регіон, який джерело називає без точки, узято як "
        "заявлений.",
    ),
    (
        "The records are those that sources reported and that were imported here. They are not "
        "all that happened, and their number over time also follows how much was reported.",
        "Записи – це те, про що повідомили джерела і що сюди імпортовано. Це не все, що сталося, "
        "а їхня кількість у часі залежить і від того, скільки повідомляли.",
    ),
)
"""How the atlas counts, in both languages; the promises of the project as a reader needs them."""


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
