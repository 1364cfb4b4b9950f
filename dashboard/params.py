"""Address parameters that belong to one page only, as one table.

What every page reads (filters, language, level, selection) are fields of state.View. A choice
that only one page knows (the distance of the energy page, the second period of a comparison)
stands here with what it may be; it rests in View.own while it differs from its default.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.compare import asked as compare
from events import FACILITY_KINDS, MILESTONE_KINDS, Problem


@dataclass(frozen=True)
class Param:
    """One parameter: the text that stands when the address says nothing, and what may stand."""

    default: str
    pattern: str
    """A regular expression that the whole text must match."""
    expected: str
    """What is said to a reader whose address holds something else: "expected ..."."""


_MARK = f"(?:{'|'.join(MILESTONE_KINDS)})"

_PLANT = f"(?:{'|'.join(FACILITY_KINDS)})"
_PLANTS = f"{_PLANT}(?:,{_PLANT})*"

PARAMS: dict[str, Param] = {
    "week": Param(
        "", r"(?:\d{4}-\d\d-\d\d)?", "expected a day of the week to be judged, as 2026-11-16"
    ),
    # Energy: incidents within so many kilometres of facilities of some kinds
    "near_km": Param("5", "1|2|5|10|25", "expected 1, 2, 5, 10 or 25 kilometres"),
    "plants": Param("", "|".join((_PLANTS, "")), f"expected some of {', '.join(FACILITY_KINDS)}"),
    "vs": Param("", compare.PATTERN, "expected before, year, two days, everywhere or P-codes"),
    "by": Param("week", "day|week|month", "expected day, week or month"),
    "marks": Param(
        "diplomacy,ceasefire,energy_campaign,sanctions",
        f"none|{_MARK}(?:,{_MARK})*",
        f"expected none, or some of {', '.join(MILESTONE_KINDS)}",
    ),
    "around": Param("", "[0-9a-z-]{0,80}", "expected the id of a milestone"),
    "play": Param("", "day|week|month|", "expected day, week or month"),
    "places": Param("dots", "dots|hex", "expected dots or hex"),
    "around_days": Param("30", "7|14|30|90", "expected 7, 14, 30 or 90 days"),
}
"""Name in the address -> what it may be; short names, and none of events.PARAMS."""


def read(params: Mapping[str, str]) -> tuple[tuple[tuple[str, str], ...], list[Problem]]:
    """The pages' own parameters of an address that differ from their defaults, and the faults."""
    kept, wrong = [], []
    for name, param in PARAMS.items():
        seen = params.get(name, param.default)
        if not re.fullmatch(param.pattern, seen):
            wrong.append(Problem(name, seen, param.expected))
        elif seen != param.default:
            kept.append((name, seen))
    return tuple(kept), wrong


def changed(own: tuple[tuple[str, str], ...], **values: str) -> tuple[tuple[str, str], ...]:
    """`own` with some values changed; raises ValueError for a text that may not stand."""
    together = {**dict(own), **values}
    kept, wrong = read(together)
    if wrong or set(values) - set(PARAMS):
        raise ValueError(f"not in dashboard/params.py: {wrong or values}")
    return kept
