"""The pages' own address parameters: kept, named when unreadable, absent at their defaults."""

import pytest

from dashboard import params
from dashboard.params import PARAMS, Param
from dashboard.state import View, from_params, to_params


@pytest.fixture(autouse=True)
def a_distance(monkeypatch):
    monkeypatch.setitem(PARAMS, "near_km", Param("5", "[0-9]{1,2}", "expected kilometres"))


def test_a_parameter_goes_into_the_address_and_back():
    view = View(own=params.changed((), near_km="12"))
    assert to_params(view) == {"lang": "en", "near_km": "12"}
    assert from_params(to_params(view)) == (view, ())
    assert view.param("near_km") == "12"


def test_a_default_is_left_out():
    assert params.changed((("near_km", "12"),), near_km="5") == ()
    assert View().param("near_km") == "5"


def test_what_cannot_be_read_is_named_and_the_default_stands():
    view, problems = from_params({"lang": "en", "near_km": "far"})
    assert view.param("near_km") == "5"
    assert [(p.name, p.seen, p.why) for p in problems] == [
        ("near_km", "far", "expected kilometres")
    ]


def test_a_text_that_may_not_stand_is_refused():
    with pytest.raises(ValueError, match="near_km"):
        params.changed((), near_km="far")
    with pytest.raises(ValueError, match="speed"):
        params.changed((), speed="2")
