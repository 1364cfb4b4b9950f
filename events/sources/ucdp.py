"""UCDP Georeferenced Event Dataset (GED) and its candidate releases; terms CC BY 4.0.

Codebook: UCDP GED Codebook. Only events with at least one death; an event may be the sum of
several days (date_prec) or a report for a whole region (where_prec).
"""

import pandas as pd

from events.files.json_columns import source_list
from events.files.parsing import by_value, persons
from events.sources.draft import Draft
from geodata import oblast_named

COLUMNS = ("id", "where_prec", "latitude", "longitude", "date_prec", "date_start", "low", "high")

WHERE = {
    "1": "settlement",
    "2": "near",
    "3": "raion",
    "4": "oblast",
    "5": "area",
    "6": "country",
    "7": "area",
}
"""where_prec -> location precision. 1 is "exact location", which in UCDP is a named place with
its coordinates, not a building; 7 is international waters or airspace."""

WHEN = {"1": "day", "2": "week", "3": "week", "4": "month", "5": "year"}
"""date_prec -> date precision. 2 is a span of 2-6 days, 3 a week: date_start and date_end."""


def incidents(draft: Draft) -> None:
    """GED rows -> the record.

    low and high become killed_min and killed_max, `best` stays in raw. In some releases high lies
    below low or best (2023: 29 rows): then the range spans all three, because each is an estimate
    of the same deaths. A 0 is what the source says: no death for certain. adm_1 is the source's
    own name (many are of before 2020, `Kiev city` and `Donetsk oblast` side by side): it is only
    compared with the oblast that holds the point, also where that point is an artificial one
    (where_prec 3 and 4 of the release to 2022: the two agree in 486 of 486). adm_2 stays in raw.
    The sides of a dyad say who fought, not who attacked, so attributed_to stays null.
    """
    draft.identify("ucdp", draft.cells("id"), "id")
    country = draft.cells("country")
    abroad = country.notna() & ~country.str.startswith("Ukraine", na=False)
    draft.refusals.refuse(abroad, "outside_ukraine", "country", country)
    draft.days("date_start", "date_end", order=_excel_damage(draft))
    draft.widen(draft.words("date_precision", "date_prec", WHEN, "year"))
    precision = draft.words("location_precision", "where_prec", WHERE, "country")
    draft.point("latitude", "longitude", precision)
    _deaths(draft)
    headline, where = draft.cells("source_headline"), draft.cells("where_coordinates")
    description = draft.cells("where_description")
    both = description.str.cat(headline.str.replace(r"(?s);.*", "", regex=True), sep=" / ")
    names = draft.cells("source_office").fillna(draft.cells("source_article"))
    draft.set(
        title=draft.cells("dyad_name")
        .fillna("UCDP event")
        .str.cat(where, sep=", ", na_rep="place not stated"),
        description=both.fillna(description).fillna(headline),
        place=where,
        compared=by_value(draft.cells("adm_1"), oblast_named, "str"),
        event_type=_types(draft),
        sources=source_list((names, None)),
    )


def _excel_damage(draft: Draft) -> str | None:
    """Month first when the dates are not ISO: a copy that went through Excel in American format.

    Such a file holds "1/22/2014 12:00:00 AM" beside "11/03/2014 00:00"; all 1,040 rows of the
    second form that could be compared with the ISO dates of another copy are month first.
    """
    return None if draft.cells("date_start").str.match(r"\d{4}-").all() else "month first"


def _deaths(draft: Draft) -> None:
    for column, name in (("killed_min", "low"), ("killed_max", "high")):
        draft.toll(column, name)
    low, high = draft.column("killed_min"), draft.column("killed_max")
    best, _ = persons(draft.cells("best"))
    estimates = pd.DataFrame({"low": low, "best": best, "high": high})
    odd = ((low > high) | (best > high) | (best < low)).fillna(False)
    draft.set(
        killed_min=low.mask(odd, estimates.min(axis=1).astype("Int32")),
        killed_max=high.mask(odd, estimates.max(axis=1).astype("Int32")),
    )
    if odd.any():
        draft.notes.append(
            f"{odd.sum()} rows have low, best and high out of order; their range spans all three"
        )


def _types(draft: Draft) -> pd.Series:
    """State-based and non-state conflict is fighting; one-sided violence has no type of ours."""
    kind = draft.cells("type_of_violence")
    return by_value(kind, {"1": "ground_fighting", "2": "ground_fighting"}.get, "str").fillna(
        "other"
    )
