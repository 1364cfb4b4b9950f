"""The only cached functions of the dashboard.

An atlas is opened once per version of the store and of its links and shared by all readers; every
answer is kept under the store's path and those versions (of changes: both versions of the store),
the question and all that the question reads. So a filter that was asked before answers at once,
and a new import, link or decision is seen at the next click.
"""

import atexit
import threading
import weakref
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import streamlit as st

import events
import geodata
from dashboard.state import View, to_params
from dashboard.upload import kept as upload
from dashboard.upload.kept import Options, Tried, Upload
from events import Atlas, Changes, Filters, Import, RowsAtlas, Store

_OPEN_VERSIONS = 2
"""Atlases kept open: the current version and the one that readers may still be looking at."""

_OLD_FOR = 900
"""Seconds after which an earlier version is let go, whoever asked for it."""

_TRIED = 3
"""Uploads kept open between the clicks of their readers; what is let go is read again."""

_KEPT_ANSWERS = 2000

_KEPT_REPORTS = 12
"""Half a megabyte each, up to three with all hromadas."""

_SEARCH_AFTER = 6.0
"""Seconds after which the texts are prepared for word search: the first map comes before."""


def store_path() -> Path:
    """The folder of the store this dashboard shows (ATLAS_STORE, else ./store)."""
    return events.default_path()


def open_atlas(version: int | None = None) -> Atlas:
    """The store at `version` or as it is now, opened; raises StoreMissing or StoreError."""
    path = store_path()
    store = Store(path)
    newest, links = store.version(), events.links_version(store)
    if version is None or version == newest:
        return _atlas(str(path), newest, links)
    return _old_atlas(str(path), version, links)


@st.cache_resource(max_entries=1, ttl=_OLD_FOR, show_spinner=False)
def _old_atlas(path: str, version: int, links: int | None) -> Atlas:  # noqa: ARG001 - in the key
    """An earlier version. Only one is kept, because each holds its incidents in memory; one that
    is let go gives the memory back when the last page that draws from it is done."""
    return events.open_store(Path(path), version)


@st.cache_resource(max_entries=_OPEN_VERSIONS, ttl=_OLD_FOR, show_spinner=False)
def _changes(path: str, from_version: int, version: int) -> Changes:
    return events.changes(Store(path), from_version, version)


def open_changes(from_version: int, version: int) -> Changes:
    """What changed between two versions of the store; raises StoreError."""
    return _changes(str(store_path()), from_version, version)


def newest_version() -> int:
    """The number of the newest version of the store; raises StoreMissing or StoreError."""
    return Store(store_path()).version()


def moments() -> dict[int, datetime]:
    """Every version of the store -> the moment (UTC) at which it was made, oldest first."""
    return _moments(str(store_path()), newest_version())


@st.cache_data(max_entries=_OPEN_VERSIONS, show_spinner=False)
def _moments(path: str, newest: int) -> dict[int, datetime]:  # noqa: ARG001 - part of the key
    return events.versions(Store(path))


def imports() -> tuple[Import, ...]:
    """The imports and removals that made the versions of the store, newest first."""
    return _imports(str(store_path()), newest_version())


@st.cache_data(max_entries=_OPEN_VERSIONS, show_spinner=False)
def _imports(path: str, newest: int) -> tuple[Import, ...]:  # noqa: ARG001 - part of the key
    return Store(path).history()


@st.cache_resource(max_entries=_OPEN_VERSIONS, show_spinner=False)
def _atlas(path: str, version: int, links: int | None) -> Atlas:  # noqa: ARG001 - in the key
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


@st.cache_resource(
    max_entries=_TRIED, ttl=_OLD_FOR, show_spinner=False, hash_funcs={Upload: Upload.identity}
)
def looked(given: Upload) -> events.Looked:
    """What an uploaded file is by its columns; raises Unreadable or UnknownColumns."""
    return upload.look(given)


@st.cache_resource(
    max_entries=_TRIED, ttl=_OLD_FOR, show_spinner=False, hash_funcs={Upload: Upload.identity}
)
def tried(given: Upload, options: Options) -> Tried:
    """The dry run of an upload; raises Unreadable or UnknownColumns.

    Its rows are open in memory and its temporary file lies on disk until it is let go.
    """
    return upload.try_out(given, options)


def foretold(found: Tried) -> events.Report:
    """What an import of a dry run into the store as it is now would report; raises StoreError."""
    store = Store(store_path())
    return _foretold(found, str(store.path), store.version() if store.exists() else None)


@st.cache_data(
    max_entries=_TRIED,
    ttl=_OLD_FOR,
    show_spinner=False,
    hash_funcs={Tried: lambda found: str(found.atlas.path)},
)
def _foretold(found: Tried, path: str, newest: int | None):  # noqa: ARG001 - part of the key
    return events.dry_run(found.prepared, Store(path))


def _identity(atlas: Atlas) -> tuple[str, int, int | None]:
    return str(atlas.path), atlas.version, atlas.links_version


def _between(changes: Changes) -> tuple[str, int, int]:
    return str(changes.path), changes.from_version, changes.version


@st.cache_data(
    max_entries=_KEPT_ANSWERS,
    show_spinner=False,
    hash_funcs={
        Atlas: _identity,
        Changes: _between,
        RowsAtlas: _identity,
        Filters: lambda filters: sorted(filters.to_params().items()),
    },
)
def ask(question: str, atlas: Atlas, *args: object, **kwargs: object):
    """The answer of the function of `events` named `question`, e.g. ask("figures", atlas, f)."""
    return getattr(events, question)(atlas, *args, **kwargs)


def report(kind: str, view: View, atlas: Atlas) -> bytes:
    """The report ("html", "pdf") or the map picture ("png") of a view; see dashboard/report.

    What is selected, and the page of a table, are in none of them.
    """
    shapes = tuple(geodata.digest(level) for level in geodata.shape_levels())
    return _report(kind, replace(view, at="", id="", sheet=1, tiles=False), atlas, shapes)


@st.cache_data(
    max_entries=_KEPT_REPORTS,
    show_spinner=False,
    hash_funcs={Atlas: _identity, View: lambda view: sorted(to_params(view).items())},
)
def _report(kind: str, view: View, atlas: Atlas, shapes: tuple):  # noqa: ARG001 - in the key
    from dashboard.report import made

    return made(kind, view, atlas, ask)


def span(atlas: Atlas) -> tuple[date, date] | None:
    """First and last possible day of the whole store; None when it is empty."""
    return ask("span", atlas)


def sources_present(atlas: Atlas) -> tuple[str, ...]:
    """Names of the sources that have records in the store."""
    return tuple(ask("sources_present", atlas))
