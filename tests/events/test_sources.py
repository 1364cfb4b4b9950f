"""Each source against its golden rows, and what a source is recognised by."""

import json

import pandas as pd
import pytest
from importing import GOLDEN, golden_file, import_json, rejects, stored

from events.files.reading import read
from events.intake.placement import place_rows
from events.sources import SOURCES, Draft, UnknownColumns, recognise

NAMES = [source.name for source in SOURCES]
IDS = ("id", "event_id_cnty", "source_id", "event_id_1pd", "event_id", "GLOBALEVENTID", "ід")
HAPI_KEY = (
    *("reference_period_start", "event_type", "location_code", "admin1_code", "admin2_code"),
    *("provider_admin1_name", "provider_admin2_name"),
)


@pytest.mark.parametrize("name", [*NAMES, "hxl"])
def test_every_source_reads_its_golden_rows_right(name, tmp_path, capsys):
    """tests/golden/NAME.* holds odd rows, NAME.expected.json the right answer, by hand."""
    expected = json.loads((GOLDEN / f"{name}.expected.json").read_text(encoding="utf-8"))
    report = import_json(golden_file(name), tmp_path / "store", capsys)
    assert report["source"] == expected["source"]

    rows = {row["source_id"]: row for row in stored(tmp_path / "store")}
    assert sorted(rows) == sorted(expected["records"])
    for source_id, answer in expected["records"].items():
        found = {column: _plain(rows[source_id][column], answer[column]) for column in answer}
        assert found == answer, source_id

    columns = ["record", "line", "rows", "reason", "column", "seen"]
    refused = [{column: row[column] for column in columns} for row in rejects(report)]
    assert refused == [
        {column: str(row.get(column, 1)) for column in columns} for row in expected["rejected"]
    ]
    assert report["read"] == len(rows) + sum(int(row["rows"]) for row in refused)


def _plain(found, answer):
    """JSON text as a value where the answer is one; days as ISO text."""
    if isinstance(answer, (dict, list)):
        return json.loads(found)
    return found.isoformat() if hasattr(found, "isoformat") else found


@pytest.mark.parametrize("name", NAMES)
def test_auto_takes_each_golden_file_for_what_it_is_and_says_why(name):
    columns = list(_golden(name).columns)
    source, why = recognise(columns)
    assert source.name == name
    decisive = source.columns or ("дата",)
    assert all(column in why for column in decisive)


def test_a_missing_column_is_named_with_the_codebook():
    source = SOURCES[NAMES.index("acled")]
    columns = [column for column in source.columns if column != "geo_precision"]
    with pytest.raises(UnknownColumns, match=r"geo_precision.*ACLED.*Codebook"):
        recognise(columns, "acled")


def test_a_table_without_a_date_is_told_how_to_name_it():
    with pytest.raises(UnknownColumns, match="--map date=COLUMN"):
        recognise(["lat", "lon", "what"])


@pytest.mark.parametrize(
    ("precision", "kept"), [("1", True), ("2", True), ("3", True), ("4", False), ("6", False)]
)
def test_ucdp_keeps_no_point_coarser_than_a_raion(precision, kept, tmp_path, capsys):
    """where_prec 4 to 7 are centroids: as dots they would be false hot spots."""
    frame = pd.read_csv(GOLDEN / "ucdp.csv", dtype="str", encoding="cp1252").head(1)
    path = tmp_path / "one.csv"
    frame.assign(where_prec=precision).to_csv(path, index=False)
    import_json(path, tmp_path / "store", capsys)
    (row,) = stored(tmp_path / "store")
    assert (row["latitude"] is not None, row["longitude"] is not None) == (kept, kept)
    assert row["adm1_code"] == ("UA14" if precision != "6" else None)


@pytest.mark.parametrize("code", ["1", "2", "3"])
def test_acled_location_is_no_finer_than_its_precision(code, tmp_path, capsys):
    frame = pd.read_csv(GOLDEN / "acled.csv", dtype="str").head(1).assign(geo_precision=code)
    frame.to_csv(tmp_path / "one.csv", index=False)
    import_json(tmp_path / "one.csv", tmp_path / "store", capsys)
    (row,) = stored(tmp_path / "store")
    assert row["location_precision"] == {"1": "settlement", "2": "near", "3": "oblast"}[code]
    assert (row["latitude"] is None) == (code == "3")
    assert row["adm1_code"] == "UA80"


def _golden(name) -> pd.DataFrame:
    return read(golden_file(name)).text


def _read(frame: pd.DataFrame, source, tmp_path) -> tuple[list[dict], int]:
    """The records that a frame gives, without a store, and how many rows were refused."""
    frame.to_csv(tmp_path / "part.csv", index=False, sep=";")
    table = read(tmp_path / "part.csv")
    draft = Draft(table.text, table.refusals, table.notes)
    source.incidents(draft)
    place_rows(draft)
    rows = draft.finish(source.licence, "test").to_pylist()
    return rows, sum(table.refusals.counts().values())


@pytest.mark.parametrize("source", SOURCES, ids=NAMES)
def test_the_required_columns_alone_are_enough(source, tmp_path):
    frame = _golden(source.name)
    rows, refused = _read(frame[list(source.columns or ["дата"])], source, tmp_path)
    assert len(rows) + refused == len(frame)


@pytest.mark.parametrize("source", SOURCES, ids=NAMES)
def test_any_column_may_be_empty_throughout(source, tmp_path):
    """Each row then still ends accepted or refused; none is lost for a column that says nothing."""
    frame = _golden(source.name)
    half = -(-frame.shape[1] // 2)
    for number in range(half):  # two at a time, far apart, so that they are no pair of one meaning
        columns = list(frame.columns[number::half])
        rows, refused = _read(frame.assign(**dict.fromkeys(columns, "")), source, tmp_path)
        assert len(rows) + refused == len(frame), columns


@pytest.mark.parametrize("source", SOURCES, ids=NAMES)
def test_one_row_is_read_as_it_is_among_many(source, tmp_path):
    """Nothing but the order of day and month and repeated ids depends on the other rows."""
    frame = _golden(source.name)
    whole = {row["source_id"]: row for row in _read(frame, source, tmp_path)[0]}
    assert len(whole) > 5
    keys = [column for column in IDS if column in frame]
    keys = keys or [column for column in HAPI_KEY if column in frame] or list(frame)
    first = ~frame.duplicated(keys)
    found = {}
    for n in frame.index[first]:
        rows, refused = _read(frame.loc[[n]], source, tmp_path)
        assert len(rows) + refused == 1
        found |= {row["source_id"]: row for row in rows}
    assert found == whole
