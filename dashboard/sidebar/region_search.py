"""What a reader typed -> the regions it may mean, and how each is written in a list.

Names are compared in English and Ukrainian at once; old names, Russian spellings and the names
of settlements find the region that they belong to.
"""

from dataclasses import dataclass
from functools import cache

from dashboard.words.writing import say
from geodata import LEVELS, find, fold, level_of, name, parents, search, units

LIMIT = 12
"""Regions offered at once; a list that is cut says so."""

SOUNDS_ALIKE = 0.75
"""Lowest score of `geodata.find` that is offered: Dnepro for Dnipro has 0.755."""

NOWHERE = "none"
_CITIES = ("UA80", "UA85")


@dataclass(frozen=True)
class Offer:
    """One region of the list: `note` says what else tells it from its namesakes, may be empty."""

    code: str
    name: str
    note: str


def written(code: str, language: str, *why: str) -> Offer:
    """A region with its name, which holds its kind, and after `why` the regions around it."""
    if code == NOWHERE:
        return Offer(code, say("region_none", language), "")
    around = [name(outer, language) for outer in parents(code) if _largest(outer) == outer]
    if code in _CITIES:
        around = [say("region_city", language)]
    elif code in _namesakes():
        around.append(code)
    return Offer(code, name(code, language), " · ".join([*why, ", ".join(around)]).strip(" ·"))


@cache
def _namesakes() -> frozenset[str]:
    """Hromadas that share name and raion with another, such as two of Chornomorske near Odesa."""
    hromadas = units(3)
    return frozenset(hromadas["code"][hromadas.duplicated(["name_uk", "parent"], keep=False)])


def offers(text: str, chosen: tuple[str, ...], language: str) -> tuple[list[Offer], bool]:
    """The regions for a text, the likeliest first, less those `chosen`; and whether it is cut.

    Without a text: the regions right within the chosen ones, then all oblasts.
    """
    if not text.strip():
        return [written(code, language) for code in _to_begin_with(chosen, language)], False
    found = _found(text, language)
    listed = [
        written(code, language, *why) for code, why in found.items() if code not in set(chosen)
    ]
    return listed[:LIMIT], len(listed) > LIMIT


def added(code: str, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """`chosen` with one more region, in place of those around it and within it."""
    apart = [other for other in chosen if not _nested(code, other)]
    return tuple(sorted([*apart, code]))


def _nested(code: str, other: str) -> bool:
    return NOWHERE not in (code, other) and (code.startswith(other) or other.startswith(code))


def _to_begin_with(chosen: tuple[str, ...], language: str) -> list[str]:
    inner = [
        code
        for outer in chosen
        if outer != NOWHERE and level_of(outer) < 3
        for code in _ordered(units(level_of(outer) + 1), language)
        if code.startswith(outer) and _largest(code) == code
    ]
    oblasts = [code for code in _ordered(units(1), language) if code not in chosen]
    return [*inner, *oblasts, *([] if NOWHERE in chosen else [NOWHERE])]


def _ordered(frame, language: str) -> list[str]:
    return frame.sort_values(f"name_{language}")["code"].tolist()


def _found(text: str, language: str) -> dict[str, tuple[str, ...]]:
    """Code -> what to say of the match where its name does not show it.

    Names that hold the text come first, then regions by their other names, then settlements.
    """
    found = {row.code: _other_name(row, text, language) for row in _named(text)}
    places = [
        place
        for place in find(text, limit=2 * LIMIT)
        if place.score >= SOUNDS_ALIKE and place.matched_by != "fuzzy" and place.adm1_code
    ]
    kinds = [*LEVELS.values()]
    for place in sorted(places, key=lambda p: (*kinds, p.kind).index(p.kind)):
        code = _largest(place.adm3_code or place.adm2_code or place.adm1_code)
        if place.kind not in kinds:
            shown = (place.name_uk if language == "uk" else None) or place.name_en
            held = shown != name(code, language)
            found.setdefault(code, (say("region_holds", language, name=shown),) if held else ())
        elif place.matched_by == "old name":
            found.setdefault(code, (say("region_renamed", language),))
        else:
            found.setdefault(code, ())
    return found


def _named(text: str) -> list:
    """Rows of the register whose names or code begin with the text's words."""
    rows = search(text, 2 * LIMIT).itertuples()
    return [row for row in rows if _largest(row.code) == row.code]


def _other_name(row, text: str, language: str) -> tuple[str, ...]:
    """The name in the other language, when that is the one that holds the text."""
    shown, other = row.name_en, row.name_uk
    if language == "uk":
        shown, other = other, shown
    return () if text.strip().upper() in row.code or fold(text) in fold(shown) else (other,)


def _largest(code: str) -> str:
    """The unit, or the one above it that is the same land: Kyiv is raion and hromada of itself."""
    above = parents(code)
    return _largest(above[0]) if above and name(above[0]) == name(code) else code
