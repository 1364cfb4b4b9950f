"""The OpenAPI document says what is answered: schemathesis asks from the document alone."""

import re
import warnings

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from schemathesis.generation import GenerationMode

import events
import geodata
from dashboard.api import openapi
from dashboard.api.answers import BY
from dashboard.api.service import application
from tests.dashboard.api_client import client
from tests.dashboard.test_api import api, standing  # noqa: F401 - fixtures

PATHS = ("/counts", "/incidents.csv", "/incidents.geojson", "/incidents.about.json", "/health")
EXAMPLES = 10
"""Of each address, right and wrong ones."""

REGIONS = ("none", *(code for level in (1, 2, 3) for code in geodata.units(level)["code"]))
AREAS = ("circle:48.46,35.05,25", "box:47.1,33.2,48.9,36.1", "polygon:47.1,33.2;48.9,33.2;48,36")

quick = settings(
    max_examples=EXAMPLES,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    database=None,
)


@pytest.fixture(scope="module")
def operations():
    """Path -> operation of the document that the interface gives out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Starlette's about httpx
        schema = schemathesis.openapi.from_asgi("/openapi.json", application("localhost"))
    return {found.ok().path: found.ok() for found in schema.get_all_operations()}


@pytest.mark.parametrize("path", PATHS)
def test_what_the_document_allows_is_answered_as_it_says(path, operations, api):  # noqa: F811
    statuses = set()

    @quick
    @given(some.data())
    def asked(data):
        case = data.draw(operations[path].as_strategy())
        # A pattern cannot say which codes the register has, nor which corners make a polygon.
        for name, real in (("region", REGIONS), ("area", AREAS)):
            if name in (case.query or {}):
                case.query[name] = data.draw(some.sampled_from(real))
        statuses.add(case.call_and_validate().status_code)

    asked()
    assert 200 in statuses
    assert statuses <= {200, 404}, "404 is a version that the store does not have"


@pytest.mark.parametrize("path", PATHS[:-1])
def test_what_the_document_does_not_allow_is_a_problem(path, operations, api):  # noqa: F811
    """schemathesis judges: some wrong values are right ones once they are written as text."""
    statuses = set()

    @quick
    @given(some.data())
    def asked(data):
        wrong = operations[path].as_strategy(generation_mode=GenerationMode.NEGATIVE)
        statuses.add(data.draw(wrong).call_and_validate().status_code)

    asked()
    assert 400 in statuses


def test_every_filter_is_described():
    assert openapi.DESCRIPTIONS.keys() == events.PARAMS.keys()
    for name, param in openapi.document("")["components"]["parameters"].items():
        assert param["name"] == name
        assert len(param["description"]) > len(name)


def test_the_document_has_the_words_of_the_record_and_nothing_else():
    params = openapi.document("")["components"]["parameters"]
    assert params["type"]["schema"]["items"]["enum"] == list(events.EVENT_TYPES)
    assert params["target"]["schema"]["items"]["enum"] == list(events.TARGET_CATEGORIES)
    assert params["aggregates"]["schema"]["enum"] == list(events.AGGREGATES)
    pattern = params["region"]["schema"]["items"]["pattern"]
    assert all(re.fullmatch(pattern, code) for code in REGIONS)


def test_the_document_names_every_address_and_every_parameter_once(api):  # noqa: F811
    told = client().get("/openapi.json").json()
    assert set(told["paths"]) == {*PATHS, "/openapi.json"}
    assert told["servers"] == [{"url": "/"}]
    for path, operations in told["paths"].items():
        listed = operations["get"]["parameters"]
        names = [p.get("name") or p["$ref"].rpartition("/")[2] for p in listed]
        assert len(names) == len(set(names)), path
    by = told["paths"]["/counts"]["get"]["parameters"][0]["schema"]["enum"]
    assert tuple(by) == BY


def test_every_parameter_of_a_page_may_stand_in_an_address(api):  # noqa: F811
    others = openapi.document("")["components"]["parameters"].keys() - events.PARAMS.keys()
    values = {"as_of": "1", "lang": "uk"}
    given_all = {name: values.get(name, "x") for name in others}
    assert api.get("/incidents.about.json", params=given_all).status_code == 200
