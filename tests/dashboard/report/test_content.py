"""What a report says: cut lists say so, and its commands make the same again."""

import shlex
import subprocess
import sys
from dataclasses import replace

import pandas as pd
import pytest

import events
from dashboard.report import asked, content, provenance, tables, timeline
from dashboard.report.__main__ import main
from dashboard.report.blocks import Code, Heading, Paragraph, Points, Table
from events.__main__ import main as events_main
from tests.dashboard.report.conftest import view_of


def test_the_sections_and_their_order(atlas):
    report = content.report(view_of(), atlas, asked.straight)
    headings = [block.text for block in report.blocks if isinstance(block, Heading)]
    assert headings == [
        "Map",
        "Over time",
        "Regions",
        "Incidents",
        "How it was counted",
        "Sources and their terms",
        "To make this again",
    ]


def test_a_cut_list_of_incidents_says_how_many_are_left(atlas, monkeypatch):
    monkeypatch.setattr(tables, "INCIDENTS", 2)
    report = content.report(view_of(sort="oldest"), atlas, asked.straight)
    listed = next(b for b in report.blocks if isinstance(b, Table) and "Records" in b.said)
    assert listed.said == "Records 1–2 of 5, oldest first."
    assert len(listed.rows) == 2
    spot = report.blocks.index(listed)
    assert report.blocks[spot + 1].text.startswith("The other 3 are in the export")


def test_a_cut_table_of_regions_says_so_and_keeps_what_is_in_none(atlas, monkeypatch):
    monkeypatch.setattr(tables, "MOST_REGIONS", 1)
    report = content.report(view_of(), atlas, asked.straight)
    table = next(b for b in report.blocks if isinstance(b, Table))
    assert table.said == "1 of 2 regions, most incidents first."
    assert [row[0] for row in table.rows] == ["Kharkiv Oblast", "Not placed in any oblast"]


def test_tolls_are_ranges_and_unknown_is_not_zero(atlas):
    report = content.report(view_of(), atlas, asked.straight)
    table = next(b for b in report.blocks if isinstance(b, Table))
    killed = table.headings.index("Killed")
    cells = {row[0]: row[killed : killed + 2] for row in table.rows}
    assert cells["Kharkiv Oblast"] == ("2–5", "1")
    assert cells["Odesa Oblast"] == ("not stated", "1")


def test_the_metric_of_the_map_is_in_the_table(atlas):
    report = content.report(view_of(shade="energy_share"), atlas, asked.straight)
    table = next(b for b in report.blocks if isinstance(b, Table))
    share = table.headings.index("Energy targets, %")
    kharkiv = next(row for row in table.rows if row[0] == "Kharkiv Oblast")
    assert kharkiv[share : share + 3] == ("100", "1", "1")


def codes(atlas, view) -> list[str]:
    report = content.report(view, atlas, asked.straight)
    return [block.text for block in report.blocks if isinstance(block, Code)]


