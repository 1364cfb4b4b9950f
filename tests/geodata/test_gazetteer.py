"""Places by name: spellings, kinds, context, ambiguity, and the one that stands alone."""

import hashlib
import os
import subprocess
import sys
from dataclasses import FrozenInstanceError

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import UnknownUnitError, choice, find, oblast_named, place
from geodata.build_gazetteer import FACILITIES, FORMER
from geodata.gazetteer_table import HOW, PLACES, load
from geodata.spelling import romanise

KYIV, KHARKIV, ODESA = "UA80000000000093317", "UA63120270010096107", "UA51100270010076757"
ZAPORIZHZHIA, DNIPRO = "UA23060070010069526", "UA12020010010037010"
MYKOLAIV, BAKHMUT = "UA48060150010035747", "UA14020010010059145"


def chosen(name, **context):
    one = choice(find(name, **context))
    return one and one.code


@pytest.mark.parametrize(
    ("code", "names"),
    [
        (KYIV, "Kiev Kyiv Київ Киев Kyjiw Kijów KYIV"),
        (KHARKIV, "Kharkiv Kharkov Харків Харьков Harkov Charkiw Xарків"),
        (ODESA, "Odesa Odessa Одеса Одесса"),
        (ZAPORIZHZHIA, "Zaporizhzhia Zaporozhye Zaporizhia Запоріжжя Запорожье"),
        (DNIPRO, "Dnipro Dnepropetrovsk Dnipropetrovsk Дніпропетровськ Днепр"),
        (MYKOLAIV, "Mykolaiv Nikolaev Nikolayev Миколаїв Николаев"),
        (BAKHMUT, "Bakhmut Бахмут"),
        ("UA14120210010032554", "Slov'yansk Слов’янськ Словʼянськ Слов'янськ Славянск"),
        ("UA14140050010029262", "Mariupol Mapiupol Мариуполь"),
        ("UA44120110010072887", "Siverskodonetsk Sievierodonetsk Сєвєродонецьк"),
    ],
)
def test_spellings_of_well_known_cities(code, names):
    assert {name: chosen(name) for name in names.split()} == dict.fromkeys(names.split(), code)


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("Kharkiv region", "oblast", "UA63"),
        ("Харківська область", "oblast", "UA63"),
        ("Harkovskaya oblast", "oblast", "UA63"),
        ("Kyiv Oblast", "oblast", "UA32"),
        ("Crimea", "oblast", "UA01"),
        ("Kyiv City", "settlement", KYIV),
        ("м. Балта", "settlement", "UA51120030010033524"),
        ("Donetsk City municipality", "settlement", "UA14080030010048113"),
        ("Dnipro Raion", "raion", "UA1202"),
        ("Chuguivskyi raion", "raion", "UA6314"),
        ("Novomoskovskyi raion", "raion", "UA1210"),
        ("Novomoskovsk Raion", "raion", "UA1210"),
        ("Krasnohradskyi raion", "raion", "UA6306"),
        ("Chervonohradskyi raion", "raion", "UA4612"),
        ("Sievierodonetskyi raion", "raion", "UA4412"),
        ("Krasnohvardiiskyi raion", "raion", "UA0112"),
        ("Красноперекопський район", "raion", "UA0114"),
        ("Novohrad-Volynskyi raion", "raion", "UA1808"),
        ("Першотравенська громада", "hromada", "UA1214021"),
        ("Dnipropetrovsk oblast, Kryvyi Rih Raion", "raion", "UA1206"),
        ("Izyum (Kharkiv Region)", "settlement", "UA63040090010029555"),
    ],
)
def test_words_tell_the_kind(text, kind, code):
    found = find(text)
    assert (found[0].kind, found[0].code) == (kind, code)
    assert choice(found) == found[0]


