"""GDELT 2.0 event exports: what a machine takes for an event in a press article; see `CODES`.

Codebook: GDELT Event Database codebook 2.0 for the columns, CAMEO 1.1b3 for the codes. One article
makes many rows, a place is the centre of a city that the text names somewhere, and of five such
points that were looked into four were wrong; so these rows are shown only where a reader asks for
them (`events.filters.allowed.DOUBTFUL`), and each is no more than a report.
"""

import pandas as pd

from events.files.json_columns import source_list
from events.files.parsing import by_value
from events.sources.draft import Draft
from geodata import oblast_named

COLUMNS = ("GLOBALEVENTID", "SQLDATE", "EventCode", "ActionGeo_Type", "ActionGeo_CountryCode")

UKRAINE = "UP"
"""FIPS 10-4, which GDELT writes places in; its Crimea is UP too."""

CITY = "4"
"""ActionGeo_Type of a city or landmark outside the US; 1 is the centre of a country, 5 that of a
first-level region."""

CODES = {
    "180": ("other", "unconventional violence"),
    "181": ("abduction_or_detention", "abduction or hostage-taking"),
    "182": ("other", "physical assault"),
    "1821": ("other", "sexual assault"),
    "1822": ("other", "torture"),
    "1823": ("other", "killing by assault"),
    "183": ("other", "non-military bombing"),
    "1831": ("other", "suicide bombing"),
    "1832": ("other", "vehicle bombing"),
    "1833": ("mine_explosion", "roadside bombing"),
    "1834": ("other", "bombing of a place"),
    "184": ("other", "use of people as a shield"),
    "185": ("other", "attempted assassination"),
    "186": ("other", "assassination"),
    "190": ("other", "conventional military force"),
    "193": ("ground_fighting", "small arms"),
    "194": ("artillery_shelling", "artillery or tanks"),
    "195": ("air_strike", "aerial weapons"),
    "1951": ("air_strike", "guided aerial munitions"),
    "1952": ("drone_attack", "remotely piloted aerial munitions"),
    "200": ("other", "unconventional mass violence"),
    "202": ("other", "mass killing"),
    "203": ("other", "ethnic cleansing"),
    "204": ("other", "weapons of mass destruction"),
    "2041": ("other", "chemical, biological or radiological weapons"),
    "2042": ("other", "nuclear weapons"),
}
"""EventCode, as text -> event type and words: the codes of the roots 18 assault, 19 fight and 20
mass violence, without those that are no violence at a place: 191 blockade, 192 occupation of
territory, 196 violation of a ceasefire, 201 expulsion."""

_ARMS = ("183", "1831", "1832", "1833", "193", "194", "195", "1951", "1952", "2041", "2042")
"""Codes that name a weapon."""


def incidents(draft: Draft) -> None:
    """Export rows -> the record.

    Most rows of a file are left out, each counted: those abroad, those of other codes, those at
    the centre of a country or region. SQLDATE is the day that the article says or, where it says
    none, that of the article. What Actor1 does to Actor2 is a machine's reading of a sentence:
    attributed_to stays null, and GDELT has no tolls.
    """
    _leave_out_others(draft)
    draft.identify("gdelt", draft.cells("GLOBALEVENTID"), "GLOBALEVENTID")
    draft.days("SQLDATE")
    code, whole = draft.cells("EventCode"), draft.cells("ActionGeo_FullName")
    precision = pd.Series("settlement", code.index, dtype=code.dtype)
    draft.point("ActionGeo_Lat", "ActionGeo_Long", precision)
    words = by_value(code, lambda cell: CODES.get(cell, ("", ""))[1], "str")
    place = whole.str.replace(r"\s*,.*", "", regex=True)
    url = draft.cells("SOURCEURL")
    outlet = url.str.extract(r"(?i)^https?://(?:www\.)?([^/?#:\s]+)", expand=False)
    draft.set(
        place=place,
        compared=by_value(whole, _oblast, "str"),
        event_type=by_value(code, lambda cell: CODES.get(cell, ("other", ""))[0], "str").fillna(
            "other"
        ),
        weapon=words.where(code.isin(_ARMS)),
        title=words.str.capitalize().str.cat(place, sep=", ", na_rep="place not stated"),
        description=_coding(draft, code, words),
        sources=source_list((outlet.fillna(url), url)),
    )


def _leave_out_others(draft: Draft) -> None:
    out = draft.refusals.leave_out
    country, kind = draft.cells("ActionGeo_CountryCode"), draft.cells("ActionGeo_Type")
    out(country != UKRAINE, "outside_ukraine", "ActionGeo_CountryCode", f"not {UKRAINE}, Ukraine")
    other = ~draft.cells("EventCode").isin(CODES)
    out(other, "not_an_incident", "EventCode", f"none of {', '.join(CODES)}")
    out(kind != CITY, "no_place", "ActionGeo_Type", f"not {CITY}, a city or landmark")


def _coding(draft: Draft, code: pd.Series, words: pd.Series) -> pd.Series:
    """What the machine read: the two actors, the code and how many articles say so."""
    actors = [draft.cells(f"Actor{number}Name").fillna("not named") for number in (1, 2)]
    articles = draft.cells("NumArticles").fillna("?")
    between = "Coded by machine from the press: " + actors[0].str.cat(actors[1], sep=" to ")
    return between.str.cat("CAMEO " + code + " " + words, sep=", ") + "; articles: " + articles


def _oblast(whole: str) -> str | None:
    """P-code of the region in a name such as "Kharkiv, Kharkivs'ka Oblast', Ukraine"."""
    parts = [part.strip() for part in whole.split(",")]
    if len(parts) < 3:
        return None
    return "UA80" if parts[1] == "Kyyiv" else oblast_named(parts[1])
