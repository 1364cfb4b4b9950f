"""The page Energy: its layer, tables and words as plain functions, and the page through AppTest."""

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import events
from dashboard import params, state
from dashboard.energy import tables as energy_tables
from dashboard.energy.layer import DOTS, RINGS_UP_TO, energy_layer, spots
from dashboard.energy.phrases import ENERGY, KIND_COLOURS, KIND_LABELS
from dashboard.energy.tables import capacity, distance, facility_html, facility_table, ordered
from events import FACILITY_KINDS, Filters, Store
from events.energy.facility_sets import install
from tests.events.incident_rows import atlas_of, incident, table

APP = Path(__file__).parents[2] / "dashboard" / "app.py"
TRYPILSKA = {"latitude": 50.1344, "longitude": 30.7468}


@pytest.fixture(autouse=True)
def data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("ATLAS_MODE", raising=False)
    st.cache_data.clear()
    st.cache_resource.clear()


def strike(number: str, day: str = "2024-12-05", **changes) -> dict:
    known = {"location_precision": "site", "event_type": "missile_strike", "adm1_code": "UA32"}
    return incident(
        number,
        day,
        **(TRYPILSKA | known | {"target_category": "energy", "title": number} | changes),
    )


def payload(layer) -> dict:
    group = next(iter(layer._children.values()))
    return json.loads(group.payload)


@pytest.fixture
def near(tmp_path):
    atlas = atlas_of(
        tmp_path / "s",
        strike("</script><b>"),
        strike("2", location_precision="settlement", latitude=50.14, place="Town"),
        strike("3", target_category="residential", latitude=50.15),
    )
    return events.near_facilities(atlas, Filters(), km=5)


def drawn(near, language: str = "en", **changes) -> dict:
    asked = {"km": 5, "selected": "", "tiles": False, "language": language} | changes
    layer = energy_layer(events.facilities(), near.frame, spots(near.places, None, 6), **asked)
    return payload(layer)


def test_a_layer_has_each_facility_with_its_kind_and_what_is_near(near):
    told = drawn(near)
    rows = {row[0]: row for row in told["facilities"]["rows"]}
    assert len(rows) == 50
    row = rows["atlas-trypilska-tpp"]
    assert row[1:3] == [50.1344, 30.7468]
    assert told["facilities"]["kinds"][row[3]][0] == "thermal"
    assert row[4:] == [2, 1, "Trypilska TPP"]
    assert told["facilities"]["rows"][-1] == row, "it lies on top"
    assert told["facilities"]["rings"] is True
    assert [dot[2:5] for dot in told["dots"]] == [[1, 0, 1], [1, 0, 0], [1, 1, 0]]
    uk = {row[0]: row[6] for row in drawn(near, "uk")["facilities"]["rows"]}
    assert uk["atlas-trypilska-tpp"] == "Трипільська ТЕС"


def test_every_count_on_the_map_has_its_words(near):
    told = drawn(near)
    counts = {str(n) for row in told["facilities"]["rows"] for n in row[4:6]}
    assert counts <= set(told["counts"])


def test_every_kind_has_a_label_a_colour_and_a_shape_in_script_and_legend():
    script = (APP.parent / "browser" / "map_energy.js").read_text()
    sheet = (APP.parent / "browser" / "map_energy.css").read_text()
    for kind in FACILITY_KINDS:
        assert all(KIND_LABELS[kind])
        assert re.search(rf"\n    {kind}: ", script)
        assert f"i.plant.{kind} " in sheet
    assert len(set(KIND_COLOURS.values())) == len(FACILITY_KINDS) == len(KIND_LABELS)


def many(number: int) -> pd.DataFrame:
    chance = np.random.default_rng(3)
    return pd.DataFrame(
        {
            "latitude": chance.uniform(46, 52, number).round(5),
            "longitude": chance.uniform(23, 39, number).round(5),
            "precision": "site",
            "energy": True,
            "incidents": chance.integers(1, 9, number),
            "place": None,
            "place_uk": None,
        }
    )


def test_more_places_than_can_be_drawn_become_cells_that_keep_the_count():
    places = many(20_000)
    found = spots(places, None, 6)
    assert found.cell > 0
    assert len(found.frame) <= DOTS
    assert found.frame["incidents"].sum() == places["incidents"].sum()
    assert found.total == len(places[["latitude", "longitude"]].drop_duplicates())
    close = spots(places, (48.0, 30.0, 48.4, 30.4), 11)
    assert close.cell is None
    assert close.frame["latitude"].between(48, 48.4).all()


