"""Encodings, separators, odd headers, links and codes that nobody should trust."""

import json
from datetime import date

import pytest
from importing import GOOD, HEADER, import_fails, import_json, rejects, stored, table, write

from events import Store

TEXT = "ід;дата;широта;довгота;назва\n1;24.02.2022;50,45;30,52;Їхав їжак, ґава — «є»\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_ukrainian_text_arrives_whole(encoding, separator, tmp_path, store, capsys):
    path = write(tmp_path, TEXT.replace(";", separator).encode(encoding))
    report = import_json(path, store, capsys)
    (row,) = [row for row in stored(store) if row["source"] == "csv"]
    assert row["title"] == "Їхав їжак, ґава — «є»"
    assert (row["latitude"], row["adm1_code"]) == (50.45, "UA80")
    said = " ".join(report["notes"])
    assert ("encoding" in said) == (not encoding.startswith("utf-8"))


def test_western_text_in_cp1252_arrives_whole(tmp_path, store, capsys):
    content = table("w,2024-05-06,50.45,30.52,Café “Zoë” – the mayor’s résumé")
    import_json(write(tmp_path, content.encode("cp1252")), store, capsys)
    titles = [row["title"] for row in stored(store)]
    assert "Café “Zoë” – the mayor’s résumé" in titles


def test_an_encoding_that_shows_late_is_seen(tmp_path, store, capsys):
    rows = [f"{n},2024-05-06,50.45,30.52,plain" for n in range(5000)]
    content = table(*rows, "late,2024-05-06,50.45,30.52,Харків під обстрілом").encode("cp1251")
    assert content.find("Харків".encode("cp1251")) > 65_536
    import_json(write(tmp_path, content), store, capsys)
    (row,) = [row for row in stored(store) if row["source_id"] == "late"]
    assert row["title"] == "Харків під обстрілом"


def test_bytes_that_no_windows_page_knows_are_answered(tmp_path, unchanged, capsys):
    path = write(tmp_path, table("x,2024-05-06,50.45,30.52,caf\x81").encode("latin-1"))
    import_fails(path, unchanged, capsys)


def test_a_file_with_only_refused_rows_is_a_report_and_no_version(tmp_path, unchanged, capsys):
    content = f"{HEADER}\nx,never,50,30,t\ny,,50,30,t\n"
    report = import_json(write(tmp_path, content), unchanged, capsys)
    assert (report["accepted"], report["rejected"]) == (0, {"bad_date": 1, "missing_date": 1})
    assert report["store_version"] == Store(unchanged).version()


def test_only_refused_rows_make_no_store(tmp_path, capsys):
    report = import_json(write(tmp_path, f"{HEADER}\nx,never,50,30,t\n"), tmp_path / "new", capsys)
    assert report["store_version"] is None
    assert len(rejects(report)) == 1
    import_json(write(tmp_path, table()), tmp_path / "new", capsys)
    assert len(stored(tmp_path / "new")) == 1


def test_a_thousand_identical_rows_are_one(tmp_path, store, capsys):
    report = import_json(write(tmp_path, table(*[GOOD] * 999)), store, capsys)
    assert (report["accepted"], report["rejected"]) == (1, {"duplicate_id": 999})


def test_repeated_odd_and_many_columns_are_read(tmp_path, store, capsys):
    header = 'Date,date,id,id,"a\nb",,"x""y",latitude,LATITUDE,longitude'
    content = f"{header}\n2024-05-06,other,one,two,3,4,5,50.45,1,30.52\n"
    import_json(write(tmp_path, content), store, capsys)
    wide = ",".join(f"c{n}" for n in range(2000))
    content = f"id,date,{wide}\nw,2024-05-06,{','.join('1' * 2000)}\n"
    import_json(write(tmp_path, content), store, capsys)
    one, w = [row for row in stored(store) if row["source"] == "csv"]
    assert (one["source_id"], one["latitude"], one["date_start"]) == (
        "one",
        50.45,
        date(2024, 5, 6),
    )
    assert "1" in json.loads(one["raw"]).values()
    assert len(json.loads(w["raw"])) == 2002


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html;base64",
        "//example.org",
        "https:example.org",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "http://",
        "https://a b/",
    ],
)
def test_only_whole_web_addresses_are_kept(link, tmp_path, store, capsys):
    content = f"id,date,url,source\nx,2024-05-06,{link},Paper\ny,2024-05-06,https://example.org/,\n"
    report = import_json(write(tmp_path, content), store, capsys)
    sources = [json.loads(row["sources"]) for row in stored(store) if row["source"] == "csv"]
    assert sources == [
        [{"name": "Paper", "url": None}],
        [{"name": None, "url": "https://example.org/"}],
    ]
    assert any("1 links" in note for note in report["notes"])


@pytest.mark.parametrize(
    "sources",
    [
        '[{"name": "x", "url": "javascript:alert(1)"}]',
        "5",
        '{"name": "x"}',
        '["x"]',
        '[{"name": {"a": 1}, "url": null}]',
        "[{]",
    ],
)
def test_our_own_export_is_not_trusted_with_links(sources, tmp_path, store, capsys):
    """Anyone can write a file with the columns of our export."""
    quoted = sources.replace('"', '""')
    content = (
        "incident_id,source,source_id,date_start,location_precision,sources,raw\n"
        f'x,forged,1,2024-05-06,country,"{quoted}",{{}}\n'
    )
    import_json(write(tmp_path, content), store, capsys)
    for row in stored(store):
        for source in json.loads(row["sources"]):
            assert set(source) == {"name", "url"}
            assert source["url"] is None or source["url"].startswith("http")
            assert source["name"] is None or isinstance(source["name"], str)


@pytest.mark.parametrize(
    ("level", "code"), [(2, "UA63<b>"), (2, "UA6399"), (3, "UA6302"), (3, "UA63999999"), (2, "x")]
)
def test_a_region_code_that_is_none_is_not_kept(level, code, tmp_path, store, capsys):
    content = (
        f"incident_id,source,source_id,date_start,location_precision,latitude,longitude,"
        f"adm1_code,adm{level}_code,raw\nx,forged,1,2024-05-06,site,49.99,36.23,UA63,{code},{{}}\n"
    )
    import_json(write(tmp_path, content), store, capsys)
    assert all(row[f"adm{level}_code"] != code for row in stored(store))


def test_a_last_day_beyond_this_year_is_refused(tmp_path, store, capsys):
    content = "id,date,date_end\ngood,2024-05-06,2024-05-07\nx,2024-05-06,9999-12-31\n"
    report = import_json(write(tmp_path, content), store, capsys)
    assert report["rejected"] == {"date_out_of_range": 1}


def test_a_day_first_and_month_first_column_is_decided_once_and_said(tmp_path, store, capsys):
    head = "id,date,latitude,longitude\n"
    for cells, days, said in (
        (["03/04/2022", "25/04/2022"], [(4, 3), (4, 25)], ""),
        (["03/04/2022", "04/25/2022"], [(3, 4), (4, 25)], ""),
        (["03/04/2022", "05/04/2022"], [(4, 3), (4, 5)], "day first"),
    ):
        rows = "".join(f"{n},{cell},50.45,30.52\n" for n, cell in enumerate(cells))
        report = import_json(write(tmp_path, head + rows), store, capsys)
        found = [row["date_start"] for row in stored(store) if row["source"] == "csv"]
        assert [(day.month, day.day) for day in found] == days
        assert any("day first" in note for note in report["notes"]) == bool(said)
