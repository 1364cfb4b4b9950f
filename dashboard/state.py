"""What one reader looks at, as one small frozen value that lives in the URL.

Each run begins with `begin` (URL -> View) and ends with `remember` (View -> URL). Between runs
the View rests in the session, because Streamlit drops the query string when the reader turns
to another page. Widgets hold their own values under keys that start with "f_"; they are filled
from the View only when it changed outside of them (a link, the chart, a button).
"""

from dataclasses import dataclass, field, replace

import streamlit as st

from dashboard.words import LANGUAGES
from events import Filters, Problem
from geodata import level_of

SHADES_BY = ("incidents", "killed_min", "killed_max", "injured_min", "injured_max")
OWN_PARAMS = ("lang", "shade", "level", "tiles", "at", "id", "sheet", "sort")
SORTS = {
    "newest": ("date_start", "desc"),
    "oldest": ("date_start", "asc"),
    "most_killed": ("killed_min", "desc"),
}


@dataclass(frozen=True)
class View:
    """Filters, language and what is selected; its defaults are an address without parameters."""

    filters: Filters = field(default_factory=Filters)
    language: str = "en"
    shade: str = "incidents"
    tiles: bool = False
    level: int = 1
    """Level of the regions on the map and in the tables: 1 oblast, 2 raion, 3 hromada."""
    at: str = ""
    """What was clicked on the map: a region code, or "latitude,longitude" of a dot."""
    id: str = ""
    """incident_id of the record that is open in the detail panel."""
    sheet: int = 1
    """Page of the table of incidents, from 1."""
    sort: str = "newest"


def language() -> str:
    """The language of this run, also before `begin`: switch, session, address or browser."""
    view = st.session_state.get("view")
    asked = (
        st.session_state.get("f_language"),
        view.language if view else None,
        st.query_params.get("lang"),
    )
    return next((word for word in asked if word in LANGUAGES), _readers_language())


def begin(page: str) -> tuple[View, tuple[Problem, ...]]:
    """The View of this run and every part of the address that could not be read.

    A changed address wins; an address emptied by turning to another page keeps the View.
    """
    st.session_state.pop("_whole_page_waits", None)
    params = dict(st.query_params)
    turned = st.session_state.get("_page", page) != page
    st.session_state["_page"] = page
    known = st.session_state.get("view")
    if known is not None and (params == st.session_state.get("_params") or (turned and not params)):
        return known, st.session_state.get("_problems", ())
    view, problems = from_params(params)
    st.session_state["_problems"] = problems
    put(view)
    return view, problems


def put(view: View) -> None:
    """Make `view` the reader's, widgets included; for callbacks and before widgets are drawn."""
    st.session_state["view"] = view
    for key in [key for key in st.session_state if str(key).startswith("f_")]:
        del st.session_state[key]


def change(**changes: object) -> None:
    """`put` the current View with some fields changed; keyword names are those of View.

    The filters reach over the whole page, also when a part of it asked: see `whole_page_waits`.
    """
    put(replace(st.session_state["view"], **changes))
    st.session_state["_whole_page_waits"] = True


def whole_page_waits() -> bool:
    """Whether filters changed that this run of a part of the page cannot show; asked once."""
    return st.session_state.pop("_whole_page_waits", False)


def select(**changes: object) -> None:
    """Change what is selected or how the map is shown; filters and their widgets stay."""
    remember(replace(st.session_state["view"], **changes))


def narrow(code: str) -> None:
    """Make one region the only one in the filters."""
    filters = replace(st.session_state["view"].filters, regions=(code,))
    change(filters=filters, sheet=1)


def drill(code: str, level: int) -> None:
    """Show the regions of `level` within `code`; with an empty code those of the country."""
    filters = replace(st.session_state["view"].filters, regions=(code,) if code else ())
    change(filters=filters, level=level, at="", id="", sheet=1)


def remember(view: View) -> None:
    """Keep `view` for the next run and write it into the address."""
    st.session_state["view"] = view
    params = to_params(view)
    if params != dict(st.query_params):
        st.query_params.from_dict(params)
    st.session_state["_params"] = params


def to_params(view: View) -> dict[str, str]:
    """The View as URL parameters; defaults are left out, but the language is always said."""
    params = dict(view.filters.to_params())
    default = View()
    params["lang"] = view.language
    for name in ("shade", "at", "id", "sort"):
        if getattr(view, name) != getattr(default, name):
            params[name] = getattr(view, name)
    if view.tiles:
        params["tiles"] = "on"
    if view.level != 1:
        params["level"] = str(view.level)
    if view.sheet != 1:
        params["sheet"] = str(view.sheet)
    return params


def from_params(params: dict[str, str]) -> tuple[View, tuple[Problem, ...]]:
    """The View of an address; what cannot be read is named and its default stands."""
    filters, problems = Filters.from_params(
        {name: value for name, value in params.items() if name not in OWN_PARAMS}
    )
    filters = replace(filters, regions=_without_nested(filters.regions))
    found = list(problems)

    def one_of(name: str, words: tuple[str, ...], default: str) -> str:
        seen = params.get(name, default)
        if seen in words:
            return seen
        found.append(Problem(name, seen, f"expected one of {', '.join(words)}"))
        return default

    sheet = params.get("sheet", "1")
    if not (sheet.isascii() and sheet.isdigit() and 1 <= int(sheet[:9]) < 10**8):
        found.append(Problem("sheet", sheet, "expected a page number from 1"))
        sheet = "1"
    view = View(
        filters=filters,
        language=one_of("lang", LANGUAGES, _readers_language()),
        shade=one_of("shade", SHADES_BY, "incidents"),
        tiles=one_of("tiles", ("on", "off"), "off") == "on",
        level=int(one_of("level", ("1", "2", "3"), "1")),
        at=params.get("at", "")[:40],
        id=params.get("id", "")[:200],
        sheet=int(sheet[:9]),
        sort=one_of("sort", tuple(SORTS), "newest"),
    )
    return view, tuple(found)


def _readers_language() -> str:
    """Ukrainian for a browser set to Ukrainian, else English."""
    return "uk" if (st.context.locale or "").lower().startswith("uk") else "en"


def _without_nested(regions: tuple[str, ...]) -> tuple[str, ...]:
    """`regions` less those inside another of them: the union is the same."""
    return tuple(
        code
        for code in regions
        if not any(
            code != other and code.startswith(other) and level_of(other) < level_of(code)
            for other in regions
            if other != "none" and code != "none"
        )
    )
