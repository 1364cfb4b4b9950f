"""Metrics of the regions: fills, tooltips with all parts, legend, table and summary agree."""

import json
from datetime import date
from types import SimpleNamespace

import folium
import pandas as pd
import pytest
from streamlit_folium import _get_feature_group_string

from dashboard import layers
from dashboard.layers import region_fills as colours
from dashboard.layers.region_fills import fills
from dashboard.layers.region_layer import hatched
from dashboard.map import metrics
from dashboard.map import summary as map_summary
from dashboard.map.metric_table import metric_table
from dashboard.map.metrics import Measured
from dashboard.map.shading import rate_borders, rate_labels, shade_of
from dashboard.record.detail import region_html
from dashboard.words.writing import percent, signed
from events import Change, Filters, Hexagons

ROWS = pd.DataFrame(
    {
        "code": ["UA23", "UA63", "UA80", None],
        "incidents": [30, 20, 3, 7],
        "killed_min": [12.0, 0.0, None, 5.0],
        "killed_max": [13.0, 0.0, None, 9.0],
        "injured_min": [30.0, None, None, None],
        "injured_max": [31.0, None, None, None],
        "killed_unstated": [1, 2, 3, 0],
        "injured_unstated": [1, 2, 3, 0],
        "located": [10, 20, 3, 0],
        "coarse": [20, 0, 0, 0],
        "wider": 0,
        "up_to": [30, 20, 3, 7],
    }
)
DAYS = Change(
    pd.DataFrame(),
    date(2024, 2, 1),
    date(2024, 2, 29),
    date(2024, 1, 3),
    date(2024, 1, 31),
    covered=True,
)
BEFORE = pd.DataFrame(
    {
        "code": ["UA23", "UA51", "UA63", "UA80", None],
        "incidents": [30, 0, 20, 3, 7],
        "before": [20, 8, 0, 4, 7],
    }
)
SHARES = pd.DataFrame(
    {
        "code": ["UA23", "UA63", None],
        "energy": [5, 2, 1],
        "stated": [20, 8, 2],
        "unstated": [10, 12, 5],
    }
)


def measured(metric: str, **changes) -> Measured:
    rows = {
        "per_100k": metrics.with_residents,
        "change": lambda r: metrics.with_change(r, BEFORE),
        "energy_share": lambda r: metrics.with_energy(r, SHARES),
    }.get(metric, lambda r: r.assign(value=r[metric]))(ROWS)
    change = DAYS if metric == "change" else None
    return Measured(**{"metric": metric, "level": 1, "rows": rows, "change": change} | changes)


DOT_COLUMNS = ("latitude", "longitude", "incidents", "group", "precision", "place", "place_uk")
NO_DOTS = SimpleNamespace(
    frame=pd.DataFrame({name: [] for name in DOT_COLUMNS}), binned=False, cell_degrees=None
)


def payload(regions, **options) -> dict:
    chosen = {"selected": "", "tiles": False, "language": "en"} | options
    group = layers.atlas_layer(regions, NO_DOTS, **chosen)
    text = _get_feature_group_string(group, map=folium.Map(tiles=None))
    start = text.index("window.atlas.layer(") + len("window.atlas.layer(")
    return json.JSONDecoder().raw_decode(text, start)[0]


def lines(seen: dict, code: str) -> list[str]:
    return [seen["texts"][n] for n in seen["regions"][code][1]]


def test_residents_say_numerator_denominator_and_day():
    seen = payload(measured("per_100k"))
    assert lines(seen, "UA23")[:2] == [
        "30 incidents",
        "1.8 per 100,000 residents: 30 incidents, 1,638,462 residents on 1 January 2022",
    ]
    (note,) = seen["legend"][0]["notes"]
    assert "1 January 2022" in note
    assert "1 January 2014" in note
    assert "millions have moved" in note


def test_a_change_says_both_counts_and_no_percentage_of_few_or_of_none():
    seen = payload(measured("change"))
    assert lines(seen, "UA23")[1] == "Before: 20. Difference: +10 (+50%)"
    assert lines(seen, "UA63")[1] == "Before: 0. Difference: +20 (no percentage of none)"
    assert lines(seen, "UA80")[1] == "Before: 4. Difference: \u22121 (too few for a percentage)"
    assert lines(seen, "UA51")[:2] == ["0 incidents", "Before: 8. Difference: \u22128 (\u2212100%)"]
    fill = {code: entry[0] for code, entry in seen["regions"].items()}
    assert fill == {
        "UA23": colours.RISES[0],
        "UA63": colours.FROM_NONE,
        "UA80": colours.NOT_STATED,
        "UA51": colours.FALLS[0],
    }
    assert seen["legend"][0]["notes"] == [
        "1 February 2024 – 29 February 2024 against 3 January 2024 – 31 January 2024"
    ]


