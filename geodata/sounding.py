"""What a name sounds like: one key for its Ukrainian, Russian and Latin spellings.

Харків, Харьков, Kharkiv, Kharkov, Charkiw and Harkov have one key. The key is coarse on purpose:
it finds what may be the same name, and `alike` then says how near two spellings really are.
"""

import re
from itertools import product

from rapidfuzz.distance import OSA

from geodata.spelling import fold, repair_letters, romanise

_RUSSIAN = str.maketrans({"ы": "и", "э": "е", "ъ": "", "ў": "у", "ј": "й"})
# Hissing sounds are one class; so are kh, h, g and ch, which is ч to English and х to German.
_SOUNDS = re.compile(
    "(?P<h>schtsch|tsch|tch|tsj|tj|tsh|cz|kh|gh|ch|[hg])|(?P<sh>zgh)"
    "|(?P<s>shch|szcz|sch|sh|sz|zh|zj|ts|tz|[szcß])|(?P<v>[vw])|(?P<k>[kq])|(?P<ks>x)"
    "|(?P<vowel>[aeiouyj]+)"
)
_RUNS = re.compile(r"(.)\1+")
# Personal names in place names that Russian writes with another consonant or one vowel more.
_RUSSIAN_NAMES = (
    (re.compile("^n[iy]kola"), "mykola"),
    (re.compile("^konstant[iy]n"), "kostiantyn"),
    (re.compile("^y?ekater[iy]n"), "kateryn"),
    (re.compile("^y?el[iy][sz]avet"), "lyzavet"),
)

_TO_LATIN = str.maketrans("асеіорхуАВСЕНІКМОРТХУ", "aceiopxyABCEHIKMOPTXY")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_PS = 5  # 32 readings; no name of the register has more p and r than that


def latin(text: str) -> str:
    """A name in lower-case Latin letters, for measuring likeness; Russian letters are read as
    the nearest Ukrainian ones."""
    return romanise(fold(text).translate(_RUSSIAN)).lower()


def sound(text: str) -> str:
    """The key: consonants by class, each run of vowels as a dot, no spaces; may be empty."""
    plain = latin(text).replace(" ", "")
    for russian, ukrainian in _RUSSIAN_NAMES:
        plain = russian.sub(ukrainian, plain)
    classes = _SOUNDS.sub(lambda m: "." if m.lastgroup == "vowel" else m.lastgroup, plain)
    return _RUNS.sub(r"\1", classes)


def alike(one: str, other: str) -> float:
    """How near two spellings are, 0 to 1: the share of letters that need no change when a letter
    put in, left out, changed or swapped with its neighbour counts once."""
    return OSA.normalized_similarity(latin(one), latin(other))


def one_script(text: str) -> str:
    """A text whose words mix Latin and Cyrillic letters of the same look, each word in one
    alphabet; a word that has letters of its own from both stays as it is."""

    def repaired(match: re.Match) -> str:
        word = match.group()
        if not re.search("[A-Za-z]", word):
            return word
        other = word.translate(_TO_LATIN)
        return other if other.isascii() else word

    return _WORD.sub(repaired, repair_letters(text))


def readings_of_p(text: str) -> list[str]:
    """The other readings of a Latin name whose Cyrillic р may have been typed as p, as in
    Kpasnopilska for Краснопільська: each p is p or r. Empty for a name without p or with many."""
    parts = re.split("p", fold(text))
    if not 1 < len(parts) <= _MOST_PS + 1:
        return []
    choices = product("pr", repeat=len(parts) - 1)
    readings = ["".join(a + b for a, b in zip(parts, [*c, ""], strict=True)) for c in choices]
    return readings[1:]
