"""The store: merged by incident, whole imports or nothing, every version kept."""

import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake
from incident_rows import incident, table

import events.storage.store as store_module
from events import Filters, Store, StoreError, StoreMissing, WriteReport, open_store, page, total
from events.incident import CONTENT, SCHEMA


def ids(path, version=None):
    return sorted(page(open_store(path, version), Filters()).frame["incident_id"])


def test_the_same_rows_twice_change_nothing_and_make_no_version(tmp_path):
    store = Store(tmp_path / "store")
    rows = table(incident("a"), incident("b", title="x"))
    assert store.write(rows, "one") == WriteReport(2, 0, 0, 0)
    assert store.write(rows, "two") == WriteReport(0, 0, 2, 0)
    assert store.version() == 0


def test_only_what_differs_is_merged_and_keeps_the_import_that_wrote_it(tmp_path):
    store = Store(tmp_path)
    store.write(table(incident("a"), incident("b")), "one")
    again = [incident(x, import_id="two") for x in ("a", "b", "c")]
    again[1]["killed_min"] = 3
    assert store.write(table(*again), "two") == WriteReport(1, 1, 1, 1)
    frame = page(open_store(tmp_path), Filters()).frame.set_index("source_id")
    assert frame["import_id"].to_dict() == {"a": "first", "b": "two", "c": "two"}
    assert frame.loc["b", "killed_min"] == 3


@pytest.mark.parametrize("column", [c for c in CONTENT if c not in ("incident_id", "source_id")])
def test_a_change_of_any_content_column_is_an_update(tmp_path, column):
    other = {pa.string(): "UA63", pa.date32(): date(2020, 2, 2), pa.bool_(): True}
    value = other.get(SCHEMA.field(column).type, 7)
    before, after = incident("a"), incident("a")
    after[column] = value
    store = Store(tmp_path)
    store.write(table(before), "one")
    assert store.write(table(after), "two").updated == 1
    assert store.write(table(before), "three").updated == 1, "back again, null included"


def test_when_and_by_which_import_a_row_was_fetched_is_no_content(tmp_path):
    store = Store(tmp_path)
    store.write(table(incident("a")), "one")
    later = incident("a", import_id="two", source_retrieved="2026-01-01")
    assert store.write(table(later), "two").unchanged == 1


def test_an_earlier_version_reads_as_it_was(tmp_path):
    store = Store(tmp_path)
    store.write(table(incident("a")), "one")
    store.write(table(incident("a", title="revised"), incident("b")), "two")
    assert ids(tmp_path, 0) == ["test:a"]
    assert ids(tmp_path) == ["test:a", "test:b"]
    assert page(open_store(tmp_path, 0), Filters()).frame["title"].tolist() == [None]
    with pytest.raises(StoreError, match="versions 0 to 1, not 7"):
        open_store(tmp_path, 7)


def test_history_tells_who_imported_what(tmp_path):
    store = Store(tmp_path)
    store.write(table(incident("a")), "one", {"file": "перший.csv", "read": 2})
    store.write(table(incident("a")), "idle")
    store.write(table(incident("a", title="t"), incident("b")), "two")
    newest, oldest = store.history()
    assert (newest.import_id, newest.version, newest.new, newest.updated) == ("two", 1, 1, 1)
    assert (oldest.import_id, oldest.details) == ("one", {"file": "перший.csv", "read": 2})
    assert oldest.when <= newest.when


def test_many_small_imports_are_joined_and_stay_readable(tmp_path, monkeypatch):
    monkeypatch.setattr(store_module, "_MOST_FILES", 4)
    store = Store(tmp_path)
    versions = [store.write(table(incident(f"{n}")), f"i{n}").version for n in range(7)]
    assert len(store.files()) <= 4
    assert [total(open_store(tmp_path, v)) for v in versions] == [1, 2, 3, 4, 5, 6, 7]
    assert len(store.history()) == 7, "joining files is no import"


def test_an_empty_store_is_a_store(tmp_path):
    assert Store(tmp_path).write(SCHEMA.empty_table(), "none") == WriteReport(0, 0, 0, 0)
    assert total(open_store(tmp_path)) == 0


def test_rows_that_are_no_incidents_are_refused_before_anything_is_written(tmp_path):
    store = Store(tmp_path / "s")
    with pytest.raises(ValueError, match="test:a more than once"):
        store.write(table(incident("a"), incident("a", title="other")), "one")
    with pytest.raises(ValueError, match="lack the columns raw"):
        store.write(table(incident("a")).drop_columns(["raw"]), "one")
    with pytest.raises(ValueError, match="status"):
        store.write(table(incident("a")).to_pandas().assign(status=None), "one")
    assert not store.exists()


def test_a_pandas_frame_is_written_like_a_table(tmp_path):
    rows = table(incident("a", killed_min=2, latitude=50.5), incident("b"))
    frame = rows.to_pandas(date_as_object=False)
    Store(tmp_path / "frame").write(frame, "one")
    assert Store(tmp_path / "frame").write(rows, "two").unchanged == 2


def test_no_store_and_other_folders_are_told_apart(tmp_path):
    with pytest.raises(StoreMissing, match="import --bundled"):
        open_store(tmp_path / "nothing")
    with pytest.raises(StoreMissing):
        open_store(tmp_path)
    (tmp_path / "letters.txt").write_text("dear")
    for act in (lambda: open_store(tmp_path), lambda: Store(tmp_path).write(table(), "x")):
        with pytest.raises(StoreError, match=r"no store: it holds letters\.txt") as caught:
            act()
        assert not isinstance(caught.value, StoreMissing)
    assert [entry.name for entry in tmp_path.iterdir()] == ["letters.txt"]
    with pytest.raises(StoreError, match="is a file"):
        Store(tmp_path / "letters.txt").write(table(incident("a")), "one")