def test_a_thousand_facilities_and_a_map_full_of_dots_stay_below_100_kb(tmp_path):
    square = [[0, 0], [0.001, 0], [0.001, 0.001], [0, 0.001], [0, 0]]
    chance = np.random.default_rng(8)
    features = [
        {
            "type": "Feature",
            "properties": {
                "osm_id": 10_000_000_000 + n,
                "osm_type": "way",
                "power": "substation",
                "name": f"Підстанція {n}",
            },
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x + 24 + n % 14, y + 46.5 + n % 5] for x, y in square]],
            },
        }
        for n in range(1_200)
    ]
    path = tmp_path / "many.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    install(path)
    known = events.facilities()
    assert len(known) > 900
    rows = [
        strike(str(n), latitude=float(y), longitude=float(x))
        for n, (y, x) in enumerate(
            zip(
                chance.uniform(50.1, 50.2, 40).round(5),
                chance.uniform(30.7, 30.8, 40).round(5),
                strict=True,
            )
        )
    ]
    near = events.near_facilities(atlas_of(tmp_path / "s", *rows), Filters(), km=25)
    asked = {"km": 25, "selected": "", "tiles": False, "language": "uk"}
    layer = energy_layer(known, near.frame, spots(many(DOTS), None, 6), **asked)
    text = next(iter(layer._children.values())).payload
    assert len(text.encode()) < 100_000
    assert len(known) > RINGS_UP_TO
    assert json.loads(text)["facilities"]["rings"] is False


def test_the_table_twin_has_the_hit_ones_first_and_unknown_capacities_empty(near):
    rows = ordered(events.facilities(), near.frame)
    assert rows["id"].iloc[0] == "atlas-trypilska-tpp"
    told = facility_table(rows, 5, "en")
    assert told.iloc[0][["Facility", "At it", "Capacity, MW"]].tolist() == [
        "Trypilska TPP",
        1,
        1800,
    ]
    row = told.set_index("Facility").loc["Okhtyrka CHP"]
    assert pd.isna(row["Capacity, MW"])
    assert len(facility_table(rows, 5, "uk").columns) == len(told.columns)


def test_the_operators_of_the_bundled_facilities_have_their_ukrainian_names():
    known = events.facilities()["operator"].dropna()
    assert [word for word in known if energy_tables.operator(word, "uk") == word] == []
    assert energy_tables.operator("Сібекс", "en") == "Сібекс"


def test_the_detail_escapes_and_links_only_web_addresses(near):
    row = ordered(events.facilities(), near.frame).iloc[0].to_dict()
    bad = {"name": "<img src=x>", "operator": "<b>", "source_url": "javascript:alert(1)"}
    told = facility_html(row | bad, 5, "en")
    assert "<img" not in told
    assert "<b>" not in told
    assert "javascript" not in told
    assert "1,800 MW" in told
    good = facility_html(row, 5, "uk")
    assert 'href="https://' in good
    assert "1 800 МВт" in good.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("mw", "said"), [(1800, "1,800 MW"), (0.4, "400 kW"), (0, "0 MW"), (float("nan"), "not stated")]
)
def test_a_capacity_has_its_unit(mw, said):
    assert capacity(mw, "en") == said


@pytest.mark.parametrize(
    ("km", "said"), [(0, "< 100 m"), (0.44, "400 m"), (0.97, "1 km"), (4.4, "4 km")]
)
def test_a_distance_is_no_finer_than_points_are(km, said):
    assert distance(km, "en") == said


def test_the_season_table_adds_up_in_both_languages(tmp_path):
    rows = [
        strike("a", "2024-01-05"),
        strike("b", "2024-06-05", target_category="gas"),
        strike("c", "2024-12-05", event_type="drone_attack"),
    ]
    attacks = events.attacks_by_season(atlas_of(tmp_path / "s", *rows), Filters())
    told = energy_tables.season_table(attacks, "event_type", "en")
    seasons = ["heating season 2023/24", "16 April – 14 October 2024", "heating season 2024/25"]
    assert told["Period"].tolist() == seasons
    assert told["All"].tolist() == [1, 1, 1]
    assert told["missile strike"].tolist() == [1, 1, 0]
    uk = energy_tables.season_table(attacks, "target_category", "uk")
    assert uk["газова інфраструктура"].tolist() == [0, 1, 0]
    chart = energy_tables.season_chart(attacks, "event_type", "en").to_dict()
    assert chart["encoding"]["x"]["sort"] == ["2023/24", seasons[1], "2024/25"]


def test_every_phrase_says_the_same_values_in_both_languages():
    for key, (english, ukrainian) in ENERGY.items():
        holes = [sorted(re.findall(r"{(\w+)}", text)) for text in (english, ukrainian)]
        assert holes[0] == holes[1], key
        assert ukrainian == english or re.search("[а-яіїєґ]", ukrainian), key