def test_the_commands_make_the_same_again(atlas, store, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ATLAS_STORE", str(store))
    view = view_of(region="UA63", words="script alert", level="2", shade="killed_max", by="month")
    address, export, report = codes(atlas, view)
    assert address.startswith("/?")
    given = shlex.split(export)
    assert given[:3] == ["python", "-m", "events"]
    assert events_main(given[3:]) == 0
    csv = (tmp_path / "incidents.csv").read_bytes()
    assert csv == events.csv_bytes(atlas, view.filters)
    assert csv.count(b"\r\n") == 2
    given = shlex.split(report)
    assert given[:3] == ["python", "-m", "dashboard.report"]
    assert main(given[3:]) == 0
    from dashboard.report import made

    wanted = made("pdf", view, atlas, asked.straight)
    assert (tmp_path / "report.pdf").read_bytes() == wanted


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--out", "a.doc"], "is none of .html, .pdf, .png"),
        (["--out", "a.pdf", "--region", "XX", "--lang", "de"], "expected one of en, uk"),
        (["--out", "a.pdf", "--store", "none"], "no store"),
        (["--out", "a.pdf", "--as-of", "99"], "99"),
    ],
)
def test_a_command_that_cannot_be_done_is_one_sentence(
    given, said, store, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ATLAS_STORE", str(store))
    assert main(given) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_unlinked_and_linked_are_told(tmp_path, store):
    from tests.dashboard.report.conftest import rows
    from tests.events.incident_rows import table

    own = events.Store(tmp_path / "s")
    own.write(table(*rows()), "first")
    atlas = events.open_store(own.path)
    said = [p.text for p in provenance.again(view_of(), atlas, "x", (1,))[1].items]
    assert "No reports are linked in this store." in said
    events.decide(own, "test:odesa", "ucdp:hit", "confirmed")
    atlas = events.open_store(own.path)
    report = content.report(view_of(), atlas, asked.straight)
    facts = [p.text for b in report.blocks if isinstance(b, Points) for p in b.items]
    assert any(text.startswith("Reports were linked: version") for text in facts)
    listed = next(b for b in report.blocks if isinstance(b, Table) and "Records" in b.said)
    assert any("2 sources" in row[1] for row in listed.rows)


def test_doubtful_reports_that_are_left_out_are_told(tmp_path):
    from tests.events.incident_rows import atlas_of, incident

    own = atlas_of(tmp_path / "s", incident("1", source="gdelt"), incident("2"))
    report = content.report(view_of(), own, asked.straight)
    said = [p.text for b in report.blocks if isinstance(b, Points) for p in b.items]
    assert any("Left out as doubtful: 1 record of GDELT" in text for text in said)
    assert "reports of GDELT left out: 1" in report.title


def test_nothing_that_counts_is_said_and_not_drawn(tmp_path):
    from tests.events.incident_rows import atlas_of, incident

    own = atlas_of(tmp_path / "s", incident("1", is_aggregate=True))
    report = content.report(view_of(), own, asked.straight)
    texts = [block.text for block in report.blocks if isinstance(block, Paragraph)]
    assert "No incident counts in this period." in texts


def test_too_many_bars_become_longer_ones():
    counts = {"day": 401, "week": 58, "month": 14}
    assert timeline.unit_of(counts, "day") == "week"
    assert timeline.unit_of(counts | {"day": 400}, "day") == "day"
    assert timeline.unit_of({"day": 9000, "week": 1300, "month": 300}, "week") == "month"


def test_bars_are_as_high_as_the_counts_and_as_wide_as_their_weeks(atlas):
    periods = asked.straight("by_period", atlas, view_of().filters, unit="week")
    above, below = timeline.draw(periods, "week", "uk").axes
    heights = [bar.get_height() for bar in above.patches]
    assert heights == periods["incidents"].tolist()
    starts = [bar.get_x() for bar in above.patches]
    assert starts == periods["period"].map(pd.Timestamp.toordinal).tolist()
    tops = [bar.get_y() + bar.get_height() for bar in below.patches]
    high = periods["killed_max"].fillna(0).tolist()
    assert tops[len(periods) :] == high


def test_the_days_that_may_still_grow_are_shaded(atlas):
    periods = asked.straight("by_period", atlas, view_of().filters, unit="week")
    day = periods["period"].iloc[-1].date()
    without, shaded = (timeline.draw(periods, "week", "en", d).axes[0] for d in (None, day))
    assert len(shaded.patches) == len(without.patches) + 1


def test_selection_and_sheet_are_in_no_report(atlas):
    view = view_of()
    chosen = replace(view, at="UA63", id="ucdp:hit", sheet=4)
    assert codes(atlas, replace(chosen, at="", id="", sheet=1)) == codes(atlas, view)


def test_the_dashboard_starts_without_the_drawing_libraries():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, dashboard.takeaway.report_panel; "
            "print({'matplotlib', 'fpdf', 'pyproj'} & set(sys.modules))",
        ],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.strip() == "set()"
