"""The timeline: milestones as marks and buttons, counts before and after, late reports."""

import json
from datetime import date

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import events
from dashboard.timeline import charts, late_reports, milestone_chart, milestone_panel
from dashboard.timeline.milestone_chart import COLOURS, DASHES, SHAPES, SIGNS
from dashboard.words.writing import LANGUAGES, day, decimal, say
from events import MILESTONE_KINDS, Lag, Late, Store, milestones

ALASKA = "2025-08-15-trump-putin-summit-in-alaska"
TRUCE = "2025-05-08-putin-s-victory-day-truce-of-2025"
EDGES = (date(2025, 7, 1), date(2025, 9, 30))
NOBODY = Late(None, ())


def months() -> pd.DataFrame:
    counts = {"incidents": [2, 0, 5], "imprecise": [0, 0, 1], "killed_min": [1, 0, 2]}
    firsts = pd.to_datetime(["2025-07-01", "2025-08-01", "2025-09-01"])
    return pd.DataFrame({"period": firsts, **counts, "killed_max": [1.0, 0.0, 4.0]})


def chart(language: str = "en", **changes) -> dict:
    asked = {"unit": "month", "language": language, "edges": EDGES} | changes
    marked = asked.pop("milestones", milestone_chart.within(milestones(), EDGES))
    return milestone_chart.with_milestones(months(), marked, **asked).to_dict()


def layer(spec: dict, mark: str) -> list[dict]:
    return [entry for entry in spec["layer"] if entry["mark"]["type"] == mark]


