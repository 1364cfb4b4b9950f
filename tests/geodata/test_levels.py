"""The register: counts, names, codes, parents, search."""

import re

import pytest

from geodata import (
    UnknownUnitError,
    fold,
    from_iso,
    level_of,
    name,
    parents,
    romanise,
    search,
    unit,
    units,
)


def test_each_level_is_complete_and_ordered():
    assert [len(units(level)) for level in (1, 2, 3)] == [27, 139, 1775]
    for level, length in ((1, 4), (2, 6), (3, 9)):
        codes = units(level)["code"]
        assert codes.is_unique
        assert codes.is_monotonic_increasing
        assert codes.str.fullmatch(rf"UA\d{{{length - 2}}}").all()


def test_every_parent_is_a_prefix_and_exists():
    assert units(1)["parent"].isna().all()
    for level in (2, 3):
        table = units(level)
        assert set(table["parent"]) <= set(units(level - 1)["code"])
        prefixes = [code[: -2 if level == 2 else -3] for code in table["code"]]
        assert table["parent"].tolist() == prefixes


def test_iso_codes_belong_to_the_first_level():
    assert units(1)["iso"].is_unique
    assert units(1)["iso"].str.fullmatch(r"UA-\d\d").all()
    assert units(2)["iso"].isna().all()
    assert units(3)["iso"].isna().all()


@pytest.mark.parametrize(
    ("code", "english", "ukrainian"),
    [
        ("UA01", "Autonomous Republic of Crimea", "Автономна Республіка Крим"),
        ("UA23", "Zaporizhzhia Oblast", "Запорізька область"),
        ("UA32", "Kyiv Oblast", "Київська область"),
        ("UA51", "Odesa Oblast", "Одеська область"),
        ("UA63", "Kharkiv Oblast", "Харківська область"),
        ("UA80", "Kyiv", "Київ"),
        ("UA85", "Sevastopol", "Севастополь"),
        ("UA6314", "Chuhuivskyi raion", "Чугуївський район"),
        ("UA1210", "Samarivskyi raion", "Самарівський район"),
        ("UA6802", "Kamianets-Podilskyi raion", "Кам’янець-Подільський район"),
        ("UA6510015", "Khersonska hromada", "Херсонська громада"),
        ("UA3200", "Chornobyl Exclusion Zone", "Чорнобильська зона відчуження"),
        ("UA8000000", "Kyiv", "Київ"),
    ],
)
def test_names(code, english, ukrainian):
    assert name(code) == english
    assert name(code, "uk") == ukrainian


def test_first_level_names_end_as_their_kind_asks():
    others = {"UA01", "UA80", "UA85"}
    for row in units(1).itertuples():
        assert row.name_en.endswith(" Oblast") == (row.code not in others)
        assert row.name_uk.endswith("ька область") == (row.code not in others)


def test_names_are_tidy():
    for level in (1, 2, 3):
        for column in ("name_en", "name_uk"):
            names = units(level)[column]
            assert (names == names.str.strip()).all()
            assert not names.str.contains("['`ʼ]|  ").any()
        assert units(level)["name_en"].str.fullmatch(r"[A-Za-z \-]+").all()
        assert not units(level)["name_uk"].str.contains("[A-Za-z]").any()


def test_english_names_below_the_first_level_follow_the_official_romanisation():
    for level, english, ukrainian in ((2, " raion", " район"), (3, " hromada", " громада")):
        for row in units(level).itertuples():
            if row.code.startswith(("UA3200", "UA8000", "UA8500")):
                continue
            assert row.name_en == romanise(row.name_uk.removesuffix(ukrainian)) + english


def test_homonyms_keep_their_own_codes():
    named = search("Kamianska hromada")
    assert len(named) > 2
    assert named["code"].is_unique
    assert {parents(code)[1] for code in named["code"]} >= {"UA12", "UA21"}


def test_seats_of_oblasts_lie_where_they_are_governed_from():
    kyiv, oblast = unit("UA80"), unit("UA32")
    assert (oblast.seat_latitude, oblast.seat_longitude) == (
        kyiv.seat_latitude,
        kyiv.seat_longitude,
    )
    assert unit("UA63").seat_latitude == pytest.approx(49.98, abs=0.05)
    assert units(1)["seat_latitude"].notna().all()
    assert unit("UA6312").seat_latitude is None


def test_a_unit_knows_its_place_in_the_register():
    raion = unit("UA6312")
    assert (raion.level, raion.iso, raion.parent) == (2, None, "UA63")
    assert parents("UA6312007") == ("UA6312", "UA63")
    assert parents("UA63") == ()
    assert [level_of(code) for code in ("UA63", "UA6312", "UA6312007")] == [1, 2, 3]
    with pytest.raises(AttributeError):
        raion.code = "UA64"


@pytest.mark.parametrize("code", ["UA99", "ua63", "63", "", None, "UA631200", ["UA63"]])
def test_unknown_codes_are_said(code):
    with pytest.raises(UnknownUnitError, match=re.escape(repr(code))):
        unit(code)


def test_iso_codes_lead_to_p_codes():
    assert from_iso("UA-63") == "UA63"
    assert from_iso(" ua-30 ") == "UA80"
    assert from_iso("UA-77") == "UA73"
    assert [from_iso(iso) for iso in units(1)["iso"]] == units(1)["code"].tolist()
    with pytest.raises(UnknownUnitError, match="UA-99"):
        from_iso("UA-99")


def test_a_wrong_level_or_language_is_said():
    with pytest.raises(ValueError, match="no level 4"):
        units(4)
    with pytest.raises(ValueError, match="'ru'"):
        name("UA63", "ru")


def test_the_caller_may_change_what_units_gives():
    mine = units(1)
    mine.loc[0, "name_en"] = "changed"
    assert units(1).loc[0, "name_en"] == "Autonomous Republic of Crimea"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Kharkiv", "UA63"),
        ("kharkivskyi", "UA6312"),
        ("харків", "UA63"),
        ("Одеська область", "UA51"),
        ("Київ", "UA80"),
        ("kyiv", "UA80"),
        ("UA6312007", "UA6312007"),
        ("ua63", "UA63"),
        ("камянець подільський", "UA6802"),
        ("Кам'янець-Подільська", "UA6802011"),
        ("hromada kherson", "UA6510015"),
    ],
)
def test_search_finds_the_unit_first(text, first):
    assert search(text).loc[0, "code"] == first


def test_search_holds_every_word_and_keeps_its_limit():
    found = search("raion", limit=5)
    assert len(found) == 5
    assert search("").empty
    assert search("  - ").empty
    assert search("Kharkiv Nowhere").empty
    assert search("(").empty, "no pattern characters"
    for row in search("мар", limit=100).itertuples():
        assert "мар" in fold(row.name_uk) or "mar" in fold(row.name_en)
