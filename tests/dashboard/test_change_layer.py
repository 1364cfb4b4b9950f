"""Changes as marks, table and detail: told apart by shape, escaped, in both languages."""

import pandas as pd
import pytest

from dashboard import layers
from dashboard.changes import layer as change_layer
from dashboard.changes import table as change_table
from dashboard.changes.layer import SIGNS, changes_layer
from dashboard.changes.phrases import FIELDS
from events import CHANGE_KINDS, COLUMNS, ChangedDots
from events.incident import CONTENT

HOSTILE = "<img src=x onerror=alert(1)>"

REGIONS = pd.DataFrame(
    {
        "code": ["UA23", "UA63", None],
        "records": [3, 1, 2],
        "added": [2, 0, 2],
        "revised": [1, 0, 0],
        "re_placed": [0, 0, 0],
        "deleted": [0, 1, 0],
    }
)
DOTS = ChangedDots(
    pd.DataFrame(
        {
            "latitude": [47.8, 47.8],
            "longitude": [35.1, 35.1],
            "change": ["added", "deleted"],
            "records": [2, 1],
            "title": [None, HOSTILE],
            "precision": ["site", "near"],
        }
    ),
    2,
    False,
    None,
)


@pytest.fixture
def payload(monkeypatch):
    """payload(dots=..., language=...) -> what map.js gets."""

    def of(dots=DOTS, language: str = "en") -> dict:
        seen = {}
        monkeypatch.setattr(layers, "feature_group", seen.update)
        changes_layer(REGIONS, dots, selected="", tiles=False, language=language, level=1)
        return seen

    return of


def test_every_kind_has_a_sign_and_the_legend_names_those_present(payload):
    assert set(SIGNS) == set(CHANGE_KINDS)
    seen = payload()
    assert seen["changes"]["signs"] == [[47.8, 35.1, 0, 2, ""], [47.8, 35.1, 3, 1, HOSTILE]]
    assert [kind for kind, _, _ in seen["changes"]["kinds"]] == list(CHANGE_KINDS)
    marks = [item["mark"] for item in seen["legend"][1]["items"]]
    assert marks == ["sign added", "sign deleted"]
    assert seen["texts"][0] == "3 changed records\nadded: 2\nrevised: 1"


def test_without_dots_the_legend_has_no_marks_and_nothing_fails(payload):
    none = ChangedDots(DOTS.frame.head(0), 0, False, None)
    assert len(payload(none)["legend"]) == 1
    assert payload(none, "uk")["changes"]["signs"] == []


def test_the_layer_s_text_ends_no_script():
    group = changes_layer(REGIONS, DOTS, selected="", tiles=False, language="uk", level=1)
    script = next(iter(group._children.values())).payload
    assert "<img" not in script
    assert "\\u003cimg" in script


@pytest.mark.parametrize("kind", CHANGE_KINDS)
def test_shapes_and_css_know_every_kind(kind):
    from dashboard.assets import HERE

    assert f"{kind}:" in (HERE / "browser" / "map_changes.js").read_text()
    assert f"i.{kind} " in (HERE / "browser" / "map_changes.css").read_text()


def record(**changes) -> dict:
    row = dict.fromkeys(COLUMNS) | {"incident_id": "test:1", "source": "test", "change": "revised"}
    return row | {"date_start": pd.Timestamp("2024-03-05")} | changes


def fields(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["incident_id", "field", "before", "after"])


def test_the_table_has_a_row_a_field_and_one_for_a_record_without():
    rows = pd.DataFrame([record(), record(incident_id="test:2", change="added", title="New")])
    told = fields(
        ("test:1", "killed_min", None, "3"),
        ("test:1", "adm1_code", "UA63", "UA99"),
        ("test:1", "raw.note", "a", "b"),
    )
    table = change_table.changes_table(rows, told, "en")
    assert table["Field"].tolist() == ["killed, at least", "oblast", "raw.note", ""]
    assert table["Before"].tolist() == ["not stated", "Kharkiv Oblast", "a", ""]
    assert table["After"].tolist() == ["3", "UA99", "b", ""]
    assert table["Change"].tolist() == ["revised"] * 3 + ["added"]
    assert table["Title"].tolist() == ["test:1"] * 3 + ["New"]


def test_an_empty_table_has_its_columns_still():
    rows = pd.DataFrame([record(change="deleted")])
    table = change_table.changes_table(rows, fields(), "uk")
    assert table["Було"].tolist() == [""]


def test_the_detail_is_escaped_and_a_long_value_cut():
    html = change_table.change_html(
        record(title=HOSTILE), fields(("test:1", "description", HOSTILE, "x" * 999)), "en"
    )
    assert "<img" not in html
    assert html.count("&lt;img") == 2
    assert "x" * (change_table.LONGEST - 1) + "…" in html


def test_every_column_that_may_change_has_a_label():
    assert set(CONTENT) - {"incident_id", "raw"} <= set(FIELDS)
    assert change_layer.SIGNS.keys() <= set(CHANGE_KINDS)
