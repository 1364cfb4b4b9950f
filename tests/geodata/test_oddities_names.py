"""Oddities of names and codes that real files were found to have, each by its number.

The numbers are those of the list by which the importers were made; `pytest -k oddity_21_` finds
one.
"""

import pytest

import geodata
from geodata import choice, find, fold, oblast_named, raion_named, unit, units

OF_ACLED = {
    "Donetsk": "UA14",
    "Zaporizhia": "UA23",
    "Kirovograd": "UA35",
    "Kyiv City": "UA80",
    "Crimea": "UA01",
}


@pytest.mark.parametrize("name", OF_ACLED)
def test_oddity_17_names_of_acled(name):
    assert oblast_named(name) == OF_ACLED[name]


def test_oddity_17_the_one_raion_that_acled_spells_its_own_way():
    assert raion_named("Chuguivskyi", "UA63") == raion_named("Chuhuivskyi", "UA63") == "UA6314"


OF_UCDP = {
    "Donetsk oblast": "UA14",
    "Kharkiv Oblast": "UA63",
    "Mykolayiv": "UA48",
    "Zaporizhzhya": "UA23",
    "Odessa": "UA51",
    "Kiev Special Republican city": "UA80",
}


@pytest.mark.parametrize("name", OF_UCDP)
def test_oddity_21_oblasts_of_ucdp(name):
    assert oblast_named(name) == OF_UCDP[name]


RENAMED = {
    "UA1210": ("Novomoskovskyi", "Novomoskovsk Raion", "Самарівський район"),
    "UA6306": ("Krasnohradskyi", "Берестинський"),
    "UA4412": ("Sievierodonetskyi", "Сіверськодонецький"),
    "UA4612": ("Chervonohradskyi", "Шептицький"),
    "UA0112": ("Курманський",),
    "UA0114": ("Перекопський",),
}


@pytest.mark.parametrize("code", RENAMED)
def test_oddity_22_a_raion_is_found_by_its_old_name_and_its_new(code):
    assert {raion_named(name, code[:4]) for name in RENAMED[code]} == {code}


@pytest.mark.parametrize(
    ("old", "code"),
    [
        ("Іларіонівська громада", "UA1214011"),
        ("Першотравенська громада", "UA1214021"),
        ("Новоград-Волинська громада", "UA1808015"),
    ],
)
def test_oddity_22_a_hromada_is_found_by_the_name_it_had(old, code):
    assert code in {found.code for found in find(old)}


def test_oddity_23_apostrophes_do_not_tell_names_apart():
    assert fold("Кам’янський") == fold("Кам'янський") == fold("Камʼянський")
    for apostrophe in "’'ʼ":
        assert raion_named(f"Кам{apostrophe}янський", "UA12") == "UA1204"


@pytest.mark.parametrize("level", geodata.LEVELS)
def test_oddity_23_names_of_the_register_are_clean(level):
    """No space at an end, no Latin letter within a Ukrainian word, no name missing."""
    names = units(level)["name_uk"]
    assert names.notna().all()
    assert (names == names.str.strip()).all()
    assert not names.str.contains("[A-Za-z]").any()


def test_oddity_24_a_name_that_many_places_have_is_nobody_s():
    assert len(find("Іванівка")) > 1
    assert choice(find("Іванівка")) is None
    twins = units(3)["name_en"]
    assert twins.duplicated().any()
    assert not units(2)["name_en"].duplicated().any()


def test_oddity_25_names_are_not_cut_at_the_width_of_a_field():
    assert unit("UA3200").name_uk == "Чорнобильська зона відчуження"


def test_oddity_25_codes_of_the_second_level_without_a_raion():
    assert {"UA3200", "UA8000", "UA8500"} <= set(units(2)["code"])
    assert unit("UA8000").parent == "UA80"


def test_oddity_25_iso_codes_are_not_p_codes():
    pairs = {"UA-43": "UA01", "UA-09": "UA44", "UA-77": "UA73"}
    assert {iso: geodata.from_iso(iso) for iso in pairs} == pairs


def test_oddity_26_names_of_the_alerts():
    assert oblast_named("Cherkaska oblast") == "UA71"
    assert oblast_named("Kyiv City") == "UA80"
    assert raion_named("Novohrad-Volynskyi raion", "UA18") == "UA1808"


def test_oddity_26_a_raion_in_the_column_of_oblasts_is_no_oblast():
    assert oblast_named("Lubenskyi raion") is None
    assert raion_named("Poltavska oblast", "UA53") is None
