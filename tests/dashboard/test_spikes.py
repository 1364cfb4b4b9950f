"""The Spikes page: address and widgets (AppTest), and the pure parts against small answers."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.layers import script_json
from dashboard.spikes import chart as spike_chart
from dashboard.spikes import table as spike_table
from dashboard.spikes.layer import FILLS, spikes_layer
from dashboard.spikes.phrases import SPIKES
from events import JudgedWeeks, Spikes, Store
from events.questions.spikes import WEEKS
from tests.events.incident_rows import incident, table

WEEK = date(2024, 3, 4)
FIRST = WEEK - timedelta(weeks=WEEKS)


def unit(code: str, now: int, status: str, **changes) -> dict:
    weeks = np.array([1] * WEEKS + [now])
    row = {"code": code, "incidents": now, "expected": 1.0, "low": 0.0, "high": 3.0}
    row |= {"ratio": float(now), "p": 0.001, "q": 0.002, "status": status, "total": WEEKS}
    return row | {"weeks": weeks} | changes


UNTESTED = {"low": np.nan, "high": np.nan, "p": np.nan, "q": np.nan, "total": 2}
ROWS = [
    unit("UA63", 9, "spike"),
    unit("UA46", 1, "usual", q=0.8),
    unit("UA51", 4, "untested", **UNTESTED),
]


def found(*rows: dict, level: int = 1, **changes) -> Spikes:
    frame = pd.DataFrame(list(rows), columns=list(ROWS[0]))
    tested = int((frame["status"] != "untested").sum())
    parts = {"units": 27, "tested": tested, "few": len(frame) - tested, "covered": True}
    parts |= {"coarser": (0, 0), "undated": (0, 0)} | changes
    return Spikes(frame, level, WEEK, FIRST, **parts)


def payload(answer: Spikes, **view) -> str:
    asked = {"selected": "", "tiles": False, "language": "en"} | view
    (child,) = spikes_layer(answer, **asked)._children.values()
    return child.payload


def test_the_summary_says_who_stands_out_and_who_was_not_judged():
    said = spike_table.summary(found(*ROWS), "en")
    assert said.startswith("Week of 4–10 March 2024: 2 of 27 oblasts judged.")
    assert "52 weeks before (1): Kharkiv Oblast (9, expected 1)." in said
    assert "Not judged: 1 with fewer than 5 incidents in the 52 weeks, and 24 without any" in said
    none = spike_table.summary(found(ROWS[1]), "en")
    assert "None of them stands out" in none
    sparse = spike_table.summary(found(ROWS[2]), "en")
    assert "too few to judge" in sparse
    assert "None of them" not in sparse, "where none was judged, none was found as usual"


def test_many_spikes_are_named_up_to_a_number():
    rows = [unit(f"UA{code}", 9, "spike") for code in (63, 46, 51, 23, 14, 65, 44)]
    assert "and" not in spike_table.summary(found(*rows), "uk")
    assert ", 2 more." in spike_table.summary(found(*rows), "en")


def test_what_is_left_out_is_said_with_its_numbers():
    said = spike_table.left_out(found(coarser=(3, 40), undated=(1, 7)), "en")
    assert "3 incidents of this week, 40 of the 52 weeks" in said
    assert "1 incident that may belong to this one, 7 others" in said
    assert spike_table.left_out(found(), "en") == SPIKES["spikes_period"][0]


def weeks(**changes) -> JudgedWeeks:
    parts = {"growing_from": None, "starting": (), "ending": ()} | changes
    edges = (date(2023, 1, 2), date(2024, 3, 4), date(2024, 3, 4))
    return JudgedWeeks(*edges, since=date(2022, 1, 3), until=date(2024, 3, 10), **parts)


def test_what_may_mislead_is_said():
    assert spike_table.warnings(found(), weeks(), "en") == [SPIKES["spikes_lag_unknown"][0]]
    late = spike_table.warnings(found(), weeks(growing_from=date(2024, 3, 10)), "en")
    assert "from 10 March 2024 on" in late[0]
    assert spike_table.warnings(found(), weeks(growing_from=date(2024, 3, 11)), "en") == []
    edges = weeks(
        growing_from=date(2024, 3, 11),
        starting=(("ucdp", date(2022, 1, 3)), ("viina", date(2023, 8, 1))),
        ending=(("gdelt", date(2023, 9, 1)),),
    )
    started, ended = spike_table.warnings(found(), edges, "en")
    assert started.startswith("VIINA begins on 1 August 2023")
    assert ended.startswith("GDELT ends on 1 September 2023")


def test_the_table_has_numbers_and_says_where_nothing_is_known():
    rows = spike_table.spikes_table(found(*ROWS).frame, "en")
    assert rows["Judged"].tolist() == ["stands out", "as usual", "not judged"]
    assert rows["95% interval"].tolist()[:2] == ["0–3", "0–3"]
    assert rows["This week"].tolist() == [9, 1, 4]
    assert rows[["Expected", "Times expected", "q (adjusted p)"]].isna().iloc[2].all()
    assert all(len(line) == WEEKS + 1 for line in rows["53 weeks, last: this one"])


def test_the_map_has_a_fill_for_each_status_and_the_legend_names_those_present():
    text = payload(found(*ROWS))
    for colour in FILLS.values():
        assert colour in text
    for said in ("stands out", "as usual", "not judged", "expected 1, interval 0–3"):
        assert said in text
    assert "not judged" not in payload(found(*ROWS[:2]))
    assert "outside" in payload(found(*ROWS), within=("UA63",))
    assert text == payload(found(*ROWS)), "the same answer gives the same text"
    assert script_json({}) == "{}"


def test_units_without_shapes_are_circles():
    text = payload(found(unit("UA6312007", 9, "spike"), level=3))
    assert '"bubbles":{"largest":9' in text
    assert '"bubbles":null' in payload(found(*ROWS))


def test_the_chart_has_a_band_only_where_something_was_expected():
    judged = spike_chart.unit_weeks(ROWS[0], FIRST, "en").to_dict()
    assert len(judged["layer"]) == 3
    assert "layer" not in spike_chart.unit_weeks(ROWS[2], FIRST, "uk").to_dict()


@pytest.fixture(scope="module")
def store_path(tmp_path_factory):
    """Synthetic: 1 incident a week in two oblasts for 60 weeks, 12 in one of them in the last."""
    rows = []
    for n in range(60):
        day = date(2023, 1, 17) + timedelta(weeks=n)
        rows += [incident(f"{c}{n}", str(day), adm1_code=c) for c in ("UA63", "UA46")]
    rows += [incident(f"more{n}", "2024-03-10", adm1_code="UA63") for n in range(11)]
    rows.append(incident("vague", "2024-03-01", adm1_code="UA63", date_end="2024-03-31"))
    folder = tmp_path_factory.mktemp("spikes") / "store"
    Store(folder).write(table(*rows), "first")
    return folder


@pytest.fixture
def app(store_path, monkeypatch):
    """app(week=..., ...) -> the page opened at that address and run once."""
    monkeypatch.setenv("ATLAS_STORE", str(store_path))

    def open_at(**params: str) -> AppTest:
        test = AppTest.from_function(_page, default_timeout=60)
        for name, value in params.items():
            test.query_params[name] = value
        test.run()
        assert not test.exception
        return test

    yield open_at
    st.cache_data.clear()
    st.cache_resource.clear()


def _page() -> None:
    from dashboard.screens import spikes

    spikes.show()


def told(test: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in test.get("html"))


def captions(test: AppTest) -> str:
    return " ".join(element.value for element in test.caption)


def test_the_page_begins_with_the_last_whole_week(app):
    test = app(lang="en")
    assert "Week of 4–10 March 2024" in told(test)
    assert "(1): Kharkiv Oblast (12, expected 1)" in told(test)
    assert "1 incident that may belong to this one" in captions(test)
    assert "Kharkiv Oblast: incidents per week" in captions(test), "the first spike is drawn"
    assert len(test.dataframe[0].value) == 2


def test_the_week_is_in_the_address_and_moves_by_buttons_and_by_any_of_its_days(app):
    test = app(lang="en", week="2024-02-21")
    assert "Week of 19–25 February 2024" in told(test)
    assert "None of them stands out" in told(test)
    next(button for button in test.button if button.label == "Later week").click().run()
    assert test.query_params["week"] == "2024-02-26"
    picker = next(day for day in test.date_input if day.label == "Week of this day")
    picker.set_value(date(2024, 3, 6)).run()
    assert test.query_params["week"] == "2024-03-04"
    assert "Kharkiv Oblast (12" in told(test)
    next(button for button in test.button if button.label == "Earlier week").click().run()
    next(button for button in test.button if button.label == "Last full week").click().run()
    assert "week" not in test.query_params


@pytest.mark.parametrize("seen", ["2019-01-07", "2024-99-99", "2031-01-06"])
def test_a_week_that_cannot_be_judged_is_said(app, seen):
    test = app(lang="en", week=seen)
    (warning,) = test.warning
    assert seen in warning.value
    assert "from 22–28 January 2024" in warning.value
    assert "Week of 4–10 March 2024" in told(test)


def test_a_chosen_unit_is_told_and_a_point_of_another_page_is_none(app):
    test = app(lang="uk", at="UA46")
    assert "Львівська область" in told(test)
    assert "Львівська область: інциденти за тиждень" in captions(test)
    assert "Choose a unit" in told(app(lang="en", at="49.00000,31.00000"))
    assert "is of another level" in told(app(lang="en", at="UA6312"))


def test_too_short_data_say_so(app):
    test = app(lang="en", source="nothing")
    assert "No incident of these sources is dated to a single week" in test.info[0].value


def test_data_of_less_than_53_weeks_say_from_when_to_when(app, tmp_path, monkeypatch):
    rows = [incident("a", "2024-01-02"), incident("b", "2024-06-02")]
    Store(tmp_path / "short").write(table(*rows), "first")
    test = app(lang="en")
    monkeypatch.setenv("ATLAS_STORE", str(tmp_path / "short"))
    test.run()
    assert "reach from 2 January 2024 to 2 June 2024" in test.info[0].value
