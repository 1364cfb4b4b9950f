"""What a filter change costs on the map, in headless Chromium, over a synthetic store.

    python -m benchmarks.map_in_browser --rows 1000000 [--level 3]

Measures, on the dashboard as it runs: seconds from opening the page to the first painted map; from
the click on a filter to the repainted map; bytes that come to the browser for it. Beside them, in
the same run, what one would use instead: a folium map with one CircleMarker per place.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import folium
from playwright.sync_api import Page, TimeoutError, sync_playwright

from benchmarks import synthetic
from benchmarks.line import Line
from dashboard import assets
from events import Filters, Store, dots, open_store
from tests.dashboard.conftest import CHROMIUM, QUIET, ROOT, Visit, serving

WARM_UP = 12
"""Seconds between the start of the server and the first visitor: the launcher opens the store."""

CHANGES = (
    ("Period", "Last 365 days of the data"),
    ("Period", "Last 90 days of the data"),
    ("Period", "Heating season 2024/2025"),
    ("Period", "All of the data"),
    ("Target", "electricity"),
    ("Target", "housing"),
    ("Event type", "drone attack"),
    ("Event type", "missile strike"),
)
"""Filters clicked one after the other, each on top of those before."""


def store_of(rows: int, folder: Path) -> Store:
    """A store of `rows` synthetic incidents in `folder`, made unless it is there."""
    store = Store(folder)
    if not store.exists():
        for number, batch in enumerate(synthetic.batches(rows)):
            store.write(batch, f"synthetic-{number}")
    return store


def measure(address: str, page: Page, line: Line) -> dict[str, list[float]]:
    """Seconds and kilobytes (before and after compression) of opening the page and of CHANGES."""
    seen = Visit(page, address)
    began = time.perf_counter()
    page.goto(address)
    frame = seen.map()
    figures = {"first map": [time.perf_counter() - began], "repaint": []}
    figures |= {"kB": [], "kB on the line": []}
    seen.settle()
    for label, option in CHANGES:
        paints, before = frame.evaluate("() => atlas.paints"), seen.received
        choice = opened(page, label, option)
        sent = line.received
        began = time.perf_counter()
        choice.click()
        frame.wait_for_function(f"() => atlas.paints > {paints}", polling=10)
        figures["repaint"].append(time.perf_counter() - began)
        page.locator(".sentence").first.click()  # closes an open list
        seen.settle()
        figures["kB"].append((seen.received - before) / 1000)
        figures["kB on the line"].append((line.received - sent) / 1000)
    return figures


def opened(page: Page, label: str, option: str):
    """The option of the filter `label`, its list open; a rerun may close it once or twice."""
    choice = page.get_by_role("option", name=option, exact=True)
    for _ in range(5):
        page.get_by_role("combobox", name=label).click()
        try:
            choice.wait_for(timeout=3000)
        except TimeoutError:
            page.locator(".sentence").first.click()  # closes an open list
        else:
            return choice
    raise AssertionError(f"the filter {label} offers no {option}")


def plain_markers(store: Store, count: int, page: Page, folder: Path) -> tuple[float, float]:
    """Seconds until a folium map with `count` CircleMarkers is there, and its kilobytes."""
    frame = dots(open_store(store.path), Filters(), cap=count * 100).frame.head(count)
    began = time.perf_counter()
    plain = folium.Map(location=[48.5, 31.2], zoom_start=6, tiles=None, prefer_canvas=True)
    leaflet = (assets.STATIC / assets.prepare()["leaflet.js"]).as_uri()
    plain.default_js, plain.default_css = [("leaflet", leaflet)], []
    for row in frame.itertuples():
        folium.CircleMarker(
            [row.latitude, row.longitude], radius=4, tooltip=f"{row.incidents} incidents"
        ).add_to(plain)
    target = folder / "plain.html"
    plain.save(target)
    page.goto(target.as_uri())
    page.wait_for_function("() => document.querySelector('canvas')", polling=10)
    return time.perf_counter() - began, target.stat().st_size / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, help="a folder to keep the store in between runs")
    parser.add_argument("--level", type=int, choices=(1, 2, 3), default=1, help="3: hromadas")
    parser.add_argument("--markers", type=int, default=3000, help="places drawn by plain folium")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as driver:
        folder = Path(scratch)
        store = store_of(chosen.rows, chosen.store or folder / "store")
        chromium = driver.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        assets.prepare()
        app = ROOT / "dashboard" / "app.py"
        place = str(store.path.resolve())
        with serving(app, start=("dashboard",), ATLAS_STORE=place) as address:
            time.sleep(WARM_UP)
            view = {"width": 1440, "height": 900}
            line = Line(urlsplit(address).port)
            address = f"http://localhost:{line.port}/?level={chosen.level}"
            cold = measure(address, chromium.new_context(viewport=view).new_page(), line)
            warm = measure(address, chromium.new_context(viewport=view).new_page(), line)
        for name, figures in (("first visitor", cold), ("second visitor", warm)):
            repaint, size, wire = (figures[n] for n in ("repaint", "kB", "kB on the line"))
            print(
                f"{name}: first map {figures['first map'][0]:.2f} s; filter click to repainted map "
                f"median {statistics.median(repaint):.2f} s, worst {max(repaint):.2f} s; "
                f"{max(wire):.0f} kB on the line at most, {statistics.median(wire):.0f} kB median; "
                f"before compression {max(size):.0f} and {statistics.median(size):.0f} kB"
            )
        seconds, size = plain_markers(store, chosen.markers, chromium.new_page(), folder)
        print(f"plain folium, {chosen.markers} CircleMarkers: {seconds:.2f} s, {size:.0f} kB")
        chromium.close()


if __name__ == "__main__":
    main()
