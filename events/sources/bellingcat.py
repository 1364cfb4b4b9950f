"""Bellingcat's "Civilian Harm in Ukraine": the export of a TimeMap; terms not stated.

Three files: events, the sources that they name by id, and the associations (area hit, weapon)
that they name by id. Codebook: TimeMap's data format, and the titles of the associations.
"""

import pandas as pd

from events.files.json_columns import SITE, WEB_ADDRESS, asked
from events.files.parsing import by_value, written_precision
from events.sources.draft import Draft

COLUMNS = ("id", "date", "location", "latitude", "longitude", "associations", "sources", "graphic")

BESIDE = {"sources": ("id", "paths"), "associations": ("id", "title", "filter_paths")}
"""Companion table -> the columns by which it is known."""

TARGETS = {
    "residential": "residential",
    "industrial": "industry",
    "administrative": "government",
    "healthcare": "health",
    "school or childcare": "education",
    "military": "military",
    "commercial": "commercial",
    "religious": "religious_cultural",
    "cultural": "religious_cultural",
    "roads/highways/transport": "transport",
    "humanitarian": "other",
    "food/food infrastructure": "other",
    "undefined": "unknown",
}
"""Type of area affected -> target category."""

TYPES = {
    "he rocket artillery": "artillery_shelling",
    "he artillery inc mortars": "artillery_shelling",
    "cruise missile": "missile_strike",
    "ballistic missile": "missile_strike",
    "anti-air missile": "missile_strike",
    "air strike": "air_strike",
    "land mines": "mine_explosion",
    "loitering munition": "drone_attack",
}
"""Weapon system -> event type, where the weapon tells how it came. Cluster, incendiary and
thermobaric munitions come by rocket, gun or aircraft; small arms and vehicle-mounted weapons here
are fired at civilians, which is no fight: all these are "other" and keep their name in `weapon`."""

NO_WEAPON = "Unknown"
"""The weapon system by which Bellingcat says that it does not know it (871 of 1,159 events)."""

ABROAD = r"\b(?:Russia|Belarus|Poland|Moldova|Romania|Hungary|Slovakia)\b"
ABROAD_IN_TEXT = r"(?i)\b(?:oblast|krai|region|voivodeship), (?:Russia|Belarus|Poland|Moldova)\b"
"""A country that the location, or a region and country that the description, names. Needed
beside the point: Shebekino and Przewodów lie within 10 km of the border."""

TITLE_LENGTH = 120

_IDS = """WITH keys AS (
    SELECT record, unnest(ids) AS id, unnest(range(len(ids))) AS spot FROM (
        SELECT record, CASE WHEN json_valid(cell) AND json_type(cell) = 'ARRAY'
            THEN json_extract_string(cell, '$[*]') END AS ids FROM cells)),
    known AS (SELECT DISTINCT ON (id) * FROM beside) """
"""A row for each id in the JSON lists of `cells`, and the table `beside` with each id once."""

_UNKNOWN = (
    _IDS
    + """SELECT coalesce(found.ids, 0)::VARCHAR FROM cells LEFT JOIN (
    SELECT record, count(*) AS ids FROM keys ANTI JOIN known USING (id) GROUP BY record
    ) AS found USING (record) ORDER BY record"""
)
"""How many ids of each row the table lacks."""

_TITLES = (
    _IDS
    + """SELECT found.titles FROM cells LEFT JOIN (
    SELECT record, string_agg(title, '; ' ORDER BY spot) AS titles FROM keys JOIN known USING (id)
    WHERE starts_with(lower(json_extract_string(filter_paths, '$[0]')), '{kind}') GROUP BY record
    ) AS found USING (record) ORDER BY record"""
)

_IS_WEB = f"coalesce(regexp_full_match(path, '{WEB_ADDRESS}'), false)"
_LINKS = (
    _IDS
    + f""", each AS (SELECT id, description, CASE WHEN json_valid(paths)
        AND json_type(paths) = 'ARRAY' THEN json_extract_string(paths, '$[*]')
        ELSE [paths] END AS paths FROM known),
    paths AS (SELECT id, description, unnest(paths) AS path, unnest(range(len(paths))) AS part
        FROM each),
    links AS (SELECT id, part, CASE WHEN {_IS_WEB} THEN path END AS url, CASE WHEN {_IS_WEB}
        THEN {SITE.format("path")} WHEN path IS NULL OR path = upper(path) THEN description
        ELSE path END AS name FROM paths)
    SELECT coalesce(found.entries, '[]') FROM cells LEFT JOIN (
    SELECT record, to_json(list(json_object('name', name, 'url', url) ORDER BY spot, part))::VARCHAR
        AS entries FROM keys JOIN links USING (id) GROUP BY record
    ) AS found USING (record) ORDER BY record"""
)
"""The record's `sources`. A path that is no address is a word: HIDDEN stands for a source that is
not shown and keeps its description as name; another word ("facebook") is the name itself."""


