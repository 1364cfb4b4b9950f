"""What every floor's tests share."""

import os
import tempfile
from pathlib import Path

import pytest

# Boundaries that someone installed in ./data must not change what the tests see.
os.environ["ATLAS_DATA"] = tempfile.mkdtemp(prefix="incident-atlas-data-")

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of third-party files for tests, ../shared/data; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs the third-party files in ../shared/data, which are not here")
    return SHARED
