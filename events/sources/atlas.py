"""The atlas's own tables: the researched incidents that come with it, and its own CSV export.

The researched table names up to two sources a row and the oblast by ISO 3166-2; the export has
the record's own columns, so that importing it restores the same records.
"""

import pandas as pd

from events.files.json_columns import WEB_ADDRESS, asked, source_list
from events.files.parsing import by_value, constant, days, flags, text
from events.incident import (
    DATE_PRECISIONS,
    EVENT_TYPES,
    LOCATION_PRECISIONS,
    PLACED_BY,
    STATUSES,
    TARGET_CATEGORIES,
    TOLLS,
)
from events.sources.draft import Draft
from geodata import units

COLUMNS = ("id", "date_start", "oblast_iso", "location_precision", "source_1_name")
EXPORT_COLUMNS = ("incident_id", "source", "source_id", "date_start", "location_precision", "raw")

UNCHECKED = "Not independently checked: this record rests on its own source only."
"""Ends the description of a researched row for which no second page was found."""

_PLAIN = ("title", "place", "place_uk", "weapon", "target_name", "attributed_to", "part_of")
_WHOLE = ("description", "adm2_code", "adm3_code", "sources", "licence", "raw")
"""Text columns of the record that pass as they stand; those of _WHOLE only in our export."""

_CODES = {"adm2_code": r"UA\d{4}", "adm3_code": r"UA\d{7}"}
"""The form of P-codes; raions and hromadas of an older register are codes too."""

_KIND = "coalesce(CASE WHEN json_valid(cell) THEN json_type(cell) END, '')"
_ENTRIES = "CASE WHEN json_valid(cell) THEN json_extract(cell, '$[*]') END"
_NAME, _URL = (f"json_extract_string(entry, '$.{key}')" for key in ("name", "url"))
_IS_OURS = """json_type(entry) = 'OBJECT' AND list_sort(json_keys(entry)) = ['name', 'url']
    AND json_type(entry, '$.name') IN ('VARCHAR', 'NULL')
    AND json_type(entry, '$.url') IN ('VARCHAR', 'NULL')"""
_IS_SAFE = f"coalesce(regexp_full_match({_URL}, '{WEB_ADDRESS}'), true)"


def _some(condition: str) -> str:
    """Whether `condition` holds for an entry of the JSON list in `cell`."""
    found = f"list_transform({_ENTRIES}, lambda entry: coalesce({condition}, true))"
    return f"coalesce(list_bool_or({found}), false)"


_WITHOUT_UNSAFE = f"""to_json(list_transform({_ENTRIES}, lambda entry: json_object(
    'name', {_NAME}, 'url', CASE WHEN {_IS_SAFE} THEN {_URL} END)))"""

_JOINED = "SELECT concat_ws(' ', description, notes, unchecked) FROM cells"

_DEFUSED = r"^'(?=['=+\-@\t\r])"
"""The apostrophe that the export puts before text that a spreadsheet would run."""


def incidents(draft: Draft) -> None:
    """Rows of the researched table -> the record.

    `notes` qualify the tolls and so end the description. Rows without `verified_by` say that
    nobody checked them independently; the addresses themselves stay in raw, some are mirrors.
    """
    draft.identify("atlas", draft.cells("id"), "id")
    cells = {name: draft.cells(name) for name in _PLAIN}
    checked = draft.cells("verified_by").notna()
    parts = {name: draft.cells(name) for name in ("description", "notes")}
    parts["unchecked"] = constant(UNCHECKED, checked.index).where(~checked)
    _common(draft)
    draft.widen(draft.column("date_precision"))
    draft.set(
        **cells,
        description=text(asked(pd.DataFrame(parts), _JOINED)),
        declared=_declared(draft),
        sources=source_list(*(_source(draft, number) for number in (1, 2))),
    )


