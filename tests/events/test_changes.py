"""What changed between versions: exact against a plain comparison, from the files that differ."""

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from incident_rows import incident, table

import events.storage.store as store_module
from events import (
    CHANGE_KINDS,
    Changes,
    Counts,
    Filters,
    Store,
    StoreError,
    about,
    changed_counts,
    changed_dots,
    changed_fields,
    changed_page,
    changed_regions,
    changes,
    version_on,
)
from events.incident import CONTENT

ALL = Filters()
PLACING = ("adm1_code", "adm2_code", "adm3_code", "placed_by")

ROW = st.builds(
    lambda n, **values: incident(f"{n}", **values),
    st.integers(0, 5),
    title=st.sampled_from([None, "t", "u"]),
    killed_min=st.sampled_from([None, 0, 1]),
    killed_max=st.sampled_from([None, 0, 1]),
    adm1_code=st.sampled_from([None, "UA63", "UA23"]),
    import_id=st.sampled_from(["one", "two"]),
    source_retrieved=st.sampled_from([None, "2026-01-01"]),
)
STEP = st.tuples(
    st.lists(ROW, max_size=5, unique_by=lambda row: row["incident_id"]),
    st.sets(st.sampled_from([f"test:{n}" for n in range(6)]), max_size=2),
)


def plainly(before: dict, after: dict) -> dict:
    """incident_id -> kind, by comparing every row of two versions."""
    found = {}
    for key in before.keys() | after.keys():
        if key not in before:
            found[key] = "added"
        elif key not in after:
            found[key] = "deleted"
        elif differing := [c for c in CONTENT if before[key][c] != after[key][c]]:
            found[key] = "re_placed" if set(differing) <= set(PLACING) else "revised"
    return found


def told(store: Store, first: int, last: int) -> dict:
    asked = changes(store, first, last)
    frame = changed_page(asked, ALL, limit=1000).frame
    counts = changed_counts(asked, ALL)
    kinds = dict(zip(frame["incident_id"], frame["change"], strict=True))
    assert {kind: getattr(counts, kind) for kind in CHANGE_KINDS} == {
        kind: list(kinds.values()).count(kind) for kind in CHANGE_KINDS
    }
    asked.close()
    return kinds


