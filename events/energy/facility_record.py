"""What is known of a facility, and why a row of a file of facilities is refused."""

import numpy as np
import pandas as pd

LONGEST = 200
"""Characters of a name or an operator; what is longer is cut."""

KINDS = ("nuclear", "thermal", "chp", "hydro", "gas", "substation", "solar", "wind", "other")
"""Kinds of facility in the order of the legend; gas: storage, compressor, metering
and pressure stations. A plant that burns gas is thermal, or chp where it gives heat, too."""

POINTS = ("stated", "inside", "approximate")
"""How good a point is. stated: given by the source as the facility's point; inside: a point within
the area that the source draws; approximate: good to about a kilometre, from general knowledge."""

COLUMNS = ("id", "name", "name_uk", "kind", "operator", "capacity_mw", "voltage_kv")
COLUMNS += ("latitude", "longitude", "point", "source_url", "note")

REASONS = {
    "not_a_facility": "The feature is no power plant and no substation.",
    "no_shape": "The feature has no shape, or one that is none.",
    "no_point": "The row has no latitude and longitude in degrees.",
    "outside_ukraine": "The point is in no oblast and not within 10 km of one.",
    "duplicate_id": "An earlier row has the same identifier; the first one is kept.",
    "no_name": "The row has no name.",
    "unknown_kind": f"The kind is none of {', '.join(KINDS)}.",
    "bad_capacity": "The capacity is no number of megawatts from 0 to 20,000.",
}
"""Reason code -> why a row was refused."""

NOTED = {
    "capacity_unread": "An output is stated in a way that was not read; the capacity is taken as "
    "not stated.",
    "text_cut": f"A name or operator is longer than {LONGEST} characters and was cut.",
}
"""Code -> what was noted about a row that was kept."""


class Sieve:
    """Collects what is refused and noted; a row is refused for its first reason only."""

    def __init__(self) -> None:
        self.refused: set[int] = set()
        self._found = {"refused": [], "noted": []}

    def refuse(self, mask: pd.Series, reason: str, seen: pd.Series) -> None:
        rows = [row for row in mask.index[_holds(mask)] if row not in self.refused]
        self.refused |= set(rows)
        self._add("refused", rows, reason, seen)

    def note(self, mask: pd.Series, reason: str, seen: pd.Series) -> None:
        self._add("noted", mask.index[_holds(mask)], reason, seen)

    def frame(self, which: str) -> pd.DataFrame:
        """row, reason, seen in the order of the file; of refused rows nothing is noted."""
        none = pd.DataFrame({"row": pd.Series(dtype="int64"), "reason": None, "seen": None})
        found = pd.concat(self._found[which] or [none])
        if which == "noted":
            found = found[~found["row"].isin(self.refused)]
        return found.sort_values("row", kind="stable", ignore_index=True)

    def _add(self, which: str, rows, reason: str, seen: pd.Series) -> None:
        texts = seen.reindex(rows).fillna("").astype(str).str.slice(0, LONGEST).to_numpy()
        told = {"row": np.asarray(rows, dtype="int64"), "reason": reason, "seen": texts}
        if len(rows):
            self._found[which].append(pd.DataFrame(told))


def _holds(mask: pd.Series) -> np.ndarray:
    return mask.fillna(False).to_numpy(dtype=bool)


def with_plain_nulls(table: pd.DataFrame) -> pd.DataFrame:
    """The table with None as the only null of its texts; numbers keep NaN."""
    texts = table.columns[[not pd.api.types.is_numeric_dtype(kind) for kind in table.dtypes]]
    plain = {name: table[name].astype(object).where(table[name].notna(), None) for name in texts}
    return table.assign(**plain)
