"""The map picture of a view: sentence, regions, places, legend, scale, whose the data are.

Its parts come from the payload of the browser's map, so that both show the same. It carries the
version of the store and the day on which that was made, never the day of drawing, so that one
version and one set of filters always give one picture.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.report import legend, marks
from dashboard.report.drawing import INK, RULE, SOFT, figure, lines_of, write
from dashboard.report.ground import Window, bar_length, seen
from dashboard.words.writing import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ALONE = (12.0, 7.5)
"""Inches of a picture by itself: 2,400 by 1,500 pixels, twice those of a picture in a page."""
IN_REPORT = (9.4, 6.1)
"""Of one in a report, where it becomes as wide as the paper: smaller, so that its type stays
legible when it is printed."""

_POINTS = 72
_MARGIN = 0.22
_LEGEND = 2.3
_TITLE, _CREDIT = 12.0, 6.8
SEA = "#f4f7f9"


@dataclass(frozen=True)
class MapPicture:
    """What one picture shows.

    payload: of dashboard.layers; seats: code -> (latitude, longitude) of units without shapes;
    levels: of the shapes to draw, ground first; title: None where it stands beside the picture;
    credits: the lines under it; said: the picture in words; size: inches.
    """

    payload: dict
    seats: dict[str, tuple[float, float]]
    levels: tuple[int, ...]
    window: Window
    title: str | None
    credits: tuple[str, ...]
    language: str
    said: str
    size: tuple[float, float] = ALONE


def map_size(size: tuple[float, float] = ALONE) -> tuple[float, float]:
    """Inches of the map in a picture, about: what a window's shape and zoom are chosen for."""
    return size[0] - _LEGEND - 3 * _MARGIN, size[1] - 1.1


def draw(picture: MapPicture) -> "Figure":
    """The figure; long titles and many credits make the map lower, never their own text shorter."""
    width = picture.size[0]
    wide = (width - 2 * _MARGIN) * _POINTS
    title = lines_of(picture.title, wide, _TITLE, bold=True) if picture.title else []
    credits = [line for text in picture.credits for line in lines_of(text, wide, _CREDIT)]
    above = _MARGIN + len(title) * 0.24 + (0.06 if title else 0)
    below = _MARGIN + len(credits) * 0.13 + 0.08
    height = max(picture.size[1], above + below + 4.0)
    page = figure(width, height)
    frame = page.add_axes((0, 0, 1, 1))
    frame.set_xlim(0, width)
    frame.set_ylim(height, 0)
    frame.axis("off")
    for spot, line in enumerate(title):
        write(frame, _MARGIN, _MARGIN + 0.18 + spot * 0.24, line, size=_TITLE, bold=True, color=INK)
    for spot, line in enumerate(credits):
        y = height - below + 0.17 + spot * 0.13
        write(frame, _MARGIN, y, line, size=_CREDIT, color=SOFT)
    room = height - above - below
    _map(page, picture, (map_size(picture.size)[0], room), below)
    left = width - _LEGEND - _MARGIN
    beside = page.add_axes((left / width, below / height, _LEGEND / width, room / height))
    legend.draw(beside, picture.payload["legend"], _LEGEND * _POINTS, room * _POINTS)
    return page


def _map(page: "Figure", picture: MapPicture, size: tuple[float, float], low: float) -> None:
    """The map, `size` inches large; low: its lower edge in inches from the page's."""
    width, height = page.get_size_inches()
    box = (_MARGIN / width, low / height, size[0] / width, size[1] / height)
    axes = page.add_axes(box, facecolor=SEA)
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set(color=RULE, linewidth=0.6)
    window = picture.window.shaped(size[0] / size[1])
    axes.set_xlim(window.left, window.right)
    axes.set_ylim(window.bottom, window.top)
    *under, level = picture.levels
    fills = picture.payload["fills"]
    for coarser in under:
        marks.plain(axes, seen(coarser, window), fills["outside"])
    marks.paint(axes, seen(level, window), picture.payload)
    marks.names(axes, [seen(each, window) for each in picture.levels[::-1]], picture.language)
    marks.places(axes, picture.payload, picture.seats)
    _scale_bar(axes, window, size, picture.language)


def _scale_bar(axes, window: Window, size: tuple[float, float], language: str) -> None:
    """Kilometres, in the lower left corner on a light ground."""
    from matplotlib.patches import Rectangle

    length, inch = bar_length(window), window.width / size[0]
    x, y = window.left + 0.15 * inch, window.bottom + 0.14 * inch
    ground = (length + 0.16 * inch, 0.32 * inch)
    corner = (x - 0.08 * inch, y - 0.08 * inch)
    axes.add_patch(Rectangle(corner, *ground, facecolor="#ffffffd9", linewidth=0, zorder=5))
    axes.plot(
        [x, x, x + length, x + length],
        [y + 0.06 * inch, y, y, y + 0.06 * inch],
        color=INK,
        linewidth=1,
        zorder=6,
    )
    text = f"{number(length, language)} {'км' if language == 'uk' else 'km'}"
    write(axes, x + length / 2, y + 0.07 * inch, text, size=6.8, ha="center", zorder=6)
