"""What was counted before, during and after a day or a span: counts side by side, no cause."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from events.filters.filters import Filters
from events.questions.atlas import Atlas
from events.questions.counting import counted
from events.questions.queries import SUMS, UNSTATED

PARTS = ("before", "during", "after", "across")
"""Rows of `around`; across: what belongs to none of the others for sure."""


def days_around(first: date, last: date, days: int) -> tuple[date, date]:
    """The first and last day of `days` days before `first` to `days` days after `last`."""
    return first - timedelta(days=days), last + timedelta(days=days)


def around(
    atlas: Atlas, filters: Filters, day: date, days: int, last: date | None = None
) -> pd.DataFrame:
    """One row for each of PARTS around a day, or around the span from `day` to `last`.

    before: the `days` days that end the day before; during: the day or span itself; after: the
    `days` days from the day after it. Columns: part, first, last (datetime64), days, incidents,
    killed_min, killed_max, injured_min, injured_max (sums over what is stated, NaN where no
    incident states one), killed_unstated, injured_unstated. The period of the filters gives way
    to this window; the rest of them holds. An incident is in a part when all of its possible days
    are; one whose possible days reach over an edge (of a part, or of the window) is counted
    in across, so that the four rows add up to the incidents of the window. Records that are
    withheld (`events.gate`) are not counted: days are finer than what may be told of them.
    """
    last = last or day
    if days < 1 or last < day:
        raise ValueError(f"{days} days around {day} to {last} is no window")
    since, until = days_around(day, last, days)
    filters = replace(filters, since=since, until=until)
    where, values = filters.where()
    found = atlas.rows(
        f"""SELECT CASE WHEN date_start >= $since AND date_end < $day THEN 'before'
                WHEN date_start >= $day AND date_end <= $last THEN 'during'
                WHEN date_start > $last AND date_end <= $until THEN 'after'
                ELSE 'across' END AS part,
            count(*) AS incidents, {SUMS}, {UNSTATED}
        FROM {counted(filters, f"{where} AND {filters.counted()}")} GROUP BY part""",
        values | {"day": day, "last": last},
        words=filters.words,
    )
    one = timedelta(days=1)
    edges = {
        "before": (since, day - one),
        "during": (day, last),
        "after": (last + one, until),
        "across": (since, until),
    }
    frame = found.set_index("part").reindex(list(PARTS))
    counts = ["incidents", "killed_unstated", "injured_unstated"]
    frame[counts] = frame[counts].fillna(0).astype("int64")
    firsts, lasts = (pd.to_datetime([edges[part][n] for part in PARTS]) for n in (0, 1))
    frame.insert(0, "first", firsts)
    frame.insert(1, "last", lasts)
    frame.insert(2, "days", (lasts - firsts).days + 1)
    return frame.reset_index()
