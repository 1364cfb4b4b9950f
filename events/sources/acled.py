"""ACLED exports. Each user holds an own key; rows may not be passed on (see `events.licence`).

Codebook: ACLED Codebook and column list as of 2023 (disorder_type, civilian_targeting and tags
added, data_id and iso3 removed).
"""

import pandas as pd

from events.sources.draft import Draft, source_list

COLUMNS = ("event_id_cnty", "event_date", "event_type", "sub_event_type", "geo_precision")

WHERE = {"1": "settlement", "2": "near", "3": "oblast"}
"""geo_precision -> location precision. For 3 ACLED uses a natural feature or the provincial
capital, so its point says no more than the oblast and is not kept."""

WHEN = {"1": "day", "2": "week", "3": "month"}
"""time_precision -> date precision; the one date given stands for its week or month."""

TYPES = {
    "armed clash": "ground_fighting",
    "government regains territory": "ground_fighting",
    "non-state actor overtakes territory": "ground_fighting",
    "chemical weapon": "other",
    "air/drone strike": "air_strike",
    "suicide bomb": "other",
    "shelling/artillery/missile attack": "artillery_shelling",
    "remote explosive/landmine/ied": "mine_explosion",
    "grenade": "other",
    "sexual violence": "other",
    "attack": "other",
    "abduction/forced disappearance": "abduction_or_detention",
    "excessive force against protesters": "other",
    "violent demonstration": "other",
    "mob violence": "other",
    "arrests": "abduction_or_detention",
    "disrupted weapons use": "other",
    "looting/property destruction": "other",
}
"""sub_event_type -> event type. ACLED does not tell aircraft from drones, nor artillery from
missiles; the sub-event type stays in `weapon` as reported, so that no reader takes more from it."""

NO_INCIDENT = (
    "peaceful protest",
    "protest with intervention",
    "agreement",
    "change to group/activity",
    "headquarters or base established",
    "non-violent transfer of territory",
    "other",
)
"""Sub-event types that are no incident of violence; their rows are refused and counted."""

TAGS = ("energy", "health", "education", "residential")
"""ACLED's own tags of targets in Ukraine, in the order in which the first one found wins: the
rarer category says more than housing, which is hit along with it."""


def incidents(draft: Draft) -> None:
    """ACLED rows -> the record.

    fatalities is the most conservative reported number, so it is a lower bound: killed_min, with
    a null killed_max; also a 0 there says no more than "none reported yet". Injuries are not
    coded. Actor 1 and 2 do not say who attacked whom: attributed_to stays null.
    """
    draft.identify("acled", "event_id_cnty")
    country = draft.cells("country")
    abroad = country.notna() & (country != "Ukraine")
    draft.refusals.refuse(abroad, "outside_ukraine", "country", country)
    draft.days("event_date", order="day first")
    draft.words("date_precision", "time_precision", WHEN, "month")
    draft.widen(draft.rows["date_precision"])
    draft.words("location_precision", "geo_precision", WHERE, "oblast")
    draft.point("latitude", "longitude", draft.rows["location_precision"].fillna("oblast"))
    draft.toll("killed_min", "fatalities")
    kind = draft.cells("sub_event_type")
    folded = kind.str.lower()
    draft.refusals.refuse(folded.isin(NO_INCIDENT), "not_an_incident", "sub_event_type", kind)
    unknown = ~folded.isin([*TYPES, *NO_INCIDENT])
    draft.refusals.refuse(unknown, "unknown_word", "sub_event_type", kind)
    place = draft.cells("location")
    draft.set(
        event_type=folded.map(TYPES).fillna("other"),
        weapon=kind,
        title=kind.str.cat(place, sep=", ", na_rep="?"),
        description=draft.cells("notes"),
        place=place,
        target_category=_targets(draft),
        sources=source_list(draft.cells("source")),
    )


def _targets(draft: Draft) -> pd.Series:
    tags = draft.cells("tags").fillna("").str.lower()
    category = pd.Series("unknown", index=tags.index)
    for tag in reversed(TAGS):
        category = category.mask(tags.str.contains(rf"\b{tag}\b", regex=True), tag)
    return category
