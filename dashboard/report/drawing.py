"""Drawings as bytes: how every figure of a report is made, measured and written.

Figures are objects of their own (never pyplot, which keeps them in one place for all threads),
and one is drawn at a time, because matplotlib's fonts and text layout are not safe from several
threads. Nothing of the clock goes into a file, so that the same figure gives the same bytes.
DejaVu Sans comes with matplotlib and has the letters of English and Ukrainian.

matplotlib is imported where it is used: a dashboard that makes no report does not load it.
"""

import io
import logging
import re
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DPI = 200
"""Pixels an inch of a PNG: a figure of 12 inches has 2,400, twice those of a page's picture."""

INK, SOFT, RULE = "#17222c", "#4a5560", "#c9d1d8"

_SETTINGS = {
    "hatch.linewidth": 0.55,
    "svg.fonttype": "path",
    "svg.hashsalt": "incident-atlas",
}
"""Letters of an SVG are shapes: another face in the reader's browser would not fit its places."""

_ONE_AT_A_TIME = threading.RLock()
_NUMBER = re.compile(r"-?\d+\.\d+")
_NOT_WANTED = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.S)


def drawn(draw: Callable[[], "Figure"], *, kind: str, name: str = "", said: str = "") -> bytes:
    """The figure that `draw` makes, as PNG or as an SVG element to stand inside HTML.

    kind: "png" or "svg". name: goes before each id of an SVG, so that two can stand in one page.
    said: what the figure tells, for whom does not see it.
    """
    import matplotlib

    out = io.BytesIO()
    with _ONE_AT_A_TIME, matplotlib.rc_context(_SETTINGS):
        figure = draw()
        if kind == "png":
            figure.savefig(out, format="png", dpi=DPI, metadata={"Software": "Incident Atlas"})
            return out.getvalue()
        figure.savefig(out, format="svg", metadata={"Date": None})
    return _inline(out.getvalue().decode(), name, said).encode()


def figure(width: float, height: float) -> "Figure":
    """An empty white figure, in inches."""
    from matplotlib.figure import Figure

    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    return Figure(figsize=(width, height), dpi=DPI, facecolor="white")


@cache
def font(*, bold: bool = False):
    """The face of all texts, as matplotlib's FontProperties."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(font_file(bold=bold)))


def font_file(*, bold: bool = False) -> Path:
    """The file of that face."""
    import matplotlib

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name


def write(axes, x: float, y: float, text: str, *, size: float, bold: bool = False, **more):
    """One line of text; a dollar sign in it is a dollar sign, not the start of a formula."""
    style = {"color": INK, "va": "baseline", "parse_math": False, **more}
    return axes.text(x, y, text, fontproperties=font(bold=bold), size=size, **style)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text in points."""
    from matplotlib.textpath import text_to_path

    properties = font(bold=bold).copy()
    properties.set_size(size)
    return text_to_path.get_text_width_height_descent(text, properties, ismath=False)[0]


def lines_of(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """`text` broken into lines of at most `width` points; a longer word is broken, too."""
    lines, line = [], ""
    for word in text.split():
        for piece in _pieces(word, width, size, bold=bold):
            wanted = f"{line} {piece}" if line else piece
            if line and width_of(wanted, size, bold=bold) > width:
                lines.append(line)
                wanted = piece
            line = wanted
    return [*lines, line] if line else lines


def _pieces(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    if width_of(word, size, bold=bold) <= width:
        return [word]
    fits = max(1, int(len(word) * width / width_of(word, size, bold=bold) * 0.9))
    return [word[start : start + fits] for start in range(0, len(word), fits)]


def _inline(svg: str, name: str, said: str) -> str:
    """An SVG file as one element: no prologue, numbers of paths short, ids of its own."""
    from html import escape

    svg = _NOT_WANTED.sub("", svg).strip()
    svg = re.sub(r' d="[^"]*"', lambda path: _NUMBER.sub(_short, path[0]), svg)
    svg = re.sub(r'( id="|href="#|url\(#)', rf"\g<1>{name}-", svg)
    size = re.search(r'<svg [^>]*?width="([\d.]+)pt"', svg)
    svg = re.sub(r'(<svg [^>]*?) height="[\d.]+pt"', r"\1", svg, count=1)
    svg = re.sub(r'(<svg [^>]*?) width="[\d.]+pt"', r"\1", svg, count=1)
    label = escape(said, quote=True)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1) if size else svg


def _short(number: re.Match) -> str:
    """Two decimals of a point: a seventh of a pixel at most."""
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
