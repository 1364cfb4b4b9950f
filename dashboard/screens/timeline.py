"""The Timeline page: incidents and reported deaths over time, the milestones beside them, what was
counted before and after one, and from which day on late reports are still to be expected."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

import events
from dashboard import data, frame, state
from dashboard.state import View
from dashboard.timeline import charts, late_reports, milestone_panel
from dashboard.timeline import milestone_chart as drawing
from dashboard.words.writing import counted, day, number, say
from events import MILESTONE_KINDS, Late

UNITS = ("day", "week", "month")
MOST_DAYS = 2000
"""Days drawn one by one at most: more bars than pixels tell nothing, and each costs 16 bytes."""


@dataclass(frozen=True)
class Shown:
    """What the chart, the list and the tables all tell."""

    periods: pd.DataFrame
    unit: str
    edges: tuple[date, date]
    marked: pd.DataFrame
    beyond: int
    """Milestones of the chosen kinds outside the edges."""
    late: Late


def draw(view: View, atlas) -> None:
    known = events.milestones()
    milestone = _chosen(view, known)
    if milestone is None and frame.empty_result(view, atlas):
        return
    unit, kinds = _choices(view)
    view = st.session_state["view"]
    late = _late(view, atlas)
    shown = _shown(view, atlas, unit, milestone, known[known["kind"].isin(kinds)], late)
    if shown:
        _incidents(view, shown)
    else:
        frame.empty_result(view, atlas)
    if milestone:
        milestone_panel.show(view, atlas, milestone, late)
    if shown:
        _list(view, shown)
        _killed(view, shown)
        late_reports.show(late, view.language)
        _tables(view, shown)


def _chosen(view: View, known: pd.DataFrame) -> dict | None:
    """The milestone that the address names; a name that is none is said and put aside."""
    wanted = view.param("around")
    found = known[known["id"] == wanted].to_dict("records")
    if wanted and not found:
        st.warning(say("no_such_milestone", view.language, seen=f"`{wanted}`"))
    return found[0] if found else None


def _choices(view: View) -> tuple[str, tuple[str, ...]]:
    """The unit of the bars and the kinds of milestones, as chosen and kept in the address."""
    language, marks = view.language, view.param("marks")
    st.session_state.setdefault("f_by", view.param("by"))
    st.session_state.setdefault("f_marks", [] if marks == "none" else marks.split(","))
    with st.container(horizontal=True):
        unit = st.segmented_control(
            say("by", language),
            UNITS,
            format_func=lambda word: say(f"unit_{word}", language),
            required=True,
            key="f_by",
        )
        chosen = st.pills(
            say("marks", language),
            MILESTONE_KINDS,
            selection_mode="multi",
            format_func=lambda kind: f"{drawing.SIGNS[kind]} {say(f'mark_{kind}', language)}",
            key="f_marks",
            wrap=True,
        )
    kinds = tuple(kind for kind in MILESTONE_KINDS if kind in chosen)
    state.set_own(by=unit, marks=",".join(kinds) or "none")
    return unit, kinds


def _late(view: View, atlas) -> Late:
    counted_by = data.ask("by_category", atlas, view.filters, "source")
    return events.late(data.ask("lags", atlas), tuple(counted_by["word"]))


def _shown(
    view: View, atlas, unit: str, milestone: dict | None, milestones: pd.DataFrame, late: Late
) -> Shown | None:
    """What there is to show of the period; None when no incident counts in it."""
    periods = data.ask("by_period", atlas, view.filters, unit=unit)
    if len(periods) > MOST_DAYS:
        st.caption(say("no_days_drawn", view.language, n=number(MOST_DAYS, view.language)))
        unit, periods = "week", data.ask("by_period", atlas, view.filters, unit="week")
    if periods.empty:
        return None
    window = None
    if milestone:
        days = int(view.param("around_days"))
        around = events.days_around(*milestone_panel.days_of(milestone), days)
        window = around if around == (view.filters.since, view.filters.until) else None
    edges = window or charts.edges_of(periods, unit)
    marked = drawing.within(milestones, edges)
    return Shown(periods, unit, edges, marked, len(milestones) - len(marked), late)


def _incidents(view: View, shown: Shown) -> None:
    """The bars with lines and band; a click on a mark chooses its milestone."""
    language, chosen = view.language, view.param("around")
    per = say(f"per_{shown.unit}", language)
    st.caption(say("timeline_shown", language, unit=per))
    chart = drawing.with_milestones(
        shown.periods,
        shown.marked,
        unit=shown.unit,
        language=language,
        edges=shown.edges,
        growing_from=shown.late.growing_from,
        chosen=chosen,
    )
    key = f"timeline_{chosen}"
    pick = {"on_select": lambda: _take(key, view), "selection_mode": drawing.PICK}
    st.altair_chart(
        chart,
        width="stretch",
        key=key,
        alt=_alt(shown, language),
        **(pick if len(shown.marked) else {}),
    )
    st.caption(late_reports.sentence(shown.late, shown.edges[1], language))


def _take(key: str, view: View) -> None:
    wanted = drawing.picked(st.session_state[key].get("selection"))
    known = events.milestones()
    for milestone in known[known["id"] == wanted].to_dict("records"):
        milestone_panel.choose(milestone, view.param("around_days"))


def _alt(shown: Shown, language: str) -> str:
    """What the chart tells, in words."""
    periods, unit = shown.periods, shown.unit
    most = periods.loc[periods["incidents"].idxmax()]
    n = len(shown.marked)
    marked = say("marks_marked", language, milestones=counted("milestones", n, language))
    return say(
        "timeline_alt",
        language,
        unit=say(f"per_{unit}", language),
        first=day(shown.edges[0], language),
        last=day(shown.edges[1], language),
        incidents=counted("incidents", int(periods["incidents"].sum()), language),
        top=day(most["period"].date(), language),
        most=number(most["incidents"], language),
        marked=marked if n else say("marks_none", language),
        late=late_reports.sentence(shown.late, shown.edges[1], language),
    )


def _list(view: View, shown: Shown) -> None:
    language = view.language
    if shown.marked.empty:
        st.caption(say("marks_outside", language))
        return
    beyond = say("marks_beyond", language, n=shown.beyond) if shown.beyond else ""
    st.caption(f"{say('marks_hint', language)} {beyond}")
    st.html(milestone_panel.CSS)
    milestone_panel.buttons(shown.marked, view)


def _killed(view: View, shown: Shown) -> None:
    language = view.language
    st.caption(say("chart_killed", language))
    first, last = (day(edge, language) for edge in shown.edges)
    per = say(f"per_{shown.unit}", language)
    st.altair_chart(
        charts.toll_over_time(
            shown.periods,
            unit=shown.unit,
            language=language,
            edges=shown.edges,
            growing_from=shown.late.growing_from,
        ),
        width="stretch",
        alt=say("killed_alt", language, unit=per, first=first, last=last),
    )


def _tables(view: View, shown: Shown) -> None:
    """The twins of chart and milestones; sent only when they are opened."""
    language = view.language
    twin = st.expander(say("counts_table", language), key="timeline_counts", on_change="rerun")
    if twin.open:
        twin.dataframe(
            _counts(shown, language), hide_index=True, placeholder=say("toll_unstated", language)
        )
        twin.caption(say("regions_caption", language))
    if shown.marked.empty:
        return
    twin = st.expander(say("marks_table", language), key="timeline_marks", on_change="rerun")
    if twin.open:
        link = st.column_config.LinkColumn(width="medium")
        twin.dataframe(
            milestone_panel.milestone_table(shown.marked, language),
            hide_index=True,
            column_config={say("col_address", language): link},
        )


def _counts(shown: Shown, language: str) -> pd.DataFrame:
    """The bars as numbers, and whether each period may still grow."""
    periods, growing = shown.periods, shown.late.growing_from
    columns = {
        "first_day": periods["period"].dt.strftime("%Y-%m-%d"),
        "col_incidents": periods["incidents"],
        "imprecise": periods["imprecise"],
        "col_killed_min": periods["killed_min"],
        "col_killed_max": periods["killed_max"],
    }
    if growing is not None and growing <= shown.edges[1]:
        ends = charts.with_end(periods, shown.unit)["end"]
        columns["col_grows"] = ends > pd.Timestamp(growing)
    return pd.DataFrame({say(key, language): value for key, value in columns.items()})


def show() -> None:
    frame.show("timeline", draw)
