"""Facilities and seasons -> tables, a chart and the detail of one facility, pure."""

from datetime import date
from html import escape

import altair as alt
import pandas as pd

from dashboard.energy.layer import facility_name
from dashboard.energy.phrases import KIND_LABELS, OPERATORS_UK
from dashboard.record.detail import safe_url
from dashboard.words.writing import LANGUAGES, day, label, number, say
from geodata import name as region_name

ORDER = ("hits", "at", "site", "settlement", "vicinity")
"""By what the table of facilities is ordered, most first."""

SEASON_COLOURS = ("#1f5f8b", "#b5650a", "#0b6e63", "#7a3b80", "#c9a227", "#6b7780", "#9b3b3b")
SEASON_COLOURS += ("#74a3c4", "#4f7f2f", "#17222c")
"""One a type of event or target; told apart by lightness, too. The table has the same figures."""


def capacity(megawatts: float, language: str) -> str:
    """A capacity with its unit, small ones in kW; "not stated" for NaN."""
    if pd.isna(megawatts):
        return say("toll_unstated", language)
    if 0 < megawatts < 10:
        return say("energy_kw", language, n=number(round(megawatts * 1000), language))
    return say("energy_mw", language, n=number(round(megawatts), language))


def distance(km: float, language: str) -> str:
    """A distance no finer than points are good for: to 100 m below 1 km, else to the kilometre."""
    if km < 0.95:
        metres = number(max(100, round(km * 10) * 100), language)
        return ("< " if km < 0.05 else "") + say("energy_metres", language, n=metres)
    return say("energy_km_of", language, n=number(round(km), language))


def ordered(facilities: pd.DataFrame, near: pd.DataFrame) -> pd.DataFrame:
    """Near.frame with the facts of each facility; those with most incidents at them first."""
    table = near.merge(facilities, on="id")
    by = [*ORDER, "capacity_mw", "id"]
    return table.sort_values(by, ascending=[False] * 6 + [True], ignore_index=True)


def facility_table(rows: pd.DataFrame, km: int, language: str) -> pd.DataFrame:
    """Rows of `ordered` as a reader's table. Numbers stay numbers; a capacity that is not stated
    is null."""
    records = rows.to_dict("records")
    columns = {
        "energy_col_facility": [facility_name(row, language) for row in records],
        "energy_col_kind": [kind_label(kind, language) for kind in rows["kind"]],
        "energy_col_at": rows["at"],
        "energy_col_hits": rows["hits"],
        "energy_col_site": rows["site"],
        "energy_col_settlement": rows["settlement"],
        "energy_col_vicinity": rows["vicinity"],
        "energy_col_last": rows["last"].dt.strftime("%Y-%m-%d"),
        "energy_col_capacity": rows["capacity_mw"].round(3),
        "energy_col_operator": [operator(word, language) for word in rows["operator"]],
        "col_oblast": [_region(code, language) for code in rows["adm1_code"]],
        "energy_col_source_of": rows["source"],
    }
    return pd.DataFrame({say(key, language, km=km): list(v) for key, v in columns.items()})


def kind_label(kind: str, language: str) -> str:
    return KIND_LABELS[kind][LANGUAGES.index(language)]


def operator(stated: str | None, language: str) -> str | None:
    return OPERATORS_UK.get(stated, stated) if language == "uk" else stated


def _region(code: str | None, language: str) -> str:
    return region_name(code, language) if isinstance(code, str) else ""


