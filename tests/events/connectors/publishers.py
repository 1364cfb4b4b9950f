"""The publishers as doubles: their addresses, parameters and envelopes, with invented rows."""

from itertools import count
from urllib.parse import urlencode

from double import Double, Reply, Request, as_json

from events.connectors import acled, ucdp


class Acled(Double):
    """Knows one account; its tokens last `expires_in` seconds; `renews` them, or does not."""

    USER, PASSWORD = "reader@example.org", "Passw0rd-of-the-test"

    def __init__(self) -> None:
        super().__init__()
        self.rows, self.deleted = acled_rows(12), []
        self.expires_in, self.renews = 86_400, True
        self.tokens: dict[str, str] = {}
        self.refreshes: set[str] = set()
        self._numbers = count(1)

    def answer(self, request: Request) -> Reply:
        if request.path == "/oauth/token":
            return self.token(request.form)
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        if bearer not in self.tokens:
            return as_json({"message": f"Invalid token {bearer}"}, 401)
        rows = {"/api/acled/read": self.wanted, "/api/deleted/read": self.gone}[request.path]
        size, page = int(request.params["limit"]), int(request.params["page"])
        found = rows(request.params)[(page - 1) * size : page * size]
        return as_json({"status": 200, "success": True, "count": len(found), "data": found})

    def token(self, form: dict) -> Reply:
        known = {"username": self.USER, "password": self.PASSWORD, "grant_type": "password"}
        by_password = known.items() <= form.items()
        by_refresh = self.renews and form.get("refresh_token") in self.refreshes
        if form.get("client_id") != "acled" or not (by_password or by_refresh):
            return as_json({"error": "invalid_grant", "seen": form}, 400)
        number = next(self._numbers)
        access, refresh = f"acce55-t0ken-{number}", f"refre5h-t0ken-{number}"
        self.tokens[access] = "password" if by_password else "refresh"
        self.refreshes.add(refresh)
        return as_json(
            {
                "token_type": "Bearer",
                "expires_in": self.expires_in,
                "access_token": access,
                "refresh_token": refresh,
            }
        )

    def wanted(self, params: dict) -> list[dict]:
        assert params["country"] == "Ukraine"
        assert params["_format"] == "json"
        rows = self.rows
        if "event_date" in params:
            assert params["event_date_where"] == "BETWEEN"
            since, until = params["event_date"].split("|")
            rows = [row for row in rows if since <= row["event_date"] <= until]
        if "timestamp" in params:
            assert params["timestamp_where"] == ">="
            rows = [row for row in rows if row["timestamp"] >= int(params["timestamp"])]
        return rows

    def gone(self, params: dict) -> list[dict]:
        assert params["deleted_timestamp_where"] == ">="
        since = int(params["deleted_timestamp"])
        return [row for row in self.deleted if row["deleted_timestamp"] >= since]


def acled_rows(number: int) -> list[dict]:
    """Invented events, one a day from 1 January 2026, typed as ACLED's JSON is."""
    return [
        dict.fromkeys(acled.LAYOUT.known.split())
        | {
            "event_id_cnty": f"UKR9{n:04}",
            "event_date": f"2026-01-{n:02}",
            "year": 2026,
            "time_precision": 1,
            "event_type": "Explosions/Remote violence",
            "sub_event_type": "Shelling/artillery/missile attack",
            "country": "Ukraine",
            "admin1": "Kyiv City",
            "location": "Kyiv - Shevchenkivskyi",
            "latitude": "50.4580",
            "longitude": "30.4800",
            "geo_precision": 1,
            "source": "Invented Regional Paper",
            "notes": 'Invented "for a test",\nin two lines.',
            "tags": "energy",
            "fatalities": n % 3,
            "timestamp": 1_770_000_000 + n,
        }
        for n in range(1, number + 1)
    ]


class Ucdp(Double):
    """Knows one token; pages are counted from `first`, which no client may have to know."""

    TOKEN = "ucdp-t0ken-of-the-test"

    def __init__(self) -> None:
        super().__init__()
        self.first = 0
        self.releases = {"26.1": ucdp_rows(7)}
        self.next_base: str | None = None

    def answer(self, request: Request) -> Reply:
        if request.headers.get("x-ucdp-access-token") != self.TOKEN:
            seen = request.headers.get("x-ucdp-access-token")
            return as_json({"message": f"Invalid token {seen}"}, 401)
        assert request.params["Country"] == "369"
        rows = self.releases.get(request.path.removeprefix("/gedevents/"))
        if rows is None:
            return Reply(b"No such version", 400)
        size = int(request.params["pagesize"])
        page = int(request.params.get("page", self.first))
        begin = (page - self.first) * size
        last = begin + size >= len(rows)
        there = {"pagesize": size, "Country": "369"}
        base = f"{self.next_base or self.url}{request.path}?"
        return as_json(
            {
                "TotalCount": len(rows),
                "TotalPages": -(-len(rows) // size),
                "PreviousPageUrl": base + urlencode(there | {"page": page - 1}) if begin else "",
                "NextPageUrl": "" if last else base + urlencode(there | {"page": page + 1}),
                "Result": rows[begin : begin + size],
            }
        )


def ucdp_rows(number: int) -> list[dict]:
    """Invented events, one a day from 1 January 2025, typed as UCDP's JSON is."""
    return [
        dict.fromkeys(ucdp.LAYOUT.known.split())
        | {
            "id": 700_000 + n,
            "relid": f"RUS-{n}",
            "active_year": True,
            "type_of_violence": 1,
            "dyad_name": "Invented side - Other invented side",
            "source_article": "Invented Daily",
            "where_coordinates": "Bakhmut town",
            "adm_1": "Donetsk oblast",
            "country": "Ukraine",
            "date_start": f"2025-01-{n:02}T00:00:00",
            "date_end": f"2025-01-{n:02}T00:00:00",
            "latitude": 48.595,
            "longitude": 38.0,
            "where_prec": 1,
            "date_prec": 1,
            "low": n,
            "best": n + 1,
            "high": n + 2,
        }
        for n in range(1, number + 1)
    ]
