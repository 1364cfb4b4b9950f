"""Both languages say everything, and a null is never written as a number."""

import ast
import re
import string
from datetime import date
from pathlib import Path

import pytest

from dashboard.words.phrases import COUNTED, PHRASES
from dashboard.words.terms import GROUP_COLOURS, GROUP_LABELS, GROUP_OF, LABELS, PRECISION_MEANING
from dashboard.words.writing import LANGUAGES, counted, day, days, label, number, say, toll
from events.incident import LOCATION_PRECISIONS, TARGET_CATEGORIES, WORDS

DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard"


@pytest.mark.parametrize("key", PHRASES)
def test_a_phrase_takes_the_same_values_in_both_languages(key):
    english, ukrainian = PHRASES[key]
    assert english.strip()
    assert ukrainian.strip()
    fields = [{f for _, f, _, _ in string.Formatter().parse(t) if f} for t in (english, ukrainian)]
    assert fields[0] == fields[1]


@pytest.mark.parametrize("column", WORDS)
def test_every_allowed_word_has_a_label(column):
    assert set(LABELS[column]) == set(WORDS[column])
    assert all(len(pair) == len(LANGUAGES) for pair in LABELS[column].values())


def test_every_target_has_one_group_with_a_colour():
    assert set(GROUP_OF) == set(TARGET_CATEGORIES)
    assert set(GROUP_OF.values()) == set(GROUP_COLOURS) == set(GROUP_LABELS)
    assert set(PRECISION_MEANING) == set(LOCATION_PRECISIONS)


def test_no_phrase_is_left_that_nobody_says():
    said, patterns = set(), []
    for file in DASHBOARD.rglob("*.py"):
        if file.name.endswith("phrases.py"):
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+"
                    for part in node.values
                ]
                letters = sum(len(p.value) for p in node.values if isinstance(p, ast.Constant))
                if letters >= 4:  # f"{a}{b}" alone would say everything
                    patterns.append(re.compile("".join(parts)))
    unsaid = {key for key in PHRASES if key not in said}
    assert {key for key in unsaid if not any(p.fullmatch(key) for p in patterns)} == set()


def test_ukrainian_counts_take_the_right_form():
    assert counted("incidents", 1, "uk") == "1 інцидент"
    assert counted("incidents", 3, "uk") == "3 інциденти"
    assert counted("incidents", 11, "uk") == "11 інцидентів"
    assert counted("incidents", 21, "uk") == "21 інцидент"
    assert all("other" in forms for noun in COUNTED.values() for forms in noun.values())


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (None, None, "not stated"),
        (float("nan"), float("nan"), "not stated"),
        (0, 0, "0"),
        (2, 2, "2"),
        (12, 13, "12–13"),
        (3, None, "at least 3"),
        (None, 4, "up to 4"),
        (1200, 1300, "1,200–1,300"),
    ],
)
def test_a_toll_is_a_range_and_unknown_is_never_zero(low, high, text):
    assert toll(low, high, "en") == text


def test_days_are_no_finer_than_the_dating():
    assert days(date(2025, 8, 6), date(2025, 8, 6), "day", "en") == "6 August 2025"
    month = days(date(2025, 10, 1), date(2025, 10, 31), "month", "uk")
    assert month.startswith("1 жовтня 2025")
    assert "31 жовтня 2025" in month
    assert month.endswith("(з точністю до місяця)")
    assert "серпня" in day(date(2025, 8, 6), "uk")


def test_unknown_words_are_shown_as_they_are():
    assert label("source", "somebody", "uk") == "somebody"
    assert number(12345, "en") == "12,345"
    assert say("page_map", "uk") == "Карта"
