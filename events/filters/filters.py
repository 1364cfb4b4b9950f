"""What the reader asked for; a filter says itself as SQL and as a sentence, from one list.

A Filters value is frozen, hashable and canonical: the cache key, the address, an export's header.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import geodata
from events.filters.allowed import (
    CASUALTY_SQL,
    DOUBTFUL,
    NEVER_SUMMED,
    NOWHERE,
    Problem,
    among,
    check,
    day,
    tidy,
    wrong,
)
from events.filters.area import parse as parse_area
from events.filters.clauses import Clause, inside, period, places
from events.filters.vocabulary import ENGLISH, Vocabulary

PARAMS = {
    "since": "since",
    "until": "until",
    "region": "regions",
    "area": "area",
    "type": "event_types",
    "target": "target_categories",
    "source": "sources",
    "status": "statuses",
    "precision": "precisions",
    "casualties": "casualties",
    "aggregates": "aggregates",
    "doubtful": "doubtful",
    "unit": "unit",
    "words": "words",
}
"""Parameter of the address, and option of the command line -> field of Filters; canonical order."""

_COLUMNS = {
    "event_types": "event_type",
    "target_categories": "target_category",
    "sources": "source",
    "statuses": "status",
    "precisions": "location_precision",
}
_LISTS = ("regions", *_COLUMNS)
_WIDE = ("since", "until", "regions", "sources", "doubtful", "aggregates", "unit")

_STANDING = ("aggregates_listed", "doubtful_out", "unit_incidents")
"""Phrases of conditions that hold where nobody asked for any."""


@dataclass(frozen=True)
class Filters:
    """What to answer about. Empty tuples and None mean no restriction.

    since, until: an incident counts when any of its possible days is in this range, both ends
    included. regions: P-codes of any level, or "none"; several mean any of them, and so with
    the other lists. area: the text of an events.filters.area.Area, or empty. words: each must
    occur in title, place, place_uk or description, whatever its case. doubtful: whether the
    sources of allowed.DOUBTFUL are "out" or "shown"; where
    `sources` names any, these alone decide and doubtful is "out". unit: what counts and sums are
    of, one of allowed.UNITS; lists are of reports. ValueError says which value is not allowed.
    """

    since: date | None = None
    until: date | None = None
    regions: tuple[str, ...] = ()
    area: str = ""
    event_types: tuple[str, ...] = ()
    target_categories: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    precisions: tuple[str, ...] = ()
    casualties: str = "any"
    aggregates: str = "listed"
    doubtful: str = "out"
    unit: str = "incidents"
    words: str = ""

    def __post_init__(self) -> None:
        for name in _LISTS:
            listed = tuple(sorted(set(getattr(self, name))))
            object.__setattr__(self, name, listed)
            for item in listed:
                check(name, item)
        object.__setattr__(self, "words", tidy(self.words))
        if self.area:
            check("area", self.area)
            object.__setattr__(self, "area", parse_area(self.area).text)
        for name in ("casualties", "aggregates", "doubtful", "unit", "words"):
            check(name, getattr(self, name))
        if self.sources:
            object.__setattr__(self, "doubtful", "out")

    def to_params(self) -> dict[str, str]:
        """Short readable parameters in canonical order; what is not restricted is left out."""
        params = {}
        for param, name in PARAMS.items():
            value = getattr(self, name)
            if value != _DEFAULTS[name]:
                params[param] = ",".join(value) if name in _LISTS else str(value)
        return params

    @classmethod
    def from_params(
        cls, params: Mapping[str, str], *, others: tuple[str, ...] = ()
    ) -> tuple["Filters", tuple[Problem, ...]]:
        """The filters of an address, and each part of it that is no value and was ignored.

        `others` are parameters that belong to someone else.
        """
        values, problems = {}, []
        for param, seen in params.items():
            if param in PARAMS:
                values[PARAMS[param]], found = _read(param, seen)
                problems += found
            elif param not in others:
                known = ", ".join(PARAMS)
                problems.append(Problem(param, seen, f"no such filter; there are {known}"))
        return cls(**values), tuple(problems)

    def clauses(self) -> tuple[Clause, ...]:
        """Every condition; `where` and `sentence` say this list and nothing else."""
        found = [*period(self.since, self.until), *places(self.regions), *inside(self.area)]
        for name, column in _COLUMNS.items():
            if listed := getattr(self, name):
                values = {f"{column}_{n}": word for n, word in enumerate(listed)}
                sql = f"{column} IN ({', '.join('$' + key for key in values)})"
                found.append(Clause(sql, values, name, {"column": column, "words": listed}))
        if self.casualties != "any":
            found.append(Clause(CASUALTY_SQL[self.casualties], {}, self.casualties, {}))
        if self.words:
            sql = "incidents.rowid IN (SELECT row FROM matched)"
            found.append(Clause(sql, {}, "words", {"text": self.words}))
        if not self.sources:
            sql = "" if self.doubtful == "shown" else f"NOT {among(DOUBTFUL)}"
            named = {"column": "source", "words": DOUBTFUL}
            found.append(Clause(sql, {}, f"doubtful_{self.doubtful}", named))
        found.append(Clause("", {}, f"unit_{self.unit}", {}))
        sql = "NOT is_aggregate" if self.aggregates == "out" else ""
        named = {"column": "source", "words": NEVER_SUMMED} if self.aggregates == "summed" else {}
        found.append(Clause(sql, {}, f"aggregates_{self.aggregates}", named))
        return tuple(found)

    def where(self, *, wide: bool = False) -> tuple[str, dict[str, object]]:
        """A condition on the relation `incidents` of an Atlas, and its values by name.

        With `words` it reads the relation `matched`, with AREA among the values the relation
        `inside`; the Atlas makes both. A question
        that tells apart no more than raions, months and sources is `wide`: what is withheld
        (`events.gate`) then counts too, unless the filters are finer.
        """
        clauses = [clause for clause in self.clauses() if clause.sql]
        values = {key: value for clause in clauses for key, value in clause.values.items()}
        parts = [f"({clause.sql})" for clause in clauses]
        parts += [] if wide and self.is_wide() else ["NOT withheld"]
        return " AND ".join(parts) or "true", values

    def is_wide(self) -> bool:
        """Whether nothing is asked but whole months, oblasts and raions, and sources."""
        others = (name for name in _DEFAULTS if name not in _WIDE)
        firsts = (self.since, self.until and self.until + timedelta(days=1))
        months = all(day is None or day.day == 1 for day in firsts)
        places = (code == NOWHERE or geodata.level_of(code) <= 2 for code in self.regions)
        return months and all(places) and all(getattr(self, n) == _DEFAULTS[n] for n in others)

    def counted(self) -> str:
        """The condition that an incident enters counts and sums, not only lists."""
        if self.aggregates == "summed":
            return f"NOT (is_aggregate AND {among(NEVER_SUMMED)})"
        return "NOT is_aggregate"

    def left_out(self) -> tuple[str, dict[str, object]] | None:
        """A condition like `where`: what the doubtful sources would add; None where none is out."""
        doubtful = "doubtful_out"
        if all(clause.phrase != doubtful for clause in self.clauses()):
            return None
        others = [c for c in self.clauses() if c.sql and c.phrase != doubtful]
        sql = [*(f"({clause.sql})" for clause in others), among(DOUBTFUL)]
        return " AND ".join(sql), {key: v for c in others for key, v in c.values.items()}

    def sentence(self, vocabulary: Vocabulary = ENGLISH, *, left_out: int = 0) -> str:
        """The filters as one sentence in the language of `vocabulary`.

        left_out: how many records of doubtful sources these filters leave out
        (`Figures.left_out`), which is said where there are any.
        """
        clauses = self.clauses()
        head = "all" if all(clause.phrase in _STANDING for clause in clauses) else "head"
        said = [
            (clause.phrase, {**clause.words, "n": left_out})
            for clause in clauses
            if left_out or clause.phrase != "doubtful_out"
        ]
        return vocabulary.sentence(head, said)


_DEFAULTS = {name: getattr(Filters, name) for name in PARAMS.values()}


def _read(param: str, seen: str) -> tuple[object, list[Problem]]:
    """The value of one parameter, and what of it was ignored."""
    name = PARAMS[param]
    if name in ("since", "until"):
        try:
            return day(seen), []
        except ValueError:
            return None, [Problem(param, seen, "is no day; write it as 2024-10-31")]
    if name in _LISTS:
        items = [item.strip() for item in seen.split(",") if item.strip()]
        judged = [(item, wrong(name, item)) for item in items]
        problems = [Problem(param, item, why) for item, why in judged if why]
        return tuple(item for item, why in judged if not why), problems
    value = tidy(seen) if name == "words" else seen
    if name == "area" and not value:
        return "", []
    if why := wrong(name, value):
        return _DEFAULTS[name], [Problem(param, seen, why)]
    return value, []
