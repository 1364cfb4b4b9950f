"""The language that the page tells browser and screen reader: Streamlit always says English."""

import streamlit as st

from dashboard.words.writing import LANGUAGES


def tell(language: str) -> None:
    """Set `lang` of the whole page; without it a screen reader speaks Ukrainian as if English.

    The same text at every run, so that it runs once; a change of language makes it run again.
    """
    if language not in LANGUAGES:
        raise ValueError(f"{language!r} is no language of the dashboard")
    st.html(
        f'<script>document.documentElement.lang = "{language}";</script>',
        unsafe_allow_javascript=True,
    )
