"""A small synthetic store, one of its texts hostile, and reports made of it."""

import pytest

from dashboard.report import asked, made
from dashboard.state import from_params
from events import Store, open_store
from tests.events.incident_rows import incident, table

HOSTILE = "<script>alert('x')</script> $x^2$ =1+1"


def rows() -> list[dict]:
    kharkiv = {"adm1_code": "UA63", "location_precision": "site", "target_category": "energy"}
    return [
        incident(
            "hit",
            "2024-03-05",
            **kharkiv | {"latitude": 49.99, "longitude": 36.23, "killed_min": 2, "killed_max": 5},
            title=HOSTILE,
            place="Kharkiv",
            place_uk="Харків",
            source="ucdp",
            source_retrieved="2024-06-01",
        ),
        incident("oblast", "2024-03-12", adm1_code="UA63", location_precision="oblast"),
        incident("odesa", "2024-05-02", adm1_code="UA51", latitude=46.48, longitude=30.72),
        incident("nowhere", "2024-05-03", location_precision="country", killed_min=1),
        incident("sum", "2024-05-03", location_precision="country", is_aggregate=True),
    ]


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "store"
    Store(path).write(table(*rows()), "first")
    return path


@pytest.fixture(scope="session")
def atlas(store):
    return open_store(store)


def view_of(**params: str):
    view, problems = from_params({"lang": "en", **params})
    assert not problems
    return view


@pytest.fixture(scope="session")
def make(atlas):
    """make("html", lang="uk", region="UA63") -> the bytes."""
    return lambda kind, **params: made(kind, view_of(**params), atlas, asked.straight)
