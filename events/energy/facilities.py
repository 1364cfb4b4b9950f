"""Energy facilities: those that come with the program, and a fuller set that may be installed.

They know no incident; they stand on this floor because `events/data` has them and only questions
about incidents ask for them.
"""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

import geodata
from events import gate
from events.energy import facility_sets
from events.energy.facility_matching import matches
from events.energy.facility_record import COLUMNS, KINDS, with_plain_nulls

BUNDLED = Path(__file__).parents[1] / "data" / "facilities.csv"

_KIND_OF = {kind: kind for kind in KINDS} | {
    "nuclear_closed": "nuclear",
    "pumped_storage": "hydro",
    "gas_transmission": "gas",
    "gas_storage": "gas",
}
"""Type in the bundled table -> kind; dams without a plant and oil terminals are other."""

FIELDS = (*COLUMNS, "source", "licence", "capacity_from", "matched")
FIELDS += ("adm1_code", "adm2_code", "adm3_code")


def facilities(mode: str | None = None) -> pd.DataFrame:
    """Every facility once, as FIELDS, ordered by kind and id.

    id is stable; name (Latin) and name_uk are None where nobody states one; capacity_mw is NaN
    where none is stated and 0 where a plant is closed; point is one of POINTS; note is the bundled
    table's note on its state; source, licence and source_url say whose row it is; capacity_from
    names the source of the capacity; matched: how many installed rows are the same facility
    (facility_matching) and add only what the bundled row leaves open. Codes are those of
    geodata.place_all, None off all shapes. In public mode (events.gate) a set whose licence is
    not open is left out. Raises BrokenSet.
    """
    return _facilities(*_state(mode)).copy()


def facilities_edition(mode: str | None = None) -> str:
    """What `facilities` answers from, as a short text that changes with it: a part of cache keys.
    Raises BrokenSet."""
    return hashlib.sha256(repr(_state(mode)).encode()).hexdigest()[:16]


def facilities_sources(mode: str | None = None) -> list[dict]:
    """name, licence, attribution, facilities (rows it brought) of each set; and shown: whether
    the mode lets it be shown."""
    ours = {
        "name": "Incident Atlas",
        "licence": "CC-BY-4.0",
        "attribution": "WRI Global Power Plant Database (CC BY 4.0); some points © OpenStreetMap "
        "contributors (ODbL)",
        "facilities": len(_bundled()),
        "shown": True,
    }
    found = facility_sets.record()
    if found is None:
        return [ours]
    theirs = {key: found[key] for key in ("name", "licence", "attribution")}
    return [ours, theirs | {"facilities": found["accepted"], "shown": _may_show(found, mode)}]


def _state(mode: str | None) -> tuple[str, str]:
    """The record of the set to join as JSON, "" for none; and the shapes that place."""
    found = facility_sets.record()
    shown = found is not None and _may_show(found, mode)
    text = json.dumps(found, sort_keys=True, default=str) if shown else ""
    placed = ",".join(geodata.digest(level) for level in geodata.shape_levels())
    return text, placed


def _may_show(found: dict, mode: str | None) -> bool:
    return (mode or gate.mode()) == "private" or found["licence"] in gate.OPEN_LICENCES


@lru_cache(maxsize=2)
def _facilities(installed: str, placed: str) -> pd.DataFrame:  # noqa: ARG001 - in the key
    rows = _bundled()
    if installed:
        found = json.loads(installed)
        found["path"] = Path(found["path"])
        rows = _joined(rows, facility_sets.rows(found), found)
    places = geodata.place_all(latitude=rows["latitude"], longitude=rows["longitude"])
    rows = rows.assign(adm1_code=places.adm1, adm2_code=places.adm2, adm3_code=places.adm3)
    order = rows["kind"].map(KINDS.index)
    rows = rows.iloc[np.lexsort((rows["id"], order))].reset_index(drop=True)
    return with_plain_nulls(rows[list(FIELDS)])


@lru_cache(maxsize=1)
def _bundled() -> pd.DataFrame:
    table = pd.read_csv(BUNDLED, dtype={"name": str})
    slug = table["name"].map(geodata.fold).str.replace(r"[^a-z0-9]+", "-", regex=True)
    about = table["coordinates_source"].fillna("")
    rows = table.assign(
        id="atlas-" + slug.str.strip("-").str.slice(0, 26).str.strip("-"),
        kind=table["type"].map(_KIND_OF).fillna("other"),
        voltage_kv=np.nan,
        point=np.where(about.str.contains("approximate"), "approximate", "stated"),
        note=table["status_note"],
        source="Incident Atlas",
        licence=np.where(about.str.contains("OpenStreetMap"), "ODbL-1.0", "CC-BY-4.0"),
        capacity_from=np.where(table["capacity_mw"].notna(), "Incident Atlas", None),
        matched=0,
    )[[column for column in FIELDS if not column.startswith("adm")]]
    return with_plain_nulls(rows)


def _joined(ours: pd.DataFrame, theirs: pd.DataFrame, found: dict) -> pd.DataFrame:
    """Both sets with each facility once: what the bundled row states holds, the rest is added."""
    stated = np.where(theirs["capacity_mw"].notna(), found["name"], None)
    theirs = theirs.assign(
        id=_unlike(theirs["id"], ours["id"]),
        source=found["name"],
        licence=found["licence"],
        capacity_from=stated,
        matched=0,
    )
    same = matches(ours, theirs)
    added = theirs.iloc[same["theirs"]].assign(ours=same["ours"].to_numpy()).groupby("ours")
    # The nearest that states a value gives it; first() skips what is not stated.
    columns = ["name_uk", "operator", "capacity_mw", "voltage_kv", "capacity_from"]
    more = added[columns].first().reindex(range(len(ours)))
    filled = ours.reset_index(drop=True)
    for column in columns:
        filled[column] = filled[column].where(filled[column].notna(), more[column])
    filled["matched"] = added.size().reindex(range(len(ours))).fillna(0).astype("int64")
    rest = theirs.drop(theirs.index[same["theirs"]])
    return pd.concat([filled, rest], ignore_index=True)


def _unlike(ids: pd.Series, taken: pd.Series) -> pd.Series:
    """Identifiers of the one set that none of the other has."""
    return ids.where(~ids.isin(taken), "own-" + ids)
