"""The questions: answers worked out by hand on small tables, and the same as plain pandas'."""

import threading
from datetime import date

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from incident_rows import atlas_of, incident

import geodata
from benchmarks import plain
from events import (
    COLUMNS,
    LISTED,
    SORTED_BY,
    Filters,
    QueryError,
    at_point,
    by_category,
    by_period,
    by_region,
    dots,
    figures,
    not_placed,
    open_store,
    page,
    sources_present,
    span,
    total,
)
from events import incident as record_of
from events.incident import (
    DATE_PRECISIONS,
    EVENT_TYPES,
    LOCATION_PRECISIONS,
    SCHEMA,
    STATUSES,
    TARGET_CATEGORIES,
)
from events.store import Store

KHARKIV, KUPIANSK = "UA63", "UA6308"
VILLAGE = "UA6308005"
"""Dvorichna hromada in Kupiansk raion, Kharkiv oblast."""


@pytest.fixture(scope="module")
def atlas(tmp_path_factory):
    """Eight records whose answers the tests below work out by hand."""
    rows = [
        # A strike with a range, at a point, in a hromada.
        incident(
            "range",
            "2024-03-04",
            adm3_code=VILLAGE,
            latitude=49.84,
            longitude=37.68,
            killed_min=2,
            killed_max=5,
            injured_min=0,
            injured_max=0,
            target_category="energy",
            title="Strike on a Substation",
        ),
        # "At least 3" killed, injured not stated; the same point.
        incident(
            "open",
            "2024-03-10",
            adm3_code=VILLAGE,
            latitude=49.84,
            longitude=37.68,
            killed_min=3,
            target_category="gas",
            place_uk="П’ятихатки",
        ),
        # Stated as none.
        incident(
            "none",
            "2024-03-11",
            adm2_code=KUPIANSK,
            location_precision="near",
            latitude=49.7,
            longitude=37.6,
            killed_min=0,
            killed_max=0,
            description="Ніхто не постраждав у П'ЯТИХАТКАХ",
        ),
        # Known to the raion, no toll at all; a stand-in point that is never a dot.
        incident(
            "raion",
            "2024-03-20",
            adm2_code=KUPIANSK,
            location_precision="raion",
            latitude=49.7,
            longitude=37.6,
        ),
        # Known to the oblast and to March.
        incident(
            "oblast",
            "2024-03-01",
            date_end="2024-03-31",
            date_precision="month",
            adm1_code=KHARKIV,
            location_precision="oblast",
            killed_max=4,
        ),
        # Another oblast.
        incident("zaporizhzhia", "2024-04-30", date_end="2024-05-02", adm1_code="UA23"),
        # Known to the country.
        incident("country", "2024-05-06", location_precision="country", source="other-list"),
        # A nationwide wave that repeats the tolls of others.
        incident(
            "wave",
            "2024-03-04",
            is_aggregate=True,
            location_precision="country",
            killed_min=40,
            killed_max=60,
            target_category="energy",
        ),
    ]
    return atlas_of(tmp_path_factory.mktemp("store"), *rows)


def ids(atlas, **wanted):
    return set(page(atlas, Filters(**wanted)).frame["source_id"])


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


def test_a_page_has_the_true_total_and_a_steady_order(atlas):
    first = page(atlas, Filters(), limit=3, order=("killed_min", "desc"))
    assert first.total == 8
    assert tuple(first.frame.columns) == LISTED
    assert first.frame["source_id"].tolist() == ["wave", "open", "range"]
    rest = page(atlas, Filters(), limit=50, offset=3, order=("killed_min", "desc"))
    assert rest.frame["source_id"].tolist() == [
        "none",
        "country",
        "oblast",
        "raion",
        "zaporizhzhia",
    ]
    newest = page(atlas, Filters(), limit=2).frame["source_id"].tolist()
    assert newest == ["country", "zaporizhzhia"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"order": ("raw", "asc")},
        {"order": ("title", "asc; DROP")},
        {"limit": 10**6},
        {"offset": -1},
    ],
)
def test_a_page_takes_only_known_orders_and_sizes(atlas, wrong):
    with pytest.raises(ValueError, match=r"order|out of"):
        page(atlas, Filters(), **wrong)


def test_what_is_not_placed_is_listed(atlas):
    assert not_placed(atlas, Filters()).frame["source_id"].tolist() == ["country", "wave"]
    assert not_placed(atlas, Filters(aggregates="out")).total == 1


