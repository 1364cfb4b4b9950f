"""The buttons under the map give the files that the command gives, and the page stays."""

import pytest

from dashboard.report import asked, made
from events import open_store
from tests.dashboard.conftest import ROOT, serving
from tests.dashboard.report.conftest import store, view_of  # noqa: F401 - a fixture

APP = ROOT / "dashboard" / "app.py"


@pytest.mark.browser
def test_reports_come_by_a_button(store, visit, tmp_path):  # noqa: F811
    with serving(APP, ATLAS_STORE=str(store)) as home:
        seen = visit(f"{home}/?lang=uk&region=UA63", accept_downloads=True)
        seen.map()
        seen.page.locator("summary", has_text="Звіт і зображення карти").click()
        for kind in ("HTML", "PDF", "PNG"):
            with seen.page.expect_download() as got:
                seen.page.get_by_role("button", name=kind).click()
            path = tmp_path / got.value.suggested_filename
            got.value.save_as(path)
            assert path.stem.endswith("-v0-uk")
            view = view_of(lang="uk", region="UA63")
            wanted = made(kind.lower(), view, open_store(store), asked.straight)
            assert path.read_bytes() == wanted
        assert not seen.faults
        assert all("localhost" in host for host in seen.hosts)
