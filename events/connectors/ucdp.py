"""UCDP GED: pages of a release, each naming the address of the next, behind a token.

ATLAS_UCDP_TOKEN is given by UCDP's API maintainer on request; ATLAS_UCDP_URL names another
server. A day allows 5,000 requests and errors count, so a refusal is not asked again unless the
server says when. A release (26.1 a year, 26.0.8 a candidate month) never changes.
"""

import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import urlencode, urljoin, urlsplit

from events.connectors import settings
from events.connectors.asked import Asked, Fetched
from events.connectors.layout import Layout
from events.connectors.pages import Pages
from events.connectors.paging import Page, Progress, whole
from geodata import FetchError, RefusedError, Web, shown_address

ADDRESS = "https://ucdpapi.pcr.uu.se/api"
RELEASE = "26.1"
UKRAINE = "369"
"""Gleditsch and Ward's number of the country."""

PAGE = 1_000

LAYOUT = Layout(
    needed="id type_of_violence dyad_name source_article source_office source_headline where_prec "
    "where_coordinates where_description adm_1 latitude longitude country date_prec date_start "
    "date_end best high low",
    known="id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id "
    "conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a "
    "side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office "
    "source_date source_headline source_original where_prec where_coordinates where_description "
    "adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity "
    "date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low "
    "gwnoa gwnob",
    key="id",
    codebook="the UCDP GED Codebook",
)


def fetch(
    asked: Asked,
    *,
    pause: Callable[[float], None] = time.sleep,
    progress: Progress | None = None,
) -> Iterator[Fetched]:
    """Events of Ukraine, release by release as asked for: a later one revises an earlier one.

    Raises FetchError.
    """
    if asked.last:
        raise FetchError(
            "A release of UCDP never changes, so there is nothing new since the last fetch. Name a "
            "newer one, such as --release 26.0.8."
        )
    base = settings.base("ATLAS_UCDP_URL", ADDRESS, secret=True)
    token = settings.needed(
        "ATLAS_UCDP_TOKEN",
        "the token that UCDP's API maintainer gives on request; without one, download the CSV file "
        "of a release from ucdp.uu.se/downloads and import that",
    )
    with Web(pause=pause, secrets=[token], at_once=(400, 429)) as web:
        read = partial(_read, web, token)
        for release in asked.releases or (RELEASE,):
            url = f"{base}/gedevents/{_name(release)}"
            yield _fetched(read, url, release, asked, progress)


def _fetched(
    read: Callable[[str, Pages], dict],
    url: str,
    release: str,
    asked: Asked,
    progress: Progress | None,
) -> Fetched:
    parameters = {"pagesize": str(asked.page_size or PAGE), "Country": UKRAINE}
    parameters |= {"StartDate": str(asked.since)} if asked.since else {}
    parameters |= {"EndDate": str(asked.until)} if asked.until else {}
    # The first page has no number: some clients count from 0 and some from 1.
    first = f"{urlsplit(url).path}?{urlencode(parameters)}"
    address = shown_address(url)
    with Pages("ucdp", address, parameters, LAYOUT, first, restart=asked.restart) as pages:
        pages.gather(lambda there: _page(read(urljoin(url, there), pages), url, pages), progress)
        _need_all(pages)
        pages.facts["release"] = release
        if not pages.rows:
            pages.discard()
            warning = f"UCDP {release} has no event of Ukraine in the time that was asked for."
            return Fetched(None, pages.origin(), warning=warning)
        return Fetched(pages.finish(), pages.origin(), pages.notes)


def _page(said: dict, url: str, pages: Pages) -> Page:
    """A page as UCDP tells of it; FetchError when it and the pages before it cannot be."""
    rows, following = said["Result"], said.get("NextPageUrl") or None
    number = f"{shown_address(url)}: page {pages.pages + 1}"
    if not pages.pages and said.get("PreviousPageUrl"):
        raise FetchError(f"{number} has one before it, so it is not the first. Nothing was read.")
    if following and {str(row.get("id")) for row in rows} <= pages.ids:
        seen = "repeats rows of pages before it" if rows else "is empty"
        raise FetchError(
            f"{number} {seen}, yet names a page behind it. Nothing was imported; fetch again later."
        )
    pages.facts["total"] = whole(said["TotalCount"])
    there = _on_same_server(str(following), url) if following else None
    return Page(rows, there, pages.facts["total"])


def _read(web: Web, token: str, url: str, pages: Pages) -> dict:
    try:
        said = web.json(url, headers={"x-ucdp-access-token": token})
    except RefusedError as refused:
        raise FetchError(_why(refused, shown_address(url), pages)) from None
    fields = said if isinstance(said, dict) else {}
    rows = fields.get("Result")
    listed = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
    if not listed or whole(fields.get("TotalCount")) is None:
        raise FetchError(
            f"{shown_address(url)} answers without TotalCount and a list Result. Nothing was "
            "imported."
        )
    if token in str(fields.get("NextPageUrl")):
        raise FetchError(
            f"{shown_address(url)} writes the token into the address of the next page, which would "
            "then be kept in a file. Nothing was imported; tell UCDP."
        )
    return fields


def _why(refused: RefusedError, address: str, pages: Pages) -> str:
    seen = f"{refused.status} {refused.said[:200]}".strip()
    if refused.status in (401, 403):
        return f"UCDP does not take the token in ATLAS_UCDP_TOKEN ({seen}). Check it."
    if refused.status in (400, 429):
        kept = f" The {pages.rows:,} rows so far are kept" if pages.rows else " Nothing is lost"
        return (
            f"UCDP refuses ({seen}). That is how it answers when the 5,000 requests of a day, "
            f"errors included, are used up, or when it does not know what is asked of {address}."
            f"{kept}: the same command goes on from here tomorrow."
        )
    return str(refused)


def _on_same_server(following: str, url: str) -> str:
    """Path and query of the next page, to be asked of the server that has the token.

    Scheme and port are not looked at: behind a proxy servers name their inner ones.
    """
    parts = urlsplit(following)
    if parts.hostname != urlsplit(url).hostname:
        raise FetchError(
            f"{shown_address(url)} names {shown_address(following)} as its next page, which is on "
            "another server. It was not asked, as the token would go there; nothing was imported."
        )
    return f"/{parts.path.lstrip('/')}?{parts.query}"


def _need_all(pages: Pages) -> None:
    """Every event once: as many different ids as UCDP says that there are."""
    total, rows, ids = pages.facts["total"], pages.rows, len(pages.ids)
    if ids != total or rows != total:
        pages.discard()
        raise FetchError(
            f"UCDP says in TotalCount that there are {total:,} events, but {rows:,} rows with "
            f"{ids:,} different ids came. Nothing was imported; fetch again."
        )


def _name(release: str) -> str:
    if not re.fullmatch(r"[0-9][0-9.]{0,20}", release):
        raise FetchError(f"--release {release[:20]!r} is no release of UCDP such as {RELEASE}.")
    return release
