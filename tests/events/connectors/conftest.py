"""A store, a data folder and no settings but those of the test."""

import json
import os

import pytest
from publishers import Acled, Gdelt, Hapi, Ucdp, Viina

from events.__main__ import main
from events.connectors import settings


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    """An empty data folder of the test's own; no setting of this machine is seen."""
    for name in [name for name in os.environ if name.startswith("ATLAS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setattr(settings, "SECRETS", tmp_path / "no-secrets.toml")
    return tmp_path / "data"


@pytest.fixture
def fetched(data):
    """Names of the files that a fetch left, without locks."""
    return lambda: sorted(p.name for p in (data / "fetched").glob("*") if p.name[0] != ".")


@pytest.fixture
def run(tmp_path, capsys):
    """`python -m events fetch ...`: its exit code, its JSON (None when refused) and its errors."""

    def command(*arguments: str) -> tuple[int, dict | None, str]:
        capsys.readouterr()
        code = main(["fetch", *arguments, "--store", str(tmp_path / "store"), "--json"])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return code, json.loads(out) if out else None, err

    return command


@pytest.fixture
def acled(monkeypatch):
    found = Acled()
    monkeypatch.setenv("ATLAS_ACLED_URL", found.url)
    monkeypatch.setenv("ATLAS_ACLED_USERNAME", Acled.USER)
    monkeypatch.setenv("ATLAS_ACLED_PASSWORD", Acled.PASSWORD)
    yield found
    found.close()


@pytest.fixture
def ucdp(monkeypatch):
    found = Ucdp()
    monkeypatch.setenv("ATLAS_UCDP_URL", found.url)
    monkeypatch.setenv("ATLAS_UCDP_TOKEN", Ucdp.TOKEN)
    yield found
    found.close()


@pytest.fixture
def viina(monkeypatch):
    found = Viina()
    monkeypatch.setenv("ATLAS_VIINA_URL", f"{found.url}/raw/main/Data/")
    yield found
    found.close()


@pytest.fixture
def hapi(monkeypatch):
    found = Hapi()
    monkeypatch.setenv("ATLAS_HAPI_URL", found.url)
    monkeypatch.setenv("ATLAS_HAPI_APP_IDENTIFIER", Hapi.WHO)
    yield found
    found.close()


@pytest.fixture
def gdelt(monkeypatch):
    found = Gdelt()
    monkeypatch.setenv("ATLAS_GDELT_URL", found.url)
    yield found
    found.close()
