"""The atlas's own tables: the researched incidents that come with it, and its own CSV export.

The researched table names up to two sources a row and the oblast by ISO 3166-2; the export has
the record's own columns, so that importing it restores the same records.
"""

import json

import pandas as pd

from events.incident import (
    DATE_PRECISIONS,
    EVENT_TYPES,
    LOCATION_PRECISIONS,
    STATUSES,
    TARGET_CATEGORIES,
    TOLLS,
)
from events.parsing import flags
from events.sources.draft import Draft, web_address
from geodata import UnknownUnitError, from_iso

COLUMNS = ("id", "date_start", "oblast_iso", "location_precision", "source_1_name")
EXPORT_COLUMNS = ("incident_id", "source", "source_id", "date_start", "location_precision")

UNCHECKED = "Not independently checked: this record rests on its own source only."
"""Ends the description of a researched row for which no second page was found."""

_DEFUSED = r"^'(?=['=+\-@\t\r])"
"""The apostrophe that the export puts before text that a spreadsheet would run."""


def incidents(draft: Draft) -> None:
    """Rows of the researched table -> the record.

    `notes` qualify the tolls and so end the description. Rows without `verified_by` say that
    nobody checked them independently; the addresses themselves stay in raw, some are mirrors.
    """
    draft.identify("atlas", "id")
    _common(draft)
    checked = draft.cells("verified_by").notna()
    parts = [draft.cells("description"), draft.cells("notes")]
    parts.append(pd.Series(UNCHECKED, index=checked.index).where(~checked))
    joined = pd.concat(parts, axis=1).apply(lambda part: part.fillna(""))
    draft.set(
        description=joined.iloc[:, 0]
        .str.cat(joined.iloc[:, 1:], sep=" ")
        .str.split()
        .str.join(" "),
        declared=_declared(draft),
        sources=_two_sources(draft),
    )


def exported(draft: Draft) -> None:
    """Rows of our own CSV export -> the records that they came from."""
    for column in draft.text.columns:
        draft.text[column] = draft.text[column].str.replace(_DEFUSED, "", regex=True)
    draft.identify(draft.cells("source"), "source_id")
    _common(draft)
    draft.set(
        description=draft.cells("description"),
        declared=draft.cells("adm1_code"),
        adm2_code=draft.cells("adm2_code"),
        adm3_code=draft.cells("adm3_code"),
        sources=draft.cells("sources").fillna("[]"),
        licence=draft.cells("licence"),
    )


def _common(draft: Draft) -> None:
    draft.days("date_start", "date_end")
    draft.words("date_precision", "date_precision", DATE_PRECISIONS, "day")
    draft.widen(draft.rows["date_precision"])
    draft.words("location_precision", "location_precision", LOCATION_PRECISIONS, "country")
    draft.point("latitude", "longitude", draft.rows["location_precision"].fillna("country"))
    draft.words("event_type", "event_type", EVENT_TYPES, "other")
    draft.words("target_category", "target_category", TARGET_CATEGORIES, "unknown")
    draft.words("status", "status", STATUSES, "reported")
    for toll in TOLLS:
        draft.toll(toll, toll)
    aggregate, unknown = flags(draft.cells("is_aggregate"))
    draft.refusals.refuse(unknown, "unknown_word", "is_aggregate", draft.cells("is_aggregate"))
    names = ("title", "place", "place_uk", "weapon", "target_name", "attributed_to", "part_of")
    draft.set(is_aggregate=aggregate, **{name: draft.cells(name) for name in names})


def _declared(draft: Draft) -> pd.Series:
    """P-code of the oblast; "UA" is the whole country and names none."""
    iso = draft.cells("oblast_iso")
    known = {}
    for word in iso.dropna().unique():
        try:
            known[word] = None if word == "UA" else from_iso(word)
        except UnknownUnitError:
            draft.refusals.refuse(iso == word, "unknown_word", "oblast_iso", iso)
    return iso.map(known)


def _two_sources(draft: Draft) -> pd.Series:
    """JSON list of the one or two sources of each row, made once for each combination."""
    cells = pd.DataFrame(
        {
            f"{part}_{n}": draft.cells(f"source_{n}_{part}")
            for n in (1, 2)
            for part in ("name", "url")
        }
    )
    for n in (1, 2):
        cells[f"url_{n}"] = web_address(cells[f"url_{n}"])
    made = []
    for row in cells.astype(object).where(cells.notna(), None).itertuples(index=False):
        pairs = [(row.name_1, row.url_1), (row.name_2, row.url_2)]
        kept = [{"name": name, "url": url} for name, url in pairs if name or url]
        made.append(json.dumps(kept, ensure_ascii=False))
    return pd.Series(made, index=cells.index, dtype="str")
