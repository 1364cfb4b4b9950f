"""The area of interest in the sidebar: a place, a file, a saved one, and the address."""

import json
from datetime import date
from pathlib import Path

import pytest
import shapely
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import state
from dashboard.sidebar import area_panel
from dashboard.state import View
from events import Filters, Store, save_area
from tests.events.incident_rows import incident, table

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
CIRCLE = "circle:48.46,35.05,25"


@pytest.fixture
def store(tmp_path, monkeypatch):
    """Two synthetic incidents, one at Dnipro and one at Kharkiv, in the store of the dashboard."""
    made = Store(tmp_path / "store")
    rows = (
        incident("dnipro", "2024-03-01", latitude=48.46, longitude=35.05, adm1_code="UA12"),
        incident("kharkiv", "2024-03-02", latitude=50.0, longitude=36.23, adm1_code="UA63"),
    )
    made.write(table(*rows), "x")
    monkeypatch.setenv("ATLAS_STORE", str(made.path))
    monkeypatch.delenv("ATLAS_MODE", raising=False)
    st.cache_data.clear()
    st.cache_resource.clear()
    return made


@pytest.fixture
def app(store):
    return AppTest.from_file(str(APP), default_timeout=60)


def said(app) -> str:
    """All that the page says in HTML."""
    assert not app.exception
    return " ".join(part.proto.body for part in app.main.get("html"))


def test_a_place_is_found_by_name_and_set_with_a_button(app):
    app.run()
    app.text_input("area_place").input("Dnipro").run()
    app.button[[b.label for b in app.button].index("Around this place")].click().run()
    area = app.session_state["view"].filters.area
    assert area.startswith("circle:48.4")
    assert area.endswith(",10")
    assert "placed within 10 km of 48.4" in said(app)
    assert app.query_params["area"] == [area] or app.query_params["area"] == area
    app.button[[b.label for b in app.button].index("Remove the area")].click().run()
    assert app.session_state["view"].filters.area == ""


def test_an_address_with_an_area_narrows_every_page_in_both_languages(app):
    app.query_params.update(area=CIRCLE, lang="uk")
    app.run()
    assert "місце не далі ніж за 25 км від точки 48.46, 35.05" in said(app)


def test_a_saved_area_that_is_not_here_is_named_and_left_out(app):
    app.query_params.update(area="saved:gone-12345678")
    app.run()
    assert not app.exception
    assert any("saved:gone-12345678" in w.value for w in app.warning)
    assert app.session_state["view"].filters.area == ""


def test_saved_areas_can_be_chosen_where_data_may_be_added(app, store, monkeypatch):
    area = save_area(store.path, "Dnipro", shapely.Point(35.05, 48.46).buffer(0.2))
    app.run()
    assert app.selectbox("f_area_saved_en").options == ["none", area.name]
    app.selectbox("f_area_saved_en").select(area.name).run()
    assert app.session_state["view"].filters.area == area.text
    monkeypatch.setenv("ATLAS_MODE", "public")
    public = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not [s for s in public.selectbox if s.key == "f_area_saved_en"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("48.46, 35.05", (48.46, 35.05)),
        ("48.46 35.05", (48.46, 35.05)),
        ("-1;2", (-1.0, 2.0)),
    ],
)
def test_coordinates_may_stand_in_place_of_a_name(text, expected):
    assert list(area_panel.places_of(text, "en")) == [expected]


def test_names_that_several_places_have_are_told_apart():
    places = area_panel.places_of("Миколаївка", "uk")
    assert len(places) > 1
    assert len(set(places.values())) > 1
    assert next(iter(area_panel.places_of("Dnipro", "en").values())).startswith("Dnipro (")
    assert area_panel.places_of("Xyzzyqwrt", "en") == {}


def test_a_shape_with_few_corners_goes_into_the_address_and_others_do_not():
    box = shapely.box(30, 48, 31, 49)
    assert Filters(area=area_panel.address_text(box)).area.startswith("polygon:")
    assert area_panel.address_text(box.difference(shapely.Point(30.5, 48.5).buffer(0.1))) is None
    assert area_panel.address_text(shapely.Point(30, 48).buffer(1, quad_segs=99)) is None


def test_an_uploaded_file_is_read_and_refused_in_a_sentence():
    polygon = json.dumps(shapely.geometry.mapping(shapely.box(30, 48, 31, 49))).encode()
    assert area_panel.read("x.geojson", polygon).equals(shapely.box(30, 48, 31, 49))
    with pytest.raises(ValueError, match="no known format"):
        area_panel.read("../x.exe", polygon)


def test_a_window_wider_than_the_world_changes_nothing(monkeypatch):
    view = View(filters=Filters(since=date(2024, 1, 1)))
    monkeypatch.setattr(st, "session_state", {"view": view})
    monkeypatch.setattr(state, "change", lambda **changes: pytest.fail("nothing to change"))
    area_panel.take("box:-100,0,100,500")
