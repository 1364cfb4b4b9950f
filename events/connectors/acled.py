"""ACLED: a token for user and password, rows by page, and the ids that ACLED deleted.

ATLAS_ACLED_USERNAME and ATLAS_ACLED_PASSWORD are those of the user's own account;
ATLAS_ACLED_URL names another server. Terms: ACLED's agreement, rows may not be passed on.
Addresses and parameters as ACLED's API documentation and its clients give them, 2025-2026.
"""

import time
from collections.abc import Callable, Iterator

from events.connectors import settings
from events.connectors.asked import Asked, Fetched
from events.connectors.layout import Layout
from events.connectors.pages import Pages
from events.connectors.paging import Page, Progress, numbered, whole
from geodata import FetchError, RefusedError, Web, shown_address

ADDRESS = "https://acleddata.com"
PAGE = 5_000
"""Rows asked for at a time: what ACLED's own clients ask for."""

LAYOUT = Layout(
    needed="event_id_cnty event_date time_precision event_type sub_event_type country admin1 "
    "location latitude longitude geo_precision source notes fatalities tags timestamp",
    known="event_id_cnty event_date year time_precision disorder_type event_type sub_event_type "
    "actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso "
    "region country admin1 admin2 admin3 location latitude longitude geo_precision source "
    "source_scale notes fatalities tags timestamp",
    key="event_id_cnty",
    codebook="the ACLED Codebook",
)

DENIED = (
    "ACLED gave this account a token and yet denies it the data ({seen}): the account lacks API "
    "access, or its terms were not accepted yet. Log in at acleddata.com in a browser, accept the "
    "terms of use there, and ask ACLED for API access if it is still denied."
)
EMPTY = (
    "ACLED answered without an error and without a single row for {asked}. That is what accounts "
    "without access to the data get, too; log in at acleddata.com in a browser and see whether it "
    "shows rows of that time. Nothing was imported or removed."
)
_LASTS, _EARLY = 3_600, 60
"""Seconds that a token lasts when ACLED does not say, and before its end when it is renewed."""


def fetch(
    asked: Asked,
    *,
    pause: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
    progress: Progress | None = None,
) -> Iterator[Fetched]:
    """Rows of Ukraine whose day is asked for, or all that changed at ACLED since the last fetch.

    `clock` gives seconds that only go on; by it a token's time is judged. Raises FetchError.
    """
    base = settings.base("ATLAS_ACLED_URL", ADDRESS, secret=True)
    account = [
        settings.needed(f"ATLAS_ACLED_{what.upper()}", f"the {what} of your account at ACLED")
        for what in ("username", "password")
    ]
    size, parameters = asked.page_size or PAGE, _parameters(asked)
    address, kept = shown_address(f"{base}/api/acled/read"), parameters | {"limit": str(size)}
    with (
        Web(pause=pause, secrets=account) as web,
        Pages("acled", address, kept, LAYOUT, 1, restart=asked.restart) as pages,
    ):
        reader = _Reader(web, base, account, clock)
        pages.gather(_ask(reader, pages, parameters, size), progress)
        if not pages.rows:
            pages.discard()
            period = ", ".join(f"{name}={value}" for name, value in parameters.items())
            yield Fetched(None, pages.origin(), warning=EMPTY.format(asked=period))
            return
        _need_all(pages)
        removed = _removed(reader, asked, size) - pages.ids if asked.held else ()
        path = pages.finish()
        yield Fetched(path, pages.origin(), pages.notes, tuple(sorted(removed)))


def _parameters(asked: Asked) -> dict[str, str]:
    """What is asked of ACLED. One country a request: how several are written is not settled."""
    parameters = {"country": "Ukraine"}
    if asked.since or asked.until:
        since, until = asked.since or "1997-01-01", asked.until or "2099-12-31"
        parameters |= {"event_date": f"{since}|{until}", "event_date_where": "BETWEEN"}
    if asked.last:
        parameters |= {"timestamp": str(_up_to(asked)), "timestamp_where": ">="}
    return parameters


def _up_to(asked: Asked) -> int:
    """The timestamp up to which the store has what ACLED changed.

    A fetch of some days only knows nothing of what was changed in others, so the last one of all
    days counts; where there is none, the oldest of the others.
    """
    known = asked.before("newest_timestamp")
    all_days = [origin for origin in known if "event_date" not in origin["parameters"]]
    return int((all_days or known[-1:])[0]["newest_timestamp"])


def _ask(
    reader: "_Reader", pages: Pages, parameters: dict[str, str], size: int
) -> Callable[[int], Page]:
    def rows(number: int) -> list[dict]:
        found, told = reader.rows("acled", parameters | {"limit": str(size), "page": str(number)})
        newest = [whole(row.get("timestamp")) or 0 for row in found]
        facts = pages.facts
        facts["newest_timestamp"] = max([facts.get("newest_timestamp", 0), *newest])
        if told not in (None, len(found)):
            facts["told_rows"] = max(told, facts.get("told_rows", 0))
        return found

    return numbered(rows, size, reader.address("acled"))


