"""The conditions of a filter about days and places: their SQL, and what a sentence says of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import geodata
from events.filters.allowed import NOWHERE
from events.filters.area import parse

AREA = "area"
"""Name among the values of `Filters.where` under which an Atlas finds the text of the area."""


@dataclass(frozen=True)
class Clause:
    """One condition: its SQL, the values of the SQL, and the name and values of its phrase."""

    sql: str
    values: Mapping[str, object]
    phrase: str
    words: Mapping[str, object]


def period(since: date | None, until: date | None) -> list[Clause]:
    """Any possible day from `since` to `until`, both included; None is no bound."""
    days = {"since": since, "until": until}
    if since and until and since > until:
        return [Clause("false", {}, "no_day", days)]
    if since and until:
        sql = "date_end >= $since AND date_start <= $until"
        return [Clause(sql, days, "on" if since == until else "between", days)]
    if since:
        return [Clause("date_end >= $since", {"since": since}, "since", days)]
    if until:
        return [Clause("date_start <= $until", {"until": until}, "until", days)]
    return []


def places(regions: tuple[str, ...]) -> list[Clause]:
    """Placed in any of these units, of any level; NOWHERE is in none."""
    if not regions:
        return []
    parts, values = [], {}
    for n, code in enumerate(regions):
        if code == NOWHERE:
            parts.append("adm1_code IS NULL")
        else:
            parts.append(f"adm{geodata.level_of(code)}_code = $region_{n}")
            values[f"region_{n}"] = code
    return [Clause(" OR ".join(parts), values, "regions", {"regions": regions})]


def inside(area: str) -> list[Clause]:
    """With its point inside the area of this text; its SQL reads `inside`, which an Atlas makes."""
    if not area:
        return []
    asked = parse(area)
    sql = "incidents.rowid IN (SELECT row FROM inside)"
    return [Clause(sql, {AREA: area}, f"area_{asked.kind}", asked.words())]