@settings(max_examples=12, deadline=None)
@given(steps=st.lists(STEP, min_size=2, max_size=4), most_files=st.sampled_from([1, 64]))
def test_every_pair_of_versions_is_told_as_a_plain_comparison_does(steps, most_files):
    """Imports, removals and joined files in any order; also what left and came back."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_module, "_MOST_FILES", most_files)
        store, state = Store(folder), {}
        states = {}
        for rows, gone in steps:
            version = store.write(table(*rows), "import").version
            for row in rows:
                old = state.get(row["incident_id"])
                if old is None or any(old[c] != row[c] for c in CONTENT):
                    state = state | {row["incident_id"]: row}
            states[version] = state
            version = store.remove(gone, "removal").version
            state = {key: row for key, row in state.items() if key not in gone}
            states[version] = state
        versions = sorted(states)
        for first, last in [(versions[0], versions[-1]), (versions[-1], versions[-1])]:
            assert told(store, first, last) == plainly(states[first], states[last])


@pytest.fixture
def store(tmp_path) -> Store:
    """a is revised, b re-placed, c deleted, d left alone, e added; each with a point."""
    store = Store(tmp_path / "store")
    at = {"latitude": 50.0, "longitude": 36.2}
    store.write(
        table(
            incident("a", "2024-03-01", raw='{"x": "1", "y": null}', adm1_code="UA63", **at),
            incident("b", "2024-03-02", adm1_code="UA63", **at),
            incident("c", "2024-03-03", title="gone", **at),
            incident("d", "2024-03-04", **at),
        ),
        "one",
    )
    store.write(
        table(
            incident(
                "a", "2024-03-01", raw='{"x": "2", "z": "=1"}', adm1_code="UA23", killed_min=3, **at
            ),
            incident("b", "2024-03-02", adm3_code="UA6302001", **at),
            incident("d", "2024-03-04", import_id="two", source_retrieved="2026-01-01", **at),
            incident("e", "2025-03-04", title="new", adm1_code="UA63", **at),
        ),
        "two",
    )
    store.remove(["test:c"], "three")
    return store


def test_each_record_is_of_one_kind_and_its_fields_say_before_and_after(store):
    asked = changes(store, 0)
    assert (asked.from_version, asked.version) == (0, 2)
    assert changed_counts(asked, ALL) == Counts(1, 1, 1, 1)
    page = changed_page(asked, ALL)
    assert page.frame["source_id"].tolist() == ["e", "c", "b", "a"], "newest incident first"
    assert page.frame["change"].tolist() == ["added", "deleted", "re_placed", "revised"]
    assert page.frame["title"].tolist() == ["new", "gone", None, None]
    fields = changed_fields(asked, page.frame["incident_id"])
    assert fields.to_numpy().tolist() == [
        ["test:a", "adm1_code", "UA63", "UA23"],
        ["test:a", "killed_min", None, "3"],
        ["test:a", "raw.x", "1", "2"],
        ["test:a", "raw.z", None, "=1"],
        ["test:b", "adm2_code", None, "UA6302"],
        ["test:b", "adm3_code", None, "UA6302001"],
    ]


def test_a_record_is_in_the_filters_as_it_was_or_as_it_is(store):
    asked = changes(store, 0)
    assert changed_counts(asked, Filters(regions=("UA63",))) == Counts(1, 1, 1, 0)
    assert changed_counts(asked, Filters(regions=("UA23",))) == Counts(0, 1, 0, 0)
    assert changed_counts(asked, Filters(since=date(2025, 1, 1))) == Counts(1, 0, 0, 0)
    assert changed_counts(asked, Filters(words="GONE")) == Counts(0, 0, 0, 1)
    assert changed_counts(asked, Filters(casualties="with")) == Counts(0, 1, 0, 0)


def test_a_page_is_cut_with_its_true_total_and_may_be_of_one_kind(store):
    asked = changes(store, 0)
    page = changed_page(asked, ALL, limit=2, offset=1)
    assert (len(page.frame), page.total) == (2, 4)
    only = changed_page(asked, ALL, kinds=["deleted"])
    assert (only.frame["source_id"].tolist(), only.total) == (["c"], 1)
    assert changed_page(asked, ALL, kinds=[]).total == 0
    with pytest.raises(ValueError, match="none of added"):
        changed_page(asked, ALL, kinds=["moved"])


def test_dots_are_one_a_place_and_kind_and_binned_above_the_cap(store):
    asked = changes(store, 0)
    dots = changed_dots(asked, ALL)
    assert (dots.places_total, dots.binned) == (4, False)
    assert dots.frame["change"].tolist() == ["added", "deleted", "re_placed", "revised"]
    assert dots.frame["title"].tolist() == ["new", "gone", None, None]
    cells = changed_dots(asked, ALL, cap=4 - 1, zoom=5)
    assert (cells.binned, cells.places_total) == (True, 4)


def test_regions_count_the_state_that_holds(store):
    rows = changed_regions(changes(store, 0), ALL)
    assert rows.to_numpy().tolist() == [
        ["UA23", 1, 0, 1, 0, 0],
        ["UA63", 2, 1, 0, 1, 0],
        [None, 1, 0, 0, 0, 1],
    ]


def test_what_changed_can_be_asked_whose_it_is(store):
    """The page asks for the terms of all that it offers to download."""
    found = about(changes(store, 0, 1), ALL)
    assert [source["source"] for source in found["sources"]] == ["test"]


def test_a_source_s_own_columns_that_are_no_object_are_told_whole(tmp_path):
    store = Store(tmp_path)
    store.write(table(incident("a", raw="[1]"), incident("b", raw='{"k": "v"}')), "one")
    store.write(table(incident("a", raw="broken"), incident("b", raw='{"k":"v"}')), "two")
    fields = changed_fields(changes(store, 0), ["test:a", "test:b"])
    assert fields["field"].tolist() == ["raw", "raw"]
    assert fields["after"].tolist() == ["broken", '{"k":"v"}']


def test_only_the_files_that_differ_are_read(tmp_path, monkeypatch):
    store = Store(tmp_path)
    for n in range(4):
        store.write(table(incident(f"{n}")), f"i{n}")
    read = []
    real = Changes.__init__
    monkeypatch.setattr(
        Changes, "__init__", lambda *a: (read.append([len(f) for f in a[4]]), real(*a))[1]
    )
    assert changed_counts(changes(store, 2), ALL) == Counts(1, 0, 0, 0)
    assert changed_counts(changes(store, 3, 3), ALL).total == 0
    assert read == [[0, 1], [0, 0]]


def test_versions_that_are_not_there_get_a_sentence(store):
    with pytest.raises(StoreError, match="versions 0 to 2, not 7"):
        changes(store, 7, 8)
    with pytest.raises(StoreError, match="later than version 1"):
        changes(store, 2, 1)
    (lost,) = set(store.files(0)) - set(store.files())
    Path(lost).unlink()
    with pytest.raises(StoreError, match=r"Version 0 of .* lacks 1 .*Ask for a newer version"):
        changes(store, 0)


def test_a_day_names_its_last_version(store):
    today = datetime.now(UTC).date()
    assert version_on(store, today) == version_on(store, today + timedelta(9)) == 2
    with pytest.raises(StoreError, match=f"first one, version 0, was made on {today}"):
        version_on(store, today - timedelta(1))


def test_a_closed_comparison_leaves_no_file_behind(store, tmp_path, monkeypatch):
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    changes(store, 0).close()
    assert list((tmp_path / "temporary").iterdir()) == []
