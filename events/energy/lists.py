"""The energy page's records near one facility, and its counts of attacks by heating season."""

from datetime import date

import numpy as np
import pandas as pd

from events.energy.distances import EARTH_KM
from events.energy.ground import among
from events.energy.seasons import seasons
from events.filters.filters import Filters
from events.questions.atlas import Atlas
from events.questions.counting import counted
from events.questions.lists import LISTED, MOST_ROWS, Page
from events.questions.measures import ENERGY


def near_facility(
    atlas: Atlas,
    filters: Filters,
    *,
    latitude: float,
    longitude: float,
    km: int,
    limit: int = 50,
    offset: int = 0,
) -> Page:
    """The records in the filters that are located within `km` of a facility's point.

    The columns of a page and km, the distance; those of known site first, then by settlement, then
    vicinity; among them the nearest first, of equally near ones the newest.
    """
    if offset < 0 or not 0 <= limit <= MOST_ROWS:
        raise ValueError(f"offset {offset} or limit {limit} is out of 0 to {MOST_ROWS}")
    where, values = filters.where()
    reach = float(np.degrees(km / EARTH_KM)) * 1.001
    wide = reach / float(np.cos(np.radians(min(abs(latitude) + reach, 89))))
    near = f"""SELECT rowid AS number, {_KM} AS km FROM incidents
        WHERE {where} AND {filters.counted()} AND located
            AND point_latitude BETWEEN ($y - $reach) * 100000 AND ($y + $reach) * 100000
            AND point_longitude BETWEEN ($x - $wide) * 100000 AND ($x + $wide) * 100000"""
    values |= {"y": latitude, "x": longitude, "reach": reach, "wide": wide}
    asked = {"words": filters.words}
    within = f"(SELECT * FROM ({near}) WHERE km <= $km)"
    values |= {"km": km}
    ((total,),) = atlas.tuples(f"SELECT count(*) FROM {within}", values, **asked)
    frame = atlas.rows(
        f"""SELECT {", ".join(LISTED)}, km FROM incidents
        JOIN {within} ON incidents.rowid = number
        ORDER BY location_precision, round(km, 2), date_start DESC, incident_id
        LIMIT $limit OFFSET $offset""",
        values | {"limit": limit, "offset": offset},
        **asked,
    )
    return Page(frame, total, offset, limit)


_KM = f"""2 * {EARTH_KM} * asin(sqrt(least(1,
    pow(sin(radians(point_latitude / 100000 - $y) / 2), 2)
    + cos(radians($y)) * cos(radians(point_latitude / 100000))
        * pow(sin(radians(point_longitude / 100000 - $x) / 2), 2))))"""


def attacks_by_season(atlas: Atlas, filters: Filters) -> pd.DataFrame:
    """Incidents on energy targets: year, heating, since, until, event_type, target_category,
    incidents, imprecise; one row a season (events.seasons), type and target that has any.

    Ordered by since. An incident counts in the season of its first possible day that is not before
    filters.since; imprecise counts those whose possible days reach beyond that season.
    """
    where, values = filters.where()
    first = "greatest(date_start, $since)" if filters.since else "date_start"
    days = atlas.rows(
        f"""SELECT {first} AS day, date_end, event_type::VARCHAR AS event_type,
            target_category::VARCHAR AS target_category, count(*) AS incidents
        FROM {counted(filters, f"{where} AND {filters.counted()}")}
        WHERE target_category IN {among(ENERGY)} GROUP BY ALL""",
        values | ({"since": filters.since} if filters.since else {}),
        words=filters.words,
    )
    if days.empty:
        columns = ["year", "heating", "since", "until", "event_type", "target_category"]
        return pd.DataFrame(columns=[*columns, "incidents", "imprecise"])
    edges = pd.DataFrame(seasons(_day(days["day"].min()), _day(days["day"].max())))
    edges[["since", "until"]] = edges[["since", "until"]].astype("datetime64[ns]")
    days = days.astype({"day": "datetime64[ns]"}).sort_values("day")
    table = pd.merge_asof(days, edges, left_on="day", right_on="since")
    table["imprecise"] = table["incidents"].where(table["date_end"] > table["until"], 0)
    by = ["year", "heating", "since", "until", "event_type", "target_category"]
    table = table.groupby(by, as_index=False)[["incidents", "imprecise"]].sum()
    return table.sort_values(["since", "event_type", "target_category"], ignore_index=True)


def _day(value) -> date:
    return pd.Timestamp(value).date()
