"""Oddities of the table of massive missile attacks, each by its number.

The numbers are those of the list by which the importers were made. Rows are invented in the
table's layout; the real file stands in a test marked shared.
"""

import json
from datetime import date

import pandas as pd
import pytest
from importing import golden_file, import_json, stored

from events import Filters, figures, open_store
from events.files.reading import read
from events.sources.missile_targets import aimed_at
from events.sources.missile_words import count, literal

WAVE = {
    "time_start": "2024-05-06",
    "time_end": "2024-05-06",
    "model": "Kalibr",
    "target": "Ukraine",
    "launched": "3.0",
    "destroyed": "2.0",
    "source": "kpszsu/posts/pfbidInvented",
}


@pytest.fixture
def missiles(tmp_path, capsys):
    """missiles(changes, ...) -> the report and the records, in order of day, of such waves."""

    def run(*changes: dict) -> tuple[dict, list[dict]]:
        columns = list(read(golden_file("missiles")).text.columns)
        rows = pd.DataFrame([WAVE | change for change in changes], columns=columns)
        rows.to_csv(tmp_path / "rows.csv", index=False)
        report = import_json(tmp_path / "rows.csv", tmp_path / "s", capsys)
        return report, sorted(stored(tmp_path / "s"), key=lambda row: row["date_start"])

    return run


@pytest.mark.parametrize(
    ("start", "end", "last"),
    [
        ("2024-05-06", "2024-05-06", 6),
        ("2024-05-06 18:00", "2024-05-07 08:30", 7),
        ("2024-05-06 3:30", "2024-05-06 ", 6),
        ("2024-05-06", "2024-05-06 15:00", 6),
    ],
)
def test_oddity_5_times_of_any_precision_are_days_and_stand_in_words(start, end, last, missiles):
    _, (row,) = missiles({"time_start": start, "time_end": end})
    assert (row["date_start"], row["date_end"]) == (date(2024, 5, 6), date(2024, 5, last))
    timed = ":" in start + end
    assert (f"Time: {start.strip()} to {end.strip()}" in row["description"]) == timed


@pytest.mark.parametrize(
    ("target", "precision", "code"),
    [
        ("Ukraine", "country", None),
        ("south", "area", None),
        ("south-east", "area", None),
        ("south and east and center", "area", None),
        ("front line", "area", None),
        ("Odesa oblast", "oblast", "UA51"),
        ("Kyiv oblast (south)", "oblast", "UA32"),
        ("Odesa oblast, Black Sea", "oblast", "UA51"),
        ("Odesa oblast and Mykolaiv oblast", "area", None),
        ("Dnipropetrovsk oblast, Kryvyi Rih Raion", "oblast", "UA12"),
        ("Dnipropetrovsk oblast, Dnipro Raion and Dnipro", "oblast", "UA12"),
        ("Dnipro oblast", "oblast", "UA12"),
        ("Lutsk oblast", "oblast", "UA07"),
        ("Dnipropetrovsk oblas", "oblast", "UA12"),
        ("Kyiv", "oblast", "UA80"),
        ("Starokostiantyniv", "oblast", "UA68"),
        ("Kryvyi Rih, Kharkiv, Vinnytsia", "area", None),
        ("Ivanivka", "area", None),
        ("Snake Island", "oblast", "UA51"),
        ("Kursk oblast", "abroad", None),
        ("Sumy oblast and Kursk oblast", "area", None),
        ("Odesa oblast and north", "area", None),
    ],
)
def test_oddity_27_a_wave_is_placed_no_finer_than_an_oblast(target, precision, code):
    assert aimed_at(target) == (precision, code)


def test_oddity_27_waves_have_no_point_and_those_abroad_are_refused(missiles):
    report, rows = missiles({"target": "Dnipro"}, {"target": "Kursk oblast"}, {"target": ""})
    assert report["rejected"] == {"outside_ukraine": 1}
    assert {row["latitude"] for row in rows} == {None}
    found = {row["place"]: (row["location_precision"], row["adm2_code"]) for row in rows}
    assert found == {"Dnipro": ("oblast", None), None: ("country", None)}
    assert "1 rows name no target; taken as known to the country" in report["notes"]


def test_oddity_27_oblasts_that_do_not_exist_are_followed_by_the_one_that_does():
    said = literal("['Lutsk oblast', 'Kyiv oblast', 'Dnipro oblast']")
    assert said == "Lutsk oblast (Volyn Oblast), Kyiv oblast, Dnipro oblast (Dnipropetrovsk Oblast)"


def test_oddity_28_counts_are_weapons_and_never_tolls(missiles, tmp_path):
    _, (row,) = missiles({"launched": "1236.0", "destroyed": "215.0"})
    assert row["title"] == "Kalibr: 1,236 launched, 215 destroyed; target: Ukraine"
    assert row["is_aggregate"]
    tolls = ("killed_min", "killed_max", "injured_min", "injured_max", "children_killed")
    assert {row[toll] for toll in tolls} == {None}
    atlas = open_store(tmp_path / "s")
    for aggregates in ("listed", "summed", "out"):
        assert figures(atlas, Filters(aggregates=aggregates)).incidents == 0


def test_oddity_28_a_number_that_is_missing_is_not_zero(missiles):
    _, (row,) = missiles({"launched": "", "destroyed": "0.0"})
    assert row["title"] == "Kalibr: launched not stated, 0 destroyed; target: Ukraine"
    assert "launched" not in row["description"]


@pytest.mark.parametrize("cell", ["many", "1.5", "-3.0", "1e9", "inf", "NaN", "9" * 12])
def test_oddity_28_what_is_no_count_stays_in_raw_and_is_told(cell, missiles):
    assert count(cell) is None
    report, (row,) = missiles({"launched": cell})
    if cell != "NaN":  # which pandas writes as an empty cell
        assert "1 cells of launched are no whole number; they stay in raw" in report["notes"]
        assert json.loads(row["raw"])["launched"] == cell