def test_no_phrase_of_the_page_takes_the_name_of_another():
    from dashboard.words.phrases import PHRASES

    assert {key: PHRASES[key] for key in ENERGY} == ENERGY


def test_the_choices_stand_in_the_address():
    address = {"near_km": "10", "plants": "nuclear,thermal", "lang": "en"}
    view, problems = state.from_params(address)
    assert not problems
    assert state.to_params(view) == address
    for bad in ({"near_km": "3"}, {"plants": "reactor"}, {"plants": "nuclear,"}):
        kept, wrong = params.read(bad)
        assert kept == ()
        assert [problem.name for problem in wrong] == list(bad)


ONE_PAGE = """
from dashboard.screens import energy
energy.show()
"""


@pytest.fixture
def page(tmp_path, monkeypatch):
    """page(**address): the page over a store with strikes at Trypillia in two winters."""
    store = Store(tmp_path / "store")
    rows = [
        strike("Missile at the plant"),
        strike("A year before", "2023-12-05"),
        strike("Somewhere in town", location_precision="settlement", latitude=50.15),
        strike("Raion only", location_precision="raion", latitude=None, longitude=None),
    ]
    store.write(table(*rows), "first")
    monkeypatch.setenv("ATLAS_STORE", str(store.path))

    def run(**address: str) -> AppTest:
        app = AppTest.from_string(ONE_PAGE, default_timeout=60)
        for name, value in {"lang": "en", **address}.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        return app

    return run


def said(app: AppTest) -> str:
    parts = [*app.markdown, *app.caption, *app.info, *app.warning]
    texts = [element.value for element in parts]
    texts += [str(element.proto.body) for element in app.get("html")]
    return " ".join([*texts, *(button.label for button in app.button)])


def test_the_page_tells_what_is_near_and_what_was_hit(page):
    told = said(page())
    assert "50 facilities on the map" in told
    assert "2 incidents at a known site; 1 incident known to a settlement" in told
    assert "hit at least once: 1,800 to 1,800 MW" in told
    assert "not capacity lost" in told
    assert "each hromada begins and ends its season" in told


def test_a_facility_in_the_address_opens_with_its_incidents_and_distances(page):
    told = said(page(at="f:atlas-trypilska-tpp", near_km="10"))
    assert "Trypilska TPP" in told
    assert "Within 10 km: 3 records" in told
    assert "< 100 m away, exact site; target: electricity" in told
    assert "2 km away, settlement" in told
    assert "not proven" in told
    assert "not in the list any more" in said(page(at="f:gone"))


def test_distance_and_kinds_are_kept_in_the_address(page):
    app = page()
    near = next(group for group in app.button_group if group.label == "Incidents within, km")
    near.set_value(1).run()
    assert not app.exception
    assert str(app.query_params["near_km"]).strip("[']") == "1"
    assert "Within 1 km of them: 2 incidents at a known site; 0 incidents" in said(app)


def test_a_season_sets_the_period(page):
    app = page()
    season = next(box for box in app.selectbox if box.label == "Heating season")
    assert season.options == ["Period as in the filters", "2024/25", "2023/24"]
    season.select_index(2).run()
    assert not app.exception
    assert "1 incident at a known site" in said(app)
    assert str(app.query_params["since"]).strip("[']") == "2023-10-15"
    assert str(app.query_params["until"]).strip("[']") == "2024-04-15"


def test_the_page_is_ukrainian_throughout(page):
    told = said(page(lang="uk", at="f:atlas-trypilska-tpp"))
    assert "Трипільська ТЕС" in told
    assert "На карті 50 об’єктів" in told
    assert "Це не втрачена потужність" in told
    assert "точне місце" in told


def test_in_public_a_withheld_strike_is_nowhere_on_the_page(tmp_path, monkeypatch, page):
    withheld = [
        strike(f"withheldword{n}", source="acled", licence="ACLED-EULA", adm2_code="UA3212")
        for n in range(5)
    ]
    Store(tmp_path / "store").write(table(*withheld), "second")
    assert "withheldword" in said(page(at="f:atlas-trypilska-tpp"))
    monkeypatch.setenv("ATLAS_MODE", "public")
    st.cache_resource.clear()
    st.cache_data.clear()
    told = said(page(at="f:atlas-trypilska-tpp"))
    assert "withheldword" not in told
    assert "2 incidents at a known site" in told


def test_a_broken_set_is_a_sentence_on_the_page(tmp_path, page):
    (tmp_path / "data" / "facilities").mkdir(parents=True)
    (tmp_path / "data" / "facilities" / "installed.json").write_text("{")
    app = page()
    assert any("install the facilities anew" in error.value for error in app.error)
