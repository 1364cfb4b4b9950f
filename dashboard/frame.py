"""What every page shares: the store or a sentence why there is none, sidebar, figures, download."""

from collections.abc import Callable

import streamlit as st

import events
from dashboard import data, figures, state
from dashboard.changes import as_of, visits
from dashboard.sidebar import area_panel, sidebar, view_panel
from dashboard.state import View
from dashboard.style import CSS
from dashboard.takeaway import takeaway, withheld
from dashboard.words.why import why
from dashboard.words.writing import label, say
from events import StoreError, StoreMissing


def show(page: str, draw: Callable[[View, events.Atlas], None]) -> None:
    """Run one page: read the address, ask for the store, draw the frame, then `draw` the rest."""
    st.html(CSS)
    view = area_panel.checked(as_of.checked(state.begin(page)))
    as_of.banner(view)
    atlas = opened(view)
    if atlas is None:
        state.remember(view)
        return
    view = sidebar.show(view, atlas)
    state.remember(view)
    if problems := state.problems():
        st.warning("  \n".join(ignored(problem, view.language) for problem in problems))
    if not data.ask("total", atlas):
        st.info(say("empty_store", view.language, path=data.store_path()))
        return
    figures.show(view, atlas)
    withheld.show(view, atlas)
    takeaway.show(view, atlas, cautions(view, atlas))
    view_panel.show(view, atlas)
    draw(view, atlas)
    visits.keep()


def empty_result(view: View, atlas) -> bool:
    """Whether no record matches the filters; if so the page says what to do about it."""
    figures = data.ask("figures", atlas, view.filters)
    if figures.records or figures.withheld:
        return False
    st.info(say("empty_result", view.language))
    return True


def ignored(problem: events.Problem, language: str) -> str:
    """One line of Markdown; what stood in the address is shown as code, so it cannot be markup."""
    seen = "`" + problem.seen[:60].replace("`", "'") + "`"
    name = "`" + problem.name[:30].replace("`", "'") + "`"
    said = why(problem.why, language)
    return say("bad_param", language, name=name, seen=seen, why=said)


def opened(view: View):
    """The open atlas, or None after a sentence that says what is wrong and what to do."""
    path = data.store_path()
    try:
        return data.open_atlas(view.as_of)
    except StoreMissing:
        st.info(say("missing_store", view.language, path=path))
    except StoreError as fault:
        st.error(say("broken_store", view.language, path=path, why=fault))
    return None


def cautions(view: View, atlas) -> list[str]:
    """Whose rows in the filters may not, or not surely, be passed on to others."""
    # Not by_category, which counts: a source of nothing but aggregates is in the file, too.
    about = data.ask("about", atlas, view.filters)
    present = [source["source"] for source in about["sources"]]
    named = {False: [], None: []}
    for source in present:
        if source in atlas.withheld:
            continue  # its rows are in no file that leaves here
        named.setdefault(events.terms(source).may_pass_on, []).append(source)
    return [
        say(key, view.language, sources=", ".join(label("source", s, view.language) for s in found))
        for key, found in (("caution_no", named[False]), ("caution_ask", named[None]))
        if found
    ]
