"""Every page in both languages in a real Chromium: nothing serious or critical for axe-core, no
text of the other language, nothing cut or overlapping on a telephone."""

import re

import pytest

from dashboard.words.phrases import PHRASES
from dashboard.words.writing import LANGUAGES
from tests.dashboard import page_checks

pytestmark = pytest.mark.browser

PAGES = (
    *("timeline", "regions", "energy", "compare?since=2024-10-15&until=2025-04-15&vs=year"),
    *("incidents", "changes", "spikes", "data", "about"),
)
MAPS = {
    "en": ("?places=hex", "?area=circle:48.46,35.05,25&id=atlas:grid-2026-02-07"),
    "uk": ("?play=week", "?level=2&at=UA63"),
}
"""What can stand on the map page, each once; the map as it opens is in both."""

WINDOW = {"en": {"width": 1440}, "uk": {"width": 390, "height": 844, "has_touch": True}}
"""Ukrainian is looked at on a telephone, because its words are the longer ones."""


def foreign(language: str, texts: list[str]) -> set[str]:
    """Phrases of the dashboard that are shown in the other language."""
    spot = LANGUAGES.index(language)
    ours = {pair[spot] for pair in PHRASES.values()}
    theirs = {pair[1 - spot] for pair in PHRASES.values()} - ours
    patterns = [_pattern(text) for text in theirs if len(text) > 3]
    return {text for text in texts if any(pattern.fullmatch(text) for pattern in patterns)}


def _pattern(phrase: str) -> re.Pattern:
    """The phrase with anything in place of its values, which may be names of any language."""
    parts = re.split(r"\{[^}]*\}", phrase)
    if sum(len(part.strip(" .,:;()")) for part in parts) < 4:
        return re.compile("(?!)")
    return re.compile(".+?".join(re.escape(part) for part in parts), re.DOTALL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_for_everybody(dashboard, visit, language):
    seen = visit(dashboard + f"/?lang={language}", **WINDOW[language])
    wrong = {}
    for place in ("", *MAPS[language], *PAGES):
        seen.page.goto(f"{dashboard}/{place}{'&' if '?' in place else '?'}lang={language}")
        seen.page.locator(".figures, [data-testid=stMain] table").first.wait_for()
        seen.settle()
        if seen.page.locator("iframe").count():
            seen.map()
        assert seen.page.evaluate("document.documentElement.lang") == language, place
        assert seen.page.locator("[data-testid='stException']").count() == 0, place
        found = page_checks.faults(seen)
        found += sorted(foreign(language, page_checks.words(seen)))
        if language == "uk":
            found += page_checks.wrong_layout(seen)
        if found:
            wrong[place or "map"] = found
    assert not wrong, "\n".join(f"{place}: {line}" for place in wrong for line in wrong[place])
