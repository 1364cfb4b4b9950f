"""The bundled milestones are typed and complete; a wrong file is refused by file and line."""

import pandas as pd
import pytest

from events.questions.milestones import (
    BUNDLED_MILESTONES,
    MILESTONE_COLUMNS,
    MILESTONE_KINDS,
    MilestoneError,
    milestones,
)

ROW = {
    "id": "2024-01-05-talks",
    "date": "2024-01-05",
    "date_end": "",
    "kind": "diplomacy",
    "title": "Talks",
    "title_uk": "Переговори",
    "description": "",
    "source_name": "A paper",
    "source_url": "https://paper.example/talks",
}


@pytest.fixture
def written(tmp_path):
    """written(row, ...) -> a file with these rows, each ROW with changes."""

    def write(*changes: dict):
        rows = [{**ROW, "id": f"row-{n}", **change} for n, change in enumerate(changes)]
        file = tmp_path / "own.csv"
        pd.DataFrame(rows, columns=list(MILESTONE_COLUMNS)).to_csv(file, index=False)
        return file

    return write


def test_the_bundled_ones_are_all_there_and_typed():
    found = milestones()
    lines = BUNDLED_MILESTONES.read_text(encoding="utf-8").count("\n") - 1
    assert len(found) == lines == 80
    assert found["date"].is_monotonic_increasing
    assert found["number"].tolist() == list(range(1, 81))
    assert set(found["kind"]) <= set(MILESTONE_KINDS)
    assert (found["date_end"] >= found["date"]).all()
    assert not found[["title", "title_uk", "source_name"]].isin([""]).any(axis=None)
    assert found["source_url"].str.startswith(("http://", "https://")).all()


def test_a_span_keeps_its_end_and_a_day_ends_itself():
    found = milestones().set_index("id")
    truce = found.loc["2025-05-08-putin-s-victory-day-truce-of-2025"]
    assert (truce["date"], truce["date_end"]) == (
        pd.Timestamp("2025-05-08"),
        pd.Timestamp("2025-05-10"),
    )
    summit = found.loc["2025-08-15-trump-putin-summit-in-alaska"]
    assert summit["date"] == summit["date_end"]


def test_they_are_numbered_in_the_order_of_their_days(written):
    file = written({"date": "2024-03-01"}, {"date": "2024-02-01"}, {"date": "2024-02-01"})
    found = milestones(file)
    assert found["id"].tolist() == ["row-1", "row-2", "row-0"]
    assert found["number"].tolist() == [1, 2, 3]
    assert found["description"].tolist() == [None] * 3


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"date": "05.01.2024"}, "date '05.01.2024' is no day"),
        ({"date": "2024-02-30"}, "date '2024-02-30' is no day"),
        ({"date_end": "soon"}, "date_end 'soon' is no day"),
        ({"date_end": "2024-01-04"}, "date_end '2024-01-04' is before the first day"),
        ({"kind": "rumour"}, "kind 'rumour' is none of diplomacy, ceasefire"),
        ({"title_uk": " "}, "title_uk '' is empty"),
        ({"source_name": ""}, "source_name '' is empty"),
        ({"source_url": "javascript:alert(1)"}, "source_url 'javascript:alert(1)' is no http"),
        ({"id": "row-0"}, "id 'row-0' stands twice"),
        ({"id": "Row 1"}, "id 'Row 1' is no id"),
    ],
)
def test_a_row_that_is_none_is_named_with_its_line(written, change, said):
    with pytest.raises(MilestoneError) as fault:
        milestones(written({}, change))
    assert str(fault.value).startswith(f"own.csv, line 3: {said}")


def test_a_line_is_that_of_the_file_also_behind_a_cell_of_several_lines(written):
    with pytest.raises(MilestoneError, match="line 4: kind"):
        milestones(written({"description": "two\nlines"}, {"kind": "rumour"}))


def test_a_missing_column_is_named(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("id,date\nx,2024-01-01\n")
    with pytest.raises(MilestoneError, match=r"line 1: there is no column date_end, kind"):
        milestones(file)
