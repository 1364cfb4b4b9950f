"""What a place name asks for: the name proper, the kind of place its words tell, and its context.

"Kharkiv region" asks for an oblast, "м. Балта" for a settlement, "Izium (Kharkiv Oblast)" for
Izium with Kharkiv Oblast as context, "Donetsk - Petrovskyi" for a part of Donetsk.
"""

import re
from typing import NamedTuple

from geodata.sounding import one_script
from geodata.spelling import fold

_KIND_WORDS = {
    "oblast": "oblasts?|oblas|obl|oblastj|region|province|област[ьі]|обл|autonomous republic( of)?|"
    "republic of|автономна республіка|автономная республика|ар(?= крим)",
    "raion": "raion|rayon|rajon|rajoni?|district|район[іу]?|р н",
    "hromada": "((urban|rural|settlement|міська|сільська|селищна) )?(territorial |територіальна )?"
    "(hromada|community|громада)|отг|тг",
    "settlement": "city (municipality|council)|municipality|city|town|village|"
    "(urban type )?settlement|misto|місто|город|село|селище|смт|пгт|м|с|г",
}
# A name may hold these inside (Нове Село), so that they tell a kind only before the name, and the
# English ones also behind it.
_BEFORE = re.compile(f"^({_KIND_WORDS['settlement']})( of)? ")
_BEHIND = re.compile(" (city (municipality|council)|municipality|city|town|village|settlement)$")
_UNITS = {
    kind: re.compile(rf"(?<!\S)({_KIND_WORDS[kind]})(?!\S)")
    for kind in ("oblast", "raion", "hromada")
}
_COUNTRY = {"ukraine", "ukrajina", "ukraina", "україна", "украина"}
_NO_LETTERS = re.compile(r"[\W_]+")
_PARTS = re.compile(r"[,;()\[\]/]+")
_CITY_PART = re.compile(r"\s[-–—]\s")


class Asked(NamedTuple):
    """names: folded readings of the name, the text as it is first; kind: oblast, raion, hromada,
    settlement, or None when the words tell none; context: other parts of the text, as written;
    part: what stands behind the hyphen in "city - district", or None."""

    names: tuple[str, ...]
    kind: str | None
    context: tuple[str, ...]
    part: str | None


def asked(text: str) -> Asked:
    """Takes a place name apart. Empty names when the text holds no letter."""
    parts = [part.strip() for part in _PARTS.split(one_script(str(text)))]
    parts = [p for p in parts if re.search(r"[^\W\d_]", p) and plain(p) not in _COUNTRY]
    if not parts:
        return Asked((), None, (), None)
    # "Dnipropetrovsk oblast, Kryvyi Rih Raion" has its wider unit first.
    if len(parts) > 1 and without_kind(plain(parts[0]))[1] == "oblast":
        parts = [*parts[1:], parts[0]]
    name, *behind = _CITY_PART.split(parts[0], maxsplit=1)
    whole = plain(name)
    bare, kind = without_kind(whole)
    names = (whole,) if bare == whole else (whole, bare)
    return Asked(names, kind, tuple(parts[1:]), plain(behind[0]) if behind else None)


def plain(text: str) -> str:
    """`fold` with letters and digits only, one space between words."""
    return " ".join(_NO_LETTERS.sub(" ", fold(text)).split())


def without_kind(name: str) -> tuple[str, str | None]:
    """A plain name without the words that tell its kind, and that kind; ("київ", "oblast") for
    "область київ". A name that consists of such words alone stays whole and tells no kind."""
    for kind, words in _UNITS.items():
        bare = " ".join(words.sub(" ", name).split())
        if bare != name:
            return (bare, kind) if bare else (name, None)
    bare = _BEHIND.sub("", _BEFORE.sub("", name))
    return (bare, "settlement") if bare != name else (name, None)
