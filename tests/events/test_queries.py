"""Figures, counts and filters: answers worked out by hand on small tables."""

import threading
from datetime import date

import pandas as pd
import pytest
from eight_records import KHARKIV, KUPIANSK, VILLAGE, ids
from incident_rows import atlas_of, incident

from events import (
    Filters,
    QueryError,
    by_category,
    by_period,
    by_region,
    dots,
    figures,
    open_store,
    page,
    sources_present,
    span,
    total,
)
from events import incident as record_of
from events.incident import SCHEMA
from events.storage.store import Store


def test_figures_leave_aggregates_out_and_say_what_is_unknown(atlas):
    found = figures(atlas, Filters())
    assert (found.records, found.incidents, found.aggregates) == (8, 7, 1)
    assert (found.killed_min, found.killed_max) == (2 + 3 + 0, 5 + 3 + 0 + 4)
    assert (found.injured_min, found.injured_max) == (0, 0)
    assert (found.killed_unstated, found.injured_unstated) == (3, 6)
    assert (found.killed_open, found.injured_open) == (1, 0)
    assert (found.located, found.coarse, found.not_placed) == (4, 2, 1)


def test_aggregates_are_summed_or_left_out_when_asked(atlas):
    summed = figures(atlas, Filters(aggregates="summed"))
    assert (summed.records, summed.incidents, summed.killed_min, summed.killed_max) == (
        8,
        8,
        45,
        72,
    )
    out = figures(atlas, Filters(aggregates="out"))
    assert (out.records, out.incidents, out.aggregates) == (7, 7, 0)
    assert "wave" in ids(atlas)
    assert "wave" not in ids(atlas, aggregates="out")


def test_overlapping_aggregates_are_summed_by_nobody(tmp_path):
    """Two rows of one month and raion, of which one is among the other."""
    same = {"is_aggregate": True, "adm1_code": "UA63", "location_precision": "oblast"}
    rows = [
        incident("one", killed_min=3, killed_max=3),
        incident("a", source="hapi", killed_min=30, killed_max=30, **same),
        incident("b", source="hapi", killed_min=9, killed_max=9, **same),
        incident("c", source="other", killed_min=5, killed_max=5, **same),
    ]
    atlas = atlas_of(tmp_path / "s", *rows)
    wanted = {"listed": (4, 1, 3), "summed": (4, 2, 8), "out": (1, 1, 3)}
    for aggregates, answer in wanted.items():
        asked = Filters(aggregates=aggregates)
        found = figures(atlas, asked)
        assert (found.records, found.incidents, found.killed_min) == answer, aggregates
        assert by_region(atlas, asked)["killed_min"].sum() == answer[2]
        assert by_period(atlas, asked)["killed_max"].sum() == answer[2]
        assert page(atlas, asked).total == answer[0]
    only = figures(atlas, Filters(sources=("hapi",), aggregates="summed"))
    assert (only.records, only.incidents, only.killed_min) == (2, 0, None)


def test_doubtful_sources_are_counted_as_left_out_and_shown_when_asked(tmp_path):
    rows = [incident("1"), incident("2", source="gdelt"), incident("3", source="gdelt")]
    rows[2]["adm1_code"] = "UA63"
    atlas = atlas_of(tmp_path / "s", *rows)
    assert (figures(atlas, Filters()).records, figures(atlas, Filters()).left_out) == (1, 2)
    assert figures(atlas, Filters(regions=("UA63",))).left_out == 1
    shown = figures(atlas, Filters(doubtful="shown"))
    assert (shown.records, shown.incidents, shown.left_out) == (3, 3, 0)
    named = figures(atlas, Filters(sources=("gdelt",)))
    assert (named.records, named.left_out) == (2, 0)
    assert figures(atlas, Filters(sources=("test",))).left_out == 0
    assert page(atlas, Filters()).total == 1