def test_dots_are_places_that_the_source_points_at(atlas):
    found = dots(atlas, Filters())
    assert (found.locations_total, found.binned, found.cell_degrees) == (2, False, None)
    near, site = found.frame.to_dict("records")
    assert (near["latitude"], near["longitude"], near["precision"]) == (49.7, 37.6, "near")
    assert (near["incidents"], near["killed_min"]) == (1, 0)
    assert (site["latitude"], site["longitude"], site["incidents"]) == (49.84, 37.68, 2)
    assert (site["killed_min"], site["group"]) == (5, "energy"), "of equals the first in order"
    assert site["place_uk"] == "П’ятихатки"
    behind = at_point(atlas, Filters(), latitude=49.84, longitude=37.68)
    assert behind.frame["source_id"].tolist() == ["open", "range"]
    assert at_point(atlas, Filters(), latitude=49.7, longitude=37.6).total == 1, "not the raion's"


def test_dots_keep_to_the_bounds(atlas):
    assert dots(atlas, Filters(), bounds=(49.8, 37, 50, 38)).locations_total == 1
    assert dots(atlas, Filters(), bounds=(49.7, 37.6, 49.84, 37.68)).locations_total == 2


def test_above_the_cap_dots_become_cells_that_lose_no_incident(tmp_path):
    rows = [
        incident(
            f"{n}",
            latitude=46 + n % 40 / 9,
            longitude=-30 + n % 37 / 7,
            target_category=TARGET_CATEGORIES[n % 2],
            killed_min=1,
        )
        for n in range(300)
    ]
    atlas = atlas_of(tmp_path, *rows)
    exact = dots(atlas, Filters())
    assert not exact.binned
    for cap, zoom in ((299, 6), (50, 6), (50, 12), (3, None)):
        found = dots(atlas, Filters(), cap=cap, zoom=zoom)
        if exact.locations_total <= cap:
            continue
        assert found.binned
        assert found.locations_total == exact.locations_total
        assert 0 < len(found.frame) <= cap
        assert found.frame["incidents"].sum() == 300
        assert found.frame["killed_min"].sum() == 300
        for axis in ("latitude", "longitude"):  # cells stand at the mean of their incidents
            weighted = [(f[axis] * f["incidents"]).sum() for f in (found.frame, exact.frame)]
            assert weighted[0] == pytest.approx(weighted[1], abs=0.01)
        width = found.cell_degrees + 1e-5
        inside = 0
        for cell in found.frame.itertuples():
            near = (exact.frame["latitude"] - cell.latitude).abs() <= width
            near &= (exact.frame["longitude"] - cell.longitude).abs() <= width
            assert exact.frame.loc[near, "incidents"].sum() >= cell.incidents
            inside += near.sum()
        assert inside >= len(exact.frame)


def test_one_record_comes_whole(atlas):
    found = record_of(atlas, "test:range")
    assert tuple(found) == COLUMNS
    assert found["date_start"] == date(2024, 3, 4)
    assert (found["killed_max"], found["children_killed"], found["raw"]) == (5, None, "{}")
    assert record_of(atlas, "test:nowhere") is None


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


RAIONS = geodata.units(2)["code"].tolist()[:3]
TOLL = st.none() | st.integers(0, 3)


@st.composite
def rows(draw):
    """Up to sixteen random incidents; few words and days, so that they meet in the filters."""
    made = []
    for n in range(draw(st.integers(0, 16))):
        start = draw(st.dates(date(2024, 1, 25), date(2024, 2, 8)))
        precision = draw(st.sampled_from(LOCATION_PRECISIONS))
        low, high, hurt, hurt_high = (draw(TOLL) for _ in range(4))
        made.append(
            incident(
                f"{n}",
                start,
                date_end=date.fromordinal(start.toordinal() + draw(st.sampled_from([0, 3, 6]))),
                date_precision=draw(st.sampled_from(DATE_PRECISIONS)),
                location_precision=precision,
                latitude=draw(st.none() | st.sampled_from([50.0, 50.12345, 49.5])),
                longitude=30.5,
                adm1_code=draw(st.sampled_from([None, "UA63", "UA23"])),
                adm2_code=draw(st.sampled_from([None, *RAIONS])),
                event_type=draw(st.sampled_from(EVENT_TYPES[:3])),
                target_category=draw(st.sampled_from(TARGET_CATEGORIES[:3])),
                status=draw(st.sampled_from(STATUSES)),
                source=draw(st.sampled_from(["acled", "ucdp", "gdelt", "hapi"])),
                killed_min=low,
                killed_max=None if high is None else high + (low or 0),
                injured_min=hurt,
                injured_max=None if hurt_high is None else hurt_high + (hurt or 0),
                is_aggregate=draw(st.booleans()),
                title=draw(st.none() | st.sampled_from(["Удар", "удар по П’ятихатках", "x"])),
                description=draw(st.none() | st.text(max_size=4)),
            )
        )
    return made


