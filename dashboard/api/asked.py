"""What a request asks: the parameters of a page's address, read without mercy.

A page shows what it could not read and goes on; a program would not see that. So here a parameter
that cannot be read, is unknown, empty or given twice is a problem, and nothing is answered.
What only says how a page looks is taken and has no effect, so that its address can be used.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from dashboard import params, state
from dashboard.api.problem import Refused, unreadable
from dashboard.words.writing import LANGUAGES
from events import PARAMS, Filters, Problem

LONGEST = 8192
"""Bytes of a query; the longest that the pages write are below 2,000."""

STREAMLITS_OWN = ("embed", "embed_options")
READ_ELSEWHERE = ("as_of", "lang")
_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class Asked:
    """filters; as_of: version of the store, None for the newest; language of sentences; own:
    the parameters of the route itself."""

    filters: Filters = field(default_factory=Filters)
    as_of: int | None = None
    language: str = "en"
    own: Mapping[str, str] = field(default_factory=dict)


def without_effect() -> tuple[str, ...]:
    """Parameters of the pages that change nothing here, by name."""
    shown = {*state.OWN_PARAMS, *params.PARAMS, *STREAMLITS_OWN}
    return tuple(sorted(shown - {*READ_ELSEWHERE, *PARAMS}))


def pairs(query: bytes) -> dict[str, str]:
    """The parameters of a query string; raises Refused (400, 414)."""
    if len(query) > LONGEST:
        raise Refused(414, f"The query has {len(query)} bytes; at most {LONGEST} are read.")
    given: dict[str, str] = {}
    for part in filter(None, query.split(b"&")):
        name, _, value = part.partition(b"=")
        name, value = _text(name), _text(value)
        if name in given:
            why = "stands twice; put several values behind one, with commas between"
            raise unreadable([Problem(name, value, why)])
        given[name] = value
    return given


def _text(part: bytes) -> str:
    """One side of a pair, decoded as a form does it: + is a blank."""
    if _ESCAPE.search(part):
        raise Refused(400, "The query holds a % that is not followed by two hexadecimal digits.")
    try:
        text = unquote_to_bytes(part.replace(b"+", b" ")).decode()
    except UnicodeDecodeError:
        raise Refused(400, "The query is no UTF-8 where its % are resolved.") from None
    if "\x00" in text:
        raise Refused(400, "The query holds a NUL sign, which stands in no parameter.")
    return text


def read(query: bytes, own: Mapping[str, Iterable[str]], *, filtered: bool = True) -> Asked:
    """What a query asks of a route; raises Refused that names every parameter at fault.

    own: the route's own parameters, all required, and the words that each may be. filtered: the
    route answers about filters; one that does not takes no other parameter.
    """
    given = pairs(query)
    kept = {name: given.pop(name, "") for name in own}
    problems = [
        Problem(name, kept[name], f"must be one of {', '.join(words)}")
        for name, words in own.items()
        if kept[name] not in words
    ]
    if not filtered:
        why = "is no parameter of this address"
        problems += [Problem(name, seen, why) for name, seen in given.items()]
        if problems:
            raise unreadable(problems)
        return Asked(own=kept)
    asked = {name: given.pop(name) for name in READ_ELSEWHERE if name in given}
    problems += _faults(asked)
    filters, found = Filters.from_params(given, others=without_effect())
    problems += [*found, *_empty(given, filters)]
    if problems:
        raise unreadable(problems)
    as_of = int(asked["as_of"]) if "as_of" in asked else None
    return Asked(filters, as_of, asked.get("lang", "en"), kept)


def _faults(asked: Mapping[str, str]) -> list[Problem]:
    found = []
    if not re.fullmatch("[0-9]{1,9}", asked.get("as_of", "0")):
        found.append(Problem("as_of", asked["as_of"], "is no number of a store version"))
    if asked.get("lang", "en") not in LANGUAGES:
        found.append(Problem("lang", asked["lang"], f"must be one of {', '.join(LANGUAGES)}"))
    return found


def _empty(given: Mapping[str, str], filters: Filters) -> list[Problem]:
    """Filters that are named and hold nothing: they would restrict nothing, in silence."""
    why = "is empty; leave it out to set no such filter"
    return [
        Problem(name, given[name], why)
        for name in PARAMS
        if name in given and getattr(filters, PARAMS[name]) in ((), "") and not _judged(name, given)
    ]


def _judged(name: str, given: Mapping[str, str]) -> bool:
    """Whether a value was found wrong already, so that it is not named twice."""
    return any(p.name == name for p in Filters.from_params({name: given[name]})[1])
