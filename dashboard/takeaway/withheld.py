"""What a reader is told of the licence gate, and the mode in which a dashboard may run."""

import ipaddress
from html import escape

import streamlit as st
from streamlit import runtime

from dashboard import data
from dashboard.state import View
from dashboard.words.writing import counted, label, say
from events import ModeError, mode


def show(view: View, atlas) -> None:
    """One sentence where the atlas withholds records: whose, and whether they count here."""
    if text := sentence(view, atlas):
        st.html(f'<p class="withheld" role="note">{escape(text)}</p>')


def sentence(view: View, atlas) -> str:
    """That sentence; empty where nothing is withheld."""
    if not atlas.withheld:
        return ""
    return told(atlas, data.ask("figures", atlas, view.filters).withheld, view.language)


def told(atlas, inside: int, language: str) -> str:
    """The sentence of an atlas that withholds records; inside: how many count in the figures."""
    names = ", ".join(label("source", source, language) for source in atlas.withheld)
    if inside:
        records = counted("records", inside, language)
        return say("withheld_counted", language, records=records, names=names)
    return say("withheld_out", language, names=names)


def refusal(address: str | None, wanted: str) -> str | None:
    """Why a server may not listen at an address in a mode; None where it may.

    In private mode everything in the store is shown, so only this machine may ask.
    """
    if wanted == "public" or is_local(address):
        return None
    return (
        f"The atlas is in private mode and would listen at {address or 'every address'}: others "
        "could read rows that may not be passed on. Start it with ATLAS_MODE=public, which "
        "withholds them, or leave server.address at localhost."
    )


def is_local(address: str | None) -> bool:
    """Whether only this machine can reach an address; none at all means every network."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address((address or "").strip("[]")).is_loopback
    except ValueError:
        return False


def stop_where_refused() -> None:
    """End the run of a page with a sentence where the server may not show it."""
    try:
        why = refusal(st.get_option("server.address"), mode()) if runtime.exists() else None
    except ModeError as fault:
        why = str(fault)
    if why:
        st.error(why)
        st.stop()
