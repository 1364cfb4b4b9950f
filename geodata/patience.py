"""Asking again what failed for a while: how often, after which pauses, and for how long at most."""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from geodata.web_faults import FetchError, PassingError, shown_address

TRIES = 5
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
"""Seconds between two tries: doubled after each failure, with up to a second added by chance."""

PATIENCE = 600
"""Seconds of a Retry-After that are waited; whoever asks for more is asked another day."""


def again(ask: Callable, url: str, pause: Callable[[float], None] = time.sleep):
    """What `ask` gives; after a PassingError it is asked again, TRIES times in all.

    Waits as long as the server says, else a growing time. Raises FetchError at last.
    """
    import tenacity  # here, as it takes a tenth of a second that most commands need not spend

    grow = tenacity.wait_exponential_jitter(initial=FIRST_PAUSE, max=LONGEST_PAUSE)

    def wait(state: tenacity.RetryCallState) -> float:
        told = state.outcome.exception().wait
        return grow(state) if told is None else told

    retrying = tenacity.Retrying(
        stop=tenacity.stop_after_attempt(TRIES),
        retry=tenacity.retry_if_exception_type(PassingError),
        wait=wait,
        sleep=pause,
        reraise=True,
    )
    try:
        return retrying(ask)
    except PassingError as last:
        raise FetchError(
            f"{shown_address(url)} could not be read in {TRIES} tries ({last}); try again later."
        ) from None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds of a Retry-After, in either form; a date is measured by the server's own clock."""
    told = headers.get("retry-after", "").strip()
    if told.isdecimal():
        return float(told)
    try:
        when = _as_utc(parsedate_to_datetime(told))
    except ValueError:
        return None
    try:
        now = _as_utc(parsedate_to_datetime(headers.get("date", "")))
    except ValueError:
        now = datetime.now(UTC)
    return max(0.0, (when - now).total_seconds())


def _as_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
