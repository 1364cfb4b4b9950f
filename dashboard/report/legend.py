"""The legend of a map picture, drawn from the parts that the browser's map has, too."""

from dashboard.report.drawing import INK, RULE, SOFT, lines_of, write
from dashboard.report.marks import BORDER, PIXEL, dot_style

TITLE, TEXT, NOTE = 8.2, 7.6, 6.6
_INDENT = 24.0
"""Points from the left edge to the texts behind the marks."""


def draw(axes, parts: list[dict], width: float, height: float) -> None:
    """Draw the parts of a legend into axes of so many points.

    A part has title, items (colour, text, perhaps mark and size), perhaps notes; see
    dashboard/layers/legend.py. What does not fit in the height is drawn smaller as a whole.
    """
    rows = list(_rows(parts, width))
    needed = sum(row["high"] for row in rows)
    scale = max(1.0, needed / height)
    axes.set_xlim(0, width * scale)
    axes.set_ylim(height * scale, 0)
    axes.axis("off")
    y = 0.0
    for row in rows:
        y += row["high"]
        if "mark" in row:
            _mark(axes, row, y, 1 / scale)
        if row["text"]:
            style = {"bold": row["bold"], "color": row["ink"], "size": row["size"] / scale}
            write(axes, row["at"], y - row["high"] / 2 + 2.7, row["text"], **style)


def _rows(parts: list[dict], width: float):
    """Every line of the legend with its height, from the top."""
    for number, part in enumerate(parts):
        if number:
            yield _line("", 0, TEXT, 7)
        for line in lines_of(part["title"], width, TITLE, bold=True):
            yield _line(line, 0, TITLE, 12, bold=True, ink=INK)
        sizes = [PIXEL * item.get("size", 11) for item in part["items"]]
        at = _INDENT + (max(sizes, default=0) > 16) * 12
        for item, size in zip(part["items"], sizes, strict=True):
            mark = item.get("mark") or part["shape"]
            lines = lines_of(item["text"], width - at, TEXT) or [""]
            first = _line(lines[0], at, TEXT, max(12, size + 2))
            yield {**first, "mark": mark, "colour": item["colour"], "wide": size}
            for line in lines[1:]:
                yield _line(line, at, TEXT, 9.5)
        for note in part.get("notes", ()):
            for line in lines_of(note, width, NOTE):
                yield _line(line, 0, NOTE, 9, ink=SOFT)


def _line(text: str, at: float, size: float, high: float, *, bold=False, ink=INK) -> dict:
    return {"text": text, "at": at, "size": size, "high": high, "bold": bold, "ink": ink}


def _mark(axes, row: dict, y: float, scale: float) -> None:
    """The sign in front of a text: a field of a fill, a dot, a ring, a circle or a hexagon."""
    from matplotlib.patches import Rectangle

    mark, colour = row["mark"], row["colour"]
    middle = (row["at"] / 2 - 3, y - row["high"] / 2)
    if mark.startswith("shade"):
        hatch = {"hatch": "//////", "edgecolor": SOFT} if "hatch" in mark else {"edgecolor": BORDER}
        field = Rectangle((1, middle[1] - 4.5), 16, 9, facecolor=colour, linewidth=0.5, **hatch)
        axes.add_patch(field)
        return
    spots = {"dot": 0, "pale": 1, "ring": 2}
    if mark in spots:
        style = dot_style(colour, spots[mark])
    elif mark == "coarse":
        style = {"facecolors": "white", "edgecolors": colour, "linestyles": (0, (3, 2))}
    else:
        style = {"facecolors": colour, "edgecolors": RULE if mark == "hexagon" else "white"}
    shape = "h" if mark == "hexagon" else "o"
    axes.scatter(*middle, s=(row["wide"] * scale) ** 2, marker=shape, clip_on=False, **style)
