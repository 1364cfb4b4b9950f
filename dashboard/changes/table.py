"""Changed records -> the table and the detail of what changed, pure."""

from html import escape

import pandas as pd

from dashboard.changes.phrases import FIELDS
from dashboard.words.writing import LANGUAGES, day, label, say
from geodata import name

_CODES = ("adm1_code", "adm2_code", "adm3_code")
_EXPLAINED = ("revised", "re_placed")
LONGEST = 300
"""Signs of a value in the panel; the CSV has every one."""


def changes_table(rows: pd.DataFrame, fields: pd.DataFrame, language: str) -> pd.DataFrame:
    """A row for each changed field of each record, in the order of `rows`.

    `rows` are those of changed_page, `fields` their changed_fields. An added or deleted record
    is one row whose field, before and after are empty; a null before or after is "not stated".
    """
    told = fields.assign(
        before=_shown(fields, "before", language),
        after=_shown(fields, "after", language),
        field=[field_label(field, language) for field in fields["field"]],
    )
    table = rows.merge(told, on="incident_id", how="left")
    place = table["place_uk"].fillna(table["place"]) if language == "uk" else table["place"]
    columns = {
        "col_change": [say(f"kind_{kind}", language) for kind in table["change"]],
        "col_date": table["date_start"].dt.strftime("%Y-%m-%d"),
        "col_title": table["title"].fillna(table["incident_id"]),
        "col_field": table["field"].astype(object).fillna(""),
        "col_before": table["before"].astype(object).fillna(""),
        "col_after": table["after"].astype(object).fillna(""),
        "col_place": place,
        "col_oblast": [_region(code, language) for code in table["adm1_code"]],
        "source": [label("source", word, language) for word in table["source"]],
        "field_id": table["incident_id"],
    }
    return pd.DataFrame({say(key, language): value for key, value in columns.items()})


def change_html(row: dict, fields: pd.DataFrame, language: str) -> str:
    """One changed record: what kind, which, and each field as it was and as it is; escaped."""
    when = day(pd.Timestamp(row["date_start"]).date(), language)
    shown = fields.assign(
        before=_shown(fields, "before", language), after=_shown(fields, "after", language)
    )
    told = "".join(
        f"<dt>{escape(field_label(entry.field, language))}</dt>"
        f"<dd><del>{escape(_cut(entry.before))}</del> → <ins>{escape(_cut(entry.after))}</ins></dd>"
        for entry in shown.itertuples()
    )
    kind = row["change"]
    more = f": {say(f'kind_meaning_{kind}', language)}" if kind in _EXPLAINED else ""
    return (
        f'<article class="record change"><h3>{escape(row["title"] or row["incident_id"])}</h3>'
        f'<p class="note"><strong>{escape(say(f"kind_{kind}", language))}</strong>'
        f"{escape(more)}. {escape(when)}</p><dl>{told}</dl></article>"
    )


def field_label(field: str, language: str) -> str:
    """What a reader calls a field; a source's own column keeps its name."""
    pair = FIELDS.get(field)
    return pair[LANGUAGES.index(language)] if pair else field


def _shown(fields: pd.DataFrame, side: str, language: str) -> list[str]:
    return [
        _value(field, value, language)
        for field, value in zip(fields["field"], fields[side], strict=True)
    ]


def _value(field: str, value: str | None, language: str) -> str:
    if value is None or value != value:
        return say("toll_unstated", language)
    if field in _CODES:
        return _region(value, language)
    return label(field, value, language)


def _region(code: str | None, language: str) -> str:
    """The name of a unit; its code where another edition of the register had it."""
    if code is None or code != code:
        return ""
    try:
        return name(code, language)
    except LookupError:
        return code


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
