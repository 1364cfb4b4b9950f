"""Dated milestones of the war: what the timeline marks beside the incidents, and never counts.

The bundled table is events/data/context.csv (events/data/PROVENANCE.md). A milestone is a day or
a span at which something happened or was announced; truces stand at their announced dates.
"""

import csv
import re
from pathlib import Path

import pandas as pd

from events.files.json_columns import WEB_ADDRESS

BUNDLED_MILESTONES = Path(__file__).parents[1] / "data" / "context.csv"

MILESTONE_KINDS = (
    *("diplomacy", "ceasefire", "energy_campaign", "sanctions"),
    *("military", "aid", "legal", "other"),
)
"""What a milestone may be about, in the order in which a reader is shown them."""

MILESTONE_COLUMNS = (
    *("id", "date", "date_end", "kind", "title", "title_uk"),
    *("description", "source_name", "source_url"),
)
"""Columns of the file. date_end is empty where the milestone is one day; description is English
and may be empty; everything else is stated."""

_ID = "[0-9a-z][0-9a-z-]{2,79}"
_DAY = r"\d{4}-\d\d-\d\d"
_STATED = ("title", "title_uk", "source_name")


class MilestoneError(ValueError):
    """A file of milestones that cannot be used; the message names file and line."""


def milestones(path: Path | None = None) -> pd.DataFrame:
    """Every milestone of a file (default: the bundled one), in the order of their days.

    Columns: MILESTONE_COLUMNS as text, but date and date_end as datetime64 (date_end is date
    where the milestone is one day), description None where there is none; and number, 1 for the
    first. Raises MilestoneError for a row that is none, OSError for a file that cannot be read.
    """
    file = path or BUNDLED_MILESTONES
    table = _rows(file)
    days = table["date"].where(table["date"].map(_is_day))
    ends = table["date_end"].where(table["date_end"] != "", table["date"])
    _refuse(file, table, "date", days.isna(), "is no day; write it as 2024-10-31")
    _refuse(file, table, "date_end", ~ends.map(_is_day), "is no day; leave it empty for one day")
    _refuse(file, table, "date_end", ends < days, "is before the first day")
    _refuse(file, table, "kind", ~table["kind"].isin(MILESTONE_KINDS), _expected())
    _refuse(file, table, "id", ~table["id"].str.fullmatch(_ID), "is no id of a-z, 0-9 and hyphens")
    _refuse(file, table, "id", table["id"].duplicated(), "stands twice; an id names one milestone")
    for column in _STATED:
        _refuse(file, table, column, table[column] == "", "is empty; it must be stated")
    web = table["source_url"].map(lambda url: bool(re.fullmatch(WEB_ADDRESS, url)))
    _refuse(file, table, "source_url", ~web, "is no http or https address")
    typed = table.assign(
        date=pd.to_datetime(days),
        date_end=pd.to_datetime(ends),
        description=table["description"].astype(object).where(table["description"] != "", None),
    )
    ordered = typed.sort_values(["date", "date_end", "id"], ignore_index=True)
    return ordered[list(MILESTONE_COLUMNS)].assign(number=range(1, len(ordered) + 1))


def _rows(file: Path) -> pd.DataFrame:
    """The cells as stripped text, and `line`, on which each row ends in the file."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        missing = [name for name in MILESTONE_COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise MilestoneError(
                f"{file.name}, line 1: there is no column {', '.join(missing)}; a file of "
                f"milestones has {', '.join(MILESTONE_COLUMNS)}."
            )
        try:
            rows = [{**row, "line": reader.line_num} for row in reader]
        except (csv.Error, UnicodeDecodeError) as fault:
            raise MilestoneError(
                f"{file.name}, line {reader.line_num}: cannot be read as CSV in UTF-8 ({fault})."
            ) from fault
    table = pd.DataFrame(rows, columns=[*MILESTONE_COLUMNS, "line"])
    cells = table[list(MILESTONE_COLUMNS)].fillna("").astype("str")
    return cells.apply(lambda column: column.str.strip()).assign(line=table["line"])


def _is_day(text: str) -> bool:
    return bool(re.fullmatch(_DAY, text)) and pd.notna(pd.to_datetime(text, errors="coerce"))


def _expected() -> str:
    return f"is none of {', '.join(MILESTONE_KINDS)}"


def _refuse(file: Path, table: pd.DataFrame, column: str, wrong: pd.Series, why: str) -> None:
    if wrong.any():
        first = table[wrong].iloc[0]
        raise MilestoneError(
            f"{file.name}, line {first['line']}: {column} {first[column][:80]!r} {why}."
        )
