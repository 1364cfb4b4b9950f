"""One incident as several reports tell it, as HTML and as words; pure, every field escaped.

A report is a row of events.reports_of, a link a row of events.links_told, as dictionaries.
"""

from collections.abc import Sequence
from html import escape

import pandas as pd

from dashboard.record.detail import facts_html, known_to, sources_html, when, where
from dashboard.record.link_phrases import AGREEMENT_WORDS
from dashboard.words.writing import (
    LANGUAGES,
    counted,
    day,
    decimal,
    label,
    number,
    say,
    share,
    toll,
)

AGREEMENTS = tuple(AGREEMENT_WORDS)
_SURE, _MOST = 0.995, 0.99
"""From here on a share would be written as 100%, which no comparison is worth; it is "over 99%"."""

_NEAREST_KM = 0.1

LISTED = 100
"""Reports of one incident in its table of figures."""


def incident_html(reports: pd.DataFrame, this: str, language: str) -> str:
    """What the reports say together, and each one's own figures; `this` is the open record's id.

    `reports`: events.reports_of, at least one row; the first LISTED are listed, this one on top.
    """
    own = reports["incident_id"] == this
    rows = pd.concat([reports[own], reports[~own]]).head(LISTED).to_dict("records")
    cut = ""
    if len(reports) > LISTED:
        total = number(len(reports), language)
        cut = say("reported_cut", language, shown=LISTED, total=total)
    sources = counted("of_sources", reports["source"].nunique(), language)
    told = counted("reports", len(reports), language)
    tolls = [(f"field_{kind}", together(reports, kind, language)) for kind in ("killed", "injured")]
    heads = ("source", "field_killed", "field_injured")
    head = "".join(f'<th scope="col">{escape(say(key, language))}</th>' for key in heads)
    body = "".join(_row(report, this, language) for report in rows)
    return (
        f'<article class="record"><h3>{escape(say("reported_by", language, sources=sources))}</h3>'
        f'<p class="note">{escape(say("reported_note", language, reports=told))}</p>'
        f"{facts_html(tolls, language)}"
        f'<table class="reports"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
        f'<p class="note">{escape(cut)}</p></article>'
    )


def together(reports: pd.DataFrame, kind: str, language: str) -> str:
    """The toll over all reports: from the smallest lower to the largest upper bound that is
    stated, and "or more" where a report gives a lower bound alone. `kind`: killed or injured."""
    bounds = reports[[f"{kind}_min", f"{kind}_max"]].astype("float64")
    low, high = bounds[f"{kind}_min"], bounds[f"{kind}_max"]
    highest = high.fillna(low).max()
    if not (low.notna() & high.isna()).any():
        return toll(low.min(), highest, language)
    if low.min() == highest:
        return toll(highest, None, language)
    return say("toll_or_more", language, toll=toll(low.min(), highest, language))


def heading_html(key: str, language: str) -> str:
    """A heading between the record and what other reports say."""
    return f'<article class="record"><h3>{escape(say(key, language))}</h3></article>'


def report_html(report: dict, language: str) -> str:
    """One report with its source's own figures and the pages it names."""
    facts = [
        ("field_when", when(report, language)),
        ("field_where", where(report, language)),
        ("field_killed", toll(report["killed_min"], report["killed_max"], language)),
        ("field_injured", toll(report["injured_min"], report["injured_max"], language)),
        ("field_precision", known_to(report, language)),
        ("field_type", label("event_type", report["event_type"], language)),
        ("field_id", report["incident_id"]),
    ]
    source = label("source", report["source"], language)
    return (
        f'<article class="record report"><h4>{escape(source)}</h4>'
        f"<p>{escape(report['title'] or report['incident_id'])}</p>"
        f"{facts_html(facts, language)}"
        f"<p>{escape(say('field_sources', language))}:</p>{sources_html(report, language)}"
        "</article>"
    )


