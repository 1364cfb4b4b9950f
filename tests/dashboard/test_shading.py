"""The choropleth's classes: round, complete, and never a colour for nothing."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.map.shading import class_borders, class_labels, shade_of
from dashboard.words.terms import SHADES


def test_nothing_reported_has_no_class_and_no_colour():
    assert class_borders(pd.Series([0, 0])) == []
    assert class_borders(pd.Series([], dtype=float)) == []
    assert shade_of(0, [1, 2]) is None
    assert shade_of(float("nan"), [1, 2]) is None


def test_few_incidents_get_one_class_a_number():
    borders = class_borders(pd.Series([3, 1]))
    assert [text for _, text in class_labels(borders, "en")] == ["1", "2", "3"]


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=40))
def test_every_positive_value_has_a_shade_and_larger_is_never_lighter(values):
    borders = class_borders(pd.Series(values))
    assert borders == sorted(set(borders))
    assert len(borders) <= len(SHADES)
    steps = [SHADES.index(shade_of(v, borders)) for v in sorted(values) if v > 0]
    assert steps == sorted(steps)


@given(st.integers(1, 10**7))
def test_labels_cover_the_classes_without_gap_or_overlap(top):
    borders = class_borders(pd.Series([top]))
    labels = class_labels(borders, "en")
    edges = [tuple(int(n.replace(",", "")) for n in text.split("–")) for _, text in labels]
    assert edges[0][0] == 1
    assert edges[-1][-1] >= top
    assert all(edges[i][-1] + 1 == edges[i + 1][0] for i in range(len(edges) - 1))


@pytest.mark.parametrize(("language", "text"), [("en", "201–2,000"), ("uk", "201–2\u00a0000")])
def test_labels_are_written_the_language_s_way(language, text):
    assert text in [label for _, label in class_labels([20, 200, 2000], language)]
