"""The two sides of a comparison: what they are, what differs, and that nothing is claimed more."""

from datetime import date

import pandas as pd
import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from dashboard.compare import asked as compare
from dashboard.compare import view as compare_view
from dashboard.compare.asked import NoOther, sides
from dashboard.compare.phrases import COMPARE
from events import Filters, Store
from tests.events.incident_rows import incident, table

SEASON = Filters(since=date(2024, 10, 15), until=date(2025, 4, 15))


@pytest.mark.parametrize(
    ("vs", "since", "until"),
    [
        ("before", date(2024, 4, 15), date(2024, 10, 14)),
        ("year", date(2023, 10, 15), date(2024, 4, 15)),
        ("2022-01-01..2022-02-01", date(2022, 1, 1), date(2022, 2, 1)),
    ],
)
def test_the_other_period(vs, since, until):
    pair = sides(SEASON, vs)
    assert (pair.other.since, pair.other.until, pair.by) == (since, until, "period")
    assert pair.this is SEASON
    assert not compare.overlap(pair)


@given(some.dates(date(1900, 1, 1), date(2100, 1, 1)), some.integers(0, 4000))
def test_the_period_before_is_as_long_and_ends_the_day_before(since, more):
    until = since + pd.Timedelta(days=more).to_pytimedelta()
    filters = Filters(since=since, until=until)
    other = sides(filters, "before").other
    assert compare.length(other, None) == compare.length(filters, None) == more + 1
    assert (since - other.until).days == 1


def test_a_leap_day_has_a_year_before():
    leap = Filters(since=date(2024, 2, 29), until=date(2024, 2, 29))
    assert sides(leap, "year").other.since == date(2023, 2, 28)


@pytest.mark.parametrize(
    ("filters", "vs", "why"),
    [
        (SEASON, "", "compare_choose"),
        (Filters(), "before", "compare_no_period"),
        (Filters(since=date(2024, 1, 1)), "year", "compare_no_period"),
        (SEASON, "2025-02-30..2025-03-01", "compare_no_days"),
        (SEASON, "2025-02-03..2025-01-01", "compare_no_days"),
        (SEASON, "2024-10-15..2025-04-15", "compare_same_period"),
        (Filters(), "everywhere", "compare_same_region"),
        (Filters(), "UA99", "compare_no_region"),
        (Filters(since=date(1, 1, 2), until=date(1, 2, 1)), "before", "compare_no_days"),
    ],
)
def test_where_there_is_no_other_side_a_phrase_says_why(filters, vs, why):
    with pytest.raises(NoOther, match=why):
        sides(filters, vs)
    assert why in COMPARE


def test_regions_and_what_they_share():
    assert sides(Filters(regions=("UA63",)), "UA12").other.regions == ("UA12",)
    assert not compare.overlap(sides(Filters(regions=("UA63",)), "UA12"))
    assert compare.overlap(sides(Filters(regions=("UA63",)), "UA6312"))
    assert compare.overlap(sides(Filters(regions=("UA63",)), "everywhere"))
    shared = sides(SEASON, "2025-04-15..2025-05-01")
    assert compare.overlap(shared)


def rows(**columns) -> pd.DataFrame:
    kinds = {f"{kind}_{end}": None for kind in ("killed", "injured") for end in ("min", "max")}
    return pd.DataFrame(kinds | columns).astype(dict.fromkeys(kinds, "float64"))


def test_a_difference_of_tolls_is_as_wide_as_both_ranges_allow():
    this = rows(code=["UA63", "UA12", None], incidents=[5, 2, 1], killed_min=[3, 1, None])
    this["killed_max"] = [4.0, 1.0, None]
    other = rows(code=["UA63", "UA05"], incidents=[1, 9], killed_min=[1, 2], killed_max=[2, 2])
    found = compare.differences(this, other, "code")
    assert found["code"].tolist()[:3] == ["UA05", "UA63", "UA12"]
    assert found["code"].isna().tolist() == [False, False, False, True]
    assert found["difference"].tolist() == [-9, 4, 2, 1]
    kharkiv = found[found["code"] == "UA63"].iloc[0]
    assert (kharkiv["killed_low"], kharkiv["killed_high"]) == (1, 3)
    told = compare_view.table(found, "code", "en")
    assert told["Killed, difference"].tolist() == ["", "+1 to +3", "", ""]


def test_every_week_of_a_side_is_there():
    weeks = pd.DataFrame({"period": [pd.Timestamp("2025-01-06")], "incidents": [4]})
    filters = Filters(since=date(2025, 1, 1), until=date(2025, 1, 20))
    found = compare.weeks_of(weeks, filters, (date(2020, 1, 1), date(2026, 1, 1)))
    assert found["week"].tolist() == [1, 2, 3, 4]
    assert found["incidents"].tolist() == [0, 4, 0, 0]


@pytest.fixture
def store(tmp_path, monkeypatch):
    """Synthetic: two incidents in 2024, one in 2023, in two oblasts."""
    made = Store(tmp_path / "store")
    made.write(
        table(
            incident("1", "2024-03-01", adm1_code="UA63", killed_min=2, killed_max=3),
            incident("2", "2024-03-09", adm1_code="UA12"),
            incident("3", "2023-03-05", adm1_code="UA63", killed_min=1, killed_max=1),
        ),
        "x",
    )
    monkeypatch.setenv("ATLAS_STORE", str(made.path))
    monkeypatch.delenv("ATLAS_MODE", raising=False)
    st.cache_data.clear()
    st.cache_resource.clear()
    return made


@pytest.fixture
def drawn(store):
    """The compare screen alone, at an address."""

    def at(**params: str) -> tuple[AppTest, str]:
        def script() -> None:
            from dashboard.screens import compare as screen

            screen.show()

        test = AppTest.from_function(script, default_timeout=60)
        test.query_params.update(params)
        test.run()
        assert not test.exception
        return test, " ".join(part.proto.body for part in test.main.get("html"))

    return at


YEARS = {"since": "2024-01-01", "until": "2024-12-31", "vs": "year"}


@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_page_shows_both_sides_and_the_difference(drawn, language):
    test, said = drawn(**YEARS, lang=language)
    assert "<td>2</td><td>1</td><td>+1</td>" in said
    assert "2–3<small>" in said
    killed = {"en": "+1 to +2", "uk": "від +1 до +2"}[language]
    assert killed in said
    tables = [frame.value for frame in test.dataframe]
    assert len(tables) == 3
    assert tables[0].iloc[:, 3].tolist() == [1, 0] or tables[0].iloc[:, 3].tolist() == [0, 1]


def test_regions_are_compared_by_kind(drawn):
    test, said = drawn(region="UA63", vs="UA12", lang="en")
    assert "<td>2</td><td>1</td><td>+1</td>" in said
    assert len(test.dataframe) == 2


def test_without_another_side_the_page_offers_one(drawn):
    test, _ = drawn(lang="en")
    (button,) = (b for b in test.button if b.label.startswith("Last 365 days"))
    button.click().run()
    assert test.session_state["view"].param("vs") == "before"
    assert test.session_state["view"].filters.until == date(2024, 3, 9)


def test_what_the_address_names_wrongly_is_said(drawn):
    test, _ = drawn(vs="tomorrow", lang="en")
    assert any("vs" in warning.value for warning in test.warning)
