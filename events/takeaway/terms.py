"""Whose the records of a file are and what it is, as tables for people: from `export.about`."""

import json

import pyarrow as pa

from events import licence

_CITED = pa.schema(
    [
        *((name, pa.string()) for name in ("source", "title")),
        ("records", pa.int64()),
        *((name, pa.string()) for name in ("citation", "licences", "may_be_passed_on", "note")),
        *((f"retrieved_{end}", pa.string()) for end in ("first", "last")),
    ]
)
_LICENCES = pa.schema([(name, pa.string()) for name in ("licence", "name", "sources", "notes")])
_MAY = {True: "yes", False: "no", None: "not stated"}


def citations(about: dict) -> pa.Table:
    """One row a source: how to cite it, under which licences its rows are and what these ask."""
    rows = []
    for source in about["sources"]:
        first, last = source["retrieved"] or (None, None)
        rows.append(
            {name: source[name] for name in ("source", "title", "records", "citation", "note")}
            | {"licences": "; ".join(source["licences"])}
            | {"may_be_passed_on": _MAY[source["may_be_passed_on"]]}
            | {"retrieved_first": first, "retrieved_last": last}
        )
    return pa.Table.from_pylist(rows, _CITED)


def licences(about: dict) -> pa.Table:
    """One row a licence under which some of the rows are: its name, whose rows, and what to do."""
    rows = {}
    for source in about["sources"]:
        for identifier in source["licences"]:
            rows.setdefault(identifier, []).append(source)
    return pa.Table.from_pylist(
        [
            {
                "licence": identifier,
                "name": licence.licence_name(identifier),
                "sources": "; ".join(source["source"] for source in sources),
                "notes": " ".join(dict.fromkeys(source["note"] for source in sources)),
            }
            for identifier, sources in sorted(rows.items())
        ],
        _LICENCES,
    )


def told(about: dict) -> pa.Table:
    """`about` without its sources and columns, one row a statement: name, value."""
    rows = [
        {"name": name, "value": value if isinstance(value, str) else _text(value)}
        for name, value in about.items()
        if name not in ("sources", "columns", "left_out")
    ]
    rows += [
        {"name": "left_out", "value": f"{left['records']:,} records. {left['why']}"}
        for left in about["left_out"]
    ]
    return pa.Table.from_pylist(rows, pa.schema([("name", pa.string()), ("value", pa.string())]))


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
