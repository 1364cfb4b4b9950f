"""Re-placing the store when boundaries change: one commit, old versions readable."""

import json
import shutil

import pytest

from events import Filters, Store, by_region, open_store
from events.__main__ import main


@pytest.fixture
def boundaries(installed_levels, tmp_path, monkeypatch):
    """A function that puts the installed set of a level into a data folder that was empty."""
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "data"))
    sets, ours = installed_levels / "boundaries", tmp_path / "data" / "boundaries"

    def lay(level: int) -> None:
        (folder,) = sets.glob(f"adm{level}-*")
        shutil.copytree(folder, ours / folder.name)
        shutil.copy(sets / f"adm{level}.json", ours)

    return lay


def replaced(store: str, capsys) -> dict:
    capsys.readouterr()
    assert main(["replace-regions", "--store", store, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_new_boundaries_reach_the_records_in_one_commit(boundaries, tmp_path, capsys):
    store = str(tmp_path / "store")
    assert main(["import", "--bundled", "--store", store]) == 0
    before = Store(store).version()
    nothing = replaced(store, capsys)
    assert (nothing["changed"], nothing["store_version"]) == (0, before)
    boundaries(2)
    done = replaced(store, capsys)
    assert done["looked_at"] == 156
    assert 0 < done["changed"] < 20, "the rule of thumb had most of them right"
    assert done["said_otherwise"] > 0, "raions that the shapes confirm, where no hromada is told"
    assert done["adm1"] == 0
    assert done["store_version"] == before + 1
    assert replaced(store, capsys)["changed"] == 0
    raions = by_region(open_store(store), Filters(), level=2)
    assert raions["code"].notna().sum() > 50
    assert all(code is None or len(code) == 6 for code in raions["code"])
    old = by_region(open_store(store, before), Filters(), level=2)
    assert not old.equals(raions)


def test_a_fresh_import_and_a_re_placed_store_agree(boundaries, tmp_path, capsys):
    early, late = str(tmp_path / "early"), str(tmp_path / "late")
    assert main(["import", "--bundled", "--store", early]) == 0
    boundaries(3)
    replaced(early, capsys)
    assert main(["import", "--bundled", "--store", late]) == 0
    for level in (1, 2, 3):
        one, other = (by_region(open_store(s), Filters(), level=level) for s in (early, late))
        assert one.equals(other)


def test_no_record_gets_a_finer_code_than_its_precision(boundaries, tmp_path):
    store = str(tmp_path / "store")
    boundaries(3)
    assert main(["import", "--bundled", "--store", store]) == 0
    atlas = open_store(store)
    for words, column in (("'oblast', 'country', 'area'", "adm2_code"), ("'raion'", "adm3_code")):
        sql = f"SELECT count({column}) FROM incidents WHERE location_precision IN ({words})"
        assert atlas.tuples(sql) == [(0,)]


def test_a_missing_store_gets_a_sentence(tmp_path, capsys):
    assert main(["replace-regions", "--store", str(tmp_path / "none")]) == 2
    assert "There is no store" in capsys.readouterr().err