def test_every_former_name_is_found():
    """Those of one place by that place alone; a name that several had, by each of them."""
    table = pd.read_csv(FORMER, dtype=str)
    words = {"raion": " район", "hromada": " громада", "settlement": ""}
    lost = []
    for row in table.itertuples():
        for name in (row.former_uk, romanise(row.former_uk)):
            found = find(name + words[row.kind], within=row.code, limit=50)
            if not any(c.kind == row.kind and c.code.startswith(row.code) for c in found):
                lost.append((row.kind, name))
    assert len(table) > 80
    assert lost == []


def test_a_renamed_city_says_that_the_name_is_old():
    both = find("Артемівськ")[:2]
    assert {c.name_en for c in both} == {"Bakhmut", "Kypuche"}
    assert {c.matched_by for c in both} == {"old name"}
    assert choice(both) is None
    assert chosen("Artemivsk", within="UA14") == BAKHMUT


def test_russian_p_read_as_latin():
    assert chosen("Kpasnopilska hromada", within="UA59") == "UA5908009"
    assert {c.matched_by for c in find("Kpasnopilska hromada")} == {"transliteration"}
    assert find("Kpaсnopilska hromada", within="UA59")[0].code == "UA5908009"  # a Cyrillic с


def test_a_city_district():
    first, second = find("Donetsk - Petrovskyi")[:2]
    assert (first.kind, first.adm2_code) == ("locality", "UA1408")
    assert (second.name_en, second.kind) == ("Donetsk", "settlement")
    only = find("Donetsk - Qwrtzskyi")
    assert only[0].name_en == "Donetsk"


def test_an_ambiguous_name_has_candidates_and_no_choice():
    found = find("Ivanivka", limit=200)
    exact = [c for c in found if c.matched_by == "exact" and c.kind == "settlement"]
    assert len(exact) > 100
    coded = [c.code for c in exact if c.code]
    assert len(set(coded)) == len(coded)
    assert choice(found) is None
    assert choice(find("Ivanivka", limit=1)) is None, "a cut list hides no rival"
    assert choice(find("Ивановка", within="UA65")) is None, "only one has it as alternate name"


def test_within_and_near_narrow_it_down():
    assert {c.adm1_code for c in find("Ivanivka", within="UA65", limit=50)} == {"UA65"}
    assert {c.adm2_code for c in find("Ivanivka", within="UA6504", limit=50)} == {"UA6504"}
    near = find("Hvardiiske", near=(44.97, 34.02))
    assert chosen("Hvardiiske") is None
    assert choice(near).adm2_code == "UA0116"
    assert near[0].distance_km < 25
    hidden = find("Ivanivka", within="UA65", near=(46.5, 33.1))
    assert hidden[0].latitude is None
    assert choice(hidden) is None, "the place of a settlement without point is not known so well"


def test_a_context_that_names_no_region_forbids_a_choice():
    assert choice(find("Odesa, Texas")) is None
    assert choice(find("Odesa, Ukraine")).code == ODESA
    assert choice(find("Belgorod")) is None


def test_a_slip_is_offered_and_never_chosen():
    found = find("Khrakiv")
    assert (found[0].name_en, found[0].matched_by) == ("Kharkiv", "fuzzy")
    assert choice(found) is None
    assert find("Qwrtzpsdf") == []


def test_another_name_of_a_village_is_offered_and_never_chosen():
    """Many villages were called Leninske; GeoNames tells it of a few."""
    found = find("Leninske", within="UA14")
    assert {c.matched_by for c in found[:1]} == {"other name"}
    assert choice(found) is None


@pytest.mark.shared
def test_names_of_real_events_with_their_oblast_are_chosen_near_their_points(shared_data):
    """Third-party events that have a name, an oblast and a point: what is chosen by the name
    within the oblast lies within 25 km of the point in 999 of 1,000 rows."""
    events = pd.read_csv(shared_data / "events" / "viina_derived_2022.csv")
    events = events.dropna(subset=["asciiname", "ADM1_NAME", "latitude"])
    events = events.assign(within=events["ADM1_NAME"].map(oblast_named)).dropna(subset="within")
    ones = [choice(find(n, within=w)) for n, w in events[["asciiname", "within"]].to_numpy()]
    points = [(c.latitude, c.longitude) if c and c.latitude else (None, None) for c in ones]
    points = np.array(points, dtype=float)
    north = points[:, 0] - events["latitude"].to_numpy()
    east = (points[:, 1] - events["longitude"].to_numpy()) * np.cos(np.radians(points[:, 0]))
    km = 111.2 * np.hypot(north, east)[~np.isnan(north)]
    assert len(km) > 0.65 * len(events)
    assert (km <= 25).mean() >= 0.999


