"""What the importer says of an upload, as HTML: what it is, how much of it, why not; pure.

Every text of a file is escaped, and what the importer says in another language than the page's is
marked as that.
"""

from collections.abc import Mapping
from html import escape

import pandas as pd

import events
from dashboard.upload.phrases import REASONS_UK
from dashboard.words.notes import Said
from dashboard.words.writing import counted, label, number, say

_FIGURES = ("read", "accepted", "rejected", "new", "updated", "unchanged")

NAMED_COLUMNS = 12
"""Columns of a known source that are named as why it was recognised."""


def fault_html(heading: str, sentence: Said, language: str) -> str:
    """A sentence of the importer under a heading of ours."""
    return (
        f'<div class="fault" role="alert"><p>{escape(heading)}</p>'
        f"<p>{_said_html(sentence, language)}</p></div>"
    )


def recognised_html(looked: events.Looked, date: str | None, language: str) -> str:
    """Which source a file is of, and by which columns it was known; `date` is the column of the
    days where they are mapped by hand ("" for none yet), else None."""
    source = looked.source
    if date is None:
        name = source.name.partition("-")[0]
        title = source.title if language == "en" else label("source", name, language)
        columns = ", ".join(source.columns[:NAMED_COLUMNS])
        more = ", …" if len(source.columns) > NAMED_COLUMNS else ""
        why = say("recognised_columns", language, columns=columns + more)
    else:
        title = say("any_table", language)
        why = (
            say("recognised_table", language, column=date)
            if date
            else say("recognised_undated", language)
        )
    return (
        f'<article class="record"><h3>{escape(say("recognised", language, title=title))}</h3>'
        f"<p>{escape(why)}</p></article>"
    )


def terms_html(pairs: list[tuple[str, str]], language: str) -> str:
    """The terms of the rows, for each pair of source and licence that they have."""
    told = []
    for source, licence in pairs:
        terms = events.terms(source)
        stated = licence != "not-stated"
        may = events.may_pass_on(source, licence)
        key = "terms_yes" if may else "terms_no" if stated else "terms_unknown"
        named = f"{label('source', source, language)}: " if len(pairs) > 1 else ""
        which = f" {events.licence_name(licence)}." if stated else ""
        told.append(f"<p>{escape(named)}{escape(say(key, language))}{escape(which)}</p>")
        if any(source == known.source for known in events.TERMS):
            told.append(f'<p class="note" lang="en">{escape(terms.citation)}</p>')
    if not pairs:
        return "<p></p>"
    head = escape(say("terms_heading", language))
    return f'<article class="record"><h4>{head}</h4>{"".join(told)}</article>'


def figures_html(report: events.Report, language: str) -> str:
    """How many rows were read, accepted and rejected; new, updated and unchanged."""
    values = {name: getattr(report, name) for name in _FIGURES}
    values["rejected"] = sum(report.rejected.values())
    cells = "".join(
        f"<div><dt>{escape(say(f'rows_{name}', language))}</dt>"
        f"<dd>{number(value, language)}</dd></div>"
        for name, value in values.items()
    )
    return f'<dl class="figures upload">{cells}</dl>'


def reason(code: str, language: str) -> str:
    """What a reason code means."""
    return events.REASONS[code] if language == "en" else REASONS_UK[code]


def reasons_html(rejected: Mapping[str, int], language: str) -> str:
    """Each reason with how many rows were refused for it."""
    rows = "".join(
        f"<tr><td>{number(count, language)}</td><td>{escape(reason(code, language))}</td></tr>"
        for code, count in rejected.items()
    )
    return (
        f'<div class="quality"><table><thead><tr>'
        f'<th scope="col">{escape(say("col_rows", language))}</th>'
        f'<th scope="col">{escape(say("col_reason", language))}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def refused_table(refused: pd.DataFrame, language: str) -> pd.DataFrame:
    """Refused rows (events.Prepared.refused) with headings in the reader's language; how many rows
    a line stands for is told only where one stands for several."""
    columns = {
        "col_line": refused["line"],
        "col_rows": refused["rows"],
        "col_column": refused["column"],
        "col_seen": refused["seen"],
        "col_reason": [reason(code, language) for code in refused["reason"]],
    }
    if (refused["rows"] == 1).all():
        del columns["col_rows"]
    return pd.DataFrame({say(key, language): list(value) for key, value in columns.items()})


def disagreements_html(report: events.Report, language: str) -> str:
    """How many rows name another region than the one that holds their point."""
    found = {"oblast": report.region_disagrees, "raion": report.raion_disagrees}
    told = [
        say(f"disagree_{unit}", language, rows=counted("rows", n, language))
        for unit, n in found.items()
        if n
    ]
    listed = "".join(f"<p>{escape(line)}</p>" for line in told or [say("disagree_none", language)])
    head = escape(say("disagree_heading", language))
    return f'<article class="record"><h4>{head}</h4>{listed}</article>'


def notes_html(notes: list[Said], language: str) -> str:
    """The importer's notes; nothing where it has none."""
    if not notes:
        return ""
    listed = "".join(f"<li>{_said_html(note, language)}</li>" for note in notes)
    head = escape(say("notes_heading", language))
    return f'<article class="record"><h4>{head}</h4><ul>{listed}</ul></article>'


def _said_html(sentence: Said, language: str) -> str:
    text = escape(sentence.text)
    if sentence.language == language:
        return text
    return f'<span lang="{escape(sentence.language)}">{text}</span>'
