"""The only cached functions of the dashboard.

An atlas is opened once per store version and shared by all readers; every answer is kept under
the store's path and version, the question and all that the question reads. So a filter that was
asked before answers at once, and a new import is seen at the next click.
"""

import atexit
import threading
import weakref
from datetime import date
from pathlib import Path

import streamlit as st

import events
from events import Atlas, Filters, Store

_OPEN_VERSIONS = 2
"""Atlases kept open: the current version and the one that readers may still be looking at."""

_KEPT_ANSWERS = 2000

_SEARCH_AFTER = 6.0
"""Seconds after which the texts are prepared for word search: the first map comes before."""


def store_path() -> Path:
    """The folder of the store this dashboard shows (ATLAS_STORE, else ./store)."""
    return events.default_path()


def open_atlas() -> Atlas:
    """The current version of the store, opened; raises StoreMissing or StoreError."""
    path = store_path()
    return _atlas(str(path), Store(path).version())


@st.cache_resource(max_entries=_OPEN_VERSIONS, show_spinner=False)
def _atlas(path: str, version: int) -> Atlas:
    atlas = events.open_store(Path(path), version)
    later = threading.Timer(_SEARCH_AFTER, _prepare_search, [weakref.ref(atlas)])
    later.daemon = True
    later.start()
    atexit.register(later.cancel)  # a thread asleep at exit would keep the engine from closing
    return atlas


def _prepare_search(opened: weakref.ref) -> None:
    """Prepare an atlas's texts, unless it was dropped in the meantime."""
    atlas = opened()
    if atlas is not None:
        atlas.prepare_search()


def _identity(atlas: Atlas) -> tuple[str, int]:
    return str(atlas.path), atlas.version


@st.cache_data(
    max_entries=_KEPT_ANSWERS,
    show_spinner=False,
    hash_funcs={Atlas: _identity, Filters: lambda filters: sorted(filters.to_params().items())},
)
def ask(question: str, atlas: Atlas, *args: object, **kwargs: object):
    """The answer of the function of `events` named `question`, e.g. ask("figures", atlas, f)."""
    return getattr(events, question)(atlas, *args, **kwargs)


def span(atlas: Atlas) -> tuple[date, date] | None:
    """First and last possible day of the whole store; None when it is empty."""
    return ask("span", atlas)


def sources_present(atlas: Atlas) -> tuple[str, ...]:
    """Names of the sources that have records in the store."""
    return tuple(ask("sources_present", atlas))
