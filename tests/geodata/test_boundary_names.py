"""Units told by name: golden names in small invented squares, then real files without their codes.

Each square lies about a town of the unit, because settlements tell units of one name apart.
"""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geodata import levels, units
from geodata.boundary_codes import codes_of, level_of

SEATS = {
    "UA0102": (33.858, 44.755),
    "UA0112": (34.301, 45.503),
    "UA0114": (33.693, 46.161),
    "UA1210": (35.259, 48.629),
    "UA1808": (27.609, 50.591),
    "UA4412": (38.488, 48.944),
    "UA4612": (24.239, 50.394),
    "UA6306": (35.445, 49.378),
    "UA1204021": (33.709, 48.408),
    "UA1214011": (35.279, 48.405),
    "UA1214021": (36.396, 48.348),
    "UA1808015": (27.609, 50.591),
    "UA2604019": (24.712, 48.923),
    "UA3506011": (31.853, 48.561),
    "UA4806027": (32.451, 47.088),
    "UA4808013": (30.848, 48.045),
    "UA6312019": (36.068, 49.881),
    "UA6510013": (32.148, 46.573),
    "UA6510019": (33.215, 46.487),
    "UA6804003": (26.440, 49.492),
}

GOLDEN = [
    ("UA1210", "Новомосковський район"),
    ("UA1210", "Novomoskovskyi Raion"),
    ("UA1210", "Samarivskyi raion"),
    ("UA6306", "Красноградський район"),
    ("UA6306", "Krasnohradskyi"),
    ("UA6306", "Берестинський"),
    ("UA4612", "Chervonohradskyi district"),
    ("UA4612", "Шептицький район "),
    ("UA4412", "Сєвєродонецький"),
    ("UA4412", "Sievierodonetskyi"),
    ("UA0112", "Красногвардейский район"),
    ("UA0112", "Курманський район"),
    ("UA0114", "Красноперекопський район"),
    ("UA0114", "Perekopskyi"),
    ("UA1808", "Новоград-Волинський район"),
    ("UA1808", "Zviahelskyi raion"),
    ("UA0102", "Бахчисарайский район"),
    ("UA0102", "Bakhchysarai Raion"),
    ("UA1214011", "Іларіонівська селищна громада"),
    ("UA1214011", "Yavornytska"),
    ("UA1214021", "Першотравенська міська територіальна громада"),
    ("UA6312019", "Південноміська"),
    ("UA1808015", "Новоград-Волинська міська громада"),
    ("UA1808015", "Звягельська"),
    ("UA1204021", "П'ятихатська"),
    ("UA1204021", "П’ятихатська"),
    ("UA1204021", "Пʼятихатська "),
    ("UA6804003", "Вiйтовецька"),  # a Latin i, as the register once had it
    ("UA6804003", "Biйтoвeцькa"),  # B, i, o, e and a of the other alphabet
    ("UA2604019", "Ivano-Frankivsk urban hromada"),
    ("UA6510013", "Stanislav rural hromada"),  # Ivano-Frankivsk was Stanislav, too
    ("UA6510019", "Yuvileine rural hromada"),  # so was Slobozhanske in another oblast
    ("UA4806027", "Первомайська селищна громада"),  # renamed, while another one still is it
    ("UA4808013", "Первомайська міська громада"),
]


def table(rows, **columns):
    """A file with a square of two kilometres about the seat of each (code, name)."""
    squares = [shapely.box(x - 0.01, y - 0.01, x + 0.01, y + 0.01) for x, y in map(SEATS.get, rows)]
    return gpd.GeoDataFrame(columns, geometry=squares, crs=4326)


@pytest.mark.parametrize(("code", "name"), GOLDEN)
def test_names_of_today_and_of_before_in_several_spellings(code, name):
    level = levels.level_of(code)
    found = codes_of(table([code], name=[name]), level, "f")
    assert (found.code.tolist(), found.renamed, found.left_out) == ([code], {}, [])


@pytest.mark.parametrize(
    ("code", "own", "around"),
    [
        ("UA1210", "Новомосковський", {"ADM1_UA": "Дніпропетровська"}),
        ("UA4412", "Sievierodonetskyi", {"ADM1_PCODE": "UA44"}),
        ("UA1214021", "Pershotravenska", {"ADM2_EN": "Synelnykivskyi"}),
        ("UA1214021", "Pershotravenska", {"NAME_2": "Synelnykivskyi", "NAME_1": "Dnipropetrovsk"}),
        ("UA4806027", "Первомайська", {"raion": "Миколаївський район"}),
        (
            "UA1808015",
            "Novohrad-Volynska",
            {"ADM2_EN": "Novohrad-Volynskyi", "ADM1_EN": "Zhytomyr"},
        ),
    ],
)
def test_within_the_parent_the_name_is_enough(code, own, around):
    """The square lies where no settlement is, so that the place tells nothing."""
    level = levels.level_of(code)
    frame = table([code], **{f"ADM{level}_EN": [own]}, **{k: [v] for k, v in around.items()})
    frame.geometry = frame.translate(0, -20)
    assert codes_of(frame, level, "f").code.tolist() == [code]
    wrong = frame.drop(columns=list(around)).assign(ADM1_EN="Volynska")
    with pytest.raises(ValueError, match=f"does not hold, or holds more than once: {own}"):
        codes_of(wrong, level, "f")


