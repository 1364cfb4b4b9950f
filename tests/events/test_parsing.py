"""Cells of text -> days, degrees, persons and words, and which cells are none."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.files import parsing


def read_days(*cells, order=None):
    found = parsing.days(pd.Series(cells, dtype="str"), order)
    values = [None if pd.isna(day) else day.date() for day in found.values]
    return values, found.bad.tolist(), found.order


MAY_6 = date(2024, 5, 6)


@pytest.mark.parametrize(
    "cell",
    [
        "2024-05-06",
        "2024-5-6",
        "2024-05-06T20:30:00Z",
        "2024-05-06 23:59:59.999+03:00",
        " 2024-05-06 ",
        "20240506",
        "6 May 2024",
        "06 may 2024",
        "6. May 2024",
        "6 травня 2024",
        "06 Травня 2024 р.",
        "06/05/2024",
        "6.5.2024",
        "06-05-2024",
        "06.05.2024 18:30",
        "6/5/2024, 18:30",
    ],
)
def test_a_day_is_read_in_every_form_that_sources_use(cell):
    assert read_days(cell)[:2] == ([MAY_6], [False])


@pytest.mark.parametrize(
    "cell",
    [
        "32/13/2022",
        "2022-02-29",
        "2022-00-10",
        "20221301",
        "6 Mai 2024",
        "May 2024",
        "2024",
        "yesterday",
        "06/05/24",
        "45418",
        "1714953600",
        "2024-05-06..07",
        "2024-05-061",
    ],
)
def test_what_is_no_day_is_bad_and_never_guessed(cell):
    values, bad, _ = read_days(cell, "2024-05-06")
    assert (values, bad) == ([None, MAY_6], [True, False])


def test_an_empty_cell_is_missing_and_not_bad():
    assert read_days("", None, "  ")[:2] == ([None] * 3, [False] * 3)


def test_the_order_of_day_and_month_is_decided_for_the_column():
    april_3, march_4, april_25 = date(2022, 4, 3), date(2022, 3, 4), date(2022, 4, 25)
    assert read_days("03/04/2022", "25/04/2022") == ([april_3, april_25], [False] * 2, "day first")
    assert read_days("03/04/2022", "04/25/2022") == (
        [march_4, april_25],
        [False] * 2,
        "month first",
    )
    assert read_days("03/04/2022")[::2] == ([april_3], "day first (assumed)")
    assert read_days("03/04/2022", order="month first")[0] == [march_4]


def test_a_column_that_speaks_for_both_orders_says_so_and_reads_the_majority():
    values, bad, order = read_days("25/04/2022", "26/04/2022", "04/25/2022")
    assert (values[2], bad) == (None, [False, False, True])
    assert order == "day first (mixed)"


@settings(deadline=None)
@given(st.lists(st.dates(date(1991, 1, 1), date(2030, 1, 1)), min_size=1, max_size=20))
def test_any_column_of_one_order_with_a_day_above_12_reads_back(days):
    days = [*days, date(2024, 5, 31)]
    for form in ("%d.%m.%Y", "%m/%d/%Y"):
        cells = [f"{day:{form}}" for day in days]
        assert read_days(*cells)[0] == days


def test_degrees_understand_commas_and_degree_signs_and_nothing_else():
    cells = ["50.45", "50,45", " -50,45° ", "+5", ".5", "5e1", "", "NaN", "n/a", "-", None]
    values, bad = parsing.degrees(pd.Series(cells, dtype="str"))
    numbers = [50.45, 50.45, -50.45, 5.0, 0.5, 50.0]
    assert values.tolist()[:6] == numbers
    assert values[6:].isna().all()
    assert not bad.any()
    odd = ["50°27'", "N50.45", "50.45 N", "5O.45", "inf", "-", "1_0", "50,4,5", "0x10", "٥٠"]
    values, bad = parsing.degrees(pd.Series(odd, dtype="str"))
    assert values.isna().all()
    assert bad.tolist() == [cell != "-" for cell in odd]


@given(st.lists(st.one_of(st.none(), st.floats(-180, 180)), max_size=20))
def test_any_degrees_that_are_written_are_read_back(numbers):
    cells = pd.Series([None if x is None else repr(x) for x in numbers], dtype="str")
    values, bad = parsing.degrees(cells)
    assert [None if pd.isna(x) else x for x in values] == numbers
    assert not bad.any()


def test_persons_are_whole_numbers_and_the_rest_has_its_reason():
    cells = ["3", "3.0", "0", "", "nan", "-1", "1.5", "dozens", "10000001", "1e9", "1_0", "inf"]
    values, refused = parsing.persons(pd.Series(cells, dtype="str"))
    assert values[:3].tolist() == [3, 3, 0]
    assert values[3:].isna().all()
    reasons = [next((r for r, mask in refused.items() if mask[n]), None) for n in range(12)]
    assert reasons[:5] == [None] * 5
    assert reasons[5:] == [
        "negative_number",
        "bad_number",
        "bad_number",
        "number_too_large",
        "number_too_large",
        "bad_number",
        "bad_number",
    ]
    assert values.dtype == "Int32"


def test_flags_and_words_say_what_they_do_not_know():
    yes, unknown = parsing.flags(pd.Series(["TRUE", "1", "так", "ні", "0", None, "maybe"]))
    assert yes.tolist() == [True, True, True, False, False, False, False]
    assert unknown.tolist() == [False] * 6 + [True]
    table = {"air_strike": "air_strike"}
    values, unknown = parsing.words(pd.Series(["Air Strike", "air-strike", None, "x"]), table, "?")
    assert values.tolist()[:3] == ["air_strike", "air_strike", "?"]
    assert unknown.tolist() == [False, False, False, True]


def test_text_is_trimmed_and_nothing_is_null():
    cells = parsing.text(pd.Series(["  a b ", "", " \t\u00a0 ", None]))
    assert cells[0] == "a b"
    assert cells[1:].isna().all()
