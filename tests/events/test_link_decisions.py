"""What a person says about a pair outlives every run of linking, and can be taken back."""

import json

import pytest
from incident_rows import table
from test_linking import COUNTRY, OBLAST, report

from events import NotLinked, Store, StoreError, clusters, decide, link, links_of
from events.__main__ import main


@pytest.fixture
def store(tmp_path):
    """Two linked reports a:1 and b:1, and a country-level c:1 that can be linked with neither."""
    made = Store(tmp_path / "s")
    made.write(table(report("a"), report("b"), report("c", **COUNTRY)), "x")
    link(made)
    return made


def together(store: Store) -> list[str]:
    return clusters(store)["incident_id"].tolist()


def test_what_was_undone_stays_undone_in_every_later_run(store):
    assert together(store) == ["a:1", "b:1"]
    row = decide(store, "b:1", "a:1", "undone", by="Olena")
    assert (row["decided"], row["decided_by"], row["joined"]) == ("undone", "Olena", False)
    assert together(store) == []
    assert link(store).undone == 1
    store.write(table(report("b", title="Missile hits the Zmiivska plant again")), "y")
    link(store)
    link(store, only=["b:1"])
    assert together(store) == []
    assert links_of(store, "a:1")["decided"].tolist() == ["undone"]


def test_a_decision_outlives_the_absence_of_a_report(store):
    decide(store, "a:1", "b:1", "undone")
    store.remove(["b:1"], "gone")
    link(store)
    store.write(table(report("b")), "back")
    link(store)
    assert together(store) == []


def test_a_confirmed_link_of_a_removed_report_joins_nothing_until_it_is_back(store):
    decide(store, "a:1", "c:1", "confirmed")
    store.remove(["c:1"], "gone")
    link(store)
    assert together(store) == ["a:1", "b:1"]
    store.write(table(report("c", **COUNTRY)), "back")
    link(store)
    assert together(store) == ["a:1", "b:1", "c:1"]


def test_what_is_confirmed_joins_whatever_linking_would_say_and_can_be_taken_back(store):
    row = decide(store, "c:1", "a:1", "confirmed", by="Olena")
    assert (row["left_id"], row["place_agreement"], row["joined"]) == ("a:1", "apart", True)
    assert row["distance_km"] is None
    link(store)
    assert together(store) == ["a:1", "b:1", "c:1"]
    assert decide(store, "a:1", "c:1", None)["joined"] is False
    assert together(store) == ["a:1", "b:1"]
    link(store)
    assert links_of(store, "c:1").empty


def test_taking_back_an_undoing_links_again(store):
    decide(store, "a:1", "b:1", "undone")
    assert decide(store, "a:1", "b:1", None)["joined"] is True
    assert together(store) == ["a:1", "b:1"]


def test_an_undone_pair_is_not_joined_through_a_third_report(tmp_path):
    store = Store(tmp_path / "s")
    store.write(table(report("a"), report("b"), report("c")), "x")
    link(store)
    decide(store, "a:1", "b:1", "undone")
    found = clusters(store)
    assert found["n_reports"].tolist() == [2, 2]
    assert not {"a:1", "b:1"} <= set(found["incident_id"])


def test_two_confirmed_links_do_not_join_what_was_undone(tmp_path):
    store = Store(tmp_path / "s")
    store.write(table(report("a", **COUNTRY), report("b"), report("c", **OBLAST)), "x")
    decide(store, "a:1", "b:1", "confirmed")
    decide(store, "b:1", "c:1", "undone")
    row = decide(store, "a:1", "c:1", "confirmed")
    assert (row["decided"], row["joined"]) == ("confirmed", False)
    assert together(store) == ["a:1", "b:1"]


@pytest.mark.parametrize(
    ("one", "other", "decision", "said"),
    [
        ("a:1", "x:9", "confirmed", "no report x:9"),
        ("a:1", "a:1", "undone", "is one report"),
        ("a:1", "b:1", "maybe", "'maybe' is no decision"),
        ("a:1", "b:1", None, "Nothing was decided"),
    ],
)
def test_what_cannot_be_decided_is_said(store, one, other, decision, said):
    with pytest.raises(NotLinked, match=said):
        decide(store, one, other, decision)


def test_links_that_cannot_be_read_are_a_sentence(store):
    for file in (store.path / "links").glob("*.parquet"):
        file.write_bytes(b"no parquet")
    with pytest.raises(StoreError, match=r"links at .* cannot be read"):
        clusters(store)


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    return code, *capsys.readouterr()


def test_the_commands(tmp_path, capsys):
    path = str(tmp_path / "s")
    Store(path).write(table(report("a"), report("b"), report("c", day="2023-01-01")), "x")
    code, out, _ = run(capsys, "link", "--store", path, "--dry-run")
    assert (code, "Nothing was stored (--dry-run)." in out) == (0, True)
    code, out, _ = run(capsys, "link", "--store", path, "--json")
    assert (code, json.loads(out)["joined"]) == (0, 1)
    code, out, _ = run(capsys, "link", "--store", path, "--since", "2024-01-01")
    assert "2 reports looked at" in out
    code, out, _ = run(capsys, "links", "a:1", "--store", path)
    assert code == 0
    assert out.startswith("b:1  ")
    assert "linked  one point (0.0 km), same day" in out
    code, out, _ = run(capsys, "unlink", "a:1", "b:1", "--by", "Olena", "--store", path)
    assert "a:1 and b:1 are not one incident. Later runs keep that." in out
    code, out, _ = run(capsys, "links", "a:1", "--store", path)
    assert "undone by Olena on 20" in out
    code, out, _ = run(capsys, "unlink", "a:1", "b:1", "--take-back", "--store", path)
    assert "taken back; they are linked now" in out
    code, out, _ = run(capsys, "confirm", "a:1", "c:1", "--store", path, "--json")
    assert json.loads(out)["decided"] == "confirmed"
    code, out, _ = run(capsys, "links", "c:1", "--store", path, "--json")
    assert [row["decided"] for row in json.loads(out)] == ["confirmed"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("link", "--since", "yesterday"), "--since yesterday is no day"),
        (("links", "x:9"), "no report x:9"),
        (("confirm", "a:1", "x:9"), "no report x:9"),
    ],
)
def test_a_command_that_cannot_says_why(tmp_path, capsys, arguments, said):
    path = str(tmp_path / "s")
    Store(path).write(table(report("a")), "x")
    code, out, err = run(capsys, *arguments, "--store", path)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_without_a_store_the_command_says_how_to_make_one(tmp_path, capsys):
    code, _, err = run(capsys, "link", "--store", str(tmp_path / "none"))
    assert code == 2
    assert "There is no store" in err
