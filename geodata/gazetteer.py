"""A place name -> ranked candidates, each with how it matched; and the one that stands alone.

The names are those of data/gazetteer.parquet: the register KATOTTG (all regions and 29,700
settlements), GeoNames (points, populations and other names of 5,488 places) and the energy
facilities that come with the program. 15,600 settlements share their name with another.
"""

import math
from dataclasses import dataclass

import numpy as np

from geodata.asked import Asked, asked, plain, without_kind
from geodata.gazetteer_matches import SCORES, UNIT, Matches, matches
from geodata.gazetteer_table import Table, load
from geodata.levels import level_of
from geodata.metres import mercator, stretch
from geodata.oblast_names import oblast_named

AHEAD = 0.05
"""Candidates whose scores differ by no more are rivals."""
ALONE = 0.8
"""A candidate with a lower score is never chosen, nor is a fuzzy match."""
CITY, DWARFED = 50_000, 20
"""A settlement of so many people is meant when no rival has more than a so many'th of them."""

_MAYBE_WITHIN = 0.1  # off for a place known only to a region around the one asked for
_CONTEXT_UNKNOWN = 0.7  # factor where the text has a context that names no region here
_NEAR_KM, _NEAR = 100, 0.3  # this much off at this distance and beyond, in proportion before
_HROMADA_KM = 15  # a place without a point may be so much nearer than its hromada's middle
_PART_KM = 30  # a city's district lies within this distance of its middle


@dataclass(frozen=True)
class Candidate:
    """A place that a name may mean.

    kind is oblast, raion, hromada, settlement, locality (a city district, a housing area or a
    village that the register does not know by this name) or facility. code is the P-code of a
    region and the KATOTTG code of a settlement, None for others and for settlements whose
    namesake in the same raion could not be told apart. latitude and longitude are WGS 84 degrees,
    None where no point is known; a region has that of its seat. population is None where unknown.
    adm1_code, adm2_code, adm3_code are P-codes, None below what is known. matched_by is exact (the
    official name), alternate (the same in other letters or another language), old name, other
    name (whatever else GeoNames has: mostly old or foreign), transliteration (sounds alike) or
    fuzzy (misspelt); score is between 0 and 1. distance_km is measured from `near`, None without
    it or without a point. rivals counts the other candidates that score about as much, those
    included that a limit cut off.
    """

    name_en: str
    name_uk: str | None
    kind: str
    code: str | None
    geoname_id: int | None
    latitude: float | None
    longitude: float | None
    population: int | None
    adm1_code: str
    adm2_code: str | None
    adm3_code: str | None
    score: float
    matched_by: str
    distance_km: float | None = None
    rivals: int = 0


def find(
    name: str,
    *,
    within: str | None = None,
    near: tuple[float, float] | None = None,
    limit: int = 10,
) -> list[Candidate]:
    """Places that `name` may mean, the likeliest first; at most `limit`, none for no match.

    `within` is the P-code of a region that holds the place; `near` is (latitude, longitude) of a
    point close to it. Words for a kind of place (область, raion, м.) and a context in the text
    ("Izium, Kharkiv Oblast") are understood; `within` goes before such a context. Candidates of
    one score come by population. Raises UnknownUnitError for a code that the register has not,
    ValueError for a point that is none.
    """
    if within is not None:
        level_of(within)
    request, table = asked(name), load()
    whole = matches(Asked((plain(str(name)),), None, (), None), "") if request.context else {}
    if any(score == SCORES["exact"] for score, _ in whole.values()):
        request, found = Asked((plain(str(name)),), None, (), None), whole
    else:
        found = matches(request, str(name))
    regions = _context(request) if within is None else (within,)
    for region in regions:
        found = _within(found, region, table)
    if len(regions) < len(request.context) and within is None:
        found = {place: (score * _CONTEXT_UNKNOWN, how) for place, (score, how) in found.items()}
    if request.part:
        found = _parts(found, request.part, table)
    away = _away(list(found), near, table) if near is not None else {}
    return _ordered(found, away, table)[: max(limit, 0)]


def choice(candidates: list[Candidate]) -> Candidate | None:
    """The first of the candidates that `find` gave when it stands alone, else None.

    It stands alone when no other candidate scores within AHEAD of it, shown or cut off by the
    limit; or when it is a settlement of at least CITY people and each such other has DWARFED
    times fewer, or no known population. Never chosen are fuzzy matches, scores under ALONE, and
    places of fewer people by another name, since nobody lists such names of all villages.
    """
    first = candidates[0] if candidates else None
    if first is None or first.rivals or first.matched_by == "fuzzy" or first.score < ALONE:
        return None
    other = first.matched_by == "other name" and (first.population or 0) < CITY
    return None if other else first


