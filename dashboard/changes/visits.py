"""When this browser was here before, as it tells itself: one cookie, nothing on the server.

The cookie holds three numbers: the newest store version at the visit before, that at this one,
and when this one began. A page that is opened again within half an hour belongs to the same
visit. What comes from the browser is only ever taken for a version number that exists.
"""

import hashlib
import re
import time
from dataclasses import dataclass

import streamlit as st

from dashboard import data

NAME = "atlas_visit"

A_VISIT = 1800
"""Seconds; who opens a page later than this after the last beginning comes for a new visit."""

_KEPT = 400 * 24 * 3600
"""Seconds; browsers keep no cookie longer than 400 days."""

_VALUE = re.compile(r"([0-9]{0,7})\.([0-9]{1,7})\.([0-9]{1,12})")


@dataclass(frozen=True)
class Visit:
    """The newest store version at the visit before (None: there was none), at this, its time."""

    before: int | None
    now: int
    began: int

    @classmethod
    def next(cls, cookie: str, newest: int, moment: float) -> "Visit":
        """The visit of a browser that brings `cookie` when `newest` is the newest version.

        A cookie that is no such text, or of another store (a version that is not there yet),
        counts as none.
        """
        found = _VALUE.fullmatch(cookie)
        if found is None or int(found[2]) > newest or int(found[1] or 0) > newest:
            return cls(None, newest, int(moment))
        known, last, began = found[1], int(found[2]), int(found[3])
        if 0 <= moment - began <= A_VISIT:
            return cls(int(known) if known else None, newest, began)
        return cls(last, newest, int(moment))

    def __str__(self) -> str:
        return f"{'' if self.before is None else self.before}.{self.now}.{self.began}"


def keep() -> None:
    """Let the browser keep this visit; the same text at every run, so that it runs once."""
    st.html(
        f'<script>document.cookie = "{_name()}={_visit()}; path=/; max-age={_KEPT}; '
        'SameSite=Lax";</script>',
        unsafe_allow_javascript=True,
    )


def last_seen() -> int | None:
    """The newest store version at this browser's visit before; None when it knows of none."""
    return _visit().before


def _visit() -> Visit:
    """This session's visit, found out once."""
    if "_visit" not in st.session_state:
        cookie = str(st.context.cookies.get(_name(), ""))
        st.session_state["_visit"] = Visit.next(cookie, data.newest_version(), time.time())
    return st.session_state["_visit"]


def _name() -> str:
    """The cookie's name, one for each store: the dashboards of one host share their cookies."""
    return f"{NAME}_{hashlib.sha256(str(data.store_path().resolve()).encode()).hexdigest()[:8]}"
