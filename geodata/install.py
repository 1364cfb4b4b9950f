"""Takes a boundary file in: read, coded, checked, measured, made ready; or refused whole."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from geodata import boundary_checks, boundary_codes, boundary_files, grid, installed, levels, shown
from geodata.raster import grid_of

# What the columns tell of where a file is from; the terms as SOURCES of the project records them.
OPENSTREETMAP = {
    "publisher": "OpenStreetMap",
    "licence": "ODbL 1.0",
    "attribution": "© OpenStreetMap contributors, ODbL 1.0",
}
OCHA = {
    "publisher": "OCHA",
    "licence": "CC BY-IGO",
    "attribution": "Administrative boundaries (COD-AB): OCHA, CC BY-IGO",
}


def install(
    path: Path,
    *,
    level: int | None = None,
    crs: str | None = None,
    edition: str | None = None,
    publisher: str | None = None,
    licence: str | None = None,
    attribution: str | None = None,
) -> dict:
    """Installs a file as the boundary set of a level; gives its record.

    The record holds level, name, edition (as given, else the file's validOn or date, else None),
    publisher, licence, attribution, `terms_from` ("given", "columns" or "nothing"), source_file,
    source_sha256, sha256 (of the shapes kept), installed (UTC), renamed (code -> another name that
    the file has for it), left_out (names that may be several units'), units, missing (codes of the
    register without a shape), repaired (code -> what was wrong), elsewhere (code -> oblast that
    its middle lies in), overlaps_km2, overlapping, gaps_km2, gaps, folder.

    Raises ValueError in a sentence for a file that is refused; what was installed before stays.
    """
    path = Path(path)
    table = boundary_files.read(path, level, crs)
    level = boundary_codes.level_of(table, path.name) if level is None else level
    if level not in levels.LEVELS:
        raise ValueError(f"There is no level {level!r}: 1 is oblast, 2 raion, 3 hromada.")
    given = {"publisher": publisher, "licence": licence, "attribution": attribution}
    terms = _terms(table, {key: value for key, value in given.items() if value})
    edition = edition or _edition(table)
    coded = boundary_codes.codes_of(table, level, path.name)
    table = table[["geometry"]].assign(code=coded.code).dropna(subset="code")
    try:
        frame, checked = _checked(table, level)
    except ValueError as error:
        raise ValueError(f"{path.name} is not installed: {error}") from None
    found = {
        "level": level,
        "name": f"adm{level} {edition or 'undated'}, {terms['publisher'] or path.name}",
        "edition": edition,
        **terms,
        **_file(path),
        "sha256": _digest(frame),
        "renamed": coded.renamed,
        "left_out": coded.left_out,
        **checked,
    }
    return installed.replace(found, lambda folder: _write(frame, level, folder))


def _file(path: Path) -> dict[str, str]:
    """Which file a set is from, and when it came in."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return {"source_file": path.name, "source_sha256": _sha256(path), "installed": now}


def _checked(frame, level: int) -> tuple:
    """The shapes, repaired, and what was seen of them, for the record."""
    frame, repaired = boundary_checks.repaired(frame)
    seen = {
        "units": len(frame),
        "missing": boundary_checks.missing_of(frame["code"], level),
        "repaired": repaired,
        "elsewhere": boundary_checks.elsewhere(frame),
    }
    return frame, seen | boundary_checks.borders(frame)._asdict()


def _write(frame, level: int, folder: Path) -> None:
    frame.to_parquet(folder / installed.SHAPES)
    codes, shapes = frame["code"].to_numpy(dtype=object), frame.geometry.to_numpy()
    (folder / installed.SHOWN).write_bytes(shown.text(codes, shapes, level))
    grid.save(grid_of(codes, shapes), folder / installed.GRID)


def _terms(table, given: dict[str, str]) -> dict[str, str | None]:
    columns = {str(column).lower() for column in table.columns}
    known = {}
    if columns & {"osm_id", "osm_type", "admin_level"}:
        known = OPENSTREETMAP
    elif "adm0_pcode" in columns:
        known = OCHA
    terms = dict.fromkeys(("publisher", "licence", "attribution")) | known | given
    terms["attribution"] = terms["attribution"] or terms["publisher"]
    return terms | {"terms_from": "given" if given else "columns" if known else "nothing"}


def _edition(table) -> str | None:
    """The newest date that a column validOn or date holds, as YYYY-MM-DD."""
    import pandas as pd

    for column in table.columns:
        if str(column).lower() in ("validon", "valid_on", "date"):
            dates = pd.to_datetime(table[column], errors="coerce", utc=True).dropna()
            if len(dates):
                return dates.max().date().isoformat()
    return None


def _digest(frame) -> str:
    """SHA-256 of codes and shapes, whatever file they came in: shapefiles turn rings round."""
    made = hashlib.sha256("".join(frame["code"]).encode())
    for shape in frame.geometry.normalize().to_wkb():
        made.update(shape)
    return made.hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
