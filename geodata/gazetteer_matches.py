"""Which places of the gazetteer a name matches, how, and how well."""

from functools import cache

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from geodata.asked import Asked
from geodata.gazetteer_table import HOW, Table, load
from geodata.levels import LEVELS
from geodata.oblast_names import oblast_named
from geodata.sounding import alike, readings_of_p, sound

SCORES = {"exact": 1.0, "alternate": 0.97, "old name": 0.96, "other name": 0.96}
SCORES |= {"transliteration": 0.93, "fuzzy": 0.85}
"""Of a full match. The official name in other letters is as good as the official one, but the
place that has it comes first; another name may be a recent one, so it is a rival. What only
sounds alike, or is misspelt, counts by its likeness."""
UNIT = 0.1
"""Off for a region that no word such as "raion" asks for: then the settlement is meant."""

_SOUNDS_ALIKE, _SPELT_ALIKE = 0.6, 0.78  # the least likeness of a transliteration, of a slip
_LONG = 80  # letters; a longer text is no name

Matches = dict[int, tuple[float, str]]
"""place -> score and how it matched"""


def matches(request: Asked, text: str) -> Matches:
    """Places that a request for `text` may mean, each with its best match."""
    table, found = load(), {}
    names = [name for name in request.names if len(name) <= _LONG]
    for name in names:
        wanted = request.kind if name != request.names[0] or len(request.names) == 1 else None
        _add(found, _spelt(table, name), table, wanted)
        _add(found, _sounding(table, name), table, wanted)
    if not found and names:
        for reading in readings_of_p(names[-1]):
            for entry, (score, _) in (_spelt(table, reading) | _sounding(table, reading)).items():
                read = {entry: (score * SCORES["transliteration"], "transliteration")}
                _add(found, read, table, request.kind)
    if not found and names:
        _add(found, _misspelt(table, names[-1]), table, request.kind)
    if request.kind == "oblast" and (code := oblast_named(text)):
        place = _oblasts()[code]
        return {place: found.get(place, (SCORES["fuzzy"], "fuzzy"))}
    return found


@cache
def _oblasts() -> dict[str, int]:
    columns = load().columns
    kinds = enumerate(zip(columns["kind"], columns["code"], strict=True))
    return {code: place for place, (kind, code) in kinds if kind == "oblast"}


def _add(found: Matches, entries: Matches, table: Table, wanted: str | None) -> None:
    """Adds the places of matched entries that are of the wanted kind; the better match stays."""
    kinds = table.columns["kind"]
    for entry, (score, how) in entries.items():
        place = int(table.owner[entry])
        kind = kinds[place]
        if wanted and kind != wanted and (wanted, kind) != ("settlement", "locality"):
            continue
        if not wanted and kind in LEVELS.values():
            score -= UNIT
        if score > found.get(place, (0, ""))[0]:
            found[place] = (score, how)


def _spelt(table: Table, name: str) -> Matches:
    entries = table.by_spelling.get(name, ())
    return {entry: (SCORES[HOW[table.how[entry]]], HOW[table.how[entry]]) for entry in entries}


def _sounding(table: Table, name: str) -> Matches:
    """Entries that sound as the name does; from 0.75 to 0.93 by likeness; by 0.1 less where it
    is not the present name that sounds so."""
    entries, known = table.by_sound.get(sound(name), ()), {}
    for entry in entries:
        spelling = table.spelling[entry]
        if spelling not in known:
            known[spelling] = alike(name, spelling)
    likeness = {entry: known[table.spelling[entry]] for entry in entries}
    top, present = SCORES["transliteration"], (HOW.index("exact"), HOW.index("alternate"))
    return {
        entry: (
            top - 0.45 * (1 - near) - 0.1 * (table.how[entry] not in present),
            "transliteration",
        )
        for entry, near in likeness.items()
        if near >= _SOUNDS_ALIKE
    }


def _misspelt(table: Table, name: str) -> Matches:
    """Entries in the same alphabet that differ from the name by a few letters."""
    entries, texts = table.alphabets[name.isascii()]
    near = process.cdist(
        [name],
        texts,
        scorer=OSA.normalized_similarity,
        score_cutoff=_SPELT_ALIKE,
        dtype=np.float32,
    )[0]
    hits = np.flatnonzero(near)
    return {int(entries[hit]): (SCORES["fuzzy"] * float(near[hit]), "fuzzy") for hit in hits}
