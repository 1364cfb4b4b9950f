"""Why a part of an address was ignored, in Ukrainian: the floors below say it in English only.

Each English sentence stands here as a pattern; what it captures goes into the Ukrainian one.
tests/dashboard/test_why_words.py holds every sentence that can come against this table.
"""

import re

UKRAINIAN = (
    (r"is none of (.+)", "немає серед: {0}"),
    (r"is no P-code, nor none", "не є ні P-кодом, ні словом none"),
    (r"is no name of a source \(letters, digits, _ \. -\)", "не є назвою джерела"),
    (r"is longer than (\d+) signs", "довше за {0} знаків"),
    (r"is no day; write it as (\S+)", "не є днем; пишіть як {0}"),
    (r"no such filter; there are (.+)", "такого фільтра немає; є: {0}"),
    (r"is no name of a saved area", "не є назвою збереженої території"),
    (r"is no area; write (\S+) or box: or polygon: or saved:",
     "не є територією; пишіть {0} або box:, polygon:, saved:"),
    (r"holds something that is no number", "містить щось, що не є числом"),
    (r"needs latitude, longitude and kilometres", "потрібні широта, довгота й кілометри"),
    (r"needs between (\S+) and (\S+) kilometres", "потрібно від {0} до {1} км"),
    (r"needs south, west, north and east", "потрібні південь, захід, північ і схід"),
    (r"needs south below north and west left of east",
     "південь має бути нижче від півночі, а захід – ліворуч від сходу"),
    (r"needs 3 to (\d+) corners, each latitude,longitude",
     "потрібно від 3 до {0} кутів, кожен – широта,довгота"),
    (r"crosses itself or has no inside", "перетинає себе або не має внутрішньої частини"),
    (r"holds no latitude \(-90 to 90\) or longitude \(-180 to 180\)",
     "містить не широту (від -90 до 90) або не довготу (від -180 до 180)"),
    (r"expected a page number from 1", "очікується номер сторінки, від 1"),
    (r"expected the number of a store version", "очікується номер версії сховища"),
    (r"expected visit, import, a store version, or a day such as (\S+)",
     "очікується visit, import, номер версії сховища або день, як-от {0}"),
    (r"expected a day of the week to be judged, as (\S+)",
     "очікується день тижня, який оцінюють, як-от {0}"),
    (r"expected before, year, two days, everywhere or P-codes",
     "очікується before, year, два дні, everywhere або P-коди"),
    (r"expected none, or some of (.+)", "очікується none або щось із: {0}"),
    (r"expected the id of a milestone", "очікується ідентифікатор віхи"),
    (r"expected one of (.+)", "очікується одне з: {0}"),
    (r"expected some of (.+)", "очікується щось із: {0}"),
    (r"expected (\w+(?:, \w+)*) or (\w+) (kilometres|days)", "очікується {0} або {1}"),
    (r"expected (\w+(?:, \w+)*) or (\w+)", "очікується {0} або {1}"),
)  # fmt: skip
"""(pattern of the English sentence, the Ukrainian one), the first that matches counts."""


def why(sentence: str, language: str) -> str:
    """`sentence` in the reader's language; one that is in no pattern stays as it is."""
    if language != "uk":
        return sentence
    for pattern, ukrainian in UKRAINIAN:
        if found := re.fullmatch(pattern, sentence):
            return ukrainian.format(*found.groups())
    return sentence