def test_no_stated_toll_is_no_zero(atlas):
    found = figures(atlas, Filters(regions=("UA23",)))
    assert (found.incidents, found.killed_min, found.killed_max) == (1, None, None)
    row = by_region(atlas, Filters(regions=("UA23",))).iloc[0]
    assert row[["killed_min", "injured_max"]].isna().all()
    assert row["killed_unstated"] == 1


def test_nothing_found_is_zero_incidents(atlas):
    found = figures(atlas, Filters(until=date(2020, 1, 1)))
    assert (found.records, found.incidents, found.killed_min, found.coarser) == (0, 0, None, 0)
    nothing = Filters(until=date(2020, 1, 1))
    assert by_region(atlas, nothing).empty
    assert by_period(atlas, nothing).empty
    assert page(atlas, nothing).total == 0
    assert dots(atlas, nothing).frame.empty


@pytest.mark.parametrize(
    ("since", "until", "inside"),
    [
        ("2024-04-29", "2024-04-30", True),
        ("2024-05-01", "2024-05-01", True),
        ("2024-05-02", "2024-05-03", True),
        ("2024-05-03", "2024-05-05", False),
        ("2024-04-01", "2024-04-29", False),
        (None, "2024-04-30", True),
        ("2024-05-02", None, True),
        ("2024-05-03", None, False),
        ("2024-05-02", "2024-05-01", False),
    ],
)
def test_any_possible_day_in_the_range_counts(atlas, since, until, inside):
    days = {
        name: date.fromisoformat(day) for name, day in (("since", since), ("until", until)) if day
    }
    assert ("zaporizhzhia" in ids(atlas, **days)) is inside


def test_an_incident_counts_in_the_week_of_its_first_day_in_the_range(atlas):
    weeks = by_period(atlas, Filters(regions=("UA23",)), "week")
    assert weeks["period"].tolist() == [pd.Timestamp("2024-04-29")]
    days = by_period(atlas, Filters(regions=("UA23",), since=date(2024, 5, 1)), "day")
    assert days["period"].tolist() == [pd.Timestamp("2024-05-01")]
    assert days[["incidents", "imprecise"]].to_numpy().tolist() == [[1, 1]]


def test_periods_have_no_gaps_and_tell_the_imprecise(atlas):
    weeks = by_period(atlas, Filters(regions=(KHARKIV,)))
    assert weeks["period"].dt.strftime("%m-%d").tolist() == ["02-26", "03-04", "03-11", "03-18"]
    assert weeks["incidents"].tolist() == [1, 2, 1, 1]
    assert weeks["imprecise"].tolist() == [1, 0, 0, 0]
    assert weeks["killed_max"].fillna(-1).tolist() == [4, 8, 0, -1]
    months = by_period(atlas, Filters(), "month")
    assert months["incidents"].tolist() == [5, 1, 1]
    assert months["imprecise"].tolist() == [0, 1, 0]
    far = by_period(atlas, Filters(sources=("other-list",), since=date(2024, 3, 1)), "day")
    assert len(far) == 1
    gap = by_period(atlas, Filters(regions=("UA23", "none")), "week")
    assert gap["incidents"].tolist() == [1, 1]


def test_regions_of_every_level_and_what_could_belong_there(atlas):
    assert ids(atlas, regions=(KHARKIV,)) == {"range", "open", "none", "raion", "oblast"}
    assert ids(atlas, regions=(KUPIANSK,)) == {"range", "open", "none", "raion"}
    assert ids(atlas, regions=(VILLAGE,)) == {"range", "open"}
    assert ids(atlas, regions=("none",)) == {"country", "wave"}
    assert figures(atlas, Filters(regions=(KHARKIV,))).coarser == 0
    assert figures(atlas, Filters(regions=(KUPIANSK,))).coarser == 1, "oblast"
    assert figures(atlas, Filters(regions=(VILLAGE,))).coarser == 3, "none, raion, oblast"
    assert figures(atlas, Filters(regions=(VILLAGE, KUPIANSK))).coarser == 1
    late = Filters(regions=(VILLAGE,), since=date(2024, 4, 1))
    assert figures(atlas, late).coarser == 0, "all else must match"


