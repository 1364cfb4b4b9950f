"""A file from the browser to the map, in a real Chromium; and the page of a public atlas."""

from urllib.parse import urlsplit

import pytest

from dashboard import assets
from events import Store
from events.intake.intake import BUNDLED, import_file
from tests.dashboard.conftest import ROOT, serving
from tests.dashboard.test_map_in_browser import click

pytestmark = pytest.mark.browser

APP = ROOT / "dashboard" / "app.py"
GOLDEN = ROOT / "tests" / "golden" / "csv.csv"
KEY = "a key of many letters"
EVIL = '<img src=x onerror="window.hacked=1">'


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Store:
    assets.prepare()
    store = Store(tmp_path_factory.mktemp("upload") / "store")
    import_file(BUNDLED, store)
    return store


@pytest.fixture
def golden(tmp_path):
    """The golden table with a date column that nothing recognises, and a title that is HTML."""
    text = GOLDEN.read_text("utf-8").replace("ід;дата", "ід;КОЛИ", 1)
    path = tmp_path / "golden table.csv"
    path.write_text(text.replace("Вигадана подія", EVIL.replace('"', "'"), 1), "utf-8")
    return path


def dots(frame) -> list:
    return frame.evaluate("() => atlas.payload.dots.map((dot) => dot.slice(0, 3))")


def test_from_the_file_to_the_map(store, golden, visit):
    with serving(APP, ATLAS_STORE=str(store.path)) as home:
        seen = visit(f"{home}/data?lang=en")
        page = seen.page
        page.locator("input[type=file]").set_input_files(str(golden))
        page.get_by_role("combobox", name="Date, or first possible day").click()
        page.get_by_role("option").filter(has_text="КОЛИ").click()
        page.get_by_role("button", name="Try these columns").click()
        frame = seen.map()
        seen.settle()
        assert [50.4501, 30.5234, 1] in dots(frame)
        assert page.locator(".figures.upload dd").all_inner_texts()[:3] == ["18", "6", "12"]
        click(seen, frame, [50.4501, 30.5234])
        page.locator("article.record h3").filter(has_text="onerror").wait_for()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Download the rejected rows").click()
        refused = waiting.value.path().read_text("utf-8")
        assert len(refused.splitlines()) == 1 + 12
        assert "'-4" in refused, "defused"
        before = store.version()
        page.get_by_text("Українська", exact=True).click()
        button = page.get_by_role("button", name="Імпортувати 6 рядків")
        button.wait_for()
        button.dblclick()
        page.get_by_text(f"Імпортовано: 6 рядків. Версія сховища {before + 1}.").wait_for()
        assert store.version() == before + 1, "once"
        page.get_by_role("link", name="Побачити ці рядки на карті").click()
        page.wait_for_url("**/?*source=golden-table*")
        frame = seen.map()
        seen.settle()
        assert sorted(dots(frame)) == sorted(
            [[50.4501, 30.5234, 1], [46.4825, 30.7233, 1], [50.91, 34.8, 1]]
        )
        assert page.evaluate("() => window.hacked") is None
        assert seen.hosts == {urlsplit(home).netloc}
        assert seen.faults == []


def test_a_public_atlas_takes_files_from_whom_has_the_key(store, golden, visit):
    public = {"ATLAS_STORE": str(store.path), "ATLAS_MODE": "public"}
    with serving(APP, **public) as home:
        seen = visit(f"{home}/data?lang=en")
        seen.page.get_by_text("takes no files here").wait_for()
        seen.settle()
        assert seen.page.locator("input[type=file]").count() == 0
        assert seen.page.get_by_role("link", name="Data", exact=True).count() == 0
        assert seen.page.get_by_role("link", name="About", exact=True).count() == 1
        assert seen.page.locator(".quality th", has_text="Incident Atlas research").count() == 1
        seen.page.get_by_role("link", name="About", exact=True).click()
        seen.page.get_by_role("link", name="Quality of the records, by source").click()
        seen.page.get_by_text("takes no files here").wait_for()
    with serving(APP, **public, ATLAS_EDITOR_KEY=KEY) as home:
        seen = visit(f"{home}/data?lang=en")
        seen.page.get_by_label("Editor’s key").fill(KEY)
        seen.page.get_by_role("button", name="Continue").click()
        seen.page.locator("input[type=file]").set_input_files(str(golden))
        seen.page.get_by_text("no column was recognised as the date").wait_for()
        assert KEY not in seen.page.url
