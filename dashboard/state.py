"""What one reader looks at, as one small frozen value that lives in the URL.

Each run begins with `begin` (URL -> View) and ends with `remember` (View -> URL). Between runs
the View rests in the session, because Streamlit drops the query string when the reader turns
to another page. Widgets hold their own values under keys that start with "f_"; they are filled
from the View only when it changed outside of them (a link, the chart, a button).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

import streamlit as st

from dashboard import params
from dashboard.map.metrics import METRICS
from dashboard.words.writing import LANGUAGES
from events import CHANGE_KINDS, Filters, Problem
from geodata import level_of

SHADES_BY = METRICS
OWN_PARAMS = (
    *("lang", "shade", "level", "tiles", "at", "id", "sheet", "sort"),
    *("as_of", "changed", "kind"),
)
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
    as_of: int | None = None
    """Version of the store that every page shows; None is the newest."""
    changed: str = ""
    """Since when the page What changed tells: "visit", "import", a version or a day; "" is the
    last visit where the browser knows of one, else the last import."""
    kinds: tuple[str, ...] = CHANGE_KINDS
    """Kinds of changes on map and table of that page."""
    own: tuple[tuple[str, str], ...] = ()
    """Parameters of single pages (dashboard/params.py) that differ from their defaults."""

    def param(self, name: str) -> str:
        """The value of a page's own parameter."""
        return dict(self.own).get(name, params.PARAMS[name].default)


def language() -> str:
    """The language of this run, also before `begin`: switch, session, address or browser."""
    view = st.session_state.get("view")
    asked = (
        st.session_state.get("f_language"),
        view.language if view else None,
        st.query_params.get("lang"),
    )
    return next((word for word in asked if word in LANGUAGES), _readers_language())


def begin(page: str) -> View:
    """The View of this run; `problems` then names what of the address could not be read.

    A changed address wins; an address emptied by turning to another page keeps the View.
    """
    st.session_state.pop("_whole_page_waits", None)
    seen = dict(st.query_params)
    turned = st.session_state.get("_page", page) != page
    st.session_state["_page"] = page
    known = st.session_state.get("view")
    if known is not None and (seen == st.session_state.get("_params") or (turned and not seen)):
        return known
    view, st.session_state["_problems"] = from_params(seen)
    put(view)
    return view


def problems() -> tuple[Problem, ...]:
    """Every part of the address that could not be read and was ignored."""
    return st.session_state.get("_problems", ())


def add_problem(problem: Problem) -> None:
    """Name a part of the address that only later turned out to be none."""
    st.session_state["_problems"] = (*problems(), problem)


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


def taker(key: str, take: Callable[[object], None]) -> Callable[[], None]:
    """A callback that hands the value of the widget `key` to `take`.

    Streamlit may call it at the click that opened a whole other view: then `put` has cleared the
    widget, and there is nothing to take.
    """

    def answered() -> None:
        if key in st.session_state:
            take(st.session_state[key])

    return answered


def whole_page_waits() -> bool:
    """Whether filters changed that this run of a part of the page cannot show; asked once."""
    return st.session_state.pop("_whole_page_waits", False)


def select(**changes: object) -> None:
    """Change what is selected or how the map is shown; filters and their widgets stay."""
    remember(replace(st.session_state["view"], **changes))


def set_own(**values: str) -> None:
    """Change a page's own parameters (dashboard/params.py); filters and their widgets stay."""
    select(own=params.changed(st.session_state["view"].own, **values))


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
    address = to_params(view)
    if address != dict(st.query_params):
        st.query_params.from_dict(address)
    st.session_state["_params"] = address


def to_params(view: View) -> dict[str, str]:
    """The View as URL parameters; defaults are left out, but the language is always said."""
    address = dict(view.filters.to_params())
    default = View()
    address["lang"] = view.language
    for name in ("shade", "at", "id", "sort", "changed"):
        if getattr(view, name) != getattr(default, name):
            address[name] = getattr(view, name)
    if view.tiles:
        address["tiles"] = "on"
    if view.level != 1:
        address["level"] = str(view.level)
    if view.sheet != 1:
        address["sheet"] = str(view.sheet)
    if view.as_of is not None:
        address["as_of"] = str(view.as_of)
    if view.kinds != CHANGE_KINDS:
        address["kind"] = ",".join(view.kinds)
    return {**address, **dict(view.own)}


def from_params(address: dict[str, str]) -> tuple[View, tuple[Problem, ...]]:
    """The View of an address; what cannot be read is named and its default stands."""
    filters, problems = Filters.from_params(
        {
            name: value
            for name, value in address.items()
            if name not in OWN_PARAMS and name not in params.PARAMS
        }
    )
    filters = replace(filters, regions=_without_nested(filters.regions))
    found = list(problems)

    def one_of(name: str, words: tuple[str, ...], default: str) -> str:
        seen = address.get(name, default)
        if seen in words:
            return seen
        found.append(Problem(name, seen, f"expected one of {', '.join(words)}"))
        return default

    sheet = address.get("sheet", "1")
    if not (sheet.isascii() and sheet.isdigit() and 1 <= int(sheet[:9]) < 10**8):
        found.append(Problem("sheet", sheet, "expected a page number from 1"))
        sheet = "1"
    changes = {name: address[name] for name in ("as_of", "changed", "kind") if name in address}
    kept, wrong = _changes_params(changes)
    found += wrong
    own, wrong = params.read(address)
    found += wrong
    view = View(
        filters=filters,
        language=one_of("lang", LANGUAGES, _readers_language()),
        shade=one_of("shade", SHADES_BY, "incidents"),
        tiles=one_of("tiles", ("on", "off"), "off") == "on",
        level=int(one_of("level", ("1", "2", "3"), "1")),
        at=address.get("at", "")[:40],
        id=address.get("id", "")[:200],
        sheet=int(sheet[:9]),
        sort=one_of("sort", tuple(SORTS), "newest"),
        own=own,
        **kept,
    )
    return view, tuple(found)


def _changes_params(params: dict[str, str]) -> tuple[dict[str, object], list[Problem]]:
    """The fields as_of, changed and kinds of an address, and what of it could not be read."""
    kept, wrong = {}, []
    for name, seen in params.items():
        if name == "as_of" and re.fullmatch("[0-9]{1,9}", seen):
            kept["as_of"] = int(seen)
        elif name == "changed" and is_since(seen):
            kept["changed"] = seen
        elif name == "kind" and set(seen.split(",")) <= set(CHANGE_KINDS):
            kept["kinds"] = tuple(kind for kind in CHANGE_KINDS if kind in seen.split(","))
        else:
            wrong.append(Problem(name, seen, _EXPECTED[name]))
    return kept, wrong


_EXPECTED = {
    "as_of": "expected the number of a store version",
    "changed": "expected visit, import, a store version, or a day such as 2026-11-17",
    "kind": f"expected some of {', '.join(CHANGE_KINDS)}",
}


def is_since(seen: str) -> bool:
    """Whether `seen` names a point in time for View.changed."""
    if seen in ("visit", "import") or re.fullmatch("[0-9]{1,7}", seen):
        return True
    try:
        return len(seen) == 10 and bool(date.fromisoformat(seen))
    except ValueError:
        return False


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
