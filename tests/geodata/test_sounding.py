"""One sound for one name, however it is written; and how alike two spellings are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.sounding import alike, one_script, readings_of_p, sound


@pytest.mark.parametrize(
    "spellings",
    [
        "Харків Харьков Kharkiv Kharkov Charkiw Harkov Charkov",
        "Київ Киев Kyiv Kiev Kyjiw Kijów",
        "Запоріжжя Запорожье Zaporozhye Zaporizhia Zaporizja Zaporizhya",
        "Чернігів Чернигов Chernihiv Tsjernihiv Czernihów Tschernihiw",
        "Миколаїв Николаев Mykolaiv Nikolaev Nikolayev",
        "Житомир Zhytomyr Zhitomir Schytomyr",
        "Донецьк Донецк Donetsk Donets'k Donezk",
        "Чугуївський Чугуевский Chuhuivskyi Chuguivskyi",
        "Катеринопіль Екатеринополь Yekaterinopol",
        "Кам'янське Каменское Kamianske Kamyanske",
    ],
)
def test_spellings_of_one_name_sound_the_same(spellings):
    assert len({sound(spelling) for spelling in spellings.split()}) == 1


def test_other_names_sound_different():
    names = [
        "Kharkiv",
        "Kherson",
        "Chernihiv",
        "Chernivtsi",
        "Rivne",
        "Rostov",
        "Donetsk",
        "Luhansk",
        "Sumy",
        "Poltava",
    ]
    assert len({sound(name) for name in names}) == len(names)


def test_alike_counts_a_swap_once():
    assert alike("Donestk", "Donetsk") == pytest.approx(6 / 7)
    assert alike("Донецьк", "Donetsk") == 1
    assert alike("Sumy", "Lviv") == 0


@pytest.mark.parametrize(
    ("mixed", "pure"),
    [
        ("Кharkiv", "Kharkiv"),  # a Cyrillic К
        ("Xарків", "Харків"),  # a Latin X
        ("Київ Kyiv", "Київ Kyiv"),
        ("Дroz", "Дroz"),  # neither alphabet has all its letters
    ],
)
def test_words_of_two_alphabets(mixed, pure):
    assert one_script(mixed) == pure


def test_readings_of_p():
    assert set(readings_of_p("Kpasnopilska")) == {*("krasnopilska", "kpasnorilska", "krasnorilska")}
    assert readings_of_p("Kherson") == []
    assert readings_of_p("pppppp") == []


@given(st.text(max_size=40))
def test_any_text_has_a_sound(text):
    assert " " not in sound(text)
    assert 0 <= alike(text, "Kharkiv") <= 1
    one_script(text)
