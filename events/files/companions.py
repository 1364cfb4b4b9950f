"""The other tables of an import: files that lie beside the one with the events, or are given.

TimeMap splits an export into events, sources and associations. A companion is known by its
columns, whatever its file is called; without one the import goes on and says what it lacks.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from events.files.reading import Table, Unreadable, read
from events.sources import Source, UnknownColumns


class Companions(NamedTuple):
    """By the name of each companion that was found: its rows as text, and its file where it is one
    of its own."""

    tables: dict[str, pd.DataFrame]
    files: dict[str, Path]


def gather(path: Path, table: Table, source: Source, given: Iterable[Path] = ()) -> Companions:
    """The companion tables of `source`.

    Looked for in the file itself, then among the files `given` (--with), then beside `path` under
    its own name with the companion's word for the word events or info (x_events.json,
    x_sources.json; event_info_2024.zip, event_labels_2024.zip).
    `table.notes` says where each came from, or that it is missing. Raises Unreadable, and
    UnknownColumns for a given file that is no companion of this source.
    """
    given = list(given)
    if given and not source.beside:
        raise UnknownColumns(f"--with is for sources of several files; this is {source.name}.")
    found = {name: rows for name, rows in table.beside.items() if _fits(rows, source, name)}
    files: dict[str, Path] = {}
    table.notes += [f"{name} are in the same file ({len(found[name])} rows)" for name in found]
    for file in given:
        rows = read(file).take_text()
        name = next((name for name in source.beside if _fits(rows, source, name)), None)
        if name is None:
            raise UnknownColumns(_no_companion(file, source))
        if name not in found:
            found[name], files[name] = rows, file
            table.notes.append(f"{name} are those of {file.name} ({len(rows)} rows)")
        else:
            table.notes.append(f"{file.name} was not used: there are {name} already")
    for name in [name for name in source.beside if name not in found]:
        file = path.with_name(re.sub(r"(events|info)(?!.*(events|info))", name, path.name))
        rows = _neighbour(None if file == path else file, source, name, table.notes)
        if rows is not None:
            found[name], files[name] = rows, file
    return Companions(found, files)


def _neighbour(
    file: Path | None, source: Source, name: str, notes: list[str]
) -> pd.DataFrame | None:
    """The rows of the companion that lies beside the file; a note says so, or what is missing."""
    lacks = f"without {name} (--with FILE) the records lack what those hold"
    if file is None or not file.is_file():
        notes.append(f"no file of {name} was given or lies beside the events: {lacks}")
        return None
    try:
        rows = read(file).take_text()
    except Unreadable as fault:
        notes.append(f"{file.name} lies beside the file and cannot be read ({fault}): {lacks}")
        return None
    if not _fits(rows, source, name):
        notes.append(f"{file.name} lies beside the file and is none of {name}: {lacks}")
        return None
    notes.append(f"{name} are those of {file.name}, which lies beside the file ({len(rows)} rows)")
    return rows


def _fits(rows: pd.DataFrame, source: Source, name: str) -> bool:
    return set(source.beside.get(name, ("",))).issubset(rows.columns)


def _no_companion(file: Path, source: Source) -> str:
    known = "; ".join(f"{name} ({', '.join(cols)})" for name, cols in source.beside.items())
    return f"{file} is no companion of {source.title}. Those have the columns: {known}."
