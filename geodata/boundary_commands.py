"""python -m geodata install FILE | installed | fetch cod-ab: boundary sets on the command line."""

import argparse
from pathlib import Path

from tqdm import tqdm

from geodata import boundaries, fetch, installed, levels

_MOST_SHOWN = 10  # lines about units of other names
_MOST_PAIRS = 3  # lines about units that overlap, the largest first


def add(commands) -> list[argparse.ArgumentParser]:
    """Adds the commands to a parser's commands; each sets `run` (gives the answer) and `text`."""
    take = commands.add_parser("install", help="take in a file of boundaries")
    take.add_argument("file", type=Path, help=".geojson(.gz), .gpkg, .zip, .parquet, .topojson ...")
    take.add_argument("--level", type=int, choices=levels.LEVELS, help="default: as columns tell")
    take.add_argument("--crs", help="coordinate system, where the file does not say it: EPSG:4326")
    take.add_argument("--edition", help="date of the boundaries, such as 2026-01-26")
    for term in ("publisher", "licence", "attribution"):
        take.add_argument(f"--{term}", help="as the source states it")
    take.set_defaults(run=_install, text=_summary)
    listing = commands.add_parser("installed", help="the boundary sets that are there")
    listing.set_defaults(run=_installed, text=_installed_text)
    get = commands.add_parser("fetch", help="get the official boundaries from the HDX")
    get.add_argument("dataset", choices=fetch.DATASETS)
    get.add_argument("--install", action="store_true", help="install every level that it holds")
    get.set_defaults(run=_fetch, text=_fetched_text)
    return [take, listing, get]


def _fetch(options: argparse.Namespace) -> dict:
    with tqdm(unit="B", unit_scale=True, disable=None, leave=False) as bar:

        def progress(done: int, total: int | None) -> None:
            bar.total = total
            bar.update(done - bar.n)

        found = fetch.fetch(options.dataset, progress=progress)
    return found | ({"levels": _install_levels(found)} if options.install else {})


def _install_levels(found: dict) -> dict[int, dict | str]:
    """Installs each level of a fetched file: its record, or why it was not."""
    from geodata import install

    terms = {key: found[key] for key in ("publisher", "licence")}
    credit = ", ".join(found[key] for key in ("title", "publisher", "licence") if found[key])
    taken = {}
    for level in levels.LEVELS:
        try:
            taken[level] = install.install(
                Path(found["path"]),
                level=level,
                edition=found["modified"],
                attribution=credit,
                **terms,
            )
        except ValueError as error:
            taken[level] = str(error)
    if not any(isinstance(one, dict) for one in taken.values()):
        raise ValueError(f"{found['path']} was fetched, but no level installed: {taken[1]}")
    return taken


def _fetched_text(found: dict) -> str:
    lines = [
        f"{found['path']}: {found['size']:,} bytes, sha256 {found['sha256']}",
        f"  from {found['url']}, {found['modified'] or 'undated'}",
        f"  {found['title']}; {found['publisher']}; {found['licence'] or 'licence not stated'}",
    ]
    for level, one in found.get("levels", {}).items():
        lines.append(_summary(one) if isinstance(one, dict) else f"level {level}: {one}")
    if "levels" not in found:
        lines.append(f"  next: python -m geodata install {found['path']} --level 3")
    return "\n".join(lines)


def _install(options: argparse.Namespace) -> dict:
    from geodata import install  # here, because it loads geopandas, which no other command needs

    terms = {x: getattr(options, x) for x in ("publisher", "licence", "attribution")}
    return install.install(
        options.file, level=options.level, crs=options.crs, edition=options.edition, **terms
    )


def _installed(_: argparse.Namespace) -> dict:
    sets = [
        {key: value for key, value in found.items() if key != "path"}
        for found in installed.records()
    ]
    return {
        "folder": str(installed.sets_folder()),
        "sets": sets,
        "embedded": boundaries.embedded_edition()._asdict(),
    }


def _installed_text(answer: dict) -> str:
    lines = [_summary(found) for found in answer["sets"]]
    levels_there = {found["level"] for found in answer["sets"]}
    for level, what in levels.LEVELS.items():
        if level in levels_there:
            continue
        if level == 1:
            embedded = answer["embedded"]
            lines.append(f"level 1 (oblast): comes with the program, {embedded['name']}")
            lines.append(f"  attribution {embedded['attribution']} ({embedded['licence']})")
        else:
            lines.append(f"level {level} ({what}): none; python -m geodata install FILE")
    return "\n".join([*lines, f"folder: {answer['folder']}"])


def _summary(found: dict) -> str:
    """A record in lines for a reader."""
    level, missing = found["level"], found["missing"]
    what = levels.LEVELS[level]
    lines = [
        f"level {level} ({what}): {found['units']} units, edition {found['edition'] or 'undated'}",
        f"  from        {found['source_file']} (sha256 {found['source_sha256'][:12]}...)",
        f"  publisher   {found['publisher'] or 'not stated'}; licence "
        f"{found['licence'] or 'not stated'}",
        f"  attribution {found['attribution'] or 'not stated'}",
        f"  borders     {found['overlaps_km2']:g} km2 covered twice, {found['gaps_km2']:g} km2 in "
        f"{found['gaps']} gaps (a missing unit is a gap, too)",
    ]
    for pair, area in list(found["overlapping"].items())[:_MOST_PAIRS]:
        names = " and ".join(f"{code} {levels.name(code)}" for code in pair.split())
        lines.append(f"  overlap     {names}: {area:g} km2")
    if missing:
        by_oblast: dict[str, list[str]] = {}
        for code in missing:
            by_oblast.setdefault(code[:4], []).append(code)
        parts = [
            f"{len(codes)} in {oblast} {levels.name(oblast)}" if len(codes) > 3 else " ".join(codes)
            for oblast, codes in by_oblast.items()
        ]
        lines.append(f"  missing     {len(missing)}: {', '.join(parts)}")
    renamed = found.get("renamed", {})
    for code, other in list(renamed.items())[:_MOST_SHOWN]:
        lines.append(f"  renamed     {code} {levels.name(code)}: {other!r} in the file")
    if len(renamed) > _MOST_SHOWN:
        lines.append(f"  renamed     {len(renamed) - _MOST_SHOWN} more, all of them with --json")
    for other in found.get("left_out", []):
        lines.append(f"  left out    {other}")
    for code, reason in found["repaired"].items():
        lines.append(f"  repaired    {code} {levels.name(code)}: {reason}")
    for code, oblast in found["elsewhere"].items():
        where = oblast or "no oblast, by the shapes that come with the program"
        lines.append(f"  elsewhere   {code} {levels.name(code)}: its middle lies in {where}")
    return "\n".join(lines)
