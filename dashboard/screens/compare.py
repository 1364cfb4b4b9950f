"""The Compare page: two periods or two regions side by side, on the same scales."""

from dataclasses import replace
from datetime import timedelta
from html import escape

import pandas as pd
import streamlit as st

from dashboard import data, frame, layers, state
from dashboard import level as level_choice
from dashboard.compare import asked as compare
from dashboard.compare import view as compare_view
from dashboard.compare.asked import NoOther, Sides
from dashboard.map import basemap, metrics
from dashboard.state import View
from dashboard.words.writing import day, say
from events import Dots
from geodata import LEVELS, level_of, name, shape_levels, units

MODES = ("period", "regions")
YEAR = 365
_DOTS = ("latitude", "longitude", "incidents", "group", "precision", "place", "place_uk")
"""Columns of dots that a map reads; two maps without dots compare in their shades alone."""


def draw(view: View, atlas) -> None:
    language = view.language
    _choose(view, atlas)
    try:
        pair = compare.sides(view.filters, view.param("vs"))
    except NoOther as why:
        st.info(say(str(why), language))
        if str(why) in ("compare_choose", "compare_no_period"):
            st.button(say("compare_start", language), on_click=_start, args=(data.span(atlas),))
        return
    span = data.span(atlas)
    both = (pair.this, pair.other)
    counts = tuple(data.ask("figures", atlas, filters) for filters in both)
    days = tuple(compare.length(filters, span) for filters in both)
    st.html(
        compare_view.CSS
        + compare_view.figures_html(pair, counts, days, language)
        + _cautions(pair, days, language)
    )
    if span is None:
        return
    level_choice.choose(view, view.level, tuple(LEVELS))
    _maps(view, atlas, pair)
    _weeks(atlas, pair, span, language)
    _tables(view, atlas, pair)


def _choose(view: View, atlas) -> None:
    """What the other side is; the choice stands in the address."""
    language, vs = view.language, view.param("vs")
    by = "regions" if vs == "everywhere" or vs.startswith(("UA", "none")) else "period"
    by = st.session_state.get("_compare_by", by) if not vs else by
    with st.container(horizontal=True, vertical_alignment="bottom"):
        mode = st.segmented_control(
            say("compare_by", language),
            MODES,
            default=by,
            format_func=lambda word: say(f"compare_by_{word}", language),
            required=True,
            key=f"compare_by_{language}_{by}",
        )
        if mode != by:
            st.session_state["_compare_by"] = mode
            state.set_own(vs="")
            st.rerun()
        options = _regions(vs) if mode == "regions" else ["before", "year", "days"]
        held = vs if vs in options else "days" if ".." in vs else None
        chosen = st.selectbox(
            say("compare_other", language),
            options,
            index=options.index(held) if held in options else None,
            format_func=lambda word: _called(word, language),
            placeholder=say("compare_choose", language),
            key=f"compare_with_{language}_{mode}_{vs}",
        )
        if chosen == "days":
            _other_days(vs, data.span(atlas), language)
        elif chosen is not None and chosen != vs:
            state.set_own(vs=chosen)
            st.rerun()


def _regions(vs: str) -> list[str]:
    """All regions, every oblast and raion, and whatever the address names."""
    codes = [code for level in (1, 2) for code in units(level)["code"]]
    known = ["everywhere", *codes]
    return known if vs in known or not vs.startswith(("UA", "none")) else [vs, *known]


def _called(word: str, language: str) -> str:
    if word in ("before", "year", "days", "everywhere"):
        return say(f"compare_vs_{word}", language)
    codes = word.split(",")
    if len(codes) > 1 or codes == ["none"]:
        return say("compare_vs_several", language, n=len(codes))
    try:
        around = name(word[:4], language) if level_of(word) > 1 else ""
        return f"{name(word, language)} ({around})" if around else name(word, language)
    except LookupError:
        return word