@pytest.mark.parametrize(
    ("now", "before", "fill"),
    [
        (10, 20, colours.FALLS[0]),
        (11, 20, colours.FALLS[1]),
        (16, 20, colours.SAME),
        (15, 20, colours.FALLS[1]),
        (20, 20, colours.SAME),
        (24, 20, colours.RISES[0]),
        (40, 20, colours.RISES[1]),
        (5, 0, colours.FROM_NONE),
        (4, 4, colours.NOT_STATED),
        (0, 5, colours.FALLS[0]),
    ],
)
def test_the_classes_of_a_change(now, before, fill):
    counts = pd.DataFrame({"code": ["UA23"], "incidents": [now], "before": [before]})
    rows = metrics.with_change(ROWS.iloc[:1].assign(incidents=now, up_to=now), counts)
    found = fills(measured("change", rows=rows), "en")
    assert found.colours == {"UA23": fill}


def test_what_the_data_do_not_cover_is_said():
    change = Change(
        *[getattr(DAYS, n) for n in ("frame", "since", "until")],
        DAYS.before_since,
        DAYS.before_until,
        covered=False,
    )
    notes = fills(measured("change", change=change, withheld=True), "en").notes
    assert "do not reach back" in notes[1]
    assert "whole months" in notes[2]


def test_energy_is_a_share_of_stated_targets_and_pale_where_they_are_few():
    seen = payload(measured("energy_share"))
    assert lines(seen, "UA23")[1:3] == [
        "Energy targets: 5 of 20 with a stated target (25%)",
        "Target not stated: 10",
    ]
    assert lines(seen, "UA63")[1] == "Energy targets: 2 of 8 with a stated target (25%)"
    assert lines(seen, "UA80")[1] == "No target is stated"
    fill = {code: entry[0] for code, entry in seen["regions"].items()}
    assert fill["UA63"] == fill["UA80"] == colours.NOT_STATED
    assert fill["UA23"] == shade_of(25, list(colours.ENERGY_STEPS))
    assert "fewer than 10 incidents" in [item["text"] for item in seen["legend"][0]["items"]]


def test_a_metric_that_cannot_be_shown_is_replaced_and_not_offered():
    since = Filters(since=date(2024, 1, 1))
    assert metrics.shown("per_100k", 2, since) == "incidents"
    assert metrics.shown("per_100k", 1, since) == "per_100k"
    assert metrics.shown("change", 1, Filters()) == "incidents"
    assert metrics.shown("change", 3, since) == "change"
    assert "per_100k" not in metrics.offered(2)
    assert set(metrics.offered(1)) == set(metrics.METRICS)


RAIONS = ROWS.assign(
    code=["UA2306", "UA6312", "UA1208", None],
    incidents=[41, 20, 0, 7],
    coarse=[0, 0, 0, 0],
    wider=[16, 30, 9, 0],
    up_to=[57, 50, 9, 7],
)


def test_counts_below_oblasts_are_intervals_and_none_for_sure_is_not_none():
    seen = payload(Measured("incidents", 2, RAIONS.assign(value=RAIONS["incidents"])))
    assert lines(seen, "UA2306")[:2] == [
        "Incidents: 41 sure, up to 57",
        "Known only to a wider region around it, may lie here: 16",
    ]
    assert lines(seen, "UA1208") == [
        "Incidents: 0 sure, up to 9",
        "Known only to a wider region around it, may lie here: 9",
    ]
    assert seen["regions"]["UA1208"][0] == colours.MAYBE
    assert len(seen["regions"]["UA2306"]) == 3
    assert seen["regions"]["UA6312"][3] == 1
    items = [item["text"] for item in seen["legend"][0]["items"]]
    assert "none for sure, some possible" in items
    assert "most known only to a region" in items
    assert "may lie in it" in seen["legend"][0]["notes"][0]


def test_hatched_is_what_has_incidents_of_which_most_have_no_point():
    assert hatched(ROWS.iloc[:3]).tolist() == [True, False, False]
    assert hatched(RAIONS.iloc[:3]).tolist() == [False, True, False]
    exact_half = ROWS.iloc[:1].assign(coarse=15)
    assert hatched(exact_half).tolist() == [False]


HEXAGONS = Hexagons(
    pd.DataFrame({"column": [10, 11, 12], "row": [200, 201, 200], "incidents": [1, 40, 900]}),
    1600,
    42.98,
    74.45,
    941,
)


def density() -> layers.Density:
    units = pd.DataFrame({"code": ["UA23", "UA6312"], "incidents": [20, 4]})
    return layers.Density(HEXAGONS, units, {"UA23": (47.5, 35.5)}, (4221.0, 9614.0))