def test_every_kind_has_a_colour_a_shape_dashes_and_a_sign_of_its_own():
    for look in (COLOURS, SHAPES, SIGNS, {kind: tuple(d) for kind, d in DASHES.items()}):
        assert set(look) == set(MILESTONE_KINDS)
        assert len(set(look.values())) == len(MILESTONE_KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_rows_give_the_same_chart(language):
    assert chart(language) == chart(language)
    assert chart(language, chosen=ALASKA) != chart(language)


def test_each_kind_has_its_own_row_above_the_highest_bar():
    spec = chart()
    (marks,) = layer(spec, "point")
    rows = pd.DataFrame(spec["datasets"][marks["data"]["name"]])
    assert set(rows.groupby("kind")["lane"].nunique()) == {1}
    assert rows["lane"].nunique() == rows["kind"].nunique()
    (bars,) = layer(spec, "rect")
    assert bars["encoding"]["y"]["scale"]["range"][1] > rows["lane"].max()


def test_numbers_leave_each_other_room_and_one_day_has_one_label():
    spec = chart()
    axis = layer(spec, "rule")[0]["encoding"]["x"]["axis"]
    assert axis["labelOverlap"] == "greedy"
    assert "'2025-08-06':'56–57'" in axis["labelExpr"]
    days = axis["values"]["expr"].removeprefix("[datetime(").removesuffix(")]")
    days = days.split("),datetime(")
    assert "2025,7,6" in days, "the months of Vega count from 0"
    assert len(set(days)) == len(days) == axis["labelExpr"].count(":")


def test_without_milestones_there_are_bars_alone_and_nothing_to_click():
    spec = chart(milestones=milestones().iloc[:0])
    assert [entry["mark"]["type"] for entry in spec["layer"]] == ["rect"]
    assert "params" not in spec


@pytest.mark.parametrize(
    ("growing", "from_"),
    [
        (None, None),
        (date(2025, 10, 1), None),
        (date(2025, 9, 10), "2025-09-10"),
        (date(2025, 1, 1), "2025-07-01"),
    ],
)
def test_late_reports_are_a_band_within_the_chart(growing, from_):
    for spec in (
        chart(growing_from=growing),
        charts.toll_over_time(
            months(), unit="month", language="en", edges=EDGES, growing_from=growing
        ).to_dict(),
    ):
        bands = [e for e in spec["layer"] if e["mark"].get("color") == charts.LATE]
        rows = [row for band in bands for row in spec["datasets"][band["data"]["name"]]]
        assert [row["period"][:10] for row in rows] == ([from_] if from_ else [])
        assert all(row["end"][:10] == "2025-10-01" for row in rows)


@pytest.mark.parametrize(
    ("selection", "found"),
    [
        (None, None),
        ({}, None),
        ({"milestone": []}, None),
        ({"milestone": [{"id": ALASKA}]}, ALASKA),
        ({"milestone": [{"vgsid": 3}]}, None),
    ],
)
def test_a_click_names_a_milestone(selection, found):
    assert milestone_chart.picked(selection) == found


def around(**counts) -> pd.DataFrame:
    parts = {"before": (7, "2025-08-08", "2025-08-14"), "during": (1, "2025-08-15", "2025-08-15")}
    parts |= {"after": (7, "2025-08-16", "2025-08-22"), "across": (15, "2025-08-08", "2025-08-22")}
    tolls = ("killed_min", "killed_max", "injured_min", "injured_max")
    rows = [
        {"part": part, "first": first, "last": last, "days": days, "incidents": 0}
        | dict.fromkeys(tolls, float("nan"))
        | {"killed_unstated": 0, "injured_unstated": 0}
        | counts.get(part, {})
        for part, (days, first, last) in parts.items()
    ]
    frame = pd.DataFrame(rows)
    return frame.assign(first=pd.to_datetime(frame["first"]), last=pd.to_datetime(frame["last"]))


def test_rates_tolls_and_what_is_not_stated():
    told = {"incidents": 14, "killed_min": 7, "killed_max": 21, "killed_unstated": 3}
    html = milestone_panel.around_html(around(before=told), "en")
    assert "<b>14</b><small>2 a day</small>" in html
    assert "<b>7–21</b><small>1–3 a day</small><small>3 state none</small>" in html
    assert "<b>not stated</b>" in html, "of the injured of 14 incidents nobody says anything"
    assert html.count("<b>–</b>") == 4, "no incident, no toll"
    assert "Cannot be told" not in html


def test_what_cannot_be_told_is_said():
    html = milestone_panel.around_html(around(across={"incidents": 2, "killed_min": 1}), "en")
    assert "Cannot be told: 2 incidents." in html
    assert "Killed: at least 1; injured: not stated." in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_is_not_because_of_stands_under_every_comparison(language):
    html = milestone_panel.cautions_html(around(), None, NOBODY, language)
    assert say("not_because", language) in html
    assert html.count("<p") == 1


def test_days_of_which_nothing_is_known_are_named():
    span = (date(2025, 8, 10), date(2025, 8, 30))
    html = milestone_panel.cautions_html(around(), span, Late(date(2025, 8, 20), ()), "en")
    assert "of 10 August 2025 to 30 August 2025" in html
    assert "from 20 August 2025 on" in html


def test_a_milestone_is_escaped_and_its_description_is_english_only():
    (row,) = milestones().query("id == @ALASKA").to_dict("records")
    hostile = row | {"title": "<b>x</b>", "source_name": "<i>y</i>", "description": "<u>z</u>"}
    html = milestone_panel.milestone_html(hostile, "en")
    assert not any(tag in html for tag in ("<b>", "<i>", "<u>"))
    assert "&lt;u&gt;z" in html
    ukrainian = milestone_panel.milestone_html(row, "uk")
    assert "Саміт Трампа і Путіна" in ukrainian
    assert row["description"] not in ukrainian
    assert row["source_url"] in ukrainian


def test_a_title_is_no_markdown():
    assert milestone_panel.plain("*a* [b](c) :red[d]") == r"\*a\* \[b\]\(c\) \:red\[d\]"


def test_a_rate_has_two_digits_that_matter():
    assert [decimal(v, "en") for v in (0, 0.0333, 0.25, 1.44, 9.96, 23.4)] == [
        *("0", "0.033", "0.25", "1.4"),
        *("10", "23"),
    ]
    assert decimal(0.5, "uk") == "0,5"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_why_a_lag_is_unknown_is_said(language):
    first, last = date(2026, 8, 1), date(2026, 9, 1)
    for why in ("few_imports", "few_records", "short_watch", "not_told"):
        lag = Lag("ucdp", None, why, 3, 20, first, last)
        assert late_reports.lag_sentence(lag, language).startswith("UCDP GED: ")
    known = late_reports.lag_sentence(Lag("ucdp", 21, None, 9, 412, first, last), language)
    assert ("21 days" if language == "en" else "за 21 день") in known


def test_the_sentence_under_the_chart_says_whose_reports_and_why_nothing_is_shaded():
    known = Lag("ucdp", 21, None, 9, 412, date(2026, 8, 1), date(2026, 11, 1))
    late = events.late([known, Lag("atlas", None, "few_imports")], ["ucdp", "atlas"])
    said = late_reports.sentence(late, date(2026, 11, 1), "en")
    assert said == (
        "Shaded: late reports are still to be expected for the days from 12 October 2026 on. "
        "UCDP GED reports within 21 days (90%). Not known how late: Incident Atlas research."
    )
    assert "the last day shown is 1 March 2026" in late_reports.sentence(
        late, date(2026, 3, 1), "en"
    )
    assert "not known" in late_reports.sentence(NOBODY, date(2026, 3, 1), "en")


@pytest.fixture(scope="module")
def store_path(tmp_path_factory):
    from events.intake.intake import BUNDLED, import_file

    folder = tmp_path_factory.mktemp("timeline") / "store"
    import_file(BUNDLED, Store(folder))
    yield folder
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def app(store_path, monkeypatch):
    """app(around=..., ...) -> the page at that address, run once."""
    monkeypatch.setenv("ATLAS_STORE", str(store_path))

    def open_at(**params: str) -> AppTest:
        test = AppTest.from_function(the_page, default_timeout=60)
        for name, value in {"lang": "en", **params}.items():
            test.query_params[name] = value
        test.run()
        assert not test.exception
        return test

    return open_at


def the_page():
    from dashboard.screens import timeline

    timeline.show()


def html(test: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in test.get("html"))


def captions(test: AppTest) -> str:
    return " ".join(element.value for element in test.caption)


def listed(test: AppTest) -> list[str]:
    return [b.key for b in test.button if str(b.key).startswith("milestone_")]


def test_the_kinds_of_the_question_are_marked_and_each_has_a_button(app):
    test = app()
    usual = ["diplomacy", "ceasefire", "energy_campaign", "sanctions"]
    known = milestones()
    of_kinds = known[known["kind"].isin(usual)]
    last_shown = pd.Timestamp("2026-02-15")  # the Sunday after the last incident that counts
    within = of_kinds[of_kinds["date"] <= last_shown]
    assert listed(test) == [f"milestone_{name}" for name in within["id"]]
    assert f"outside the days shown: {len(of_kinds) - len(within)}." in captions(test)


def test_the_kinds_and_the_unit_stand_in_the_address(app):
    test = app(marks="ceasefire", by="month")
    assert {key.split("_")[1][:4] for key in listed(test)} <= {"2025", "2026"}
    assert len(listed(test)) == 5
    assert "Incidents per month" in captions(test)
    test.button_group(key="f_marks").set_value([]).run()
    assert test.query_params["marks"] == "none"
    assert listed(test) == []
    assert "No milestone of these kinds" in captions(test)
    test.button_group(key="f_by").set_value("week").run()
    assert "by" not in test.query_params


def test_a_click_sets_the_days_around_it_and_the_way_back_takes_them_away(app):
    test = app(region="UA63")
    test.button(key=f"milestone_{ALASKA}").click().run()
    assert test.query_params["around"] == ALASKA
    assert (test.query_params["since"], test.query_params["until"]) == ("2025-07-16", "2025-09-14")
    assert (test.query_params["by"], test.query_params["region"]) == ("day", "UA63")
    assert "Trump-Putin summit in Alaska" in html(test)
    assert say("not_because", "en") in html(test)
    test.button_group(key="f_around_days").set_value("7").run()
    assert (test.query_params["since"], test.query_params["until"]) == ("2025-08-08", "2025-08-22")
    assert test.query_params["around_days"] == "7"
    next(b for b in test.button if b.label == say("around_back", "en")).click().run()
    assert not {"since", "until", "around", "by"} & set(test.query_params)
    assert test.query_params["region"] == "UA63"
    assert say("not_because", "en") not in html(test)


def test_a_milestone_of_several_days_has_them_in_the_middle(app):
    test = app(around=TRUCE, lang="uk")
    first, last = (day(date(2025, 5, n), "uk") for n in (8, 10))
    assert f"{first} – {last}" in html(test)
    assert say("around_during_days", "uk") in html(test)
    assert "3 дні" in html(test)


def test_a_milestone_around_which_nothing_counts_still_has_a_way_back(app):
    test = app(around=ALASKA, words="nothing has this in it", since="2025-07-16")
    assert say("empty_result", "en") in [info.value for info in test.info]
    next(b for b in test.button if b.label == say("around_back", "en")).click().run()
    assert "around" not in test.query_params


def test_an_address_that_names_no_milestone_says_so(app):
    test = app(around="2025-01-01-nothing")
    assert any("2025-01-01-nothing" in warning.value for warning in test.warning)
    assert len(listed(test)) > 40


def test_one_import_is_no_lag_and_the_page_says_so(app):
    test = app()
    assert say("late_none", "en") in captions(test)
    assert "Imports that added records of new days: 0; it takes 5." in test.text[0].value


def test_a_measured_lag_shades_the_last_days(app, monkeypatch):
    import dashboard.screens.timeline as page

    known = Lag("atlas", 30, None, 9, 412, date(2025, 1, 1), date(2026, 2, 26))
    asked = page.data.ask
    monkeypatch.setattr(
        page.data, "ask", lambda q, *a, **k: (known,) if q == "lags" else asked(q, *a, **k)
    )
    test = app(since="2026-01-01")
    assert "for the days from 28 January 2026 on" in captions(test)
    assert "reports within 30 days (90%)" in captions(test)
    specs = [json.loads(element.proto.spec) for element in test.get("vega_lite_chart")]
    shades = [[entry["mark"].get("color") for entry in spec["layer"]] for spec in specs]
    assert [found.count(charts.LATE) for found in shades] == [1, 1], "on both charts"


def test_more_days_than_can_be_drawn_are_weeks_and_that_is_said(app, monkeypatch):
    monkeypatch.setattr("dashboard.screens.timeline.MOST_DAYS", 100)
    test = app(by="day")
    assert "Incidents per week" in captions(test)
    assert "up to 100 days" in captions(test)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_twins_hold_what_the_chart_shows(language):
    from dashboard.screens import timeline

    marked = milestone_chart.within(milestones(), EDGES)
    late = Late(date(2025, 9, 10), ())
    shown = timeline.Shown(months(), "month", EDGES, marked, 0, late)
    table = timeline._counts(shown, language)
    assert table[say("col_incidents", language)].tolist() == [2, 0, 5]
    assert table[say("col_grows", language)].tolist() == [False, False, True]
    twin = milestone_panel.milestone_table(marked, language)
    assert len(twin) == len(marked)
    assert twin[say("col_address", language)].str.startswith("http").all()
