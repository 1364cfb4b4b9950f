"""VIINA: which labels are used, and the layouts of its files and of a table made from them."""

import pandas as pd
import pytest
from importing import GOLDEN, import_fails, import_json, rejects, stored, write

from events.sources import viina_words


def test_only_labels_whose_published_auc_is_high_enough_say_anything():
    for label in (*viina_words.LABELS, *viina_words.ACTORS, "t_airalert", "t_mil"):
        assert viina_words.AUC[label] >= viina_words.LEAST_AUC, label
    unused = set(viina_words.AUC) - set(viina_words.LABELS)
    assert {"t_cyber", "t_hospital"} <= unused
    assert viina_words.AUC["t_cyber"] < viina_words.LEAST_AUC


@pytest.mark.parametrize(
    ("precision", "ours", "kept"),
    [
        ("STREET", "settlement", True),
        ("ADM3", "settlement", True),
        ("ADM2", "raion", True),
        ("ADM1", "oblast", False),
        ("", "oblast", False),
    ],
)
def test_a_place_is_no_finer_than_its_geocoding(precision, ours, kept, tmp_path, capsys):
    frame = pd.read_csv(GOLDEN / "viina.csv", dtype="str").head(1)
    frame.assign(GEO_PRECISION=precision).to_csv(tmp_path / "one.csv", index=False)
    import_json(tmp_path / "one.csv", tmp_path / "s", capsys)
    (row,) = stored(tmp_path / "s")
    assert (row["location_precision"], row["latitude"] is not None) == (ours, kept)
    assert row["adm1_code"] == "UA63"


def test_a_report_and_a_row_of_the_same_number_are_two_records(tmp_path, capsys):
    frame = pd.read_csv(GOLDEN / "viina-reports.csv", dtype="str").head(1)
    frame.assign(event_id="900001").to_csv(tmp_path / "one.csv", index=False)
    import_json(GOLDEN / "viina.csv", tmp_path / "s", capsys)
    report = import_json(tmp_path / "one.csv", tmp_path / "s", capsys)
    assert (report["new"], report["updated"]) == (1, 0)


def halves(tmp_path):
    """event_info and event_labels as they are published: two zips, the labels in another order."""
    whole = pd.read_csv(GOLDEN / "viina-reports.csv", dtype="str", keep_default_na=False)
    binary = [name for name in whole if name.endswith("_b")]
    labels = whole[["event_id", *binary]].drop_duplicates("event_id").iloc[::-1]
    for name, frame in (("info", whole.drop(columns=binary)), ("labels", labels)):
        inside = {"method": "zip", "archive_name": f"event_{name}_latest_2024.csv"}
        frame.to_csv(tmp_path / f"event_{name}_latest_2024.zip", index=False, compression=inside)
    return tmp_path / "event_info_latest_2024.zip", tmp_path / "event_labels_latest_2024.zip"


def same(rows):
    """The records without what differs between two imports of one thing."""
    return [{k: v for k, v in row.items() if k not in ("import_id", "raw")} for row in rows]


def test_reports_and_labels_of_two_files_are_joined_by_number(tmp_path, capsys):
    """The published pair gives what the joined golden file gives."""
    info, labels = halves(tmp_path)
    import_json(GOLDEN / "viina-reports.csv", tmp_path / "whole", capsys)
    beside = import_json(info, tmp_path / "beside", capsys)
    assert any(
        "event_labels_latest_2024.zip, which lies beside" in note for note in beside["notes"]
    )
    elsewhere = labels.rename(tmp_path / "other.zip")
    import_json(info, tmp_path / "given", capsys, "--with", str(elsewhere))
    whole = same(stored(tmp_path / "whole"))
    assert len(whole) == 6
    assert same(stored(tmp_path / "beside")) == whole == same(stored(tmp_path / "given"))


def test_a_report_without_labels_among_others_is_left_out_and_counted(tmp_path, capsys):
    info, labels = halves(tmp_path)
    frame = pd.read_csv(labels, dtype="str")
    pd.concat([frame[frame["event_id"] != "800001"], frame.head(1)]).to_csv(
        tmp_path / "fewer.csv", index=False
    )
    report = import_json(info, tmp_path / "s", capsys, "--with", str(tmp_path / "fewer.csv"))
    said = "2 reports have no labels, and 1 labels stand behind others"
    assert any(said in note for note in report["notes"]), "800001 stands twice"
    assert "report-800001" not in {row["source_id"] for row in stored(tmp_path / "s")}
    assert report["accepted"] == 5


def test_reports_without_labels_are_no_incidents_and_that_is_said(tmp_path, capsys):
    info, labels = halves(tmp_path)
    labels.unlink()
    report = import_json(info, tmp_path / "s", capsys)
    assert (report["accepted"], report["rejected"]) == (0, {"not_an_incident": report["read"]})
    (line,) = rejects(report)
    assert "--with event_labels_latest_YEAR" in line["seen"]
    assert int(line["rows"]) == report["read"]


def test_labels_or_control_alone_are_no_incidents(tmp_path, unchanged, capsys):
    _, labels = halves(tmp_path)
    frame = pd.read_csv(labels, dtype="str").assign(date="20240322", geonameid="1", t_mil="0.9")
    frame.to_csv(tmp_path / "labels.csv", index=False)
    assert "--with" in import_fails(tmp_path / "labels.csv", unchanged, capsys)
    names = "geonameid,date,status_wiki,status_boost,status_dsm,status_isw,status,vcontrol_version"
    path = write(tmp_path, f"{names}\n1,20240101,UA,UA,UA,UA,UA,1\n")
    assert "control over settlements" in import_fails(path, unchanged, capsys)


@pytest.mark.shared
def test_the_derived_table_comes_in_whole_and_no_finer_than_its_oblasts(
    shared_data, tmp_path, capsys
):
    path = shared_data / "events" / "viina_derived_2022.csv"
    report = import_json(path, tmp_path / "s", capsys)
    assert (report["source"], report["read"], report["accepted"]) == ("viina", 2060, 2060)
    rows = stored(tmp_path / "s")
    assert {row["location_precision"] for row in rows} == {"oblast"}
    assert {row["date_precision"] for row in rows} == {"week"}
    assert all((row["date_end"] - row["date_start"]).days == 6 for row in rows)
    assert all(row["adm1_code"] for row in rows)
