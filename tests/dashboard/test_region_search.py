"""What a reader types finds regions of any level, and each is told from its namesakes."""

import pytest

from dashboard.sidebar.region_search import LIMIT, Offer, added, offers, written
from geodata import level_of, units


def codes(text: str, language: str = "en", chosen: tuple[str, ...] = ()) -> list[str]:
    return [offer.code for offer in offers(text, chosen, language)[0]]


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bakhmut", ["UA1402", "UA1402001"]),
        ("бахмут", ["UA1402", "UA1402001"]),
        ("Artemivsk", ["UA1402", "UA1402001"]),  # its name until 2016
        ("Kherson", ["UA65", "UA6510", "UA6510015"]),
        ("Херсонська", ["UA65", "UA6510015"]),
        ("Харьков", ["UA63", "UA6312", "UA6312027"]),
        ("Суми", ["UA59", "UA5908"]),
        ("Brovary", ["UA3206", "UA3206005"]),
        ("UA6312007", ["UA6312007"]),
        ("Novomoskovsk", ["UA1210"]),  # Samarivskyi raion since 2024
    ],
)
def test_a_name_in_either_language_finds_its_regions(text, expected, language):
    assert codes(text, language)[: len(expected)] == expected


def test_a_city_that_is_its_own_raion_and_hromada_is_offered_once():
    assert [code for code in codes("Київ", "uk") if code.startswith("UA80")] == ["UA80"]


def test_the_other_language_s_name_is_shown_when_it_is_what_matched():
    english, ukrainian = (offers("Бахмутська", (), language)[0][0] for language in ("en", "uk"))
    assert english.note == "Бахмутська громада · Bakhmutskyi raion, Donetsk Oblast"
    assert ukrainian.note == "Бахмутський район, Донецька область"


@pytest.mark.parametrize("language", ["en", "uk"])
def test_namesakes_of_one_level_are_told_apart(language):
    hromadas = [written(code, language) for code in units(3)["code"]]
    seen = [(offer.name, offer.note) for offer in hromadas]
    assert len(set(seen)) == len(seen)


def test_a_cut_list_says_so_and_a_name_that_is_none_finds_nothing():
    listed, cut = offers("Ivanivka", (), "en")
    assert (len(listed), cut) == (LIMIT, True)
    assert offers("zzzzqqq", (), "en") == ([], False)
    assert offers("%<b>{}", (), "uk") == ([], False)


def test_without_a_text_come_the_regions_within_the_chosen_and_all_oblasts():
    first = codes("", chosen=("UA63", "none"))
    assert len(first) == 7 + 26
    assert {level_of(code) for code in first[:7]} == {2}
    assert all(code.startswith("UA63") for code in first[:7])
    assert "none" not in first
    assert codes("")[-1] == "none"
    names = [offer.name for offer in offers("", (), "uk")[0][:-1]]
    assert names == sorted(names)


def test_what_is_chosen_is_not_offered_again():
    assert codes("Kherson", chosen=("UA65",)) == ["UA6510", "UA6510015"]


def test_a_choice_takes_the_place_of_the_regions_around_and_within_it():
    assert added("UA6312", ("UA51", "UA63")) == ("UA51", "UA6312")
    assert added("UA63", ("UA6312", "UA6306", "none")) == ("UA63", "none")
    assert added("none", ("UA63",)) == ("UA63", "none")


def test_the_words_of_a_region_that_is_no_region():
    assert written("none", "en") == Offer("none", "Not placed in any oblast", "")
    assert written("UA80", "en").note == "city with special status"
