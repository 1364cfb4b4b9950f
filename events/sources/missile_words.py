"""The cells of the missile table in words: counts, Python literals, and a row's description."""

import ast
import re

import pandas as pd

from events.files.json_columns import asked
from events.files.parsing import by_value
from events.sources.draft import Draft
from geodata import fold, name, oblast_named

COUNTS = {
    "launched": "launched",
    "destroyed": "destroyed",
    "not_reach_goal": "did not reach the target",
    "still_attacking": "still in the air",
    "num_hit_location": "places hit",
    "num_fall_fragment_location": "places where debris fell",
    "is_shahed": "of them Shahed, about",
    "turbojet": "of them with a jet engine",
    "turbojet_destroyed": "of those destroyed",
}
"""Column of a count -> what it counts."""

LITERALS = {
    "affected region": "Regions affected",
    "destroyed_details": "Destroyed, by place",
    "launched_details": "Launched, by model",
    "launch_place_details": "Launched from, by model",
    "border_crossing": "Crossed the border of",
}
"""Column of lists and dictionaries, as Python writes them -> what they tell."""

_NAN = re.compile(r"(?<=[:\[,{ ])nan(?=\s*[,}\]])", re.IGNORECASE)
_LONGEST = 5_000

_FIGURES = ", ".join(f"'{words} ' || \"{column}\"" for column, words in COUNTS.items())
_LISTS = ", ".join(f"'{words}: ' || \"{column}\" || '.'" for column, words in LITERALS.items())
_DESCRIPTION = f"""SELECT concat_ws(' ',
    'Reported by ' || coalesce(publisher, 'a post that is not named')
        || coalesce(': ' || nullif(concat_ws(', ', {_FIGURES}), ''), '') || '.',
    'Time: ' || clock || ', as the source gives it.',
    'Launched from ' || launch_place || '.', 'Carrier: ' || carrier || '.',
    'Main target: ' || target_main || '.', {_LISTS}, over) FROM cells"""

TOO_MANY = "As reported, more were destroyed or lost than launched."


def description(draft: Draft, publisher: pd.Series) -> pd.Series:
    """What a row says, in sentences; what could not be read is noted and stays in raw."""
    cells = draft.cells
    columns = {name: cells(name) for name in ("launch_place", "target_main")}
    columns |= {name: _read(draft, name, count, "whole number") for name in COUNTS}
    columns |= {name: _read(draft, name, literal, "list or dictionary") for name in LITERALS}
    start, end = cells("time_start"), cells("time_end")
    timed = start.str.contains(":", na=False) | end.str.contains(":", na=False)
    columns["clock"] = start.str.cat(end, sep=" to ").where(timed)
    columns["carrier"] = cells("carrier").str.replace(r"\bNavi\b", "Navy", regex=True)
    over = _too_many(columns)
    if over.any():
        draft.notes.append(f"{int(over.sum())} rows count more destroyed or lost than launched")
    said = pd.Series(TOO_MANY, index=over.index, dtype=start.dtype).where(over)
    return asked(pd.DataFrame({**columns, "publisher": publisher, "over": said}), _DESCRIPTION)


def count(cell: str) -> str | None:
    """A count written as a float ("236.0"), as a whole number in text; None for anything else."""
    return f"{int(float(cell)):,}" if re.fullmatch(r"\d{1,9}(\.0*)?", cell) else None


def literal(cell: str) -> str | None:
    """A list or dictionary as Python writes it, in words; None when it is none, "" when empty.

    Nothing is run: only literals are read, after NaN, which is none, became None. A number that
    is NaN reads "no number".
    """
    if len(cell) > _LONGEST or not cell.startswith(("[", "{")):
        return None
    try:
        value = ast.literal_eval(_NAN.sub("None", cell))
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    if isinstance(value, dict):
        return "; ".join(f"{_word(key)}: {_word(item)}" for key, item in value.items())
    return ", ".join(map(_word, value)) if isinstance(value, list) else None


def _word(item: object) -> str:
    """An item of a list in words; an oblast by a name that it has not is followed by its own."""
    if item is None:
        return "no number"
    if isinstance(item, float) and item.is_integer():
        return str(int(item))
    text = " ".join(str(item).split())
    code = oblast_named(text) if text.endswith("oblast") else None
    own = name(code) if code else text
    return text if fold(own) == fold(text) else f"{text} ({own})"


def _read(draft: Draft, name: str, read, kind: str) -> pd.Series:
    """A column through `read`; cells that it cannot read are counted in a note."""
    cells = draft.cells(name)
    found = by_value(cells, read, "str")
    odd = int((cells.notna() & found.isna()).sum())
    if odd:
        draft.notes.append(f"{odd} cells of {name} are no {kind}; they stay in raw")
    return found.mask(found == "")


def _too_many(columns: dict[str, pd.Series]) -> pd.Series:
    """Where what was destroyed and what did not arrive add up to more than was launched."""
    launched, *lost = (
        columns[name].str.replace(",", "").astype("float64")
        for name in ("launched", "destroyed", "not_reach_goal")
    )
    return lost[0].fillna(0) + lost[1].fillna(0) > launched
