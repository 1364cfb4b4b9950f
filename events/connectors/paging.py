"""Page after page of a source's answer, and where it ends."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from geodata import FetchError

Progress = Callable[[int, int | None], None]
"""Is told the rows there are, and the rows there will be (None: not known)."""


@dataclass(frozen=True)
class Page:
    """Rows as the source names them; where the next page is (None: there is none); how many rows
    there are in all, as the source says (None: it does not)."""

    rows: list[dict]
    following: object
    total: int | None = None


def numbered(ask: Callable[[int], list[dict]], size: int, what: str) -> Callable[[int], Page]:
    """Pages of `size` rows that are asked for by number; the first that is not full is the last.

    The one behind that is asked, too: a page in the middle that came empty or short is an error
    and no end.
    """

    def page(number: int) -> Page:
        rows = ask(number)
        if len(rows) >= size:
            return Page(rows, number + 1)
        if ask(number + 1):
            seen = f"holds {len(rows)} of the {size} rows asked for" if rows else "is empty"
            raise FetchError(
                f"{what}: page {number} {seen}, yet the page behind it holds rows. Nothing was "
                "imported; fetch again"
                + (f", perhaps with --page-size {len(rows)}." if rows else ".")
            )
        return Page(rows, None)

    return page


def whole(value: object) -> int | None:
    """A whole number as a source writes it, in JSON or as text; None for anything else."""
    return int(value) if re.fullmatch(r"[0-9]{1,18}", str(value)) else None
