"""The workbook: dates are dates, nothing can be run, nothing is cut without a word."""

import re
import zipfile
from datetime import date

import openpyxl
import pytest
from incident_rows import atlas_of, incident

from events import Filters, header
from events.takeaway import workbook
from events.takeaway.rows import TooLarge
from events.takeaway.workbook import write_workbook


def written(tmp_path, *rows, notes=()):
    """The workbook of these rows, as openpyxl reads it: sheet -> rows as dicts."""
    path = tmp_path / "out.xlsx"
    assert write_workbook(atlas_of(tmp_path / "store", *rows), Filters(), path) == notes
    book = openpyxl.load_workbook(path)
    found = {}
    for sheet in book:
        names, *cells = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(names, row, strict=True)) for row in cells]
    return found


def test_cells_are_typed(tmp_path):
    row = incident("007", latitude=49.5, longitude=36.0, killed_min=0, is_aggregate=True)
    sheets = written(tmp_path, row | {"date_end": date(2024, 3, 9)})
    assert list(sheets) == ["incidents", "codebook", "citations", "about"]
    (cells,) = sheets["incidents"]
    assert tuple(cells) == header()
    assert cells["date_start"].date() == date(2024, 3, 5)
    assert cells["date_end"].date() == date(2024, 3, 9)
    assert (cells["latitude"], cells["killed_min"], cells["killed_max"]) == (49.5, 0, None)
    assert (cells["source_id"], cells["is_aggregate"], cells["n_reports"]) == ("007", True, 1)


def test_days_before_excel_counts_right_are_text(tmp_path):
    (cells,) = written(tmp_path, incident("1", "1899-06-01"))["incidents"]
    assert cells["date_start"] == "1899-06-01"


def test_no_cell_is_a_formula_and_those_like_one_are_marked_as_text(tmp_path):
    risky = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", '=HYPERLINK("https://a.example")']
    plain = ["http://a.example", "mailto:a@b.example", "{=1}"]
    rows = [incident(f"{n}", title=text) for n, text in enumerate([*risky, *plain])]
    atlas = atlas_of(tmp_path / "store", *rows)
    write_workbook(atlas, Filters(), tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as parts:
        texts = {name: parts.read(name).decode() for name in parts.namelist()}
    assert not [name for name, text in texts.items() if re.search(r"<f[ >]", text)]
    assert not [name for name, text in texts.items() if "<hyperlink" in text]
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["incidents"]
    spot = header().index("title") + 1
    cells = [sheet.cell(row, spot) for row in range(2, sheet.max_row + 1)]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert [cell.quotePrefix for cell in cells] == [1] * len(risky) + [0] * len(plain)


def test_a_text_longer_than_a_cell_says_that_it_is_cut(tmp_path):
    long, astral = "x" * 40_000, "💡" * 16_384
    rows = [
        incident("1", title=long, raw=f'{{"a": "{long}"}}'),
        incident("2", title=astral),
        incident("3", title="y" * 32_767),
    ]
    tail = "are longer than the 32,767 characters of a cell and cut; CSV has them whole."
    notes = (f"2 texts in title {tail}", f"1 texts in raw {tail}")
    sheets = written(tmp_path, *rows, notes=notes)
    first, second, third = sheets["incidents"]
    assert first["title"].startswith("xxx")
    assert first["title"].endswith("[cut here: 40,000 characters; a cell holds 32,767]")
    assert len(first["title"]) == 32_767
    assert first["raw"] == '{"left_out": "40,009 characters; a cell holds 32,767"}'
    assert second["title"].endswith("[cut here: 16,384 characters; a cell holds 32,767]")
    assert len(second["title"].encode("utf-16-le")) <= 2 * 32_767
    assert third["title"] == "y" * 32_767
    assert [row["value"] for row in sheets["about"] if row["name"].startswith("cut_")] == [*notes]


def test_too_many_records_are_refused_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_RECORDS", 1)
    atlas = atlas_of(tmp_path / "store", incident("1"), incident("2"))
    with pytest.raises(TooLarge, match=r"There are 2 records, and a sheet of Excel holds 1 below"):
        write_workbook(atlas, Filters(), tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_too_long_a_sheet_is_refused_as_soon_as_that_is_known(tmp_path, monkeypatch):
    """By the first records already: those behind them are not written in vain."""
    monkeypatch.setattr(workbook, "LARGEST_SHEET", 20_000)
    monkeypatch.setattr(workbook, "_JUDGED_FROM", 4)
    monkeypatch.setattr(workbook, "_ROWS_AT_ONCE", 4)
    told = []
    rows = [incident(f"{n}", title="x" * 1_000) for n in range(40)]
    with pytest.raises(TooLarge, match=r"these 40 records would make a sheet of about 0\.0 GB"):
        write_workbook(
            atlas_of(tmp_path / "store", *rows), Filters(), tmp_path / "out.xlsx", told.append
        )
    assert told == []
    assert not (tmp_path / "out.xlsx").exists()


def test_the_sheets_beside_explain(tmp_path):
    rows = [incident("1", source="viina", licence="ODbL-1.0"), incident("2", source="ucdp")]
    sheets = written(tmp_path, *rows)
    assert [row["column"] for row in sheets["codebook"]] == list(header())
    cited = {row["source"]: row for row in sheets["citations"]}
    assert "Open Database License" in cited["viina"]["note"]
    assert (cited["ucdp"]["records"], cited["ucdp"]["may_be_passed_on"]) == (1, "yes")
    about = {row["name"]: row["value"] for row in sheets["about"]}
    assert (about["store_version"], about["filters"]) == ("0", "{}")
