"""python -m geodata locate 50.45 30.52 | levels --level 1 | find "Izium, Kharkiv Oblast" """

import argparse
import json
import math
import os
import sys

from geodata import boundaries, boundary_commands, gazetteer_command, levels, placing

# Ukraine with its sea; only to tell swapped coordinates from honest ones.
_LATITUDES, _LONGITUDES = (43.0, 53.0), (21.0, 41.0)


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; 0 when it could answer, 1 when `find` found nothing, 2 with one sentence
    when the input could not be read."""
    options = _parser().parse_args(arguments)
    try:
        answer = options.run(options)
    except ValueError as error:
        print(f"geodata {options.command}: {error}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        print(options.text(answer))
    return int(options.status(answer)) if "status" in options else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="geodata", description="Regions of Ukraine.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    locate = commands.add_parser("locate", help="the units that hold a point")
    locate.add_argument("latitude", help="degrees north, such as 50.45")
    locate.add_argument("longitude", help="degrees east, such as 30.52")
    locate.set_defaults(run=_locate, text=_located_text)
    listing = commands.add_parser("levels", help="the register of a level")
    listing.add_argument("--level", type=int, choices=levels.LEVELS, default=1)
    listing.set_defaults(run=_list, text=_list_text)
    more = (*boundary_commands.add(commands), *gazetteer_command.add(commands))
    for command in (locate, listing, *more):
        command.add_argument("--json", action="store_true", help="one JSON value, nothing else")
    return parser


def _locate(options: argparse.Namespace) -> dict:
    latitude, longitude = _point(options.latitude, options.longitude)
    placed = placing.place_all(latitude=[latitude], longitude=[longitude])
    there = boundaries.shape_levels()
    return {
        "latitude": latitude,
        "longitude": longitude,
        "units": [_unit(level, placed) for level in levels.LEVELS],
        "not_installed": [level for level in levels.LEVELS if level not in there],
        "boundaries": ", ".join(boundaries.edition(level).name for level in there),
    }


def _unit(level: int, placed: placing.Placements) -> dict:
    code, first = placed[level - 1][0], placed.by_settlement[0]
    placed_by = "nearest_settlement" if 0 < first <= level else placed.placed_by[0]
    return {
        "level": level,
        "code": code,
        "name_en": code and levels.name(code),
        "name_uk": code and levels.name(code, "uk"),
        "placed_by": placed_by if code else "none",
    }


def _point(latitude: str, longitude: str) -> tuple[float, float]:
    numbers = []
    for text, what, limit in ((latitude, "latitude", 90), (longitude, "longitude", 180)):
        try:
            number = float(text)
        except ValueError:
            raise ValueError(
                f"the {what} {text!r} is no number; write degrees such as 50.45 30.52."
            ) from None
        if not math.isfinite(number) or abs(number) > limit:
            raise ValueError(f"the {what} {text} is not between -{limit} and {limit} degrees.")
        numbers.append(number)
    y, x = numbers
    if (
        _in(y, _LONGITUDES)
        and _in(x, _LATITUDES)
        and not (_in(y, _LATITUDES) and _in(x, _LONGITUDES))
    ):
        raise ValueError(
            f"{latitude} {longitude} is far outside Ukraine, but {longitude} {latitude} is not: "
            "give the latitude first, then the longitude."
        )
    return y, x


def _in(number: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= number <= limits[1]


_HOW = {
    "contains": "inside",
    "nearest": "outside, nearest within 10 km",
    "nearest_settlement": "by the nearest settlement, no shapes installed",
}


def _located_text(answer: dict) -> str:
    lines = []
    for unit in answer["units"]:
        what, how = levels.LEVELS[unit["level"]], _HOW.get(unit["placed_by"])
        if unit["code"]:
            lines.append(f"{what:8} {unit['code']}  {unit['name_en']} ({unit['name_uk']}): {how}")
        elif not answer["units"][0]["code"]:
            lines.append(f"{what:8} none: the point is farther than 10 km from every unit")
        elif unit["level"] in answer["not_installed"]:
            lines.append(f"{what:8} unknown: no shapes installed, no known settlement near")
        else:
            lines.append(f"{what:8} unknown: the installed {what} shapes do not hold the point")
    return "\n".join([*lines, f"boundaries: {answer['boundaries']}"])


def _list(options: argparse.Namespace) -> list[dict]:
    rows = levels.units(options.level).astype(object)
    return rows.where(rows.notna(), None).to_dict("records")


def _list_text(rows: list[dict]) -> str:
    fields = ("code", "iso") if rows[0]["level"] == 1 else ("code", "parent")
    return "\n".join(
        f"{row[fields[0]]:9}  {row[fields[1]]:6}  {row['name_en']} ({row['name_uk']})"
        for row in rows
    )


if __name__ == "__main__":
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    raise SystemExit(status)
