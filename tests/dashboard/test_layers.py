"""Rows -> the map's layer: what is drawn, how much it weighs, and that text stays text."""

import json
from types import SimpleNamespace

import folium
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import _get_feature_group_string

from dashboard import layers
from dashboard.words.terms import GROUP_OF
from dashboard.words.writing import say
from events.incident import TARGET_CATEGORIES

REGIONS = pd.DataFrame(
    {
        "code": ["UA23", "UA63", "UA80", None],
        "incidents": [14, 5, 1, 35],
        "killed_min": [12, 0, None, 5],
        "killed_max": [13, 0, None, 9],
        "injured_min": [30, None, None, None],
        "injured_max": [31, None, None, None],
        "coarse": [2, 0, 0, 0],
    }
)


def dots(**columns) -> SimpleNamespace:
    """The answer of events.dots with one dot in Kharkiv, less what `columns` say otherwise."""
    one = {
        "latitude": [49.9935],
        "longitude": [36.2304],
        "incidents": [3],
        "group": ["energy"],
        "precision": ["settlement"],
        "place": ["Kharkiv"],
        "place_uk": ["Харків"],
    }
    frame = pd.DataFrame(one | columns)
    return SimpleNamespace(frame=frame, binned=False, cell_degrees=None, locations_total=len(frame))


def cells() -> SimpleNamespace:
    frame = pd.DataFrame(
        {"latitude": [48.25, 50.25], "longitude": [35.25, 30.75], "incidents": [400, 4]}
    )
    return SimpleNamespace(frame=frame, binned=True, cell_degrees=0.5, locations_total=9000)


def layer(regions=REGIONS, points=None, **options) -> folium.FeatureGroup:
    chosen = {"shade": "incidents", "selected": "", "tiles": False, "language": "en"}
    points = dots() if points is None else points
    return layers.atlas_layer(regions, points, **(chosen | options))


def script(group: folium.FeatureGroup) -> str:
    """The text that streamlit-folium sends to the browser."""
    return _get_feature_group_string(group, map=folium.Map(tiles=None))


def payload(*args, **options) -> dict:
    text = script(layer(*args, **options))
    start = text.index("window.atlas.layer(") + len("window.atlas.layer(")
    return json.JSONDecoder().raw_decode(text, start)[0]


def test_the_same_rows_give_the_same_text_so_nothing_is_repainted_for_nothing():
    assert script(layer()) == script(layer())
    shuffled = dots(
        latitude=[50.0, 49.0],
        longitude=[36.0, 35.0],
        incidents=[1, 1],
        group=["energy", "port"],
        precision=["site", "site"],
        place=["a", "b"],
        place_uk=["a", "b"],
    )
    turned = SimpleNamespace(**vars(shuffled))
    turned.frame = shuffled.frame.iloc[::-1]
    assert script(layer(points=shuffled)) == script(layer(points=turned))


def test_regions_say_their_counts_and_ranges_and_what_has_no_dot():
    seen = payload()
    texts = {code: [seen["texts"][n] for n in entry[1]] for code, entry in seen["regions"].items()}
    assert set(texts) == {"UA23", "UA63", "UA80"}
    assert texts["UA23"] == [
        "14 incidents",
        "Killed: 12–13",
        "Injured: 30–31",
        "2 known to the region only",
    ]
    assert texts["UA80"][1:] == ["Killed: not stated", "Injured: not stated"]


def test_unstated_none_and_outside_the_filter_are_three_different_fills():
    seen = payload(shade="killed_min", within=("UA2306", "UA63", "UA80", "none"))
    assert seen["regions"]["UA80"][0] == layers.NOT_STATED
    assert seen["regions"]["UA63"][0] is None
    assert seen["inside"] == ["UA2306", "UA63", "UA80"]
    assert len({layers.NOT_STATED, *seen["fills"].values()}) == 3
    texts = [item["text"] for item in seen["legend"][0]["items"]]
    assert texts[0] == say("legend_none", "en")
    assert texts[-2:] == [say("toll_unstated", "en"), say("outside_filter", "en")]


def test_a_map_that_is_not_narrowed_has_no_outside():
    seen = payload()
    assert seen["inside"] is None
    texts = [item["text"] for item in seen["legend"][0]["items"]]
    assert say("outside_filter", "en") not in texts
    assert say("toll_unstated", "en") not in texts
    assert payload(within=("none",))["inside"] == []


