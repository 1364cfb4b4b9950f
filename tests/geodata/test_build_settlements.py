"""Which settlement of the register a GeoNames place is: invented places, a few per case."""

import pandas as pd

from geodata.build_settlements import joined, registered


def official(*rows):
    """Rows of the register: fourth-level code, category, name."""
    frame = pd.DataFrame(rows, columns=["fourth", "category", "name"])
    return registered(frame.assign(first=frame["fourth"], second=None, third=None))


def points(*rows):
    """GeoNames places: name, other names, raion, latitude, longitude."""
    frame = pd.DataFrame(rows, columns=["name", "names", "adm2_code", "latitude", "longitude"])
    frame["names"] = [[n, *more] for n, more in zip(frame["name"], frame["names"], strict=True)]
    return frame.assign(
        geoname_id=frame.index, adm1_code=frame["adm2_code"].str[:4], population=600
    )


def answer(frame, name):
    return frame.loc[frame["geoname_id"].notna() & (frame["name"] == name)].iloc[0]


LONE = ("UA63120010010000001", "C", "Тиха ")
TWINS = [("UA63120010020000002", "C", "Липа"), ("UA63120020010000003", "C", "Липа")]
TOWNS = [("UA63120010030000004", "M", "Схід"), ("UA63120020020000005", "M", "Захід")]


def test_a_name_that_is_alone_in_its_raion_is_matched():
    register = official(LONE, ("UA63140010010000009", "C", "Тиха"))
    got = answer(joined(points(("Tykha", [], "UA6312", 49.0, 36.0)), register), "Tykha")
    assert (got["code"], got["name_uk"], got["adm3_code"]) == (LONE[0], "Тиха", "UA6312001")


def test_an_alternate_name_serves_where_the_main_one_fits_nothing():
    frame = joined(points(("Quiet", ["Тиха"], "UA6312", 49.0, 36.0)), official(LONE))
    assert answer(frame, "Quiet")["code"] == LONE[0]
    assert answer(frame, "Quiet")["name_en"] == "Tykha"
    assert len(frame) == 1, "what was matched does not come twice"


def test_namesakes_are_told_apart_by_the_towns_of_their_hromadas():
    register = official(*TWINS, *TOWNS)
    east, west = ("Skhid", [], "UA6312", 49.0, 37.0), ("Zakhid", [], "UA6312", 49.0, 36.0)
    got = joined(points(east, west, ("Lypa", [], "UA6312", 49.0, 36.9)), register)
    assert answer(got, "Lypa")["code"] == TWINS[0][0]
    half_way = joined(points(east, west, ("Lypa", [], "UA6312", 49.0, 36.5)), register)
    assert pd.isna(answer(half_way, "Lypa")["code"])
    assert answer(half_way, "Lypa")["kind"] == "settlement"
    assert len(half_way) == 5, "both twins stay, without a point"
    unknown = joined(points(east, ("Lypa", [], "UA6312", 49.0, 36.9)), register)
    assert pd.isna(answer(unknown, "Lypa")["code"]), "one hromada has no known town"


def test_two_places_never_get_one_settlement():
    both = points(("Tykha", [], "UA6312", 49.0, 36.0), ("Quiet", ["Тиха"], "UA6312", 49.5, 36.5))
    assert joined(both, official(LONE))["code"].tolist().count(LONE[0]) == 1
    assert joined(both, official(LONE)).loc[:1, "code"].isna().all()


def test_what_no_settlement_is_called_is_a_locality():
    frame = joined(points(("Saltivka", [], "UA6312", 50.0, 36.3)), official(LONE))
    assert answer(frame, "Saltivka")["kind"] == "locality"
    assert answer(frame, "Saltivka")["adm2_code"] == "UA6312"


def test_the_land_around_sevastopol():
    register = official(
        ("UA01020010010000001", "C", "Село"), ("UA01020030010000002", "C", "Село")
    ).set_index("code")
    assert register["adm1_code"].tolist() == ["UA85", "UA01"]
    assert register["adm2_code"].tolist() == ["UA8500", "UA0102"]


def people(frame, *population):
    return frame.assign(population=population)


def test_of_namesakes_in_one_raion_the_populous_place_is_the_city():
    """Bucha the city and Bucha the village, neither with a town near that tells them apart."""
    register = official(("UA63120010020000002", "C", "Липа"), ("UA63120020010000003", "M", "Липа"))
    here = ("Lypa", [], "UA6312", 49.0, 36.9)
    alone = joined(people(points(here), 40_000), register)
    assert answer(alone, "Lypa")["code"] == "UA63120020010000003"
    two = points(here, ("Lypa", [], "UA6312", 49.0, 36.5))
    far_apart = joined(people(two, 600, 40_000), register)
    assert far_apart.loc[far_apart["population"] == 40_000, "code"].item() == "UA63120020010000003"
    alike = joined(people(two, 600, 700), register)
    assert alike.loc[alike["geoname_id"].notna(), "code"].isna().all(), "neither stands out"


def test_of_two_villages_neither_is_the_city():
    register = official(*TWINS)
    frame = joined(people(points(("Lypa", [], "UA6312", 49.0, 36.9)), 40_000), register)
    assert pd.isna(answer(frame, "Lypa")["code"])
