"""What every floor's tests share."""

import os
import tempfile
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

# Boundaries that someone installed in ./data must not change what the tests see.
os.environ["ATLAS_DATA"] = tempfile.mkdtemp(prefix="incident-atlas-data-")

# A busy machine is no fault, so no example has a time limit. With CI set the examples are the same
# in every run; --hypothesis-profile=thorough tries ten times as many where a test names no number.
settings.register_profile("ours", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("thorough", deadline=None, max_examples=1_000)
settings.load_profile("ci" if os.environ.get("CI") else "ours")

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of third-party files for tests, ../shared/data; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs the third-party files in ../shared/data, which are not here")
    return SHARED


@pytest.fixture(scope="session")
def installed_levels(shared_data, tmp_path_factory) -> Path:
    """A data folder with the raions and hromadas of ../shared/data installed; tests only read it.

    Installing both takes seconds, so all processes of one run share the folder that the first made.
    """
    from geodata.install import install

    base = tmp_path_factory.getbasetemp()
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, part = run / "installed-levels", run / "installed-levels.part"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("ATLAS_DATA", str(part))
                for name in ("adm2_simplified.geojson", "adm3_simplified.geojson"):
                    install(shared_data / "boundaries" / name)
            part.rename(folder)
    return folder
