"""The main job as a reader does it, in a real Chromium: look, filter, click, take away."""

import json
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from dashboard import assets
from events import verify_bundle
from events.intake.intake import BUNDLED, import_file
from events.storage.store import Store
from tests.dashboard.conftest import ROOT, serving
from tests.dashboard.test_map_in_browser import click

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="window.top.hit=1">'


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """The bundled incidents and one with hostile text, on the Black Sea coast by itself."""
    folder = tmp_path_factory.mktemp("dashboard")
    store = Store(folder / "store")
    import_file(BUNDLED, store)
    hostile = folder / "hostile.csv"
    hostile.write_text(
        "id,date,latitude,longitude,title,description,place,url\n"
        f"1,2023-05-05,45.3600,28.9000,Title {HOSTILE.replace(chr(34), chr(39))},"
        f"{HOSTILE.replace(chr(34), chr(39))},{HOSTILE.replace(chr(34), chr(39))},"
        "javascript:window.top.hit=1\n"
    )
    import_file(hostile, store)
    return store


@pytest.fixture(scope="module")
def dashboard(store):
    assets.prepare()
    with serving(ROOT / "dashboard" / "app.py", ATLAS_STORE=str(store.path)) as address:
        yield address


def figure(seen, number: int) -> str:
    return seen.page.locator(".figures dd").nth(number).inner_text()


def sentence(seen) -> str:
    """What the page says it shows."""
    return seen.page.locator(".sentence").first.inner_text()


def regions(seen, name: str = "Regions"):
    """The field of the region picker."""
    return seen.page.get_by_role("combobox", name=name, exact=True)


def exported(store, folder, *flags: str) -> bytes:
    out = folder / "cli.csv"
    command = [sys.executable, "-m", "events", "export", "--out", str(out)]
    command += ["--store", str(store.path), *flags]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    return out.read_bytes()


def test_the_first_screen_has_map_figures_and_chart_and_asks_nobody_else(dashboard, visit):
    seen = visit(dashboard)
    frame = seen.map()
    seen.settle()
    assert figure(seen, 0).startswith("190")
    assert frame.evaluate("() => Object.keys(atlas.payload.regions).length") == 27
    assert frame.evaluate("() => atlas.payload.dots.length") > 80
    map_box = seen.page.locator("iframe[title='streamlit_folium.st_folium']").bounding_box()
    assert map_box["height"] >= 0.55 * 900
    assert map_box["y"] + map_box["height"] < 900
    assert map_box["width"] > 0.5 * 1440
    chart = seen.page.locator("[data-testid='stVegaLiteChart']").bounding_box()
    assert chart["y"] < 900
    assert seen.hosts == {urlsplit(dashboard).netloc}
    assert seen.faults == []


def test_an_address_filters_and_the_csv_is_the_command_line_s(dashboard, store, visit, tmp_path):
    query = "?since=2024-10-01&until=2025-03-31&region=UA63,UA51&target=energy"
    seen = visit(dashboard + "/" + query)
    seen.map()
    seen.settle()
    said = sentence(seen)
    assert "from 1 October 2024 to 31 March 2025 in Odesa Oblast or Kharkiv Oblast" in said
    with seen.page.expect_download() as waiting:
        seen.page.get_by_role("button", name="Download CSV").click()
    downloaded = waiting.value.path().read_bytes()
    flags = [
        "--since",
        "2024-10-01",
        "--until",
        "2025-03-31",
        "--region",
        "UA63,UA51",
        "--target",
        "energy",
    ]
    assert downloaded == exported(store, tmp_path, *flags)
    assert downloaded.count(b"\r\n") > 1
    with seen.page.expect_download() as waiting:
        seen.page.get_by_role("button", name="About this file").click()
    about = json.loads(waiting.value.path().read_text())
    assert about["filters"]["target"] == "energy"
    assert waiting.value.path().read_bytes() == (tmp_path / "cli.csv.about.json").read_bytes()
    seen.page.get_by_role("combobox", name="Take the records away as").click()
    seen.page.get_by_role("option", name="Bundle (zip)").click()
    seen.page.get_by_role("button", name="Download bundle").wait_for()
    with seen.page.expect_download() as waiting:
        seen.page.get_by_role("button", name="Download bundle").click()
    assert waiting.value.suggested_filename.endswith(".zip")
    verdict = verify_bundle(waiting.value.path(), store.path)
    assert verdict.differences == ()
    assert verdict.about["filters"] == about["filters"]


