"""The way out: the records in the filters as CSV, and beside it what they are.

The CSV follows RFC 4180: UTF-8, CRLF, quotes only where needed, a header. Columns are those of
the record with the English name of the region behind each of its codes, and how many reports tell
of the incident (events/linking/linking.py); every report is a row. Rows stand by date_start and
incident_id. Dates are ISO 8601, true and false in lower case, degrees the
shortest decimal that reads back as the same number, null is an empty cell and empty text "".

A spreadsheet runs a cell that begins with = + - @ tab or CR. Such text gets an apostrophe in
front, and so does text that begins with an apostrophe, so that taking one off again restores
every cell; importing our own CSV does so. Numbers stay numbers.

The same versions of store and links and the same filters give the same bytes, today and later,
here and in the dashboard; nothing in them depends on the clock, on threads or on the way the
engine prints.
"""

import json
from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

import geodata
from events import gate, licence
from events.filters.filters import Filters
from events.incident import COLUMNS
from events.questions.atlas import Atlas
from events.questions.queries import figures

ROWS_AT_ONCE = 65_536
"""About one row group of the store, 100 MB of text in memory."""

LINES_AT_ONCE = 8_192
"""Some 8 MB of text: 190 MB less at the peak than a whole part, and no slower."""

LINKED = ("linked_to", "n_reports")
"""What a row has beside its record. linked_to: the smallest incident_id of the reports that tell
of the same incident, empty where it is the only one; n_reports: how many they are, itself too."""

_BEFORE_LINKED = COLUMNS.index("part_of") + 1
WRITTEN = (*COLUMNS[:_BEFORE_LINKED], *LINKED, *COLUMNS[_BEFORE_LINKED:])
"""The columns of every way out that holds whole records."""

NAMED = ("adm1_code", "adm2_code", "adm3_code")
"""Codes behind which a name stands."""

_RUN_BY_SPREADSHEETS = r"^['=+\-@\t\r]"
_NEEDS_QUOTES = '[",\r\n]|^$'
CODEBOOK = "events/incident.py"


def header(columns: tuple[str, ...] = WRITTEN) -> tuple[str, ...]:
    """The columns of a CSV of these columns: the name of a region stands behind its code."""
    named = {code: (code, code.replace("_code", "_name")) for code in NAMED}
    return tuple(name for column in columns for name in named.get(column, (column,)))


def write_csv(atlas: Atlas, filters: Filters, out: BinaryIO, *, bom: bool = False) -> int:
    """Write the records in the filters to `out` and answer how many there were.

    Aggregates are among them unless they are out. Memory does not grow with the rows beyond
    their ids. `bom` puts the mark in front that Excel needs to see UTF-8.
    """
    out.write(b"\xef\xbb\xbf" if bom else b"")
    out.write(head())
    rows = 0
    for part in parts(atlas, filters):
        for lines in _pieces(part):
            out.write(lines)
        rows += part.num_rows
    return rows


def csv_bytes(atlas: Atlas, filters: Filters) -> bytes:
    """The whole CSV, byte for byte what the command line writes."""
    return b"".join(csv_parts(atlas, filters))


def csv_parts(atlas: Atlas, filters: Filters) -> Iterator[bytes]:
    """The same bytes in pieces; memory does not grow with the rows beyond their ids."""
    yield head()
    for part in parts(atlas, filters):
        yield from _pieces(part)


def _pieces(part: pa.Table) -> Iterator[bytes]:
    """The lines of a part, some at a time: their text takes as much memory as the part again."""
    for start in range(0, part.num_rows, LINES_AT_ONCE):
        yield csv_lines(part.slice(start, LINES_AT_ONCE))


def head() -> bytes:
    """The first line of every CSV."""
    return ",".join(header()).encode() + b"\r\n"


def about(atlas: Atlas, filters: Filters) -> dict:
    """What the CSV of these filters is: filters, version, counts, citation and terms."""
    counts = figures(atlas, filters)
    where, values = filters.where()
    return {
        "title": filters.sentence(left_out=counts.left_out),
        "filters": filters.to_params(),
        "store_version": atlas.version,
        "links_version": atlas.links_version,
        "records": counts.records,
        "aggregate_records": counts.aggregates,
        "known_only_to_a_wider_region": counts.coarser,
        "of_doubtful_sources_left_out": counts.left_out,
        "columns": list(header()),
        "codebook": CODEBOOK,
        "cells": "UTF-8, RFC 4180; an empty cell is not stated, never zero; text that a "
        "spreadsheet would run has an apostrophe in front.",
        "sources": about_sources(atlas, where, values, filters.words),
        "left_out": left_out(atlas),
        "generated_by": "Incident Atlas, python -m events export",
    }


