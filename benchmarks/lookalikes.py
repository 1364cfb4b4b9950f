"""Synthetic hard negatives: other incidents that look like a given one.

next_day: at the same town a day before or after. neighbour: on the same day in a town 9 to 30 km
off, most of the same type, as in one wave. other_type: on the same day elsewhere in the oblast, of
another type. oblast: on the same day, known only to the oblast. What they say is drawn from other
incidents of the same table.
"""

import numpy as np
import pandas as pd

from benchmarks.twins import AIR, PLACE, SOURCES, cut_to_precision, other_source, shift

KINDS = ("next_day", "neighbour", "other_type", "oblast")


def lookalikes(
    kind: str, rows: pd.DataFrame, others: pd.DataFrame, generator: np.random.Generator
) -> pd.DataFrame:
    """Other incidents, placed and dated so that they look like `rows`."""
    rows, frame = rows.reset_index(drop=True), others.reset_index(drop=True).copy()
    where = [*PLACE, "location_precision", "placed_by"]
    when = ["incident_id", "source", "date_start", "date_end", "date_precision"]
    frame[when] = rows[when]
    step = generator.integers(1, len(SOURCES), len(frame))
    other_source(frame, step, generator.random(len(frame)) < 0.7)
    frame[where] = rows[where]
    if kind in ("next_day", "oblast"):
        _name_in_texts(frame, others["place"].to_numpy())
    if kind == "next_day":
        step = pd.to_timedelta(np.where(generator.random(len(frame)) < 0.5, 1, -1), unit="D")
        frame["date_start"] += step
        frame["date_end"] += step
        site = (frame["location_precision"] == "site").to_numpy()
        shift(frame, generator.uniform(1, 4, len(frame)) * site, generator)
    elif kind == "oblast":
        frame["location_precision"] = frame["location_precision"].where(
            frame["adm1_code"].isna(), "oblast"
        )
        cut_to_precision(frame)
    else:
        apart = generator.uniform(9, 30, len(frame)) if kind == "neighbour" else 60.0
        shift(frame, apart, generator)
        frame["place"] = others["place"].to_numpy()
        frame["place_uk"] = others["place_uk"].to_numpy()
        frame["adm3_code"] = None
        frame["adm2_code"] = None
    if kind == "other_type":
        clash = frame["event_type"] == rows["event_type"]
        frame.loc[clash, "event_type"] = np.where(
            frame.loc[clash, "event_type"].isin(AIR), "artillery_shelling", "missile_strike"
        )
    elif kind == "neighbour":
        wave = generator.random(len(frame)) < 0.7
        frame["event_type"] = rows["event_type"].where(wave, frame["event_type"])
    return frame


def _name_in_texts(frame: pd.DataFrame, before: np.ndarray) -> None:
    """Write the row's own place where its texts name the place that it was drawn from."""
    for column in ("title", "description"):
        frame[column] = [
            text.replace(old, new) if all(isinstance(x, str) for x in (text, old, new)) else text
            for text, old, new in zip(frame[column], before, frame["place"], strict=True)
        ]
