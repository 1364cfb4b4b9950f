"""Who else tells of an incident and why they are linked, as the open atlas has it."""

import json

import pytest
from incident_rows import table
from test_linking import COUNTRY, report

from events import Store, StoreError, decide, link, linked, links_told, open_store, reports_of
from events.linking.links import SCHEMA, Links

PAGE = [{"name": "A newspaper", "url": "https://example.org/a"}]


@pytest.fixture
def store(tmp_path):
    """Three linked reports of one synthetic strike, and one of the country that is alone."""
    made = Store(tmp_path / "s")
    told = report("a", sources=json.dumps(PAGE)), report("b"), report("c")
    made.write(table(*told, report("d", **COUNTRY)), "x")
    link(made)
    return made


def pairs(rows) -> list[tuple[str, str]]:
    return sorted(zip(rows["left_id"], rows["right_id"], strict=True))


def test_every_report_comes_with_the_pages_it_names(store):
    found = reports_of(open_store(store.path), "b:1")
    assert found["incident_id"].tolist() == ["a:1", "b:1", "c:1"]
    assert json.loads(found["sources"][0]) == PAGE
    assert reports_of(open_store(store.path), "x:1").empty


def test_all_links_behind_an_incident_are_told_whichever_report_is_asked_about(store):
    atlas = open_store(store.path)
    assert linked(atlas) == 1
    rows = links_told(atlas, "c:1")
    assert pairs(rows) == [("a:1", "b:1"), ("a:1", "c:1"), ("b:1", "c:1")]
    assert rows.columns.tolist() == SCHEMA.names
    assert rows["probability"].is_monotonic_decreasing
    assert links_told(atlas, "d:1").empty
    assert links_told(atlas, "x:1").empty


def test_what_was_undone_is_told_of_the_two_it_holds_apart(store):
    decide(store, "a:1", "b:1", "undone")
    atlas = open_store(store.path)
    (alone,) = {"a:1", "b:1", "c:1"} - {
        name for name in ("a:1", "b:1", "c:1") if len(reports_of(atlas, name)) > 1
    }
    rows = links_told(atlas, alone)
    assert ("a:1", "b:1") in pairs(rows)
    assert not rows["joined"].any()
    assert ("a:1", "b:1") not in pairs(links_told(atlas, "c:1"))


def test_they_are_those_of_the_version_by_which_the_atlas_counts(store):
    earlier = open_store(store.path)
    decide(store, "a:1", "b:1", "undone")
    assert set(links_told(earlier, "a:1")["decided"]) == {"auto"}
    assert "undone" in links_told(open_store(store.path), "a:1")["decided"].tolist()


def test_a_store_without_links_has_none_to_tell(tmp_path):
    made = Store(tmp_path / "s")
    made.write(table(report("a")), "x")
    atlas = open_store(made.path)
    assert linked(atlas) == 0
    assert links_told(atlas, "a:1").empty
    assert links_told(atlas, "a:1").columns.tolist() == SCHEMA.names


def test_in_public_a_link_with_what_may_not_be_passed_on_is_not_told(tmp_path):
    made = Store(tmp_path / "s")
    made.write(table(report("acled", licence="ACLED-EULA"), report("b"), report("c")), "x")
    link(made)
    assert len(links_told(open_store(made.path, mode="private"), "b:1")) == 3
    public = open_store(made.path, mode="public")
    assert pairs(links_told(public, "b:1")) == [("b:1", "c:1")]
    assert links_told(public, "acled:1").empty
    decide(made, "acled:1", "b:1", "undone")
    public = open_store(made.path, mode="public")
    assert "acled:1" not in str(links_told(public, "b:1").values.tolist())


def test_links_that_cannot_be_written_are_a_sentence(store, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("events.linking.links.write_deltalake", full)
    with pytest.raises(StoreError, match=r"No space left on device.*nothing was changed"):
        decide(store, "a:1", "b:1", "undone")
    assert (Links(store.path).read().rows["decided"] == "auto").all()
