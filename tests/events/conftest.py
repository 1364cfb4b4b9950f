"""Stores for the tests of the floor."""

import shutil

import pytest
from eight_records import EIGHT
from importing import HEADER, stored
from incident_rows import atlas_of

from events import Store
from events.intake.intake import import_file


@pytest.fixture(scope="session")
def one_row(tmp_path_factory):
    """A store with one row, which `store` copies."""
    folder = tmp_path_factory.mktemp("one-row")
    (folder / "first.csv").write_text(f"{HEADER}\nkept,2024-01-01,49.84,24.03,Kept\n")
    import_file(folder / "first.csv", Store(folder / "store"), name="earlier")
    return folder / "store"


@pytest.fixture
def store(one_row, tmp_path):
    """A store with one row; after each test that row is still as it was."""
    path = tmp_path / "store"
    shutil.copytree(one_row, path)
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
