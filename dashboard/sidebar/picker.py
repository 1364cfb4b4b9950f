"""The region picker: one field that searches all oblasts, raions and hromadas as a reader types.

A multiselect of all 1,941 names costs 160 kB, and again whenever a link, a click on the map or a
change of language sets it; this field asks the server and gets a dozen names (2 kB). It is a
combobox as the ARIA patterns describe it, so that keyboard and screen reader work.
"""

from dataclasses import asdict, replace
from pathlib import Path

import streamlit as st

from dashboard import state
from dashboard.sidebar.region_search import added, offers, written
from dashboard.words.writing import number, say

KEY = "region_picker"
LONGEST = 100
"""Characters of a text that are searched for; no name is longer."""

_BROWSER = Path(__file__).resolve().parents[1] / "browser"
_field = st.components.v2.component(
    "atlas_region_picker",
    html='<div class="picker"></div>',
    css=(_BROWSER / "picker.css").read_text("utf-8"),
    js=(_BROWSER / "picker.js").read_text("utf-8"),
)


@st.fragment
def show(regions: tuple[str, ...], language: str) -> None:
    """Draw the picker with `regions` chosen; a choice changes the View's filters.

    Typing runs only this fragment again. The browser says {"ask": text}, {"add": code} or
    {"drop": code}; what it says is checked, since anything may come from there.
    """
    if state.whole_page_waits():
        st.rerun()
    said = (st.session_state.get(KEY) or {}).get("said")
    asked = _text(said, "ask")
    _field(
        key=KEY,
        data={
            "words": _words(regions, language),
            "chosen": [_removable(code, language) for code in regions],
            "answer": None if asked is None else _answer(asked, regions, language),
        },
        on_said_change=_take,
    )


def _take() -> None:
    """Change the filters as the browser said."""
    said = (st.session_state.get(KEY) or {}).get("said")
    filters = st.session_state["view"].filters
    regions = filters.regions
    try:
        if code := _text(said, "add"):
            filters = replace(filters, regions=added(code, regions))
        elif code := _text(said, "drop"):
            filters = replace(filters, regions=tuple(c for c in regions if c != code))
    except ValueError:  # a code that is none; no list of ours offered it
        return
    if filters.regions != regions:
        state.change(filters=filters, sheet=1)


def _text(said: object, what: str) -> str | None:
    text = said.get(what) if isinstance(said, dict) else None
    return text[:LONGEST] if isinstance(text, str) else None


def _answer(text: str, regions: tuple[str, ...], language: str) -> dict:
    """What the list shows for a text, and what is said of it."""
    listed, cut = offers(text, regions, language)
    status = say("region_found", language, n=number(len(listed), language))
    if cut:
        status = say("region_cut", language, n=number(len(listed), language))
    elif not listed:
        status = say("region_unknown", language)
    return {"to": text, "offers": [asdict(offer) for offer in listed], "status": status}


def _removable(code: str, language: str) -> dict:
    offer = written(code, language)
    return asdict(offer) | {"remove": say("region_remove", language, name=offer.name)}


def _words(regions: tuple[str, ...], language: str) -> dict:
    return {
        "label": say("region", language),
        "hint": say("region_more" if regions else "region_hint", language),
        "chosen": say("region_chosen", language),
    }
