"""HDX HAPI: monthly counts of conflict events, 10,000 rows at a time.

ATLAS_HAPI_APP_IDENTIFIER is the name and e-mail address of who asks, as HAPI encodes them (its
page "encode_app_identifier" does); ATLAS_HAPI_URL names another server.
"""

import time
from collections.abc import Callable, Iterator

from events.connectors import settings
from events.connectors.asked import Asked, Fetched
from events.connectors.layout import Layout
from events.connectors.pages import Pages
from events.connectors.paging import Progress, numbered
from geodata import FetchError, RefusedError, Web, shown_address

ADDRESS = "https://hapi.humdata.org/api/v2"
PAGE = 10_000
"""The most rows that HAPI gives at a time."""

LAYOUT = Layout(
    needed="event_type events fatalities admin1_code admin2_code provider_admin1_name "
    "provider_admin2_name reference_period_start reference_period_end",
    known="location_code event_type events fatalities admin1_code admin1_name admin2_code "
    "admin2_name provider_admin1_name provider_admin2_name reference_period_start "
    "reference_period_end resource_hdx_id",
    key=None,
    codebook="the HDX HAPI documentation",
)


def fetch(
    asked: Asked,
    *,
    pause: Callable[[float], None] = time.sleep,
    progress: Progress | None = None,
) -> Iterator[Fetched]:
    """The counts of Ukraine whose period is asked for. Raises FetchError."""
    if asked.last:
        raise FetchError("HAPI does not say what is new. Give a day, as in --since 2026-01-01.")
    base = settings.base("ATLAS_HAPI_URL", ADDRESS, secret=True)
    who = settings.needed(
        "ATLAS_HAPI_APP_IDENTIFIER",
        "the identifier that HAPI asks for, your application's name and e-mail address encoded",
    )
    url, size = f"{base}/coordination-context/conflict-events", asked.page_size or PAGE
    address, parameters = shown_address(url), _parameters(asked, size)

    def rows(number: int) -> list[dict]:
        offset = str((number - 1) * size)
        found = _rows(web, url, parameters | {"offset": offset, "app_identifier": who})
        outside = sum(_outside(row, asked) for row in found)
        pages.facts["rows_outside"] = pages.facts.get("rows_outside", 0) + outside
        return found

    with (
        Web(pause=pause, secrets=[who]) as web,
        Pages("hapi", address, parameters, LAYOUT, 1, restart=asked.restart) as pages,
    ):
        pages.gather(numbered(rows, size, address), progress)
        if not pages.rows:
            pages.discard()
            warning = "HAPI has no row of Ukraine in the time that was asked for."
            yield Fetched(None, pages.origin(), warning=warning)
            return
        yield Fetched(pages.finish(), pages.origin(), pages.notes + _heeded(pages))


def _parameters(asked: Asked, size: int) -> dict[str, str]:
    parameters = {"location_code": "UKR", "output_format": "json", "limit": str(size)}
    parameters |= {"start_date": str(asked.since)} if asked.since else {}
    return parameters | ({"end_date": str(asked.until)} if asked.until else {})


def _heeded(pages: Pages) -> list[str]:
    """A note where HAPI gave other days than were asked for."""
    outside = pages.facts["rows_outside"]
    said = (
        f"{outside} of {pages.rows} rows are outside of the days asked for, so HAPI does not heed "
        "start_date and end_date; they were taken all the same"
    )
    return [said] if outside else []


def _outside(row: dict, asked: Asked) -> bool:
    """Whether a count is of a period that was not asked for."""
    first, last = (str(row.get(f"reference_period_{end}"))[:10] for end in ("start", "end"))
    early = asked.since and last < str(asked.since)
    return bool(early or (asked.until and first > str(asked.until)))


def _rows(web: Web, url: str, parameters: dict[str, str]) -> list[dict]:
    try:
        said = web.json(url, params=parameters)
    except RefusedError as refused:
        if refused.status in (401, 403):
            raise FetchError(
                f"HAPI does not take ATLAS_HAPI_APP_IDENTIFIER ({refused.status}). Encode your "
                "application's name and e-mail address on HAPI's page for that."
            ) from None
        raise
    rows = said.get("data") if isinstance(said, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FetchError(f"{shown_address(url)} answers without a list of rows in `data`.")
    return rows
