"""Files that begin without a line of column names, told by what their first line holds.

The names are the publisher's own, in the order of its codebook.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple


class Layout(NamedTuple):
    """The columns of such a file, and what some cells of any of its lines look like."""

    columns: tuple[str, ...]
    forms: dict[str, str]


def _words(text: str, prefix: str = "") -> list[str]:
    return [prefix + word for word in text.split()]


_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code "
    "Type2Code Type3Code"
)
_PLACE = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"

GDELT_EVENTS = Layout(
    (
        *_words("GLOBALEVENTID SQLDATE MonthYear Year FractionDate"),
        *_words(_ACTOR, "Actor1"),
        *_words(_ACTOR, "Actor2"),
        *_words("IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale"),
        *_words("NumMentions NumSources NumArticles AvgTone"),
        *_words(_PLACE, "Actor1Geo_"),
        *_words(_PLACE, "Actor2Geo_"),
        *_words(_PLACE, "ActionGeo_"),
        *_words("DATEADDED SOURCEURL"),
    ),
    {
        "GLOBALEVENTID": r"\d+",
        "SQLDATE": r"\d{8}",
        "Year": r"\d{4}",
        "QuadClass": r"[1-4]",
        "DATEADDED": r"\d{14}",
    },
)
"""The 61 columns of a GDELT 2.0 event export, from the GDELT Event Database codebook 2.0."""

LAYOUTS = (GDELT_EVENTS,)


def layout_of(first: Sequence[str]) -> Layout | None:
    """The layout whose columns the cells of a file's first line fill; None for any other line."""
    for layout in LAYOUTS:
        if len(first) == len(layout.columns):
            cells = dict(zip(layout.columns, first, strict=True))
            if all(re.fullmatch(form, cells[name]) for name, form in layout.forms.items()):
                return layout
    return None
