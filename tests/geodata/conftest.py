"""No test reads or writes the boundary sets that this machine may have installed."""

import pytest
import squares


@pytest.fixture(autouse=True, scope="session")
def no_installed_sets(tmp_path_factory):
    """An empty data folder for the whole session; `data` gives a test one of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(tmp_path_factory.mktemp("no-data")))
        yield


@pytest.fixture
def data(tmp_path, monkeypatch):
    """An empty data folder of this test's own."""
    folder = tmp_path / "data"
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    return folder


@pytest.fixture(scope="session")
def raions():
    """Invented raions (squares.py); a test that changes them makes a copy."""
    return squares.frame(2)
