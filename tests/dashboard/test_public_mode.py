"""What may not be passed on is in nothing that a public dashboard sends; who may be served."""

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from dashboard.__main__ import address
from dashboard.api.answers import BY
from dashboard.takeaway.withheld import is_local, refusal
from tests.dashboard.conftest import ROOT, serving
from tests.events.incident_rows import incident, table

SECRET = "withheldword"
APP = ROOT / "dashboard" / "app.py"
PAGES = ("", "timeline", "regions", "incidents", "changes", "data", "about")


@pytest.mark.parametrize("where", ["localhost", "127.0.0.1", "127.0.0.5", "::1", "[::1]"])
def test_addresses_of_this_machine_alone(where):
    assert is_local(where)
    assert refusal(where, "private") is None


@pytest.mark.parametrize("where", [None, "", "0.0.0.0", "::", "10.0.0.7", "atlas.example.org"])
def test_in_private_mode_no_other_address_is_served(where):
    assert not is_local(where)
    assert "ATLAS_MODE=public" in refusal(where, "private")
    assert refusal(where, "public") is None


def test_a_flag_goes_before_the_environment():
    given = {"STREAMLIT_SERVER_ADDRESS": "localhost"}
    assert address([], given) == "localhost"
    assert address(["--server.port", "1", "--server.address", "0.0.0.0"], given) == "0.0.0.0"
    assert address(["--server.address=10.0.0.1"], given) == "10.0.0.1"
    assert address(["--server.address"], given) == ""
    assert address([], {}) is None


@pytest.mark.parametrize(
    ("mode", "flag", "said"),
    [("private", "0.0.0.0", "in private mode"), ("open", "localhost", "must be private")],
)
def test_the_launcher_ends_with_a_sentence(mode, flag, said, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "--server.address", flag],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"ATLAS_MODE": mode, "ATLAS_STORE": str(tmp_path / "s")},
        timeout=60,
    )
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """A store of four incidents of ACLED in one raion and month, and one of UCDP."""
    from events import Store

    rows = [incident("1", "2024-03-05", source="ucdp", adm1_code="UA63", title="to be seen")]
    for n in range(4):
        texts = dict.fromkeys(("title", "description", "place", "weapon"), f"{SECRET} {n}")
        point = {"latitude": 50.0 + n / 100, "longitude": 36.2, "adm3_code": "UA6312027"}
        row = {"source": "acled", "licence": "ACLED-EULA", "raw": f'{{"a": "{SECRET}"}}'}
        rows.append(incident(f"{SECRET}{n}", f"2024-03-{n + 2:02}", **row | texts | point))
    path = tmp_path_factory.mktemp("mixed") / "store"
    Store(path).write(table(*rows[:3]), "first")
    Store(path).write(table(*rows[3:]), "second")
    return path


ADDRESSES = (
    *(f"/api/counts?by={by}&" for by in BY),
    *("/api/incidents.csv?", "/api/incidents.geojson?", "/api/incidents.about.json?"),
)


def answered(address: str, **headers: str) -> tuple[int, bytes]:
    """Status and body of one GET request."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read()


def frames(seen) -> list:
    got = []
    seen.page.on("websocket", lambda s: s.on("framereceived", lambda frame: got.append(frame)))
    return got


def told(got: list) -> bytes:
    return b"".join(f if isinstance(f, bytes) else f.encode() for f in got)


@pytest.mark.browser
def test_nothing_that_a_public_dashboard_sends_holds_a_withheld_row(mixed, visit):
    with serving(APP, ATLAS_STORE=str(mixed), ATLAS_MODE="public") as home:
        seen = visit("about:blank")
        got = frames(seen)
        queries = ("", f"?id=acled:{SECRET}1&lang=en", f"?words={SECRET}&lang=uk", "?from=0")
        for page in PAGES:
            for query in queries if page in ("", "incidents", "changes") else ("",):
                seen.page.goto(f"{home}/{page}{query}")
                seen.page.wait_for_selector("[data-testid='stMainBlockContainer'] .sentence")
                seen.settle()
                # The reader's own words come back in the sentence and the search field.
                if "words" not in query and "id=" not in query:
                    assert SECRET not in seen.page.content()
                    assert SECRET.encode() not in told(got)
                assert f"{SECRET} 1".encode() not in told(got)
                got.clear()
        for address in ADDRESSES:
            for query in ("", "region=UA6312", "as_of=0", "source=acled", "since=2024-03-02"):
                status, answer = answered(f"{home}{address}{query}")
                assert status == 200
                assert SECRET.encode() not in answer, address
                assert b"36.2" not in answer, address
        by_raion = json.loads(answered(f"{home}/api/counts?by=adm2")[1])
        assert sum(row["incidents"] for row in by_raion["rows"]) == 5
        assert by_raion["left_out"]["withheld"][0]["records"] == 4
        by_day = json.loads(answered(f"{home}/api/counts?by=day")[1])
        assert sum(row["incidents"] for row in by_day["rows"]) == 1
        assert by_day["left_out"]["withheld_from_these_rows"] == 4
        assert answered(f"{home}/api/health", Host="atlas.example.org")[0] == 200


@pytest.mark.browser
def test_a_public_dashboard_says_what_it_withholds_and_counts_it(mixed, visit):
    with serving(APP, ATLAS_STORE=str(mixed), ATLAS_MODE="public") as home:
        seen = visit(f"{home}/?lang=en")
        note = seen.page.wait_for_selector(".withheld")
        assert "4 records of ACLED count here by raion and month only" in note.inner_text()
        assert seen.page.locator(".figures dd").first.inner_text().startswith("5")
        seen.page.goto(f"{home}/?lang=uk&since=2024-03-03")
        seen.page.wait_for_selector(".withheld")
        note = seen.page.locator(".withheld").inner_text()
        assert "Не враховано в цьому вигляді записи джерела ACLED" in note
        seen.page.goto(f"{home}/about?lang=en")
        seen.page.wait_for_selector("text=Public mode")
        assert "4 records of ACLED withheld" in seen.page.content()


@pytest.mark.browser
def test_in_private_the_same_pages_do_tell(mixed, visit):
    """Else the walk would prove nothing."""
    with serving(APP, ATLAS_STORE=str(mixed)) as home:
        seen = visit("about:blank")
        got = frames(seen)
        seen.page.goto(f"{home}/incidents")
        seen.page.wait_for_selector("[data-testid='stMainBlockContainer'] .sentence")
        seen.settle()
        assert f"{SECRET} 1".encode() in told(got)
        for address in ("/api/incidents.csv", "/api/incidents.geojson"):
            assert f"{SECRET} 1".encode() in answered(f"{home}{address}")[1]
        for address in ("/", "/incidents", "/api/incidents.csv", "/_stcore/health"):
            assert answered(f"{home}{address}", Host="evil.example")[0] == 403
