"""What a place name asks for: the name, the kind of place, the context, a district."""

import pytest

from geodata.asked import asked, without_kind


@pytest.mark.parametrize(
    ("text", "names", "kind"),
    [
        ("Kharkiv", ("kharkiv",), None),
        ("Oblast Donetsk", ("oblast donetsk", "donetsk"), "oblast"),
        ("Одеська обл.", ("одеська обл", "одеська"), "oblast"),
        ("Autonomous Republic of Crimea", ("autonomous republic of crimea", "crimea"), "oblast"),
        ("Чугуївський р-н", ("чугуївський р н", "чугуївський"), "raion"),
        ("смт. Козача Лопань", ("смт козача лопань", "козача лопань"), "settlement"),
        ("Нове Село", ("нове село",), None),
        ("City of Kyiv", ("city of kyiv", "kyiv"), "settlement"),
        ("oblast", ("oblast",), None),
    ],
)
def test_kinds(text, names, kind):
    request = asked(text)
    assert request.kind == kind
    assert request.names == names
    assert request.context == ()


def test_bare_names():
    assert without_kind("балаклійська міська територіальна громада") == ("балаклійська", "hromada")
    assert without_kind("чугуївський р н") == ("чугуївський", "raion")


@pytest.mark.parametrize(
    ("text", "name", "context"),
    [
        ("Izium (Kharkiv Region)", "izium", ("Kharkiv Region",)),
        ("Izium, Kharkiv Oblast, Ukraine", "izium", ("Kharkiv Oblast",)),
        ("Dnipropetrovsk oblast, Kryvyi Rih Raion", "kryvyi rih", ("Dnipropetrovsk oblast",)),
        ("Ukraine; Lviv", "lviv", ()),
    ],
)
def test_context(text, name, context):
    assert asked(text).names[-1] == name
    assert asked(text).context == context


def test_districts():
    assert asked("Donetsk - Petrovskyi")[::3] == (("donetsk",), "petrovskyi")
    assert asked("Bila-Krynytsia").part is None
    assert asked("Ukraine").names == ()
