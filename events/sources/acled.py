"""ACLED exports. Each user holds an own key; rows may not be passed on (see `events.licence`).

Codebook: ACLED Codebook and column list as of 2023 (disorder_type, civilian_targeting and tags
added, data_id and iso3 removed).
"""

import re

import pandas as pd

from events.files.json_columns import source_list
from events.files.parsing import by_value
from events.sources.draft import Draft
from geodata import oblast_named, raion_named

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
    a null killed_max; a 0 there is kept as what the source says, and with the open upper bound
    it reads "at least 0", no more than "none reported". Injuries are not coded. Actor 1 and 2 do
    not say who attacked whom: attributed_to stays null. The source column holds names of media
    and partners, no addresses.
    """
    draft.identify("acled", draft.cells("event_id_cnty"), "event_id_cnty")
    country = draft.cells("country")
    abroad = country.notna() & (country != "Ukraine")
    draft.refusals.refuse(abroad, "outside_ukraine", "country", country)
    draft.days("event_date", order="day first")
    draft.widen(draft.words("date_precision", "time_precision", WHEN, "month"))
    precision = draft.words("location_precision", "geo_precision", WHERE, "oblast")
    draft.point("latitude", "longitude", precision)
    draft.toll("killed_min", "fatalities")
    kind, place = draft.cells("sub_event_type"), draft.cells("location")
    oblast = by_value(draft.cells("admin1"), _oblast, "str")
    draft.refusals.refuse(
        by_value(kind, lambda word: word.lower() in NO_INCIDENT, bool),
        "not_an_incident",
        "sub_event_type",
        kind,
    )
    types = by_value(kind, lambda word: TYPES.get(word.lower()), "str")
    draft.refusals.refuse(types.isna(), "unknown_word", "sub_event_type", kind)
    draft.set(
        event_type=types.fillna("other"),
        weapon=kind,
        title=kind.str.cat(place, sep=", ", na_rep="place not stated"),
        description=draft.cells("notes"),
        place=place,
        declared=oblast,
        compared_raion=_raions(oblast, draft.cells("admin2")),
        target_category=by_value(draft.cells("tags"), _target, "str").fillna("unknown"),
        sources=source_list((draft.cells("source"), None)),
    )


def _oblast(admin1: str) -> str | None:
    """P-code of an admin1 name; ACLED's bare "Kyiv" is the oblast, the city is "Kyiv City"."""
    return "UA32" if admin1 in ("Kyiv", "Kiev") else oblast_named(admin1)


def _raions(oblast: pd.Series, admin2: pd.Series) -> pd.Series:
    """P-codes of the raions that rows name; they are only held against their points': of 1,000
    rows of a real export 36 name a raion beside the one that holds their point."""
    both = oblast.str.cat(admin2, sep="/")
    return by_value(both, lambda cell: raion_named(*reversed(cell.split("/", 1))), "str")


def _target(tags: str) -> str:
    words = set(re.findall(r"[a-z]+", tags.lower()))
    return next((tag for tag in TAGS if tag in words), "unknown")
