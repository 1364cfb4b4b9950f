"""How Ukrainian names are written in Latin letters, and how two spellings are compared."""

import re
import unicodedata

# Resolution 55 of the Cabinet of Ministers of Ukraine, 27 January 2010: letter -> (at the start
# of a word, elsewhere).
_TABLE = {
    "а": ("a", "a"),
    "б": ("b", "b"),
    "в": ("v", "v"),
    "г": ("h", "h"),
    "ґ": ("g", "g"),
    "д": ("d", "d"),
    "е": ("e", "e"),
    "є": ("ye", "ie"),
    "ж": ("zh", "zh"),
    "з": ("z", "z"),
    "и": ("y", "y"),
    "і": ("i", "i"),
    "ї": ("yi", "i"),
    "й": ("y", "i"),
    "к": ("k", "k"),
    "л": ("l", "l"),
    "м": ("m", "m"),
    "н": ("n", "n"),
    "о": ("o", "o"),
    "п": ("p", "p"),
    "р": ("r", "r"),
    "с": ("s", "s"),
    "т": ("t", "t"),
    "у": ("u", "u"),
    "ф": ("f", "f"),
    "х": ("kh", "kh"),
    "ц": ("ts", "ts"),
    "ч": ("ch", "ch"),
    "ш": ("sh", "sh"),
    "щ": ("shch", "shch"),
    "ь": ("", ""),
    "ю": ("yu", "iu"),
    "я": ("ya", "ia"),
}
APOSTROPHES = "'`´‘’‛ʼʹʻ′＇"
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_LETTER = re.compile("(зг|[а-щьюяєіїґ])", re.IGNORECASE)
# NFD splits й and ї into a letter and a mark; those two marks make another letter and stay.
_MARK = re.compile("[\u0300-\u0305\u0307\u0309-\u036f]|(?<!и)\u0306|(?<!і)\u0308")
_PLAIN = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ґ": "г", "\u00ad": ""})
_DASH = re.compile("[\\s\u2010-\u2015\u2212_-]+")

_LATIN_TWINS = "aceiopxyABCEHIKMOPTXY"
_CYRILLIC_TWINS = "асеіорхуАВСЕНІКМОРТХУ"
_TO_CYRILLIC = str.maketrans(_LATIN_TWINS, _CYRILLIC_TWINS)
_WORD = re.compile(r"[^\W\d_]+")


def romanise(text: str) -> str:
    """The official Latin spelling of a Ukrainian text; what is not Ukrainian stays as it is.

    Follows resolution 55 of the Cabinet of Ministers of 2010: зг becomes zgh, apostrophe and ь
    are dropped inside words, є ї й ю я differ at the start of a word (also after a hyphen).
    A letter is written in capitals throughout when its neighbour is a capital too.
    """
    text = unicodedata.normalize("NFC", text)
    # Only an apostrophe between two Cyrillic letters belongs to the word; a quotation mark stays.
    text = re.sub(f"(?<=[а-яєіїґ])[{APOSTROPHES}](?=[а-яєіїґ])", "\u02bc", text, flags=re.I)

    def latin(match: re.Match) -> str:
        found = match.group()
        before, after = text[: match.start()][-1:], text[match.end() : match.end() + 1]
        initial = not (before.isalpha() or before == "\u02bc")
        if found.lower() == "зг":
            answer = "zgh"
        else:
            answer = _TABLE[found.lower()][0 if initial else 1]
        if not found[0].isupper():
            return answer
        loud = found[1:].isupper() or after.isupper() or (before.isupper() and not after.islower())
        return answer.upper() if loud else answer[:1].upper() + answer[1:]

    return _LETTER.sub(latin, text).replace("\u02bc", "")


def fold(text: str) -> str:
    """A key for comparing names: equal keys mean the same spelling but for typing habits.

    Lower case, no apostrophes of any kind, no stress marks or Latin diacritics, hyphens and runs
    of space as one space, ґ as г, ё as е. Й and ї stay letters of their own. Languages are not
    bridged: Київ and Kyiv keep different keys.
    """
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    text = unicodedata.normalize("NFC", _MARK.sub("", text)).translate(_PLAIN)
    return _DASH.sub(" ", _APOSTROPHE.sub("", text)).strip()


def tidy(name: str) -> str:
    """An official Ukrainian name as it should be stored: one space between words, none around,
    apostrophes as U+2019, and Latin look-alikes inside Cyrillic words replaced."""
    name = _APOSTROPHE.sub("\u2019", unicodedata.normalize("NFC", name))
    return repair_letters(" ".join(name.split()))


def repair_letters(text: str) -> str:
    """Words that mix Cyrillic letters with Latin look-alikes (a, c, e, i, o, p, x, y, ...),
    written in Cyrillic throughout; a word with any other Latin letter stays as it is."""

    def cyrillic(match: re.Match) -> str:
        word = match.group()
        if not re.search("[а-яєіїґ]", word, re.IGNORECASE):
            return word
        repaired = word.translate(_TO_CYRILLIC)
        return word if re.search("[A-Za-z]", repaired) else repaired

    return _WORD.sub(cyrillic, text)