def incidents(draft: Draft) -> None:
    """TimeMap events -> the record.

    Dates are American, and the time is a placeholder (00:00). Points are geolocated footage, so
    that their digits say how precise they are (all 1,159 have five or more: sites). `location` is
    text in any script and stays as reported. Tolls stand only in the wording of descriptions, so
    they are null. `graphic` is a warning for viewers and stays in raw. Nobody is named as
    attacker. Without its companion tables an event has no links, no target and no weapon.
    """
    draft.identify("bellingcat", _ids(draft), "id")
    draft.days("date", order="month first")
    place, description = draft.cells("location"), draft.cells("description")
    abroad = place.str.contains(ABROAD, na=False)
    draft.refusals.refuse(abroad, "outside_ukraine", "location", place)
    abroad = description.str.contains(ABROAD_IN_TEXT, na=False)
    draft.refusals.refuse(abroad, "outside_ukraine", "description", description)
    point = ("latitude", "longitude")
    draft.point(*point, written_precision(*map(draft.cells, point)))
    area, weapon = _titles(draft, "type of area"), _titles(draft, "weapon")
    _note_what_is_missing(draft)
    draft.set(
        title=short(description),
        description=description,
        place=place,
        target_category=by_value(area, _first_of(TARGETS), "str").fillna("unknown"),
        event_type=by_value(weapon, _first_of(TYPES), "str").fillna("other"),
        weapon=weapon.mask(weapon == NO_WEAPON),
        sources=_looked_up(draft, "sources", _LINKS, ("description", "paths")),
    )


def short(text: pd.Series) -> pd.Series:
    """The beginning of a text as a title, cut between words."""
    cut = text.str.slice(0, TITLE_LENGTH - 1).str.replace(r"\s+\S*$", "", regex=True) + "…"
    return text.where(~(text.str.len() > TITLE_LENGTH), cut)


def _ids(draft: Draft) -> pd.Series:
    """The publisher's ids, told apart where one stands for different events.

    CIV1553 is the id of two strikes of one day. Refusing the second would lose a strike that
    Bellingcat reports, so that the first keeps the id and a later one with another day or point
    has a digest of those behind it. The same id, day and point again is a duplicate.
    """
    ids = draft.cells("id")
    again = ids.notna() & ids.duplicated()
    if not again.any():
        return ids
    said = pd.DataFrame({name: draft.cells(name) for name in ("date", "latitude", "longitude")})
    other = again & ~said.assign(id=ids).duplicated()
    marks = asked(said[other], "SELECT md5(concat_ws(' ', date, latitude, longitude)) FROM cells")
    told = ids[other].str.cat(marks.str.slice(0, 8), sep="-")
    if other.any():
        shown = ", ".join(f"{old} -> {new}" for old, new in zip(ids[other], told, strict=True))
        draft.notes.append(
            f"{int(other.sum())} events repeat the id of another one and have a digest of their "
            f"day and point behind it: {shown[:200]}"
        )
    return ids.where(~other, told.reindex(ids.index))


def _titles(draft: Draft, kind: str) -> pd.Series:
    """The titles of a row's associations of a kind, with "; " between; null for none."""
    return _looked_up(draft, "associations", _TITLES.format(kind=kind), ("title", "filter_paths"))


def _note_what_is_missing(draft: Draft) -> None:
    bare = int((draft.cells("sources").fillna("[]") == "[]").sum())
    if bare:
        draft.notes.append(f"{bare} events name no source")
    for name in draft.beside:
        unknown = _looked_up(draft, name, _UNKNOWN, ()).astype("int64").sum()
        if unknown:
            draft.notes.append(f"{unknown} ids stand in no row of the {name}; they stay in raw")


def _looked_up(draft: Draft, name: str, question: str, columns: tuple[str, ...]) -> pd.Series:
    """The answer of `question` about the ids in a column and the companion table of that name."""
    cells = pd.DataFrame({"record": draft.text.index, "cell": draft.cells(name)})
    table = draft.beside.get(name, pd.DataFrame())
    beside = pd.DataFrame(
        {column: table.get(column, pd.Series(dtype="str")) for column in ("id", *columns)},
        dtype="str",
    )
    return asked(cells, question, beside=beside)


def _first_of(words: dict[str, str]):
    """A function from titles to the word of the first title that the table has."""

    def word(titles: str) -> str | None:
        found = (words.get(title.lower()) for title in titles.split("; "))
        return next((one for one in found if one), None)

    return word
