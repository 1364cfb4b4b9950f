"""What may be in a region beside its own, change, energy: the same as plain pandas computes."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from incident_rows import atlas_of, incident, table

import geodata
from benchmarks import plain
from events import Filters
from events.questions.measures import (
    ENERGY,
    by_region_bounds,
    change_before,
    energy_share,
    preceding,
    residents,
)

HROMADAS = [code for code in geodata.units(3)["code"] if code[:4] in ("UA63", "UA23")][::9]


def random_rows(count: int = 600) -> list[dict]:
    """Incidents of two oblasts, known to all depths, and some of no oblast; always the same."""
    choose = np.random.default_rng(5)
    rows = []
    for n in range(count):
        code = HROMADAS[choose.integers(len(HROMADAS))]
        depth = choose.choice([0, 4, 6, 9], p=[0.1, 0.2, 0.3, 0.4])
        level = {0: None, 4: "adm1_code", 6: "adm2_code", 9: "adm3_code"}[depth]
        day = date(2024, 1, 1) + timedelta(days=int(choose.integers(0, 120)))
        rows.append(
            incident(
                f"{n}",
                day,
                date_end=day + timedelta(days=int(choose.choice([0, 0, 0, 6]))),
                location_precision={0: "country", 4: "oblast", 6: "raion", 9: "settlement"}[depth],
                target_category=str(choose.choice(["energy", "gas", "residential", "unknown"])),
                is_aggregate=bool(choose.random() < 0.1),
                **({level: code[:depth]} if level else {}),
            )
        )
    return rows


ROWS = random_rows()


@pytest.fixture(scope="module")
def atlas(tmp_path_factory):
    return atlas_of(tmp_path_factory.mktemp("measures") / "store", *ROWS)


@pytest.fixture(scope="module")
def frame():
    rows = plain.frame_of(table(*ROWS))
    return rows[~rows["is_aggregate"]].astype(
        dict.fromkeys(("adm1_code", "adm2_code", "adm3_code", "target_category"), object)
    )


def by_code(rows: pd.DataFrame, column: str) -> dict:
    return {
        (None if pd.isna(code) else code): int(value)
        for code, value in zip(rows["code"], rows[column], strict=True)
    }


@pytest.mark.parametrize("level", [2, 3])
@pytest.mark.parametrize("regions", [(), ("UA63",), ("UA6312", "UA23"), ("none",)])
def test_up_to_adds_what_is_known_only_to_a_unit_around(atlas, frame, level, regions):
    found = by_region_bounds(atlas, Filters(regions=regions), level)
    columns = {4: "adm1_code", 6: "adm2_code", 9: "adm3_code"}
    asked = [code for code in regions if code != "none"]
    expected = {}
    for code in geodata.units(level)["code"]:
        if regions and not any(code.startswith(region) for region in asked):
            continue
        around = [
            (frame[columns[len(outer)]] == outer) & frame[columns[{4: 6, 6: 9}[len(outer)]]].isna()
            for outer in geodata.parents(code)
        ]
        count = sum(int(one.sum()) for one in around)
        if count:
            expected[code] = count
    wider = {code: n for code, n in by_code(found, "wider").items() if n}
    assert wider == expected
    assert (found["up_to"] == found["incidents"] + found["wider"]).all()
    own = found[found["incidents"] > 0]
    column = f"adm{level}_code"
    inside = plain.matching(frame, Filters(regions=regions))
    assert by_code(own, "incidents") == {
        (None if pd.isna(code) else code): n
        for code, n in inside.groupby(column, dropna=False).size().items()
    }


def test_an_oblast_is_counted_exactly_and_a_unit_with_nothing_sure_is_not_left_out(tmp_path):
    atlas = atlas_of(
        tmp_path / "s",
        incident("1", adm1_code="UA63", location_precision="oblast"),
        incident("2", adm2_code="UA6312"),
        incident("3", location_precision="country"),
    )
    oblasts = by_region_bounds(atlas, Filters(), 1)
    assert oblasts["up_to"].tolist() == oblasts["incidents"].tolist() == [2, 1]
    raions = by_region_bounds(atlas, Filters(), 2)
    assert by_code(raions, "incidents")["UA6312"] == 1
    assert by_code(raions, "up_to")["UA6312"] == 2
    others = raions[(raions["incidents"] == 0)]
    assert len(others) == len(geodata.units(2).query("parent == 'UA63'")) - 1
    assert others["up_to"].tolist() == [1] * len(others)
    assert others["killed_min"].isna().all()
    assert raions["code"].iloc[-1] is None or pd.isna(raions["code"].iloc[-1])


@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_change_is_that_of_two_counts_a_period_apart(atlas, frame, level):
    since, until = date(2024, 3, 1), date(2024, 3, 31)
    change = change_before(atlas, Filters(since=since, until=until), level)
    assert (change.before_since, change.before_until) == (date(2024, 1, 30), date(2024, 2, 29))
    assert change.covered
    for column, first, last in (
        ("incidents", since, until),
        ("before", change.before_since, change.before_until),
    ):
        inside = plain.matching(frame, Filters(since=first, until=last))
        counts = inside.groupby(f"adm{level}_code", dropna=False).size()
        expected = {(None if pd.isna(code) else code): n for code, n in counts.items()}
        assert {c: n for c, n in by_code(change.frame, column).items() if n} == expected


def test_nothing_precedes_the_whole_of_the_data_and_a_period_without_end_ends_with_them():
    known = (date(2024, 1, 1), date(2024, 4, 30))
    assert preceding(Filters(), known) is None
    assert preceding(Filters(until=date(2024, 2, 1)), known) is None
    assert preceding(Filters(since=date(2024, 2, 1), until=date(2024, 1, 1)), known) is None
    assert preceding(Filters(since=date(2024, 2, 1)), None) is None
    assert preceding(Filters(since=date(2024, 4, 29)), known) == (
        date(2024, 4, 29),
        date(2024, 4, 30),
        date(2024, 4, 27),
        date(2024, 4, 28),
    )


def test_a_change_says_where_the_data_do_not_reach_back(atlas):
    change = change_before(atlas, Filters(since=date(2024, 1, 5), until=date(2024, 2, 5)))
    assert not change.covered


@pytest.mark.parametrize("level", [1, 2, 3])
def test_energy_is_counted_among_the_stated_targets_only(atlas, frame, level):
    found = energy_share(atlas, Filters(), level)
    grouped = frame.groupby(f"adm{level}_code", dropna=False)["target_category"]
    energy = grouped.agg(lambda words: words.isin(ENERGY).sum())
    unstated = grouped.agg(lambda words: (words == "unknown").sum())
    expected = {
        (None if pd.isna(code) else code): (n, total - gone, gone)
        for code, n, total, gone in zip(energy.index, energy, grouped.size(), unstated, strict=True)
    }
    assert {
        (None if pd.isna(row.code) else row.code): (row.energy, row.stated, row.unstated)
        for row in found.itertuples()
    } == expected


def test_every_oblast_has_its_residents_and_their_day():
    people = residents()
    assert sorted(people["code"]) == sorted(geodata.units(1)["code"])
    assert (people["residents"] > 100_000).all()
    dated = people.set_index("code")["counted_on"].dt.year
    assert set(dated[["UA01", "UA85"]]) == {2014}
    assert set(dated.drop(["UA01", "UA85"])) == {2022}