def raion_named(name: str, oblast: str) -> str | None:
    """The P-code of the raion of an oblast (P-code) that a source calls by a name, with or without
    the word raion; None where none, or not one alone, is meant."""
    best = choice([c for c in find(f"{name} raion", within=oblast) if c.kind == "raion"])
    return best and best.code


def _context(request: Asked) -> tuple[str, ...]:
    """The regions that the context of a request names, one for each part that could be read."""
    found = []
    for text in request.context:
        code = oblast_named(text)
        if code is None and without_kind(plain(text))[1] in ("oblast", "raion", "hromada"):
            unit = choice(find(text))
            code = unit and unit.code
        found += [code] if code else []
    return tuple(found)


def _within(found: Matches, region: str, table: Table) -> Matches:
    """Those in a region; a place known only to a region around it is kept with a lower score."""
    level, kept = level_of(region), {}
    codes = [table.columns[f"adm{n}_code"] for n in range(1, level + 1)]
    for place, (score, how) in found.items():
        known = [column[place] for column in codes if column[place]]
        if known and not region.startswith(known[-1]) and known[-1] != region:
            continue
        maybe = len(known) < level
        if maybe and table.columns["kind"][place] in ("oblast", "raion"):
            continue
        kept[place] = (score - _MAYBE_WITHIN * maybe, how)
    return kept


def _parts(found: Matches, part: str, table: Table) -> Matches:
    """For "city - district": the district where a city has it, and the cities, a little lower."""
    names = (part, without_kind(part)[0])
    places = matches(Asked(names, None, (), None), "")
    kinds, raions = table.columns["kind"], table.columns["adm2_code"]
    districts = [place for place in places if kinds[place] == "locality"]
    answer = {}
    for city, (score, how) in found.items():
        if kinds[city] != "settlement":
            continue
        answer[city] = (score - UNIT, how)
        km = _kilometres(table.y[city], table.x[city], table.y[districts], table.x[districts])
        for district, away in zip(districts, km, strict=True):
            if raions[district] == raions[city] and away <= _PART_KM:
                answer[district] = (score * places[district][0], places[district][1])
    return answer


def _away(places: list[int], near: tuple[float, float], table: Table) -> dict[int, float]:
    """Kilometres between places and a point; those without a point as near as they may be."""
    latitude, longitude = (float(number) for number in near)
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ValueError(f"{near} is no point: give latitude and longitude in degrees.")
    km = _kilometres(latitude, longitude, table.y[places], table.x[places])
    points = [table.columns["latitude"][place] is not None for place in places]
    km = np.where(points, km, np.maximum(km - _HROMADA_KM, 0))
    return dict(zip(places, np.nan_to_num(km, nan=_NEAR_KM / 2).tolist(), strict=True))


def _kilometres(y, x, other_y, other_x) -> np.ndarray:
    (x1, y1), (x2, y2) = mercator(x, y), mercator(other_x, other_y)
    return np.hypot(x1 - x2, y1 - y2) / stretch((np.asarray(y) + other_y) / 2) / 1000


def _ordered(found: Matches, away: dict[int, float], table: Table) -> list[Candidate]:
    """Candidates by score, then population, then code; a city that dwarfs its rivals first."""
    columns = table.columns
    scores = {
        place: score - _NEAR * min(away.get(place, 0) / _NEAR_KM, 1)
        for place, (score, _) in found.items()
    }
    people = {place: columns["population"][place] or 0 for place in found}
    order = sorted(
        found, key=lambda p: (-round(scores[p], 3), -people[p], columns["code"][p] or "", p)
    )
    guessed = bool(away) and bool(order) and columns["latitude"][order[0]] is None
    ahead = AHEAD + (2 * _NEAR * _HROMADA_KM / _NEAR_KM if guessed else 0)
    close = [place for place in order if scores[place] >= scores[order[0]] - ahead]
    city = max(close, key=people.get, default=None)
    rivals = dict.fromkeys(close, len(close) - 1)
    if city is not None and _is_city(city, close, people, table):
        order = [city, *(place for place in order if place != city)]
        rivals[city] = 0
    return [
        Candidate(
            **{field: column[place] for field, column in columns.items()},
            score=round(max(scores[place], 0.0), 3),
            matched_by=found[place][1],
            distance_km=_shown(away.get(place), columns["latitude"][place]),
            rivals=rivals.get(place, 0),
        )
        for place in order
    ]


def _is_city(city: int, close: list[int], people: dict[int, int], table: Table) -> bool:
    others = max((people[place] for place in close if place != city), default=0)
    kind = table.columns["kind"][city]
    return kind == "settlement" and people[city] >= CITY and others * DWARFED <= people[city]


def _shown(km: float | None, latitude: float | None) -> float | None:
    return None if km is None or latitude is None or math.isnan(km) else round(km, 1)
