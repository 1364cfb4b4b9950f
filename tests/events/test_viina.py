"""VIINA: which labels are used, and the layouts of its files and of a table made from them."""

import pandas as pd
import pytest
from importing import GOLDEN, import_json, stored

from events.sources import viina


def test_only_labels_whose_published_auc_is_high_enough_say_anything():
    for label in (*viina.LABELS, *viina.ACTORS, "t_airalert", "t_mil"):
        assert viina.AUC[label] >= viina.LEAST_AUC, label
    unused = set(viina.AUC) - set(viina.LABELS)
    assert {"t_cyber", "t_hospital"} <= unused
    assert viina.AUC["t_cyber"] < viina.LEAST_AUC


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
