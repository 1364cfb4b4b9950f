"""Splink 5 on DuckDB over the same reports, for comparison: `pip install splink==5.0.0`.

Its comparisons have the levels of ours, and pairs are blocked by region or name and by touching
days with excluding points left out. The model is trained once without labels (u by random
sampling, m by expectation maximisation) and once with the true pairs of the tuning half (m from
labels). A threshold is chosen on the tuning half and clusters are Splink's own.
"""

import json
import tempfile
from pathlib import Path

import pandas as pd
import pyarrow as pa

from events import Store
from events.linking.pairs import Pairs

_DAYS = "l.first <= r.last + INTERVAL 1 DAY AND r.first <= l.last + INTERVAL 1 DAY"
_POINTS = """coalesce(kilometres(l.latitude, l.longitude, r.latitude, r.longitude)
    <= l.reach + r.reach, true)"""
_KM = "kilometres(latitude_l, longitude_l, latitude_r, longitude_r)"
_GAP = "gap(first_l, last_l, first_r, last_r)"
_TOLLS = [
    f"toll({kind}_min_l, {kind}_max_l, {kind}_min_r, {kind}_max_r)"
    for kind in ("killed", "injured")
]
_SHARE = "len(list_intersect(told_l, told_r)) / greatest(1, least(len(told_l), len(told_r)))"

LEVELS = {
    "place": (
        "latitude_l IS NULL OR latitude_r IS NULL",
        [f"{_KM} <= {limit}" for limit in (0.5, 2, 6, 16)],
    ),
    "name": ("name_l IS NULL OR name_r IS NULL", ["name_l = name_r"]),
    "day": (None, [f"{_GAP} = 0 AND first_l = last_l AND first_r = last_r", f"{_GAP} = 0"]),
    "type": (
        "event_type_l = 'other' OR event_type_r = 'other'",
        [
            f"type_agreement(event_type_l, event_type_r) = '{word}'"
            for word in ("same", "compatible")
        ],
    ),
    "target": (
        "target_agreement(target_category_l, target_category_r) = 'unknown'",
        [
            f"target_agreement(target_category_l, target_category_r) = '{word}'"
            for word in ("same", "compatible")
        ],
    ),
    "toll": (
        " AND ".join(f"{toll} = 'unknown'" for toll in _TOLLS),
        [
            f"{' OR '.join(f'{toll} = {chr(39)}conflict{chr(39)}' for toll in _TOLLS)}",
            f"{' OR '.join(f'{toll} = {chr(39)}same{chr(39)}' for toll in _TOLLS)}",
        ],
    ),
    "text": ("len(told_l) < 3 OR len(told_r) < 3", [f"{_SHARE} >= {n}" for n in (0.6, 0.3, 0.12)]),
    "page": ("len(pages_l) = 0 OR len(pages_r) = 0", ["list_has_any(pages_l, pages_r)"]),
}
"""Comparison -> (when it says nothing, its levels from the best down)."""


def settings():
    """The model, untrained."""
    from splink import SettingsCreator

    comparisons = []
    for name, (unknown, levels) in LEVELS.items():
        listed = [{"sql_condition": unknown, "is_null_level": True}] if unknown else []
        listed += [{"sql_condition": level, "label_for_charts": level[:40]} for level in levels]
        listed.append({"sql_condition": "ELSE", "label_for_charts": "else"})
        comparisons.append({"output_column_name": name, "comparison_levels": listed})
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[
            {"blocking_rule": f"l.adm1 = r.adm1 AND {_DAYS} AND {_POINTS}"},
            {"blocking_rule": f"l.kind = 'nowhere' AND l.kind = r.kind AND {_DAYS}"},
        ],
        unique_id_column_name="incident_id",
    )


class Prepared:
    """The reports of a half in a DuckDB that Splink works in; a context manager."""

    def __init__(self, reports: pa.Table, truth: pd.DataFrame):
        self._folder = tempfile.TemporaryDirectory()
        store = Store(Path(self._folder.name) / "store")
        store.write(reports, "labelled")
        self.pairs = Pairs(store.files())
        self.pairs.find()
        self.pairs.compare()
        self.pairs.engine.register("truth", truth[["incident_id", "told_of"]])
        self.pairs.engine.execute(
            """CREATE TABLE prepared AS SELECT reports.*, told_of,
                (SELECT min(name) FROM names n WHERE n.row = reports.row) AS name,
                (SELECT list(token) FROM tokens t WHERE t.row = reports.row) AS told,
                (SELECT list(page) FROM pages p WHERE p.row = reports.row) AS pages
            FROM reports JOIN truth USING (incident_id)"""
        )

    def __enter__(self) -> "Prepared":
        return self

    def __exit__(self, *_: object) -> None:
        self.pairs.__exit__()
        self._folder.cleanup()

    def linker(self, model):
        """A Splink linker on these reports."""
        from splink import Linker
        from splink.backends.duckdb import DuckDBAPI

        api = DuckDBAPI(connection=self.pairs.engine)
        return Linker(api.register("prepared"), model, log_level=40)


def trained(half: Prepared, labels: bool) -> dict:
    """The settings of a model trained on a half, with its labels or without."""
    linker = half.linker(settings())
    rules = [
        f"l.adm1 = r.adm1 AND l.first = r.first AND l.name = r.name AND l.{same} = r.{same}"
        for same in ("target_category", "event_type")
    ]
    linker.training.estimate_probability_two_random_records_match(rules, recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    if labels:
        linker.training.estimate_m_from_label_column("told_of")
    else:
        for rule in (
            "l.adm1 = r.adm1 AND l.first = r.first",
            "l.name = r.name AND l.target_category = r.target_category",
        ):
            linker.training.estimate_parameters_using_expectation_maximisation(
                rule, record_sample_proportion=1.0
            )
    with tempfile.TemporaryDirectory() as folder:
        return json.loads(json.dumps(linker.misc.save_model_to_json(f"{folder}/m.json")))


def clusters(half: Prepared, model: dict, threshold: float) -> pd.Series:
    """incident_id -> cluster of those that are linked, by Splink's connected components."""
    linker = half.linker(model)
    found = linker.inference.predict(threshold_match_probability=0.01)
    clustered = linker.clustering.cluster_pairwise_predictions_at_threshold(
        found, threshold_match_probability=threshold
    )
    frame = clustered.as_pandas_dataframe().set_index("incident_id")["cluster_id"]
    return frame[frame.duplicated(keep=False)]


THRESHOLDS = (0.5, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999, 0.9995, 0.9999)


def compared(tuning: tuple, test: tuple, measured, wanted: float = 0.95) -> dict[str, dict]:
    """Way of training -> (threshold, precision and recall on the test half).

    A half is (reports, truth). The threshold is the one of THRESHOLDS with the best recall on the
    tuning half among those with at least the precision `wanted` there.
    """
    found = {}
    with Prepared(*tuning) as one, Prepared(*test) as other:
        for way, labels in (("without labels", False), ("with labels", True)):
            model = trained(one, labels)
            tried = {t: measured(clusters(one, model, t), tuning[1]) for t in THRESHOLDS}
            good = [t for t, got in tried.items() if got["precision"] >= wanted]
            best = max(good, key=lambda t: tried[t]["recall"])
            found[f"Splink {way}, from {best}"] = measured(clusters(other, model, best), test[1])
    return found
