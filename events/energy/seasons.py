"""Heating seasons: from 15 October to 15 April, as a convention.

Ukraine sets no such dates for the whole country: each hromada begins and ends its season by
decision of its own, when the mean outdoor temperature stays below 8 degrees for three days
(Cabinet of Ministers, resolution 830 of 21 August 2019, item 8 of the rules of heat supply), which
is usually between the middle of October and the middle of April.
"""

from dataclasses import dataclass
from datetime import date

BEGINS, ENDS = (10, 15), (4, 15)
"""Month and day of the first and the last day, both included."""


@dataclass(frozen=True)
class Season:
    """A heating season, or the months between two (heating False); both days included.

    year: in which it begins.
    """

    year: int
    heating: bool
    since: date
    until: date


def seasons(first: date, last: date) -> tuple[Season, ...]:
    """Every heating season and every time between that has a day from `first` to `last`."""
    found = []
    for year in range(first.year - 1, last.year + 1):
        begins, ends = date(year, *BEGINS), date(year + 1, *ENDS)
        found.append(Season(year, True, begins, ends))
        between = date(year + 1, 4, 16), date(year + 1, 10, 14)
        found.append(Season(year + 1, False, *between))
    return tuple(season for season in found if season.since <= last and season.until >= first)