def exported(draft: Draft) -> None:
    """Rows of our own export, CSV or typed -> the records that they came from, unchanged.

    Text is taken as it stands, so that a second import finds nothing to update. The region of a
    row with a point is placed again; without one, the row's own code and placed_by hold.
    """
    plain = {name: _undefused(draft, name) for name in (*_PLAIN, *_WHOLE)}
    draft.identify(_undefused(draft, "source"), _undefused(draft, "source_id"), "source_id")
    _common(draft)
    retrieved = days(draft.cells("source_retrieved"))
    draft.refusals.refuse(
        retrieved.bad, "bad_date", "source_retrieved", draft.cells("source_retrieved")
    )
    draft.words("placed_by", "placed_by", PLACED_BY, "none")
    region, known = draft.cells("adm1_code"), set(units(1)["code"])
    unknown = by_value(region, lambda code: code not in known, bool)
    draft.refusals.refuse(unknown, "unknown_word", "adm1_code", region)
    for name, form in _CODES.items():
        code = draft.cells(name)
        unknown = code.notna() & ~code.str.fullmatch(form, na=False)
        draft.refusals.refuse(unknown, "unknown_word", name, code)
    plain["sources"] = _checked_sources(draft, plain["sources"])
    no_object = ~_is_object(plain["raw"])
    draft.refusals.refuse(no_object, "bad_json", "raw", plain["raw"])
    draft.set(
        **plain,
        source_retrieved=retrieved.values,
        declared=region,
        declared_by=draft.column("placed_by"),
    )


def _common(draft: Draft) -> None:
    """What both tables say in the same words."""
    draft.days("date_start", "date_end")
    draft.words("date_precision", "date_precision", DATE_PRECISIONS, "day")
    precision = draft.words(
        "location_precision", "location_precision", LOCATION_PRECISIONS, "country"
    )
    draft.point("latitude", "longitude", precision)
    draft.words("event_type", "event_type", EVENT_TYPES, "other")
    draft.words("target_category", "target_category", TARGET_CATEGORIES, "unknown")
    draft.words("status", "status", STATUSES, "reported")
    for toll in TOLLS:
        draft.toll(toll, toll)
    aggregate, unknown = flags(draft.cells("is_aggregate"))
    draft.refusals.refuse(unknown, "unknown_word", "is_aggregate", draft.cells("is_aggregate"))
    draft.set(is_aggregate=aggregate)


def _undefused(draft: Draft, name: str) -> pd.Series:
    """Cells as they were before the CSV put an apostrophe before them; not trimmed."""
    if name not in draft.text:
        return draft.cells(name)
    cells = draft.text[name]
    if draft.exact:
        return cells
    risky = cells.str.startswith("'", na=False)
    if not risky.any():
        return cells
    return cells.where(~risky, cells[risky].str.replace(_DEFUSED, "", regex=True))


def _is_object(cells: pd.Series) -> pd.Series:
    return asked(pd.DataFrame({"cell": cells}), f"SELECT {_KIND} = 'OBJECT' FROM cells") == "true"


def _checked_sources(draft: Draft, cells: pd.Series) -> pd.Series:
    """JSON lists of {"name", "url"}, unchanged where all addresses are http or https or null."""
    frame = pd.DataFrame({"cell": cells})
    wrong = asked(frame, f"SELECT {_KIND} <> 'ARRAY' OR {_some(f'NOT ({_IS_OURS})')} FROM cells")
    draft.refusals.refuse(wrong == "true", "bad_json", "sources", cells)
    unsafe = (asked(frame, f"SELECT {_some(f'NOT {_IS_SAFE}')} FROM cells") == "true") & (
        wrong != "true"
    )
    if not unsafe.any():
        return cells
    draft.notes.append(f"links of {unsafe.sum()} rows are no http or https address; left out")
    cleaned = asked(frame[unsafe], f"SELECT {_WITHOUT_UNSAFE} FROM cells")
    return cells.where(~unsafe, cleaned.reindex(cells.index))


def _declared(draft: Draft) -> pd.Series:
    """P-code of the oblast; "UA" is the whole country and names none."""
    iso = draft.cells("oblast_iso")
    codes = dict(zip(units(1)["iso"], units(1)["code"], strict=True))
    unknown = by_value(iso, lambda word: word != "UA" and word not in codes, bool)
    draft.refusals.refuse(unknown, "unknown_word", "oblast_iso", iso)
    return by_value(iso, codes.get, "str")


def _source(draft: Draft, number: int) -> tuple[pd.Series, pd.Series]:
    return draft.cells(f"source_{number}_name"), draft.cells(f"source_{number}_url")
