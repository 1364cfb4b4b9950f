"""In public no report holds a row that may not be passed on; it says so, and counts as it may."""

import io

import pytest
from pypdf import PdfReader

from dashboard.report import asked, content, made
from events import Store, open_store
from tests.dashboard.report.conftest import view_of
from tests.dashboard.test_public_mode import SECRET
from tests.events.incident_rows import incident, table

VIEWS = (
    {},
    {"lang": "uk", "by": "month"},
    {"level": "3", "places": "hex"},
    {"region": "UA63", "level": "2", "sort": "most_killed"},
)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Four incidents of ACLED in one raion and month, and one of UCDP."""
    rows = [incident("1", "2024-03-05", source="ucdp", adm1_code="UA63", title="to be seen")]
    for n in range(4):
        texts = dict.fromkeys(("title", "description", "place", "weapon"), f"{SECRET} {n}")
        point = {"latitude": 50.0 + n / 100, "longitude": 36.2, "adm3_code": "UA6312027"}
        row = {"source": "acled", "licence": "ACLED-EULA", "raw": f'{{"a": "{SECRET}"}}'}
        rows.append(incident(f"{SECRET}{n}", f"2024-03-{n + 2:02}", **row | texts | point))
    path = tmp_path_factory.mktemp("mixed") / "store"
    Store(path).write(table(*rows), "first")
    return path


@pytest.mark.parametrize("params", VIEWS, ids=str)
def test_no_withheld_row_is_in_any_kind(mixed, params):
    atlas, view = open_store(mixed, mode="public"), view_of(**params)
    page = made("html", view, atlas, asked.straight).decode()
    pdf = PdfReader(io.BytesIO(made("pdf", view, atlas, asked.straight)))
    text = "".join(sheet.extract_text() for sheet in pdf.pages)
    drawn = repr(content.map_picture(view, atlas, asked.straight))
    for found in (page, text, drawn):
        assert SECRET not in found
    assert "to be seen" in page
    assert "ACLED" in page


def test_it_says_what_is_withheld_and_counts_it(mixed):
    atlas = open_store(mixed, mode="public")
    page = made("html", view_of(), atlas, asked.straight).decode()
    assert "4 records of ACLED count here by raion and month only" in page
    assert "4 records of ACLED withheld" in page
    assert "ATLAS_MODE=public python -m events export" in page
    told = content.map_picture(view_of(), atlas, asked.straight).credits
    assert any("4 records of ACLED" in line for line in told)


def test_in_private_the_same_report_does_tell_and_warns(mixed):
    """Else the walk would prove nothing."""
    page = made("html", view_of(), open_store(mixed, mode="private"), asked.straight).decode()
    assert f"{SECRET} 1" in page
    assert "Rows of ACLED may not be passed on to others." in page
