"""Which reports tell of one incident: linked, never merged, never deleted, and always undoable.

`link` compares the reports of a store and stores the links; `links_of` says why two belong
together; `decide` keeps what a person says about a pair; `clusters` answers the incident of each
linked report. The pairs are found and compared in pairs.py, weighed in model.py, joined in
clusters.py, renewed in rows.py and kept by links.py.

The method follows MELTT (Donnay, Dunford, McGrath, Backer, Cunningham 2019, Integrating conflict
event data, Journal of Conflict Resolution 63(5)): nearness in time and place first, then what the
reports say of the event. Unlike there, places and days are as wide as the precision of each
report, what agreements weigh is fitted, and one source may tell an incident twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pandas as pd

from events.linking import model as link_model
from events.linking import rows as link_rows
from events.linking.links import AGREEMENTS, DECISIONS, Links
from events.linking.pairs import Pairs
from events.storage.store import Store


class NotLinked(ValueError):  # noqa: N818, the name says what is the case
    """What was asked about reports cannot be; the message says why in a sentence."""


@dataclass(frozen=True)
class LinkReport:
    """What a run of linking did.

    reports: of which so many were looked at; pairs: compared; links: rows that hold (probability
    at least link_model.LINKED_FROM, or confirmed, and not undone); joined: of these, in a cluster
    (the others would have brought together what excludes each other); incidents: clusters;
    confirmed, undone: rows that a person decided. links_version is None after a dry run or when
    neither the links nor the store changed.
    """

    store_version: int
    links_version: int | None
    reports: int
    pairs: int
    links: int
    joined: int
    incidents: int
    confirmed: int
    undone: int
    model: str


def link(
    store: Store,
    *,
    only: Iterable[str] | None = None,
    since: date | None = None,
    dry_run: bool = False,
) -> LinkReport:
    """Compare the reports of the newest version and store which are linked, in one commit.

    only: incident_ids that are new, revised or removed: just the pairs that they can have changed
    are compared anew, with the answer that a run over everything gives of them; since: the same
    for the reports whose last possible day is not before it. Other pairs keep the probability of
    their own run, though the number of reports around them may have changed. Decisions stay.
    Raises StoreError.
    """
    version, links = store.version(), Links(store.path)
    with links.lock(), Pairs(store.files(version)) as pairs:
        before = links.read()
        touched = _touched(pairs, before.rows, only, since)
        pairs.find(touched)
        decided = before.rows[before.rows["decided"] != "auto"]
        pairs.add(decided)
        rows = link_rows.renewed(before.rows, link_rows.fresh(pairs, decided), pairs, touched)
        rows = link_rows.joined(rows, pairs)
        # Also without a change: the version says of which reports the links are made.
        changed = before.store_version != version or not link_rows.equal(before.rows, rows)
        written = links.write(rows, version) if changed and not dry_run else None
        holds = link_rows.holds(rows, pairs)
        return LinkReport(
            store_version=version,
            links_version=written,
            reports=pairs.count("reports") if touched is None else len(touched),
            pairs=pairs.count("pairs"),
            links=int(holds.sum()),
            joined=int(rows["joined"].sum()),
            incidents=rows["linked_to"].nunique(),
            confirmed=int((rows["decided"] == "confirmed").sum()),
            undone=int((rows["decided"] == "undone").sum()),
            model=link_model.VERSION,
        )


def decide(
    store: Store, one: str, other: str, decision: str | None, *, by: str | None = None
) -> dict:
    """Keep that two reports are one incident ("confirmed") or are not ("undone"), or take back
    what was decided (None); answer the row as stored, also of a pair that is no longer one.

    The decision holds in every later run. Raises NotLinked for a report that the store lacks, a
    report and itself, an unknown decision or nothing to take back; StoreError.
    """
    if decision not in (None, *DECISIONS[1:]):
        raise NotLinked(f"{decision!r} is no decision: confirmed, undone, or None to take it back.")
    if one == other:
        raise NotLinked(f"{one} is one report; a link has two.")
    left, right = sorted((one, other))
    version, links = store.version(), Links(store.path)
    with links.lock():
        rows = links.read().rows
        here = _is_pair(rows, left, right)
        if decision is None and not (rows["decided"][here] != "auto").any():
            raise NotLinked(f"Nothing was decided about {left} and {right}.")
        # What hangs together with the pair is joined anew; no other cluster can change.
        ids = link_rows.connected(rows, {left, right})
        together = rows["left_id"].isin(ids) | rows["right_id"].isin(ids)
        rest, rows, here = rows[~together], rows[together], here[together]
        # A pair that is stored was compared; then only these reports matter, not every one.
        with Pairs(store.files(version), ids if here.any() else None) as pairs:
            row = rows[here].copy() if here.any() else _compared_pair(pairs, left, right)
            row["decided"] = decision or "auto"
            row["decided_by"] = (by if decision else None) or None
            row["decided_at"] = pd.Timestamp(datetime.now(UTC)) if decision else pd.NaT
            rows = link_rows.joined(link_rows.stacked(rows[~here], row), pairs)
            answer = rows[_is_pair(rows, left, right)]
            kept = rows[link_rows.kept(rows, pairs)]
            links.write(link_rows.stacked(rest, kept), version)
    return answer.astype(object).where(answer.notna(), None).iloc[0].to_dict()


def links_of(store: Store, incident_id: str) -> pd.DataFrame:
    """The stored links of one report, the surest first; columns as links.SCHEMA.

    Undone ones and those that hold but are not joined are among them. Raises NotLinked when the
    store has no such report, StoreError.
    """
    rows = Links(store.path).read().rows
    found = rows[(rows["left_id"] == incident_id) | (rows["right_id"] == incident_id)]
    if found.empty:
        with Pairs(store.files()) as pairs:
            _refuse_unknown(pairs, [incident_id])
    return found.sort_values("probability", ascending=False, ignore_index=True)


def links_version(store: Store) -> int | None:
    """Number of the newest version of the links, in less than a millisecond; None where nothing was
    linked. What an Atlas answers depends on it too (`Atlas.links_version`)."""
    return Links(store.path).version()


def clusters(store: Store, version: int | None = None) -> pd.DataFrame:
    """incident_id, linked_to (the smallest id of its cluster) and n_reports of every report that
    is linked, ordered by incident_id; every other report is an incident by itself.

    version: of the store; the newest links made of it or of an earlier one. Raises StoreError.
    """
    rows = Links(store.path).read(version).rows
    rows = rows[rows["joined"]]
    sides = [
        rows[[side, "linked_to"]].set_axis(["incident_id", "linked_to"], axis=1)
        for side in ("left_id", "right_id")
    ]
    found = pd.concat(sides).drop_duplicates().sort_values("incident_id", ignore_index=True)
    sizes = found.groupby("linked_to")["incident_id"].transform("size")
    return found.assign(n_reports=sizes.astype("int64"))


def why_linked(row: pd.Series) -> str:
    """Why a stored link holds, in one line: what agrees and what does not."""
    apart = "" if pd.isna(row["distance_km"]) else f" ({row['distance_km']:.1f} km)"
    parts = [f"{row['place_agreement']}{apart}", row["day_agreement"]]
    for name in AGREEMENTS:
        word = row[f"{name}_agreement"]
        if name not in ("place", "day") and word not in ("unknown", "none"):
            parts.append(f"{name} {word}")
    return ", ".join(parts)


def _touched(
    pairs: Pairs, rows: pd.DataFrame, only: Iterable[str] | None, since: date | None
) -> set[str] | None:
    """The ids to look at again, those once linked with them included; None for all."""
    if only is None and since is None:
        return None
    ids = set(only or ())
    if since is not None:
        ids |= pairs.since(since)
    for side, other in (("left_id", "right_id"), ("right_id", "left_id")):
        ids |= set(rows.loc[rows[side].isin(ids), other])
    return ids


def _compared_pair(pairs: Pairs, left: str, right: str) -> pd.DataFrame:
    """The row of one pair that is not stored, whatever its places and days are."""
    _refuse_unknown(pairs, [left, right])
    pairs.find([left, right])
    asked = pd.DataFrame({"left_id": [left], "right_id": [right]})
    pairs.add(asked)
    return link_rows.fresh(pairs, asked).pipe(lambda rows: rows[_is_pair(rows, left, right)])


def _refuse_unknown(pairs: Pairs, ids: list[str]) -> None:
    known = pairs.present(ids)
    for name in ids:
        if name not in known:
            raise NotLinked(
                f"The store has no report {name} that can be linked: ids look like "
                "ucdp:12345, and aggregates and reports of longer than a month never link."
            )


def _is_pair(rows: pd.DataFrame, left: str, right: str) -> pd.Series:
    return (rows["left_id"] == left) & (rows["right_id"] == right)
