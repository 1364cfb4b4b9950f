"""From links to incidents: which reports are one, by joining the surest links first.

A chain of links alone would let an oblast-level report tie towns together that lie 100 km apart.
So two groups of reports join only when every report of one could be the same incident as every
report of the other: their days touch and their places overlap (`Pairs.possible`), two reports of
one source are linked themselves (the source tells them apart otherwise), and nobody has undone
that pair. What a person confirmed joins before everything else, only an undone pair stops it, and
the reports of a confirmed link exclude no others: somebody vouched for them. The answer depends
on the set of links alone, not on their order.
"""

from collections.abc import Callable

import pandas as pd

Possible = Callable[[pd.DataFrame], pd.DataFrame]
"""(group, incident_id) -> (left_id, right_id, source_agreement) of pairs that could be one."""


def join(links: pd.DataFrame, possible: Possible) -> pd.DataFrame:
    """`links` with `joined` and `linked_to`, in the order of their ids.

    Columns read: left_id, right_id, probability, decided (auto, confirmed, undone), holds: whether
    the link is one at all. joined: both reports are in one cluster; linked_to: the id of its
    first report, the smallest incident_id in it; None where not joined.
    """
    links = links.sort_values(["left_id", "right_id"], ignore_index=True)
    undone = links["decided"] == "undone"
    edges = links[links["holds"] & ~undone]
    edges = edges.assign(first=edges["decided"] == "confirmed")
    edges = edges.sort_values(
        ["first", "probability", "left_id", "right_id"], ascending=[False, False, True, True]
    )
    groups = _Groups()
    for left, right in zip(edges["left_id"], edges["right_id"], strict=True):
        groups.merge(left, right)
    crowds = groups.larger_than(2)
    refused = set(zip(links["left_id"][undone], links["right_id"][undone], strict=True))
    may = _allowed(edges, possible(crowds)) if len(crowds) else set()
    vouched = {*edges["left_id"][edges["first"]], *edges["right_id"][edges["first"]]}
    crowded, guarded = set(crowds["incident_id"]), _Groups()
    for left, right in zip(edges["left_id"], edges["right_id"], strict=True):
        if left not in crowded or guarded.fit(left, right, may, refused, vouched):
            guarded.merge(left, right)
    heads = pd.DataFrame(guarded.heads(), columns=["incident_id", "head"]).set_index("incident_id")
    left, right = (links[side].map(heads["head"]) for side in ("left_id", "right_id"))
    joined = (left == right) & left.notna()
    return links.assign(joined=joined, linked_to=left.astype(object).where(joined, None))


def _allowed(edges: pd.DataFrame, pairs: pd.DataFrame) -> set[tuple[str, str]]:
    """The pairs that may be in one cluster, smaller id first."""
    across = pairs[pairs["source_agreement"] == "different"]
    found = set(zip(across["left_id"], across["right_id"], strict=True))
    return found | set(zip(edges["left_id"], edges["right_id"], strict=True))


class _Groups:
    """Disjoint sets of ids; every set is held by its smallest id."""

    def __init__(self) -> None:
        self._head: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}

    def of(self, name: str) -> list[str]:
        return self._members.get(self._head.get(name, name), [name])

    def merge(self, left: str, right: str) -> None:
        one, other = self.of(left), self.of(right)
        if one[0] == other[0]:
            return
        together = sorted(one + other)
        for old in (one[0], other[0]):
            self._members.pop(old, None)
        self._members[together[0]] = together
        self._head.update(dict.fromkeys(together, together[0]))

    def fit(self, left: str, right: str, may: set, refused: set, vouched: set) -> bool:
        """Whether the groups of two ids may be one."""
        pairs = [(min(a, b), max(a, b)) for a in self.of(left) for b in self.of(right)]
        if not refused.isdisjoint(pairs):
            return False
        return all(pair in may or not vouched.isdisjoint(pair) for pair in pairs)

    def larger_than(self, size: int) -> pd.DataFrame:
        """(group, incident_id) of the members of the larger sets; group is the smallest id."""
        rows = [
            (head, name)
            for head, members in self._members.items()
            if len(members) > size
            for name in members
        ]
        return pd.DataFrame(rows, columns=["group", "incident_id"])

    def heads(self) -> list[tuple[str, str]]:
        return list(self._head.items())
