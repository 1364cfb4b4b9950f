"""The rows of the links between two runs: which are compared anew, which stay, which are joined."""

import pandas as pd
import pyarrow as pa

from events.linking import model as link_model
from events.linking.clusters import join
from events.linking.links import AGREEMENTS, SCHEMA
from events.linking.pairs import Pairs

KEYS = ["left_id", "right_id"]

_COMPARED = (
    *KEYS,
    *("probability", "distance_km", "days"),
    *(f"{name}_agreement" for name in AGREEMENTS),
)


def fresh(pairs: Pairs, wanted: pd.DataFrame, logit: str | None = None) -> pd.DataFrame:
    """Rows of SCHEMA for the links among the found pairs, and for those in `wanted` (KEYS).

    `logit`: see link_model.probabilities.
    """
    pairs.compare("true" if logit else link_model.worth())
    link_model.probabilities(pairs.engine, logit)
    pairs.engine.register("wanted", wanted[KEYS])
    rows = pairs.engine.sql(
        f"""SELECT {", ".join(_COMPARED)} FROM scored s
        LEFT JOIN wanted w USING (left_id, right_id)
        WHERE probability >= {link_model.LINKED_FROM} OR w.left_id IS NOT NULL"""
    ).df()
    return rows.assign(
        joined=False,
        linked_to=None,
        decided="auto",
        decided_by=None,
        decided_at=pd.NaT,
        model=link_model.VERSION,
    )


def renewed(
    before: pd.DataFrame, rows: pd.DataFrame, pairs: Pairs, touched: set[str] | None
) -> pd.DataFrame:
    """`rows` with the decisions of before, and the rows of before that were not looked at again.

    touched: the ids that were; None for all. A decision on a pair of which a report is missing
    stays.
    """
    near = None if touched is None else pairs.near()
    if near is not None:
        rows = rows[_touches(rows, near)]
        again = _touches(before, near | touched)
    else:
        again = pd.Series(True, index=before.index)
    said = before["decided"] != "auto"
    columns = ["decided", "decided_by", "decided_at"]
    rows = rows.drop(columns=columns).merge(before.loc[said, KEYS + columns], on=KEYS, how="left")
    rows["decided"] = rows["decided"].fillna("auto")
    known = pd.MultiIndex.from_frame(rows[KEYS])
    old = before[(~again | said) & ~pd.MultiIndex.from_frame(before[KEYS]).isin(known)]
    rows = stacked(old, rows)
    return rows[kept(rows, pairs)]


def connected(rows: pd.DataFrame, ids: set[str]) -> set[str]:
    """`ids` and all that hang together with them over whatever rows there are."""
    while True:
        touched = rows[_touches(rows, ids)]
        found = ids | set(touched["left_id"]) | set(touched["right_id"])
        if found == ids:
            return ids
        ids = found


def joined(rows: pd.DataFrame, pairs: Pairs) -> pd.DataFrame:
    """`rows` with `joined` and `linked_to` of all clusters, ordered by KEYS."""
    found = join(rows.assign(holds=holds(rows, pairs)), pairs.possible)
    return found.drop(columns="holds")


def holds(rows: pd.DataFrame, pairs: Pairs) -> pd.Series:
    """Which rows are links: both reports there, and confirmed or probable and not undone."""
    strong = (rows["probability"] >= link_model.LINKED_FROM) & (rows["decided"] == "auto")
    here = pairs.present({*rows["left_id"], *rows["right_id"]})
    there = rows["left_id"].isin(here) & rows["right_id"].isin(here)
    return there & (strong | (rows["decided"] == "confirmed"))


def kept(rows: pd.DataFrame, pairs: Pairs) -> pd.Series:
    """Which rows are stored: links, and what a person decided."""
    return holds(rows, pairs) | (rows["decided"] != "auto")


def stacked(*parts: pd.DataFrame) -> pd.DataFrame:
    """The rows of all parts with the columns and types of SCHEMA."""
    return pa.concat_tables(map(_table, parts)).to_pandas()


def equal(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether two sets of rows are the same, whatever their order."""
    order = [(key, "ascending") for key in KEYS]
    return _table(one).sort_by(order).equals(_table(other).sort_by(order))


def _touches(rows: pd.DataFrame, ids: set[str]) -> pd.Series:
    return rows["left_id"].isin(ids) | rows["right_id"].isin(ids)


def _table(rows: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(rows[SCHEMA.names], SCHEMA, preserve_index=False)