def test_oddity_28_rows_that_overlap_are_kept_and_told(missiles):
    report, rows = missiles(
        {"model": "Shahed-136/131", "time_end": "2024-05-07"},
        {"model": "Unknown UAV", "target": "south", "time_start": "2024-05-07", "time_end": ""},
    )
    assert len(rows) == 2
    assert any(note.startswith("1 rows tell of a part of Ukraine") for note in report["notes"])


def test_oddity_28_waves_that_differ_only_in_their_post_are_both_kept(missiles):
    report, rows = missiles({}, {"source": "kpszsu/posts/pfbidOther"})
    assert len({row["source_id"] for row in rows}) == 2
    assert any(note.startswith("2 rows share time, model") for note in report["notes"])


def test_oddity_28_an_id_survives_corrected_counts(missiles):
    _, (before,) = missiles({})
    report, (after,) = missiles({"destroyed": "3.0", "still_attacking": "0.0"})
    assert before["source_id"] == after["source_id"]
    assert (report["updated"], report["new"]) == (1, 0)
    report, _ = missiles({}, {"launched": "4.0"})
    assert report["rejected"] == {"duplicate_id": 1}


@pytest.mark.parametrize(
    ("model", "kind", "weapon"),
    [
        ("C-300", "missile_strike", "C-300 (S-300)"),
        ("С-300", "missile_strike", "С-300 (S-300)"),
        ("X-59/X-69", "missile_strike", "X-59/X-69 (Kh-59/Kh-69)"),
        ("X-101/X-555 and Kalibr and Iskander-K", "missile_strike", None),
        ("C-400 and Iskander-M", "missile_strike", None),
        ("Молнія and Lancet", "drone_attack", "Молнія and Lancet"),
        ("Orlan-10 and ZALA and Supercam", "other", "Orlan-10 and ZALA and Supercam"),
        ("Картограф", "other", "Картограф"),
        ("Shahed-136/131 and Kalibr", "other", "Shahed-136/131 and Kalibr"),
        ("Aerial Bomb", "air_strike", "Aerial Bomb"),
    ],
)
def test_oddity_29_models_in_two_scripts_and_several_in_a_row(model, kind, weapon, missiles):
    report, (row,) = missiles({"model": model})
    assert row["event_type"] == kind
    assert row["weapon"].startswith(weapon or model)
    assert not any("codebook" in note for note in report["notes"])


def test_oddity_29_a_new_model_is_told_and_the_navy_is_one(missiles):
    report, (row,) = missiles({"model": "Perun-9", "carrier": "11 x Tu-95MS and Navi"})
    assert row["event_type"] == "other"
    assert any("models that the codebook lacks (first: Perun-9)" in n for n in report["notes"])
    assert "Carrier: 11 x Tu-95MS and Navy." in row["description"]
    assert json.loads(row["raw"])["carrier"] == "11 x Tu-95MS and Navi"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("{'south': 61, 'west': 3, 'east': NaN}", "south: 61; west: 3; east: no number"),
        ("{'east': NaN,'north':nan}", "east: no number; north: no number"),
        ("{'belarus': 1.0}", "belarus: 1"),
        ("{}", ""),
        ("[]", ""),
        ("{        'A':\t'B  C'    }", "A: B C"),
        ("['NaN, Nancy']", "NaN, Nancy"),
    ],
)
def test_oddity_30_cells_as_python_writes_them(cell, said):
    assert literal(cell) == said


@pytest.mark.parametrize(
    "cell",
    [
        "__import__('os').system('true')",
        "{'south': __import__('os')}",
        "[open('x')]",
        "{'south': 61",
        "['a' 'b' for x in y]",
        "[" * 3000 + "]" * 3000,
        "[" + "1," * 3000 + "]",
        "{1, 2}",
        "61",
        "south",
    ],
)
def test_oddity_30_what_is_no_literal_is_not_run_and_told(cell, missiles):
    assert literal(cell) is None
    report, _ = missiles({"destroyed_details": cell})
    said = "1 cells of destroyed_details are no list or dictionary; they stay in raw"
    assert said in report["notes"]


def test_oddity_31_more_lost_than_launched_is_kept_as_reported_and_told(missiles):
    wave = {"launched": "16.0", "destroyed": "15.0", "not_reach_goal": "11.0"}
    report, (row,) = missiles(wave)
    assert "launched 16, destroyed 15, did not reach the target 11" in row["description"]
    assert row["description"].endswith("more were destroyed or lost than launched.")
    assert "1 rows count more destroyed or lost than launched" in report["notes"]
    _, (row,) = missiles({"still_attacking": "", "not_reach_goal": "1.0"})
    assert "more were" not in row["description"]


@pytest.mark.shared
def test_the_missile_table_comes_in_whole(shared_data, tmp_path, capsys):
    path = shared_data / "events" / "missile_attacks_daily.csv"
    report = import_json(path, tmp_path / "s", capsys)
    assert (report["read"], report["rejected"]) == (3770, {"outside_ukraine": 2})
    assert not any("they stay in raw" in note or "codebook" in note for note in report["notes"])
    assert any(note.startswith("12 rows share time, model") for note in report["notes"])
    rows = pd.DataFrame(stored(tmp_path / "s"))
    assert rows["is_aggregate"].all()
    assert set(rows["location_precision"]) == {"country", "area", "oblast"}
    assert rows["sources"].str.contains('"url":"https://', regex=False).all()
    assert set(rows.loc[rows["placed_by"] == "declared", "location_precision"]) == {"oblast"}
