"""Beside the timeline: the milestone that is chosen, before and after it, and the list of all."""

import re
from dataclasses import replace
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

import events
from dashboard import data, params, state
from dashboard.state import View
from dashboard.timeline.milestone_chart import SIGNS
from dashboard.words.writing import counted, day, decimal, number, say, toll
from events import Late

DAYS = ("7", "14", "30", "90")
PARTS = ("before", "during", "after")

CSS = """
<style>
.around {width: 100%; max-width: 56rem; border-collapse: collapse; font-size: 0.86rem;
  margin: 0.2rem 0 0.4rem;}
.around caption {text-align: left; color: var(--muted); font-size: 0.8rem; padding: 0 0 0.2rem;}
.around th, .around td {border: 0; border-top: 1px solid var(--line);
  padding: 0.2rem 0.5rem 0.2rem 0;
  text-align: left; vertical-align: top; font-weight: 400; font-variant-numeric: tabular-nums;}
.around thead th, .around thead td {font-weight: 600; border-top: 0;}
.around tbody th {color: var(--muted);}
.around td b {font-size: 1.1rem; font-weight: 400; color: var(--text);}
.around small {display: block; color: var(--muted); font-size: 0.75rem;}
.milestone h3 {font-size: 1.05rem; margin: 0; padding: 0;}
.milestone p {margin: 0.1rem 0 0.3rem; font-size: 0.9rem; line-height: 1.4;}
.milestone a {color: var(--accent);}
.milestone .caution {font-weight: 600; color: var(--soft);}
.st-key-milestones [data-testid="stVerticalBlock"], .st-key-milestones {gap: 0.1rem !important;}
.st-key-milestones button {justify-content: flex-start; text-align: left; min-height: 0;
  padding: 0.1rem 0.2rem;}
.st-key-milestones button > div {justify-content: flex-start;}
.st-key-milestones button p {font-size: 0.86rem; text-align: left;}
@media (max-width: 640px) {
  .around {font-size: 0.78rem;}
  .around th, .around td {padding-right: 0.3rem;}
  .around td b {font-size: 0.95rem;}
}
</style>
"""


def choose(milestone: dict, days: str) -> None:
    """Make a milestone the chosen one: the period becomes the days around it, shown by day."""
    view = st.session_state["view"]
    first, last = days_of(milestone)
    since, until = events.days_around(first, last, int(days))
    own = params.changed(view.own, around=milestone["id"], around_days=days, by="day")
    state.change(filters=replace(view.filters, since=since, until=until), own=own, sheet=1)


def leave() -> None:
    """Back to the whole period, by week again."""
    view = st.session_state["view"]
    own = params.changed(view.own, around="", by="week")
    state.change(filters=replace(view.filters, since=None, until=None), own=own, sheet=1)


def days_of(milestone: dict) -> tuple[date, date]:
    """The first and last day of a row of events.milestones."""
    return milestone["date"].date(), milestone["date_end"].date()


def show(view: View, atlas, milestone: dict, late: Late) -> None:
    """The chosen milestone, how many days around it, the comparison, and the way back."""
    language = view.language
    first, last = days_of(milestone)
    days = view.param("around_days")
    st.html(CSS + milestone_html(milestone, language))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.session_state.setdefault("f_around_days", days)
        st.segmented_control(
            say("around_days", language),
            DAYS,
            key="f_around_days",
            required=True,
            on_change=state.taker("f_around_days", lambda days: choose(milestone, days)),
        )
        st.button(say("around_back", language), on_click=leave)
    asked = {"day": first, "days": int(days), "last": last}
    rows = data.ask("around", atlas, view.filters, **asked)
    st.html(around_html(rows, language) + cautions_html(rows, data.span(atlas), late, language))


def milestone_html(milestone: dict, language: str) -> str:
    """Title, day, kind and page of a milestone; the English description in English only."""
    first, last = days_of(milestone)
    when = (
        day(first, language) if first == last else f"{day(first, language)} – {day(last, language)}"
    )
    title = milestone["title_uk" if language == "uk" else "title"]
    kind = f"{SIGNS[milestone['kind']]} {say('mark_' + milestone['kind'], language)}"
    text = milestone["description"] if language == "en" else None
    source = say("milestone_source", language, name=milestone["source_name"])
    return (
        f'<article class="milestone"><h3>{milestone["number"]}. {escape(title)}</h3>'
        f"<p>{escape(when)} · {escape(kind)}</p>"
        + (f"<p>{escape(text)}</p>" if text else "")
        + f'<p><a href="{escape(milestone["source_url"])}" target="_blank" rel="noopener '
        f'noreferrer">{escape(source)}</a></p></article>'
    )


