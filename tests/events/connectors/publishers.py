"""The publishers as doubles: their addresses, parameters and envelopes, with invented rows."""

import csv
from itertools import count

from double import Double, Reply, Request, as_json
from importing import GOLDEN


def golden(name: str) -> list[dict]:
    """Rows of a golden file as a publisher would give them in JSON: empty is null."""
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{k: v or None for k, v in row.items()} for row in csv.DictReader(file)]


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
    (like,) = [row for row in golden("acled") if row["event_id_cnty"] == "UKR1"]
    return [
        like
        | {
            "event_id_cnty": f"UKR9{n:04}",
            "event_date": f"2026-01-{n:02}",
            "year": 2026,
            "time_precision": 1,
            "geo_precision": 1,
            "fatalities": n % 3,
            "timestamp": 1_770_000_000 + n,
        }
        for n in range(1, number + 1)
    ]
