"""The area of interest as map_area.js draws it."""

from pathlib import Path

import shapely

import events

CORNERS = 400
"""Most corners that are drawn of a saved area: the outline is a picture, the filter has all."""

_STEPS = (0.0, 0.0005, 0.002, 0.008, 0.03, 0.1)
"""Degrees by which a drawn outline may differ, tried in this order."""


def area_payload(text: str, store: Path) -> dict | None:
    """A circle as latitude, longitude, kilometres; else rings of [latitude, longitude]; None
    without an area. Raises StoreError for a saved area that the store lacks."""
    if not text:
        return None
    area = events.parse_area(text)
    if area.kind == "circle":
        return {"circle": list(area.numbers)}
    shape = events.saved_shape(store, area.name) if area.kind == "saved" else area.shape
    simpler = (shapely.simplify(shape, step) for step in _STEPS)
    drawn = shape
    for drawn in simpler:
        if shapely.get_num_coordinates(drawn) <= CORNERS:
            break
    rings = shapely.get_rings(shapely.get_parts(drawn))
    return {"rings": [shapely.get_coordinates(ring)[:, ::-1].round(4).tolist() for ring in rings]}
