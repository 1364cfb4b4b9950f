"""Removal from the store: one commit, the rest untouched, versions before readable."""

import tempfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from incident_rows import incident, table

import events.storage.store as store_module
from events import Filters, RemoveReport, Store, StoreMissing, WriteReport, open_store, page, total
from events.__main__ import main
from events.intake.replacing import replace_regions

IDS = st.sets(st.sampled_from([f"{n}" for n in range(12)]))


def rows_of(path, version=None) -> list[dict]:
    """Every stored row of a version, by id."""
    atlas = open_store(path, version)
    return atlas.arrow("SELECT * FROM stored ORDER BY incident_id").to_pylist()


@settings(max_examples=8, deadline=None)
@given(first=IDS, second=IDS, gone=IDS)
def test_what_is_left_is_what_was_not_removed_and_may_come_back(first, second, gone):
    """Over one or more files, some or all of the rows, held or not."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        store.write(table(*(incident(x, title=f"title {x}") for x in sorted(first))), "one")
        store.write(table(*(incident(x, title=f"title {x}") for x in sorted(second))), "two")
        before, version = rows_of(folder), store.version()
        wanted = [f"test:{x}" for x in gone]
        report = store.remove(wanted + wanted, "three", {"reason": "deleted at the source"})
        held = gone & (first | second)
        assert (report.removed, report.unknown) == (len(held), len(gone - first - second))
        assert report.version == store.version() == version + bool(held)
        assert rows_of(folder) == [row for row in before if row["source_id"] not in held]
        assert rows_of(folder, version) == before
        back = [row for row in before if row["source_id"] in held]
        assert store.write(table(*back), "four").new == len(held)
        assert rows_of(folder) == before


def test_history_tells_of_the_removal(tmp_path, capsys):
    store = Store(tmp_path)
    store.write(table(incident("a"), incident("b")), "one")
    assert store.remove(["test:b", "test:z"], "two", {"file": "acled"}) == RemoveReport(1, 1, 1)
    newest, oldest = store.history()
    assert (newest.new, newest.updated, newest.removed, newest.details) == (
        0,
        0,
        1,
        {"file": "acled"},
    )
    assert (oldest.new, oldest.removed) == (2, 0)
    assert main(["history", "--store", str(tmp_path)]) == 0
    assert "0 new, 0 updated, 1 removed  acled" in capsys.readouterr().out


def test_unknown_ids_make_no_version(tmp_path):
    store = Store(tmp_path)
    store.write(table(incident("a")), "one")
    assert store.remove(["test:b"], "two") == RemoveReport(0, 1, 0)
    assert store.remove([], "three") == RemoveReport(0, 0, 0)
    assert len(store.history()) == 1


def test_a_store_may_be_emptied_and_filled_again(tmp_path):
    store = Store(tmp_path)
    store.write(table(incident("a"), incident("b")), "one")
    assert store.remove(["test:a", "test:b"], "two") == RemoveReport(2, 0, 1)
    assert total(open_store(tmp_path)) == 0
    assert page(open_store(tmp_path), Filters()).total == 0
    assert store.remove(["test:a"], "three") == RemoveReport(0, 1, 1)
    assert replace_regions(store).looked_at == 0
    assert store.write(table(incident("a")), "four") == WriteReport(1, 0, 0, 2)


def test_removal_from_no_store_makes_none(tmp_path):
    with pytest.raises(StoreMissing):
        Store(tmp_path / "none").remove(["test:a"], "one")
    assert list(tmp_path.iterdir()) == []


def test_files_are_joined_after_removals_too(tmp_path, monkeypatch):
    store = Store(tmp_path)
    for n in range(6):
        store.write(table(incident(f"{n}")), f"i{n}")
    monkeypatch.setattr(store_module, "_MOST_FILES", 2)
    store.remove(["test:0"], "gone")
    assert len(store.files()) == 1
    assert [row["source_id"] for row in rows_of(tmp_path)] == ["1", "2", "3", "4", "5"]
