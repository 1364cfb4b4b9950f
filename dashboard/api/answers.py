"""What /counts and /health answer: the rows of one question with names, and all that they leave
out; the versions that every answer is made from."""

from dataclasses import asdict

import pandas as pd

import events
import geodata
from dashboard import data
from dashboard.api.asked import Asked
from dashboard.words.sentences import sentence
from dashboard.words.writing import LANGUAGES, label

LEVELS = {"adm1": 1, "adm2": 2, "adm3": 3}
PERIODS = ("week", "month", "day")
CATEGORIES = ("event_type", "target_category", "source")
BY = (*LEVELS, *PERIODS, *CATEGORIES)
"""What incidents may be counted by."""

WIDE = (*LEVELS, "month", "source")
"""Of these, what counts also the records that may be counted but not passed on."""


def counts(atlas: events.Atlas, asked: Asked) -> dict:
    """The counts by `asked.own["by"]`, as values of JSON. Tolls are sums, null where no incident
    states one; names are null where a row stands for what has none."""
    by, filters = asked.own["by"], asked.filters
    figures = data.ask("figures", atlas, filters)
    told = asdict(figures)
    return {
        "sentence": sentence(filters, asked.language, left_out=figures.left_out),
        "by": by,
        "filters": filters.to_params(),
        "store_version": atlas.version,
        "links_version": atlas.links_version,
        "mode": atlas.mode,
        "rows": _rows(atlas, asked),
        "figures": {name: told[name] for name in FIGURES},
        "left_out": {
            "aggregate_records": 0 if filters.aggregates == "summed" else figures.aggregates,
            "of_doubtful_sources": figures.left_out,
            "known_only_to_a_wider_region": figures.coarser,
            "withheld_from_these_rows": 0 if by in WIDE else figures.withheld,
            "withheld": [
                {"source": source, "records": records, "why": events.why_withheld(source)}
                for source, records in atlas.withheld.items()
            ],
        },
    }


def health(atlas: events.Atlas) -> dict:
    """The versions that answers are made from; where there is no store the route answers 503."""
    return {
        "status": "ok",
        "store_version": atlas.version,
        "links_version": atlas.links_version,
        "mode": atlas.mode,
        "records": data.ask("total", atlas),
        "boundaries": {
            f"adm{level}": geodata.edition(level).name for level in geodata.shape_levels()
        },
    }


FIGURES = (
    *("records", "incidents", "killed_min", "killed_max", "injured_min", "injured_max"),
    *("killed_unstated", "injured_unstated", "located", "coarse", "not_placed"),
)
"""Of events.Figures, what stands under `figures`."""


def _rows(atlas: events.Atlas, asked: Asked) -> list[dict]:
    by, filters = asked.own["by"], asked.filters
    if by in LEVELS:
        frame = data.ask("by_region", atlas, filters, level=LEVELS[by])
        frame = _named(frame, "code", _region)
    elif by in PERIODS:
        frame = data.ask("by_period", atlas, filters, by)
        frame = frame.assign(period=pd.to_datetime(frame["period"]).dt.strftime("%Y-%m-%d"))
    else:
        frame = data.ask("by_category", atlas, filters, by)
        frame = _named(frame, "word", lambda word, language: label(by, word, language))
    columns = [_values(frame[name]) for name in frame]
    return [dict(zip(frame, row, strict=True)) for row in zip(*columns, strict=True)]


def _named(frame: pd.DataFrame, key: str, name) -> pd.DataFrame:
    """`frame` with the English and the Ukrainian name behind its key."""
    named = {
        column: frame[key].map(lambda word, at=language: name(word, at), na_action="ignore")
        for column, language in zip(("name", "name_uk"), LANGUAGES, strict=True)
    }
    return pd.concat([frame[[key]], pd.DataFrame(named), frame.drop(columns=key)], axis=1)


def _region(code: str, language: str) -> str | None:
    """None for a code that another edition of the register had."""
    try:
        return geodata.name(code, language)
    except LookupError:
        return None


def _values(column: pd.Series) -> list:
    """A column as values of JSON: whole numbers, text, None for null."""
    if pd.api.types.is_numeric_dtype(column):
        column = column.astype("Int64")
    return column.astype(object).where(column.notna(), None).tolist()
