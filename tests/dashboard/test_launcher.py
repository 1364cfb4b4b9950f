"""The two ways to start the dashboard, each as a reader would type it, and their configuration."""

import os
import shutil
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
import streamlit.config

from dashboard import assets, palette
from dashboard.__main__ import CONFIG, environment, options, store_flag
from events import Store
from events.intake.intake import BUNDLED, import_file
from tests.dashboard.conftest import ROOT, free_port, wait_for

STREAMLIT = Path(sys.executable).with_name("streamlit")


def configured() -> dict:
    return tomllib.loads(CONFIG.read_text(encoding="utf-8"))


@contextmanager
def started(command: list[str], folder: Path, health: str, **added: str):
    """`command` run in `folder` with nothing of our own in its environment but `added`."""
    unset = ("STREAMLIT_", "ATLAS_", "PYTHONPATH")
    env = {k: v for k, v in os.environ.items() if not k.startswith(unset)}
    log = folder / "server.log"
    with (
        log.open("wb") as out,
        subprocess.Popen(
            command, env=env | added, cwd=folder, stdout=out, stderr=subprocess.STDOUT
        ) as server,
    ):
        try:
            wait_for(health, server)
            yield log
        finally:
            server.terminate()


def fetched(url: str):
    """Status and headers of one GET request."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.headers


def test_each_option_of_the_file_becomes_the_variable_that_streamlit_reads():
    known = streamlit.config._config_options_template
    asked = options(configured())
    assert asked["theme.dark.textColor"] == palette.ROLES["text"][1], "sections inside sections"
    for option, value in asked.items():
        assert environment({option: value}, {}).keys() == {known[option].env_var}
    assert environment(configured(), {}) == environment(asked, {})


def test_a_variable_that_is_set_already_wins_over_the_file():
    config = {"server": {"port": 8501, "enableStaticServing": True}}
    assert environment(config, {"STREAMLIT_SERVER_PORT": "9000"}) == {
        "STREAMLIT_SERVER_ENABLE_STATIC_SERVING": "true"
    }


def test_nothing_is_reported_and_only_this_machine_is_served():
    config = configured()
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["address"] == "localhost"


def test_plain_streamlit_reads_the_same_file():
    assert (ROOT / ".streamlit" / "config.toml").resolve() == CONFIG


@pytest.mark.parametrize(
    ("arguments", "store", "rest"),
    [
        (["--server.port", "1"], None, ["--server.port", "1"]),
        (["--store", "a b", "--x"], "a b", ["--x"]),
        (["--x", "--store=c"], "c", ["--x"]),
    ],
)
def test_the_store_flag_is_ours_and_the_rest_is_streamlit_s(arguments, store, rest):
    assert store_flag(arguments) == (store, rest)


def test_a_store_flag_without_a_folder_says_what_it_needs():
    with pytest.raises(SystemExit, match="--store needs a folder"):
        store_flag(["--store"])


def test_the_launcher_works_from_any_folder_and_flags_win_over_the_environment(tmp_path):
    port = free_port()
    command = [sys.executable, str(ROOT / "dashboard"), "--server.port", str(port)]
    added = {"STREAMLIT_SERVER_PORT": "1", "STREAMLIT_SERVER_BASE_URL_PATH": "atlas"}
    base = f"http://localhost:{port}/atlas"
    with started(command, tmp_path, f"{base}/_stcore/health", **added):
        for name, kind in (
            ("leaflet.js", "javascript"),
            ("leaflet.css", "text/css"),
            ("map.js", "javascript"),
            ("adm1.json", "json"),
        ):
            status, headers = fetched(f"{base}/app/static/{assets.prepare()[name]}")
            assert status == 200
            assert kind in headers["Content-Type"]
        status, headers = fetched(f"{base}/api/health")
        assert (status, headers["Retry-After"]) == (503, "60"), "there is no store in that folder"
        assert headers["Content-Type"] == "application/problem+json"
        assert fetched(f"{base}/api/openapi.json")[0] == 200


@pytest.mark.browser
def test_plain_streamlit_needs_no_set_up_step_in_a_folder_of_any_name(tmp_path, visit):
    """No static folder yet, no PYTHONPATH, and a path with a space and Ukrainian letters."""
    checkout = tmp_path / "мій атлас"
    ours = shutil.ignore_patterns("static", "__pycache__")
    for floor in ("geodata", "events", "dashboard", ".streamlit"):
        shutil.copytree(ROOT / floor, checkout / floor, ignore=ours, symlinks=True)
    shutil.copy(CONFIG, checkout)
    python = [sys.executable, "-m", "events", "import", "--bundled"]
    subprocess.run(python, cwd=checkout, check=True, capture_output=True)
    port = free_port()
    command = [str(STREAMLIT), "run", "dashboard/app.py", "--server.port", str(port)]
    with started(command, checkout, f"http://localhost:{port}/_stcore/health"):
        seen = visit(f"http://localhost:{port}")
        frame = seen.map()
        assert frame.evaluate("() => atlas.regions.getLayers().length") == 27
        assert seen.hosts == {f"localhost:{port}"}
        assert seen.faults == []


@pytest.mark.browser
def test_the_map_finds_its_files_under_a_base_path(tmp_path, visit):
    port = free_port()
    command = [sys.executable, "-m", "dashboard", f"--server.port={port}"]
    command += ["--server.baseUrlPath", "war/atlas", "--store", str(tmp_path / "store")]
    import_file(BUNDLED, Store(tmp_path / "store"))
    base = f"http://localhost:{port}/war/atlas"
    with started(command, tmp_path, f"{base}/_stcore/health", PYTHONPATH=str(ROOT)):
        seen = visit(base)
        assert seen.map().evaluate("() => atlas.payload.dots.length") > 80
        assert seen.faults == []
