"""Values of regions -> classes of a choropleth: round class borders, one shade a class."""

import math

import pandas as pd

from dashboard.words.terms import SHADES
from dashboard.words.writing import decimal, number


def class_borders(values: pd.Series, classes: int = len(SHADES)) -> list[int]:
    """Upper borders of up to `classes` classes over the positive `values`, ascending.

    Borders are round (1, 2, 3, 5 times a power of ten) and close to geometric steps from the
    smallest to the largest value, because counts of incidents are heavily skewed. The last
    border is at least the largest value. No positive value gives no border.
    """
    top = values.max() if len(values) else 0
    if not top > 0:
        return []
    if top <= classes:
        return list(range(1, int(top) + 1))
    lowest = values[values > 0].min()
    ratio = (top / lowest) ** (1 / classes)
    borders = {_round_up(lowest * ratio**step) for step in range(1, classes)}
    borders = sorted(border for border in borders if border < top)
    return [*borders, _round_up(top)]


def rate_borders(values: pd.Series, classes: int = len(SHADES)) -> list[float]:
    """Like `class_borders` for values that are no counts: borders may lie below one."""
    positive = values[values > 0]
    if positive.empty:
        return []
    top, lowest = float(positive.max()), float(positive.min())
    ratio = (top / lowest) ** (1 / classes)
    borders = {_round_rate(lowest * ratio**step) for step in range(1, classes)}
    return [*sorted(border for border in borders if border < top), _round_rate(top)]


def rate_labels(borders: list[float], language: str) -> list[tuple[str, str]]:
    """(colour, "0.5–2") of each class: above the first number, up to the second."""
    lows = [0, *borders]
    return [
        (colour, f"{decimal(low, language)}–{decimal(high, language)}")
        for colour, low, high in zip(_spread(len(borders)), lows, borders, strict=False)
    ]


def shade_of(value: float, borders: list[int] | list[float]) -> str | None:
    """The colour of the class that holds `value`; None for zero, null or no classes."""
    if not value > 0:
        return None
    step = next(i for i, border in enumerate(borders) if value <= border)
    return _spread(len(borders))[step]


def class_labels(
    borders: list[int], language: str, colours: tuple[str, ...] | None = None
) -> list[tuple[str, str]]:
    """(colour, "6–20") of each class, for the legend; colours: other than the regions' own."""
    low = 1
    labels = []
    for colour, border in zip(colours or _spread(len(borders)), borders, strict=True):
        text = number(border, language)
        labels.append((colour, text if low == border else f"{number(low, language)}–{text}"))
        low = border + 1
    return labels


def _spread(classes: int) -> tuple[str, ...]:
    """`classes` of the shades, the darkest always among them so that few classes stay apart."""
    return SHADES[len(SHADES) - classes :]


def _round_up(value: float) -> int:
    return max(1, round(_round_rate(value)))


def _round_rate(value: float) -> float:
    """The next 1, 2, 3, 5 or 10 times a power of ten that is not below `value`."""
    magnitude = math.floor(math.log10(value))
    for factor in (1, 2, 3, 5, 10):
        border = round(factor * 10.0**magnitude, 9 - magnitude)
        if border >= value * (1 - 1e-9):
            return border
    raise AssertionError("a number is below ten times its own power of ten")
