"""The quality of each source's records; synthetic rows."""

import pandas as pd
import pytest
from incident_rows import atlas_of, incident

from events import quality
from events.questions.quality import SHARES

POINT = {"latitude": 50.0, "longitude": 36.2, "adm1_code": "UA63"}


@pytest.fixture
def found(tmp_path):
    rows = [
        incident("1", source="a", killed_min=1, **POINT),
        incident("2", source="a", injured_min=0, injured_max=0, **POINT),
        incident("3", "2024-03-09", source="a", **POINT),
        incident(
            "4",
            source="a",
            location_precision="oblast",
            placed_by="declared",
            date_precision="week",
            is_aggregate=True,
        ),
        incident(
            "1",
            source="b",
            location_precision="country",
            placed_by="none",
            source_retrieved="2026-01-02",
        ),
    ]
    return quality(atlas_of(tmp_path / "s", *rows)).set_index("source")


def test_a_row_a_source_most_records_first(found):
    assert found.index.tolist() == ["a", "b"]
    assert found["records"].tolist() == [4, 1]
    assert found["aggregates"].tolist() == [1, 0]
    assert found.loc["a", "last_day"] == pd.Timestamp("2024-03-09")
    assert pd.isna(found.loc["a", "newest_fetch"])
    assert found.loc["b", "newest_fetch"] == pd.Timestamp("2026-01-02")


def test_shares_of_precision_and_placing_add_up(found):
    for prefix, words in SHARES.items():
        assert found[[f"{prefix}_{word}" for word in words]].sum(axis=1).tolist() == [1.0, 1.0]
    assert found.loc["a", "precision_settlement"] == 0.75
    assert found.loc["b", "placed_by_none"] == 1


def test_unstated_tolls_are_shares_of_what_is_no_aggregate(found):
    assert found.loc["a", "killed_unstated"] == pytest.approx(2 / 3)
    assert found.loc["a", "injured_unstated"] == pytest.approx(2 / 3)
    assert found.loc["a", "imprecise_days"] == 0.25


def test_records_of_one_place_day_and_type_are_counted(found):
    assert found["same_place_and_day"].tolist() == [2, 0]


def test_a_store_without_rows(tmp_path):
    assert quality(atlas_of(tmp_path / "s")).empty
