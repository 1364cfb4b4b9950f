"""From which version the page What changed tells, by what the reader chose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from dashboard.words.writing import day, say
from events import Import

MODES = ("visit", "import", "day", "version")


@dataclass(frozen=True)
class Start:
    """The first version of the comparison, and the phrase that says what had to be changed."""

    version: int
    note: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, language: str) -> str:
        """The note in the reader's language; empty when the choice could be followed."""
        if not self.note:
            return ""
        written = {
            name: day(value, language) if isinstance(value, date) else value
            for name, value in self.values.items()
        }
        return say(self.note, language, **written)


def mode(choice: str, seen: int | None) -> str:
    """The one of MODES that a View.changed stands for; `seen` is the version of the last visit."""
    if choice == "":
        return "import" if seen is None else "visit"
    if choice in MODES:
        return choice
    return "version" if choice.isdigit() else "day"


def start(
    choice: str,
    last: int,
    *,
    seen: int | None,
    moments: Mapping[int, datetime],
    imports: Sequence[Import],
) -> Start:
    """Where to begin for a View.changed when the page shows version `last`.

    `moments` (version -> when it was made, oldest first) and `imports` (newest first) are the
    store's. A choice that cannot be followed falls back to the last import, and says so.
    """
    chosen = mode(choice, seen)
    before = _before_the_last_import(last, imports)
    if chosen == "visit":
        return Start(before, "no_visit_yet") if seen is None else Start(min(seen, last))
    if chosen == "version":
        version, newest = int(choice), max(moments, default=last)
        if version > newest:
            return Start(before, "version_unknown", {"version": version, "newest": newest})
        if version > last:
            return Start(before, "version_later", {"version": version, "last": last})
        return Start(version)
    if chosen == "day":
        made = [version for version, when in moments.items() if when.date() <= _day(choice)]
        if made:
            return Start(min(made[-1], last))
        first = min(moments, default=0)
        when = moments[first].date() if moments else _day(choice)
        return Start(first, "day_too_early", {"day": when, "version": first})
    return Start(before)


def _before_the_last_import(last: int, imports: Sequence[Import]) -> int:
    made = [entry.version for entry in imports if entry.version <= last]
    return max(0, made[0] - 1) if made else last


def _day(choice: str) -> date:
    return date.fromisoformat(choice)
