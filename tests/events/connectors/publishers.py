"""The publishers as doubles: their addresses, parameters and envelopes, with invented rows."""

import hashlib
import io
import zipfile
from datetime import UTC, datetime, timedelta
from itertools import count
from urllib.parse import urlencode

from double import Double, Reply, Request, as_json, ranged

from events.connectors import acled, gdelt, hapi, ucdp, viina


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


class Viina(Double):
    """Zips by year, sent on to another path as GitHub does; each has an ETag and ranges."""

    def __init__(self) -> None:
        super().__init__()
        self.files = dict([viina_zip(2022, 3), viina_zip(2023, 2)])

    def answer(self, request: Request) -> Reply:
        name = request.path.rpartition("/")[2]
        if request.path.startswith("/raw/main/Data/"):
            return Reply(status=302, headers={"Location": f"/files/{name}"})
        if name not in self.files:
            return Reply(b"Not Found", 404)
        tag = f'"{hashlib.md5(self.files[name]).hexdigest()}"'
        return ranged(request, self.files[name], tag)


def viina_zip(year: int, number: int, table="event_1pd", **changed: str) -> tuple[str, bytes]:
    """Name and content of a year of invented rows; `changed` renames columns."""
    names = viina.TABLES[table].known.split()
    said = {
        "viina_version": "2.0.invented",
        "n_reports": "2",
        "event_ids": "1,2",
        "sources": "unian,liga",
        "source": "unian",
        "text": "Invented, for a test",
        "geonameid": "703448",
        "feature_code": "PPLC",
        "asciiname": "Kyiv",
        "ADM1_NAME": "Kiev City",
        "latitude": "50.45",
        "longitude": "30.52",
        "GEO_PRECISION": "ADM3",
        "t_mil_b": "1",
        "t_artillery_b": "1",
    }
    lines = [",".join(changed.get(name, name) for name in names)]
    for n in range(1, number + 1):
        ids = dict.fromkeys(["event_id_1pd", "event_id", "report_id"], f"{year}{n}")
        day = {"date": f"{year}03{n:02}", "url": f"https://news.example.org/{n}"}
        row = dict.fromkeys(names, "0") | said | ids | day
        lines.append(",".join(f'"{row[name]}"' for name in names))
    name = f"{table}_latest_{year}"
    return f"{name}.zip", zipped(f"{name}.csv", "\n".join(lines) + "\n")


def zipped(name: str, text: str) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as packed:
        member = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
        packed.writestr(member, text, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


class Hapi(Double):
    """Rows by limit and offset for whoever says who asks."""

    WHO = "aW5jaWRlbnQtYXRsYXM6cmVhZGVyQGV4YW1wbGUub3Jn"

    def __init__(self) -> None:
        super().__init__()
        self.rows = hapi_rows(7)

    def answer(self, request: Request) -> Reply:
        assert request.path == "/coordination-context/conflict-events"
        asked = request.params
        if asked.get("app_identifier") != self.WHO:
            return as_json({"detail": f"Invalid app_identifier {asked.get('app_identifier')}"}, 403)
        assert (asked["location_code"], asked["output_format"]) == ("UKR", "json")
        since, until = asked.get("start_date", ""), asked.get("end_date", "9")
        rows = [
            row
            for row in self.rows
            if row["reference_period_end"] >= since and row["reference_period_start"] <= until
        ]
        begin, size = int(asked["offset"]), int(asked["limit"])
        return as_json({"data": rows[begin : begin + size]})


def hapi_rows(number: int) -> list[dict]:
    """Invented counts of Kharkiv Oblast, one a month from January 2025."""
    return [
        dict.fromkeys(hapi.LAYOUT.known.split())
        | {
            "location_code": "UKR",
            "event_type": "political_violence",
            "events": n,
            "fatalities": n * 2,
            "admin1_code": "UA63",
            "admin1_name": "Kharkivska",
            "provider_admin1_name": "Kharkiv",
            "reference_period_start": f"2025-{n:02}-01T00:00:00",
            "reference_period_end": f"2025-{n:02}-28T23:59:59",
            "resource_hdx_id": "invented",
        }
        for n in range(1, number + 1)
    ]


class Gdelt(Double):
    """A file every quarter of an hour, and the two lists of them; `english` or not."""

    def __init__(self, kind: str = "") -> None:
        super().__init__()
        self.kind = kind
        self.files: dict[str, bytes] = {}
        self.listed: dict[str, str] = {}
        self.newest = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
        self.before = b"12 %s http://data.example.org/x/20150218230000.gkg.csv.zip\n" % (b"0" * 32)
        self.before *= 4_000
        self.ranges = True
        moment = datetime(2026, 3, 1, tzinfo=UTC)
        for n in count(1):
            self.publish(moment, n)
            moment += timedelta(minutes=15)
            if moment > self.newest:
                break

    def publish(self, moment: datetime, n: int, columns: int = 61) -> None:
        """The file of a quarter-hour: one row of Ukraine and two of elsewhere."""
        stamp = f"{moment:%Y%m%d%H%M%S}"
        rows = [
            gdelt_row(n * 10 + i, moment, country) for i, country in enumerate(["UP", "RS", "US"])
        ]
        text = "\n".join("\t".join(row[:columns]) for row in rows) + "\n"
        name = f"{stamp}{self.kind}.export.CSV"
        self.files[f"{name}.zip"] = zipped(name, text)
        md5 = hashlib.md5(self.files[f"{name}.zip"]).hexdigest()
        size = len(self.files[f"{name}.zip"])
        self.listed[stamp] = f"{size} {md5} http://data.example.org/gdeltv2/{name}.zip"

    def lines(self, stamps: list[str]) -> bytes:
        """The three lines of each quarter-hour; only the first is of events."""
        like = f"1 {'a' * 32} http://data.example.org/gdeltv2/"
        lines = [
            [self.listed[stamp], f"{like}{stamp}.mentions.CSV.zip", f"{like}{stamp}.gkg.csv.zip"]
            for stamp in stamps
        ]
        return "".join(f"{line}\n" for three in lines for line in three).encode()

    def answer(self, request: Request) -> Reply:
        name, suffix = request.path.removeprefix("/"), self.kind.replace(".", "-")
        if name == f"lastupdate{suffix}.txt":
            return Reply(self.lines([max(self.listed)]))
        if name == f"masterfilelist{suffix}.txt":
            whole = self.before + self.lines(sorted(self.listed))
            return ranged(request, whole, '"list"') if self.ranges else Reply(whole)
        return Reply(self.files[name]) if name in self.files else Reply(status=404)


def gdelt_row(number: int, moment: datetime, country: str) -> list[str]:
    """The cells of an invented row, coded as artillery fire in Kharkiv."""
    cells = dict.fromkeys(gdelt.COLUMNS, "") | {
        "GLOBALEVENTID": str(1_000_000 + number),
        "SQLDATE": f"{moment:%Y%m%d}",
        "MonthYear": f"{moment:%Y%m}",
        "Year": f"{moment:%Y}",
        "IsRootEvent": "1",
        "EventCode": "194",
        "EventBaseCode": "194",
        "EventRootCode": "19",
        "QuadClass": "4",
        "NumArticles": "3",
        "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Kharkiv, Kharkivs'ka Oblast', Ukraine",
        "ActionGeo_CountryCode": country,
        "ActionGeo_Lat": "49.98",
        "ActionGeo_Long": "36.25",
        "DATEADDED": f"{moment:%Y%m%d%H%M%S}",
        "SOURCEURL": f"https://news.example.org/{number}",
    }
    return list(cells.values())
