"""Makes data/gazetteer.parquet: every place with a name, and every spelling it is looked up by.

A step of `python -m geodata.build`; data/PROVENANCE.md tells the sources and what was measured.
One row is one place. The columns are FIELDS, as `gazetteer.Candidate` explains them, and three
lists of equal length: spellings (plain), how (positions in gazetteer_table.HOW) and sounds.
"""

import re
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geodata import levels
from geodata.asked import plain, without_kind
from geodata.gazetteer_table import HOW
from geodata.oblast_names import OTHER_SPELLINGS
from geodata.sounding import alike, sound
from geodata.spelling import fold, romanise, tidy

TEXTS = ["name_en", "name_uk", "kind", "code", "adm1_code", "adm2_code", "adm3_code"]
NUMBERS = {"geoname_id": "Int32", "population": "Int32", "latitude": "Float64"}
NUMBERS |= {"longitude": "Float64"}
FIELDS = [*TEXTS, *NUMBERS]

FORMER = Path(__file__).parent / "data" / "former_names.csv"
FACILITIES = Path(__file__).parents[1] / "events" / "data" / "facilities.csv"
# Units named after a seat whose name begins otherwise or is short, and one named after a river.
_SEATS = {"UA0708": "Луцьк", "UA1206": "Кривий Ріг", "UA3202": "Біла Церква", "UA7304": ""}
_ADJECTIVE = re.compile("(ськ|цьк|зьк)(ий|а)$")
_LETTERS = re.compile(r"[ 0-9a-zа-яєіїўј]+")


def units() -> pd.DataFrame:
    """Oblasts (with their seats' points), raions and hromadas of the register. The parts that a
    city with special status has at the lower levels are the city itself and left out."""
    frame = pd.concat([levels.units(level) for level in levels.LEVELS])
    frame = frame[~frame["code"].str.fullmatch("UA(80|85)0+|UA3200000")]
    frame["kind"] = frame["level"].map(levels.LEVELS)
    frame["adm1_code"] = frame["code"].str[:4]
    frame["adm2_code"] = frame["code"].str[:6].where(frame["level"] > 1)
    frame["adm3_code"] = frame["code"].where(frame["level"] > 2)
    seats = {"seat_latitude": "latitude", "seat_longitude": "longitude"}
    return frame.rename(columns=seats).drop(columns=["level", "parent"]).reset_index(drop=True)