def _other_days(vs: str, span, language: str) -> None:
    held = vs.split("..") if ".." in vs else ["", ""]
    first = st.date_input(
        say("compare_first", language),
        value=held[0] or (span[0] if span else None),
        key=f"compare_first_{language}_{vs}",
        format="DD.MM.YYYY",
        min_value="0001-01-01",
        max_value="9999-12-31",
    )
    last = st.date_input(
        say("compare_last", language),
        value=held[1] or (span[1] if span else None),
        key=f"compare_last_{language}_{vs}",
        format="DD.MM.YYYY",
        min_value="0001-01-01",
        max_value="9999-12-31",
    )
    if first and last and f"{first}..{last}" != vs:
        state.set_own(vs=f"{first}..{last}")
        st.rerun()


def _start(span) -> None:
    """The last year of the data against the one before."""
    view = st.session_state["view"]
    filters = replace(view.filters, since=span[1] - timedelta(days=YEAR - 1), until=span[1])
    own = state.params.changed(view.own, vs="before")
    state.change(filters=filters, own=own, sheet=1)


def _cautions(pair: Sides, days: tuple, language: str) -> str:
    said = ["compare_not_because"]
    if compare.overlap(pair):
        said.append(f"compare_overlap_{pair.by}")
    elif pair.by == "period":
        said.append("compare_edges")
    if pair.by == "period" and days[0] != days[1]:
        said.append("compare_unequal")
    lines = "".join(f'<p class="caution">{escape(say(key, language))}</p>' for key in said)
    return f'<div class="compare">{lines}</div>'


def _maps(view: View, atlas, pair: Sides) -> None:
    """Both maps in the same classes; regions only, so that shades compare."""
    language, level = view.language, view.level
    metric = view.shade if view.shade in metrics.COUNTED else "incidents"
    both = [
        metrics.measure(data.ask, atlas, filters, metric, level)
        for filters in (pair.this, pair.other)
    ]
    scale = pd.concat([one.rows.loc[one.rows["code"].notna(), metric] for one in both])
    nothing = Dots(pd.DataFrame(columns=list(_DOTS)), 0, False, None)
    st.caption(say("compare_maps", language))
    for column, measured, filters, side in zip(
        st.columns(2, gap="small"), both, (pair.this, pair.other), ("this", "other"), strict=True
    ):
        layer = layers.atlas_layer(
            replace(measured, scale=scale),
            nothing if level in shape_levels() else None,
            selected="",
            tiles=False,
            language=language,
            within=filters.regions,
        )
        with column, st.container(key=f"compare_map_{side}"):
            st.markdown(f"**{say(f'col_{side}', language)}**")
            basemap.show(layer, key=f"compare_{side}", on_click=lambda _at: None)


def _weeks(atlas, pair: Sides, span, language: str) -> None:
    both = (pair.this, pair.other)
    weeks = tuple(
        compare.weeks_of(data.ask("by_period", atlas, filters, unit="week"), filters, span)
        for filters in both
    )
    st.caption(say(f"compare_chart_{pair.by}", language))
    alt = {
        side: f"{day(rows['period'].iloc[0].date(), language)}, {rows['incidents'].sum()}"
        for side, rows in zip(("this", "other"), weeks, strict=True)
    }
    st.altair_chart(
        compare_view.chart(pair, weeks, language),
        width="stretch",
        alt=say("compare_alt", language, **alt),
    )


def _tables(view: View, atlas, pair: Sides) -> None:
    language, both = view.language, (pair.this, pair.other)
    if pair.by == "period":
        rows = [data.ask("by_region", atlas, filters, level=view.level) for filters in both]
        st.caption(
            say("compare_table_regions", language, level=say(f"level_{view.level}", language))
        )
        found = compare.differences(*rows, "code")
        st.dataframe(compare_view.table(found, "code", language, level=view.level), hide_index=True)
    for column, title in (
        ("event_type", "compare_table_type"),
        ("target_category", "compare_table_target"),
    ):
        rows = [data.ask("by_category", atlas, filters, column) for filters in both]
        st.caption(say(title, language))
        found = compare.differences(*rows, "word")
        st.dataframe(compare_view.table(found, "word", language, column=column), hide_index=True)


def show() -> None:
    frame.show("compare", draw)