def test_filters_by_date_and_oblast_by_hand_keep_the_map_where_it_is(dashboard, visit):
    seen = visit(dashboard)
    frame = seen.map()
    seen.settle()
    frame.evaluate("() => { window.mark = 1; atlas.map.setView([49.9, 36.2], 8); }")
    seen.settle()
    seen.page.get_by_role("combobox", name="Period").click()
    seen.page.get_by_role("option", name="Heating season 2024/2025").click()
    seen.settle()
    assert "from 15 October 2024 to 15 April 2025" in sentence(seen)
    regions(seen).click()
    seen.page.keyboard.type("Харків")
    seen.page.get_by_role("option", name="Kharkiv Oblast").first.click()
    seen.settle()
    assert "in Kharkiv Oblast" in sentence(seen)
    assert "region=UA63" in seen.page.url
    assert frame.evaluate("() => window.mark") == 1
    assert frame.evaluate("() => atlas.map.getZoom()") == 8
    assert set(frame.evaluate("() => Object.keys(atlas.payload.regions)")) == {"UA63"}


def test_regions_of_any_level_are_chosen_and_removed_by_keyboard_alone(dashboard, visit):
    seen = visit(dashboard + "/?lang=uk")
    seen.map()
    seen.settle()
    field = regions(seen, "Регіони")
    field.focus()
    before = seen.received
    seen.page.keyboard.type("Artemivsk")  # the name of Bakhmut until 2016
    first = seen.page.get_by_role("option", name="Бахмутський район").first
    first.wait_for()
    assert seen.received - before < 40_000
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-activedescendant") == first.get_attribute("id")
    assert seen.page.locator(".picker [role=status]").inner_text().startswith("Знайдено регіонів:")
    seen.page.keyboard.press("Enter")
    seen.page.get_by_role("button", name="Прибрати: Бахмутський район").wait_for()
    seen.page.keyboard.type("Херсон")
    seen.page.get_by_role("option", name="Херсонський район").first.wait_for()
    seen.page.keyboard.press("ArrowDown")
    seen.page.keyboard.press("Enter")
    seen.page.get_by_role("button", name="Прибрати: Херсонський район").wait_for()
    chosen = seen.page.get_by_role("list", name="Обрані регіони").get_by_role("listitem")
    assert [text.split("\n")[:2] for text in chosen.all_inner_texts()] == [
        ["Бахмутський район", "Донецька область"],
        ["Херсонський район", "Херсонська область"],
    ]
    assert "region=UA1402,UA6510" in seen.page.url.replace("%2C", ",")
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Enter")
    seen.page.get_by_role("button", name="Прибрати: Бахмутський район").wait_for(state="detached")
    seen.settle()
    assert "region=UA6510" in seen.page.url
    assert seen.faults == []


def test_a_name_that_no_region_has_is_said_and_escape_leaves_the_list(dashboard, visit):
    seen = visit(dashboard)
    seen.map()
    field = regions(seen)
    field.click()
    seen.page.get_by_role("option", name="Cherkasy Oblast").wait_for()
    seen.page.keyboard.type("zzzzqqq")
    seen.page.locator(".picker .sheet").get_by_text("No region has this name").wait_for()
    seen.page.keyboard.press("Enter")
    seen.settle()
    assert "region" not in seen.page.url
    seen.page.keyboard.press("Escape")
    assert field.input_value() == ""
    assert field.get_attribute("aria-expanded") == "false"


def test_a_click_on_a_dot_opens_its_record_with_links(dashboard, visit):
    seen = visit(dashboard + "/?words=recreation&target=recreation")
    seen.map()
    seen.settle()
    seen.page.goto(dashboard + "/?id=atlas:okhtyrka-chp-2022-03-03")
    frame = seen.map()
    seen.settle()
    record = seen.page.locator("article.record")
    assert "Air strike destroys Okhtyrka CHP" in record.inner_text()
    assert "3–5" in record.inner_text()
    links = record.locator("a").evaluate_all("all => all.map(a => [a.href, a.rel, a.target])")
    assert len(links) == 2
    assert all(href.startswith("https://") and "noopener" in rel for href, rel, _ in links)
    click(seen, frame, [50.3182, 34.8785])
    seen.settle()
    assert "at=50.31820" in seen.page.url.replace("%2C", ",")


