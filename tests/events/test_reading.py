"""Files -> rows as text: nothing interpreted, nothing lost, records numbered."""

import csv
import io
import json

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.files import delimited, reading
from events.files.reading import Unreadable, read


def write(tmp_path, content, name="rows.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def cells(table) -> list[list]:
    return [[None if pd.isna(x) else x for x in row] for row in table.text.to_numpy().tolist()]


def test_cells_are_text_exactly_as_they_stand(tmp_path):
    table = read(write(tmp_path, 'a,b\n007,1e5\n" x ",true\n2024-01-01,NaN\n,""\n'))
    assert cells(table) == [["007", "1e5"], [" x ", "true"], ["2024-01-01", "NaN"], [None, None]]
    assert table.text.index.tolist() == [1, 2, 3, 4]
    assert (table.read, table.kind, table.notes) == (4, "CSV", [])


_cell = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=12
)
_rows = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(_cell, min_size=width, max_size=width), min_size=1, max_size=6)
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=_rows, quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]), data=st.data())
def test_any_quoted_csv_reads_back(rows, quoting, data, tmp_path):
    """Commas, quotes, line breaks and semicolons inside cells, in any script."""
    out = io.StringIO()
    # Python's writer leaves a lone CR unquoted when lines end in LF, which no reader can undo.
    ends = ["\r\n", "\n"] if quoting == csv.QUOTE_ALL else ["\r\n"]
    writer = csv.writer(out, quoting=quoting, lineterminator=data.draw(st.sampled_from(ends)))
    writer.writerow([f"c{n}" for n in range(len(rows[0]))])
    writer.writerows(rows)
    table = read(write(tmp_path, out.getvalue()))
    assert cells(table) == rows


def test_lines_are_those_of_the_file_and_records_count_from_the_header(tmp_path):
    content = '"two\nline",b\r\n\r\n1,"x\ny"\r\n2\r\n\r\n3,z\r\n'
    table = read(write(tmp_path, content))
    assert list(table.text.columns) == ["two\nline", "b"]
    assert cells(table) == [["1", "x\ny"], ["3", "z"]]
    assert table.text.index.tolist() == [1, 3]
    assert table.read == 3
    assert list(table.lines([1, 2, 3])) == [4, 6, 8]


def test_rows_with_too_many_or_too_few_fields_are_refused_with_what_was_seen(tmp_path):
    table = read(write(tmp_path, "a,b\n1,2\n1\n1,2,3\n4,5\n"))
    assert cells(table) == [["1", "2"], ["4", "5"]]
    assert table.refusals.counts() == {"wrong_field_count": 2}
    seen = table.refusals.frame(table.lines)
    assert seen["line"].tolist() == [3, 4]
    assert "1 fields for 2" in seen["seen"][0]
    assert "3 fields for 2" in seen["seen"][1]
    assert "1,2,3" in seen["seen"][1]


def test_odd_rows_far_behind_in_a_large_file_keep_their_numbers(tmp_path, monkeypatch):
    """Larger than a block of the reader, so that the first, parallel attempt is given up."""
    monkeypatch.setattr(delimited, "_BLOCK", 2**16)
    rows = [f"{n},{'x' * 20}" for n in range(20_000)]
    rows[15_000] = "short"
    table = read(write(tmp_path, "\n".join(["a,b", *rows]) + "\n"))
    assert table.read == 20_000
    assert len(table.text) == 19_999
    assert table.refusals.frame(table.lines)["line"].tolist() == [15_002]
    assert table.text["a"].loc[15_000] == "14999"
    assert table.text["a"].loc[15_002] == "15001"


def test_a_stray_quote_inside_a_cell_is_a_character(tmp_path):
    table = read(write(tmp_path, 'a,b\n1,5" pipe\n2,x\n'))
    assert cells(table) == [["1", '5" pipe'], ["2", "x"]]


def test_the_separator_is_the_headers(tmp_path):
    for separator, said in ((";", ";"), ("\t", "tab"), ("|", "|")):
        table = read(write(tmp_path, f"a{separator}b\n1,5{separator}x\n"))
        assert cells(table) == [["1,5", "x"]]
        assert table.notes == [f"cells separated by {said}"]


def test_repeated_and_empty_column_names_are_told_apart(tmp_path):
    table = read(write(tmp_path, "a,a, a ,,\n1,2,3,4,5\n"))
    assert list(table.text.columns) == ["a", "a_2", "a_3", "column_4", "column_5"]
    assert cells(table) == [["1", "2", "3", "4", "5"]]


def test_a_made_name_does_not_take_anothers_place(tmp_path):
    table = read(write(tmp_path, "a,a,a_2\n1,2,3\n"))
    assert len(set(table.text.columns)) == 3
    assert cells(table) == [["1", "2", "3"]]


def test_what_the_file_holds_decides_and_not_its_name(tmp_path):
    assert read(write(tmp_path, "a\n1\n", "rows.parquet")).kind == "CSV"
    assert read(write(tmp_path, '\ufeff [{"a": 1}]', "rows.csv")).kind == "JSON"
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.active.append([1])
    book.save(tmp_path / "x.xlsx")
    (tmp_path / "x.xlsx").rename(tmp_path / "x.csv")
    assert read(tmp_path / "x.csv").kind == "Excel"


@pytest.mark.parametrize("key", ["data", "Result"])
def test_answers_of_acled_and_ucdp_are_read_as_they_come(key, tmp_path):
    content = json.dumps({"count": 1, key: [{"id": 5, "low": 2.0, "note": None}]})
    table = read(write(tmp_path, content))
    assert table.text.to_dict("records")[0] | {"note": None} == {
        "id": "5",
        "low": "2",
        "note": None,
    }


def test_json_records_need_not_have_the_same_fields(tmp_path):
    table = read(write(tmp_path, '[{"a": 1}, {"b": "x", "a": ""}, {}]'))
    assert cells(table) == [["1", None], [None, "x"], [None, None]]


def test_limits_are_told_with_what_to_do(tmp_path, monkeypatch):
    path = write(tmp_path, "a\n1\n")
    monkeypatch.setattr(reading, "LARGEST_FILE", 3)
    with pytest.raises(Unreadable, match="limit"):
        read(path)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_any_line_end_will_do_and_the_last_may_lack_one(end, last, tmp_path):
    content = end.join(["a,b", "1,2", "3,4"]) + (end if last else "")
    table = read(write(tmp_path, content))
    assert cells(table) == [["1", "2"], ["3", "4"]]
    assert list(table.lines([1, 2])) == [2, 3]
