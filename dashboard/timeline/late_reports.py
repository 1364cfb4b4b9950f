"""What a reader is told of late reports: from which day counts still grow, and why or why not."""

from datetime import date

import streamlit as st

from dashboard.words.writing import counted, day, label, number, say
from events import LEAST_IMPORTS, LEAST_RECORDS, Lag, Late


def show(late: Late, language: str) -> None:
    """Each source's own lag and how it is known, folded away."""
    with st.expander(say("late_sources", language)):
        lines = [*(lag_sentence(lag, language) for lag in late.lags), say("late_method", language)]
        st.text("\n".join(lines))


def sentence(late: Late, last_shown: date, language: str) -> str:
    """Whether days up to `last_shown` are shaded and for which sources, or why none is."""
    if late.growing_from is None:
        return say("late_none", language)
    growing = day(late.growing_from, language)
    if late.growing_from > last_shown:
        return say("late_beyond", language, day=growing, last=day(last_shown, language))
    known = [lag for lag in late.lags if lag.growing_from and lag.growing_from <= last_shown]
    named = "; ".join(
        say(
            "late_within",
            language,
            source=label("source", lag.source, language),
            days=counted("days", lag.days, language),
        )
        for lag in known
    )
    unknown = [label("source", lag.source, language) for lag in late.lags if lag.days is None]
    told = say("late_band", language, day=growing, sources=named)
    more = say("late_unknown", language, sources=", ".join(unknown)) if unknown else ""
    return f"{told} {more}".strip()


def lag_sentence(lag: Lag, language: str) -> str:
    """How late one source reports and how that is known, or why it is not."""
    source = label("source", lag.source, language)
    edges = {
        "first": day(lag.first_import, language) if lag.first_import else "",
        "last": day(lag.last_import, language) if lag.last_import else "",
    }
    if lag.days is not None:
        return say(
            "late_known",
            language,
            source=source,
            days=counted("days", lag.days, language),
            imports=counted("imports", lag.imports, language),
            records=counted("records", lag.records, language),
            from_day=day(lag.growing_from, language),
            **edges,
        )
    told = {
        "few_imports": {"n": number(lag.imports, language), "k": LEAST_IMPORTS},
        "few_records": {"n": number(lag.records, language), "k": LEAST_RECORDS},
        "short_watch": edges,
        "not_told": {},
    }
    return say(f"late_{lag.why}", language, source=source, **told[lag.why])
