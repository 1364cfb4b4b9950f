"""What is asked of the store for a report of a view, and put together as the map page does.

Every question goes through `ask`, so that the dashboard answers from its cache and the command
line straight from the store, and every answer has passed the gate of `events`.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

import events
import geodata
from dashboard import layers
from dashboard.map import metrics, unit_centres
from dashboard.map.metrics import Measured
from dashboard.report import ground
from dashboard.report.ground import Window
from dashboard.report.marks import zoom
from dashboard.report.picture import map_size
from dashboard.state import View
from events import HEXAGON_SCALE, Atlas, Filters

Ask = Callable[..., object]
"""ask(question, atlas, filters, ...): the answer of the function of `events` of that name."""

DOTS = 3000
"""Most places drawn one by one, as on the map page."""

_PIXELS = 100
"""Pixels of a page that an inch of a picture stands for."""


def straight(question: str, atlas: Atlas, *args: object, **kwargs: object):
    """The answer of the function of `events` named `question`, not from any cache."""
    return getattr(events, question)(atlas, *args, **kwargs)


@dataclass(frozen=True)
class MapAsked:
    """payload: of dashboard.layers; measured: the metric behind it; window: what is seen;
    places: how many there are, None where they are not drawn one by one; binned: whether they
    are drawn as cells."""

    payload: dict
    measured: Measured
    window: Window
    binned: bool
    places: int | None


def map_asked(view: View, atlas: Atlas, ask: Ask, size: tuple[float, float]) -> MapAsked:
    """What the map page would draw of the view, for the ground that its filters ask about.

    size: inches of the picture that is to be drawn.
    """
    filters = view.filters
    measured = metrics.measure(ask, atlas, filters, view.shade, view.level)
    window = _window(view, atlas, ask, map_size(size))
    inside = {"bounds": window.degrees(), "zoom": zoom(window, map_size(size)[0] * _PIXELS)}
    dots, density, drawn = None, None, measured
    if view.param("places") == "hex":
        density = _density(atlas, filters, ask, inside)
        if view.level not in geodata.shape_levels():
            drawn = metrics.measure(ask, atlas, filters, view.shade, shaped(view.level))
    elif view.level in geodata.shape_levels():
        dots = ask("dots", atlas, filters, cap=DOTS, **inside)
    payload = layers.atlas_payload(
        drawn,
        dots,
        selected="",
        tiles=False,
        language=view.language,
        within=filters.regions,
        density=density,
    )
    binned = dots is not None and dots.binned
    return MapAsked(payload, measured, window, binned, dots.locations_total if dots else None)


def shaped(level: int) -> int:
    """The finest level that has shapes and is no finer than `level`."""
    return max(known for known in geodata.shape_levels() if known <= level)


def seats(measured: Measured) -> dict[str, tuple[float, float]]:
    """Where the circles of units without shapes stand: code -> (latitude, longitude)."""
    codes = measured.rows["code"].dropna().tolist()
    return unit_centres.centres(codes) if measured.level not in geodata.shape_levels() else {}


def _window(view: View, atlas: Atlas, ask: Ask, size: tuple[float, float]) -> Window:
    """The regions of the filters, or of an area what lies in it, else the whole country; in the
    shape of the picture, so that what is asked for is what is seen."""
    points = None
    if view.filters.area and not view.filters.regions:
        found: pd.DataFrame = ask("dots", atlas, view.filters, cap=DOTS).frame
        points = (found["longitude"].to_numpy(), found["latitude"].to_numpy())
    return ground.window(view.filters.regions, points).shaped(size[0] / size[1])


def _density(atlas: Atlas, filters: Filters, ask: Ask, inside: dict) -> layers.Density:
    units = ask("coarse_units", atlas, filters)
    centres = unit_centres.centres(units["code"].tolist())
    found = ask("hexagons", atlas, filters, **inside)
    return layers.Density(found, units, centres, HEXAGON_SCALE)
