"""Which level a map without circles shows, and whose terms stand at the download."""

import pytest

from dashboard import frame, level
from dashboard.state import View
from tests.events.incident_rows import atlas_of, incident


@pytest.mark.parametrize(
    ("shapes", "wanted", "shown"),
    [((1,), 3, 1), ((1, 3), 2, 1), ((1, 3), 3, 3), ((1, 2), 3, 2), ((1, 2, 3), 1, 1)],
)
def test_a_map_of_shapes_shows_the_finest_that_there_are(shapes, wanted, shown, monkeypatch):
    monkeypatch.setattr(level, "shape_levels", lambda: shapes)
    assert level.drawn(wanted) == shown


def test_a_source_of_aggregates_only_is_named_at_the_download(tmp_path):
    """Its rows count nowhere, and yet they are in the file."""
    rows = [
        incident("1", source="missiles", licence="not-stated", is_aggregate=True),
        incident("1", source="ucdp"),
    ]
    (said,) = frame.cautions(View(), atlas_of(tmp_path / "s", *rows))
    assert "Massive Missile Attacks" in said
