"""The phrases of a filter's sentence; each language is one Vocabulary.

A phrase is a whole piece of the sentence with its own punctuation in front, so that no language
has to glue endings to words. `ENGLISH` shows every key with the values that its braces may name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import geodata


@dataclass(frozen=True)
class Vocabulary:
    """How one language says a filter.

    language: "en" or "uk", for names of regions. phrases: see ENGLISH. label(column, word): what
    a reader calls a word of the record, e.g. label("target_category", "hydro_dam").
    day(date): a day as a sentence writes it. either(words): one of several, "a, b or c".
    """

    language: str
    phrases: Mapping[str, str]
    label: Callable[[str, str], str]
    day: Callable[[date], str]
    either: Callable[[Sequence[str]], str]

    def sentence(self, head: str, parts: Sequence[tuple[str, Mapping[str, object]]]) -> str:
        """The phrase `head`, the phrase of every part in order, and the phrase "end"."""
        said = [self.phrases[head], *(self._say(name, values) for name, values in parts)]
        return "".join([*said, self.phrases["end"]])

    def _say(self, name: str, values: Mapping[str, object]) -> str:
        phrase = self.phrases[name]
        spoken = {}
        for key, value in values.items():
            if isinstance(value, date):
                spoken[key] = self.day(value)
            elif key == "regions":
                spoken[key] = self.either([self._region(code) for code in value])
            elif key == "words":
                spoken[key] = self.either([self.label(values["column"], word) for word in value])
            else:
                spoken[key] = value
        return phrase.format(**spoken)

    def _region(self, code: str) -> str:
        if code == "none":
            return self.phrases["region_none"]
        return geodata.name(code, self.language)


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
"""Written out because strftime follows the locale of the machine."""


def _english_day(value: date) -> str:
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def _english_either(words: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


ENGLISH = Vocabulary(
    language="en",
    phrases={
        "all": "All incidents",
        "head": "Incidents",
        "between": " from {since} to {until}",
        "on": " on {since}",
        "since": " since {since}",
        "until": " until {until}",
        "no_day": " in no period: {since} is after {until}",
        "regions": " in {regions}",
        "region_none": "no oblast (not placed)",
        "area_circle": " placed within {km} km of {point}",
        "area_box": " placed between {south}° and {north}° north and {west}° and {east}° east",
        "area_polygon": " placed inside a drawn area of {corners} corners around {point}",
        "area_saved": " placed inside the saved area {name}",
        "event_types": ", type {words}",
        "target_categories": ", target {words}",
        "sources": ", source {words}",
        "statuses": ", status {words}",
        "precisions": ", placed to {words}",
        "with": ", with casualties",
        "without": ", with stated tolls of zero",
        "unstated": ", with no toll stated",
        "words": ", with the words “{text}”",
        "doubtful_out": "; reports of {words} left out: {n}",
        "doubtful_shown": "; reports of {words} among them",
        "unit_incidents": "",
        "unit_reports": "; every report counted by itself",
        "aggregates_listed": "; aggregate records listed but not summed",
        "aggregates_summed": "; aggregate records summed too, but never those of {words}",
        "aggregates_out": "; aggregate records left out",
        "end": ".",
    },
    label=lambda column, word: word if column == "source" else word.replace("_", " "),
    day=_english_day,
    either=_english_either,
)
