"""How good the records of each source are: how they are placed, dated and counted, and repeated."""

import pandas as pd

from events.incident import LOCATION_PRECISIONS, PLACED_BY
from events.questions.atlas import Atlas

SHARES = {"precision": LOCATION_PRECISIONS, "placed_by": PLACED_BY}
"""Prefix of the share columns -> the words that they are told for."""

_COLUMNS = {"precision": "location_precision", "placed_by": "placed_by"}


def quality(atlas: Atlas) -> pd.DataFrame:
    """One row a source, most records first.

    Columns: source, records, aggregates, first_day, last_day (datetime64), oldest_fetch,
    newest_fetch (datetime64, NaT where unknown), imprecise_days (share dated no finer than a
    week), killed_unstated, injured_unstated (shares of the records that are no aggregates),
    same_place_and_day (records that share point, days and event type with another of the source:
    repeats, or separate events that the source cannot tell apart), and precision_WORD and
    placed_by_WORD, the shares of records with each word of SHARES. Shares are of the records, 0
    to 1; NaN where there is nothing to share. Withheld records are not among them.
    """
    return atlas.rows(
        f"""SELECT source::VARCHAR AS source, count(*) AS records,
            count(*) FILTER (is_aggregate) AS aggregates,
            min(date_start) AS first_day, max(date_end) AS last_day,
            min(source_retrieved) AS oldest_fetch, max(source_retrieved) AS newest_fetch,
            avg((date_precision <> 'day')::INTEGER) AS imprecise_days,
            {_unstated("killed")}, {_unstated("injured")},
            any_value(repeats.records) AS same_place_and_day,
            {", ".join(_share(prefix, word) for prefix, words in SHARES.items() for word in words)}
        FROM incidents LEFT JOIN ({_REPEATS}) repeats USING (source)
        WHERE NOT withheld GROUP BY source ORDER BY records DESC, source"""
    ).fillna({"same_place_and_day": 0})


_REPEATS = """SELECT source, sum(n)::BIGINT AS records FROM (
    SELECT source, count(*) AS n FROM incidents WHERE located AND NOT withheld
    GROUP BY source, point_latitude, point_longitude, date_start, date_end, event_type
    HAVING count(*) > 1) GROUP BY source"""


def _unstated(kind: str) -> str:
    high = f"{kind}_high IS NULL"
    return f"avg(({high})::INTEGER) FILTER (NOT is_aggregate) AS {kind}_unstated"


def _share(prefix: str, word: str) -> str:
    return f"avg(({_COLUMNS[prefix]} = '{word}')::INTEGER) AS {prefix}_{word}"
