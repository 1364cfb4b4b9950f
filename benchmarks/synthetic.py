"""Synthetic incidents for measuring: invented rows with a realistic shape, never real ones.

    python -m benchmarks.synthetic --rows 1000000 --out incidents.parquet   (or .csv)

What is realistic: a few hundred towns hold most incidents, five oblasts 60 % of them, 1,500
days with quiet and heavy weeks, tolls mostly absent and heavily skewed, one row in ten known
only to a raion or an oblast. What is not: every text is put together from the lists below, and
the source of every row is called "synthetic". The same rows and seed give the same table.
"""

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

import geodata
from events.incident import DEEPEST_LEVEL, SCHEMA, WORDS

FIRST_DAY, DAYS = date(2022, 2, 24), 1500
HEAVY = ("UA14", "UA63", "UA65", "UA23", "UA44")
"""Five oblasts that together get HEAVY_SHARE of the rows."""
HEAVY_SHARE = 0.6
BATCH = 250_000

_TYPES = dict(zip(WORDS["event_type"], (8, 12, 22, 38, 12, 3, 2, 0.2, 1, 1.8), strict=True))
_TARGETS = dict(
    zip(
        WORDS["target_category"],
        (5, 1.5, 1.5, 0.3, 0.2, 24, 3, 3, 4, 1.5, 4, 4, 1, 1, 2, 14, 6, 24),
        strict=True,
    )
)
_PRECISIONS = {
    "site": 9,
    "settlement": 62,
    "near": 17,
    "raion": 5,
    "oblast": 5,
    "area": 1,
    "country": 1,
}
_STATUSES = {"confirmed": 15, "reported": 82, "disputed": 3}
_DATINGS = {"day": 94, "week": 4, "month": 1.8, "year": 0.2}
_WEAPONS = (None, "Drones", "Artillery", "Guided bombs", "Ballistic missile", "Mortars", "Mine")

_ENGLISH = {
    "who": ("Drones", "Artillery units", "Aircraft", "Missiles", "Mortars", "Unknown assailants"),
    "did": ("struck", "shelled", "hit", "damaged", "set fire to", "partly destroyed"),
    "what": (
        "a substation and two transmission lines",
        "a residential building and several garages",
        "a school that stood empty at the time",
        "a thermal power plant for the third time",
        "a gas pipeline near the railway",
        "a hospital and an ambulance",
        "a grain store in the port",
        "positions of the armed forces",
        "a market in the centre of the town",
        "a boiler house that heats the district",
    ),
    "then": (
        "Power supply was interrupted for thousands of households.",
        "Rescue work went on until the evening, local authorities said.",
        "No information on casualties was given.",
        "The regional administration published photographs of the damage.",
        "A fire of several hundred square metres was put out.",
        "Windows in the neighbouring houses were broken, residents said.",
    ),
}
_UKRAINIAN = (
    "Пошкоджено підстанцію та лінії електропередач, повідомили енергетики.",
    "Влучання в житловий будинок, рятувальники розбирають завали.",
    "Обстріл з артилерії, п'ятеро людей у під'їзді не постраждали.",
    "Безпілотник упав на території лікарні, вибито вікна.",
    "Знеструмлено кілька громад, ґрунт біля греблі розмито.",
    "Пожежу на складі ліквідовано, про постраждалих не повідомляли.",
)


def batches(rows: int, seed: int = 1) -> Iterator[pa.Table]:
    """`rows` synthetic incidents as tables of incident.SCHEMA with at most BATCH rows each."""
    towns = _towns(np.random.default_rng(seed))
    for start in range(0, rows, BATCH):
        generator = np.random.default_rng((seed, start))
        yield _batch(generator, towns, start, min(BATCH, rows - start))


def table(rows: int, seed: int = 1) -> pa.Table:
    """All `rows` in one table."""
    return pa.concat_tables(batches(rows, seed)) if rows else SCHEMA.empty_table()


def _towns(generator: np.random.Generator) -> pd.DataFrame:
    """A point per hromada, near the seat of its oblast, with its share of the incidents.

    Shares fall with the rank of a town in its oblast (Zipf). The points are invented: the
    register has seats of oblasts only.
    """
    towns = geodata.units(3)[["code", "name_en", "name_uk"]]
    towns["adm1"] = towns["code"].str[:4]
    seats = geodata.units(1).set_index("code").loc[towns["adm1"]]
    for axis in ("latitude", "longitude"):
        offset = generator.normal(0, 0.4, len(towns))
        towns[axis] = seats[f"seat_{axis}"].to_numpy() + offset
    rank = towns.assign(draw=generator.random(len(towns))).groupby("adm1")["draw"].rank()
    share = 1 / rank**1.1
    share /= share.groupby(towns["adm1"]).transform("sum")
    heavy = towns["adm1"].isin(HEAVY)
    others = towns.loc[~heavy, "adm1"].nunique()
    towns["share"] = share * np.where(heavy, HEAVY_SHARE / len(HEAVY), (1 - HEAVY_SHARE) / others)
    towns["share"] /= towns["share"].sum()
    return towns


def _batch(generator: np.random.Generator, towns: pd.DataFrame, start: int, rows: int) -> pa.Table:
    number = np.char.zfill((np.arange(rows) + start).astype("U9"), 8)
    where = towns.iloc[generator.choice(len(towns), rows, p=towns["share"])].reset_index(drop=True)
    frame = pd.DataFrame({"source_id": pd.Series(number, dtype="str")})
    frame["source"] = "synthetic"
    frame["incident_id"] = "synthetic:" + frame["source_id"]
    for column, weights in (
        ("event_type", _TYPES),
        ("target_category", _TARGETS),
        ("location_precision", _PRECISIONS),
        ("status", _STATUSES),
        ("date_precision", _DATINGS),
    ):
        frame[column] = _draw(generator, weights, rows)
    _place(frame, where, generator)
    _date(frame, generator)
    _tolls(frame, generator)
    _texts(frame, where, generator)
    return pa.Table.from_pandas(frame[SCHEMA.names], SCHEMA, preserve_index=False)


