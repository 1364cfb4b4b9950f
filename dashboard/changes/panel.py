"""The panel beside the map of changes: since when, how many of each kind, and what is chosen."""

from datetime import UTC, date, datetime, timedelta
from html import escape

import streamlit as st

from dashboard import data, state
from dashboard.changes import since, visits
from dashboard.changes.layer import SIGNS
from dashboard.changes.table import change_html
from dashboard.palette import both
from dashboard.record import panel
from dashboard.state import View
from dashboard.words.writing import counted, day, number, say
from events import CHANGE_KINDS, Changes
from geodata import level_of, name

LISTED = 10
"""Changed records told one below the other at one point; the heading has the true number."""


def choices(view: View, atlas, changes: Changes, start: since.Start) -> None:
    """Since when, with what had to be said about it, the counts, and which kinds are shown."""
    language = view.language
    mode = since.mode(view.changed, visits.last_seen())
    chosen = st.selectbox(
        say("changed_since", language),
        since.MODES,
        index=since.MODES.index(mode),
        format_func=lambda word: say(f"since_{word}", language),
        key=f"f_changed_{language}_{view.changed}",
    )
    if chosen != mode:
        _take(_first_value(chosen, atlas.version))
    if chosen == "day":
        _day(view)
    elif chosen == "version":
        _version(view, start, with_files=atlas.mode == "private")
    if note := start.sentence(language):
        st.caption(note)
    st.html(_counts_html(changes, view))
    _kinds(view)
    if changes.from_version != atlas.version and view.as_of != changes.from_version:
        st.button(
            say("as_of_look", language),
            on_click=lambda: state.change(as_of=changes.from_version, at="", id="", sheet=1),
        )


def selected(view: View, atlas, changes: Changes) -> None:
    """The record, the point or the region that is chosen, else how to choose."""
    language = view.language
    if view.id:
        gone = data.ask("incident", atlas, view.id) is None
        st.button(say("back", language), on_click=lambda: state.select(id=""))
        panel.show_record(data.ask("incident", changes if gone else atlas, view.id), language)
    elif point := panel.point_of(view.at):
        _at_point(point, view, changes)
    elif panel.is_region(view.at):
        _region(view, changes)
    else:
        st.html(f'<p class="sentence">{escape(say("changes_click", language))}</p>')


def _take(choice: str) -> None:
    state.change(changed=choice, sheet=1)
    st.rerun()


def _first_value(mode: str, last: int) -> str:
    """What a mode begins with: a week ago, or the version before this one."""
    if mode == "day":
        return str(datetime.now(UTC).date() - timedelta(days=7))
    return str(max(0, last - 1)) if mode == "version" else mode


def _day(view: View) -> None:
    now = date.fromisoformat(view.changed)
    chosen = st.date_input(
        say("since_which_day", view.language),
        value=now,
        min_value=date.min,
        max_value=date.max,
        format="DD.MM.YYYY",
        key=f"f_changed_day_{view.changed}",
    )
    if chosen and chosen != now:
        _take(str(chosen))


def _version(view: View, start: since.Start, *, with_files: bool) -> None:
    """The versions that imports made, newest first, each with its day and the file's name."""
    told = {entry.version: entry for entry in data.imports()}
    moments = data.moments()
    options = sorted({*told, start.version}, reverse=True)

    def named(version: int) -> str:
        when = f"{moments[version]:%Y-%m-%d}" if version in moments else ""
        entry = told.get(version)
        file = str(entry.details.get("file", entry.import_id)) if entry else ""
        file = file if with_files else ""
        return " · ".join(part for part in (str(version), when, file[:40]) if part)

    chosen = st.selectbox(
        say("since_which_version", view.language),
        options,
        index=options.index(start.version),
        format_func=named,
        key=f"f_changed_version_{view.changed}",
    )
    if chosen != start.version:
        _take(str(chosen))


def _counts_html(changes: Changes, view: View) -> str:
    """From when to when, and how many records of each kind."""
    language = view.language
    counts = data.ask("changed_counts", changes, view.filters)
    cells = "".join(
        f'<div><dt><i class="{kind}" style="--colour:{both(SIGNS[kind])}"></i>'
        f"{escape(say(f'kind_{kind}', language))}</dt>"
        f"<dd>{number(getattr(counts, kind), language)}</dd></div>"
        for kind in CHANGE_KINDS
    )
    span = say(
        "between",
        language,
        first=changes.from_version,
        first_day=_made(changes.from_version, language),
        last=changes.version,
        last_day=_made(changes.version, language),
    )
    return f'<p class="sentence">{escape(span)}</p><dl class="tally">{cells}</dl>'


def _made(version: int, language: str) -> str:
    when = data.moments().get(version)
    return day(when.date(), language) if when else "?"


def _kinds(view: View) -> None:
    language = view.language
    chosen = st.pills(
        say("kinds", language),
        CHANGE_KINDS,
        selection_mode="multi",
        default=list(view.kinds),
        format_func=lambda kind: say(f"kind_{kind}", language),
        key=f"f_kinds_{language}_{'_'.join(view.kinds)}",
    )
    kinds = tuple(kind for kind in CHANGE_KINDS if kind in chosen) or CHANGE_KINDS
    if kinds != view.kinds:
        state.change(kinds=kinds, sheet=1)
        st.rerun()


def _at_point(point: tuple[float, float], view: View, changes: Changes) -> None:
    language = view.language
    page = data.ask("changed_page", changes, view.filters, kinds=view.kinds, at=point, limit=LISTED)
    st.button(say("close", language), on_click=lambda: state.select(at="", id=""))
    if not page.total:
        st.info(say("gone", language))
        return
    st.markdown(f"**{say('here', language)}: {counted('changed', page.total, language)}**")
    fields = data.ask("changed_fields", changes, tuple(page.frame["incident_id"]))
    for row in page.frame.to_dict("records"):
        own = fields[fields["incident_id"] == row["incident_id"]]
        st.html(change_html(row, own, language))
        st.button(
            say("whole_record", language),
            key=f"open_{row['incident_id']}",
            on_click=lambda chosen=row["incident_id"]: state.select(id=chosen),
            type="tertiary",
        )
    if page.total > LISTED:
        shown = {"first": 1, "last": LISTED, "total": number(page.total, language)}
        st.caption(say("records_shown", language, **shown))


def _region(view: View, changes: Changes) -> None:
    """The counts of the chosen region, and the way to see only it."""
    language, level = view.language, level_of(view.at)
    rows = data.ask("changed_regions", changes, view.filters, level=level, kinds=view.kinds)
    rows = rows[rows["code"] == view.at].to_dict("records")
    facts = "".join(
        f"<dt>{escape(say(f'kind_{kind}', language))}</dt><dd>{number(row[kind], language)}</dd>"
        for row in rows
        for kind in CHANGE_KINDS
    )
    st.button(say("close", language), on_click=lambda: state.select(at="", id=""))
    st.html(
        f'<article class="record"><h3>{escape(name(view.at, language))}</h3>'
        f"<p>{escape('' if rows else say('changed_none', language))}</p><dl>{facts}</dl></article>"
    )
    st.button(
        say("only_this_region", language),
        on_click=lambda: state.narrow(view.at),
        disabled=view.filters.regions == (view.at,),
    )
