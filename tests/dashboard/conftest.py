"""A dashboard of our own in a real Chromium: server, page, and every request it makes."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import zlib
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
PATIENCE = 60
"""Seconds that a server or a page may take; a longer wait would hold up a run with a fault."""
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)


@contextmanager
def serving(app: Path, *, start: tuple[str, ...] = ("streamlit", "run"), **environment: str):
    """Streamlit with our configuration on a free port, started by `python -m` and `start`;
    answers its address."""
    import tomllib

    from dashboard.__main__ import CONFIG
    from dashboard.__main__ import environment as from_file

    port = free_port()
    env = {k: v for k, v in os.environ.items() if not k.startswith(("STREAMLIT_", "ATLAS_"))}
    env |= from_file(tomllib.loads(CONFIG.read_text()), {})
    env |= {"STREAMLIT_SERVER_PORT": str(port), "PYTHONPATH": str(ROOT)}
    env |= {"ATLAS_DATA": os.environ.get("ATLAS_DATA", "data"), **environment}
    command = [sys.executable, "-m", *start, *([str(app)] if start[0] == "streamlit" else [])]
    with subprocess.Popen(
        command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            wait_for(f"http://localhost:{port}/_stcore/health", server)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()


def free_port() -> int:
    """A port that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def wait_for(url: str, server: subprocess.Popen) -> None:
    for _ in range(PATIENCE * 10):
        assert server.poll() is None, "Streamlit stopped while starting"
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url} did not answer within {PATIENCE} seconds")


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests; without one they are skipped, but in CI that is a failure."""
    if not CHROMIUM.exists():
        missing = f"{CHROMIUM} is missing: apt-get install chromium"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        yield chromium
        chromium.close()


class Visit:
    """A page with the hosts that it asked, the bytes that came by websocket, and its faults."""

    def __init__(self, page, address: str) -> None:
        self.page, self.address = page, address
        self.hosts: set[str] = set()
        self.faults: list[str] = []
        self.received = 0
        self.on_the_line = 0
        """Bytes of the websocket as permessage-deflate packs them, which our server uses."""
        self._deflate = zlib.compressobj(6, wbits=-15)
        page.set_default_timeout(PATIENCE * 1_000)
        page.on("request", self._note)
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("websocket", self._listen)

    def _note(self, request) -> None:
        if urlsplit(request.url).scheme not in ("data", "blob"):  # these ask nobody
            self.hosts.add(urlsplit(request.url).netloc)

    def _listen(self, socket_) -> None:
        self.hosts.add(urlsplit(socket_.url).netloc)
        socket_.on("framereceived", lambda frame: self._count(frame))

    def _count(self, frame) -> None:
        self.received += len(frame)
        content = frame.encode() if isinstance(frame, str) else frame
        packed = self._deflate.compress(content) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
        self.on_the_line += len(packed)

    def map(self):
        """The frame of the map, once its regions are painted."""
        self.page.wait_for_selector("iframe[title='streamlit_folium.st_folium']")
        self.page.wait_for_function(_PAINTED)
        return next(f for f in self.page.frames if "streamlit_folium" in f.url)

    def settle(self) -> None:
        """Wait until the page rests: no script runs, no frame loads, no map moves, nothing comes.

        However busy the machine is: what was clicked has been handled by the page, and what the
        page then sent has reached the server, before the silence is measured.
        """
        self.page.wait_for_timeout(200)
        before = None
        while before != self.received:
            before = self.received
            self.page.evaluate(_ROUND_TRIP)
            self.page.wait_for_function(_AT_REST)
            self.page.wait_for_timeout(200)


_ROUND_TRIP = """async () => {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  await fetch(location.href, {cache: "no-store"});
}"""
_AT_REST = """() => {
  const app = document.querySelector("[data-testid='stApp']");
  if (!app) return document.readyState === "complete";
  const {testScriptState: script, testConnectionState: connection} = app.dataset;
  if (script !== "notRunning" || connection !== "CONNECTED") return false;
  return [...document.querySelectorAll("iframe")].every((frame) => {
    const inside = frame.contentWindow;
    if (inside.location.href === "about:blank" || inside.document.readyState !== "complete")
      return false;
    const map = inside.atlas && inside.atlas.map;
    if (!map) return true;
    const drawn = map.getSize(), holds = map.getContainer();
    if (drawn.x !== holds.clientWidth || drawn.y !== holds.clientHeight) return false;
    return !(map._animatingZoom || (map._panAnim && map._panAnim._inProgress));
  });
}"""
_PAINTED = """() => {
  const frame = document.querySelector("iframe[title='streamlit_folium.st_folium']");
  const atlas = frame && frame.contentWindow && frame.contentWindow.atlas;
  return Boolean(atlas && atlas.regions && atlas.paints);
}"""


@pytest.fixture(scope="session")
def window(browser):
    """The one browser window of ordinary visits: what it has in its cache need not come again,
    which is half of the time that a first page takes."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def visit(browser, window):
    """visit(address, width=1440, ...) -> Visit; every page is closed at the end, and what pages
    kept in the browser is forgotten. With options of Playwright's new_context it has its own."""
    contexts, pages = [], []

    def open_page(address: str, *, width: int = 1440, height: int = 900, **options) -> Visit:
        size = {"width": width, "height": height}
        if options:
            contexts.append(browser.new_context(viewport=size, **options))
            page = contexts[-1].new_page()
        else:
            page = window.new_page()
            page.set_viewport_size(size)
            pages.append(page)
        seen = Visit(page, address)
        seen.page.goto(address)
        return seen

    yield open_page
    for page in pages:
        if page.url.startswith("http"):
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.close()
    window.clear_cookies()
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def map_probe(tmp_path_factory):
    """The map alone (map_probe_app.py) on a server of its own."""
    from dashboard import assets

    folder = tmp_path_factory.mktemp("probe")
    shutil.copy(Path(__file__).parent / "map_probe_app.py", folder / "app.py")
    assets.prepare(folder / "static")
    with serving(folder / "app.py") as address:
        yield address


@pytest.fixture(scope="session")
def bundled(tmp_path_factory):
    """A store with the bundled incidents; tests that change records make one of their own."""
    from events.intake.intake import BUNDLED, import_file
    from events.storage.store import Store

    store = Store(tmp_path_factory.mktemp("bundled") / "store")
    import_file(BUNDLED, store)
    return store


@pytest.fixture(scope="session")
def dashboard(bundled, tmp_path_factory):
    """The address of one server with the bundled incidents and no installed shapes."""
    from dashboard import assets

    assets.prepare()
    places = {"ATLAS_STORE": str(bundled.path), "ATLAS_DATA": str(tmp_path_factory.mktemp("data"))}
    with serving(ROOT / "dashboard" / "app.py", **places) as address:
        yield address
