"""python -m geodata find "Ivanivka" --within UA65 --near 46.5,33.1: what a place name may mean."""

import argparse
from dataclasses import asdict

from geodata import gazetteer, levels


def add(commands) -> list[argparse.ArgumentParser]:
    """Adds the command `find`; it answers {"candidates": [...], "choice": position or None}."""
    command = commands.add_parser("find", help="the places that a name may mean")
    command.add_argument("name", help='such as "Ivanivka" or "Izium, Kharkiv Oblast"')
    command.add_argument("--within", metavar="CODE", help="P-code of a region that holds it")
    command.add_argument("--near", metavar="LAT,LON", help="a point close to it")
    command.add_argument("--limit", type=int, default=10, help="at most so many (default: 10)")
    command.set_defaults(run=_find, text=_text, status=lambda answer: not answer["candidates"])
    return [command]


def _find(options: argparse.Namespace) -> dict:
    if not options.name.strip():
        raise ValueError("the name is empty; write one such as Kharkiv.")
    if options.limit < 1:
        raise ValueError(f"--limit {options.limit} shows nothing; give 1 or more.")
    try:
        found = gazetteer.find(
            options.name, within=options.within, near=_point(options.near), limit=options.limit
        )
    except levels.UnknownUnitError as error:
        raise ValueError(str(error)) from None
    return {
        "candidates": [asdict(candidate) for candidate in found],
        "choice": None if gazetteer.choice(found) is None else 0,
    }


def _point(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    try:
        latitude, longitude = map(float, text.split(","))
    except ValueError:
        raise ValueError(f"--near {text!r} is no point; write degrees such as 46.5,33.1.") from None
    return latitude, longitude


def _text(answer: dict) -> str:
    candidates = answer["candidates"]
    if not candidates:
        return "no place of that name is known"
    lines = [_line(candidate) for candidate in candidates]
    if answer["choice"] is None:
        lines.append("no choice: " + _why(candidates[0]))
    return "\n".join(lines)


def _line(candidate: dict) -> str:
    names = candidate["name_en"]
    if candidate["name_uk"]:
        names += f" ({candidate['name_uk']})"
    above = [candidate[f"adm{level}_code"] for level in (2, 1)]
    above = [levels.name(code) for code in above if code and code != candidate["code"]]
    where = ", ".join(above)
    point = "no point"
    if candidate["latitude"] is not None:
        point = f"{candidate['latitude']:.4f} {candidate['longitude']:.4f}"
    away = candidate["distance_km"]
    if away is not None:
        point += f", {away:g} km away"
    code = candidate["code"] or "no code"
    how = f"{candidate['score']:.2f} {candidate['matched_by']}"
    return f"{how:20}  {candidate['kind']:10}  {code:19}  {names}; {where or 'Ukraine'}; {point}"


def _why(first: dict) -> str:
    if first["rivals"]:
        return f"{first['rivals'] + 1} places score about the same."
    return "the name is not near enough to the first one's."
