"""The dashboard's questions in plain pandas: what one would write without a store.

The benchmark times it beside `events`, and the tests hold both to the same answers. It is
written from the rules in the docstrings of `events.questions.queries`, not from its SQL.
"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa

from events.filters.allowed import DOUBTFUL, NEVER_SUMMED
from events.filters.filters import Filters
from events.incident import LOCATED

_FIELDS = {
    "event_types": "event_type",
    "target_categories": "target_category",
    "sources": "source",
    "statuses": "status",
    "precisions": "location_precision",
}
_LENGTHS = {4: "adm1_code", 6: "adm2_code", 9: "adm3_code"}


def frame_of(table: pa.Table) -> pd.DataFrame:
    """The table as pandas reads it: categories for the repeated words, datetime64 for days."""
    frame = table.to_pandas(date_as_object=False, types_mapper=_numbers)
    words = ["event_type", "target_category", "status", "location_precision", "source"]
    for column in (*words, "adm1_code", "adm2_code", "adm3_code"):
        frame[column] = frame[column].astype("category")
    return frame


def _numbers(kind: pa.DataType):
    return pd.Int32Dtype() if kind == pa.int32() else None


def matching(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """The rows that the filters let through."""
    keep = np.ones(len(frame), dtype=bool)
    if filters.since:
        keep &= (frame["date_end"] >= pd.Timestamp(filters.since)).to_numpy()
    if filters.until:
        keep &= (frame["date_start"] <= pd.Timestamp(filters.until)).to_numpy()
    if filters.since and filters.until and filters.since > filters.until:
        keep &= False
    if filters.regions:
        inside = np.zeros(len(frame), dtype=bool)
        for code in filters.regions:
            if code == "none":
                inside |= frame["adm1_code"].isna().to_numpy()
            else:
                inside |= (frame[_LENGTHS[len(code)]] == code).to_numpy()
        keep &= inside
    for field, column in _FIELDS.items():
        if allowed := getattr(filters, field):
            keep &= frame[column].isin(allowed).to_numpy()
    if filters.casualties != "any":
        keep &= _casualties(frame, filters.casualties)
    if not filters.sources and filters.doubtful == "out":
        keep &= ~frame["source"].isin(DOUBTFUL).to_numpy()
    if filters.aggregates == "out":
        keep &= ~frame["is_aggregate"].to_numpy()
    if filters.words:
        keep &= _words(frame, filters.words)
    return frame[keep]


def counted(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """The rows that enter counts and sums."""
    rows = matching(frame, filters)
    if filters.aggregates == "summed":
        return rows[~(rows["is_aggregate"] & rows["source"].isin(NEVER_SUMMED))]
    return rows[~rows["is_aggregate"]]


def figures(frame: pd.DataFrame, filters: Filters) -> dict:
    """The figures of events.figures but `coarser`."""
    rows, everything = counted(frame, filters), matching(frame, filters)
    placed = rows["adm1_code"].notna()
    located = rows["location_precision"].isin(LOCATED)
    return {
        "records": len(everything),
        "incidents": len(rows),
        "aggregates": int(everything["is_aggregate"].sum()),
        "left_out": _left_out(frame, filters),
        **_tolls(rows).iloc[0].to_dict(),
        "killed_open": int((rows["killed_min"].notna() & rows["killed_max"].isna()).sum()),
        "injured_open": int((rows["injured_min"].notna() & rows["injured_max"].isna()).sum()),
        "located": int((placed & located).sum()),
        "coarse": int((placed & ~located).sum()),
        "not_placed": int((~placed).sum()),
    }


def _left_out(frame: pd.DataFrame, filters: Filters) -> int:
    if filters.sources or filters.doubtful == "shown":
        return 0
    return len(matching(frame, replace(filters, sources=DOUBTFUL)))


def by_region(frame: pd.DataFrame, filters: Filters, level: int = 1) -> pd.DataFrame:
    """code -> incidents and tolls."""
    rows = counted(frame, filters)
    return _tolls(rows, rows[f"adm{level}_code"])


def by_category(frame: pd.DataFrame, filters: Filters, column: str) -> pd.DataFrame:
    """word -> incidents and tolls."""
    rows = counted(frame, filters)
    return _tolls(rows, rows[column])


def by_period(frame: pd.DataFrame, filters: Filters, unit: str = "week") -> pd.DataFrame:
    """First day of a period -> incidents and tolls; periods without incidents are left out."""
    rows = counted(frame, filters)
    day = rows["date_start"]
    if filters.since:
        day = day.clip(lower=pd.Timestamp(filters.since))
    rule = {"day": "D", "week": "W-SUN", "month": "M"}[unit]
    return _tolls(rows, day.dt.to_period(rule).dt.start_time.rename("period"))


def page(frame: pd.DataFrame, filters: Filters, offset: int, limit: int, order) -> list[str]:
    """The ids of one page."""
    column, direction = order
    rows = matching(frame, filters).sort_values(
        [column, "incident_id"], ascending=[direction == "asc", True], na_position="last"
    )
    return rows["incident_id"].iloc[offset : offset + limit].tolist()


def places(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """(latitude, longitude) to 5 decimals -> incidents and the most frequent target."""
    rows = counted(frame, filters)
    rows = rows[rows["location_precision"].isin(LOCATED) & rows["latitude"].notna()]
    keys = [rows["latitude"].round(5), rows["longitude"].round(5)]
    kinds = rows.groupby([*keys, rows["target_category"]], observed=True).size().rename("n")
    kinds = kinds.reset_index().sort_values("n", ascending=False, kind="stable")
    grouped = kinds.groupby(["latitude", "longitude"])
    return pd.DataFrame(
        {"incidents": grouped["n"].sum(), "group": grouped[kinds.columns[2]].first()}
    )


def _tolls(rows: pd.DataFrame, by: pd.Series | None = None) -> pd.DataFrame:
    """Incidents, sums of the stated tolls and how many state none, per value of `by`."""
    if by is None:
        by = pd.Series(0, index=rows.index)
    columns = {}
    for kind in ("killed", "injured"):
        high = rows[f"{kind}_max"].fillna(rows[f"{kind}_min"])
        columns[f"{kind}_min"] = rows[f"{kind}_min"]
        columns[f"{kind}_max"] = high
        columns[f"{kind}_unstated"] = high.isna().astype("Int64")
    grouped = pd.DataFrame(columns).groupby(by, observed=True, dropna=False)
    sums = grouped.sum(min_count=1)
    sums.insert(0, "incidents", grouped.size())
    if not len(sums):
        sums.loc[0] = {"incidents": 0, "killed_unstated": 0, "injured_unstated": 0}
    return sums


def _casualties(frame: pd.DataFrame, word: str) -> np.ndarray:
    highs = [frame[f"{kind}_max"].fillna(frame[f"{kind}_min"]) for kind in ("killed", "injured")]
    stated = highs[0].notna() | highs[1].notna()
    if word == "unstated":
        return (~stated).to_numpy()
    if word == "without":
        none = (highs[0].fillna(0) == 0) & (highs[1].fillna(0) == 0)
        return (stated & none).to_numpy()
    some = (frame["killed_min"].fillna(0) > 0) | (frame["injured_min"].fillna(0) > 0)
    return some.to_numpy()


def _words(frame: pd.DataFrame, words: str) -> np.ndarray:
    texts = pd.Series("", index=frame.index)
    for column in ("title", "place", "place_uk", "description"):
        texts = texts + frame[column].fillna("") + "\n"
    texts = _fold(texts.str)
    found = np.ones(len(frame), dtype=bool)
    for word in words.split():
        found &= texts.str.contains(_fold(pd.Series([word]).str)[0], regex=False).to_numpy()
    return found


def _fold(texts) -> pd.Series:
    return texts.lower().str.replace("[’ʼ`]", "'", regex=True)