def test_hexagons_stand_on_regions_without_fills_beside_circles_of_the_rest():
    seen = payload(measured("killed_max"), density=density())
    assert [row[:3] for row in seen["hexagons"]["rows"]] == [
        [10, 200, 1],
        [11, 201, 40],
        [12, 200, 900],
    ]
    classes = [row[3] for row in seen["hexagons"]["rows"]]
    assert classes == sorted(classes)
    assert classes[-1] == len(seen["hexagons"]["colours"]) - 1
    assert {entry[0] for entry in seen["regions"].values()} == {None}
    assert seen["regions"]["UA23"][3] == 1
    (circle,) = seen["coarse"]["rows"]
    assert circle[2:5] == [20, "UA23", "Zaporizhzhia Oblast"]
    assert "20 incidents known only to this region" in circle[5]
    titles = [part["title"] for part in seen["legend"]]
    assert titles[0] == "Incidents per hexagon of 1,600 km²"
    assert seen["dots"] == seen["cells"] == []
    assert seen["bubbles"] is None


def test_three_thousand_hexagons_stay_under_a_hundred_kilobytes():
    frame = pd.DataFrame(
        {"column": range(800, 3800), "row": [1000] * 3000, "incidents": range(1, 3001)}
    )
    full = layers.Density(
        Hexagons(frame, 25, 5.37, 9.3, 10), density().units, density().centres, (4221.0, 9614.0)
    )
    sent = json.dumps(payload(measured("incidents"), density=full)["hexagons"])
    assert len(sent.replace(" ", "")) < 100_000


def test_the_table_has_the_metric_and_its_parts_in_the_order_of_its_rows():
    table = metric_table(measured("change"), "en").set_index("Region")
    assert table.loc["Zaporizhzhia Oblast", ["Incidents before", "Difference"]].tolist() == [20, 10]
    assert table.loc["Zaporizhzhia Oblast", "Change, %"] == 50
    assert pd.isna(table.loc["Kharkiv Oblast", "Change, %"])
    assert table.loc["Odesa Oblast", "Difference"] == -8
    shares = metric_table(measured("energy_share"), "en").set_index("Region")
    assert shares.loc["Zaporizhzhia Oblast", ["Energy targets", "Target stated"]].tolist() == [
        5,
        20,
    ]
    people = metric_table(measured("per_100k"), "en").set_index("Region")
    assert people.loc["Kyiv", "Residents"] == 2_952_301
    assert people.loc["Kyiv", "Residents on"] == date(2022, 1, 1)
    raions = metric_table(Measured("incidents", 2, RAIONS.assign(value=1)), "en")
    assert raions["Incidents, up to"].tolist() == [57, 50, 9, 7]


@pytest.mark.parametrize(
    ("metric", "text"),
    [
        (
            "incidents",
            "Placed in oblasts: 53 incidents. Most: Zaporizhzhia Oblast (30), Kharkiv Oblast (20), "
            "Kyiv (3). Known to no oblast: 7.",
        ),
        (
            "change",
            "Placed in oblasts: 53 incidents. Most: Zaporizhzhia Oblast (30), Kharkiv Oblast (20), "
            "Kyiv (3). Largest rises: Kharkiv Oblast (+20), Zaporizhzhia Oblast (+10). Largest "
            "falls: Odesa Oblast (\u22128), Kyiv (\u22121). Known to no oblast: 7.",
        ),
        (
            "energy_share",
            "Placed in oblasts: 53 incidents. Most: Zaporizhzhia Oblast (30), Kharkiv Oblast (20), "
            "Kyiv (3). Energy targets, % of incidents, highest: Zaporizhzhia Oblast (25%). "
            "Known to no oblast: 7.",
        ),
    ],
)
def test_the_map_in_words(metric, text):
    assert map_summary.summary(measured(metric), "en") == text


def test_the_map_in_ukrainian_words_and_without_incidents():
    said = map_summary.summary(measured("per_100k"), "uk")
    assert said.startswith("Розміщено в областях: 53 інциденти. Найбільше: Запорізька область (30)")
    assert not any(letter in said for letter in "abcdefghijklmnopqrstuvwxyz")
    none = map_summary.summary(
        measured("incidents", rows=measured("incidents").rows.iloc[:0]), "en"
    )
    assert none == "No incident of these filters is placed in a region."
    assert 'aria-live="polite"' in map_summary.summary_html(measured("incidents"), "en")


def test_rates_have_round_classes_below_one_too():
    borders = rate_borders(pd.Series([0.04, 0.3, 2.2, 0.0, None]))
    assert borders == sorted(borders)
    assert borders[-1] >= 2.2
    assert shade_of(0.04, borders)
    labels = [text for _, text in rate_labels(borders, "en")]
    assert labels[0].startswith("0–0.")
    assert labels[-1].endswith("–3")
    assert rate_borders(pd.Series([0.0, None])) == []


def test_signs_and_percentages():
    assert [signed(n, "en") for n in (12, 0, -3)] == ["+12", "0", "\u22123"]
    assert percent(-42.4, "en", sign=True) == "\u221242%"
    assert percent(50, "uk", sign=True) == "+50%"


def test_the_panel_of_a_region_says_what_may_be_there_too():
    raion = RAIONS.iloc[2].to_dict()
    told = region_html("UA1208", raion, "en")
    assert "up to, with those known only more widely</dt><dd>9<" in told
    assert "known only more widely" not in region_html("UA23", ROWS.iloc[0].to_dict(), "en")
