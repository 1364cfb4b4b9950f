"""How well linking does on reports of known truth, and that its model knows every word."""

import pyarrow as pa
import pytest

from benchmarks.labelled import labelled_set
from benchmarks.linking import linked, measured
from events import Store
from events.linking import model as link_model
from events.linking.links import AGREEMENTS
from events.linking.pairs import Pairs


@pytest.fixture(scope="module")
def test_half():
    """Reports that no weight was fitted on: another seed, and the half kept for measuring."""
    reports, truth = labelled_set(seed=2, incidents=6_000)
    truth = truth[truth["test"] == 1]
    kept = reports["incident_id"].to_pandas().isin(truth["incident_id"])
    return reports.filter(pa.array(kept)), truth


def test_precision_and_recall_on_what_nothing_was_tuned_on(test_half):
    reports, truth = test_half
    heads, _ = linked(reports)
    found = measured(heads, truth)
    assert found["true"] > 800
    assert found["precision"] >= 0.95
    assert found["recall"] >= 0.85


def test_every_word_of_a_comparison_has_its_weight(test_half, tmp_path):
    """A word without one would count as nothing, in silence."""
    store = Store(tmp_path / "s")
    store.write(test_half[0], "x")
    with Pairs(store.files()) as pairs:
        pairs.find()
        pairs.compare()
        for name in (*AGREEMENTS, "source"):
            sql = f"SELECT DISTINCT {name}_agreement FROM compared"
            words = {word for (word,) in pairs.engine.execute(sql).fetchall()}
            assert words <= set(link_model.WEIGHTS[name]), name
            assert len(words) > 1, name
