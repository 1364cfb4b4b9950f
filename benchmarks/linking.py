"""How well and how fast reports of one incident are linked, beside rules alone and beside Splink.

    python -m benchmarks.linking                      precision and recall on the labelled set
    python -m benchmarks.linking --fit                the weights of events/linking/model.py anew
    python -m benchmarks.linking --reports 100000     seconds, and precision and recall at density
    python -m benchmarks.linking --splink             Splink beside it (pip install splink==5.0.0)

The labelled set (benchmarks/labelled.py) is split in two by a hash of the incident: one half for
tuning, the other only to be measured. A pair is found when both reports end in one cluster.
"""

import argparse
import json
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from benchmarks import splinked, synthetic
from benchmarks.labelled import labelled, labelled_set
from events import Store
from events.linking import model as link_model
from events.linking import rows as link_rows
from events.linking.links import AGREEMENTS
from events.linking.pairs import Pairs

RULES = """CASE WHEN type_agreement = 'conflict' OR target_agreement = 'conflict'
    OR toll_agreement = 'conflict' OR name_agreement = 'different'
    OR place_agreement IN ('within 50 km', 'in the same oblast', 'not placed') THEN -9
    WHEN (type_agreement = 'same')::INTEGER + (target_agreement = 'same')::INTEGER
    + (toll_agreement = 'same')::INTEGER + (text_agreement IN ('same', 'alike'))::INTEGER
    + (page_agreement = 'shared')::INTEGER + (day_agreement = 'same day')::INTEGER >= 3
    THEN 2 + 2 * (days = 0)::INTEGER - coalesce(distance_km, 0) / 10 ELSE -9 END"""
"""Rules alone, in the manner of MELTT: near in place and time, nothing that contradicts, three
agreements; the nearest of several in place and time wins."""


def fit(reports: pa.Table, truth: pd.DataFrame, ridge: float = 1.0) -> dict:
    """The constants of events/linking/model.py by logistic regression on pairs of known truth.

    Only pairs that the two rules allow are learned from. `ridge` is the strength of the pull of
    every weight towards zero.
    """
    pairs = _compared(
        reports, f"SELECT * FROM compared WHERE coalesce({link_model.allowed()}, false)"
    )
    names, columns = [], []
    for agreement in (*AGREEMENTS, "source"):
        for word in sorted(pairs[f"{agreement}_agreement"].unique()):
            names.append((agreement, word))
            columns.append((pairs[f"{agreement}_agreement"] == word).to_numpy(float))
    columns += [pairs[f"{name}_rarity"].to_numpy(float) for name in ("type", "target")]
    columns.append(np.log2(pairs["by_chance"].to_numpy() + link_model.FLOOR))
    columns.append(np.ones(len(pairs)))
    weights = np.round(_logistic(np.column_stack(columns), _same(pairs, truth), ridge), 2).tolist()
    found = {"WEIGHTS": {}, "RARITY": dict(zip(("type", "target"), weights[-4:-2], strict=True))}
    for (agreement, word), weight in zip(names, weights, strict=False):
        found["WEIGHTS"].setdefault(agreement, {})[word] = weight
    return found | {"BY_CHANCE": weights[-2], "CONSTANT": weights[-1]}


def _logistic(x: np.ndarray, y: np.ndarray, ridge: float) -> np.ndarray:
    """Weights by Newton's method."""
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - ridge * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def _compared(reports: pa.Table, sql: str, logit: str | None = None) -> pd.DataFrame:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        store.write(reports, "labelled")
        with Pairs(store.files()) as pairs:
            pairs.find()
            pairs.compare()
            link_model.probabilities(pairs.engine, logit)
            return pairs.engine.sql(sql).df()


def _same(pairs: pd.DataFrame, truth: pd.DataFrame) -> np.ndarray:
    told = truth.set_index("incident_id")["told_of"]
    left, right = told.loc[pairs["left_id"]], told.loc[pairs["right_id"]]
    return left.to_numpy() == right.to_numpy()


def measured(heads: pd.Series, truth: pd.DataFrame) -> dict[str, float]:
    """Precision and recall over the pairs of `truth` that are in one cluster.

    heads: incident_id -> its cluster, for the linked ones.
    """
    known = truth.assign(head=truth["incident_id"].map(heads))
    found = _pairs(known.groupby("head").size())
    right = _pairs(known.groupby(["head", "told_of"]).size())
    true = _pairs(known.groupby("told_of").size())
    return {
        "true": true,
        "found": found,
        "right": right,
        "precision": right / max(found, 1),
        "recall": right / max(true, 1),
    }


def _pairs(sizes: pd.Series) -> int:
    return int((sizes * (sizes - 1) // 2).sum())


def linked(reports: pa.Table, logit: str | None = None) -> tuple[pd.Series, float]:
    """incident_id -> cluster of the linked reports, and the seconds from files to clusters.

    `logit` is another score in place of the model's.
    """
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        store.write(reports, "labelled")
        started = time.perf_counter()
        with Pairs(store.files()) as pairs:
            pairs.find()
            rows = link_rows.fresh(pairs, pd.DataFrame(columns=link_rows.KEYS, dtype="str"), logit)
            rows = link_rows.joined(rows, pairs)
        spent = time.perf_counter() - started
    rows = rows[rows["joined"]]
    ids = np.concatenate([rows["left_id"], rows["right_id"]])
    heads = np.concatenate([rows["linked_to"], rows["linked_to"]])
    return pd.Series(heads, index=ids).groupby(level=0).first(), spent


def at_density(reports: int, seed: int = 7) -> None:
    """About `reports` over 1,500 days, a quarter of the incidents told twice, no hard negative
    but those that chance makes: how long, and how well."""
    made = labelled(synthetic.table(round(reports / 1.29), seed), seed, share=0.25, hard=0)
    heads, spent = linked(made.reports)
    print(
        f"{made.reports.num_rows:,} reports in {spent:.1f} s; {_said(measured(heads, made.truth))}"
    )


def _said(found: dict[str, float]) -> str:
    return (
        f"precision {found['precision']:.3f}, recall {found['recall']:.3f} "
        f"({found['right']:,} right of {found['found']:,} found, {found['true']:,} true)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure linking.")
    parser.add_argument("--fit", action="store_true", help="print the weights, fitted anew")
    parser.add_argument("--splink", action="store_true", help="Splink on the same reports too")
    parser.add_argument("--reports", type=int, help="measure the time for so many")
    args = parser.parse_args()
    if args.reports:
        return at_density(args.reports)
    reports, truth = labelled_set()
    test = reports["incident_id"].to_pandas().map(truth.set_index("incident_id")["test"]) == 1
    halves = {
        "tuning": (reports.filter(pa.array(~test)), truth[truth["test"] == 0]),
        "test": (reports.filter(pa.array(test)), truth[truth["test"] == 1]),
    }
    if args.fit:
        return print(json.dumps(fit(halves["tuning"][0], truth), indent=4))
    for half, (rows, known) in halves.items():
        print(f"{half}: {rows.num_rows:,} reports")
        methods = {"model": linked(rows)[0], "rules alone": linked(rows, RULES)[0]}
        for method, heads in methods.items():
            print(f"  {method}: {_said(measured(heads, known))}")
            for name, part in (("bundled", known["bundled"]), ("synthetic", ~known["bundled"])):
                print(f"    {name}: {_said(measured(heads, known[part]))}")
    if args.splink:
        for method, found in splinked.compared(halves["tuning"], halves["test"], measured).items():
            print(f"  {method}: {_said(found)}")
    return None


if __name__ == "__main__":
    main()
