"""HXL tags: recognised, used before names, never rows of data."""

import json

import pytest
from importing import GOLDEN, import_fails, import_json, rejects, stored, write

from events.files import hxl
from events.files.reading import read
from events.sources.table import mapping

ROWS = "k1,2024-05-06,50.45,30.52,4,9"


def tagged(tags: str, names: str = "a,b,c,d,e,f", rows: str = ROWS) -> str:
    return f"{names}\n{tags}\n{rows}\n"


TAGS = "#event+id,#date,#geo+lat,#geo+lon,#affected+killed,#affected+killed+f"


def test_the_row_of_tags_is_used_and_is_no_row_of_data(tmp_path, capsys):
    report = import_json(GOLDEN / "hxl.csv", tmp_path / "store", capsys)
    assert report["read"] == 7
    assert any("HXL tags; it was used" in note for note in report["notes"])
    assert [int(row["line"]) for row in rejects(report)] == [6, 7, 8, 9]
    assert all("#" not in row["source_id"] for row in stored(tmp_path / "store"))


def test_tags_without_a_field_are_named_and_their_columns_not_guessed(tmp_path, capsys):
    """The column called title is tagged as a number, the untagged one called status is guessed."""
    report = import_json(GOLDEN / "hxl.csv", tmp_path / "store", capsys)
    (said,) = [note for note in report["notes"] if note.startswith("tags of columns")]
    assert "#affected+f+killed" in said
    assert "#indicator+num" in said
    (columns,) = [note for note in report["notes"] if note.startswith("columns: ")]
    assert "title=" not in columns
    assert "status=status" in columns


def test_tags_win_over_names(tmp_path, capsys):
    """Names that would be guessed the wrong way round."""
    path = write(tmp_path, tagged(TAGS, names="killed,title,longitude,latitude,id,date"))
    import_json(path, tmp_path / "store", capsys)
    (row,) = stored(tmp_path / "store")
    assert (row["source_id"], row["latitude"], row["killed_min"]) == ("k1", 50.45, 4)


def test_map_wins_over_tags(tmp_path, capsys):
    path = write(tmp_path, tagged(TAGS))
    import_json(path, tmp_path / "store", capsys, "--map", "killed=f")
    (row,) = stored(tmp_path / "store")
    assert (row["killed_min"], row["source_id"]) == (9, "k1")


def test_tags_may_be_the_column_names_themselves(tmp_path, capsys):
    path = write(tmp_path, f"{TAGS}\n{ROWS}\n")
    report = import_json(path, tmp_path / "store", capsys)
    assert report["read"] == 1
    assert "the column names are HXL tags" in report["notes"]
    assert stored(tmp_path / "store")[0]["killed_min"] == 4


@pytest.mark.parametrize(
    "row", ["#1,2024-05-06,50.45,30.52,4,9", "#event,not a tag,,,,", ",,,,,", '"# 5",x,,,,']
)
def test_a_first_row_that_is_not_all_tags_is_data(row, tmp_path):
    table = read(write(tmp_path, tagged(row, names="id,date,lat,lon,killed,x")))
    assert (table.read, table.tags) == (2, {})
    assert len(table.text) == 2


def test_json_rows_may_begin_with_tags(tmp_path):
    rows = [{"k": "#event+id", "d": "#date"}, {"k": "1", "d": "2024-05-06"}]
    table = read(write(tmp_path, json.dumps(rows), "rows.json"))
    assert (table.read, table.tags) == (1, {"k": "#event+id", "d": "#date"})
    assert table.text.index.tolist() == [2]


def test_a_file_of_tags_alone_has_no_rows(tmp_path, unchanged, capsys):
    path = write(tmp_path, f"a,b,c,d,e,f\n{TAGS}\n")
    assert "has a header but no rows" in import_fails(path, unchanged, capsys)


def test_attributes_have_no_order_and_the_harmless_ones_do_not_count():
    assert hxl.tag("#adm1 +Code+v_pcode") == hxl.tag("#adm1+code")
    assert hxl.tag("#affected+killed+f") != hxl.tag("#affected+killed")
    found = hxl.fields({"a": "#adm1+name", "b": "#code+adm1", "c": "#adm1+v_pcode+code"})
    assert found == {"region": "c"}


def test_of_two_columns_with_one_tag_the_first_counts():
    assert mapping(["a", "b"], tags={"a": "#date", "b": "#date"}) == {"date": "a"}


def test_every_field_of_the_tags_is_one_of_the_table():
    for field in hxl.FIELDS:
        assert mapping(["x"], {field: "x"}) == {field: "x"}
