"""Names of oblasts as files write them -> P-code: both languages, older and Russian spellings."""

from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from geodata.asked import plain, without_kind
from geodata.levels import units
from geodata.sounding import latin, one_script, sound

OTHER_SPELLINGS = {
    "UA01": "krym|crimea|krim|крым|крим|avtonomna respublika krym",
    "UA05": "vinnytska|vinnitsa|винницкая",
    "UA07": "volynska|volhynia|волынская|lutsk|луцьк|луцк",
    "UA12": "dnipropetrovska|dnepropetrovsk|dnipro|днепропетровская|дніпро|днепр",
    "UA14": "donetska|донецкая",
    "UA18": "zhytomyrska|житомирская",
    "UA21": "zakarpatska|transcarpathia|zakarpattya|zakarpatye|закарпатская|uzhhorod|ужгород",
    "UA23": "zaporizka|zaporizhia|zaporozhye|zaporozhie|запорожская",
    "UA26": "ivano frankivska|ивано франковская",
    "UA32": "київська|kyivska|kievskaya|киевская",
    "UA35": "kirovohradska|kirovograd|kropyvnytskyi|кировоградская|кропивницький",
    "UA44": "luhanska|lugansk|луганская",
    "UA46": "lvivska|lvov|львовская",
    "UA48": "mykolaivska|nikolaev|николаевская|миколаїв|николаев",
    "UA51": "odeska|odessa|одесская",
    "UA53": "poltavska|полтавская",
    "UA56": "rivnenska|rovno|ровенская|ровненская",
    "UA59": "sumska|сумская",
    "UA61": "ternopilska|ternopol|тернопольская",
    "UA63": "kharkivska|kharkov|харьковская",
    "UA65": "khersonska|cherson|херсонская",
    "UA68": "khmelnytska|khmelnytskyi|khmelnitsky|хмельницкая",
    "UA71": "cherkaska|cherkassy|черкасская",
    "UA73": "chernivetska|chernovtsy|черновицкая",
    "UA74": "chernihivska|chernigov|черниговская",
    "UA80": "misto kyiv|м київ|kiev special republican",
    "UA85": "sevastopolska|misto sevastopol|м севастополь|sebastopol",
}
"""Plain spellings besides the register's own, for each first-level unit. The spellings that
`sound` derives from these need not stand here."""

# The bare name, which means the city to some files and the oblast to others.
_KYIV = sound("Kyiv")
ALIKE = 0.79
"""A misspelt name must be this near to one of an oblast's spellings (`sounding.alike`) ..."""
ALIKE_AND_SOUNDING = 0.6
"""... or this near when it sounds the same ..."""
AHEAD = 0.15
"""... and this much nearer than to any other oblast's: Chernihiv and Chernivtsi differ by 0.4."""


@lru_cache(maxsize=100_000)
def oblast_named(text: str) -> str | None:
    """P-code of the first-level unit that `text` names, or None when it names none for sure.

    P-codes and ISO 3166-2 codes are understood as well, and slips of the pen when they are near
    to one unit only. A bare "Kyiv" is the city to one file and the oblast to another, so it
    answers None; "Kyiv City" and "Kyiv Oblast" do not. Raions, hromadas and settlements are not
    looked up.
    """
    name = plain(one_script(str(text)))
    bare, kind = without_kind(name)
    known = _spellings().get(name)
    if known or not bare:
        return known
    if sound(bare) == _KYIV:
        return {"oblast": "UA32", "settlement": "UA80"}.get(kind)
    if kind in ("raion", "hromada"):
        return None
    return _spellings().get(bare) or _nearest(bare)


def _nearest(name: str) -> str | None:
    """The unit whose spelling is nearest to a plain name, if it is near and clearly ahead."""
    key, letters, nearness = sound(name), latin(name), {}
    for code, written, sounds in _known():
        floor = ALIKE_AND_SOUNDING if sounds == key else ALIKE
        near = OSA.normalized_similarity(letters, written, score_cutoff=floor)
        if near:
            nearness[code] = max(nearness.get(code, 0), near)
    best, *others = sorted(nearness, key=nearness.get, reverse=True) or [None]
    if others and nearness[others[0]] > nearness[best] - AHEAD:
        return None
    return best


@cache
def _spellings() -> dict[str, str]:
    known: dict[str, str] = {}
    for row in units(1).itertuples():
        names = [plain(name) for name in (row.code, row.iso, row.name_en, row.name_uk)]
        names += OTHER_SPELLINGS[row.code].split("|")
        for name in names:
            known[name] = row.code
            known.setdefault(without_kind(name)[0], row.code)
    return {name: code for name, code in known.items() if sound(name) != _KYIV}


@cache
def _known() -> list[tuple[str, str, str]]:
    """Code, Latin letters and sound of each spelling that is a name."""
    named = [(name, code) for name, code in _spellings().items() if not name[-1].isdigit()]
    return [(code, latin(name), sound(name)) for name, code in named]
