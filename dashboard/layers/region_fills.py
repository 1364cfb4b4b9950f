"""A metric over regions -> the fill of each, and what the legend says of the fills.

One function a metric; FILLS names them. A fill is a colour, or None for a region that has none
of what is counted. "None", "not known" and "outside the filters" are three different things.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.map.metrics import COUNTED, FEW, Measured, few
from dashboard.map.shading import class_borders, class_labels, rate_borders, rate_labels, shade_of
from dashboard.words.terms import SHADES
from dashboard.words.writing import day, number, percent, say

NO_INCIDENT, NOT_STATED, OUTSIDE = "#fbfbf9", "#d8d2c4", "#e9edee"
"""Fills of regions that hold no incident or no toll above zero, of which the metric is not known,
and which the filters do not ask about: only the first is "none"."""

MAYBE = "#f5eeb8"
"""Fill of a unit of which no incident is known for sure, while some are known only to a wider
region around it: it is not "none"."""

FALLS = ("#4b84ab", "#a9c7de")
SAME = "#efe9dd"
RISES = ("#f1cf9f", "#d98f3e")
FROM_NONE = "#a85f17"
"""Blue to orange: told apart under the common colour-vision deficiencies, and the ends darkest."""

CHANGE_STEPS = (-50, -20, 20, 100)
"""Per cent at which a class of change ends."""

ENERGY_STEPS = (5, 10, 25, 50, 100)
"""Upper borders of the classes of a share, per cent; fixed, so that two views compare."""


@dataclass(frozen=True)
class Fills:
    """colours: of each region's code; title, items (colour, text) and notes: of the legend."""

    colours: dict[str, str | None]
    title: str
    items: list[tuple[str, str]]
    notes: tuple[str, ...] = ()


def fills(measured: Measured, language: str) -> Fills:
    """The fills of one metric."""
    rows = measured.rows[measured.rows["code"].notna()]
    found = FILLS[measured.metric](measured, rows, language)
    maybe = rows.loc[(rows["incidents"] == 0) & (rows["up_to"] > 0), "code"]
    maybe = [code for code in maybe if found.colours[code] in (None, NOT_STATED)]
    if not maybe:
        return found
    entry = (MAYBE, say("legend_maybe", language))
    spot = 1 if found.items[0][0] == NO_INCIDENT else len(found.items)
    items = [*found.items[:spot], entry, *found.items[spot:]]
    return replace(found, colours=found.colours | dict.fromkeys(maybe, MAYBE), items=items)


def _by_count(measured: Measured, rows: pd.DataFrame, language: str) -> Fills:
    shade, level = measured.metric, measured.level
    borders = class_borders(rows[shade] if measured.scale is None else measured.scale)
    colours = {
        code: NOT_STATED if pd.isna(value) else shade_of(value, borders)
        for code, value in zip(rows["code"], rows[shade], strict=True)
    }
    items = [(NO_INCIDENT, say("legend_none", language)), *class_labels(borders, language)]
    if shade == "incidents":
        return Fills(colours, say(f"legend_incidents_{level}", language), items)
    items.append((NOT_STATED, say("toll_unstated", language)))
    return Fills(colours, say(f"legend_{shade}", language), items)


def _per_100k(_: Measured, rows: pd.DataFrame, language: str) -> Fills:
    borders = rate_borders(rows["value"])
    unknown = rows["value"].isna()
    colours = {
        code: NOT_STATED if missing else shade_of(value, borders)
        for code, value, missing in zip(rows["code"], rows["value"], unknown, strict=True)
    }
    items = [(NO_INCIDENT, say("legend_none", language)), *rate_labels(borders, language)]
    if unknown.any():
        items.append((NOT_STATED, say("class_no_residents", language)))
    return Fills(
        colours,
        say("legend_per_100k", language),
        items,
        (say("note_per_100k", language),),
    )


def _change(measured: Measured, rows: pd.DataFrame, language: str) -> Fills:
    colours = dict(zip(rows["code"], _change_colours(rows), strict=True))
    low, least, most, high = (percent(abs(step), language) for step in CHANGE_STEPS)
    items = [
        (FALLS[0], say("class_fell", language, text=say("class_or_more", language, text=low))),
        (FALLS[1], say("class_fell", language, text=_span(least, low))),
        (SAME, say("class_same", language, text=f"±{most}")),
        (RISES[0], say("class_rose", language, text=_span(most, high))),
        (RISES[1], say("class_rose", language, text=say("class_or_more", language, text=high))),
        (FROM_NONE, say("class_from_none", language)),
        (NOT_STATED, say("class_small", language)),
    ]
    change = measured.change
    days = ("since", "until", "before_since", "before_until")
    named = {name: day(getattr(change, name), language) for name in days}
    notes = [say("note_change", language, **named)]
    if not change.covered:
        notes.append(say("note_change_uncovered", language))
    if measured.withheld:
        notes.append(say("note_change_withheld", language))
    return Fills(colours, say("legend_change", language), items, tuple(notes))


def _change_colours(rows: pd.DataFrame) -> list[str | None]:
    classes = pd.cut(
        rows["value"],
        [-float("inf"), *CHANGE_STEPS, float("inf")],
        labels=[*FALLS, SAME, *RISES],
        right=False,
    ).astype(object)
    classes = classes.mask(rows["value"] == CHANGE_STEPS[0], FALLS[0])
    classes = classes.mask(rows["before"] == 0, FROM_NONE)
    classes = classes.mask(few(rows), NOT_STATED)
    nothing = (rows["now"] == 0) & (rows["before"] == 0)
    return [None if none else colour for none, colour in zip(nothing, classes, strict=True)]


def _span(low: str, high: str) -> str:
    """20–50%: the sign of per cent stands once."""
    return f"{low.rstrip('%').strip()}–{high}"


def _energy(measured: Measured, rows: pd.DataFrame, language: str) -> Fills:
    borders = list(ENERGY_STEPS)
    colours = {
        code: NOT_STATED if stated < FEW else shade_of(value, borders)
        for code, value, stated in zip(rows["code"], rows["value"], rows["stated"], strict=True)
    }
    lows = (0, *ENERGY_STEPS)
    shares = [
        (colour, f"{number(low, language)}–{number(high, language)}")
        for colour, low, high in zip(SHADES, lows, ENERGY_STEPS, strict=False)
    ]
    items = [(NO_INCIDENT, "0"), *shares, (NOT_STATED, say("class_fewer", language, n=FEW))]
    notes = [say("note_energy_share", language)]
    if measured.withheld:
        notes.append(say("note_energy_withheld", language))
    return Fills(colours, say("legend_energy_share", language), items, tuple(notes))


FILLS: dict[str, Callable[[Measured, pd.DataFrame, str], Fills]] = {
    **dict.fromkeys(COUNTED, _by_count),
    "per_100k": _per_100k,
    "change": _change,
    "energy_share": _energy,
}
