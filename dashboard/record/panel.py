"""The panel beside the map: a record, a point, a region, what is not placed, or how to read it."""

import streamlit as st

from dashboard import data, state
from dashboard.record import linked_panel
from dashboard.record.detail import how_to_read_html, record_html, region_html
from dashboard.record.reported import listed, told
from dashboard.sidebar import area_panel
from dashboard.state import View
from dashboard.words.writing import days, number, say
from geodata import LEVELS, level_of, shape_levels

NOT_PLACED = "country"
"""What stands in View.at while the list of incidents that are on no map is open."""

LISTED = 30
"""Rows of a list in the panel; its heading carries the true total."""


def show(view: View, atlas) -> None:
    """Draw what the View has selected."""
    if view.id:
        _record(view, atlas)
    elif view.at == NOT_PLACED:
        page = data.ask("not_placed", atlas, view.filters, limit=LISTED, offset=0)
        _close(view)
        list_records(page, say("not_placed_list", view.language), view.language, atlas)
    elif point := point_of(view.at):
        _place(point, view, atlas)
    elif view.at and is_region(view.at):
        _region(view, atlas)
    else:
        st.html(how_to_read_html(view.language, circles=view.level not in shape_levels()))
        _not_placed_button(view, atlas)


def _record(view: View, atlas) -> None:
    record = data.ask("incident", atlas, view.id)
    back = say("back" if view.at else "close", view.language)
    st.button(back, on_click=lambda: state.select(id=""))
    show_record(record, view.language, atlas)


def show_record(record: dict | None, language: str, atlas=None) -> None:
    """A whole record with its source's own columns folded below it, or that it is gone.

    With the atlas that it is of, what the other reports of its incident say is above and below.
    """
    if record is None:
        st.info(say("gone", language))
        return
    reports = linked_panel.summary(record, atlas, language) if atlas else None
    st.html(record_html(record, language))
    with st.expander(say("field_raw", language)):
        st.json(record["raw"])
    if atlas:
        linked_panel.others(record, reports, atlas, language)


def _place(point: tuple[float, float], view: View, atlas) -> None:
    """One incident at the point is shown whole; several are listed first."""
    latitude, longitude = point
    page = data.ask("at_point", atlas, view.filters, latitude=latitude, longitude=longitude)
    _close(view)
    if page.total == 1:
        record = data.ask("incident", atlas, page.frame["incident_id"].iloc[0])
        show_record(record, view.language, atlas)
    elif page.total:
        list_records(page, say("here", view.language), view.language, atlas)
    else:
        st.info(say("gone", view.language))
    st.button(
        say("area_here", view.language, km=area_panel.HERE_KM),
        on_click=area_panel.take_point,
        args=point,
    )


def _region(view: View, atlas) -> None:
    level = level_of(view.at)
    regions = data.ask("by_region_bounds", atlas, view.filters, level=level)
    rows = regions[regions["code"] == view.at]
    row = rows.iloc[0].to_dict() if len(rows) else None
    _close(view)
    st.html(region_html(view.at, row, view.language, unit=view.filters.unit))
    if level + 1 in LEVELS:
        st.button(
            say(f"drill_{level + 1}", view.language),
            on_click=lambda: state.drill(view.at, level + 1),
        )
    st.button(
        say("only_this_region", view.language),
        on_click=lambda: state.narrow(view.at),
        disabled=view.filters.regions == (view.at,),
    )


def _not_placed_button(view: View, atlas) -> None:
    count = data.ask("figures", atlas, view.filters).not_placed
    if count:
        st.button(
            f"{say('not_placed_list', view.language)}: {number(count, view.language)}",
            on_click=lambda: state.select(at=NOT_PLACED),
        )


def list_records(page, heading: str, language: str, atlas=None) -> None:
    """Records as buttons, each opening its record; with the atlas that they are of, it is said
    how many sources tell of the same incident."""
    links = data.ask("told_by", atlas, page.frame["incident_id"].tolist()) if atlas else None
    linked_to = None if links is None else links["linked_to"]
    st.markdown(f"**{heading}: {listed(page, linked_to, language)}**")
    for spot, row in enumerate(page.frame.head(LISTED).itertuples()):
        when = days(row.date_start, row.date_end, row.date_precision, language)
        said = f"{when}: {row.title or row.incident_id}"
        if links is not None and links["n_reports"][spot] > 1:
            said += f" · {told(*links.loc[spot, ['n_reports', 'n_sources']], language)}"
        st.button(
            plain(said),
            key=f"open_{row.incident_id}",
            on_click=lambda chosen=row.incident_id: state.select(id=chosen),
            type="tertiary",
        )
    if page.total > LISTED:
        shown = say(
            "rows_shown", language, first=1, last=LISTED, total=number(page.total, language)
        )
        st.caption(shown)


def _close(view: View) -> None:
    st.button(say("close", view.language), on_click=lambda: state.select(at="", id=""))


def plain(text: str) -> str:
    """`text` with Markdown's signs taken out of service: a button's label is Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()<>#+-.!|~:$" else sign for sign in text)


def point_of(at: str) -> tuple[float, float] | None:
    latitude, comma, longitude = at.partition(",")
    try:
        return (float(latitude), float(longitude)) if comma else None
    except ValueError:
        return None


def is_region(at: str) -> bool:
    try:
        return level_of(at) in (1, 2, 3)
    except (LookupError, ValueError):
        return False
