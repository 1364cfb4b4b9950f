"""The metrics that shade the regions: what each is of, and the rows it is read from.

`measure` asks the store; what it answers holds every part of a metric (numerator, denominator,
days), which map, tooltip, legend, table and summary read, so that they cannot disagree.
"""

from dataclasses import dataclass, replace

import pandas as pd

import events
from events import Change, Filters

COUNTED = ("incidents", "killed_min", "killed_max", "injured_min", "injured_max")
METRICS = (*COUNTED, "per_100k", "change", "energy_share")

PER = 100_000
SMALL = 5
"""A count below this in both periods is not shown as a percentage: one more would be tens."""
FEW = 10
"""Incidents with a stated target below which a share of energy is shown pale."""


@dataclass(frozen=True)
class Measured:
    """One metric over the regions of a level.

    rows: those of by_region_bounds and the parts of the metric: per_100k: residents, counted_on;
    change: before; energy_share: energy, stated, unstated. Column value: the metric itself
    (per_100k, a percentage of change or of energy; NaN where it is not defined), in the row
    without a code too. change: the days of the two periods, its frame left out.
    withheld: whether some incidents of the filters have neither target nor day here.
    """

    metric: str
    level: int
    rows: pd.DataFrame
    change: Change | None = None
    withheld: bool = False
    scale: pd.Series | None = None
    """Values over which the classes of a count reach, where two maps share them."""


def offered(level: int) -> tuple[str, ...]:
    """The metrics that there are at a level: residents are known by oblast only."""
    return METRICS if level == 1 else tuple(word for word in METRICS if word != "per_100k")


def shown(metric: str, level: int, filters: Filters) -> str:
    """The metric that can be shown where `metric` is wanted: itself, else incidents."""
    possible = metric in offered(level)
    if metric == "change" and filters.since is None:
        possible = False
    return metric if possible else "incidents"


def measure(ask, atlas, filters: Filters, metric: str, level: int) -> Measured:
    """`metric` over the regions of `level`; ask(question, atlas, filters, ...) as data.ask.

    A metric that cannot be shown is measured as incidents.
    """
    rows = ask("by_region_bounds", atlas, filters, level=level)
    metric = shown(metric, level, filters)
    withheld = bool(ask("figures", atlas, filters).withheld)
    if metric == "per_100k":
        rows = with_residents(rows)
    elif metric == "energy_share":
        rows = with_energy(rows, ask("energy_share", atlas, filters, level=level))
    elif metric == "change":
        change = ask("change_before", atlas, filters, level=level)
        if change is None:  # a period without a day
            return Measured("incidents", level, rows.assign(value=rows["incidents"]))
        rows = with_change(rows, change.frame)
        return Measured(metric, level, rows, replace(change, frame=change.frame.iloc[:0]), withheld)
    else:
        rows = rows.assign(value=rows[metric])
    return Measured(metric, level, rows, None, withheld)


def with_residents(rows: pd.DataFrame) -> pd.DataFrame:
    rows = _joined(rows, events.residents())
    return rows.assign(value=rows["incidents"] / rows["residents"] * PER)


def with_energy(rows: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    numbers = ["energy", "stated", "unstated"]
    rows = _joined(rows, shares)
    rows[numbers] = rows[numbers].fillna(0).astype("int64")
    return rows.assign(value=100 * rows["energy"] / rows["stated"].where(rows["stated"] > 0))


def with_change(rows: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Both counts come from `counts`, which reads the two periods alike; a region that had
    incidents only before has a row, and `value` is NaN for few and for none before."""
    missing = counts[~counts["code"].isin(rows["code"]) & counts["code"].notna()]["code"]
    unplaced = rows["code"].isna()
    zeros = dict.fromkeys(("incidents", "located", "coarse", "wider", "up_to"), 0)
    zeros |= dict.fromkeys(("killed_unstated", "injured_unstated"), 0)
    added = pd.DataFrame({"code": missing}).assign(**zeros)
    rows = pd.concat([rows[~unplaced], added, rows[unplaced]], ignore_index=True)
    rows = _joined(rows, counts.rename(columns={"incidents": "now"}))
    rows[["now", "before"]] = rows[["now", "before"]].fillna(0).astype("int64")
    defined = (rows["before"] > 0) & ~few(rows)
    before = rows["before"].where(defined)
    return rows.assign(value=100 * (rows["now"] - rows["before"]) / before)


def few(rows: pd.DataFrame) -> pd.Series:
    """Where both counts of a change are too small for a percentage."""
    return (rows["now"] < SMALL) & (rows["before"] < SMALL)


def _joined(rows: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """`rows` in their order with the columns of `parts`; rows without a code go together."""
    keyed = parts.assign(code=parts["code"].fillna("")).set_index("code")
    found = keyed.reindex(rows["code"].fillna(""))
    return rows.assign(**{name: found[name].to_numpy() for name in found.columns})
