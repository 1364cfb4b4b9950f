"""A filter says the same as SQL, as a sentence and as an address; what it cannot say it refuses."""

import string
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geodata
from events import (
    AGGREGATES,
    CASUALTIES,
    ENGLISH,
    EVENT_TYPES,
    LOCATION_PRECISIONS,
    PARAMS,
    STATUSES,
    TARGET_CATEGORIES,
    Filters,
)
from events.filters.allowed import SHOWN, UNITS

CODES = [*geodata.units(1)["code"], *geodata.units(2)["code"][::9], *geodata.units(3)["code"][::99]]


def some(words):
    return st.lists(st.sampled_from(list(words)), max_size=4).map(tuple)


def filters():
    return st.builds(
        Filters,
        since=st.none() | st.dates(),
        until=st.none() | st.dates(),
        regions=some([*CODES, "none"]),
        event_types=some(EVENT_TYPES),
        target_categories=some(TARGET_CATEGORIES),
        sources=some(["acled", "ucdp", "own-list_2.1", "перелік"]),
        statuses=some(STATUSES),
        precisions=some(LOCATION_PRECISIONS),
        casualties=st.sampled_from(CASUALTIES),
        aggregates=st.sampled_from(AGGREGATES),
        doubtful=st.sampled_from(SHOWN),
        unit=st.sampled_from(UNITS),
        words=st.text(max_size=60),
    )


@given(filters())
def test_an_address_restores_the_filters_and_is_canonical(value):
    params = value.to_params()
    restored, problems = Filters.from_params(params)
    assert restored == value
    assert hash(restored) == hash(value)
    assert problems == ()
    assert list(params) == [name for name in PARAMS if name in params]
    assert all(text and text.isprintable() for text in params.values())


@given(filters())
def test_the_sentence_says_every_clause(value):
    sentence = value.sentence(left_out=3)
    assert sentence.endswith(".")
    for clause in value.clauses():
        assert ENGLISH.phrases[clause.phrase].split("{")[0] in sentence
    sql, values = value.where()
    assert sql.count("$") == len(values)
    assert len(value.clauses()) == sum(
        getattr(value, name) not in (None, (), "", "any") for name in _conditions(value)
    )


def _conditions(value):
    """Fields that make a clause of their own: the period makes one of two fields, and sources that
    are named leave no doubtful one to speak of."""
    silent = {"until"} if value.since else set()
    silent |= {"doubtful"} if value.sources else set()
    return [f.name for f in fields(value) if f.name not in silent]


def test_equal_questions_are_equal_values():
    assert Filters(regions=("UA63", "UA23", "UA63")) == Filters(regions=("UA23", "UA63"))
    assert Filters(words="  a \t b\u00ad ") == Filters(words="a b")


def test_every_phrase_of_a_vocabulary_is_used_and_every_one_used_is_there():
    said = {"all", "head", "end", "region_none"}
    for since, until in [
        (None, None),
        (date(2024, 1, 1), None),
        (None, date(2024, 1, 1)),
        (date(2024, 1, 1), date(2024, 1, 1)),
        (date(2024, 1, 1), date(2024, 2, 1)),
        (date(2024, 2, 1), date(2024, 1, 1)),
    ]:
        said |= {c.phrase for c in Filters(since=since, until=until).clauses()}
    full = {
        "regions": ("none",),
        "event_types": EVENT_TYPES,
        "target_categories": TARGET_CATEGORIES,
        "sources": ("a",),
        "statuses": STATUSES,
        "precisions": LOCATION_PRECISIONS,
        "words": "x",
    }
    for casualties in CASUALTIES:
        for aggregates in AGGREGATES:
            value = Filters(**full, casualties=casualties, aggregates=aggregates)
            said |= {c.phrase for c in value.clauses()}
    said |= {c.phrase for c in Filters(doubtful="shown", unit="reports").clauses()}
    for area in ("circle:1,2,3", "box:1,2,3,4", "polygon:1,1;2,1;1,2", "saved:x-12345678"):
        said |= {c.phrase for c in Filters(area=area).clauses()}
    assert said == set(ENGLISH.phrases)


