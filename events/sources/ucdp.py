"""UCDP Georeferenced Event Dataset (GED) and its candidate releases; terms CC BY 4.0.

Codebook: UCDP GED Codebook. Only events with at least one death; an event may be the sum of
several days (date_prec) or a report for a whole region (where_prec).
"""

import pandas as pd

from events.sources.draft import Draft, source_list

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
    of the same deaths. adm_1 and adm_2 are the source's own names, many of before the reform of
    2020; they are kept in raw and never decide the region. The sides of a dyad say who fought,
    not who attacked, so attributed_to stays null.
    """
    draft.identify("ucdp", "id")
    abroad = ~draft.cells("country").str.startswith("Ukraine", na=False) & (
        draft.cells("country").notna()
    )
    draft.refusals.refuse(abroad, "outside_ukraine", "country", draft.cells("country"))
    draft.days("date_start", "date_end", order=_excel_damage(draft))
    draft.words("date_precision", "date_prec", WHEN, "year")
    draft.widen(draft.rows["date_precision"])
    draft.words("location_precision", "where_prec", WHERE, "country")
    draft.point("latitude", "longitude", draft.rows["location_precision"].fillna("country"))
    _deaths(draft)
    headline = draft.cells("source_headline").str.split(";").str[0]
    where = draft.cells("where_coordinates")
    draft.set(
        title=draft.cells("dyad_name").fillna("UCDP event").str.cat(where, sep=", ", na_rep="?"),
        description=draft.cells("where_description").str.cat(headline, sep=" / ", na_rep="-"),
        place=where,
        event_type=_types(draft),
        sources=source_list(draft.cells("source_office").fillna(draft.cells("source_article"))),
    )


def _excel_damage(draft: Draft) -> str | None:
    """Month first when the dates are not ISO: a copy that went through Excel in American format.

    Such a file holds "1/22/2014 12:00:00 AM" beside "11/03/2014 00:00"; all 1,040 rows of the
    second form that could be compared with the ISO dates of another copy are month first.
    """
    return None if draft.cells("date_start").str.match(r"\d{4}-").all() else "month first"


def _deaths(draft: Draft) -> None:
    draft.toll("killed_min", "low")
    draft.toll("killed_max", "high")
    low, high = draft.rows["killed_min"], draft.rows["killed_max"]
    best = pd.to_numeric(draft.cells("best"), errors="coerce").astype("Int32")
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
    return pd.Series("other", index=kind.index).mask(kind.isin(["1", "2"]), "ground_fighting")
