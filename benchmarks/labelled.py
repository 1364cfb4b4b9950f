"""Reports of which it is known whether they are one incident, to tune and to measure linking.

The bundled incidents, told once by each of two sources where they name two, and synthetic
incidents; twins and hard negatives of both, synthetic too.
"""

import hashlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from benchmarks import synthetic
from benchmarks.lookalikes import KINDS, lookalikes
from benchmarks.twins import SOURCES, twins
from events import Store
from events.incident import SCHEMA
from events.intake.intake import BUNDLED, import_file

SYNTHETIC = 20_000
"""Synthetic incidents over 1,500 days, of which PERIOD_DAYS are taken."""

PERIOD_DAYS = 600


@dataclass(frozen=True)
class Labelled:
    """`reports` as incident.SCHEMA; `truth` has incident_id, told_of (reports of equal told_of are
    one incident) and base (the incident from which a twin or a hard negative was made)."""

    reports: pa.Table
    truth: pd.DataFrame


def labelled(incidents: pa.Table, seed: int, share: float = 0.6, hard: float = 0.5) -> Labelled:
    """The incidents, a twin of `share` of them (of one in six a second one) and of each kind of
    hard negative one for `hard` of them; hard negatives have no twins."""
    generator = np.random.default_rng(seed)
    base = incidents.to_pandas()
    for column in ("date_start", "date_end"):
        base[column] = pd.to_datetime(base[column])
    ours = (base["source"] == "synthetic").to_numpy()
    base.loc[ours, "source"] = generator.choice(SOURCES, ours.sum(), p=(0.5, 0.3, 0.2))
    base["incident_id"] = base["source"] + ":" + base["source_id"]
    base["told_of"] = base["base"] = base["incident_id"]
    parts = [base]
    plain = base[~base["is_aggregate"]]
    for number, portion in ((1, share), (2, share / 6)):
        chosen = plain[generator.random(len(plain)) < portion]
        parts.append(_numbered(twins(chosen, number, generator), f"twin{number}"))
    for kind in KINDS if hard else ():
        chosen = plain[generator.random(len(plain)) < hard]
        others = plain.iloc[generator.integers(len(plain), size=len(chosen))]
        parts.append(_numbered(lookalikes(kind, chosen, others, generator), kind, False))
    frame = pd.concat(parts, ignore_index=True)
    return Labelled(_arrow(frame), frame[["incident_id", "told_of", "base"]])


def _numbered(frame: pd.DataFrame, kind: str, same: bool = True) -> pd.DataFrame:
    """New ids; a twin keeps told_of, a negative tells of itself."""
    frame["base"] = frame["incident_id"]
    frame["source_id"] = frame["incident_id"].str.replace(":", "-") + "-" + kind
    frame["incident_id"] = frame["source"] + ":" + frame["source_id"]
    if not same:
        frame["told_of"] = frame["incident_id"]
    return frame


def labelled_set(seed: int = 1, incidents: int = SYNTHETIC) -> tuple[pa.Table, pd.DataFrame]:
    """The reports, and of each its incident_id, told_of (equal: one incident), base, test (0 or
    1) and bundled (whether its base is an incident that comes with the atlas)."""
    made = synthetic.table(incidents, seed).to_pandas()
    day = pd.to_datetime(made["date_start"])
    made = made[(day - day.min()).dt.days < PERIOD_DAYS]
    known = labelled(pa.concat_tables([bundled(), _arrow(made)]), seed)
    reports, seconds = _second_sources(known.reports.to_pandas())
    columns = ["incident_id", "told_of", "base"]
    truth = pd.concat([known.truth, seconds[columns]], ignore_index=True)
    truth["test"] = truth["base"].map(lambda name: hashlib.sha256(name.encode()).digest()[0] % 2)
    truth["bundled"] = truth["base"].str.startswith("atlas:")
    return pa.concat_tables([_arrow(reports), _arrow(seconds)]), truth


def bundled() -> pa.Table:
    """The incidents that come with the atlas, as an import takes them."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        import_file(BUNDLED, store)
        return store.table().to_pyarrow_table().select(SCHEMA.names).cast(SCHEMA)


def _second_sources(reports: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`reports` with every bundled incident of two sources as its first source tells it, and the
    same incidents as the second does: each has its own page, title or description, and end of
    the toll's range."""
    sources = reports["sources"].map(json.loads)
    two = (reports["source"] == "atlas") & (sources.map(len) > 1) & ~reports["is_aggregate"]
    second = reports[two].copy()
    second["told_of"] = second["base"] = second["incident_id"]
    second["source"], second["incident_id"] = "second", "second:" + second["source_id"]
    second[["title", "target_name", "weapon"]] = None
    second["sources"] = sources[two].map(lambda listed: json.dumps(listed[1:]))
    reports.loc[two, "sources"] = sources[two].map(lambda listed: json.dumps(listed[:1]))
    reports.loc[two, "description"] = None
    for kind in ("killed", "injured"):
        low, high = f"{kind}_min", f"{kind}_max"
        second[low] = second[high].fillna(second[low])
        reports.loc[two, high] = reports.loc[two, low]
    return reports, second


def _arrow(frame: pd.DataFrame) -> pa.Table:
    frame = frame.assign(**{axis: frame[axis].round(5) for axis in ("latitude", "longitude")})
    return pa.Table.from_pandas(frame[SCHEMA.names], SCHEMA, preserve_index=False)
