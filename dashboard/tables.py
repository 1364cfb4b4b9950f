"""Rows -> tables with headings in the reader's language; every map has its twin here."""

import pandas as pd
import streamlit as st

from dashboard.record.reported import told
from dashboard.words.writing import label, say, toll
from geodata import name

REGION_COLUMNS = (
    "incidents",
    "killed_min",
    "killed_max",
    "killed_unstated",
    "injured_min",
    "injured_max",
    "injured_unstated",
    "located",
    "coarse",
)


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """by_region rows as the table lists them: most incidents first, what has no code last."""
    placed = rows["code"].notna()
    listed = rows[placed].sort_values(["incidents", "code"], ascending=[False, True])
    return pd.concat([listed, rows[~placed]])


def regions_table(
    rows: pd.DataFrame, level: int, language: str, *, unit: str = "incidents"
) -> pd.DataFrame:
    """by_region rows as a reader's table: named regions, most incidents first, unplaced last.
    `unit` is what they count (Filters.unit).

    Numbers stay numbers, so that a click on a heading sorts them; a null toll sum means that no
    incident there states one.
    """
    ordered = in_order(rows)
    unplaced = say(f"regions_not_placed_{level}", language)
    names = [unplaced if pd.isna(code) else name(code, language) for code in ordered["code"]]
    table = pd.DataFrame({say("col_region", language): names})
    for column in REGION_COLUMNS:
        key = f"figure_{unit}" if column == "incidents" else f"col_{column}"
        table[say(key, language)] = ordered[column].to_numpy()
    return table


def show_regions(
    rows: pd.DataFrame, level: int, language: str, *, height: int, unit: str = "incidents"
) -> None:
    """Draw `regions_table`, its numbers grouped the way the reader's browser writes them."""
    table = regions_table(rows, level, language, unit=unit)
    grouped = {
        name: st.column_config.NumberColumn(format="localized") for name in table.columns[1:]
    }
    unstated = say("toll_unstated", language)
    st.dataframe(table, hide_index=True, height=height, column_config=grouped, placeholder=unstated)


def incidents_table(
    rows: pd.DataFrame, language: str, links: pd.DataFrame | None = None
) -> pd.DataFrame:
    """A page of records as a reader's table, in the order of `rows`; tolls as ranges.

    With `links` (events.told_by of the rows) a column says how many reports of how many sources
    tell of the same incident.
    """
    place = rows["place_uk"].fillna(rows["place"]) if language == "uk" else rows["place"]
    dates = [
        _dates(start, end) for start, end in zip(rows["date_start"], rows["date_end"], strict=True)
    ]
    oblasts = ["" if pd.isna(code) else name(code, language) for code in rows["adm1_code"]]
    reported = {}
    if links is not None:
        counts = zip(links["n_reports"], links["n_sources"], strict=True)
        reported[say("col_reported", language)] = [told(*count, language) for count in counts]
    return pd.DataFrame(
        {
            say("col_date", language): dates,
            say("col_title", language): rows["title"].to_numpy(),
            **reported,
            say("col_place", language): place.to_numpy(),
            say("col_killed", language): _tolls(rows, "killed", language),
            say("col_injured", language): _tolls(rows, "injured", language),
            say("field_precision", language): _labels(rows, "location_precision", language),
            say("col_oblast", language): oblasts,
            say("field_type", language): _labels(rows, "event_type", language),
            say("field_target", language): _labels(rows, "target_category", language),
            say("field_status", language): _labels(rows, "status", language),
            say("source", language): _labels(rows, "source", language),
        }
    )


def _dates(start, end) -> str:
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    text = f"{first:%Y-%m-%d}"
    return text if first == last else f"{text} – {last:%Y-%m-%d}"


def _labels(rows: pd.DataFrame, column: str, language: str) -> list[str]:
    return [label(column, word, language) for word in rows[column]]


def _tolls(rows: pd.DataFrame, kind: str, language: str) -> list[str]:
    return [
        toll(low, high, language)
        for low, high in zip(rows[f"{kind}_min"], rows[f"{kind}_max"], strict=True)
    ]
