"""The OpenAPI 3.1 document of the interface, made from the tables that it is read with.

Filters come from events.PARAMS and events.ALLOWED, the words of rows from the record, so that the
document and the answers cannot part.
"""

import events
from dashboard.api import asked
from dashboard.api.answers import BY
from dashboard.api.problem import MEDIA_TYPE
from dashboard.api.schemas import DAY, LANGUAGE, SCHEMAS
from dashboard.api.streamed import AT_ONCE

DESCRIPTIONS = {
    "since": "First day; an incident counts when any of its possible days is in the range.",
    "until": "Last day, included.",
    "region": "P-codes of oblasts, raions and hromadas (UA63, UA6312, UA6312027), or none for "
    "incidents that are placed in no oblast. A code that is not in the register is a problem.",
    "area": "Inside a circle:48.46,35.05,25 (latitude, longitude, kilometres), a "
    "box:47.1,33.2,48.9,36.1 (south, west, north, east), a polygon:47.1,33.2;48.9,33.2;48,36 or a "
    "saved:name.",
    "type": "Event types.",
    "target": "Target categories.",
    "source": "Sources.",
    "status": "Statuses.",
    "precision": "Location precisions.",
    "casualties": "with: some reported; without: none reported; unstated: no toll stated.",
    "aggregates": "Records whose toll repeats others: listed in the files and not counted, summed "
    "too, or out.",
    "doubtful": "Sources coded by machine, most of whose points were wrong.",
    "unit": "What is counted: incidents, however many reports tell of each, or reports.",
    "words": "Words in title, place or description; each must occur.",
}
"""Filter parameter -> what it asks for."""


def document(base: str) -> dict:
    """The document of an interface that lies under the path `base`."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Incident Atlas", "version": "1", "description": _ABOUT},
        "servers": [{"url": base or "/"}],
        "paths": {
            "/counts": _path("counts", "Counts of incidents.", _json("Counts"), own=[_BY]),
            "/incidents.csv": _path("csv", _CSV, _file("text/csv"), long=True),
            "/incidents.geojson": _path(
                "geojson", _GEOJSON, _file("application/geo+json"), long=True
            ),
            "/incidents.about.json": _path("about", "What those files are.", _json("About")),
            "/health": _path("health", "Whether it can answer.", _json("Health"), filtered=False),
            "/openapi.json": _path(
                "openapi", "This document.", {"application/json": {}}, filtered=False
            ),
        },
        "components": {"schemas": SCHEMAS, "parameters": _parameters()},
    }


_ABOUT = (
    "The incidents and filters of the dashboard, for programs. Filters are the parameters of a "
    "page's address, whose other parameters may stand here and have no effect; what cannot be read "
    "is a problem and never ignored. Answers carry an ETag: ask again with If-None-Match. No "
    "other site may read them in a browser (no CORS)."
)
_CSV = (
    "The records as CSV, byte for byte what `python -m events export` writes. At most "
    f"{AT_ONCE} files are made at once."
)
_GEOJSON = "The same records as one GeoJSON FeatureCollection (RFC 7946)."
_BY = {
    "name": "by",
    "in": "query",
    "required": True,
    "description": "What the rows stand for.",
    "schema": {"type": "string", "enum": list(BY)},
}


def _parameters() -> dict:
    """Every parameter of a filtered answer, by name."""
    filters = {
        name: {"name": name, "in": "query", "description": DESCRIPTIONS.get(name, name)}
        | _values(name)
        for name in events.PARAMS
    }
    others = {
        "as_of": ("Version of the store; the newest where it is left out.", _VERSION),
        "lang": ("Language of the sentence.", LANGUAGE),
        **dict.fromkeys(asked.without_effect(), (_WITHOUT_EFFECT, _ANY_TEXT)),
    }
    return filters | {
        name: {"name": name, "in": "query", "description": said, "schema": schema}
        for name, (said, schema) in others.items()
    }


_VERSION = {"type": "integer", "minimum": 0, "maximum": 999_999_999}
_WORDS = r"^[^\u0000]*[\p{L}\p{M}\p{N}\p{P}\p{S}][^\u0000]*$"
"""Something must be left to search for, and a NUL stands nowhere."""

_ANY_TEXT = {"type": "string", "pattern": r"^[^\u0000]*$"}
_WITHOUT_EFFECT = "How a page looks; without effect here."


def _values(name: str) -> dict:
    """The schema of a filter's parameter, and how its values are written."""
    of = events.PARAMS[name]
    if of in ("since", "until"):
        return {"schema": DAY}
    if of == "words":
        return {"schema": {"type": "string", "maxLength": events.LONGEST_WORDS, "pattern": _WORDS}}
    default = getattr(events.Filters, of)
    if default != () and of not in events.ALLOWED:
        return {"schema": {"type": "string", "minLength": 1}}
    if default != ():
        words = list(events.ALLOWED[of])
        return {"schema": {"type": "string", "enum": words, "default": default}}
    items = {
        "regions": {"type": "string", "pattern": r"^(none|UA[0-9]{2}([0-9]{2}([0-9]{3})?)?)$"},
        "sources": {"type": "string", "pattern": r"^[A-Za-z0-9_.-]{1,60}$"},
    }.get(of) or {"type": "string", "enum": list(events.ALLOWED[of])}
    schema = {"type": "array", "items": items, "minItems": 1}
    return {"schema": schema, "style": "form", "explode": False}


def _path(
    name: str, summary: str, content: dict, *, own=(), filtered: bool = True, long: bool = False
) -> dict:
    answers = {
        "200": {"description": "The answer.", "content": content},
        "304": {"description": "Nothing changed since the ETag in If-None-Match."},
        "400": _problem("A parameter cannot be read; `problems` names each."),
        "403": _problem("The atlas is private and asked under a name that is not its own."),
        "414": _problem(f"The query is longer than {asked.LONGEST} bytes."),
        "503": _problem("No store" + (", or too many long answers under way." if long else ".")),
    }
    if filtered:
        answers["404"] = _problem("The store has no such version or saved area.")
    shared = [p for p in _parameters() if p not in {o["name"] for o in own}] if filtered else []
    listed = [{"$ref": f"#/components/parameters/{p}"} for p in shared]
    operation = {"operationId": name, "summary": summary, "parameters": [*own, *listed]}
    return {"get": operation | {"responses": answers}}


def _json(schema: str) -> dict:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}


def _file(media_type: str) -> dict:
    kind = "string" if media_type.startswith("text/") else "object"
    return {media_type: {"schema": {"type": kind}}}


def _problem(description: str) -> dict:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {MEDIA_TYPE: {"schema": schema}}}
