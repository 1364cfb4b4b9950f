"""The one record through which every source passes: its columns, words and types.

This docstring is the codebook. A null always means "the source does not say"; it never
means zero, and zero always means that the source says nobody.

incident_id
    ``source + ":" + source_id``; stable over imports, unique in the store.
source, source_id
    The name in `events.sources.SOURCES` and the key the publisher gives to the record.
date_start, date_end
    First and last possible day, both included, local date in Ukraine. date_end is never
    null: a record of one day has it equal to date_start.
date_precision
    One of DATE_PRECISIONS: how wide the source's own dating is.
title, description
    Text as reported; never HTML.
place, place_uk
    Name of the settlement or facility, Latin and Ukrainian.
latitude, longitude
    WGS 84 degrees. Null when the source knows no point finer than an oblast. A raion's
    stand-in point is kept here too, but only LOCATED precisions are ever drawn as a dot.
location_precision
    One of LOCATION_PRECISIONS, finest first: site, settlement, near (within about 25 km of a
    known point), raion, oblast, area (a named area or line that is no unit), country. A row that
    states site, settlement or near but gives no point becomes settlement or raion where the
    gazetteer knows the place that it names, else oblast (where it names one) or country; its own
    words stay in raw.
adm1_code, adm2_code, adm3_code
    P-codes (UA23, UA2306, UA2306001), each a prefix of the next, filled only down to the
    level that location_precision supports (DEEPEST_LEVEL).
placed_by
    What says the finest region: contains (point in polygon), nearest (within 10 km off the
    shape), nearest_settlement (the oblast by its shape, the raion and hromada by the settlement
    next to the point, because their shapes are not installed), gazetteer (the source gives a name
    and no point; the place stands alone under that name), declared (the source names the
    region), none.
event_type, target_category, status
    One of EVENT_TYPES, TARGET_CATEGORIES, STATUSES.
weapon, target_name, attributed_to
    As reported, with attribution.
killed_min, killed_max, injured_min, injured_max
    Persons. The range over the record's own sources. A lone lower bound has a null max.
children_killed, children_injured
    Persons; part of the tolls above, lower bounds.
is_aggregate, part_of
    A nationwide or multi-place record whose toll repeats that of others; and the source_id of
    such a record to which this one belongs. Aggregates stay out of sums unless asked for.
sources
    JSON list of {"name": ..., "url": ...}; url is http or https, or null.
licence
    Identifier of the terms (CC-BY-4.0, ACLED-EULA, ...); see `events.licence`.
source_retrieved
    Day on which the data were fetched from the publisher; null when unknown.
import_id
    The import that wrote the row last in the form in which it stands.
raw
    JSON object of the source's own columns, as text, untouched; null where empty.
"""

import pyarrow as pa

EVENT_TYPES = (
    "air_strike",
    "missile_strike",
    "drone_attack",
    "artillery_shelling",
    "ground_fighting",
    "mine_explosion",
    "sabotage",
    "dam_breach",
    "abduction_or_detention",
    "other",
)

TARGET_CATEGORIES = (
    "energy",
    "gas",
    "heating",
    "hydro_dam",
    "nuclear",
    "residential",
    "health",
    "education",
    "transport",
    "port",
    "industry",
    "commercial",
    "recreation",
    "religious_cultural",
    "government",
    "military",
    "other",
    "unknown",
)

STATUSES = ("confirmed", "reported", "disputed")
DATE_PRECISIONS = ("day", "week", "month", "year")
LOCATION_PRECISIONS = ("site", "settlement", "near", "raion", "oblast", "area", "country")
PLACED_BY = ("contains", "nearest", "nearest_settlement", "gazetteer", "declared", "none")

LOCATED = ("site", "settlement", "near")
"""The precisions that may be drawn as a dot: the point says where it happened."""

DEEPEST_LEVEL = {
    "site": 3,
    "settlement": 3,
    "near": 2,
    "raion": 2,
    "oblast": 1,
    "area": 0,
    "country": 0,
}
"""Location precision -> the finest level of region that it supports (0: none).

"near" is within about 25 km, which is the size of a raion and larger than most hromadas.
"""

WORDS = {
    "event_type": EVENT_TYPES,
    "target_category": TARGET_CATEGORIES,
    "status": STATUSES,
    "date_precision": DATE_PRECISIONS,
    "location_precision": LOCATION_PRECISIONS,
    "placed_by": PLACED_BY,
}
"""Column -> the words allowed in it; any other word is refused, not kept."""

TOLLS = (
    "killed_min",
    "killed_max",
    "injured_min",
    "injured_max",
    "children_killed",
    "children_injured",
)

_text = pa.string()

SCHEMA = pa.schema(
    [
        pa.field("incident_id", _text, nullable=False),
        pa.field("source", _text, nullable=False),
        pa.field("source_id", _text, nullable=False),
        pa.field("date_start", pa.date32(), nullable=False),
        pa.field("date_end", pa.date32(), nullable=False),
        pa.field("date_precision", _text, nullable=False),
        pa.field("title", _text),
        pa.field("description", _text),
        pa.field("place", _text),
        pa.field("place_uk", _text),
        pa.field("latitude", pa.float64()),
        pa.field("longitude", pa.float64()),
        pa.field("location_precision", _text, nullable=False),
        pa.field("adm1_code", _text),
        pa.field("adm2_code", _text),
        pa.field("adm3_code", _text),
        pa.field("placed_by", _text, nullable=False),
        pa.field("event_type", _text, nullable=False),
        pa.field("weapon", _text),
        pa.field("target_category", _text, nullable=False),
        pa.field("target_name", _text),
        *(pa.field(toll, pa.int32()) for toll in TOLLS),
        pa.field("attributed_to", _text),
        pa.field("status", _text, nullable=False),
        pa.field("is_aggregate", pa.bool_(), nullable=False),
        pa.field("part_of", _text),
        pa.field("sources", _text, nullable=False),
        pa.field("licence", _text, nullable=False),
        pa.field("source_retrieved", pa.date32()),
        pa.field("import_id", _text, nullable=False),
        pa.field("raw", _text, nullable=False),
    ]
)
"""Arrow schema of the store; the column order is the order of every export."""

COLUMNS = tuple(SCHEMA.names)

CONTENT = tuple(c for c in COLUMNS if c not in ("import_id", "source_retrieved"))
"""The columns that tell a revised record from an unchanged one."""
