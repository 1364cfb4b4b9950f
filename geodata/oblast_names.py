"""Names of oblasts as files write them -> P-code: both languages, older and Russian spellings."""

import re
from functools import cache

from geodata.levels import units
from geodata.spelling import fold

_OTHER_SPELLINGS = {
    "UA01": "krym crimea|republic of crimea|avtonomna respublika krym|krim|крым|крим|ар крим",
    "UA05": "vinnytska|vinnitsa|vinnitska|vinnytsya|винницкая",
    "UA07": "volynska|volhynia|volyn|volynskaya|волынская",
    "UA12": "dnipropetrovska|dnepropetrovsk|dnipro|dnepropetrovskaya|днепропетровская",
    "UA14": "donetska|donetskaya|donestk|донецкая",
    "UA18": "zhytomyrska|zhitomir|zhytomir|житомирская",
    "UA21": "zakarpatska|transcarpathia|zakarpattya|zakarpatye|закарпатская",
    "UA23": "zaporizka|zaporizhia|zaporizhzhya|zaporozhye|zaporozhie|zaporizja|запорожская",
    "UA26": "ivano frankivska|ivano frankovsk|ивано франковская",
    "UA32": "kyivska|kiev oblast|kyiv region|kiev region|kievskaya|киевская",
    "UA35": "kirovohradska|kirovograd|kropyvnytskyi|кировоградская",
    "UA44": "luhanska|lugansk|lugansks|luganskaya|луганская",
    "UA46": "lvivska|lvov|lvovskaya|львовская",
    "UA48": "mykolaivska|mykolayiv|nikolaev|nikolayev|николаевская",
    "UA51": "odeska|odessa|odesskaya|одесская",
    "UA53": "poltavska|poltavskaya|полтавская",
    "UA56": "rivnenska|rovno|rovenskaya|ровенская|ровненская",
    "UA59": "sumska|sumskaya|сумская",
    "UA61": "ternopilska|ternopol|ternopolskaya|тернопольская",
    "UA63": "kharkivska|kharkov|harkov|kharkovskaya|harkovskaya|харьковская",
    "UA65": "khersonska|cherson|hersonskaya|херсонская",
    "UA68": "khmelnytska|khmelnytskyy|khmelnitsky|khmelnitskiy|хмельницкая",
    "UA71": "cherkaska|cherkassy|черкасская",
    "UA73": "chernivetska|chernovtsy|черновицкая",
    "UA74": "chernihivska|chernigov|черниговская",
    "UA80": "kyiv city|kiev city|kyiv misto|misto kyiv|м київ|київ місто|"
    "kiev special republican city",
    "UA85": "sevastopol city|sevastopilska|misto sevastopol|м севастополь|sebastopol",
}
"""Folded spellings besides the register's own, for each first-level unit."""

_KIND = re.compile(
    r"\b(oblast|oblasts|region|province|район|область|обл|oblastʹ|autonomous republic of|"
    r"автономна республіка)\b\.?"
)
_CITY_OR_OBLAST = {"kyiv", "kiev", "київ", "киев", "kyjiw"}
"""Bare names that mean the city to some files and the oblast to others: not one region alone."""


def oblast_named(text: str) -> str | None:
    """P-code of the first-level unit that `text` names, or None when it names none for sure.

    P-codes and ISO 3166-2 codes are understood as well. A bare "Kyiv" is the city to one file
    and the oblast to another, so it answers None; "Kyiv City" and "Kyiv Oblast" do not.
    """
    plain = " ".join(re.sub(r"[.,]", " ", fold(text)).split())
    if plain in _CITY_OR_OBLAST:
        return None
    bare = " ".join(_KIND.sub(" ", plain).split())
    return _spellings().get(plain) or _spellings().get(bare)


@cache
def _spellings() -> dict[str, str]:
    known: dict[str, str] = {}
    for row in units(1).itertuples():
        names = [row.code, row.iso, row.name_en, row.name_uk]
        names += _OTHER_SPELLINGS.get(row.code, "").split("|")
        for name in names:
            folded = fold(name)
            known[folded] = row.code
            known.setdefault(" ".join(_KIND.sub(" ", folded).split()), row.code)
    for bare in _CITY_OR_OBLAST:
        known.pop(bare, None)
    return known
