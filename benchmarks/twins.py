"""Synthetic twins: an incident told a second time as another source might tell it.

A point some way off, the next day, a later toll, another word for the type, other wording or
another language, fields left out, known less finely. Everything is drawn by seed, and every
source made here is called synthetic.
"""

import numpy as np
import pandas as pd

from events.incident import DEEPEST_LEVEL, LOCATED

SOURCES = ("synthetic-a", "synthetic-b", "synthetic-c")


PLACE = ("latitude", "longitude", "adm1_code", "adm2_code", "adm3_code", "place", "place_uk")

AIR = ("air_strike", "missile_strike", "drone_attack")
_GROUND = ("artillery_shelling", "ground_fighting")
_KIN = {word: family for family in (AIR, _GROUND) for word in family}
_TARGET_KIN = {
    word: family
    for family in (
        ("energy", "gas", "heating"),
        ("residential", "commercial", "education", "health", "government"),
        ("transport", "port"),
    )
    for word in family
}
_COARSER = {
    "site": (("site", 70), ("settlement", 20), ("near", 4), ("raion", 2), ("oblast", 4)),
    "settlement": (("site", 8), ("settlement", 76), ("near", 5), ("raion", 4), ("oblast", 7)),
    "near": (("near", 70), ("settlement", 15), ("raion", 6), ("oblast", 9)),
    "raion": (("raion", 75), ("oblast", 15), ("settlement", 10)),
    "oblast": (("oblast", 90), ("country", 10)),
    "area": (("area", 80), ("country", 20)),
    "country": (("country", 100),),
}
_SCATTER_KM = {"site": 0.7, "settlement": 1.5, "near": 8.0, "raion": 5.0}
_WORDING = {
    "substation": ("power equipment damaged, homes without light", "Знеструмлено підстанцію"),
    "residential": ("several flats and garages burned", "Пошкоджено житловий будинок і гаражі"),
    "school": ("empty school building hit", "Влучання в порожню школу"),
    "power plant": ("thermal plant attacked again", "Атаковано теплову електростанцію"),
    "pipeline": ("gas pipe damaged beside the tracks", "Пошкоджено газопровід біля залізниці"),
    "hospital": ("hospital windows and an ambulance damaged", "Пошкоджено лікарню і швидку"),
    "grain": ("port warehouse with grain on fire", "Горить склад із зерном у порту"),
    "positions": ("strike on military positions", "Удар по позиціях військових"),
    "market": ("stalls of the central market destroyed", "Зруйновано ринок у центрі"),
    "boiler": ("district without heating, boiler hit", "Пошкоджено котельню району"),
}
"""Word of a title of benchmarks/synthetic.py -> how another source might put it."""


def twins(rows: pd.DataFrame, number: int, generator: np.random.Generator) -> pd.DataFrame:
    """Each row told once more; nine in ten by another source, for another `number` a third one.

    A source that tells an incident twice does so in its own words: nearly always the same title
    and point.
    """
    frame = rows.reset_index(drop=True).copy()
    changes = generator.random(len(frame)) < 0.9
    other_source(frame, number, changes)
    copied = ~changes & (generator.random(len(frame)) < 0.9)
    _coarser(frame, generator)
    _moved(frame, generator)
    _dated(frame, generator)
    _counted(frame, generator)
    _reworded(frame, generator)
    draw = generator.random((2, len(frame)))
    for column, kin, nothing in (
        ("event_type", _KIN, "other"),
        ("target_category", _TARGET_KIN, "unknown"),
    ):
        words = frame[column].to_numpy(object)
        near = np.array(
            [
                kin.get(word, (word,))[n % len(kin.get(word, (word,)))]
                for word, n in zip(words, generator.integers(60, size=len(frame)), strict=True)
            ],
            dtype=object,
        )
        wrong = generator.permutation(words)
        row = draw[0 if column == "event_type" else 1]
        frame[column] = np.select(
            [row < 0.68, row < 0.84, row < 0.96], [words, near, nothing], wrong
        )
    kept = ["title", "location_precision", *PLACE]
    frame.loc[copied, kept] = rows.reset_index(drop=True).loc[copied, kept]
    return frame


def other_source(frame: pd.DataFrame, step: int | np.ndarray, changes: np.ndarray) -> None:
    """The source `step` places further in SOURCES for the rows that change."""
    now = frame["source"].map({name: n for n, name in enumerate(SOURCES)}).fillna(-1)
    new = np.array(SOURCES, dtype=object)[((now + step) % len(SOURCES)).astype(int)]
    frame["source"] = np.where(changes, new, frame["source"])


