"""The JSON schemas of the answers (JSON Schema 2020-12, as OpenAPI 3.1 has them)."""

from dashboard.api.answers import BY, CATEGORIES, FIGURES, LEVELS, PERIODS
from dashboard.words.writing import LANGUAGES

WHOLE = {"type": "integer", "minimum": 0}
MAYBE_WHOLE = {"type": ["integer", "null"], "minimum": 0}
TEXT = {"type": "string"}
MAYBE_TEXT = {"type": ["string", "null"]}
DAY = {"type": "string", "format": "date"}
PERHAPS_STATED = {"killed_min", "killed_max", "injured_min", "injured_max"}
"""Sums that are null where no incident states any."""


def whole(names: tuple[str, ...]) -> dict:
    """Properties that are whole numbers, or null where they are sums of tolls."""
    return {n: MAYBE_WHOLE if n in PERHAPS_STATED else WHOLE for n in names}


def record(properties: dict, description: str) -> dict:
    """An object that has exactly these properties."""
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_TOLLS = ("killed_min", "killed_max", "injured_min", "injured_max")
_UNSTATED = ("killed_unstated", "injured_unstated")
_NAMES = {"name": MAYBE_TEXT, "name_uk": MAYBE_TEXT}

_REGION = record(
    {"code": MAYBE_TEXT, **_NAMES} | whole(("incidents", *_TOLLS, *_UNSTATED, "located", "coarse")),
    f"by {', '.join(LEVELS)}: one row a region that has incidents, by code. The last row, code "
    "null, is of incidents that are placed in no region of that level.",
)
_PERIOD = record(
    {"period": DAY} | whole(("incidents", *_TOLLS, "imprecise")),
    f"by {', '.join(PERIODS)}: one row a period without gaps, named by its first day; a week "
    "begins on Monday. imprecise: incidents whose possible days reach beyond the period.",
)
_WORD = record(
    {"word": TEXT, **_NAMES} | whole(("incidents", *_TOLLS, *_UNSTATED)),
    f"by {', '.join(CATEGORIES)}: one row a word of the record, most incidents first. An incident "
    "that several sources report counts for each of them.",
)
_WITHHELD = record(
    {"source": TEXT, "records": WHOLE, "why": TEXT},
    "Records that may not be passed on: in no answer, whatever the filters.",
)
_LEFT_OUT = record(
    whole(
        (
            "aggregate_records",
            "of_doubtful_sources",
            "known_only_to_a_wider_region",
            "withheld_from_these_rows",
        )
    )
    | {"withheld": {"type": "array", "items": {"$ref": "#/components/schemas/Withheld"}}},
    "What the rows do not count: aggregate records whose toll repeats others; records of sources "
    "that are off until asked for; incidents outside the regions asked for that could belong "
    "there; and incidents that only wider counts have, because they may not be told apart.",
)
_MODE = {"type": "string", "enum": ["private", "public"]}
_VERSIONS = {"store_version": WHOLE, "links_version": MAYBE_WHOLE, "mode": _MODE}
_ROWS = ("Region", "Period", "Word")
_COUNTS = record(
    {
        "sentence": TEXT,
        "by": {"type": "string", "enum": list(BY)},
        "filters": {"type": "object", "additionalProperties": TEXT},
        **_VERSIONS,
        "rows": {
            "type": "array",
            "items": {"anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in _ROWS]},
        },
        "figures": {"$ref": "#/components/schemas/Figures"},
        "left_out": {"$ref": "#/components/schemas/LeftOut"},
    },
    "Counts of incidents and sums of their tolls. Null is not stated, never zero; a toll without "
    "an upper bound enters the upper sum with its lower one.",
)
_PROBLEM = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": TEXT,
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": TEXT,
        "problems": {
            "type": "array",
            "description": "Parameters that could not be read.",
            "items": record({"name": TEXT, "seen": TEXT, "why": TEXT}, "One of them."),
        },
    },
    "required": ["type", "title", "status", "detail"],
}

SCHEMAS = {
    "Counts": _COUNTS,
    "Region": _REGION,
    "Period": _PERIOD,
    "Word": _WORD,
    "Figures": record(whole(FIGURES), "The figures over every page for the same filters."),
    "LeftOut": _LEFT_OUT,
    "Withheld": _WITHHELD,
    "Health": record(
        {"status": {"const": "ok"}, **_VERSIONS, "records": WHOLE}
        | {"boundaries": {"type": "object", "additionalProperties": TEXT}},
        "What answers are made from; boundaries: the edition of the shapes of each level.",
    ),
    "About": {
        "type": "object",
        "description": "What the CSV of these filters is: filters, versions, counts, whose the "
        "records are, their citation and terms, and what is left out.",
        "required": ["title", "filters", "store_version", "records", "sources", "left_out"],
    },
    "Problem": _PROBLEM,
}
"""Name -> schema, as components of the document."""

LANGUAGE = {"type": "string", "enum": list(LANGUAGES), "default": LANGUAGES[0]}
