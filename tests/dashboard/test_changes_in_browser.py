"""What changed as a reader sees it, in a real Chromium: marks, before and after, last visit."""

import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from dashboard import assets
from events.intake.intake import BUNDLED, import_file
from events.storage.store import Store
from tests.dashboard.conftest import ROOT, serving
from tests.dashboard.test_map_in_browser import click

pytestmark = pytest.mark.browser

HEADER = "id,date,latitude,longitude,title,killed_min"
FIRST = f"{HEADER}\n1,2024-05-01,49.00,31.00,Told at first,1\n2,2024-05-02,49.60,27.00,Deleted,\n"
LATER = f"{HEADER}\n1,2024-05-01,49.00,31.00,<b>Told anew</b>,4\n3,2024-05-03,46.30,30.00,Added,\n"


def imported(store: Store, folder, text: str) -> None:
    file = folder / "own.csv"
    file.write_text(text)
    import_file(file, store)


@pytest.fixture
def store(tmp_path) -> Store:
    """0: the bundled incidents; 1: two rows; 2: one of them revised, one added; 3: one removed."""
    store = Store(tmp_path / "store")
    import_file(BUNDLED, store)
    imported(store, tmp_path, FIRST)
    imported(store, tmp_path, LATER)
    store.remove(["csv:2"], "gone")
    return store


@pytest.fixture
def dashboard(store):
    assets.prepare()
    with serving(ROOT / "dashboard" / "app.py", ATLAS_STORE=str(store.path)) as address:
        yield address


def counts(seen) -> list[str]:
    return seen.page.locator(".tally dd").all_inner_texts()


def test_marks_table_and_file_tell_the_same_changes(dashboard, store, visit):
    seen = visit(f"{dashboard}/changes?changed=1&lang=en")
    frame = seen.map()
    seen.settle()
    assert counts(seen) == ["1", "1", "0", "1"]
    signs = frame.evaluate("() => atlas.payload.changes.signs.map((s) => s.slice(0, 4))")
    assert sorted(signs) == [[46.3, 30, 0, 1], [49, 31, 1, 1], [49.6, 27, 3, 1]]
    box = seen.page.locator("iframe[title='streamlit_folium.st_folium']").bounding_box()
    assert box["y"] + box["height"] < 900
    click(seen, frame, [49.0, 31.0])
    detail = seen.page.locator("article.change")
    detail.wait_for()
    assert "<b>Told anew</b>" in detail.inner_text()
    assert "Told at first" in detail.locator("del").first.inner_text()
    with seen.page.expect_download() as waiting:
        seen.page.get_by_role("button", name="Download these changes").click()
    command = [sys.executable, "-m", "events", "changes", "--from", "1", "--csv"]
    command += ["--store", str(store.path)]
    told = subprocess.run(command, check=True, cwd=ROOT, capture_output=True).stdout
    assert waiting.value.path().read_bytes() == told
    assert seen.hosts - {""} == {urlsplit(dashboard).netloc}, "a blob of our own has no host"
    assert seen.faults == []


def test_the_browser_remembers_the_last_visit(dashboard, store, visit, tmp_path):
    seen = visit(f"{dashboard}/changes?lang=en")
    seen.map()
    seen.settle()
    assert counts(seen) == ["0", "0", "0", "1"], "a first visit shows the last import"
    context = seen.page.context
    (cookie,) = [c for c in context.cookies() if c["name"].startswith("atlas_visit")]
    before, now, began = cookie["value"].split(".")
    assert (before, now) == ("", "3")
    imported(store, tmp_path, f"{HEADER}\n4,2024-06-01,48.0,25.0,After the visit,\n")
    imported(store, tmp_path, f"{HEADER}\n5,2024-06-02,48.5,26.0,And one more,\n")
    yesterday = {**cookie, "value": f"{before}.{now}.{int(began) - 86_400}"}
    context.add_cookies([yesterday])
    seen.page.goto(f"{dashboard}/changes?lang=en")
    seen.map()
    seen.settle()
    assert counts(seen) == ["2", "0", "0", "0"]
    chosen = seen.page.get_by_role("combobox", name="Changes since")
    assert chosen.input_value() == "my last visit"
    (cookie,) = [c for c in context.cookies() if c["name"].startswith("atlas_visit")]
    assert cookie["value"].startswith("3.5.")


def test_an_earlier_version_has_a_banner_and_a_way_back(dashboard, visit):
    seen = visit(f"{dashboard}/?as_of=0&lang=en")
    seen.map()
    seen.settle()
    banner = seen.page.get_by_role("status").filter(has_text="as it stood on")
    assert "(version 0)" in banner.inner_text()
    then = seen.page.locator(".figures dd").first.inner_text()
    with seen.page.expect_download() as waiting:
        seen.page.get_by_role("button", name="Download CSV").click()
    assert waiting.value.suggested_filename == "incident-atlas-v0.csv"
    seen.page.get_by_role("button", name="Back to now").click()
    seen.settle()
    assert banner.count() == 0
    assert seen.page.locator(".figures dd").first.inner_text() != then
    assert "as_of" not in seen.page.url
