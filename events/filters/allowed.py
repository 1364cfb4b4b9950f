"""What may stand in each field of a filter, and the words for what may not."""

import re
from dataclasses import dataclass
from datetime import date

import geodata
from events.filters import area
from events.incident import EVENT_TYPES, LOCATION_PRECISIONS, STATUSES, TARGET_CATEGORIES

NOWHERE = "none"
"""Stands among the regions for "not placed in any oblast"."""

CASUALTIES = ("any", "with", "without", "unstated")
"""with: a lower bound above 0. without: a toll is stated, and each stated one is 0 (its upper
bound, or a lone lower bound). unstated: no toll at all. A toll of 0 to 5 is only in any."""

AGGREGATES = ("listed", "summed", "out")
"""listed: in lists and exports, not in counts and sums. summed: in these too. out: nowhere."""

DOUBTFUL = ("gdelt",)
"""Sources that are left out unless a reader asks for them, by name or with SHOWN: GDELT's rows are
what a machine reads in the press, and of five of its points looked into four were wrong."""

NEVER_SUMMED = ("hapi", "missiles")
"""Sources whose aggregate rows overlap each other: they enter no count and no sum, whatever is
asked. HDX HAPI counts violence against civilians among political violence too; the missile table
has the Air Force's total for Ukraine beside its commands' for their parts of it."""

SHOWN = ("out", "shown")

UNITS = ("incidents", "reports")
"""incidents: the reports that are linked count as one. reports: each counts by itself."""

LONGEST_WORDS = 200

ALLOWED = {
    "event_types": EVENT_TYPES,
    "target_categories": TARGET_CATEGORIES,
    "statuses": STATUSES,
    "precisions": LOCATION_PRECISIONS,
    "casualties": CASUALTIES,
    "aggregates": AGGREGATES,
    "doubtful": SHOWN,
    "unit": UNITS,
}


@dataclass(frozen=True)
class Problem:
    """A parameter that was ignored: its name, what was seen in it and why that is no value."""

    name: str
    seen: str
    why: str


def check(name: str, value: str) -> None:
    """ValueError unless `value` may stand in the field `name`."""
    if why := wrong(name, value):
        raise ValueError(f"{name}: {value!r} {why}")


def wrong(name: str, value: str) -> str:
    """Why `value` may not stand in the field `name`; empty when it may."""
    if name in ALLOWED:
        return "" if value in ALLOWED[name] else f"is none of {', '.join(ALLOWED[name])}"
    if name == "area":
        return _wrong_area(value)
    if name == "regions":
        return "" if value == NOWHERE or _is_region(value) else "is no P-code, nor none"
    if name == "sources":
        fine = re.fullmatch(r"[\w.-]{1,60}", value)
        return "" if fine else "is no name of a source (letters, digits, _ . -)"
    return f"is longer than {LONGEST_WORDS} signs" if len(value) > LONGEST_WORDS else ""


def _wrong_area(text: str) -> str:
    try:
        area.parse(text)
    except area.NoArea as fault:
        return str(fault)
    return ""


def tidy(words: str) -> str:
    """`words` with one blank between them; control and format signs part words like blanks."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _is_region(code: str) -> bool:
    try:
        geodata.unit(code)
    except LookupError:
        return False
    return True


def day(text: str) -> date:
    """The day of an ISO date with hyphens; date.fromisoformat alone would take weeks too."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise ValueError(text)
    return date.fromisoformat(text)


_TOLL_HIGHS = ("killed_high", "injured_high")

CASUALTY_SQL = {
    "with": "killed_min > 0 OR injured_min > 0",
    "without": f"coalesce(greatest({', '.join(_TOLL_HIGHS)}), 1) = 0",
    "unstated": " AND ".join(f"{column} IS NULL" for column in _TOLL_HIGHS),
}
"""greatest() leaves nulls out, so that an unstated toll says nothing about the stated one."""


def among(sources: tuple[str, ...]) -> str:
    """The condition that a record is of one of these sources, whose names are ours."""
    return f"source IN ({', '.join(repr(source) for source in sources)})"
