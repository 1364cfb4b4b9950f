"""What another layer of the map costs, in headless Chromium, over a synthetic store.

    python -m benchmarks.layers_in_browser --rows 1000000 [--level 3]

Measures, on the dashboard as it runs, from the click on a metric, on hexagons or on dots to the
repainted map, and the bytes that come to the browser for it; a period of a year is chosen, so
that there is a preceding one. The first visitor finds no answer remembered, the second all.
"""

import argparse
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from benchmarks.line import Line
from benchmarks.map_in_browser import WARM_UP, opened, store_of
from dashboard import assets
from tests.dashboard.conftest import CHROMIUM, QUIET, ROOT, Visit, serving

METRICS = (
    "killed, upper bound",
    "incidents per 100,000 residents",
    "change against the period before",
    "share of energy targets",
    "incidents",
)
BY_OBLAST_ONLY = METRICS[1]
PLACES = ("hexagons", "dots")
YEAR = "since=2024-01-01&until=2024-12-31"


def measure(address: str, page: Page, line: Line, level: int) -> dict[str, tuple[float, float]]:
    """Layer -> seconds to the repainted map, kilobytes on the line."""
    seen = Visit(page, address)
    page.goto(address)
    frame = seen.map()
    seen.settle()
    found = {}
    for metric in METRICS:
        if metric == BY_OBLAST_ONLY and level > 1:
            continue
        choice = opened(page, "Shade regions by", metric)
        found[metric] = _repaint(seen, frame, line, choice)
    for places in PLACES:
        choice = page.locator("button", has_text=places).first
        found[places] = _repaint(seen, frame, line, choice)
    return found


def _repaint(seen: Visit, frame, line: Line, choice) -> tuple[float, float]:
    paints, sent = frame.evaluate("() => atlas.paints"), line.received
    began = time.perf_counter()
    choice.click()
    frame.wait_for_function(f"() => atlas.paints > {paints}", polling=10)
    seconds = time.perf_counter() - began
    seen.settle()
    return seconds, (line.received - sent) / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, help="a folder to keep the store in between runs")
    parser.add_argument("--level", type=int, choices=(1, 2, 3), default=1, help="3: hromadas")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as driver:
        store = store_of(chosen.rows, chosen.store or Path(scratch) / "store")
        chromium = driver.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        assets.prepare()
        app = ROOT / "dashboard" / "app.py"
        with serving(app, start=("dashboard",), ATLAS_STORE=str(store.path.resolve())) as address:
            time.sleep(WARM_UP)
            line = Line(urlsplit(address).port)
            address = f"http://localhost:{line.port}/?lang=en&level={chosen.level}&{YEAR}"
            view = {"width": 1440, "height": 900}
            for visitor in ("first visitor", "second visitor"):
                page = chromium.new_context(viewport=view).new_page()
                for layer, (seconds, size) in measure(address, page, line, chosen.level).items():
                    print(f"{visitor}, {layer}: {seconds:.2f} s, {size:.0f} kB on the line")
        chromium.close()


if __name__ == "__main__":
    main()
