"""The timeline in a real Chromium: a mark is clicked, a button is pressed with the keyboard."""

from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.words.writing import say

pytestmark = pytest.mark.browser

ALASKA = "2025-08-15-trump-putin-summit-in-alaska"
TITLES = {"en": "Trump-Putin summit in Alaska", "uk": "Саміт Трампа і Путіна на Алясці"}


def address(seen) -> dict[str, str]:
    return {name: value[0] for name, value in parse_qs(urlsplit(seen.page.url).query).items()}


def compared(seen, language: str) -> None:
    """The page compares the 30 days before and after the summit, and says what that is not."""
    seen.page.get_by_role("heading", name=TITLES[language]).wait_for()
    seen.settle()
    assert address(seen) == {
        "since": "2025-07-16",
        "until": "2025-09-14",
        "around": ALASKA,
        "by": "day",
        "lang": language,
    }
    head = seen.page.locator("table.around thead th").all_inner_texts()
    assert head == [say(f"around_{part}", language) for part in ("before", "during_day", "after")]
    assert seen.page.get_by_text(say("not_because", language)).is_visible()
    figures = seen.page.locator(".figures dd").first.inner_text()
    before, _, after = seen.page.locator("table.around tbody tr").nth(1).locator("b").all()
    assert int(figures.split()[0]) == int(before.inner_text()) + int(after.inner_text()) == 10


def test_a_click_on_a_mark_compares_the_days_around_it_and_the_keyboard_goes_back(dashboard, visit):
    seen = visit(f"{dashboard}/timeline?lang=en&since=2025-07-01&until=2025-10-01")
    mark = seen.page.locator(f"svg.marks path[aria-label='{TITLES['en']}, 15 August 2025']")
    mark.click()
    compared(seen, "en")
    back = seen.page.get_by_role("button", name=say("around_back", "en"))
    back.focus()
    seen.page.keyboard.press("Enter")
    back.wait_for(state="detached")
    seen.settle()
    assert address(seen) == {"lang": "en"}
    assert seen.faults == []
    assert {urlsplit(dashboard).netloc} == seen.hosts, "nothing is asked of others"


def test_a_button_does_the_same_on_a_narrow_screen_in_ukrainian(dashboard, visit):
    seen = visit(f"{dashboard}/timeline?lang=uk", width=390)
    button = seen.page.get_by_role("button", name=TITLES["uk"])
    button.focus()
    seen.page.keyboard.press("Enter")
    compared(seen, "uk")
    assert button.is_disabled()
    wide = seen.page.evaluate("() => document.scrollingElement.scrollWidth")
    assert wide <= 390
    (words,) = seen.page.locator("article.milestone").all_inner_texts()
    assert "agreement" not in words, "the English description"
    assert seen.faults == []