def _draw(generator: np.random.Generator, weights: dict[str, float], rows: int) -> pd.Series:
    share = np.array(list(weights.values()), dtype=float)
    drawn = generator.choice(len(share), rows, p=share / share.sum())
    return pd.Series(np.array(list(weights), dtype=object)[drawn], dtype="str")


def _place(frame: pd.DataFrame, where: pd.DataFrame, generator: np.random.Generator) -> None:
    """A town, a site scattered by 3 km or so; codes only down to what the precision supports."""
    depth = frame["location_precision"].map(DEEPEST_LEVEL)
    located = frame["location_precision"].isin(["site", "settlement", "near", "raion"])
    site = frame["location_precision"] == "site"
    for axis in ("latitude", "longitude"):
        scatter = np.where(site, generator.normal(0, 0.03, len(frame)), 0)
        frame[axis] = (where[axis] + scatter).round(5).where(located)
    for level, length in ((1, 4), (2, 6), (3, 9)):
        frame[f"adm{level}_code"] = where["code"].str[:length].where(depth >= level)
    frame["placed_by"] = np.where(located, "contains", np.where(depth >= 1, "declared", "none"))
    frame["place"] = where["name_en"].where(located)
    frame["place_uk"] = where["name_uk"].where(located)


def _date(frame: pd.DataFrame, generator: np.random.Generator) -> None:
    """Days with heavy weeks; a wider dating gives a span of its width."""
    week_weight = np.repeat(generator.gamma(3, 1, DAYS // 7 + 1), 7)[:DAYS]
    day = generator.choice(DAYS, len(frame), p=week_weight / week_weight.sum())
    width = frame["date_precision"].map({"day": 0, "week": 6, "month": 29, "year": 364})
    start = pd.Timestamp(FIRST_DAY) + pd.to_timedelta(day, unit="D")
    frame["date_start"] = start.to_numpy("datetime64[s]")
    frame["date_end"] = (start + pd.to_timedelta(width, unit="D")).to_numpy("datetime64[s]")


def _tolls(frame: pd.DataFrame, generator: np.random.Generator) -> None:
    """Seven in ten state no toll; stated ones are heavily skewed; some have no upper bound."""
    rows = len(frame)
    for kind, scale in (("killed", 0.6), ("injured", 1.5)):
        stated = generator.random(rows) < 0.3
        low = np.floor(generator.pareto(1.6, rows) * scale).clip(0, 400)
        high = low + generator.poisson(0.4, rows)
        open_ended = generator.random(rows) < 0.15
        frame[f"{kind}_min"] = pd.Series(low).where(stated).astype("Int32")
        frame[f"{kind}_max"] = pd.Series(high).where(stated & ~open_ended).astype("Int32")
    for kind in ("killed", "injured"):
        few = pd.Series(generator.random(rows) < 0.01) & (frame[f"{kind}_min"] > 1).fillna(False)
        frame[f"children_{kind}"] = pd.Series(1, index=frame.index, dtype="Int32").where(few)
    frame["is_aggregate"] = generator.random(rows) < 0.003


def _texts(frame: pd.DataFrame, where: pd.DataFrame, generator: np.random.Generator) -> None:
    rows = len(frame)

    def pick(choices: tuple) -> pd.Series:
        drawn = generator.integers(len(choices), size=rows)
        return pd.Series(np.array(choices, dtype=object)[drawn], dtype="str")

    did = pick(_ENGLISH["did"])
    what = pick(_ENGLISH["what"])
    frame["title"] = pick(_ENGLISH["who"]) + " " + did + " " + what + " in " + where["name_en"]
    ukrainian = pd.Series(generator.random(rows) < 0.3)
    english = frame["title"] + ", officials reported. " + pick(_ENGLISH["then"])
    body = english.where(~ukrainian, where["name_uk"] + ": " + pick(_UKRAINIAN))
    frame["description"] = body + " " + pick(_ENGLISH["then"]) + " " + pick(_UKRAINIAN)
    frame["weapon"] = pick(_WEAPONS)
    frame["target_name"] = what.where(generator.random(rows) < 0.2)
    frame["attributed_to"] = pick(("Not attributed", "Reported by local authorities"))
    frame["part_of"] = pd.Series(None, index=frame.index, dtype="str")
    link = "https://example.org/synthetic/" + frame["source_id"]
    frame["sources"] = '[{"name": "Synthetic", "url": "' + link + '"}]'
    frame["licence"] = "synthetic"
    frame["source_retrieved"] = pd.Timestamp(2026, 11, 1).to_datetime64()
    frame["import_id"] = "synthetic"
    frame["raw"] = '{"id": "' + frame["source_id"] + '", "note": "' + what + '", "url": "' + link
    frame["raw"] += '"}'


def main() -> None:
    parser = argparse.ArgumentParser(description="Write synthetic incidents for measuring.")
    parser.add_argument("--rows", type=int, default=1_000_000, help="up to 10,000,000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help="a .parquet or .csv file")
    args = parser.parse_args()
    made = batches(args.rows, args.seed)
    if args.out.suffix == ".csv":
        writer = pyarrow.csv.CSVWriter(args.out, SCHEMA)
    else:
        writer = pq.ParquetWriter(args.out, SCHEMA)
    with writer:
        for part in made:
            writer.write_table(part)


if __name__ == "__main__":
    main()
