"""Which column of a table is which field of the record, as the reader says."""

import streamlit as st

import events
from dashboard.upload.kept import Options, Upload, suggested_name
from dashboard.upload.phrases import FIELD_NAMES
from dashboard.words.writing import LANGUAGES, say

COLUMNS = 4
_SHOWN = 40
"""Characters of a column's name and of its first value."""

_LICENCES = ("", *(word for word in events.OPEN_LICENCES if word != "GDELT-terms"))


def choose(upload: Upload, looked: events.Looked, language: str) -> Options | None:
    """How to take a table whose columns are mapped; None until it has a date and a good name."""
    key = f"upload_{upload.main.digest[:12]}"
    spot = LANGUAGES.index(language)
    options = ["", *looked.columns]
    chosen = {}
    dated = st.session_state.get(f"{key}_date", looked.date_column)
    with (
        st.expander(say("columns_heading", language), expanded=not dated),
        st.form(key, border=False),
    ):
        st.caption(say("columns_hint", language))
        places = st.columns(COLUMNS)
        for number, (field, names) in enumerate(FIELD_NAMES.items()):
            chosen[field] = places[number % COLUMNS].selectbox(
                names[spot],
                options,
                index=options.index(looked.fields.get(field, "")),
                format_func=lambda column: _told(column, looked, language),
                key=f"{key}_{field}",
            )
        name, licence = _about(upload, key, language)
        st.form_submit_button(say("columns_apply", language), type="primary")
    if not chosen["date"]:
        st.info(say("needs_date", language))
        return None
    if name and not events.is_free_name(name):
        st.error(say("table_name_wrong", language))
        return None
    return Options("csv", tuple(chosen.items()), name or None, licence or None)


def _about(upload: Upload, key: str, language: str) -> tuple[str, str]:
    """The name of the table, after its file's, and the licence of its rows."""
    left, right = st.columns(2)
    name = left.text_input(
        say("table_name", language),
        value=suggested_name(upload.main.shown) or "",
        max_chars=60,
        help=say("table_name_help", language),
        key=f"{key}_name",
    )
    licence = right.selectbox(
        say("table_licence", language),
        _LICENCES,
        format_func=lambda word: word or say("licence_unstated", language),
        key=f"{key}_terms",
    )
    return name.strip(), licence


def _told(column: str, looked: events.Looked, language: str) -> str:
    """A column with its first value."""
    if not column:
        return say("no_column", language)
    value = looked.columns[column]
    return f"{column[:_SHOWN]}: {value[:_SHOWN]}" if value else column[:_SHOWN]
