"""An area of interest: its one text, what is inside, and that only a point can be."""

from datetime import date

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from incident_rows import atlas_of, incident

import events
from events import Filters, StoreError
from events.filters.area import NoArea, parse
from events.filters.areas import save, saved_areas, saved_shape

TOWN = {"latitude": 48.46, "longitude": 35.05}
CIRCLE = "circle:48.46,35.05,25"
TRIANGLE = "polygon:48,34;49,34;48,36"


@pytest.fixture
def atlas(tmp_path):
    """Synthetic: in the middle, 20 km off, 60 km off, and one known to its oblast alone."""
    return atlas_of(
        tmp_path,
        incident("middle", "2024-03-01", **TOWN, adm1_code="UA12", title="Invented"),
        incident("near", "2024-03-02", latitude=48.64, longitude=35.05, adm1_code="UA12"),
        incident("far", "2024-03-03", latitude=49.0, longitude=35.05, adm1_code="UA12"),
        incident("oblast", "2024-03-04", **TOWN, location_precision="oblast", adm1_code="UA12"),
    )


def inside(atlas, text: str, **others) -> set[str]:
    frame = events.page(atlas, Filters(area=text, **others)).frame
    return {name.partition(":")[2] for name in frame["incident_id"]}


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        (CIRCLE, {"middle", "near"}),
        ("circle:48.46,35.05,0.1", {"middle"}),
        ("box:48.5,35,49.1,36", {"near", "far"}),
        (TRIANGLE, {"middle"}),
        ("circle:50,30,10", set()),
    ],
)
def test_only_a_point_can_be_inside(atlas, area, expected):
    assert inside(atlas, area) == expected
    counts = events.figures(atlas, Filters(area=area))
    assert (counts.incidents, counts.located) == (len(expected), len(expected))
    assert events.dots(atlas, Filters(area=area)).frame["incidents"].sum() == len(expected)


def test_other_filters_hold_too(atlas):
    assert inside(atlas, CIRCLE, words="invented") == {"middle"}
    assert inside(atlas, CIRCLE, since=date(2024, 3, 2)) == {"near"}
    assert inside(atlas, CIRCLE, regions=("UA14",)) == set()


def test_the_address_and_the_sentence_say_it():
    filters = Filters(area="circle:48.46000001,35.050,25.0")
    assert filters.to_params() == {"area": CIRCLE}
    assert Filters.from_params(filters.to_params()) == (filters, ())
    assert filters.sentence() == (
        "Incidents placed within 25 km of 48.46, 35.05; aggregate records listed but not summed."
    )
    assert "3 corners around" in Filters(area=TRIANGLE).sentence()
    assert not filters.is_wide()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("48.46,35.05,25", "is no area"),
        ("circle:48.46,35.05", "needs latitude, longitude and kilometres"),
        ("circle:48.46,35.05,0", "between 0.1 and 500"),
        ("circle:nan,35.05,5", "no latitude"),
        ("circle:x,35.05,5", "no number"),
        ("box:49,35,48,36", "south below north"),
        ("polygon:48,34;49,34", "3 to 200 corners"),
        ("polygon:48,34;49,35;48,35;49,34", "crosses itself"),
        ("saved:../../secret-12345678", "no name of a saved area"),
    ],
)
def test_what_is_no_area_is_named(text, why):
    filters, problems = Filters.from_params({"area": text})
    assert filters == Filters()
    (problem,) = problems
    assert (problem.name, problem.seen) == ("area", text)
    assert why in problem.why
    with pytest.raises(NoArea):
        parse(text)


@given(st.floats(-85, 85), st.floats(-170, 170), st.floats(0.1, 500))
def test_a_text_is_canonical_and_its_circle_lies_in_its_box(latitude, longitude, km):
    area = parse(f"circle:{latitude},{longitude},{km}")
    assert parse(area.text) == area
    angles = np.linspace(0, 2 * np.pi, 60)
    aside = area.numbers[2] / 111.2 * 1.5
    lat = np.clip(area.numbers[0] + aside * np.sin(angles), -90, 90)
    lon = area.numbers[1] + aside * np.cos(angles)
    held = area.holds(lat, lon)
    assert shapely.intersects_xy(area.shape, lon[held], lat[held]).all()


def test_a_saved_shape_is_one_shape_for_ever(atlas):
    shape = shapely.Point(35.05, 48.46).buffer(0.3, quad_segs=200)
    area = save(atlas.path, "Ділянка: Dnipro <1>", shape)
    assert area.text.startswith("saved:dnipro-1-")
    assert saved_areas(atlas.path) == (area.name,)
    assert save(atlas.path, "Dnipro 1", shape) == area
    assert saved_shape(atlas.path, area.name).equals_exact(shape, 1e-5, normalize=True)
    assert inside(atlas, area.text) == {"middle", "near"}
    other = save(atlas.path, "Dnipro 1", shape.buffer(1))
    assert other != area
    assert inside(atlas, other.text) == {"middle", "near", "far"}


def test_a_saved_shape_that_the_store_lacks_is_a_sentence(atlas):
    with pytest.raises(StoreError, match="keeps no area gone-12345678"):
        events.figures(atlas, Filters(area="saved:gone-12345678"))


@pytest.mark.parametrize(
    "shape", [shapely.Point(35, 48), shapely.Polygon(), shapely.Point(35, 48).buffer(1, 9000)]
)
def test_what_is_no_area_is_not_saved(tmp_path, shape):
    with pytest.raises(ValueError, match="area"):
        save(tmp_path, "x", shape)
    assert saved_areas(tmp_path) == ()