def around_html(rows: pd.DataFrame, language: str) -> str:
    """The rows of events.around side by side, with rates a day, and what cannot be told."""
    parts = {row["part"]: row for row in rows.to_dict("records")}
    sides = [parts[name] for name in PARTS]
    during = "around_during_day" if parts["during"]["days"] == 1 else "around_during_days"
    heads = (say("around_before", language), say(during, language), say("around_after", language))
    listed = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f"<td>{cell(side)}</td>" for side in sides)
        + "</tr>"
        for name, cell in _cells(language).items()
    )
    across = parts["across"]
    told = say(
        "around_across",
        language,
        incidents=counted("incidents", across["incidents"], language),
        killed=toll(across["killed_min"], across["killed_max"], language),
        injured=toll(across["injured_min"], across["injured_max"], language),
    )
    return (
        f'<table class="around"><caption>{escape(say("around_caption", language))}</caption>'
        "<thead><tr><td></td>"
        + "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
        + f"</tr></thead><tbody>{listed}</tbody></table>"
        + (f'<p class="sentence">{escape(told)}</p>' if across["incidents"] else "")
    )


def cautions_html(
    rows: pd.DataFrame, span: tuple[date, date] | None, late: Late, language: str
) -> str:
    """That after is not because of, and where the days reach over what is known."""
    first, last = rows["first"].min().date(), rows["last"].max().date()
    said = [say("not_because", language)]
    if span and (first < span[0] or last > span[1]):
        edges = {"first": day(span[0], language), "last": day(span[1], language)}
        said.append(say("around_beyond", language, **edges))
    if late.growing_from and late.growing_from <= last:
        said.append(say("around_growing", language, day=day(late.growing_from, language)))
    strong, *others = map(escape, said)
    more = "".join(f"<p>{sentence}</p>" for sentence in others)
    return f'<div class="milestone"><p class="caution">{strong}</p>{more}</div>'


def buttons(milestones: pd.DataFrame, view: View) -> None:
    """A button for each milestone: what a click on its mark does, for the keyboard as well."""
    language = view.language
    title = "title_uk" if language == "uk" else "title"
    with st.container(key="milestones", height=270 if len(milestones) > 9 else "content"):
        for milestone in milestones.to_dict("records"):
            when = day(milestone["date"].date(), language)
            sign = SIGNS[milestone["kind"]]
            st.button(
                f"{milestone['number']}\\. {sign} {when}: {plain(milestone[title])}",
                key=f"milestone_{milestone['id']}",
                type="tertiary",
                width="stretch",
                on_click=choose,
                args=(milestone, view.param("around_days")),
                disabled=milestone["id"] == view.param("around"),
            )


def milestone_table(milestones: pd.DataFrame, language: str) -> pd.DataFrame:
    """The milestones as a reader's table; days as text, so that none has a time of day."""
    spans = milestones["date_end"].where(milestones["date_end"] > milestones["date"])
    columns = {
        "col_number": milestones["number"],
        "col_first": milestones["date"].dt.strftime("%Y-%m-%d"),
        "col_last": spans.dt.strftime("%Y-%m-%d").fillna(""),
        "col_kind": [say(f"mark_{kind}", language) for kind in milestones["kind"]],
        "col_milestone": milestones["title_uk" if language == "uk" else "title"],
        "col_reported_by": milestones["source_name"],
        "col_address": milestones["source_url"],
    }
    return pd.DataFrame({say(key, language): value for key, value in columns.items()})


def plain(text: str) -> str:
    """`text` as Markdown that shows exactly it."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>$:~])", r"\\\1", text)


def _cells(language: str) -> dict:
    """Name of a row of the comparison -> what it writes of a part."""

    def days(part: dict) -> str:
        first, last = (day(part[edge].date(), language) for edge in ("first", "last"))
        span = first if first == last else f"{first} – {last}"
        return f"{escape(span)}<small>{escape(counted('days', part['days'], language))}</small>"

    def incidents(part: dict) -> str:
        rate = _rate(part["incidents"], part["incidents"], part["days"], language)
        return f"<b>{number(part['incidents'], language)}</b><small>{escape(rate)}</small>"

    def of(kind: str):
        def cell(part: dict) -> str:
            if not part["incidents"]:
                return "<b>–</b>"
            low, high = part[f"{kind}_min"], part[f"{kind}_max"]
            unstated = part[f"{kind}_unstated"]
            notes = [] if pd.isna(low) else [_rate(low, high, part["days"], language)]
            if unstated:
                notes.append(say("note_unstated", language, n=number(unstated, language)))
            small = "".join(f"<small>{escape(note)}</small>" for note in notes)
            return f"<b>{escape(toll(low, high, language))}</b>{small}"

        return cell

    return {
        say("period", language): days,
        say("figure_incidents", language): incidents,
        say("figure_killed", language): of("killed"),
        say("figure_injured", language): of("injured"),
    }


def _rate(low: float, high: float, days: int, language: str) -> str:
    """So many a day, as a range where it is one."""
    edges = dict.fromkeys(decimal(value / days, language) for value in (low, high))
    return say("around_a_day", language, n="–".join(edges))