def test_a_click_on_an_oblast_shows_it_and_narrows_to_it(dashboard, visit):
    seen = visit(dashboard)
    frame = seen.map()
    seen.settle()
    click(seen, frame, [47.2, 35.9])
    seen.page.locator("article.record", has_text="Zaporizhzhia Oblast").wait_for()
    seen.page.get_by_role("button", name="Show only this region").click()
    seen.settle()
    assert "in Zaporizhzhia Oblast" in sentence(seen)


def test_a_span_dragged_on_the_chart_becomes_the_period(dashboard, visit):
    seen = visit(dashboard)
    seen.map()
    seen.settle()
    box = seen.page.locator("[data-testid='stVegaLiteChart']").first.bounding_box()
    middle = box["y"] + box["height"] * 0.4
    seen.page.mouse.move(box["x"] + box["width"] * 0.5, middle)
    seen.page.mouse.down()
    seen.page.mouse.move(box["x"] + box["width"] * 0.75, middle, steps=8)
    seen.page.mouse.up()
    seen.settle()
    assert "since=2024-" in seen.page.url
    assert "until=2025-" in seen.page.url
    assert "from" in sentence(seen)


def test_hostile_text_is_shown_and_never_run(dashboard, visit):
    seen = visit(dashboard + "/?source=csv")
    frame = seen.map()
    seen.settle()
    click(seen, frame, [45.36, 28.9])
    record = seen.page.locator("article.record", has_text="Title")
    record.wait_for()
    assert "<img src=x" in record.inner_text()
    assert record.locator("img").count() == 0
    assert record.locator("a").count() == 0
    for page in ("timeline", "regions", "incidents", "changes"):
        seen.page.goto(f"{dashboard}/{page}?source=csv")
        seen.page.locator(".figures").wait_for()
        seen.settle()
    assert seen.page.evaluate("() => window.hit") is None


@pytest.mark.parametrize("page", ["incidents", "compare"])
def test_a_fresh_server_opens_a_deep_link(store, visit, page):
    with serving(ROOT / "dashboard" / "app.py", ATLAS_STORE=str(store.path)) as address:
        seen = visit(f"{address}/{page}?region=UA63")
        seen.page.locator(".figures").wait_for()
        assert "Kharkiv Oblast" in sentence(seen)


def test_filters_stay_when_the_reader_turns_the_page(dashboard, visit):
    seen = visit(dashboard + "/?region=UA63&lang=uk")
    seen.map()
    seen.settle()
    seen.page.get_by_role("link", name="Інциденти").click()
    seen.page.get_by_text("Рядки 1–").wait_for()
    seen.settle()
    assert "region=UA63" in seen.page.url
    assert "lang=uk" in seen.page.url
    assert "Харківська область" in sentence(seen)


def test_a_broken_parameter_is_named_and_an_empty_result_says_what_to_do(dashboard, visit):
    seen = visit(dashboard + "/?since=2024-99-01&words=zzzzqqq")
    seen.page.get_by_text("Ignored in the address: since").wait_for()
    seen.page.get_by_text("No record matches these filters").wait_for()
    assert seen.page.locator("[data-testid='stException']").count() == 0


def test_missing_empty_and_unreadable_stores_get_a_sentence(tmp_path, visit):
    from events.incident import SCHEMA

    empty = Store(tmp_path / "empty")
    empty.write(SCHEMA.empty_table(), "nothing")
    broken = tmp_path / "broken" / "incidents" / "_delta_log"
    broken.mkdir(parents=True)
    (broken / f"{0:020}.json").write_text("no json")
    for folder, words in (
        ("missing", "There is no store at"),
        ("empty", "holds no incidents yet"),
        ("broken", "cannot be read"),
    ):
        path = str(tmp_path / folder)
        with serving(ROOT / "dashboard" / "app.py", ATLAS_STORE=path) as address:
            seen = visit(address)
            seen.page.get_by_text(words).first.wait_for()
            assert "Traceback" not in seen.page.inner_text("body")


def test_a_phone_gets_figures_map_chart_and_table_in_that_order(dashboard, visit):
    seen = visit(dashboard, width=390, height=844, has_touch=True)
    seen.map()
    seen.settle()
    order = (".figures", "iframe[title='streamlit_folium.st_folium']")
    order += ("[data-testid='stVegaLiteChart']", "[data-testid='stDataFrame']")
    tops = [seen.page.locator(part).first.bounding_box()["y"] for part in order]
    assert tops == sorted(tops)
    assert seen.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    filters = seen.page.get_by_role("button", name="Download CSV").bounding_box()
    assert filters["x"] + filters["width"] <= 0