def _need_all(pages: Pages) -> None:
    """ACLED's `count` is that of the page in some answers and may be that of all: one must fit."""
    told = pages.facts.pop("told_rows", None)
    if told not in (None, pages.rows):
        rows = pages.rows
        pages.discard()
        raise FetchError(
            f"ACLED says in `count` that there are {told:,} rows, but {rows:,} came. Nothing was "
            "imported; fetch again."
        )
    if twice := pages.rows - len(pages.ids):
        pages.notes.append(f"{twice} rows came on two pages, as ACLED added rows meanwhile")


def _removed(reader: "_Reader", asked: Asked, size: int) -> set[str]:
    """The ids of events that ACLED deleted, of all countries, since the last fetch."""
    since = next((o["newest_timestamp"] for o in asked.earlier if "newest_timestamp" in o), 0)
    parameters = {"deleted_timestamp": str(since), "deleted_timestamp_where": ">="}

    def rows(number: int) -> list[dict]:
        page = {"limit": str(size), "page": str(number)}
        return reader.rows("deleted", parameters | page)[0]

    ask, number, ids = numbered(rows, size, reader.address("deleted")), 1, set()
    while number is not None:
        page = ask(number)
        number = page.following
        if any("event_id_cnty" not in row for row in page.rows):
            raise FetchError(
                f"{reader.address('deleted')} changed its columns: it no longer gives "
                "event_id_cnty. Nothing was imported or removed."
            )
        ids.update(str(row["event_id_cnty"]) for row in page.rows)
    return ids


class _Reader:
    """Asks ACLED with a token, which is held in memory only and renewed when it ends."""

    def __init__(self, web: Web, base: str, account: list[str], clock: Callable[[], float]) -> None:
        self._web, self._base, self._clock = web, base, clock
        self._account = dict(zip(("username", "password"), account, strict=True))
        self._access: str | None = None
        self._renewal: str | None = None
        self._until = 0.0

    def address(self, what: str) -> str:
        """Where rows of a kind are, as it may be said."""
        return shown_address(f"{self._base}/api/{what}/read")

    def rows(self, what: str, parameters: dict[str, str]) -> tuple[list[dict], int | None]:
        """One page of "acled" or "deleted", and the `count` that comes with it."""
        found = self._read(f"{self._base}/api/{what}/read", {"_format": "json"} | parameters)
        said = found if isinstance(found, dict) else {}
        status, words = (
            str(said.get("status", "200")),
            self._web.plain(str(said.get("message", ""))),
        )
        if status in ("401", "403") or "denied" in words.lower():
            raise FetchError(DENIED.format(seen=f"{status} {words}".strip()[:200]))
        rows = said.get("data")
        if status != "200" or not isinstance(rows, list) or not all(map(_is_row, rows)):
            raise FetchError(
                f"{self.address(what)} answers without a list of rows (status {status[:20]}"
                f"{f', {words[:200]}' if words else ''}). Nothing was imported."
            )
        return rows, whole(said.get("count"))

    def _read(self, url: str, parameters: dict[str, str]) -> object:
        if self._access is None or self._clock() >= self._until:
            self._renew()
        for fresh in (False, True):
            try:
                bearer = {"Authorization": f"Bearer {self._access}"}
                return self._web.json(url, params=parameters, headers=bearer)
            except RefusedError as refused:
                if refused.status == 401 and not fresh:
                    self._renew()
                    continue
                if refused.status in (401, 403):
                    seen = f"{refused.status} {refused.said}".strip()[:200]
                    raise FetchError(DENIED.format(seen=seen)) from None
                raise
        raise AssertionError("the second try returns or raises")

    def _renew(self) -> None:
        """A token by the renewal that came with the last one, else by user and password."""
        begun = self._clock()
        said = self._token(self._renewal) or self._token(None)
        self._access, self._renewal = said["access_token"], said.get("refresh_token")
        self._web.secrets += [self._access, self._renewal or ""]
        lasts = whole(said.get("expires_in"))
        self._until = begun + (_LASTS if lasts is None else lasts) - _EARLY

    def _token(self, renewal: str | None) -> dict | None:
        """What ACLED says to a request for a token; None when it does not take the renewal."""
        form = {"client_id": "acled"}
        if renewal:
            form |= {"grant_type": "refresh_token", "refresh_token": renewal}
        else:
            form |= {"grant_type": "password"} | self._account
        try:
            said = self._web.json(f"{self._base}/oauth/token", form=form)
        except RefusedError as refused:
            if renewal:
                return None
            if refused.status not in (400, 401, 403):
                raise
            raise FetchError(
                f"ACLED gives no token for ATLAS_ACLED_USERNAME and ATLAS_ACLED_PASSWORD "
                f"({refused.status}). Check both; they are those of the account at acleddata.com."
            ) from None
        if not isinstance(said, dict) or not isinstance(said.get("access_token"), str):
            raise FetchError(f"{shown_address(self._base)}/oauth/token answers without a token.")
        return said


def _is_row(row: object) -> bool:
    return isinstance(row, dict)
