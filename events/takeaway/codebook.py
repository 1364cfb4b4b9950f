"""The codebook of every export as a table: one row a column, from the record's own docstring."""

import re

import pyarrow as pa

from events.export import header
from events.incident import WORDS
from events.incident import __doc__ as codebook_text
from events.takeaway.rows import SCHEMA

_LINKED = {
    "linked_to": "The smallest incident_id of the reports that tell of the same incident; null "
    "where this is the only one.",
    "n_reports": "How many reports tell of this incident, this one included.",
}
_NAMES = {
    f"adm{level}_name": f"English name of the {unit} of adm{level}_code."
    for level, unit in {1: "oblast", 2: "raion", 3: "hromada"}.items()
}
_TYPES = {
    pa.string(): "text",
    pa.date32(): "day",
    pa.float64(): "number",
    pa.int32(): "whole number",
    pa.bool_(): "true or false",
}
_HEADING = re.compile(r"^(\w+(?:, \w+)*)\n((?:    .+\n?)+)", re.MULTILINE)


def codebook() -> pa.Table:
    """Columns: column, type, may_be_null, words (what alone may stand there; "; " between),
    meaning. Rows stand in the order of `export.header`."""
    meanings = _meanings() | _LINKED | _NAMES
    rows = [
        {
            "column": name,
            "type": _TYPES[SCHEMA.field(name).type],
            "may_be_null": SCHEMA.field(name).nullable,
            "words": "; ".join(WORDS.get(name, ())) or None,
            "meaning": meanings[name],
        }
        for name in header()
    ]
    return pa.Table.from_pylist(rows)


def _meanings() -> dict[str, str]:
    """Column -> what the docstring of events/incident.py says of it, as one line."""
    found = {}
    for heading, text in _HEADING.findall(codebook_text):
        plain = " ".join(text.replace("``", "").replace("`", "").split())
        for name in heading.split(", "):
            found[name] = plain
    return found
