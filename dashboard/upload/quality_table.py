"""The quality of each source's records as a table: measures down, sources across; pure."""

from collections.abc import Iterable, Mapping
from html import escape

import pandas as pd

from dashboard.words.writing import day, label, number, say, share
from events import LOCATION_PRECISIONS, PLACED_BY, Import


def last_imports(imports: Iterable[Import]) -> dict[str, Import]:
    """Source -> its newest import that the history tells of; `imports` are newest first."""
    found: dict[str, Import] = {}
    for entry in imports:
        if "read" not in entry.details:
            continue  # a removal
        own = str(entry.details.get("source", "")).partition("-")[0]
        for source in entry.details.get("sources") or [own]:
            found.setdefault(source, entry)
    return found


def quality_html(frame: pd.DataFrame, imports: Mapping[str, Import], language: str) -> str:
    """Rows of events.quality as one table; without `imports` it has no part on them."""
    rows = frame.to_dict("records")
    parts = [
        ("quality_amount", _amount(language)),
        ("quality_precision", _shares("precision", "location_precision", LOCATION_PRECISIONS)),
        ("quality_placed", _shares("placed_by", "placed_by", PLACED_BY)),
        ("quality_tolls", _tolls()),
    ]
    heads = "".join(
        f'<th scope="col">{escape(label("source", row["source"], language))}</th>' for row in rows
    )
    body = "".join(
        _part(
            say(key, language),
            {_named(name, language): [tell(row, language) for row in rows] for name, tell in lines},
        )
        for key, lines in parts
    )
    if imports:
        told = [_import(imports.get(row["source"]), language) for row in rows]
        lines = {name: [entry[name] for entry in told] for name in told[0]} if told else {}
        body += _part(say("quality_import", language), lines)
    return (
        f'<div class="quality" tabindex="0"><table><thead><tr>'
        f'<th scope="col">{escape(say("quality_measure", language))}</th>{heads}</tr></thead>'
        f"{body}</table></div>"
    )


def _part(title: str, lines: Mapping[str, list[str]]) -> str:
    columns = len(next(iter(lines.values()), [])) + 1
    head = f'<tr><th scope="rowgroup" colspan="{columns}">{escape(title)}</th></tr>'
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
        for name, cells in lines.items()
    )
    return f"<tbody>{head}{rows}</tbody>"


def _named(name: str | tuple[str, str], language: str) -> str:
    """A phrase of ours, or the label of a word (column, word)."""
    return say(name, language) if isinstance(name, str) else label(*name, language)


def _amount(language: str) -> list:
    unknown = say("quality_unknown", language)
    return [
        ("quality_records", lambda row, lang: number(row["records"], lang)),
        ("quality_aggregates", lambda row, lang: number(row["aggregates"], lang)),
        ("quality_days", lambda row, lang: _span(row["first_day"], row["last_day"], "", lang)),
        (
            "quality_fetched",
            lambda row, lang: _span(row["oldest_fetch"], row["newest_fetch"], unknown, lang),
        ),
        ("quality_imprecise", lambda row, lang: _share(row["imprecise_days"], lang)),
        ("quality_repeats", lambda row, lang: number(row["same_place_and_day"], lang)),
    ]


def _shares(prefix: str, column: str, words: Iterable[str]) -> list:
    return [
        (
            (column, word),
            lambda row, lang, name=f"{prefix}_{word}": _share(row[name], lang),
        )
        for word in words
    ]


def _tolls() -> list:
    return [
        (f"quality_{kind}", lambda row, lang, name=f"{kind}_unstated": _share(row[name], lang))
        for kind in ("killed", "injured")
    ]


def _import(entry: Import | None, language: str) -> dict[str, str]:
    """What the history has of a source's last import, each number or "not known"."""
    details = entry.details if entry else {}
    refused = details.get("rejected")
    told = {
        "quality_read": details.get("read"),
        "quality_rejected": None if refused is None else sum(refused.values()),
        "quality_oblast": details.get("oblast_disagrees"),
        "quality_raion": details.get("raion_disagrees"),
    }
    unknown = say("quality_unknown", language)
    lines = {
        say(key, language): unknown if value is None else number(value, language)
        for key, value in told.items()
    }
    when = day(entry.when.date(), language) if entry else unknown
    return {say("quality_import_day", language): when, **lines}


def _share(value: float | None, language: str) -> str:
    return "–" if value is None or value != value else share(value, language)


def _span(first: pd.Timestamp, last: pd.Timestamp, unknown: str, language: str) -> str:
    if pd.isna(first):
        return unknown
    ends = dict.fromkeys(day(edge.date(), language) for edge in (first, last))
    return " – ".join(ends)