def test_counts_by_region_at_each_level(atlas):
    one = by_region(atlas, Filters())
    assert one["code"].tolist() == ["UA23", KHARKIV, None]
    assert one["incidents"].tolist() == [1, 5, 1]
    assert one[["located", "coarse"]].to_numpy().tolist() == [[1, 0], [3, 2], [0, 0]]
    two = by_region(atlas, Filters(), level=2)
    assert two[["code", "incidents"]].to_numpy().tolist() == [[KUPIANSK, 4], [None, 3]]
    assert by_region(atlas, Filters(), level=3)["incidents"].tolist() == [2, 5]
    with pytest.raises(ValueError, match="no level 4"):
        by_region(atlas, Filters(), level=4)


def test_casualties_with_without_and_unstated(atlas):
    assert ids(atlas, casualties="with") == {"range", "open", "wave"}
    assert ids(atlas, casualties="without") == {"none"}
    assert ids(atlas, casualties="unstated") == {"raion", "zaporizhzhia", "country"}
    assert "oblast" in ids(atlas), "up to four killed is neither with nor without"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("substation STRIKE", {"range"}),
        ("strike gas", set()),
        ("п'ятихатк", {"open", "none"}),
        ("П`ЯТИХАТК", {"open", "none"}),
        ("постраждав ніхто", {"none"}),
        ("%", set()),
        ("_", set()),
    ],
)
def test_words_are_found_whatever_their_case_and_apostrophe(atlas, words, found):
    assert ids(atlas, words=words) == found
    assert figures(atlas, Filters(words=words)).records == len(found)


def test_the_letter_g_with_upturn_is_its_own_letter(tmp_path):
    atlas = atlas_of(tmp_path, incident("a", title="Ґанок"), incident("b", title="Ганок"))
    assert ids(atlas, words="ґанок") == {"a"}


def test_categories_come_most_first(atlas):
    found = by_category(atlas, Filters(), "target_category")
    assert found[["word", "incidents"]].to_numpy().tolist() == [
        ["unknown", 5],
        ["energy", 1],
        ["gas", 1],
    ]
    with pytest.raises(ValueError, match="title"):
        by_category(atlas, Filters(), "title")


def test_the_whole_store_in_three_answers(atlas, tmp_path):
    assert span(atlas) == (date(2024, 3, 1), date(2024, 5, 6))
    assert sources_present(atlas) == ("other-list", "test")
    assert total(atlas) == 8
    Store(tmp_path).write(SCHEMA.empty_table(), "none")
    empty = open_store(tmp_path)
    assert (span(empty), sources_present(empty), total(empty)) == (None, (), 0)
    assert figures(empty, Filters(words="x")).incidents == 0
    assert page(empty, Filters()).frame.empty
    assert record_of(empty, "a:b") is None


def test_a_value_is_never_read_as_sql(atlas):
    sly = "') OR true --"
    assert ids(atlas, words=sly) == set()
    assert record_of(atlas, sly) is None


def test_an_error_carries_its_sql(atlas):
    with pytest.raises(QueryError, match="SELECT nothing_such FROM incidents"):
        atlas.tuples("SELECT nothing_such FROM incidents")


def test_many_threads_may_ask_at_once(atlas):
    """With words, whose matches are made and kept while others read."""
    words = ("п'ятихатк", "strike", "ніхто", "у", "а", "substation")
    asked = [Filters(words=word) for word in words] * 4
    alone = {value: figures(atlas, value) for value in asked}
    fresh = open_store(atlas.path)
    threading.Thread(target=fresh.prepare_search).start()
    wrong = []

    def ask(value):
        if figures(fresh, value) != alone[value]:
            wrong.append(value)

    threads = [threading.Thread(target=ask, args=(value,)) for value in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
