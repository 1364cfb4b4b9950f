"""python -m geodata: what it prints, and one sentence for what it cannot read."""

import json
import shlex
import subprocess
import sys

import pytest
import squares

from geodata.__main__ import main
from geodata.install import install


def test_locate_prints_the_units_of_a_point(capsys):
    assert main(["locate", "50.45", "30.52"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "oblast   UA80  Kyiv (Київ): inside"
    assert lines[1] == "raion    UA8000  Kyiv (Київ): inside", "the city has one raion"
    assert main(["locate", "49.98", "36.25"]) == 0
    by = "by the nearest settlement, no shapes installed"
    assert capsys.readouterr().out.splitlines()[1:3] == [
        f"raion    UA6312  Kharkivskyi raion (Харківський район): {by}",
        f"hromada  UA6312027  Kharkivska hromada (Харківська громада): {by}",
    ]


def test_locate_prints_every_installed_level(data, tmp_path, capsys):
    raions = squares.frame(2)
    raions.to_file(tmp_path / "raions.geojson")
    install(tmp_path / "raions.geojson")
    point = raions.geometry[100].centroid
    assert main(["locate", str(point.y), str(point.x)]) == 0
    printed = capsys.readouterr().out
    assert f"raion    {raions['ADM2_PCODE'][100]}  {raions['ADM2_EN'][100]} (" in printed
    assert "adm2 undated, OCHA" in printed
    assert main(["locate", "50.45", "30.52"]) == 0
    assert "raion    unknown: the installed raion shapes do not hold" in capsys.readouterr().out


def test_locate_as_json(capsys):
    assert main(["locate", "49.98", "36.25", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    unit, raion, _ = answer["units"]
    assert raion["placed_by"] == "nearest_settlement"
    assert (unit["code"], unit["level"], unit["placed_by"]) == ("UA63", 1, "contains")
    assert unit["name_uk"] == "Харківська область"
    assert answer["not_installed"] == [2, 3]


def test_locate_off_the_coast_and_far_away(capsys):
    assert main(["locate", "46.44", "30.80"]) == 0
    assert "UA51  Odesa Oblast (Одеська область): outside, nearest" in capsys.readouterr().out
    assert main(["locate", "-5", "0"]) == 0
    assert "farther than 10 km" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "seen"),
    [
        (["95", "30.52"], "latitude 95"),
        (["50.45", "200"], "longitude 200"),
        (["abc", "30.52"], "'abc' is no number"),
        (["50,45", "30,52"], "'50,45' is no number"),
        (["nan", "30.52"], "latitude nan"),
        (["30.52", "50.45"], "50.45 30.52 is not"),
    ],
)
@pytest.mark.parametrize("extra", [[], ["--json"]])
def test_bad_points_end_with_one_sentence_and_2(arguments, seen, extra, capsys):
    assert main(["locate", *arguments, *extra]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert seen in printed.err
    assert len(printed.err.splitlines()) == 1


def test_levels_lists_the_register(capsys):
    assert main(["levels"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 27
    assert lines[0].split()[:2] == ["UA01", "UA-43"]
    assert main(["levels", "--level", "2"]) == 0
    assert "UA6314     UA63    Chuhuivskyi raion (Чугуївський район)" in capsys.readouterr().out


def test_levels_as_json(capsys):
    assert main(["levels", "--level", "3", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 1775
    assert rows[0]["parent"] == "UA0102"
    assert rows[0]["iso"] is None
    assert rows[0]["seat_latitude"] is None


def test_an_unknown_level_ends_with_2(capsys):
    with pytest.raises(SystemExit) as end:
        main(["levels", "--level", "4"])
    assert end.value.code == 2
    assert "invalid choice" in capsys.readouterr().err


def test_a_reader_that_stops_early_is_no_error():
    command = f"{shlex.quote(sys.executable)} -m geodata levels --level 3 | head -1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True
    )
    assert done.returncode == 0
    assert done.stderr == ""
