"""From which version the page What changed tells, and what is said where it had to choose."""

from datetime import UTC, datetime

import pytest

from dashboard.changes import since
from dashboard.changes.since import Start
from events import Import

MOMENTS = {version: datetime(2026, 11, 10 + version, 9, tzinfo=UTC) for version in range(6)}
IMPORTS = tuple(
    Import(version, MOMENTS[version], f"i{version}", 1, 0) for version in (4, 2, 1, 0)
)  # versions 3 and 5 only joined files


def start(choice: str, last: int = 5, seen: int | None = None) -> Start:
    return since.start(choice, last, seen=seen, moments=MOMENTS, imports=IMPORTS)


def test_without_a_choice_it_is_the_last_visit_else_the_last_import():
    assert start("", seen=1) == Start(1)
    assert start("") == Start(3)
    assert start("visit") == Start(3, "no_visit_yet")


def test_a_version_or_a_day_is_taken_as_it_is():
    assert start("2") == Start(2)
    assert start("2026-11-13") == Start(3)
    assert start("2026-12-31") == Start(5), "nothing can have changed since"


def test_an_earlier_last_version_bounds_every_choice():
    assert start("import", last=2) == Start(1)
    assert start("2026-11-14", last=2) == Start(2)
    assert start("visit", last=2, seen=4) == Start(2)
    assert start("import", last=0) == Start(0)


@pytest.mark.parametrize(
    ("choice", "last", "said"),
    [
        ("9", 5, "There is no version 9; the store has the versions 0 to 5."),
        ("4", 2, "Version 4 is later than version 2, which is shown."),
        ("2020-01-01", 5, "The store begins on 10 November 2026 with version 0"),
    ],
)
def test_what_cannot_be_followed_is_said(choice, last, said):
    assert said in start(choice, last).sentence("en")
    assert start(choice, last).sentence("uk")


def test_a_choice_has_a_mode():
    modes = [since.mode(choice, None) for choice in ("", "visit", "7", "2026-11-11")]
    assert modes == ["import", "visit", "version", "day"]
    assert since.mode("", 3) == "visit"
