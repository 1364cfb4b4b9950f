"""The way out, on every page: one choice of a format and one button.

A small file is made when its button is pressed. A large one is made first, with its progress, into
a temporary folder of the reader's session; any click on the page ends the making. The bytes are
those of `python -m events export` either way.
"""

import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

import events
from dashboard import data
from dashboard.state import View
from dashboard.words.writing import counted, number, say
from events import FORMATS, Filters, StoreError

MADE_FIRST = {
    "csv": 100_000,
    "geojson": 100_000,
    "geoparquet": 100_000,
    "geopackage": 50_000,
    "xlsx": 5_000,
    "bundle": 50_000,
}
"""Records above which a file takes longer than some three seconds (benchmarks/README.md), in which
a button that shows nothing would seem dead."""

_MADE = "_taken_away"


@dataclass
class Made:
    """A file that was made for one reader; it is deleted with its folder, when this goes.

    key: store, versions, filters and format that it is of; notes: of what it could not hold.
    """

    key: tuple
    folder: tempfile.TemporaryDirectory
    path: Path
    notes: tuple[str, ...]


def show(view: View, atlas, cautions: list[str]) -> None:
    """The part of the sidebar. cautions: whose rows may not be passed on, shown at the button."""
    with st.sidebar:
        _offer(view, atlas, cautions)


@st.fragment
def _offer(view: View, atlas, cautions: list[str]) -> None:
    """A part of its own, so that neither the choice nor the button draws the page anew."""
    name = st.selectbox(
        say("takeaway_format", view.language),
        list(FORMATS),
        format_func=lambda word: say(f"takeaway_for_{word}", view.language),
        help=say("takeaway_help", view.language),
        key="takeaway_format",
    )
    records = data.ask("figures", atlas, view.filters).records
    most = FORMATS[name].most_records
    if most and records > most:
        told = {"most": number(most, view.language), "n": number(records, view.language)}
        st.caption(say("takeaway_too_many", view.language, **told))
        return
    if records <= MADE_FIRST[name]:
        _button(view, atlas, name, partial(content, atlas, view.filters, name))
    else:
        _large(view, atlas, name, records)
    for caution in cautions:
        st.caption(caution)
    if name != "bundle":
        _about_button(view, atlas, name)


def content(atlas, filters: Filters, name: str) -> bytes:
    """A whole file of a format."""
    with tempfile.TemporaryDirectory(prefix="incident-atlas-") as folder:
        path = Path(folder) / "file"
        events.take_away(atlas, filters, name, path)
        return path.read_bytes()


def _large(view: View, atlas, name: str, records: int) -> None:
    """A button that makes the file, then the one that downloads it."""
    key = (str(atlas.path), atlas.version, atlas.links_version, view.filters, name)
    made = st.session_state.get(_MADE)
    if made is None or made.key != key:
        st.session_state.pop(_MADE, None)
        if not st.button(_make_label(view, name, records), width="stretch", key="takeaway_make"):
            st.caption(say("takeaway_takes", view.language))
            return
        made = _make(view, atlas, name, records, key)
        if made is None:
            return
        st.session_state[_MADE] = made
    _button(view, atlas, name, made.path.read_bytes)
    if made.notes:
        st.caption(say("takeaway_cut", view.language))


def _make_label(view: View, name: str, records: int) -> str:
    told = {"format": say(f"takeaway_{name}", view.language)}
    return say("takeaway_make", view.language, n=counted("records", records, view.language), **told)


def _make(view: View, atlas, name: str, records: int, key: tuple) -> Made | None:
    """The file, made under the reader's eyes; None after a sentence that says why not.

    Telling the progress raises what ends this run when the reader clicks anything, and nothing
    of the file is left then.
    """
    folder = tempfile.TemporaryDirectory(prefix="incident-atlas-")
    path = Path(folder.name) / "file"
    st.button(say("takeaway_cancel", view.language), width="stretch", key="takeaway_cancel")
    bar = st.progress(0.0)

    def tell(done: int) -> None:
        told = {"done": number(done, view.language)}
        n = counted("records", records, view.language)
        said = say("takeaway_making", view.language, n=n, **told)
        bar.progress(min(done / records, 1.0), text=said)

    tell(0)
    try:
        notes = events.take_away(atlas, view.filters, name, path, tell)
    except (StoreError, events.TooLarge, OSError) as fault:
        st.error(say("takeaway_failed", view.language, why=fault))
        return None
    bar.empty()
    return Made(key, folder, path, notes)


def _button(view: View, atlas, name: str, make) -> None:
    st.download_button(
        say("takeaway_download", view.language, format=say(f"takeaway_{name}", view.language)),
        data=make,
        file_name=_file_name(atlas, name),
        mime=FORMATS[name].media_type,
        on_click="ignore",
        type="primary",
        width="stretch",
        key=f"takeaway_download_{name}",
    )


def _about_button(view: View, atlas, name: str) -> None:
    st.download_button(
        say("download_about", view.language),
        data=partial(events.about_beside, atlas, view.filters, name),
        file_name=f"{_file_name(atlas, name)}.about.json",
        mime="application/json",
        on_click="ignore",
        width="stretch",
        key=f"takeaway_about_{name}",
    )


def _file_name(atlas, name: str) -> str:
    return f"incident-atlas-v{atlas.version}{FORMATS[name].endings[0]}"
