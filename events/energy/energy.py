"""Incidents at and near energy facilities, and the capacity that was hit at least once.

An incident is *at* a facility when its source names a site and that site's point is no farther than
AT_KM from the facility's: closer than most plants are wide. Within a chosen distance, incidents
whose site is known stand apart from those of which only the settlement, or a place within about
25 km, is known: these may have been at the facility, or anywhere else there. Nearness never proves
that a facility was the target.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from events.energy.facilities import facilities
from events.energy.facility_record import KINDS
from events.energy.ground import (
    AT_KM,
    DISTANCES,
    HALF,
    KEY,
    PLANTS,
    STEP,
    STRIKES,
    Ground,
    among,
    ground_of,
)
from events.filters.filters import Filters
from events.questions.atlas import Atlas
from events.questions.counting import counted
from events.questions.measures import ENERGY


@dataclass(frozen=True)
class Near:
    """Incidents near the facilities of some kinds.

    frame: a row a facility, in the order of `facilities`: id; at (site known, within AT_KM); hits
    (of these: strikes on energy targets), sure_hits (of these: no other plant is nearer); site,
    settlement, vicinity (within the distance, by what is known of the place); possible (of site and
    settlement: strikes on energy targets); last (latest first possible day of those at or within
    the distance by site, NaT where none).
    site, settlement, vicinity: the incidents within the distance of any of the facilities, each
    once. places: where they are: latitude, longitude, precision, energy (whether an energy target
    is among them), incidents, place, place_uk; ordered by latitude and longitude.
    """

    frame: pd.DataFrame
    site: int
    settlement: int
    vicinity: int
    places: pd.DataFrame


def near_facilities(
    atlas: Atlas,
    filters: Filters,
    *,
    km: int = 5,
    kinds: tuple[str, ...] = (),
    edition: str = "",  # noqa: ARG001
) -> Near:
    """The incidents in the filters within `km` (one of DISTANCES) of each facility of `kinds`
    (none: all). edition: `facilities_edition` as the asker knows it, so that a kept answer is never
    that of other facilities. What is withheld (events.gate) has no point and counts nowhere here.
    """
    if km not in DISTANCES:
        raise ValueError(f"{km!r} is none of {', '.join(map(str, DISTANCES))} kilometres")
    if wrong := set(kinds) - set(KINDS):
        raise ValueError(f"{', '.join(sorted(wrong))} is none of {', '.join(KINDS)}")
    known = facilities(atlas.mode)
    chosen = known["kind"].isin(kinds or KINDS).to_numpy()
    ground = ground_of(atlas, known)
    pairs = ground.pairs[chosen[ground.pairs["facility"]] & (ground.pairs["km"] <= max(km, AT_KM))]
    places = _places(atlas, filters, ground)
    frame = pd.DataFrame(
        {"id": known["id"]} | _by_facility(places, pairs, km, (len(ground.keys), len(known)))
    )
    near = np.zeros(len(ground.keys), dtype=bool)
    near[pairs["point"][pairs["km"] <= km]] = True
    spots = places[near[places["point"]]]
    by = spots.groupby("precision")["n"].sum()
    together = [int(by.get(word, 0)) for word in ("site", "settlement", "near")]
    return Near(frame[chosen].reset_index(drop=True), *together, _spots(spots, ground))


_HIT = f"target_category IN {among(ENERGY)} AND event_type IN {among(STRIKES)}"


def _places(atlas: Atlas, filters: Filters, ground: Ground) -> pd.DataFrame:
    """Where the incidents in the filters are: point (of the ground), precision, n, hits (strikes on
    energy targets), energy (incidents with such a target), last."""
    where, values = filters.where()
    where += f" AND {filters.counted()} AND located AND point_latitude IS NOT NULL"
    table = atlas.arrow(
        f"""SELECT {KEY} AS key, location_precision::VARCHAR AS precision, count(*) AS n,
            count(*) FILTER ({_HIT}) AS hits,
            count(*) FILTER (target_category IN {among(ENERGY)}) AS energy, max(date_start) AS last
        FROM {counted(filters, where)} GROUP BY key, location_precision""",
        values,
        words=filters.words,
    )
    places = table.to_pandas(date_as_object=False).sort_values(["key", "precision"])
    point = np.searchsorted(ground.keys, places["key"].to_numpy())
    return places.assign(point=point).drop(columns="key").reset_index(drop=True)


def _by_facility(places: pd.DataFrame, pairs: np.ndarray, km: int, of: tuple) -> dict:
    """The columns of Near.frame for every facility; of: how many points and facilities."""
    points, facilities = of
    point, facility = pairs["point"], pairs["facility"]
    at, within = pairs["km"] <= AT_KM, pairs["km"] <= km

    def summed(column: str, precisions: tuple[str, ...], those: np.ndarray) -> np.ndarray:
        rows = places[places["precision"].isin(precisions)]
        each = np.bincount(rows["point"], rows[column], minlength=points)
        found = np.bincount(facility[those], each[point[those]], minlength=facilities)
        return found.astype("int64")

    sites = places[places["precision"] == "site"]
    days = np.zeros(points, dtype="int64")
    days[sites["point"]] = sites["last"].astype("datetime64[s]").astype("int64")
    last = np.zeros(facilities, dtype="int64")
    np.maximum.at(last, facility, days[point])
    return {
        "at": summed("n", ("site",), at),
        "hits": summed("hits", ("site",), at),
        "sure_hits": summed("hits", ("site",), at & pairs["nearest"]),
        "site": summed("n", ("site",), within),
        "settlement": summed("n", ("settlement",), within),
        "vicinity": summed("n", ("near",), within),
        "possible": summed("hits", ("site", "settlement"), within),
        "last": pd.to_datetime(np.where(last > 0, last, pd.NaT.value), unit="s"),
    }


def _spots(places: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    """The places as Near has them."""
    keys = ground.keys[places["point"]]
    y = (keys + HALF) // STEP
    return pd.DataFrame(
        {
            "latitude": y / 100_000,
            "longitude": (keys - y * STEP) / 100_000,
            "precision": places["precision"].to_numpy(),
            "energy": places["energy"].to_numpy() > 0,
            "incidents": places["n"].to_numpy(),
            "place": ground.names[places["point"]],
            "place_uk": ground.names_uk[places["point"]],
        }
    )


@dataclass(frozen=True)
class CapacityHit:
    """Capacity, in MW, of the plants with a strike on an energy target, as an interval.

    low: of those that a strike of known site is surely at (within AT_KM, no plant nearer); high: of
    all that a strike within the distance may have been at, by site or settlement. plants_*: how
    many plants that are; unstated_*: how many of them state no capacity and so add nothing. It is
    not capacity lost: a plant counts whole, whatever was damaged or repaired.
    """

    low: float
    high: float
    plants_low: int
    plants_high: int
    unstated_low: int
    unstated_high: int


def capacity_hit(known: pd.DataFrame, near: pd.DataFrame) -> CapacityHit:
    """The interval for the facilities of `Near.frame`; known: `facilities`."""
    table = near.merge(known[["id", "kind", "capacity_mw"]], on="id")
    table = table[table["kind"].isin(PLANTS)]
    sure = table[table["sure_hits"] > 0]["capacity_mw"]
    may = table[(table["hits"] > 0) | (table["possible"] > 0)]["capacity_mw"]
    unstated = int(sure.isna().sum()), int(may.isna().sum())
    return CapacityHit(float(sure.sum()), float(may.sum()), len(sure), len(may), *unstated)
