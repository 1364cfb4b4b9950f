"""GDELT's exports at their real size, and HAPI's monthly counts in both of its forms."""

import json
import zipfile

import pandas as pd
from importing import GOLDEN, import_json, rejects, stored

from events import Filters, figures, open_store, page
from events.files.headerless import GDELT_EVENTS
from events.sources import gdelt


def test_gdelt_takes_only_acts_of_violence_of_three_roots():
    roots = {code[:2] for code in gdelt.CODES}
    assert roots == {"18", "19", "20"}
    assert all(len(code) in (3, 4) for code in gdelt.CODES)
    assert {"183", "195", "1952"} <= set(gdelt.CODES)
    assert not {"191", "192", "196", "201"} & set(gdelt.CODES)


def test_a_day_of_gdelt_is_refused_in_a_few_lines_and_counted_row_by_row(tmp_path, capsys):
    """100,000 synthetic rows, of which 20 are in scope."""
    line = (GOLDEN / "gdelt.csv").read_text(encoding="utf-8").splitlines()[0].split("\t")
    where = {name: GDELT_EVENTS.columns.index(name) for name in GDELT_EVENTS.columns}

    def row(number: int) -> str:
        cells = list(line)
        cells[where["GLOBALEVENTID"]] = str(number)
        if number % 5000:
            cells[where["ActionGeo_CountryCode"]] = "RS" if number % 2 else "UP"
            cells[where["EventCode"]] = "0231" if number % 3 else "190"
            cells[where["ActionGeo_Type"]] = "1"
        return "\t".join(cells)

    with zipfile.ZipFile(tmp_path / "20240322101500.export.CSV.zip", "w") as packed:
        text = "\n".join(row(number) for number in range(1, 100_001)) + "\n"
        packed.writestr("20240322101500.export.CSV", text)
    report = import_json(tmp_path / "20240322101500.export.CSV.zip", tmp_path / "s", capsys)
    assert (report["source"], report["read"], report["accepted"]) == ("gdelt", 100_000, 20)
    expected = {"outside_ukraine": 50_000, "not_an_incident": 33_320, "no_place": 16_660}
    assert report["rejected"] == expected
    lines = rejects(report)
    assert {line["reason"]: int(line["rows"]) for line in lines} == expected
    assert [line["line"] for line in lines] == ["1", "2", "6"]


def test_gdelt_is_in_the_store_and_left_out_until_asked_for(tmp_path, capsys):
    import_json(GOLDEN / "gdelt.csv", tmp_path / "s", capsys)
    atlas = open_store(tmp_path / "s")
    assert (figures(atlas, Filters()).records, figures(atlas, Filters()).left_out) == (0, 6)
    assert page(atlas, Filters(sources=("gdelt",))).total == 6


def test_hapi_gives_the_same_from_its_file_and_from_its_api(tmp_path, capsys):
    """The API answers {"data": [...]} with numbers, and null where the file has an empty cell."""
    frame = pd.read_csv(GOLDEN / "hapi.csv", dtype="str")
    rows = [{k: None if v != v else v for k, v in row.items()} for row in frame.to_dict("records")]
    for row in rows:
        row["events"] = int(row["events"])
        row["fatalities"] = None if row["fatalities"] is None else int(row["fatalities"])
    (tmp_path / "answer.json").write_text(json.dumps({"data": rows}), encoding="utf-8")
    file = import_json(GOLDEN / "hapi.csv", tmp_path / "file", capsys)
    answer = import_json(tmp_path / "answer.json", tmp_path / "api", capsys)
    assert (answer["source"], answer["rejected"]) == ("hapi", file["rejected"])
    kept = [name for name in stored(tmp_path / "file")[0] if name not in ("raw", "import_id")]
    both = [stored(tmp_path / name) for name in ("file", "api")]
    assert [[row[name] for name in kept] for row in both[0]] == [
        [row[name] for name in kept] for row in both[1]
    ]


def test_hapi_is_listed_and_never_summed(tmp_path, capsys):
    report = import_json(GOLDEN / "hapi.csv", tmp_path / "s", capsys)
    assert any("2 rows name another oblast or raion" in note for note in report["notes"])
    atlas = open_store(tmp_path / "s")
    for aggregates in ("listed", "summed"):
        found = figures(atlas, Filters(aggregates=aggregates))
        assert (found.records, found.incidents, found.killed_min) == (7, 0, None)
    assert "never those of hapi" in Filters(aggregates="summed").sentence()
