"""Frames of a playback: the incidents of each day, week or month by region, and their places.

Counted once for a whole playback, so that a frame costs nothing when it is shown.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from events.filters.filters import Filters
from events.questions.atlas import Atlas
from events.questions.counting import counted
from events.questions.queries import PERIODS, by_period

MOST_CELLS = 60_000
"""Regions times frames of one playback; the latest frames that fit are kept."""

MOST_PLACES = 6_000
"""Rows of places of one playback; of more none are given."""

FEWEST = 12
"""Frames that are kept however many regions there are."""


@dataclass(frozen=True)
class Frames:
    """One playback.

    periods: first day of each frame, without gaps, oldest first. counts: code -> incidents a frame
    (int64, as long as periods), for every region with an incident. totals: incidents a frame,
    those in no region of the level included. places: frame, latitude, longitude, incidents, group,
    precision; None where they would be more than MOST_PLACES rows, places_total of them. imprecise:
    incidents that stand in the first of several frames that their possible days reach over.
    left_out: earlier frames that did not fit.
    """

    unit: str
    periods: tuple[date, ...]
    counts: dict[str, np.ndarray]
    totals: np.ndarray
    places: pd.DataFrame | None
    places_total: int
    imprecise: int
    left_out: int


def frames(atlas: Atlas, filters: Filters, *, unit: str = "week", level: int = 1) -> Frames:
    """The playback of the filters by `unit` (day, week, month) over the regions of `level`.

    An incident stands in one frame, as in by_period: that of its first possible day which is not
    before filters.since.
    """
    if unit not in PERIODS:
        raise ValueError(f"{unit!r} is none of {', '.join(PERIODS)}")
    periods = by_period(atlas, filters, unit)
    rows = _by_region(atlas, filters, unit, level)
    regions = rows["code"].nunique()
    kept = max(FEWEST, MOST_CELLS // max(1, regions))
    shown = periods.tail(kept).reset_index(drop=True)
    number = pd.Series(shown.index, index=shown["period"])
    places, total = None, 0
    if len(shown):
        first = shown["period"].iloc[0]
        rows = rows[rows["period"] >= first]
        places, total = _places(atlas, filters, unit, first.date(), number)
    counts = {}
    for code, own in rows.groupby("code"):
        counts[code] = np.zeros(len(shown), "int64")
        counts[code][own["period"].map(number).to_numpy()] = own["incidents"].to_numpy()
    return Frames(
        unit=unit,
        periods=tuple(period.date() for period in shown["period"]),
        counts=counts,
        totals=shown["incidents"].to_numpy(),
        places=places,
        places_total=total,
        imprecise=int(shown["imprecise"].sum()),
        left_out=len(periods) - len(shown),
    )


def _by_region(atlas: Atlas, filters: Filters, unit: str, level: int) -> pd.DataFrame:
    """period, code, incidents of every region and frame that has some."""
    where, values = filters.where(wide=unit == "month" and level <= 2)
    return atlas.rows(
        f"""SELECT {_period(filters, unit)} AS period, adm{level}_code::VARCHAR AS code,
            count(*) AS incidents
        FROM {counted(filters, f"{where} AND {filters.counted()}")}
        WHERE adm{level}_code IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2""",
        values | _since(filters),
        words=filters.words,
    )


def _places(
    atlas: Atlas, filters: Filters, unit: str, first: date, number: pd.Series
) -> tuple[pd.DataFrame | None, int]:
    where, values = filters.where()
    where += f" AND {filters.counted()} AND located"
    where += " AND point_latitude IS NOT NULL AND point_longitude IS NOT NULL"
    grouped = f"""SELECT {_period(filters, unit)} AS period, point_latitude AS y,
            point_longitude AS x, count(*) AS incidents,
            mode(target_category::VARCHAR) AS "group",
            min(location_precision)::VARCHAR AS precision
        FROM {counted(filters, where)} GROUP BY 1, 2, 3 HAVING period >= $first"""
    given = values | _since(filters) | {"first": first}
    ((total,),) = atlas.tuples(
        f"""SELECT count(*) FROM (
            SELECT DISTINCT {_period(filters, unit)} AS period, point_latitude, point_longitude
            FROM {counted(filters, where)})
        WHERE period >= $first""",
        given,
        words=filters.words,
    )
    if total > MOST_PLACES:
        return None, total
    rows = atlas.rows(
        f"""SELECT period, y / 100000 AS latitude, x / 100000 AS longitude, incidents,
            "group", precision FROM ({grouped}) ORDER BY period, y, x""",
        given,
        words=filters.words,
    )
    rows.insert(0, "frame", rows["period"].map(number).astype("int64"))
    return rows.drop(columns="period"), total


def _period(filters: Filters, unit: str) -> str:
    first = "greatest(date_start, $since)" if filters.since else "date_start"
    return f"date_trunc('{unit}', {first})::DATE"


def _since(filters: Filters) -> dict[str, date]:
    return {"since": filters.since} if filters.since else {}
