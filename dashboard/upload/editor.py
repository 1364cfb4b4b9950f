"""Who may add data: the operator in private mode, in public mode whoever has the editor's key."""

import hmac
import os

import streamlit as st

from dashboard.words.writing import say
from events import StoreError, mode

VARIABLE = "ATLAS_EDITOR_KEY"
SHORTEST = 16
"""Characters of a key; a shorter one is taken for none."""

_ADMITTED = "_editor"


def offered() -> bool:
    """Whether anyone may add data here: the page is among those offered."""
    try:
        return mode() == "private" or bool(_key())
    except StoreError:  # no page is shown in a mode that is none
        return False


def admitted(language: str) -> bool:
    """Whether this reader may; if not, a sentence or a field for the key is drawn."""
    if mode() == "private" or is_admitted():
        return True
    if not _key():
        _say("upload_closed", language, signs=SHORTEST)
        return False
    _say("upload_ask_key", language)
    with st.form("editor", width=420):
        given = st.text_input(
            say("editor_key", language), type="password", autocomplete="off", max_chars=200
        )
        if not st.form_submit_button(say("editor_enter", language)):
            return False
    if not fits(given):
        st.error(say("editor_wrong", language))
        return False
    st.session_state[_ADMITTED] = True
    st.rerun()


def is_admitted() -> bool:
    """Whether this reader gave the editor's key in this session; draws nothing."""
    return bool(st.session_state.get(_ADMITTED))


def fits(given: str) -> bool:
    """Whether a text is the key, told in the same time however much of it is right."""
    key = _key()
    return bool(key) and hmac.compare_digest(_bytes(given), _bytes(key))


def _say(key: str, language: str, **values: object) -> None:
    st.html(f'<p class="sentence">{say(key, language, **values)}</p>')


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _key() -> str:
    key = os.environ.get(VARIABLE, "").strip()
    return key if len(key) >= SHORTEST else ""