def test_sentences_as_a_reader_meets_them():
    assert Filters().sentence() == "All incidents; aggregate records listed but not summed."
    winter = Filters(
        since=date(2024, 10, 1),
        until=date(2025, 3, 31),
        regions=("UA63",),
        target_categories=("energy", "gas"),
        sources=("acled",),
    )
    assert winter.sentence() == (
        "Incidents from 1 October 2024 to 31 March 2025 in Kharkiv Oblast, target energy or gas, "
        "source acled; aggregate records listed but not summed."
    )
    three = Filters(target_categories=("gas", "energy", "hydro_dam"), aggregates="summed")
    assert three.sentence() == (
        "Incidents, target energy, gas or hydro dam; aggregate records summed too, but never "
        "those of hapi or missiles."
    )


def test_doubtful_sources_are_out_until_asked_for_by_switch_or_by_name():
    """Said where there are any: a store without them needs no word about them."""
    assert Filters().sentence(left_out=12) == (
        "All incidents; reports of gdelt left out: 12; aggregate records listed but not summed."
    )
    assert "source IN ('gdelt')" in Filters().where()[0]
    shown = Filters(doubtful="shown")
    assert shown.to_params() == {"doubtful": "shown"}
    assert "reports of gdelt among them" in shown.sentence()
    assert "gdelt" not in shown.where()[0]
    assert shown.left_out() is None
    named = Filters(sources=("gdelt", "ucdp"), doubtful="shown")
    assert named == Filters(sources=("gdelt", "ucdp"))
    assert named.left_out() is None
    assert named.where()[0] == "(source IN ($source_0, $source_1)) AND NOT withheld"


@pytest.mark.parametrize(
    ("params", "seen", "kept"),
    [
        ({"since": "32/13/2022"}, "32/13/2022", {}),
        ({"since": "2024-W05"}, "2024-W05", {}),
        ({"until": "2024-02-30"}, "2024-02-30", {}),
        ({"since": "٢٠٢٤-01-01"}, "٢٠٢٤-01-01", {}),
        ({"region": "UA63,UA9999"}, "UA9999", {"region": "UA63"}),
        ({"region": "ua63"}, "ua63", {}),
        ({"type": "air_strike,fireworks"}, "fireworks", {"type": "air_strike"}),
        ({"casualties": "some"}, "some", {}),
        ({"aggregates": ""}, "", {}),
        ({"source": "a b"}, "a b", {}),
        ({"words": "x" * 201}, "x" * 201, {}),
        ({"colour": "red"}, "red", {}),
    ],
)
def test_a_broken_parameter_is_named_and_the_rest_stands(params, seen, kept):
    value, problems = Filters.from_params({**params, "target": "gas"})
    (problem,) = problems
    assert (problem.name, problem.seen) == (next(iter(params)), seen)
    assert problem.why
    assert value.to_params() == {**kept, "target": "gas"}


def test_parameters_of_others_are_no_problem():
    assert Filters.from_params({"lang": "uk", "id": "1"}, others=("lang", "id")) == (Filters(), ())


@given(st.dictionaries(st.sampled_from([*PARAMS, "x"]), st.text(alphabet=string.printable)))
def test_no_address_breaks_the_reading(params):
    value, _ = Filters.from_params(params)
    assert Filters.from_params(value.to_params()) == (value, ())


@pytest.mark.parametrize(
    "changes",
    [
        {"regions": ("UA99",)},
        {"event_types": ("war",)},
        {"casualties": "yes"},
        {"sources": ("a,b",)},
        {"words": "y" * 201},
    ],
)
def test_a_value_that_no_address_can_carry_is_refused(changes):
    with pytest.raises(ValueError, match=next(iter(changes))):
        Filters(**changes)
