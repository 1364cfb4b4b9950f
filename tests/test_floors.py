"""Imports only go down, and nothing reaches past a door or into a screen's library."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = ("geodata", "events", "dashboard")
"""From the lowest up; a floor may import itself and those before it."""

SCREEN = {"streamlit", "folium", "streamlit_folium", "branca", "altair"}
MODULES = sorted(
    path for floor in FLOORS for path in (ROOT / floor).rglob("*.py") if "static" not in path.parts
)
DOCUMENTED = {"events.incident"}
"""Modules below a door that any floor may name: the record is a codebook for all."""


def imports(path: Path, root: Path = ROOT) -> list[tuple[int, str]]:
    """(line, dotted name) of every import, also within functions; relative ones made whole."""
    package = path.relative_to(root).with_suffix("").parts
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = list(package[: len(package) - node.level]) if node.level else []
            found.append((node.lineno, ".".join([*base, *([node.module] if node.module else [])])))
    return found


def floor_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_only_go_down(path):
    above = FLOORS[FLOORS.index(floor_of(path)) + 1 :]
    upwards = [(line, name) for line, name in imports(path) if name.split(".")[0] in above]
    assert upwards == []


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if floor_of(path) != "dashboard"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_only_the_dashboard_knows_a_screen(path):
    assert [name for _, name in imports(path) if name.split(".")[0] in SCREEN] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_reaches_past_a_door(path):
    """Below its own floor a module names the package, not what lies in it."""
    past = [
        (line, name)
        for line, name in imports(path)
        if name.split(".")[0] in FLOORS
        and name.split(".")[0] != floor_of(path)
        and "." in name
        and name not in DOCUMENTED
    ]
    assert past == []


@pytest.mark.parametrize("floor", FLOORS[:2])
def test_a_door_lists_exactly_what_it_opens(floor):
    door = ROOT / floor / "__init__.py"
    tree = ast.parse(door.read_text("utf-8"))
    opened = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    (listed,) = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and node.targets[0].id == "__all__"
    ]
    assert sorted(listed) == sorted(opened)


def test_the_floors_were_found():
    """A wrong root would let every test above pass on nothing."""
    assert {floor_of(path) for path in MODULES} == set(FLOORS)


def test_the_reading_of_imports_sees_all_kinds(tmp_path):
    path = tmp_path / "events" / "sources" / "x.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        "import a.b\nfrom . import c\nfrom ..d import e\ndef f():\n    from g import h\n"
    )
    found = sorted(name for _, name in imports(path, tmp_path))
    assert found == ["a.b", "events.d", "events.sources", "g"]