def link_html(link: dict, of: str, language: str, *, this: str, names: bool) -> str:
    """Why the report `of` is linked with the other of `link`: how sure, by whom, what agrees.

    `this` is the open record's id; `names`: whether who decided may be named.
    """
    other = link["left_id"] if link["right_id"] == of else link["right_id"]
    found = "linked" if link["joined"] else "compared"
    head = say(f"{found}_here", language)
    if other != this:
        head = say(f"{found}_with", language, report=other)
    apart = ""
    if link["decided"] != "undone" and not link["joined"]:
        apart = f"<p>{escape(say('why_apart', language))}</p>"
    return (
        f'<article class="record link"><h5>{escape(head)}</h5>'
        f"<p>{escape(_decided(link, language, names=names))}</p>{apart}"
        f"<p>{escape(' · '.join(agreements(link, language)))}</p></article>"
    )


def agreements(link: dict, language: str) -> list[str]:
    """In what the two reports agree or do not, as "Days: same day"; distance and days with their
    numbers, and without what one of them does not state."""
    facts = []
    for name in AGREEMENTS:
        pair = AGREEMENT_WORDS[name].get(link[f"{name}_agreement"])
        said = [pair[LANGUAGES.index(language)]] if pair else []
        if name == "place" and not pd.isna(link["distance_km"]):
            said.append(_apart(link["distance_km"], language))
        if name == "day" and link["days"] > 1:  # a person may link what comparison never would
            gap = counted("gap_days", link["days"], language)
            said = [say("why_days", language, n=gap)]
        if said:
            facts.append(f"{say(f'why_{name}', language)}: {', '.join(said)}")
    return facts


def told(n_reports: int, n_sources: int, language: str) -> str:
    """How many reports of how many sources tell of an incident: "2 sources"."""
    sources = counted("sources", n_sources, language)
    if n_reports == n_sources:
        return sources
    return f"{counted('reports', n_reports, language)}, {sources}"


def listed(page, linked_to: Sequence[str] | None, language: str) -> str:
    """What a list of records is a list of: "3 incidents", "2 reports of 1 incident".

    linked_to: as events.told_by of the rows, None where nothing is linked. Of a list that is cut
    only its records are counted, because linked ones may be among those not shown.
    """
    if len(page.frame) < page.total:
        return counted("records", page.total, language)
    aggregates = int(page.frame["is_aggregate"].sum())
    reports = page.total - aggregates
    incidents = reports if linked_to is None else len(set(linked_to)) - aggregates
    said = [counted("incidents", incidents, language)] if reports else []
    if incidents < reports:
        parts = {"reports": counted("reports", reports, language), "incidents": said[0]}
        said = [say("listed_of", language, **parts)]
    if aggregates:
        said.append(counted("aggregates", aggregates, language))
    return " + ".join(said)


def _row(report: dict, this: str, language: str) -> str:
    source = escape(label("source", report["source"], language))
    if report["incident_id"] == this:
        source = f"<b>{source}</b> <small>{escape(say('this_report', language))}</small>"
    tolls = "".join(
        f"<td>{escape(toll(report[f'{kind}_min'], report[f'{kind}_max'], language))}</td>"
        for kind in ("killed", "injured")
    )
    return f'<tr><th scope="row">{source}</th>{tolls}</tr>'


def _apart(km: float, language: str) -> str:
    """A distance no finer than points of reports are: below a hundred metres it is only said so."""
    if km < _NEAREST_KM:
        return say("why_nearest", language, km=decimal(_NEAREST_KM, language))
    return say("why_km", language, km=decimal(km, language))


def _decided(link: dict, language: str, *, names: bool) -> str:
    sure = link["probability"]
    percent = share(min(sure, _MOST), language)
    if sure >= _SURE:
        percent = say("over", language, share=percent)
    if link["decided"] == "auto":
        return say("why_sure", language, share=percent)
    who = say("who_somebody", language)
    if link["decided_by"] == "dashboard":
        who = say("who_dashboard", language)
    elif names and link["decided_by"]:
        who = say("who_named", language, name=link["decided_by"])
    on = day(link["decided_at"].date(), language)
    return say(f"why_{link['decided']}", language, who=who, day=on, share=percent)
