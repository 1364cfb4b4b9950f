"""What an import is told of the fetch before it."""

from datetime import date

import pytest
from importing import GOLDEN, stored

from events import Store
from events.intake.intake import import_file


@pytest.mark.parametrize("source", ["acled", "ucdp"])
def test_the_day_of_fetching_and_the_origin_are_kept(source, tmp_path):
    store = Store(tmp_path / "store")
    origin = {"address": "https://example.org/api", "parameters": {"page": "1"}}
    path = GOLDEN / f"{source}.csv"
    report = import_file(path, store, source=source, retrieved=date(2026, 11, 24), origin=origin)
    assert report.accepted > 3
    assert {row["source_retrieved"] for row in stored(store.path)} == {date(2026, 11, 24)}
    assert store.history()[0].details["origin"] == origin
    again = import_file(path, store, source=source, retrieved=date(2026, 11, 25))
    assert (again.updated, again.unchanged) == (0, report.accepted), "a later day revises nothing"