def with_seats(frame: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Raions and hromadas get the settlement they are named after: seat_en, seat_uk, latitude,
    longitude; missing where none is alike. Of a unit's settlements that begin as its name does,
    but for three letters, the most populous counts, then the longest beginning."""
    places = places[(places["kind"] == "settlement") & places["name_uk"].notna()]
    frames = []
    for column in ("adm2_code", "adm3_code"):
        level = frame[frame["kind"] == levels.LEVELS[int(column[3])]]
        pairs = level[["code", column, "name_uk"]].rename(columns={"code": "unit"})
        pairs = pairs.merge(places, on=column, suffixes=("", "_place"))
        root = pairs["name_uk"].str.split(" ").str[0].str.replace(_ADJECTIVE, "", regex=True)
        root = pairs["unit"].map(_SEATS).fillna(root).map(fold)
        pairs["begins"] = [_begin(a, b) for a, b in zip(root, pairs["name_uk_place"], strict=True)]
        pairs["missing"] = root.str.len() - pairs["begins"]
        kept = (pairs["begins"] >= 3) & (pairs["missing"] <= (root.str.len() - 3).clip(upper=3))
        frames.append(pairs[kept])
    found = pd.concat(frames).assign(population=lambda p: p["population"].fillna(0))
    found = found.sort_values(["population", "begins"], ascending=False, kind="stable")
    found = found.drop_duplicates("unit").set_index("unit")
    seats = {"seat_en": "name_en", "seat_uk": "name_uk_place"}
    seats |= {"latitude": "latitude", "longitude": "longitude"}
    answer = pd.DataFrame({name: frame["code"].map(found[of]) for name, of in seats.items()})
    return frame.combine_first(answer)


def _begin(root: str, name: str) -> int:
    """How many letters the two share at their beginning."""
    name = fold(name)
    return next(
        (i for i, (a, b) in enumerate(zip(root, name, strict=False)) if a != b),
        min(len(root), len(name)),
    )


def facilities(register: pd.DataFrame) -> pd.DataFrame:
    """The bundled energy facilities; what stands in brackets in a name is another name."""
    rows = pd.read_csv(FACILITIES)
    iso = register[register["kind"] == "oblast"].set_index("iso")["code"]
    return pd.DataFrame(
        {
            "name_en": rows["name"],
            "name_uk": rows["name_uk"].map(tidy),
            "kind": "facility",
            "adm1_code": rows["oblast_iso"].map(iso),
            "latitude": rows["latitude"],
            "longitude": rows["longitude"],
            "names": rows["name"].map(lambda name: re.split(r"\s*[()]\s*", name)),
        }
    )


def former(places: pd.DataFrame) -> pd.Series:
    """Position in `places` -> former Ukrainian names, from FORMER. A settlement is named there by
    its hromada and its name; of two such the more populous counts. A raion or hromada is also
    found by the former name of the settlement it is named after."""
    rows = pd.read_csv(FORMER, dtype=str)
    keys = places[["kind", "name_uk", "code", "seat_uk"]].assign(place=places.index)
    keys["name_uk"] = keys["name_uk"].str.replace(r" (район|громада)$", "", regex=True)
    keys["code"] = keys["code"].str[:9]
    keys = keys.iloc[places["population"].fillna(0).argsort(kind="stable")[::-1]]
    keys = keys.drop_duplicates(["kind", "name_uk", "code"])
    found = rows.merge(keys, on=["kind", "name_uk", "code"], how="left")
    if found["place"].isna().any():
        lost = found.loc[found["place"].isna(), ["kind", "code", "name_uk"]]
        raise SystemExit(f"{FORMER.name} names places that the register has not:\n{lost}")
    seats = rows[rows["kind"] == "settlement"].rename(columns={"name_uk": "seat_uk"})
    units = keys[["code", "seat_uk", "place"]].dropna()
    above = [seats.assign(code=seats["code"].str[:length]) for length in (6, 9)]
    above = pd.concat(above).merge(units, on=["code", "seat_uk"])
    return pd.concat([found, above]).groupby("place")["former_uk"].agg(list)


def spellings(places: pd.DataFrame) -> pd.DataFrame:
    """Every spelling of every place: place (position), spelling (plain), how (position in HOW).

    A spelling of one settlement's name is one of all its namesakes'; another name is its own.
    """
    old, seats = former(places), ("seat_en", "seat_uk")
    oblasts = places.loc[places["kind"] == "oblast", "code"].map(OTHER_SPELLINGS).str.split("|")
    columns = [("exact", places["name_en"]), ("exact", places["name_uk"]), ("old name", old)]
    columns += [("old name", old.map(lambda names: [romanise(name) for name in names]))]
    columns += [("alternate", column) for column in (*(places[c] for c in seats), oblasts)]
    columns += [("other name", places["names"])]
    rows = pd.concat([c.explode().to_frame("name").assign(how=how) for how, c in columns])
    rows = rows.dropna().rename_axis("place").reset_index()
    rows["spelling"] = rows["name"].map(plain)
    unit = rows["place"].map(places["kind"]).isin(levels.LEVELS.values())
    rows.loc[unit, "spelling"] = rows.loc[unit, "spelling"].map(lambda n: without_kind(n)[0])
    # Airport codes, other alphabets, and abbreviations say little about a place.
    known = rows["spelling"].map(lambda text: bool(_LETTERS.fullmatch(text)))
    short = (rows["spelling"].str.len() < 4) | rows["name"].str.isupper()
    rows = rows[known & ~(short & (rows["how"] == "other name"))]
    given = rows["how"] == "other name"
    names = rows.loc[given, "spelling"]
    official = rows.loc[given, "place"].map(places["name_en"])
    # Mykolaiv, an alternate name of some Mykolaivka, is the name of other places.
    taken = names.isin(set(rows.loc[rows["how"] == "exact", "spelling"]))
    same = [_same(n, o, t) for n, o, t in zip(names, official, taken, strict=True)]
    rows.loc[rows.index[given][same], "how"] = "alternate"
    rows = pd.concat([rows, _of_namesakes(rows[rows["how"] == "alternate"], places)])
    rows["how"] = rows["how"].map(HOW.index)
    return rows.sort_values("how", kind="stable").drop_duplicates(["place", "spelling"])


def _same(spelling: str, official: str, taken: bool) -> bool:
    """Whether a name is the official one in other letters or another language; a name that is
    taken by another place must sound the same."""
    return sound(spelling) == sound(official) or (not taken and alike(spelling, official) >= 0.7)


def _of_namesakes(rows: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    settlements = places.loc[places["kind"] == "settlement", "name_uk"].dropna()
    names = settlements.rename_axis("namesake").reset_index()
    rows = rows.assign(name_uk=rows["place"].map(settlements)).dropna(subset="name_uk")
    rows = rows.drop(columns="place").drop_duplicates(["name_uk", "spelling"])
    return rows.merge(names, on="name_uk").rename(columns={"namesake": "place"})


def table(points: pd.DataFrame) -> pa.Table:
    """The gazetteer, from the settlements that `build_settlements.joined` gives."""
    register = units()
    frames = [with_seats(register, points), points, facilities(register)]
    places = pd.concat(frames, ignore_index=True)
    places = places.sort_values(["kind", "code", "geoname_id", "name_en"], ignore_index=True)
    rows = spellings(places)
    rows["sound"] = rows["spelling"].map(sound)
    rows["how"] = rows["how"].astype("int8")
    lists = rows.groupby("place")[["spelling", "how", "sound"]].agg(list)
    places = places[FIELDS].astype(dict.fromkeys(TEXTS, "str") | NUMBERS).join(lists)
    schema = pa.Schema.from_pandas(places.drop(columns=["spelling", "how", "sound"]))
    for name, kind in (("spelling", pa.string()), ("how", pa.int8()), ("sound", pa.string())):
        schema = schema.append(pa.field(name, pa.list_(kind)))
    return pa.Table.from_pandas(places, schema, preserve_index=False).replace_schema_metadata()


def write(points: pd.DataFrame, path: Path) -> None:
    pq.write_table(table(points), path, compression="zstd", compression_level=19)
