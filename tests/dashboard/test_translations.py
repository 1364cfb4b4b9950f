"""Missing translations, listed: no phrase in one language stands for both."""

import re

import pytest

from dashboard.words.phrases import PHRASES
from dashboard.words.terms import LABELS

NAMES = {
    *(
        "ATLAS",
        "BY",
        "CC",
        "CSV",
        "EDITOR",
        "Escape",
        "Excel",
        "GDELT",
        "GeoJSON",
        "GeoNames",
        "GeoPackage",
        "GeoParquet",
        "HTML",
        "HTTP",
        "JSON",
        "KEY",
        "KML",
        "ODbL",
        "OpenStreetMap",
        "PDF",
        "PNG",
        "Parquet",
        "QGIS",
        "README",
        "STORE",
        "Shapefile",
        "Shift",
        "UTC",
        "zip",
    ),
    # Commands, files, columns and parameters, as one types them
    *(
        "FILE",
        "about",
        "around",
        "atlas",
        "benchmarks",
        "bundled",
        "events",
        "geodata",
        "import",
        "install",
        "link",
        "links",
        "make",
        "md",
        "python",
        "raw",
        "run",
        "verify",
        "visit",
    ),
}
"""Latin words that are the same in Ukrainian: names, formats, and what one types."""

IN_BOTH = {"search_hint"}
"""Examples of what may be searched for, on purpose in both languages."""


def latin(text: str) -> set[str]:
    return set(re.findall("[A-Za-z]{2,}", re.sub(r"\{[^}]*\}", "", text))) - NAMES


@pytest.mark.parametrize("key", sorted(set(PHRASES) - IN_BOTH))
def test_a_phrase_is_in_its_own_language(key):
    english, ukrainian = PHRASES[key]
    assert latin(ukrainian) == set()
    assert not re.search("[А-яІіЇїЄєҐґ]", english)


def test_labels_are_in_their_own_language():
    mixed = {
        (column, word)
        for column, words in LABELS.items()
        if column != "source"  # sources keep their own names
        for word, (english, ukrainian) in words.items()
        if latin(ukrainian) or re.search("[А-яІіЇїЄєҐґ]", english)
    }
    assert mixed == set()