def _coarser(frame: pd.DataFrame, generator: np.random.Generator) -> None:
    for word, choices in _COARSER.items():
        at = (frame["location_precision"] == word).to_numpy()
        words, weights = zip(*choices, strict=True)
        drawn = generator.choice(len(words), at.sum(), p=np.array(weights) / sum(weights))
        frame.loc[at, "location_precision"] = np.array(words, dtype=object)[drawn]
    cut_to_precision(frame)


def cut_to_precision(frame: pd.DataFrame) -> None:
    """Points and codes only as far as the precision supports them."""
    lost = frame["latitude"].isna() & frame["location_precision"].isin(LOCATED)
    frame.loc[lost, "location_precision"] = "oblast"
    depth = frame["location_precision"].map(DEEPEST_LEVEL)
    for level in (1, 2, 3):
        frame[f"adm{level}_code"] = frame[f"adm{level}_code"].where(depth >= level)
    pointed = frame["location_precision"].isin([*LOCATED, "raion"])
    for column in ("latitude", "longitude"):
        frame[column] = frame[column].where(pointed)


def _moved(frame: pd.DataFrame, generator: np.random.Generator) -> None:
    """Half of the settlements keep their point (one gazetteer), the others move."""
    scatter = frame["location_precision"].map(_SCATTER_KM).fillna(0).to_numpy()
    still = (frame["location_precision"] == "settlement") & (generator.random(len(frame)) < 0.5)
    shift(frame, np.abs(generator.normal(0, 1, len(frame))) * scatter * ~still, generator)


def shift(frame: pd.DataFrame, kilometres, generator: np.random.Generator) -> None:
    angle = generator.uniform(0, 2 * np.pi, len(frame))
    frame["latitude"] += np.sin(angle) * kilometres / 111.2
    frame["longitude"] += np.cos(angle) * kilometres / 73.0


def _dated(frame: pd.DataFrame, generator: np.random.Generator) -> None:
    draw = generator.random(len(frame))
    step = pd.to_timedelta(np.select([draw < 0.84, draw < 0.95], [0, 1], -1), unit="D")
    frame["date_start"] += step
    frame["date_end"] += step
    week = generator.random(len(frame)) < 0.04
    monday = frame["date_start"] - pd.to_timedelta(frame["date_start"].dt.day_of_week, unit="D")
    day = frame["date_precision"] == "day"
    frame["date_start"] = frame["date_start"].where(~(week & day), monday)
    frame["date_end"] = frame["date_end"].where(~(week & day), monday + pd.Timedelta(days=6))
    frame["date_precision"] = frame["date_precision"].where(~(week & day), "week")


def _counted(frame: pd.DataFrame, generator: np.random.Generator) -> None:
    """One in three leaves the toll out; half of the others give a later, higher count."""
    rows = len(frame)
    for kind in ("killed", "injured"):
        low, high = (frame[f"{kind}_{end}"].astype("Float64") for end in ("min", "max"))
        later = (generator.random(rows) < 0.5) & (low > 0).fillna(False).to_numpy()
        more = pd.Series(
            generator.poisson(0.15 * low.fillna(0).to_numpy(float) + 0.3), dtype="Float64"
        )
        single = high.fillna(low)
        single = single.where(~later, single + more)
        kept = generator.random(rows) < 0.66
        frame[f"{kind}_min"] = single.where(kept).astype("Int32")
        frame[f"{kind}_max"] = frame[f"{kind}_min"]
        frame[f"children_{kind}"] = pd.array([None] * rows, dtype="Int32")


def _reworded(frame: pd.DataFrame, generator: np.random.Generator) -> None:
    """Another wording, in Ukrainian for one in three; one in three has no description."""
    rows = len(frame)
    english, ukrainian = frame["title"].copy(), frame["title"].copy()
    for word, (other, translated) in _WORDING.items():
        has = frame["title"].str.contains(word, na=False)
        english = english.mask(has, other.capitalize() + ", " + frame["place"].fillna("no place"))
        ukrainian = ukrainian.mask(has, frame["place_uk"].fillna("Україна") + ": " + translated)
    draw = generator.random(rows)
    frame["title"] = np.select([draw < 0.33, draw < 0.66], [ukrainian, english], frame["title"])
    frame["description"] = frame["description"].where(generator.random(rows) < 0.4)
    frame["weapon"] = frame["weapon"].where(generator.random(rows) < 0.5)
    frame["target_name"] = frame["target_name"].where(generator.random(rows) < 0.3)
    frame["place"] = frame["place"].where(generator.random(rows) < 0.7)
    frame["place_uk"] = frame["place_uk"].where(generator.random(rows) < 0.7)
    own = generator.random(rows) < 0.85
    address = "https://example.org/twin/" + frame["incident_id"].str.replace(":", "-")
    other = '[{"name": "Synthetic twin", "url": "' + address + '"}]'
    frame["sources"] = np.where(own, other, frame["sources"])
