"""HXL: hashtags in the row behind the column names that say what each column holds.

By hand and not through libhxl: its last release (5.2.2 of October 2024) cannot be imported after
a plain installation, as it needs six and does not say so; and of a file that our own reader has
read, with its refusals and lines, only the one row of tags is wanted. Tags: the HXL standard,
hxlstandard.org, as files use them.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from events.files.tabular import Table

_TAG = re.compile(r"#\s*[a-z]\w*(?:\s*\+\s*[a-z]\w*)*", re.IGNORECASE)

FIELDS = {
    "id": "#event+id #incident+id #event+code #meta+id",
    "date": "#date #date+start #date+occurred #date+event #event+date",
    "date_end": "#date+end",
    "latitude": "#geo+lat #geo+latitude #loc+lat",
    "longitude": "#geo+lon #geo+lng #geo+longitude #loc+lon",
    "place": "#loc+name #loc #loc+town #loc+settlement #adm5+name #adm4+name",
    "place_uk": "#loc+name+i_uk #loc+i_uk #loc+name+uk #loc+uk",
    "region": "#adm1+code #adm1+name #adm1",
    "title": "#event+title #event+name #meta+title",
    "description": "#description #event+description #event+notes #meta+notes",
    "url": "#meta+url #meta+source+url #meta+link",
    "source_name": "#meta+source #meta+source+name #meta+source+org",
    "event_type": "#event+type #incident+type",
    "killed": "#affected+killed",
    "killed_min": "#affected+killed+min",
    "killed_max": "#affected+killed+max",
    "injured": "#affected+injured #affected+wounded",
    "injured_min": "#affected+injured+min",
    "injured_max": "#affected+injured+max",
    "licence": "#meta+licence #meta+license",
}
"""Field of `events.sources.table` -> tags that mean it, the first that a file has counts."""

HARMLESS = {"en", "i_en", "num", "total", "text", "v_pcode", "pcode", "all"}
"""Attributes that do not change what a column holds. Any other does: #affected+killed+f counts
women, which is no toll of the incident."""


class Tag(NamedTuple):
    """A hashtag, in small letters, and its attributes but for the harmless ones."""

    name: str
    attributes: frozenset[str]


def tag(written: str) -> Tag:
    """The tag that a cell or a pattern writes; order of attributes, case and space are free."""
    name, *attributes = re.sub(r"\s+", "", written.lower()).split("+")
    return Tag(name, frozenset(attributes) - HARMLESS)


def take_tags(table: Table) -> None:
    """Move the tags of a table from its first row, or its column names, into `table.tags`.

    A row is of tags when each cell that is not empty is one. It is no row of data: `read` does not
    count it, and the notes say that it was used.
    """
    text = table.text
    named = {column: column for column in text.columns if _TAG.fullmatch(column)}
    if named and len(named) == len(text.columns):
        table.tags = named
        table.notes.append("the column names are HXL tags")
    elif len(text) and text.index[0] == 1:
        cells = text.iloc[0].dropna().str.strip()
        cells = cells[cells != ""]
        if len(cells) and cells.str.fullmatch(_TAG).all():
            table.tags = cells.to_dict()
            table.text, table.read = text.iloc[1:], table.read - 1
            table.notes.append("the first row behind the column names holds HXL tags; it was used")


def fields(tags: Mapping[str, str]) -> dict[str, str]:
    """Field -> column, for the columns whose tag means a field."""
    columns = {tag(written): column for column, written in reversed(tags.items())}
    found = {
        field: next((columns[tag(p)] for p in patterns.split() if tag(p) in columns), None)
        for field, patterns in FIELDS.items()
    }
    return {field: column for field, column in found.items() if column is not None}
