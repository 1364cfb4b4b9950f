"""The official romanisation, the folding of names, and the tidying of official names."""

import pytest

from geodata import fold, romanise
from geodata.spelling import repair_letters, tidy

# Examples that resolution 55 of the Cabinet of Ministers (2010) gives beside its table.
OFFICIAL = """
Алушта Alushta, Андрій Andrii, Борщагівка Borshchahivka, Борисенко Borysenko, Вінниця Vinnytsia,
Володимир Volodymyr, Гадяч Hadiach, Богдан Bohdan, Згурський Zghurskyi, Ґалаґан Galagan,
Ґорґани Gorgany, Донецьк Donetsk, Дмитро Dmytro, Рівне Rivne, Олег Oleh, Есмань Esman,
Єнакієве Yenakiieve, Гаєвич Haievych, Короп'є Koropie, Житомир Zhytomyr, Жанна Zhanna,
Жежелів Zhezheliv, Закарпаття Zakarpattia, Казимирчук Kazymyrchuk, Медвин Medvyn,
Михайленко Mykhailenko, Іванків Ivankiv, Іващенко Ivashchenko, Їжакевич Yizhakevych,
Кадиївка Kadyivka, Мар'їне Marine, Йосипівка Yosypivka, Стрий Stryi, Олексій Oleksii, Київ Kyiv,
Лебедин Lebedyn, Леонід Leonid, Миколаїв Mykolaiv, Маринич Marynych, Ніжин Nizhyn,
Наталія Nataliia, Одеса Odesa, Онищенко Onyshchenko, Полтава Poltava, Решетилівка Reshetylivka,
Рибчинський Rybchynskyi, Суми Sumy, Соломія Solomiia, Тернопіль Ternopil, Троць Trots,
Ужгород Uzhhorod, Уляна Uliana, Фастів Fastiv, Філіпчук Filipchuk, Харків Kharkiv,
Христина Khrystyna, Стеценко Stetsenko, Чернівці Chernivtsi, Шевченко Shevchenko,
Шостка Shostka, Кишеньки Kyshenky, Щербухи Shcherbukhy, Гоща Hoshcha, Гаращенко Harashchenko,
Юрій Yurii, Корюківка Koriukivka, Яготин Yahotyn, Ярошенко Yaroshenko, Костянтин Kostiantyn,
Знам'янка Znamianka, Феодосія Feodosiia, Розгон Rozghon
"""


@pytest.mark.parametrize("pair", OFFICIAL.replace("\n", " ").split(","))
def test_the_official_examples(pair):
    ukrainian, latin = pair.split()
    assert romanise(ukrainian) == latin


@pytest.mark.parametrize(
    ("ukrainian", "latin"),
    [
        ("Біла Церква", "Bila Tserkva"),
        ("Івано-Франківськ", "Ivano-Frankivsk"),
        ("Нова-Яворівка", "Nova-Yavorivka"),  # a hyphen starts a word
        ("Кам’янець", "Kamianets"),
        ("Камʼянець", "Kamianets"),
        ("«Є»", "«Ye»"),
        ("ЩАСТЯ", "SHCHASTIA"),
        ("ЗГУРІВКА", "ZGHURIVKA"),
        ("ТЕЦ-5", "TETS-5"),
        ("Щастя і Юг", "Shchastia i Yuh"),
        ("Kyiv, вул. Січових 5", "Kyiv, vul. Sichovykh 5"),
        ("", ""),
    ],
)
def test_words_around_the_table(ukrainian, latin):
    assert romanise(ukrainian) == latin


@pytest.mark.parametrize(
    "spellings",
    [
        ["Знам'янка", "знам’янка", "ЗНАМʼЯНКА", "Знам`янка", "  Знам'янка "],
        ["Luhansk", "Luhans'k", "LUHANSK", "Luhans’k"],
        ["Ivano-Frankivsk", "Ivano Frankivsk", "ivano–frankivsk"],
        ["Qarağy", "qaragy"],
        ["Київ", "КИЇВ", "Ки\u0301їв"],
        ["Łódź", "lodz"],
        ["Ґалаґан", "Галаган"],
        ["Артёмовск", "Артемовск"],
    ],
)
def test_habits_of_typing_fold_away(spellings):
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Київ", "Киів"), ("Стрий", "Стри"), ("Київ", "Kyiv"), ("Рівне", "Ривне")]
)
def test_letters_that_differ_stay_apart(one, other):
    assert fold(one) != fold(other)


def test_latin_letters_inside_cyrillic_words():
    assert repair_letters("Хepcон і Xарків") == "Херсон і Харків"
    assert repair_letters("Kyiv і Odesa") == "Kyiv і Odesa"
    assert repair_letters("Wолинь") == "Wолинь", "W looks like no Cyrillic letter"
    assert tidy(" Кам'янка-Бузька  ") == "Кам’янка-Бузька"