def test_a_store_of_another_schema_is_refused_with_the_columns(tmp_path):
    write_deltalake(str(tmp_path / "incidents"), pa.table({"id": [1], "title": ["x"]}))
    with pytest.raises(StoreError, match=r"another version of this program.*incident_id"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="another version"):
        Store(tmp_path).write(table(incident("a")), "one")


def test_a_damaged_store_says_so(tmp_path):
    store = Store(tmp_path)
    store.write(table(incident("a")), "one")
    (data,) = store.files()
    Path(data).rename(f"{data}.gone")
    with pytest.raises(StoreError, match="lacks 1 of its 1 files"):
        open_store(tmp_path)
    log = tmp_path / "incidents" / "_delta_log" / f"{0:020}.json"
    log.write_text("{nonsense")
    with pytest.raises(StoreError, match="cannot be read"):
        open_store(tmp_path)


@pytest.mark.parametrize("name", ["it's here", "склад даних", "a;b,c&d=e", "-store", "ї’ґ"])
def test_the_folder_may_have_any_usual_name(tmp_path, name):
    store = Store(tmp_path / name)
    store.write(table(incident("a")), "one")
    store.write(table(incident("a", title="t")), "two")
    assert ids(tmp_path / name) == ["test:a"]


@pytest.mark.parametrize("name", ["a [b] c", "per%20cent", "star*", "what?", "a#b", "{x}"])
def test_a_folder_that_the_libraries_would_misread_is_refused(tmp_path, name):
    with pytest.raises(StoreError, match="Choose another"):
        Store(tmp_path / name).write(table(incident("a")), "one")
    assert list(tmp_path.iterdir()) == []


def test_plain_delta_readers_may_open_the_table(tmp_path):
    Store(tmp_path).write(table(incident("a")), "one")
    protocol = DeltaTable(str(tmp_path / "incidents")).protocol()
    assert (protocol.min_reader_version, protocol.reader_features) == (1, None)
    assert protocol.min_writer_version == 2


_IMPORTER = """
import sys, time
sys.path[:0] = {paths!r}
import pyarrow as pa
import events.storage.store as s
from incident_rows import incident, table

def hold():
    print("writing", flush=True)
    time.sleep(60)

real = s.Comparison.changed
def changed(self):
    reader = real(self)
    def batches():
        if {before}:
            hold()
        yield from reader
        hold()
    return pa.RecordBatchReader.from_batches(reader.schema, batches())
s.Comparison.changed = changed
s.Store({path!r}).write(table(incident("a", title="new"), incident("b")), "killed")
"""


@pytest.mark.parametrize("before", [True, False])
def test_a_killed_import_leaves_the_old_version(tmp_path, before):
    """Killed before its first changed row reaches the writer, and after its last one."""
    store = Store(tmp_path)
    store.write(table(incident("a")), "one")
    paths = [entry for entry in sys.path if entry]
    script = _IMPORTER.format(paths=paths, path=str(tmp_path), before=before)
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "writing\n"
    process.kill()
    process.wait()
    assert ids(tmp_path) == ["test:a"]
    assert store.version() == 0
    report = store.write(table(incident("a", title="new"), incident("b")), "again")
    assert report == WriteReport(1, 1, 0, 1), "the lock of a killed importer is free again"


def test_a_killed_first_import_leaves_no_store_and_can_be_repeated(tmp_path):
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents" / "part-0.parquet").write_bytes(b"half a fi")
    with pytest.raises(StoreMissing):
        open_store(tmp_path)
    assert Store(tmp_path).write(table(incident("a")), "again").new == 1
    assert ids(tmp_path) == ["test:a"]


def test_two_importers_at_once_lose_and_double_nothing(tmp_path):
    rows = [incident(f"{n}") for n in range(40)]
    failures = []

    def run(first):
        try:
            for start in range(first, 40 - 5, 5):
                Store(tmp_path).write(table(*rows[start : start + 10]), f"i{start}")
        except Exception as fault:  # noqa: BLE001 - told to the main thread below
            failures.append(fault)

    threads = [threading.Thread(target=run, args=(first,)) for first in (0, 0, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert ids(tmp_path) == sorted(row["incident_id"] for row in rows)


def test_readers_are_not_disturbed_by_an_import(tmp_path):
    Store(tmp_path).write(table(incident("a")), "one")
    atlas = open_store(tmp_path)
    Store(tmp_path).write(table(incident("a", title="revised"), incident("b")), "two")
    assert page(atlas, Filters()).frame["title"].tolist() == [None]


def test_the_version_is_seen_without_opening_the_table(tmp_path, monkeypatch):
    store = Store(tmp_path)
    store.write(table(incident("a")), "one")
    store.write(table(incident("b")), "two")
    monkeypatch.setattr(store_module, "DeltaTable", None)
    assert store.version() == 1


def test_a_revision_leaves_the_files_of_other_days_alone(tmp_path, monkeypatch):
    monkeypatch.setitem(store_module._SETTINGS, "delta.targetFileSize", "20000")
    monkeypatch.setattr(
        store_module, "_WRITER", store_module.WriterProperties(max_row_group_size=512)
    )
    days = pa.array(range(4096), pa.int32()).cast(pa.date32()).to_pylist()
    rows = [incident(f"{n}", day, raw=f'{{"n": "{n * 7919}"}}') for n, day in enumerate(days)]
    store = Store(tmp_path)
    store.write(table(*rows), "one")
    before = set(store.files())
    assert len(before) > 2
    report = store.write(table(rows[-1] | {"title": "revised"}), "two")
    assert report.updated == 1
    assert len(before - set(store.files())) == 1
