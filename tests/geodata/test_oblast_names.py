"""Names of oblasts as files write them: nearly all are understood, none is misunderstood."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from geodata import name, oblast_named, units

GOLDEN = Path(__file__).parents[1] / "golden" / "province_spellings.csv"


@pytest.fixture(scope="module")
def golden():
    """spelling, code ("" where no single first-level unit is named), seen_in."""
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_golden_list_is_what_it_says(golden):
    assert len({row["spelling"] for row in golden}) == len(golden) > 300
    assert sum(bool(row["code"]) for row in golden) > 250
    assert {row["code"] for row in golden} == {"", *units(1)["code"]}


def test_98_of_100_spellings_are_understood_and_none_is_misunderstood(golden):
    wanted = {row["spelling"]: row["code"] for row in golden}
    found = {spelling: oblast_named(spelling) or "" for spelling in wanted}
    wrong = {s: code for s, code in found.items() if code and code != wanted[s]}
    assert wrong == {}
    missed = [spelling for spelling, code in wanted.items() if code and not found[spelling]]
    assert len(missed) <= 0.02 * sum(map(bool, wanted.values())), missed


@pytest.mark.parametrize("code", units(1)["code"])
def test_the_register_understands_its_own_names(code):
    expected = None if name(code) == "Kyiv" else code
    assert oblast_named(name(code)) == expected
    assert oblast_named(name(code, "uk").upper()) == expected
    assert oblast_named(code.lower()) == code


@pytest.mark.shared
def test_the_spellings_of_files_in_shared_data(shared_data):
    """Whole columns, so that a spelling that the golden list forgot is met here."""
    viina = pd.read_csv(shared_data / "events" / "viina_derived_2022.csv")["ADM1_NAME"].dropna()
    missed = {spelling for spelling in viina.unique() if oblast_named(spelling) is None}
    assert missed == {"Kiev"}
    cod = pd.read_csv(shared_data / "boundaries" / "cod_ab_adm2_attributes.csv")
    for column in ("ADM1_EN", "ADM1_UA", "ADM1_RU"):
        rows = cod[cod["ADM1_PCODE"] != "UA80"]
        assert (rows[column].map(oblast_named) == rows["ADM1_PCODE"]).all()


@pytest.mark.parametrize("nothing", ["", " ", "?!", "oblast", "область", None, float("nan"), 63])
def test_what_is_no_name_answers_none(nothing):
    assert oblast_named(nothing) is None


def test_letters_of_the_other_alphabet():
    assert oblast_named("Xерсонська область") == "UA65"  # a Latin X
    assert oblast_named("Кherson Oblast") == "UA65"  # a Cyrillic К
