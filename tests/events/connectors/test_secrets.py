"""Credentials: where they come from, and that they are found nowhere afterwards."""

import logging
import traceback
from datetime import date

import pytest
from double import Reply, as_json
from importing import stored
from publishers import Acled, Hapi, Ucdp

from events import Store
from events.__main__ import main
from events.connectors import CONNECTORS, Asked, settings
from geodata import FetchError

WITH_SECRETS = {
    "acled": (Acled.USER, Acled.PASSWORD, "acce55-t0ken", "refre5h-t0ken"),
    "ucdp": (Ucdp.TOKEN,),
    "hapi": (Hapi.WHO,),
}
IN_THE_ADDRESS = "us3r:passw0rd"


def unwilling(request, reply):
    """Refuses the second page and repeats all that it was told."""
    number = request.params.get("page") or request.params.get("offset")
    return as_json(vars(request), 404) if number not in (None, "0", "1") else reply


@pytest.mark.parametrize("source", WITH_SECRETS)
@pytest.mark.parametrize("fate", ["well", "refused", "cut", "failing", "no JSON"])
def test_no_secret_is_left_anywhere(source, fate, request, tmp_path, monkeypatch, capsys, caplog):
    double = request.getfixturevalue(source)
    caplog.set_level(logging.DEBUG)
    address = double.url.replace("//", f"//{IN_THE_ADDRESS}@")
    if source != "acled":  # whose own header would stand in the place of this one
        monkeypatch.setenv(f"ATLAS_{source.upper()}_URL", address)
    double.first = 1
    if fate == "refused":
        double.altered = lambda request, _: as_json(vars(request), 403)
    elif fate == "cut":
        double.altered = unwilling
    elif fate == "failing":
        double.altered = lambda request, _: Reply(status=503, headers={"Retry-After": "9999"})
    elif fate == "no JSON":
        double.altered = lambda request, _: Reply(f"You are {vars(request)}".encode())
    code = main(["fetch", source, "--page-size", "2", "--store", str(tmp_path / "store")])
    assert (code == 0) == (fate == "well")
    out, err = capsys.readouterr()
    assert double.asked
    said = [out, err, caplog.text, str(stored(tmp_path / "store"))]
    if Store(tmp_path / "store").exists():
        said.append(str(Store(tmp_path / "store").history()))
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    said += [path.read_bytes().decode("latin-1") for path in files]
    secrets = (*WITH_SECRETS[source], *IN_THE_ADDRESS.split(":"))
    assert [(secret, text) for secret in secrets for text in said if secret in text] == []


@pytest.mark.parametrize("source", WITH_SECRETS)
def test_no_secret_is_in_a_traceback(source, request, caplog):
    double = request.getfixturevalue(source)
    double.altered = lambda request, _: as_json(vars(request), 418)
    with pytest.raises(FetchError) as caught:
        list(CONNECTORS[source].fetch(Asked(since=date(2025, 1, 1))))
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert [secret for secret in WITH_SECRETS[source] if secret in told] == []


@pytest.fixture
def secrets(tmp_path, monkeypatch):
    """Streamlit's file of secrets, and none at home."""
    path = tmp_path / "secrets.toml"
    monkeypatch.setattr(settings, "SECRETS", path)
    return path


def test_streamlits_file_of_secrets_is_read(secrets, run, ucdp, monkeypatch):
    monkeypatch.delenv("ATLAS_UCDP_TOKEN")
    secrets.write_text(f'ATLAS_UCDP_TOKEN = "{Ucdp.TOKEN}"\n[other]\nx = 1\n', encoding="utf-8")
    assert run("ucdp")[0] == 0
    monkeypatch.setenv("ATLAS_UCDP_TOKEN", "an0ther")
    assert run("ucdp", "--restart")[0] == 2, "the environment goes before the file"


@pytest.mark.parametrize("content", ['ATLAS_UCDP_TOKEN = "s3cret', "ATLAS_UCDP_TOKEN = s3cret"])
def test_a_damaged_file_of_secrets_is_not_quoted(content, secrets, run, ucdp, monkeypatch):
    monkeypatch.delenv("ATLAS_UCDP_TOKEN")
    secrets.write_text(content, encoding="utf-8")
    code, _, err = run("ucdp")
    assert code == 2
    assert "is no TOML file" in err
    assert "s3cret" not in err


def test_a_number_is_no_token(secrets, run, ucdp, monkeypatch):
    monkeypatch.delenv("ATLAS_UCDP_TOKEN")
    secrets.write_text("ATLAS_UCDP_TOKEN = 12\n", encoding="utf-8")
    assert "ATLAS_UCDP_TOKEN is not set" in run("ucdp")[2]


@pytest.mark.parametrize(
    "address",
    [
        "ftp://x/y",
        "example.org",
        "https://",
        "http://[::1",
        "https://x:y/",
        "https://x/?key=hidden",
    ],
)
def test_an_address_that_is_none(address, run, monkeypatch):
    monkeypatch.setenv("ATLAS_GDELT_URL", address)
    code, _, err = run("gdelt")
    assert code == 2
    assert "ATLAS_GDELT_URL is no web address such as http" in err
    assert "hidden" not in err