def left_out(atlas: Atlas) -> list[dict]:
    """What no export of this atlas holds, whatever the filters, and why; empty in private mode."""
    return [
        {"source": source, "records": records, "why": gate.why_withheld(source)}
        for source, records in atlas.withheld.items()
    ]


def about_sources(atlas: Atlas, where: str, values: dict, words: str) -> list[dict]:
    """Whose the incidents of a condition are: citation, terms and days of retrieval by source."""
    sources = atlas.tuples(
        f"""SELECT source::VARCHAR AS name, count(*), list_sort(list(DISTINCT licence::VARCHAR)),
            min(source_retrieved)::VARCHAR, max(source_retrieved)::VARCHAR
        FROM incidents WHERE {where} GROUP BY source ORDER BY name""",
        values,
        words=words,
    )
    return [_about_source(*source) for source in sources]


def about_bytes(atlas: Atlas, filters: Filters) -> bytes:
    """`about` as JSON text, byte for byte what the command line writes."""
    text = json.dumps(about(atlas, filters), ensure_ascii=False, indent=2)
    return text.encode() + b"\n"


def parts(atlas: Atlas, filters: Filters) -> Iterator[pa.Table]:
    """The records in their order with the columns WRITTEN, ROWS_AT_ONCE at a time.

    A linked report that the filters leave out counts too: n_reports is of the incident.
    """
    where, values = filters.where()
    ids = atlas.arrow(
        f"""SELECT incident_id, date_start, cluster FROM incidents WHERE {where}
        ORDER BY date_start, incident_id""",
        values,
        words=filters.words,
    )
    names = {"n_reports": "coalesce(n_reports, 1)::INTEGER AS n_reports"}
    written = ", ".join(names.get(name, name) for name in WRITTEN)
    for start in range(0, ids.num_rows, ROWS_AT_ONCE):
        wanted = ids.slice(start, ROWS_AT_ONCE)
        days = pc.min_max(wanted["date_start"]).as_py()
        # The days let the engine skip the row groups that hold none of the wanted rows.
        yield atlas.arrow(
            f"""SELECT {written}
            FROM (SELECT * FROM stored WHERE date_start BETWEEN $min AND $max)
            JOIN (SELECT incident_id, cluster FROM wanted) USING (incident_id)
            LEFT JOIN clusters USING (cluster)
            ORDER BY date_start, incident_id""",
            days,
            wanted=wanted,
        )


def csv_lines(rows: pa.Table) -> bytes:
    """The rows as lines of CSV, with the columns that `header` names."""
    cells = []
    for column in rows.schema:
        values = rows[column.name].combine_chunks()
        cells.append(_text(values) if column.type == pa.string() else pc.cast(values, pa.string()))
        if column.name in NAMED:
            cells.append(_text(region_names(values)))
    wide = [cell.cast(pa.large_string()) for cell in cells]
    comma, end, nothing = (pa.scalar(sign, pa.large_string()) for sign in (",", "\r\n", ""))
    lines = pc.binary_join_element_wise(*wide, comma, null_handling="replace", null_replacement="")
    return _data(pc.binary_join_element_wise(lines, end, nothing))


def _text(values: pa.Array) -> pa.Array:
    """Text cells: defused, and quoted where a comma, quote or line break asks for it."""
    run = pc.match_substring_regex(values, _RUN_BY_SPREADSHEETS)
    values = pc.if_else(run, pc.binary_join_element_wise("'", values, ""), values)
    inner = pc.replace_substring(values, '"', '""')
    quoted = pc.binary_join_element_wise('"', inner, '"', "")
    return pc.if_else(pc.match_substring_regex(values, _NEEDS_QUOTES), quoted, values)


def region_names(codes: pa.Array) -> pa.Array:
    """English names of P-codes."""
    found = codes.dictionary_encode()
    names = pa.array(map(_name, found.dictionary.to_pylist()), pa.string())
    return names.take(found.indices)


def _name(code: str) -> str | None:
    """The English name of a unit; None for a code that another edition of the register had."""
    try:
        return geodata.name(code)
    except LookupError:
        return None


def _data(lines: pa.Array) -> bytes:
    """The characters of all strings of an array, one behind the other."""
    if not len(lines):
        return b""
    _, offsets, characters = lines.buffers()
    ends = memoryview(offsets).cast("q")
    return characters[ends[lines.offset] : ends[lines.offset + len(lines)]].to_pybytes()


def _about_source(
    source: str, records: int, licences: list[str], first: str | None, last: str | None
) -> dict:
    terms = licence.terms(source)
    return {
        "source": source,
        "title": terms.title,
        "records": records,
        "citation": terms.citation,
        "licences": {name: licence.licence_name(name) for name in licences},
        "may_be_passed_on": terms.may_pass_on,
        "note": terms.note,
        "retrieved": [first, last] if first else None,
    }
