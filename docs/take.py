"""Take the pictures of docs/ anew: every page, in both languages, wide, middle and narrow.

    python docs/take.py http://localhost:8501 docs/screens [--only map]

Needs a dashboard that runs there (`make run`) and the development requirements. Pictures have 192
colours, which is enough to read them and a third of the size.
"""

import argparse
import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

PAGES = {
    "map": "",
    "map-hexagons": "?places=hex",
    "map-playback": "?play=week",
    "timeline": "timeline",
    "regions": "regions",
    "energy": "energy",
    "compare": "compare?since=2024-10-15&until=2025-04-15&vs=year",
    "incidents": "incidents",
    "changes": "changes",
    "spikes": "spikes",
    "data": "data",
    "about": "about",
}
SIZES = {1440: 900, 1024: 768, 390: 844}
SCHEMES = ("light", "dark")
COLOURS = 192
CHROMIUM = "/usr/bin/chromium"
PAINTED = """() => {
  const maps = [...document.querySelectorAll("iframe[title='streamlit_folium.st_folium']")];
  return maps.length && maps.every(({contentWindow: seen}) => seen.atlas && seen.atlas.paints);
}"""
SETTLED = 2_500
"""Milliseconds after the last script run: the map's frame paints by itself."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("address")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", choices=PAGES, help="one page")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name in [asked.only] if asked.only else PAGES:
            for language in ("en", "uk"):
                for width, height in SIZES.items():
                    take(browser, asked, name, language, (width, height), "light")
            take(browser, asked, name, "en", (1440, SIZES[1440]), "dark")


def take(browser, asked, name: str, language: str, size: tuple[int, int], scheme: str) -> None:
    """One picture, NAME-LANGUAGE-WIDTH.png; of the dark theme NAME-dark.png."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    path = PAGES[name]
    joined = "&" if "?" in path else "?"
    page.goto(f"{asked.address}/{path}{joined}lang={language}")
    page.wait_for_selector(".figures, [data-testid='stMain'] table")
    page.wait_for_timeout(1_500)
    page.wait_for_selector("[data-testid='stStatusWidget']", state="detached")
    if page.locator("iframe, [data-testid='stSkeleton']").count():
        page.wait_for_function(PAINTED)
    page.wait_for_timeout(SETTLED)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
    stem = f"{name}-dark" if scheme == "dark" else f"{name}-{language}-{size[0]}"
    picture.save(asked.folder / f"{stem}.png", optimize=True)
    page.close()


if __name__ == "__main__":
    main()
