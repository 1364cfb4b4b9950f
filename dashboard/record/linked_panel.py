"""In the panel: an incident that several reports tell, each of them, why they are linked, and
the decisions of whoever may take them."""

import pandas as pd
import streamlit as st

import events
from dashboard import data, state
from dashboard.record.reported import heading_html, incident_html, link_html, report_html
from dashboard.upload import editor
from dashboard.words.writing import number, say
from events import NotLinked, Store, StoreError

SHOWN = 20
"""Reports told one below the other; the heading has the true number."""

BY = "dashboard"
"""Who decided, as the links keep it: a dashboard knows no names."""

_FAULT = "_link_fault"


def summary(record: dict, atlas, language: str) -> pd.DataFrame | None:
    """Draw what all reports of the record's incident say together; answer them, None where it is
    the only one."""
    told = data.ask("told_by", atlas, [record["incident_id"]])
    if not (told["n_reports"] > 1).any():  # asked first, because the pages of reports lie on disk
        return None
    reports = data.ask("reports_of", atlas, record["incident_id"])
    st.html(incident_html(reports, record["incident_id"], language))
    return reports


def others(record: dict, reports: pd.DataFrame | None, atlas, language: str) -> None:
    """Draw the other reports, each with the reasons for its links, and below them those that
    were held apart from this record."""
    this = record["incident_id"]
    if fault := st.session_state.pop(_FAULT, None):
        st.error(say("link_refused", language, why=fault))
    if atlas.links_version is None:
        return
    links = data.ask("links_told", atlas, this)
    told = [] if reports is None else reports["incident_id"].tolist()
    if told:
        st.html(heading_html("reported_others", language))
        above = [this]
        for report in reports[reports["incident_id"] != this].head(SHOWN).to_dict("records"):
            _report(report, _between(links, report["incident_id"], above), this, atlas, language)
            above.append(report["incident_id"])
        if len(told) > SHOWN + 1:
            total = number(len(told) - 1, language)
            st.caption(say("reported_cut", language, shown=SHOWN, total=total))
    _held_apart(links[~links["joined"]], told, this, atlas, language)


def _held_apart(links: pd.DataFrame, told: list[str], this: str, atlas, language: str) -> None:
    """The reports that were compared with this one and are not counted as its incident."""
    apart = links[(links["left_id"] == this) | (links["right_id"] == this)]
    names = apart["left_id"].where(apart["left_id"] != this, apart["right_id"])
    apart = apart[~names.isin(told)].head(SHOWN)
    if apart.empty:
        return
    st.html(heading_html("link_held_apart", language))
    for name, (_, link) in zip(names.loc[apart.index], apart.iterrows(), strict=True):
        report = data.ask("incident", atlas, name)
        _report(report, link.to_frame().T, this, atlas, language)


def _between(links: pd.DataFrame, one: str, others) -> pd.DataFrame:
    """The links between one report and any of the others, that with the first of them first."""
    left = (links["left_id"] == one) & links["right_id"].isin(others)
    right = (links["right_id"] == one) & links["left_id"].isin(others)
    found = links[left | right]
    first = (found[["left_id", "right_id"]] == next(iter(others), None)).any(axis=1)
    return pd.concat([found[first], found[~first]])


def _report(report: dict, links: pd.DataFrame, this: str, atlas, language: str) -> None:
    """One report, the way to its record, and why it is linked, with what may be decided on it."""
    name, private = report["incident_id"], atlas.mode == "private"
    st.html(report_html(report, language))
    st.button(
        say("open_report", language),
        key=f"report_{name}",
        on_click=lambda: state.select(id=name),
        type="tertiary",
    )
    for link in links.to_dict("records"):
        st.html(link_html(link, name, language, this=this, names=private))
        if _may_decide(atlas, language):
            _decisions(link, this, language)


def _decisions(link: dict, this: str, language: str) -> None:
    """What a person can say of a link: both answers, or to undo the one that was given."""
    pair = link["left_id"], link["right_id"]
    answers = {"link_confirm": "confirmed", "link_undo": "undone"}
    if link["decided"] != "auto":
        answers = {"link_take_back": None}
    with st.container(horizontal=True, gap="small"):
        for key, decision in answers.items():
            st.button(
                say(key, language),
                key=f"{key}_{'_'.join(pair)}",
                on_click=_decide,
                args=(*pair, decision, this),
            )


def _decide(one: str, other: str, decision: str | None, this: str) -> None:
    """Keep a decision; the whole page is then drawn anew, because every count may be another."""
    try:
        events.decide(Store(data.store_path()), one, other, decision, by=BY)
    except (NotLinked, StoreError, OSError) as fault:
        st.session_state[_FAULT] = str(fault)
    state.change(id=this)


def _may_decide(atlas, language: str) -> bool:
    """In private mode, of the store as it is now, and where the reader may add data too."""
    now = st.session_state["view"].as_of is None
    return atlas.mode == "private" and now and editor.admitted(language)