def test_finer_dots_lie_above_coarser_and_smaller_above_larger():
    drawn = payload(
        points=dots(
            latitude=[50.0, 49.0, 48.0, 47.0],
            longitude=[36.0] * 4,
            incidents=[9, 1, 2, 7],
            group=["energy", "port", "other", "gas"],
            precision=["site", "near", "settlement", "settlement"],
            place=["a", "b", None, "d"],
            place_uk=[None] * 4,
        )
    )["dots"]
    assert [dot[0] for dot in drawn] == [49.0, 47.0, 48.0, 50.0]
    assert drawn[2] == [48.0, 36.0, 2, layers.GROUPS.index("rest"), 1, ""]


@pytest.mark.parametrize("category", TARGET_CATEGORIES)
def test_every_target_has_its_colour(category):
    seen = payload(points=dots(group=[category]))
    spot = seen["dots"][0][3]
    assert layers.GROUPS[spot] == GROUP_OF[category]
    assert seen["colours"][spot].startswith("#")


def test_a_ukrainian_map_speaks_ukrainian():
    seen = payload(language="uk")
    assert seen["dots"][0][5] == "Харків"
    assert seen["counts"] == {"3": "3 інциденти"}
    assert payload(points=dots(place_uk=[None]), language="uk")["dots"][0][5] == "Kharkiv"


def test_cells_stand_for_dots_above_the_cap_by_area():
    seen = payload(points=cells())
    assert seen["dots"] == []
    (full, few) = seen["cells"]
    assert full[:3] == [48.25, 35.25, 400]
    assert full[3] == layers.LARGEST_RADIUS
    assert few[3] < full[3]


def test_no_incident_gives_an_empty_layer():
    empty = dots().frame.iloc[:0]
    none = SimpleNamespace(frame=empty, binned=False, cell_degrees=None, locations_total=0)
    seen = payload(REGIONS.iloc[:0], none)
    assert seen["regions"] == {}
    assert seen["dots"] == []
    assert len(seen["legend"]) == 1


def test_without_shapes_units_get_circles_and_no_dots():
    finer = REGIONS.assign(code=["UA2306", "UA6312", "UA8000", None])
    group = layers.atlas_layer(
        finer, None, shade="incidents", selected="", tiles=False, language="en", level=2
    )
    text = script(group)
    start = text.index("window.atlas.layer(") + len("window.atlas.layer(")
    seen = json.JSONDecoder().raw_decode(text, start)[0]
    assert seen["bubbles"] == {"largest": 14, "radius": layers.LARGEST_BUBBLE}
    assert {code: entry[2] for code, entry in seen["regions"].items()} == {
        "UA2306": 14,
        "UA6312": 5,
        "UA8000": 1,
    }
    assert seen["dots"] == seen["cells"] == []
    circles = seen["legend"][1]
    assert circles["title"] == say("legend_seats_2", "en")
    assert [item["text"] for item in circles["items"]] == ["14", "1"]
    assert circles["items"][0]["size"] == 2 * layers.LARGEST_BUBBLE
    assert payload()["bubbles"] is None


def test_the_online_map_is_named_only_when_it_is_on():
    assert "openstreetmap" not in script(layer())
    assert payload(tiles=True)["tiles"]["url"].startswith("https://tile.openstreetmap.org/")


def test_the_largest_layer_of_single_dots_stays_under_a_hundred_kilobytes():
    count = 3000
    points = dots(
        latitude=[round(45 + i * 0.00231, 5) for i in range(count)],
        longitude=[round(23 + i * 0.00561, 5) for i in range(count)],
        incidents=[1 + i % 97 for i in range(count)],
        group=["residential"] * count,
        precision=["settlement"] * count,
        place=["Novomoskovsk"] * count,
        place_uk=["Новомосковськ"] * count,
    )
    assert len(script(layer(points=points)).encode()) < 100_000


@given(st.text(max_size=60) | st.text("{}%#'\"\\ a_div</>&", max_size=40))
def test_any_text_arrives_as_it_was_and_can_end_no_script(text):
    sent = script(layer(points=dots(place=[text])))
    start = sent.index("window.atlas.layer(") + len("window.atlas.layer(")
    assert json.JSONDecoder().raw_decode(sent, start)[0]["dots"][0][5] == text
    assert not set("<>&\u2028\u2029") & set(sent)


@pytest.mark.parametrize(
    "text",
    [
        "</script><img src=x onerror=alert(1)>",
        "{{ 'feature_group_0' }}",
        "{% for %}",
        "{# never closed",
        "{{{ 'x'|center(10) }}",
        "<!--",
        "map_div",
    ],
)
def test_text_that_looks_like_script_or_template_arrives_as_it_was(text):
    assert payload(points=dots(place=[text]))["dots"][0][5] == text