def hromadas(*rows):
    """Rows (code, name) among enough others for a few doubts."""
    register = units(3)
    others = register[~register["name_uk"].duplicated(keep=False)].head(20)
    frame = table([code for code, _ in rows], name=[name for _, name in rows])
    far = gpd.GeoDataFrame(
        {"name": others["name_uk"].tolist()}, geometry=[shapely.box(0, 0, 1, 1)] * 20, crs=4326
    )
    return gpd.GeoDataFrame(pd.concat([frame, far], ignore_index=True), crs=4326)


def test_a_name_that_the_register_does_not_have_goes_by_the_settlements():
    found = codes_of(hromadas(("UA3506011", "Мар'янівська")), 3, "f")
    assert found.code[0] == "UA3506011"
    assert found.renamed == {"UA3506011": "Мар'янівська"}
    both = hromadas(("UA3506011", "Мар'янівська"), ("UA3506011", "Великовисківська"))
    with pytest.raises(ValueError, match="Мар'янівська"):
        codes_of(both, 3, "f")


def test_units_that_nothing_tells_apart_are_left_out_and_named():
    frame = hromadas(("UA4806027", "Миколаївська"))
    frame.geometry = [shapely.box(34.7, 50.9, 34.71, 50.91), *frame.geometry[1:]]  # in Sumy Oblast
    found = codes_of(frame, 3, "f")
    assert found.code[0] is None
    assert found.left_out == ["Миколаївська (may be UA5908013, UA5908015)"]
    with pytest.raises(ValueError, match="Миколаївська"):
        codes_of(frame.head(1), 3, "f")


def test_a_unit_is_guessed_once_only():
    twice = hromadas(("UA6312019", "Pivdenne hromada"), ("UA6312019", "Південне"))
    found = codes_of(twice, 3, "f")
    assert len(found.left_out) == 2
    pieces = hromadas(("UA6312019", "Південна"), ("UA6312019", "Pivdenna hromada"))
    assert codes_of(pieces, 3, "f").code[:2].tolist() == ["UA6312019"] * 2


def test_names_fill_in_for_codes_that_are_missing():
    frame = table(
        ["UA1210", "UA4412"], katotth=["UA12100000000012345", ""], name=["x", "Сєвєродонецький"]
    )
    assert codes_of(frame, 2, "f").code.tolist() == ["UA1210", "UA4412"]
    with pytest.raises(ValueError, match=r"1 of 2 units .*: UA9999"):
        codes_of(frame.assign(katotth=["UA9999", ""]), 2, "f")
    with pytest.raises(ValueError, match="no column of codes"):
        codes_of(frame[["geometry"]], 2, "f")


def test_a_shape_may_be_broken_or_missing():
    frame = table(["UA6306", "UA1210"], name=["Красноградський", "Самарівський"])
    x, y = SEATS["UA6306"][0] - 0.01, SEATS["UA6306"][1]
    bow = [(x - 0.02, y - 0.02), (x + 0.02, y + 0.02), (x + 0.02, y - 0.02), (x - 0.02, y + 0.02)]
    frame.geometry = [shapely.Polygon(bow), None]
    assert codes_of(frame, 2, "f").code.tolist() == ["UA6306", "UA1210"]
    with pytest.raises(ValueError, match="Красноградський"):
        codes_of(frame.iloc[[0]].set_geometry([None], crs=4326), 2, "f")


def test_kyiv_is_two_first_level_units():
    squares = [shapely.box(30.5, 50.44, 30.54, 50.46), shapely.box(30.0, 49.7, 30.3, 49.9)]
    frame = gpd.GeoDataFrame({"ADM1_RU": ["Киев", "Киевская"]}, geometry=squares, crs=4326)
    assert codes_of(frame, 1, "f").code.tolist() == ["UA80", "UA32"]


@pytest.mark.parametrize(
    ("columns", "level"),
    [
        ({"ADM2_EN": ["Balta"], "ADM1_EN": ["Odesa"]}, 2),
        ({"adm3_name1": ["Балтська"]}, 3),
        ({"name": ["x"], "admin_level": [7]}, 3),
        ({"name:uk": ["Балтська міська громада"]}, 3),
        ({"name": ["Балтський район"], "name_en": [None]}, 2),
        ({"name": ["Odesa Oblast"]}, 1),
    ],
)
def test_columns_and_words_tell_the_level(columns, level):
    assert level_of(table(["UA1210"], **columns), "f") == level


NAMED = [
    ("adm1_simplified.geojson", ["ADM1_RU"], 27),
    ("adm2_full.geojson.gz", ["name"], 137),
    ("adm2_full.geojson.gz", ["ADM2_EN", "ADM1_EN"], 137),
    ("adm3_full.geojson.gz", ["name"], 1464),
    ("adm3_simplified.geojson", ["ADM3_UA", "ADM2_EN"], 1464),
]


@pytest.mark.shared
@pytest.mark.parametrize(("file", "columns", "told"), NAMED)
def test_real_files_without_their_codes(file, columns, told, shared_data):
    path = shared_data / "boundaries" / file
    frame = gpd.read_file(f"/vsigzip/{path}" if path.suffix == ".gz" else path)
    level = int(file[3])
    found = codes_of(frame[[*columns, "geometry"]], level, file)
    known = found.code.notna()
    assert known.sum() == told
    assert (found.code[known] == frame[f"ADM{level}_PCODE"][known]).all()
    assert len(found.left_out) == len(frame) - told
