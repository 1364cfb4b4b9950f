"""The tables of a report: regions with their ranges, and the first of the incidents."""

from datetime import date

import pandas as pd

from dashboard.map import metric_table
from dashboard.map.metrics import Measured
from dashboard.report.blocks import Table
from dashboard.tables import in_order, incidents_table
from dashboard.words.writing import day, decimal, number, say, toll
from geodata import name

MOST_REGIONS = 140
"""All raions; of hromadas the first, and the table says of how many."""

INCIDENTS = 50
"""Records that are listed, in the order of the view; the table says of how many."""

_RATES = {"per_100k", "change_percent", "energy_share"}


def regions(measured: Measured, language: str, unit: str = "incidents") -> Table:
    """Regions, most incidents first, what is in none of them last."""
    rows = in_order(measured.rows)
    placed = int(rows["code"].notna().sum())
    shown = pd.concat([rows[rows["code"].notna()].head(MOST_REGIONS), rows[rows["code"].isna()]])
    columns = {
        say("col_region", language): _names(shown, measured.level, language),
        say(f"figure_{unit}", language): [number(n, language) for n in shown["incidents"]],
        **_metric(measured, shown, language),
    }
    for kind in ("killed", "injured"):
        columns[say(f"field_{kind}", language)] = _tolls(shown, kind, language)
        unstated = [number(n, language) for n in shown[f"{kind}_unstated"]]
        columns[say(f"col_{kind}_unstated", language)] = unstated
    columns[say("report_dots", language)] = [number(n, language) for n in shown["located"]]
    columns[say("report_coarse", language)] = [number(n, language) for n in shown["coarse"]]
    least = min(MOST_REGIONS, placed)
    counts = {"shown": number(least, language), "total": number(placed, language)}
    said = say("report_regions_said", language, **counts)
    others = len(columns) - 1
    widths = (0.24, *[0.76 / others] * others)
    return _table(said, columns, (False, *[True] * others), widths)


def incidents(
    page, language: str, order: str, links: pd.DataFrame | None = None
) -> tuple[Table, int]:
    """The rows of an events.Page that begins the list, and how many it leaves out."""
    rows = page.frame
    told = incidents_table(rows, language, links)
    cell = {key: told[say(key, language)].tolist() for key in _CELLS}
    reported = told[say("col_reported", language)].tolist() if links is not None else []
    what = [
        _lines(title, f"{kind}; {target}", aggregate, told_by)
        for title, kind, target, aggregate, told_by in zip(
            cell["col_title"],
            cell["field_type"],
            cell["field_target"],
            _aggregates(rows, language),
            reported or [""] * len(rows),
            strict=True,
        )
    ]
    where = zip(cell["col_place"], cell["col_oblast"], cell["field_precision"], strict=True)
    who = zip(cell["field_status"], cell["source"], rows["incident_id"], strict=True)
    columns = {
        say("col_date", language): cell["col_date"],
        say("report_what", language): what,
        say("col_place", language): [_lines(*parts) for parts in where],
        say("col_killed", language): cell["col_killed"],
        say("col_injured", language): cell["col_injured"],
        say("report_who", language): [_lines(*parts) for parts in who],
    }
    sort = say(order, language)
    counts = {"shown": number(len(rows), language), "total": number(page.total, language)}
    said = say("report_incidents_said", language, order=sort, **counts)
    numbers = (False, False, False, True, True, False)
    return _table(said, columns, numbers, _WIDTHS), page.total - len(rows)


_CELLS = (
    *("col_date", "col_title", "field_type", "field_target", "col_place", "col_oblast"),
    *("field_precision", "col_killed", "col_injured", "field_status", "source"),
)
_WIDTHS = (0.11, 0.34, 0.18, 0.09, 0.09, 0.19)


def _names(rows: pd.DataFrame, level: int, language: str) -> list[str]:
    unplaced = say(f"regions_not_placed_{level}", language)
    return [unplaced if pd.isna(code) else name(code, language) for code in rows["code"]]


def _tolls(rows: pd.DataFrame, kind: str, language: str) -> list[str]:
    return [
        toll(low, high, language)
        for low, high in zip(rows[f"{kind}_min"], rows[f"{kind}_max"], strict=True)
    ]


def _metric(measured: Measured, shown: pd.DataFrame, language: str) -> dict[str, list[str]]:
    """The columns that the metric of the map adds, and below oblasts the upper end of a count."""
    whole = metric_table.metric_table(measured, language)
    whole.index = in_order(measured.rows).index
    parts = metric_table.PARTS.get(measured.metric, ())
    parts = ("up_to", *parts) if measured.level > 1 else parts
    found = {}
    for part in parts:
        heading = say(f"col_{part}", language)
        values = whole.loc[shown.index, heading]
        write = decimal if part in _RATES else number
        found[heading] = [_cell(value, write, language) for value in values]
    return found


def _cell(value, write, language: str) -> str:
    if isinstance(value, date) and not pd.isna(value):
        return day(value, language)
    if pd.isna(value):
        return say("cell_none", language)
    sign = "\u2212" if value < 0 else ""
    return sign + write(abs(value), language)


def _aggregates(rows: pd.DataFrame, language: str) -> list[str]:
    said = say("report_aggregate", language)
    return [said if aggregate else "" for aggregate in rows["is_aggregate"]]


def _lines(*parts: str | None) -> str:
    return "\n".join(str(part) for part in parts if part)


def _table(said: str, columns: dict[str, list[str]], numbers, widths) -> Table:
    cells = zip(*columns.values(), strict=True)
    rows = tuple(tuple(str(cell or "") for cell in row) for row in cells)
    return Table(said, tuple(columns), rows, tuple(numbers), tuple(widths))
