"""The sidebar: show(view) -> view, with every filter as the reader left it.

A widget takes its value from the View only when it has none of its own (`state.put` clears
them), so that a link, the chart and a button can set a filter and the widget follows.
"""

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from dashboard import data, state
from dashboard.sidebar import area_panel, picker
from dashboard.state import View
from dashboard.words.writing import LANGUAGE_NAMES, LANGUAGES, label, say
from events import (
    AGGREGATES,
    CASUALTIES,
    EVENT_TYPES,
    LOCATION_PRECISIONS,
    STATUSES,
    TARGET_CATEGORIES,
)

INVASION = date(2022, 2, 24)
LAST_DAYS = (30, 90, 365)
SEASON_START, SEASON_END = (10, 15), (4, 15)
"""Customary first and last day of Ukraine's heating season; municipalities set their own."""


def show(view: View, atlas) -> View:
    """Draw the sidebar and answer the View with the reader's choices in it."""
    with st.sidebar:
        st.html(f'<p class="brand">{say("title", view.language)}</p>')
        language = _language(view)
        view = replace(view, language=language)
        since, until = _period(view, data.span(atlas))
        picker.show(view.filters.regions, language)
        area_panel.show(view)
        filters = replace(
            view.filters,
            since=since,
            until=until,
            words=_words(view),
            target_categories=_several("target_category", view, TARGET_CATEGORIES),
            event_types=_several("event_type", view, EVENT_TYPES),
            **_more(view, atlas),
        )
        _reset(view)
    changed = filters != view.filters
    return replace(view, filters=filters, sheet=1 if changed else view.sheet)


def language_only(view: View) -> View:
    """The sidebar of a page that no filter applies to; the filters wait for the other pages."""
    with st.sidebar:
        st.html(f'<p class="brand">{say("title", view.language)}</p>')
        return replace(view, language=_language(view))


def _language(view: View) -> str:
    """The language switch; its options are in their own language, so it needs no label."""
    key = _keep("f_language", view.language)
    chosen = st.segmented_control(
        say("language", view.language),
        LANGUAGES,
        format_func=LANGUAGE_NAMES.get,
        key=key,
        required=True,
        label_visibility="collapsed",
        width="stretch",
    )
    return chosen or view.language


def _period(view: View, span: tuple[date, date] | None) -> tuple[date | None, date | None]:
    language, filters = view.language, view.filters
    presets = period_presets(span, language)
    _keep("f_since", filters.since)
    _keep("f_until", filters.until)
    dates = (st.session_state["f_since"], st.session_state["f_until"])
    st.session_state["f_period"] = next(
        (name for name, (_, *preset) in presets.items() if tuple(preset) == dates), "custom"
    )

    def take_preset() -> None:
        chosen = st.session_state.get("f_period", "custom")
        if chosen != "custom":
            _, st.session_state["f_since"], st.session_state["f_until"] = presets[chosen]

    st.selectbox(
        say("period", language),
        [*presets, "custom"],
        format_func=lambda key: (
            say("period_custom", language) if key == "custom" else presets[key][0]
        ),
        key="f_period",
        on_change=take_preset,
        help=say("period_help", language),
    )
    # Any day a calendar has may stand in an address, so the inputs refuse none of them.
    limits = {"min_value": date.min, "max_value": date.max, "format": "DD.MM.YYYY"}
    since = st.date_input(say("since", language), value=None, key="f_since", **limits)
    until = st.date_input(say("until", language), value=None, key="f_until", **limits)
    return since, until


def period_presets(span: tuple[date, date] | None, language: str) -> dict[str, tuple]:
    """Preset name -> (label, since, until), as far as the data reach; None is an open end."""
    presets = {"all": (say("period_all", language), None, None)}
    presets["invasion"] = (say("period_invasion", language), INVASION, None)
    if span is None:
        return presets
    first, last = span
    for n in LAST_DAYS:
        label_of = say("period_last", language, n=n)
        presets[f"last{n}"] = (label_of, last - timedelta(days=n - 1), last)
    for year in range(last.year, max(first, INVASION).year - 1, -1):
        start, end = date(year, *SEASON_START), date(year + 1, *SEASON_END)
        if start <= last and end >= first:
            text = say("period_winter", language, a=year, b=year + 1)
            presets[f"winter{year}"] = (text, start, end)
    return presets


def _words(view: View) -> str:
    return st.text_input(
        say("search", view.language),
        key=_keep("f_words", view.filters.words),
        placeholder=say("search_hint", view.language),
        max_chars=200,
    ).strip()


def _more(view: View, atlas) -> dict[str, object]:
    """The filters that fewer readers need, folded away until one of them is set."""
    language, filters = view.language, view.filters
    sources = tuple(dict.fromkeys([*data.sources_present(atlas), *filters.sources]))
    used = any(
        (
            filters.sources,
            filters.statuses,
            filters.precisions,
            filters.casualties != "any",
            filters.aggregates != "listed",
        )
    )
    with st.expander(say("more_filters", language), expanded=used):
        return {
            "sources": _several("source", view, sources),
            "precisions": _several("location_precision", view, LOCATION_PRECISIONS),
            "statuses": _several("status", view, STATUSES),
            "casualties": _one(
                "casualties", view, {word: f"casualties_{word}" for word in CASUALTIES}
            ),
            "aggregates": _one(
                "aggregates",
                view,
                {word: f"aggregates_{word}" for word in AGGREGATES},
                "aggregates_help",
            ),
        }


_FIELDS = {
    "event_type": "event_types",
    "target_category": "target_categories",
    "source": "sources",
    "status": "statuses",
    "location_precision": "precisions",
}


def _several(column: str, view: View, options: tuple[str, ...]) -> tuple[str, ...]:
    held = getattr(view.filters, _FIELDS[column])
    chosen = st.multiselect(
        say(column, view.language),
        options,
        key=_keep(f"f_{column}", [word for word in options if word in held]),
        format_func=lambda word: label(column, word, view.language),
        placeholder=say("all", view.language),
    )
    return tuple(sorted(chosen))


def _one(column: str, view: View, phrases: dict[str, str], explanation: str | None = None) -> str:
    """A choice of one; `phrases` is word -> the key of what a reader sees for it."""
    return st.selectbox(
        say(column, view.language),
        list(phrases),
        key=_keep(f"f_{column}", getattr(view.filters, column)),
        format_func=lambda word: say(phrases[word], view.language),
        help=say(explanation, view.language) if explanation else None,
    )


def _reset(view: View) -> None:
    st.button(
        say("reset", view.language),
        on_click=lambda: state.change(filters=type(view.filters)(), sheet=1),
        width="stretch",
        disabled=view.filters == type(view.filters)(),
    )


def _keep(key: str, value: object) -> str:
    """`key`, with `value` under it unless the widget already has a value of its own."""
    if key not in st.session_state:
        st.session_state[key] = value
    return key