def some(words):
    return st.lists(st.sampled_from(words), min_size=1, max_size=2).map(tuple)


CONDITIONS = {
    "since": st.dates(date(2024, 1, 28), date(2024, 2, 10)),
    "until": st.dates(date(2024, 1, 28), date(2024, 2, 10)),
    "regions": some(["UA63", "none", *RAIONS]),
    "target_categories": some(TARGET_CATEGORIES[:3]),
    "event_types": some(EVENT_TYPES[:3]),
    "precisions": some(LOCATION_PRECISIONS),
    "statuses": some(STATUSES),
    "sources": some(["acled", "ucdp", "gdelt"]),
    "casualties": st.sampled_from(["with", "without", "unstated"]),
    "aggregates": st.sampled_from(["summed", "out"]),
    "doubtful": st.just("shown"),
    "words": st.sampled_from(["УДАР", "п'ят", "x", "x удар"]),
}


@st.composite
def loose(draw):
    """Filters with at most two conditions, so that they let some rows through."""
    names = draw(st.lists(st.sampled_from(sorted(CONDITIONS)), max_size=2, unique=True))
    return Filters(**{name: draw(CONDITIONS[name]) for name in names})


QUESTIONS = st.tuples(
    loose(),
    st.sampled_from([1, 2]),
    st.sampled_from(["day", "week", "month"]),
    st.sampled_from([("date_start", "desc"), ("killed_max", "asc")]),
)
"""Filters, and the level, unit and order that are asked with them."""


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    return tmp_path_factory.mktemp("random")


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=rows(), asked=st.lists(QUESTIONS, min_size=4, max_size=8))
def test_the_answers_are_those_of_plain_pandas(stores, rows, asked):
    table = pa.Table.from_pylist(rows, SCHEMA)
    path = stores / f"{len(list(stores.iterdir()))}"
    Store(path).write(table, "random")
    atlas, frame = open_store(path), plain.frame_of(table)
    for value, level, unit, order in asked:
        _same_figures(figures(atlas, value), plain.figures(frame, value))
        same(by_region(atlas, value, level), plain.by_region(frame, value, level))
        same(by_category(atlas, value, "status"), plain.by_category(frame, value, "status"))
        found = by_period(atlas, value, unit)
        same(found[found["incidents"] > 0], plain.by_period(frame, value, unit))
        listed = page(atlas, value, offset=1, limit=4, order=order)
        assert listed.frame["incident_id"].tolist() == plain.page(frame, value, 1, 4, order)
        assert listed.total == len(plain.matching(frame, value))
        _same_places(dots(atlas, value).frame, plain.places(frame, value))
    atlas.close()


def same(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    """Equal counts and sums for equal keys; the plain side has its keys in the index."""
    expected = expected[expected["incidents"] > 0]
    shared = [c for c in found.columns[1:] if c in expected.columns]
    assert {"incidents", "killed_min", "killed_max", "injured_min"} <= set(shared)
    left = {_key(k): _values(r) for k, *r in found[[found.columns[0], *shared]].itertuples(False)}
    right = {_key(k): _values(r) for k, *r in expected[shared].itertuples()}
    assert left == right
    assert len(left) == len(found)


def _same_figures(found, expected: dict) -> None:
    plain_answer = {name: _values([value])[0] for name, value in expected.items()}
    assert {name: getattr(found, name) for name in plain_answer} == plain_answer


def _same_places(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    counts = found.set_index(["latitude", "longitude"])["incidents"].to_dict()
    assert counts == expected["incidents"].to_dict()


def _key(value):
    return None if pd.isna(value) else value


def _values(values) -> list:
    return [None if pd.isna(value) else int(value) for value in values]


def test_a_page_can_be_sorted_by_what_it_shows():
    assert set(SORTED_BY) <= set(LISTED)
    assert set(LISTED) == set(COLUMNS) - {"description", "sources", "raw"}
