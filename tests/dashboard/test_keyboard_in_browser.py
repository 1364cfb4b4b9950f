"""The main job with keys alone, in a real Chromium: filter, region, record, page, download."""

import pytest

pytestmark = pytest.mark.browser

STOPS = 90
"""Presses of Tab that the way to a part of the page may take."""

FOCUSED = """() => {
  let at = document.activeElement;
  while (at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
  return [at.tagName, at.getAttribute("aria-label") || at.innerText || at.id || ""];
}"""


def tab_to(seen, tag: str, name: str = "") -> None:
    """Press Tab until the focus is on a `tag` whose name begins with `name`."""
    passed = []
    for _ in range(STOPS):
        seen.page.keyboard.press("Tab")
        at, said = seen.page.evaluate(FOCUSED)
        if at == tag and said.strip().startswith(name):
            return
        passed.append(f"{at} {said[:30]}")
    raise AssertionError(f"no {tag} {name!r} among {passed}")


def press(seen, *keys: str) -> None:
    for key in keys:
        seen.page.keyboard.press(key)
        seen.page.wait_for_timeout(120)  # the grid takes a key at its next frame
    seen.settle()


def test_the_main_job_needs_no_mouse(dashboard, visit):
    seen = visit(dashboard + "/?lang=en")
    seen.map()
    seen.settle()
    page = seen.page
    tab_to(seen, "INPUT", "Period")
    page.keyboard.type("2024/2025")
    press(seen, "Enter")
    assert "from 15 October 2024" in page.locator(".sentence").first.inner_text()
    tab_to(seen, "INPUT", "regions")
    page.keyboard.type("Odesa Obl")
    page.get_by_role("option", name="Odesa Oblast").first.wait_for()
    press(seen, "Enter")
    assert "region=UA51" in page.url
    tab_to(seen, "BUTTON", "Download CSV")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.path().stat().st_size > 1_000
    tab_to(seen, "CANVAS")
    press(seen, "ArrowDown", "Shift+Space")
    page.locator("article.record", has_text="Odesa Oblast").wait_for()
    assert "at=UA51" in page.url
    page.keyboard.press("Escape")
    page.locator("[data-testid=stSkipToContent]").focus()
    tab_to(seen, "A", "Incidents")
    press(seen, "Enter")
    page.get_by_text("Rows 1–").wait_for()
    seen.settle()
    tab_to(seen, "CANVAS")
    press(seen, "ArrowDown", "Shift+Space")
    page.locator("article.record h3").wait_for()
    assert "id=" in page.url
    assert seen.faults == []