def facility_html(row: dict, km: int, language: str) -> str:
    """One row of `ordered` as a definition list; every text is escaped."""
    main = facility_name(row, language)
    others = [name for name in (row["name"], row["name_uk"]) if name and name != main]
    stated = capacity(row["capacity_mw"], language)
    if row["capacity_from"] and row["capacity_from"] != row["source"]:
        stated = say(
            "facility_capacity_from", language, capacity=stated, source=row["capacity_from"]
        )
    finest = next((row[f"adm{n}_code"] for n in (3, 2, 1) if row[f"adm{n}_code"]), None)
    places = [_region(code, language) for code in dict.fromkeys([finest, row["adm1_code"]])]
    facts = [
        ("facility_kind", kind_label(row["kind"], language)),
        ("facility_operator", operator(row["operator"], language)),
        ("facility_capacity", "" if row["kind"] in ("substation", "gas") else stated),
        ("facility_voltage", _kilovolts(row["voltage_kv"], language)),
        ("facility_region", ", ".join(part for part in places if part)),
        ("facility_point", say(f"point_{row['point']}", language)),
        ("facility_note", row["note"]),
        ("facility_at", number(row["at"], language)),
        *[
            (f"facility_{column}", number(row[column], language))
            for column in ("site", "settlement", "vicinity")
        ],
    ]
    pairs = "".join(
        f"<dt>{escape(say(key, language, km=km))}</dt><dd>{escape(str(value))}</dd>"
        for key, value in facts
        if value
    )
    return (
        f'<article class="record"><h3>{escape(main)}</h3>'
        f'<p class="note">{escape(" · ".join(others))}</p><dl>{pairs}'
        f"<dt>{escape(say('facility_source', language))}</dt><dd>{_source(row)}</dd></dl></article>"
    )


def _kilovolts(value: float, language: str) -> str:
    return "" if pd.isna(value) else say("energy_kv", language, n=number(value, language))


def _source(row: dict) -> str:
    text = escape(f"{row['source']} ({row['licence']})")
    url = safe_url(row["source_url"])
    if not url:
        return text
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{text}</a>'


def season_name(year: int, heating: bool, language: str) -> str:
    """2024/25 for a heating season, the days between two by name."""
    if not heating:
        return say("energy_between", language, a=year)
    return say("energy_season_name", language, a=year, b=f"{(year + 1) % 100:02}")


def season_table(attacks: pd.DataFrame, column: str, language: str) -> pd.DataFrame:
    """Rows of attacks_by_season as a table: a period a row, a word of `column` a column."""
    wide = attacks.pivot_table(
        "incidents", ["since", "year", "heating"], column, aggfunc="sum", fill_value=0
    )
    words = wide.sum().sort_values(ascending=False, kind="stable").index
    across = attacks.groupby(["since", "year", "heating"])["imprecise"].sum()
    table = pd.DataFrame(
        {
            say("energy_col_season", language): [
                say("energy_season_row", language, name=season_name(year, heating, language))
                if heating
                else season_name(year, heating, language)
                for _, year, heating in wide.index
            ],
            say("energy_col_all", language): wide.sum(axis=1).to_numpy(),
            say("energy_col_across", language): across.reindex(wide.index).to_numpy(),
        }
    )
    for word in words:
        table[label(column, word, language)] = wide[word].to_numpy()
    return table


def season_chart(attacks: pd.DataFrame, column: str, language: str) -> alt.Chart:
    """A stacked bar a period, oldest first; the most frequent word lies at the bottom."""
    totals = attacks.groupby(column)["incidents"].sum().sort_values(ascending=False, kind="stable")
    words = list(totals.index)
    rows = attacks.groupby(["since", "year", "heating", column], as_index=False)["incidents"].sum()
    periods = rows.drop_duplicates(["since"]).sort_values("since")
    named = {
        row.since: season_name(row.year, row.heating, language) for row in periods.itertuples()
    }
    shown = pd.DataFrame(
        {
            "period": rows["since"].map(named),
            "word": [label(column, word, language) for word in rows[column]],
            "place": rows[column].map(words.index),
            "incidents": rows["incidents"],
        }
    )
    labels = [label(column, word, language) for word in words]
    counts = say("col_incidents", language)
    return (
        alt.Chart(shown)
        .mark_bar(aria=False)
        .encode(
            x=alt.X(
                "period:N",
                sort=list(named.values()),
                title=None,
                axis=alt.Axis(labelAngle=0, labelLimit=130, labelOverlap=False),
            ),
            y=alt.Y("incidents:Q", title=counts, axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "word:N",
                title=None,
                sort=labels,
                scale=alt.Scale(domain=labels, range=list(SEASON_COLOURS[: len(labels)])),
                legend=alt.Legend(orient="bottom", columns=5, labelLimit=220),
            ),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("period:N", title=say("energy_col_season", language)),
                alt.Tooltip("word:N", title=say("energy_by", language)),
                alt.Tooltip("incidents:Q", title=counts),
            ],
        )
        .properties(height=260)
    )


def span_words(first: date, last: date, language: str) -> dict[str, str]:
    return {"first": day(first, language), "last": day(last, language)}
