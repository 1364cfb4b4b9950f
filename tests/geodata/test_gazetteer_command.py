"""python -m geodata find: exit 0 with candidates, 1 without, 2 with one sentence on bad input."""

import json

import pytest

from geodata.__main__ import main


def test_find_prints_candidates_and_why_there_is_no_choice(capsys):
    assert main(["find", "Ivanivka", "--within", "UA65"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all("Kherson Oblast" in line for line in lines[:-1])
    assert lines[-1].startswith("no choice: ")


def test_find_as_json(capsys):
    assert main(["find", "Izium, Kharkiv Oblast", "--near", "49.2,37.3", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    first = answer["candidates"][answer["choice"]]
    assert (first["name_uk"], first["adm2_code"], first["matched_by"]) == (
        *("Ізюм", "UA6304", "exact"),
    )
    assert first["distance_km"] < 5


@pytest.mark.parametrize("extra", [[], ["--json"]])
def test_nothing_found_ends_with_1(extra, capsys):
    assert main(["find", "Qwrtzpsdf", *extra]) == 1
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out


@pytest.mark.parametrize(
    ("arguments", "seen"),
    [
        (["Ivanivka", "--within", "UA99"], "'UA99' is no code"),
        (["Ivanivka", "--near", "here"], "'here' is no point"),
        (["Ivanivka", "--near", "46.5"], "'46.5' is no point"),
        (["Ivanivka", "--near", "146.5,33"], "no point"),
        (["Ivanivka", "--limit", "0"], "--limit 0"),
        (["  "], "the name is empty"),
    ],
)
def test_bad_input_ends_with_2_and_one_sentence(arguments, seen, capsys):
    assert main(["find", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert seen in printed.err
    assert len(printed.err.splitlines()) == 1
