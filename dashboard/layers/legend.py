"""What the map's legend says: parts of {title, shape, items, notes}, drawn by map_furniture.js."""

from dashboard.layers.dot_layer import CELL_COLOUR, LARGEST_RADIUS, PRECISIONS
from dashboard.layers.hexagon_layer import COARSE_COLOUR, COLOURS, LARGEST_COARSE, class_items
from dashboard.layers.region_fills import NO_INCIDENT, OUTSIDE, Fills
from dashboard.map.shading import class_labels
from dashboard.words.terms import GROUP_COLOURS, GROUP_LABELS, SHADES
from dashboard.words.writing import LANGUAGES, number, say
from events import Hexagons

LARGEST_BUBBLE = 20
"""Pixels of the radius of the unit with most incidents, where units are shown at their seats."""


def region_part(
    fills: Fills, language: str, *, narrowed: bool, hatch: bool, circles: bool, interval: bool
) -> dict:
    """The fills of regions; "outside" only when narrowed, hatching only where there is any."""
    entries = list(fills.items)
    if circles and entries[0][0] == NO_INCIDENT and len(entries) > 1:
        entries = entries[1:]  # a unit without any has no circle
    if narrowed:
        entries.append((OUTSIDE, say("outside_filter", language)))
    items = [{"colour": colour, "text": text} for colour, text in entries]
    if hatch:
        items.append(_hatching(language))
    notes = list(fills.notes)
    if interval:
        notes.append(say("legend_interval", language))
    part = {"title": fills.title, "shape": "shade", "items": items}
    return {**part, "notes": notes} if notes else part


def plain_region_part(language: str, *, narrowed: bool) -> dict:
    """Regions without fills under hexagons, some of them hatched."""
    items = [_hatching(language)]
    if narrowed:
        items.append({"colour": OUTSIDE, "text": say("outside_filter", language)})
    return {"title": say("legend_regions", language), "shape": "shade", "items": items}


def _hatching(language: str) -> dict:
    return {"colour": NO_INCIDENT, "mark": "shade hatch", "text": say("legend_hatched", language)}


def seat_part(level: int, largest: int, language: str) -> dict:
    """Circles at the seats of units that have no shapes."""
    items = _sizes(largest, LARGEST_BUBBLE, SHADES[2], language)
    return {"title": say(f"legend_seats_{level}", language), "shape": "mark", "items": items}


def cell_part(fullest: int, language: str) -> dict:
    items = _sizes(fullest, LARGEST_RADIUS, CELL_COLOUR, language)
    return {"title": say("legend_cells", language), "shape": "mark", "items": items}


def dot_parts(language: str) -> list[dict]:
    spot = LANGUAGES.index(language)
    groups = [
        {"colour": GROUP_COLOURS[group], "mark": "dot", "text": GROUP_LABELS[group][spot]}
        for group in GROUP_COLOURS
    ]
    marks = [
        {"colour": "#4a4f57", "mark": mark, "text": say(f"legend_{word}", language)}
        for mark, word in zip(("dot", "pale", "ring"), PRECISIONS, strict=True)
    ]
    return [
        {"title": say("legend_dots", language), "shape": "dot", "items": groups},
        {"title": say("legend_precision", language), "shape": "mark", "items": marks},
    ]


def hexagon_parts(found: Hexagons, coarse_largest: int, language: str) -> list[dict]:
    """The classes of the hexagons in view, and the circles of what has no point."""
    parts = []
    if borders := class_items(found):
        spread = COLOURS[len(COLOURS) - len(borders) :]
        labels = class_labels(borders, language, spread)
        title = say("legend_hexagons", language, area=number(found.area, language))
        items = [{"colour": colour, "mark": "hexagon", "text": text} for colour, text in labels]
        notes = [say("legend_hexagons_note", language)]
        parts.append({"title": title, "shape": "mark", "items": items, "notes": notes})
    if coarse_largest:
        items = _sizes(coarse_largest, LARGEST_COARSE, COARSE_COLOUR, language, mark="coarse")
        parts.append({"title": say("legend_coarse", language), "shape": "mark", "items": items})
    return parts


def _sizes(
    largest: int, radius: int, colour: str, language: str, mark: str = "bubble"
) -> list[dict]:
    """Two circles for the legend: that of the largest count and that of a tenth of it."""
    return [
        {
            "colour": colour,
            "mark": mark,
            "size": round(2 * radius * (n / largest) ** 0.5, 1),
            "text": number(n, language),
        }
        for n in dict.fromkeys((largest, max(1, largest // 10)))
    ]
