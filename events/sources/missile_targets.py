"""Where a wave of missiles or drones was aimed, as far as the words of the table go."""

import re
from functools import lru_cache
from typing import NamedTuple

from events.sources.abroad import abroad
from geodata import choice, find, oblast_named

DIRECTION = r"(?:north|south|east|west|cent(?:er|re)|front line)(?:[ -](?:north|south|east|west))?"

ISLANDS = {"snake island": "UA51"}
"""Places that no gazetteer lists by this name; Snake Island belongs to Odesa Oblast."""


class Aim(NamedTuple):
    """precision: oblast, area, country or abroad; code: the P-code of the oblast, else None."""

    precision: str
    code: str | None


@lru_cache(maxsize=10_000)
def aimed_at(target: str) -> Aim:
    """Where a list of target words is.

    One oblast, also by one of its raions or cities, is that oblast and no finer: the row counts a
    wave and not a strike. Several oblasts, a direction (south-east) and words that nobody can
    place are an area; Ukraine is the country. A city counts where one stands alone for its name.
    """
    if target.strip().lower() == "ukraine":
        return Aim("country", None)
    text = re.sub(r"\([^)]*\)", "", target)
    parts = [part for part in re.split(r"\s+and\s+", text) if part.strip()]
    found = {_region(name.strip()) for part in parts for name in _names(part)}
    if found == {"abroad"}:
        return Aim("abroad", None)
    code = next(iter(found)) if len(found) == 1 else None
    return Aim("oblast", code) if code else Aim("area", None)


def _names(part: str) -> list[str]:
    """The places of a part: its oblast alone where that stands first ("Odesa oblast, Black Sea",
    "Poltava oblast, Myrhorod Raion"), else all that commas divide."""
    first, *others = part.split(",")
    return [first] if "obl" in first.lower() else [first, *others]


def _region(name: str) -> str | None:
    """P-code of the oblast that holds a place, "abroad", or None."""
    plain = name.lower()
    if re.fullmatch(DIRECTION, plain):
        return None
    if abroad(name):
        return "abroad"
    if plain in ISLANDS:
        return ISLANDS[plain]
    place = None if "obl" in plain else choice(find(name))
    if place is not None and place.kind in ("settlement", "oblast"):
        return place.adm1_code
    return oblast_named(name)
