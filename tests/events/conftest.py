"""Stores for the tests of the floor."""

import pytest
from eight_records import EIGHT
from importing import HEADER, import_json, stored
from incident_rows import atlas_of

from events import Store


@pytest.fixture
def store(tmp_path, capsys):
    """A store with one row; after each test that row is still as it was."""
    path = tmp_path / "store"
    (tmp_path / "first.csv").write_text(f"{HEADER}\nkept,2024-01-01,49.84,24.03,Kept\n")
    import_json(tmp_path / "first.csv", path, capsys, "--name", "earlier")
    (before,) = stored(path)
    yield path
    assert [row for row in stored(path) if row["source"] == "earlier"] == [before]


@pytest.fixture
def unchanged(store):
    """The same store; after the test no version was added to it."""
    version = Store(store).version()
    yield store
    assert Store(store).version() == version


@pytest.fixture(scope="session")
def atlas(tmp_path_factory):
    """An opened store with the eight records of eight_records.py; tests only read it."""
    return atlas_of(tmp_path_factory.mktemp("store"), *EIGHT)
