"""Charts are pure and deterministic; a brushed span comes back as whole days."""

from datetime import date

import pandas as pd
import pytest

from dashboard.timeline import charts
from dashboard.words.writing import LANGUAGES


def weeks():
    return pd.DataFrame(
        {
            "period": pd.to_datetime(["2025-07-28", "2025-08-04", "2025-08-11"]),
            "incidents": [2, 0, 5],
            "imprecise": [0, 0, 1],
            "killed_min": [1, 0, 2],
            "killed_max": [1, 0, 4],
        }
    )


def within(since, until):
    chart = charts.weekly(weeks(), since=since, until=until, language="en")
    return chart.data["within"].tolist()


def test_weeks_that_touch_the_period_carry_the_accent():
    assert within(None, None) == [True, True, True]
    assert within(date(2025, 8, 3), None) == [True, True, True]
    assert within(date(2025, 8, 4), None) == [False, True, True]
    assert within(None, date(2025, 8, 10)) == [True, True, False]
    assert within(date(2025, 8, 5), date(2025, 8, 5)) == [False, True, False]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", ["day", "week", "month"])
def test_the_same_rows_give_the_same_chart(language, unit):
    draw = charts.incident_bars
    first = draw(weeks(), unit=unit, language=language).to_json()
    assert first == draw(weeks(), unit=unit, language=language).to_json()
    assert charts.toll_over_time(weeks(), unit=unit, language=language).to_json()


def test_a_month_s_bar_is_as_wide_as_the_month():
    months = pd.DataFrame(
        {"period": pd.to_datetime(["2024-02-01"]), "incidents": [1], "imprecise": [0]}
    )
    chart = charts.incident_bars(months, unit="month", language="en").to_dict()
    assert chart["transform"] == [
        {"calculate": "timeOffset('month', datum.period, 1)", "as": "end"}
    ]
    domain = chart["encoding"]["x"]["scale"]["domain"]
    assert domain == [{"year": 2024, "month": month, "date": 1} for month in (2, 3)]


def test_what_is_sent_is_as_narrow_as_the_counts():
    many = weeks().assign(incidents=[2, 0, 40_000], killed_max=[1.5, None, 2])
    bars = charts.incident_bars(many, unit="week", language="en").data
    assert bars.dtypes.astype(str).to_dict() == {
        "period": "datetime64[us]",
        "incidents": "int32",
        "imprecise": "int8",
    }
    assert bars["incidents"].tolist() == [2, 0, 40_000]


def test_a_brushed_span_is_whole_weeks_in_order():
    first = pd.Timestamp("2024-10-02 05:00").value // 10**6
    last = pd.Timestamp("2025-03-29 13:00").value // 10**6
    selection = {charts.BRUSH: {"period": [last, first]}}
    assert charts.brushed(selection) == (date(2024, 9, 30), date(2025, 3, 30))


@pytest.mark.parametrize("nothing", [None, {}, {charts.BRUSH: {}}, {charts.BRUSH: {"period": []}}])
def test_no_brush_is_no_span(nothing):
    assert charts.brushed(nothing) is None
