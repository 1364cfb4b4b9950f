"""Hexagons of equal ground area: each incident in the nearest one, none twice, none lost."""

from math import asin, cos, degrees, radians, sin, sqrt

import numpy as np
import pytest
from incident_rows import atlas_of, incident

from events import Filters
from events.questions.hexagons import (
    COARSEST,
    FINEST,
    PARALLEL,
    RADIUS,
    area_at,
    coarse_units,
    hexagons,
)

CHOOSE = np.random.default_rng(3)
POINTS = [
    (round(float(lat), 5), round(float(lon), 5))
    for lat, lon in zip(CHOOSE.uniform(45, 52, 400), CHOOSE.uniform(23, 40, 400), strict=True)
]


def on_map(latitude: float, longitude: float) -> tuple[float, float]:
    return (
        RADIUS * cos(PARALLEL) * radians(longitude),
        RADIUS * sin(radians(latitude)) / cos(PARALLEL),
    )


@pytest.fixture(scope="module")
def atlas(tmp_path_factory):
    rows = [
        incident(
            f"{n}",
            latitude=lat,
            longitude=lon,
            adm1_code="UA63",
            location_precision=("site", "settlement", "near")[n % 3],
        )
        for n, (lat, lon) in enumerate(POINTS)
    ]
    rows += [
        incident("o", latitude=49.0, longitude=32.0, adm1_code="UA63", location_precision="oblast"),
        incident(
            "r", latitude=49.0, longitude=32.0, adm2_code="UA6312", location_precision="raion"
        ),
        incident("c", location_precision="country"),
    ]
    return atlas_of(tmp_path_factory.mktemp("hexagons") / "store", *rows)


@pytest.mark.parametrize("zoom", [5, 6, 8, 12])
def test_each_incident_is_in_the_hexagon_whose_centre_is_nearest(atlas, zoom):
    found = hexagons(atlas, Filters(), zoom=zoom)
    centres = found.frame[["column", "row"]].to_numpy() * [found.width / 2, found.step / 2]
    expected = np.zeros(len(centres), dtype=int)
    for point in POINTS:
        away = np.hypot(*(centres - on_map(*point)).T)
        assert away.min() <= found.step / 3 + 1e-6  # no farther than a corner
        expected[away.argmin()] += 1
    assert found.frame["incidents"].tolist() == expected.tolist()
    assert found.incidents == len(POINTS)
    assert ((found.frame["column"] + found.frame["row"]) % 2 == 0).all()


def test_every_hexagon_covers_the_area_that_is_said(atlas):
    """Measured on the globe: a thin strip's area is R^2 times longitude times sine of latitude."""
    found = hexagons(atlas, Filters(), zoom=6)
    edge = found.step / 3
    assert 3 * sqrt(3) / 2 * edge**2 == pytest.approx(found.area)
    scale = RADIUS * cos(PARALLEL)
    for row in (183, 204):  # the latitudes of 45 and 52 degrees
        heights = np.linspace(-edge, edge, 2001) + row * found.step / 2
        half = np.minimum(found.width / 2, sqrt(3) * (edge - np.abs(heights - heights.mean())))
        sines = heights * cos(PARALLEL) / RADIUS
        assert degrees(asin(sines.mean())) == pytest.approx({183: 45, 204: 52}[row], abs=0.3)
        strips = RADIUS**2 * (2 * half / scale)
        area = float(((strips[1:] + strips[:-1]) / 2 * np.diff(sines)).sum())
        assert area == pytest.approx(found.area, rel=1e-4)


def test_the_window_and_the_cap_hold(atlas):
    window = (47.0, 30.0, 49.0, 33.0)
    inside = [p for p in POINTS if 47 <= p[0] <= 49 and 30 <= p[1] <= 33]
    assert hexagons(atlas, Filters(), bounds=window, zoom=8).incidents == len(inside)
    few = hexagons(atlas, Filters(), zoom=12, cap=60)
    assert len(few.frame) <= 60
    assert few.area > FINEST


def test_the_zoom_sets_the_area_within_limits():
    assert [area_at(zoom) for zoom in (6, 7, 8, 9, 15, 3)] == [1600, 400, 100, 25, 25, COARSEST]
    assert area_at(None) == 1600


def test_what_has_no_point_is_counted_at_the_unit_that_it_is_known_to(atlas):
    units = coarse_units(atlas, Filters())
    assert dict(units.itertuples(index=False)) == {"UA63": 1, "UA6312": 1}
