"""An import compares what it brought with what was there; what it does not do it says."""

import pytest
from importing import import_json
from incident_rows import table
from test_linking import report

from events import Filters, Store, StoreError, csv_bytes, figures, links_version, open_store
from events.__main__ import main
from events.linking import imported as module
from events.linking.links import Links


@pytest.fixture
def store(tmp_path):
    """A store with one strike as source a tells it."""
    made = Store(tmp_path / "store")
    made.write(table(report("a"), report("a", 2, "2024-07-01")), "first")
    return made


@pytest.fixture
def other(tmp_path):
    """A file with the same strike as source b tells it."""
    second = Store(tmp_path / "second")
    second.write(table(report("b", latitude=49.01)), "x")
    (tmp_path / "b.csv").write_bytes(csv_bytes(open_store(second.path), Filters()))
    return tmp_path / "b.csv"


def test_an_import_links_what_it_brought(store, other, capsys):
    said = import_json(other, store.path, capsys, link=True)
    assert (said["linked"]["joined"], said["linked"]["incidents"]) == (1, 1)
    assert figures(open_store(store.path), Filters()).incidents == 2
    assert import_json(other, store.path, capsys, link=True)["linked"] is None, "nothing came since"


def test_only_what_came_since_the_links_is_looked_at(store, other, capsys):
    module.link_new(store)
    assert import_json(other, store.path, capsys, link=True)["linked"]["reports"] == 1
    store.remove(["b:1"], "gone")
    module.link_new(store)
    assert figures(open_store(store.path), Filters()).incidents == 2
    assert not Links(store.path).read().rows["joined"].any()


def test_without_linking_every_report_counts(store, other, capsys):
    assert import_json(other, store.path, capsys, "--no-link", link=True)["linked"] is None
    assert links_version(store) is None
    assert figures(open_store(store.path), Filters()).incidents == 3


def test_very_many_reports_are_left_to_the_command_that_is_named(store, other, capsys, monkeypatch):
    monkeypatch.setattr(module, "AT_MOST", 2)
    assert main(["import", str(other), "--store", str(store.path)]) == 0
    out = capsys.readouterr().out
    assert "3 reports are not yet compared with the others: `python -m events link`" in out
    assert links_version(store) is None


def test_an_import_stands_where_its_links_cannot_be_made(store, other, capsys, monkeypatch):
    def broken(_store):
        raise StoreError("The links cannot be read.")

    monkeypatch.setattr("events.commands.intake.link_new", broken)
    assert main(["import", str(other), "--store", str(store.path)]) == 0
    assert "The rows are imported, but not compared" in capsys.readouterr().out
    assert figures(open_store(store.path), Filters()).records == 3
