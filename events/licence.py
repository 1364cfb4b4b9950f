"""Whose the rows are: the terms and the citation of each source, and what they allow.

Every way out of the atlas asks here, so that an export never leaves without its citation and
the reader is told when its rows may not be passed on.
"""

from collections.abc import Iterable
from dataclasses import dataclass

NOT_STATED = "not-stated"

NAMES = {
    "CC-BY-4.0": "Creative Commons Attribution 4.0 International",
    "ACLED-EULA": "ACLED End User Licence Agreement",
    "ODbL-1.0": "Open Database License 1.0",
    "GDELT-terms": "GDELT: any use, with a citation and a link",
    NOT_STATED: "terms not stated",
}
"""Licence identifier of a row -> its name; other identifiers speak for themselves."""


@dataclass(frozen=True)
class Terms:
    """What a source asks of those who use its rows.

    may_pass_on: whether rows themselves may be given to others; None when nobody said.
    """

    source: str
    title: str
    licence: str
    citation: str
    may_pass_on: bool | None
    note: str


TERMS = (
    Terms(
        "atlas",
        "Incident Atlas, researched incidents",
        "CC-BY-4.0",
        "Incident Atlas: researched incidents of the war in Ukraine, with the reports that each "
        "record names.",
        True,
        "Name the atlas and the reports behind the record. Coordinates come from open lists "
        "named in events/data/PROVENANCE.md.",
    ),
    Terms(
        "acled",
        "ACLED, Armed Conflict Location & Event Data",
        "ACLED-EULA",
        "Armed Conflict Location & Event Data (ACLED), acleddata.com; add the day of access and "
        "the filters.",
        False,
        "Rows of ACLED may not be passed on to others; each user takes them with an own account. "
        "Share counts and charts with the citation, not this file.",
    ),
    Terms(
        "ucdp",
        "UCDP Georeferenced Event Dataset",
        "CC-BY-4.0",
        "Sundberg, R. and Melander, E. (2013): Introducing the UCDP Georeferenced Event Dataset. "
        "Journal of Peace Research 50(4), 523-532; and the paper that the codebook of the "
        "release in use names. Uppsala Conflict Data Program, ucdp.uu.se.",
        True,
        "Cite both papers and the release.",
    ),
    Terms(
        "viina",
        "VIINA 2.0, Violent Incident Information from News Articles",
        "ODbL-1.0",
        "Zhukov, Yuri and Natalie Ayers (2023): VIINA 2.0: Violent Incident Information from News "
        "Articles on the 2022 Russian Invasion of Ukraine. Cambridge, MA: Harvard University. "
        "github.com/zhukovyuri/VIINA; add the day of access.",
        True,
        "Contains information from VIINA, which is made available under the Open Database License "
        "(ODbL). A database made from it must be offered under the same licence.",
    ),
    Terms(
        "gdelt",
        "GDELT 2.0 Event Database",
        "GDELT-terms",
        "The GDELT Project, www.gdeltproject.org",
        True,
        "Cite GDELT and link to it. Coded by machine: of five points looked into four were wrong.",
    ),
    Terms(
        "hapi",
        "HDX HAPI conflict events, monthly counts from ACLED",
        NOT_STATED,
        "OCHA Centre for Humanitarian Data: HDX HAPI, conflict events, hapi.humdata.org, from "
        "data of ACLED, acleddata.com; add the day of access.",
        None,
        "The terms stand with the HDX resource that each row names (resource_hdx_id): read them "
        "before passing rows on.",
    ),
    Terms(
        "bellingcat",
        "Bellingcat, Civilian Harm in Ukraine",
        NOT_STATED,
        "Bellingcat: Civilian Harm in Ukraine, ukraine.bellingcat.com; add the day of access.",
        None,
        "Bellingcat's map names no terms for its data: ask Bellingcat before passing rows on.",
    ),
    Terms(
        "missiles",
        "Massive Missile Attacks on Ukraine",
        NOT_STATED,
        "Massive Missile Attacks on Ukraine, a table kept by piterfm on Kaggle from posts of the "
        "Air Force of Ukraine; add the day of access.",
        None,
        "No terms were found for this table: ask its keeper before passing rows on.",
    ),
    Terms(
        "cir",
        "Centre for Information Resilience, Eyes on Russia",
        NOT_STATED,
        "Centre for Information Resilience: Eyes on Russia, eyesonrussia.org; add the day of "
        "access.",
        None,
        "No terms were found for these data: ask the Centre before passing rows on.",
    ),
)
"""One line a source with known terms. Where from: ACLED's terms of use and attribution policy
(acleddata.com), UCDP's download page and codebook (ucdp.uu.se), the README of VIINA, the
about page of gdeltproject.org, our events/data/PROVENANCE.md."""

_BY_SOURCE = {terms.source: terms for terms in TERMS}


def terms(source: str) -> Terms:
    """The terms of a source; one that was imported under a name of its own states none."""
    return _BY_SOURCE.get(source) or Terms(
        source,
        source,
        NOT_STATED,
        f"Table “{source}”, imported by the keeper of this atlas; see the sources of each record.",
        None,
        "Nobody stated terms for this table: ask its publisher before passing rows on.",
    )


def licence_name(identifier: str) -> str:
    """The name of a licence identifier."""
    return NAMES.get(identifier, identifier)


def cautions(sources: Iterable[str]) -> tuple[str, ...]:
    """One sentence for each of `sources` whose rows may not, or not surely, be passed on."""
    return tuple(
        f"{found.title}: {found.note}"
        for found in map(terms, sources)
        if found.may_pass_on is not True
    )
