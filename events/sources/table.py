"""Any table with a date: CSV, GeoJSON, Excel or Parquet whose columns are guessed or mapped.

Column names are recognised in English and Ukrainian; `--map field=COLUMN` overrules a guess. What
the table does not say stays null, and what had to be assumed is said in the report.
"""

from collections.abc import Mapping

import pandas as pd

from events.files import hxl
from events.files.json_columns import asked, source_list, web_address
from events.files.parsing import by_value, words
from events.incident import (
    DATE_PRECISIONS,
    EVENT_TYPES,
    LOCATION_PRECISIONS,
    STATUSES,
    TARGET_CATEGORIES,
)
from events.sources.draft import Draft, UnknownColumns
from geodata import oblast_named

GUESSES = {
    "id": "id source_id incident_id event_id event_id_1pd event_id_cnty uid objectid номер ід код",
    "date": "date date_start event_date start_date day datetime timestamp incident_date дата "
    "дата_події дата_початку",
    "date_end": "date_end end_date event_date_end дата_кінця дата_завершення",
    "date_precision": "date_precision точність_дати",
    "latitude": "latitude lat y широта geometry_latitude ycoord y_coord latitude_dd",
    "longitude": "longitude lon lng long x довгота geometry_longitude xcoord x_coord",
    "place": "place location settlement city town name_of_place місце місто населений_пункт",
    "place_uk": "place_uk назва_місця",
    "region": "region oblast adm1_name admin1 adm1 province state adm1_code oblast_iso область",
    "title": "title headline name subject назва заголовок",
    "description": "description text notes summary details comment опис текст примітки",
    "url": "url link source_url href посилання джерело_посилання",
    "source_name": "source_name source publisher reported_by джерело",
    "event_type": "event_type type_of_event тип_події",
    "target_category": "target_category target_type",
    "target_name": "target_name target facility ціль об_єкт",
    "weapon": "weapon weapon_type arms munition зброя",
    "killed": "killed deaths dead fatalities загинуло загиблі",
    "killed_min": "killed_min",
    "killed_max": "killed_max",
    "injured": "injured wounded поранено поранені",
    "injured_min": "injured_min",
    "injured_max": "injured_max",
    "location_precision": "location_precision geo_precision_word точність_місця",
    "status": "status статус",
    "attributed_to": "attributed_to perpetrator",
    "licence": "licence license ліцензія",
}
"""Field -> column names by which it is recognised, folded to lower case and underscores."""

NEEDED = ("date",)

TITLE_LENGTH = 120
"""Characters of the description that stand in for a title that the table lacks."""

_PLAIN = ("place", "place_uk", "description", "weapon", "target_name", "attributed_to", "licence")


