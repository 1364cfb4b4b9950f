"""What the screen says, in both languages, and how it writes numbers, days and tolls.

`say` answers a phrase of the interface, `label` a word of the record; `number`, `day`, `days`
and `toll` write values the way each language does (CLDR rules through babel).
"""

from datetime import date

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from babel.plural import PluralRule

from dashboard.words.phrases import COUNTED, PHRASES
from dashboard.words.terms import LABELS

LANGUAGES = ("en", "uk")
LANGUAGE_NAMES = {"en": "English", "uk": "Українська"}

_LOCALES = {"en": "en_GB", "uk": "uk_UA"}
_PLURALS: dict[str, PluralRule] = {
    language: Locale.parse(locale).plural_form for language, locale in _LOCALES.items()
}


def say(key: str, language: str, **values: object) -> str:
    """The phrase `key` in `language`, with `values` put into its braces."""
    phrase = PHRASES[key][LANGUAGES.index(language)]
    return phrase.format(**values) if values else phrase


def label(column: str, word: str, language: str) -> str:
    """What a reader calls `word` of the record's `column`; a word unknown here stays as it is."""
    pair = LABELS.get(column, {}).get(word)
    return pair[LANGUAGES.index(language)] if pair else word


def number(value: float, language: str) -> str:
    """`value` with the language's own grouping: 12,345 or 12 345."""
    return format_decimal(int(value), locale=_LOCALES[language])


def decimal(value: float, language: str) -> str:
    """`value` to two significant digits, but whole from 10 on: 0.2, 1.4, 23."""
    rounded = round(value) if value >= 9.95 else float(f"{value:.2g}")
    return format_decimal(rounded, locale=_LOCALES[language])


def signed(value: float, language: str) -> str:
    """A whole difference with its sign: +12, −3, 0."""
    sign = "+" if value > 0 else "\u2212" if value < 0 else ""
    return sign + number(abs(value), language)


def percent(value: float, language: str, *, sign: bool = False) -> str:
    """`value` per cent, whole: 40% or 40 %; with `sign` a difference: +40%."""
    text = format_percent(round(abs(value)) / 100, locale=_LOCALES[language])
    before = ("+" if value > 0 else "\u2212" if value < 0 else "") if sign else ""
    return before + text


def share(value: float, language: str) -> str:
    """A share of 0 to 1 in whole per cent; one that is not none is never written as 0%."""
    if 0 < value < 0.005:
        return f"<{format_percent(0.01, locale=_LOCALES[language])}"
    return format_percent(value, locale=_LOCALES[language])


def counted(noun: str, value: int, language: str) -> str:
    """A number with its noun in the right form: 1 incident, 2 incidents, 5 інцидентів."""
    forms = COUNTED[noun][language]
    form = forms.get(_PLURALS[language](value), forms["other"])
    return f"{number(value, language)} {form}"


def day(value: date, language: str) -> str:
    """A day as prose writes it: 6 August 2025, 6 серпня 2025 р."""
    return format_date(value, format="long", locale=_LOCALES[language])


def short_date(value: date, language: str, *, day: bool) -> str:
    """A date as the axis of a printed chart writes it: 6 Aug 2025, 6 серп. 2025; else Aug 2025."""
    return format_date(value, format="d MMM y" if day else "LLL y", locale=_LOCALES[language])


def month(value: date, language: str) -> str:
    """A month by one of its days: August 2025, серпень 2025."""
    return format_date(value, format="LLLL y", locale=_LOCALES[language])


def days(first: date, last: date, precision: str, language: str) -> str:
    """The possible days of an incident, no finer than its dating."""
    if first == last:
        return day(first, language)
    span = f"{day(first, language)} – {day(last, language)}"
    return (
        span if precision == "day" else f"{span} ({label('date_precision', precision, language)})"
    )


def span(first: date, last: date, language: str) -> str:
    """Two days as prose writes them together: 2–8 March 2026, 30 березня – 5 квітня 2026 р."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last, language)}"
    form = "d MMMM" if first.year == last.year else "long"
    return f"{format_date(first, form, locale=_LOCALES[language])} – {day(last, language)}"


def toll(low: float | None, high: float | None, language: str) -> str:
    """A toll as a range; None and NaN mean "not stated" and are never written as 0."""
    low, high = _stated(low), _stated(high)
    if low is None and high is None:
        return say("toll_unstated", language)
    if low is None:
        return say("toll_up_to", language, high=number(high, language))
    if high is None:
        return say("toll_at_least", language, low=number(low, language))
    if low == high:
        return number(low, language)
    return f"{number(low, language)}–{number(high, language)}"


def _stated(value: float | None) -> int | None:
    """The number, or None for every way in which a frame writes a null."""
    return None if value is None or value != value else int(value)
