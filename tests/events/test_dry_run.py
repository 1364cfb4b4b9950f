"""A dry run says what an import would do, and changes nothing."""

from dataclasses import asdict
from pathlib import Path

from events.intake.intake import BUNDLED, dry_run, import_file, write
from events.intake.preparing import prepare
from events.storage.store import Store

HEAD = "id,date,place,latitude,longitude\n"
ROWS = HEAD + "1,2024-03-05,Kharkiv,50,36.2\n2,2024-03-06,Kyiv,50.45,30.52\n"


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_it_says_what_the_import_then_does(tmp_path):
    store = Store(tmp_path / "store")
    path = table(tmp_path, ROWS)
    foretold = dry_run(prepare(path), store)
    assert not store.exists(), "nothing was made"
    done = import_file(path, store)
    assert (foretold.new, foretold.store_version) == (2, None)
    assert asdict(foretold) | {"store_version": 0} == asdict(done)


def test_revised_and_unchanged_rows_are_foretold(tmp_path):
    store = Store(tmp_path / "store")
    import_file(table(tmp_path, ROWS), store)
    revised = ROWS.replace("Kyiv", "Kyiv city") + "3,2024-03-07,Odesa,46.48,30.72\n"
    revised += "4,someday,Odesa,46.48,30.72\n"
    found = prepare(table(tmp_path, revised))
    foretold = dry_run(found, store)
    assert (foretold.new, foretold.updated, foretold.unchanged) == (1, 1, 1)
    assert foretold.rejected == {"bad_date": 1}
    assert found.refused["seen"].tolist() == ["someday"]
    assert store.version() == 0
    written = write(found, store, "a.csv")
    assert (written.new, written.updated, written.unchanged) == (1, 1, 1)
    assert Path(written.rejects_file).exists()


def test_a_file_without_an_acceptable_row(tmp_path):
    found = prepare(table(tmp_path, "id,date\n1,someday\n"))
    assert dry_run(found, Store(tmp_path / "store")).accepted == 0


def test_the_bundled_table(tmp_path):
    assert dry_run(prepare(BUNDLED), Store(tmp_path / "store")).new == 221
