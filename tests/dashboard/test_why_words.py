"""No reason that stands in a Ukrainian page is English."""

import ast
import re

import pytest

from dashboard import params, state
from dashboard.words.why import why
from events import Filters
from events.filters import area
from tests.dashboard.conftest import ROOT

ODD = {
    **dict.fromkeys(("since", "region", "type", "target", "status", "precision"), "§"),
    **dict.fromkeys(("source", "casualties", "aggregates", "unit", "doubtful"), "§ §"),
    "nobody": "1",
    "q": "x" * 300,
    "words": "x" * 300,
    "area": "circle:1,2",
}


def no_areas() -> list[str]:
    """Every sentence of events.filters.area.NoArea, with a figure in place of what it puts in."""
    tree = ast.parse((ROOT / "events" / "filters" / "area.py").read_text())
    said = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "NoArea":
            parts = node.args[0].values if isinstance(node.args[0], ast.JoinedStr) else node.args
            said.append("".join(getattr(part, "value", "7") if isinstance(part, ast.Constant)
                                else "7" for part in parts))  # fmt: skip
    assert len(said) > 8
    assert issubclass(area.NoArea, ValueError)
    return said


SENTENCES = sorted(
    {
        *(param.expected for param in params.PARAMS.values()),
        *state._EXPECTED.values(),
        *(problem.why for problem in Filters.from_params(ODD)[1]),
        *(problem.why for problem in state.from_params(
            {"lang": "xx", "sheet": "0", "sort": "?", "shade": "?", "level": "9", "tiles": "?"}
        )[1]),
        *no_areas(),
    }
)  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_reason_has_a_ukrainian_form(sentence):
    said = why(sentence, "uk")
    assert said != sentence
    assert re.match("[а-яіїєґ]", said)
    assert why(sentence, "en") == sentence