def test_facilities_are_those_that_come_with_the_program():
    for row in pd.read_csv(FACILITIES).itertuples():
        for name in (row.name, row.name_uk):
            first = find(name)[0]
            assert (first.name_en, first.kind) == (row.name, "facility")
            assert (first.latitude, first.longitude) == (row.latitude, row.longitude)


def test_cities_are_never_taken_for_other_places():
    """Of 200 settlements of 20,000 people, choice gives themselves or nothing."""
    columns = load().columns
    rows = zip(*(columns[c] for c in ("name_uk", "code", "population", "kind")), strict=True)
    cities = [(n, c) for n, c, p, kind in rows if kind == "settlement" and c and (p or 0) >= 20_000]
    answers = [(code, chosen(name)) for name, code in cities]
    assert len(answers) > 180
    assert [(code, got) for code, got in answers if got not in (code, None)] == []
    assert sum(got is not None for _, got in answers) > 0.7 * len(answers)


def test_points_lie_in_their_oblasts():
    columns = load().columns
    frame = pd.DataFrame({c: columns[c] for c in ("latitude", "longitude", "adm1_code", "kind")})
    frame = frame[frame["latitude"].notna() & frame["kind"].isin(["settlement", "locality"])]
    placed = place(latitude=frame["latitude"], longitude=frame["longitude"])
    assert (placed.code == frame["adm1_code"].to_numpy()).mean() > 0.99


def test_the_table_holds_together():
    table = load()
    assert len(set(filter(None, table.columns["geoname_id"]))) == 5488
    codes = pd.Series(table.columns["code"]).dropna()
    assert codes.is_unique
    assert set(table.owner) == set(range(len(table.columns["kind"]))), "each place has a spelling"
    assert set(table.how) <= set(range(len(HOW)))
    for above, below in (("adm1_code", "adm2_code"), ("adm2_code", "adm3_code")):
        pairs = pd.DataFrame({above: table.columns[above], below: table.columns[below]}).dropna()
        assert all(b.startswith(a) for a, b in pairs.to_numpy() if a not in ("UA85", "UA8500"))


@pytest.mark.parametrize("nothing", ["", "  ", "?!", "123", "-", "ukraine", "x" * 5000])
def test_what_is_no_name_finds_nothing(nothing):
    assert find(nothing) == []
    assert choice([]) is None


def test_bad_context_is_refused():
    with pytest.raises(UnknownUnitError, match="UA99"):
        find("Ivanivka", within="UA99")
    for point in ((95, 30), (float("nan"), 30), ("a", 30)):
        with pytest.raises(ValueError, match=r"point|convert"):
            find("Ivanivka", near=point)


def test_candidates_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        find("Kyiv")[0].code = None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.sampled_from([None, "UA65", "UA6312", "UA6312007"]))
def test_any_text_is_answered(text, within):
    found = find(text, within=within)
    assert len(found) <= 10
    assert all(0 <= c.score <= 1 for c in found)
    assert [c.score for c in found[1:]] == sorted((c.score for c in found[1:]), reverse=True)


@pytest.mark.parametrize("file", [PLACES, FORMER])
def test_the_files_are_those_that_the_provenance_describes(file):
    provenance = (file.parent / "PROVENANCE.md").read_text(encoding="utf-8")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert f"| {file.name} | {digest} |" in provenance
    assert file.stat().st_size < 3_000_000


def test_the_gazetteer_is_read_when_it_is_asked():
    seen = "import geodata; from geodata.gazetteer_table import load; print(load.cache_info()[1])"
    done = subprocess.run(
        [sys.executable, "-c", seen], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout.strip() == "0"