def mapping(
    columns: list[str],
    given: Mapping[str, str] | None = None,
    tags: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Field -> column of the file: `given` first, then what HXL tags say, then the first name of
    GUESSES that is there. A column with a tag is what the tag says and is never guessed. A field
    given as "" gets no column.

    Raises UnknownColumns naming a field that the codebook lacks or a column that the file lacks.
    """
    given = dict(given or {})
    for name, column in given.items():
        if name not in GUESSES:
            raise UnknownColumns(f"There is no field {name}. Fields are {', '.join(GUESSES)}.")
        if column and column not in columns:
            raise UnknownColumns(f"The file has no column {column}. It has {', '.join(columns)}.")
    without = {name for name, column in given.items() if not column}
    given = {name: column for name, column in given.items() if column}
    taken = set(given.values())
    tagged = {f: c for f, c in hxl.fields(tags or {}).items() if f not in given and c not in taken}
    tagged = {f: c for f, c in tagged.items() if f not in without}
    folded: dict[str, str] = {}
    for column in columns:
        if column in (tags or {}):
            continue
        key = "_".join(column.lower().replace("’", "_").replace("'", "_").split())
        folded.setdefault(key.replace("-", "_"), column)
    found = given | tagged
    taken.update(found.values())
    for name, guesses in GUESSES.items():
        if name in found or name in without:
            continue
        column = next(
            (folded[g] for g in guesses.split() if folded.get(g, "") not in {"", *taken}), None
        )
        if column is not None:
            found[name] = column
            taken.add(column)
    return found


def incidents(draft: Draft, given: Mapping[str, str] | None = None) -> None:
    """Rows of a table -> the record, through the mapping of its columns."""
    fields = mapping(list(draft.text.columns), given, draft.tags)
    if "date" not in fields:
        raise UnknownColumns("No column is mapped to date. Name it: --map date=COLUMN.")
    draft.notes.append("columns: " + ", ".join(f"{f}={c}" for f, c in fields.items()))
    if unused := [tag for column, tag in draft.tags.items() if column not in fields.values()]:
        draft.notes.append(f"tags of columns that stay in raw: {', '.join(unused[:20])}")
    _identify(draft, fields.get("id"))
    draft.days(fields["date"], fields.get("date_end"))
    draft.widen(_word(draft, fields, "date_precision", DATE_PRECISIONS, "day"))
    declared = _declared(draft, fields.get("region"))
    precision = _precision(draft, fields)
    draft.point(fields.get("latitude"), fields.get("longitude"), precision)
    for kind in ("killed", "injured"):
        for bound in ("min", "max"):
            column = f"{kind}_{bound}"
            draft.toll(column, fields.get(column, fields.get(kind)))
    draft.set(**{field: draft.cells(fields[field]) for field in _PLAIN if field in fields})
    start = draft.column("description").str.slice(0, TITLE_LENGTH)
    draft.set(
        declared=declared,
        title=draft.cells(fields.get("title")).fillna(start),
        event_type=_word(draft, fields, "event_type", EVENT_TYPES, "other"),
        target_category=_word(draft, fields, "target_category", TARGET_CATEGORIES, "unknown"),
        status=_word(draft, fields, "status", STATUSES, "reported"),
        sources=_sources(draft, fields),
    )


def _identify(draft: Draft, column: str | None) -> None:
    """The table's own id, else one made of all that the row says, the same at every import."""
    if column is None:
        ids, column = _digest(draft.text), "all columns"
        draft.notes.append(
            "no identifier: each row's is a digest of all its cells, so a changed row is a new one"
        )
    else:
        ids = draft.cells(column)
    draft.identify("csv", ids, column)


def _digest(cells: pd.DataFrame) -> pd.Series:
    """A 32-digit MD5 a row."""
    named = cells.set_axis([f"c{number}" for number in range(cells.shape[1])], axis=1)
    columns = ", ".join(f"coalesce({name}, '')" for name in named)
    return asked(named, f"SELECT md5(concat_ws(chr(31), {columns})) FROM cells")


def _declared(draft: Draft, column: str | None) -> pd.Series:
    """P-code of the oblast that the row names; a name that is none is noted, not guessed."""
    cells = draft.cells(column)
    declared = by_value(cells, oblast_named, "str")
    missed = sorted(cells[cells.notna() & declared.isna()].unique())
    if missed:
        shown = ", ".join(word[:40] for word in missed[:5])
        draft.notes.append(f"{len(missed)} region names are no oblast or not one alone: {shown}")
    return declared


def _precision(draft: Draft, fields: Mapping[str, str]) -> pd.Series:
    """What the row says, else settlement; a row without a point is widened when it is placed."""
    if "location_precision" not in fields and {"latitude", "longitude"} <= set(fields):
        draft.notes.append(
            "no column says how precise the points are: each is taken for its settlement "
            "(else --map location_precision=COLUMN)"
        )
    return _word(draft, fields, "location_precision", LOCATION_PRECISIONS, "settlement")


def _word(
    draft: Draft, fields: Mapping[str, str], field: str, allowed: tuple[str, ...], default: str
) -> pd.Series:
    """A column of words; other words than the codebook's become the default, and are counted."""
    cells = draft.cells(fields.get(field))
    values, unknown = words(cells, {word: word for word in allowed}, default)
    if unknown.any():
        example = cells[unknown].iloc[0]
        draft.notes.append(
            f"{int(unknown.sum())} cells of {fields[field]} hold words that the codebook lacks "
            f"(first: {str(example)[:60]}); taken as {default or 'not stated'}"
        )
    return values.fillna(default)


def _sources(draft: Draft, fields: Mapping[str, str]) -> pd.Series:
    urls = draft.cells(fields.get("url"))
    dropped = int((urls.notna() & web_address(urls).isna()).sum())
    if dropped:
        draft.notes.append(f"{dropped} links are no http or https address and were left out")
    return source_list((draft.cells(fields.get("source_name")), urls))
