"""The sentence of a filter in the reader's language: the dashboard's own Vocabularies.

The phrases of the Ukrainian one stand before a colon, so that names and words keep their
dictionary form and nothing has to be declined.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from dashboard.words.writing import day, label
from events import ENGLISH, Filters, Vocabulary


def _one_of(conjunction: str, words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} {conjunction} {last}" if first else last


_UKRAINIAN_PHRASES = {
    "all": "Усі інциденти",
    "head": "Інциденти",
    "between": " від {since} до {until}",
    "on": " за {since}",
    "since": " від {since}",
    "until": " до {until}",
    "no_day": " за порожній період: {since} пізніше, ніж {until}",
    "regions": "; регіон: {regions}",
    "region_none": "жодна область (не розміщено)",
    "area_circle": "; місце не далі ніж за {km} км від точки {point}",
    "area_box": "; місце між {south}° і {north}° пн. ш. та {west}° і {east}° сх. д.",
    "area_polygon": "; місце всередині накресленої території (кутів: {corners}) довкола {point}",
    "area_saved": "; місце всередині збереженої території {name}",
    "event_types": "; тип: {words}",
    "target_categories": "; ціль: {words}",
    "sources": "; джерело: {words}",
    "statuses": "; статус: {words}",
    "precisions": "; точність місця: {words}",
    "with": "; є постраждалі",
    "without": "; вказані втрати дорівнюють нулю",
    "unstated": "; втрат не вказано",
    "words": "; зі словами «{text}»",
    "doubtful_out": "; без повідомлень джерела {words}: {n}",
    "doubtful_shown": "; разом із повідомленнями джерела {words}",
    "unit_incidents": "",
    "unit_reports": "; кожне повідомлення пораховано окремо",
    "aggregates_listed": "; зведені записи показано, але не додано",
    "aggregates_summed": "; зведені записи додано, крім записів джерела {words}",
    "aggregates_out": "; без зведених записів",
    "end": ".",
}

_VOCABULARIES = {
    "en": replace(
        ENGLISH,
        label=partial(label, language="en"),
        day=partial(day, language="en"),
    ),
    "uk": Vocabulary(
        language="uk",
        phrases=_UKRAINIAN_PHRASES,
        label=partial(label, language="uk"),
        day=partial(day, language="uk"),
        either=partial(_one_of, "або"),
    ),
}


def sentence(filters: Filters, language: str, left_out: int = 0) -> str:
    """The filters as the heading of every page says them; left_out as `Figures.left_out`."""
    return filters.sentence(_VOCABULARIES[language], left_out=left_out)
