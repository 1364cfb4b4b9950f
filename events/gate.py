"""The one gate between the store and every way out: what may leave under which licence.

Two modes. `private` (the default): the operator's own use, bound to this machine; every record is
shown. `public` (ATLAS_MODE=public): a record that may not be passed on leaves in no table, popup,
export, address or file. It counts in wide figures only: per source, raion (or oblast) and month,
where at least LEAST of the source's records fall together, and in no view that a finer filter than
months, raions and sources could narrow down.

An Atlas reads the store through `passed` and nothing else, and its relation `incidents` gets the
rest from `cells`: rows that have a source, a region, a month and the month's toll, and no more.
"""

import os

from events.licence import NOT_STATED, TERMS
from events.storage.store_faults import StoreError

MODES = ("private", "public")
LEAST = 3
"""Records of one source, raion and month that must fall together to be counted in public."""

OPEN_LICENCES = (
    "CC0-1.0",
    "PDDL-1.0",
    "CC-BY-4.0",
    "CC-BY-3.0",
    "CC-BY-3.0-IGO",
    "CC-BY-SA-4.0",
    "ODC-By-1.0",
    "ODbL-1.0",
    "GDELT-terms",
)
"""Terms under which a row may be passed on with its citation; a table whose rows state none of
these stays private (`import --licence` says which one it has)."""

TOLL_KINDS = ("killed", "injured")


class ModeError(StoreError):
    """ATLAS_MODE holds a word that is no mode."""


def mode() -> str:
    """ATLAS_MODE, else private. Raises ModeError: a typing error must not open a gate."""
    wanted = os.environ.get("ATLAS_MODE", "").strip().lower() or "private"
    if wanted not in MODES:
        raise ModeError(
            f"ATLAS_MODE is {wanted[:40]!r}; it must be private (only you, on this machine) or "
            "public (rows that may not be passed on are withheld)."
        )
    return wanted


def may_pass_on(source: str, licence: str) -> bool:
    """Whether a record of a source under a licence may be given to others.

    A source that forbids it, or a licence that does, decides; a source whose terms nobody stated
    passes under the open licence of its rows only.
    """
    known = {terms.source: terms for terms in TERMS}.get(source)
    forbidden = {terms.licence for terms in TERMS if terms.may_pass_on is False}
    if licence in forbidden or (known and known.may_pass_on is False):
        return False
    return bool(known and known.may_pass_on) or licence in OPEN_LICENCES


def condition() -> str:
    """`may_pass_on` as a condition on the columns source and licence of the store."""
    forbids = [terms for terms in TERMS if terms.may_pass_on is False]
    allows = [terms for terms in TERMS if terms.may_pass_on]
    return (
        f"source NOT IN ({_listed(terms.source for terms in forbids)})"
        f" AND licence NOT IN ({_listed(terms.licence for terms in forbids)})"
        f" AND (source IN ({_listed(terms.source for terms in allows)})"
        f" OR licence IN ({_listed(OPEN_LICENCES)}))"
    )


def passed(select: str, wanted: str) -> str:
    """The SELECT of the store's files as a mode lets it through."""
    return select if wanted == "private" else f"SELECT * FROM ({select}) WHERE {condition()}"


def cells(select: str, counted: str) -> str:
    """The SELECT of what the public may count of the records that stay in.

    counted: the relation of incident_ids of reports that tell of an incident which another report
    counts already (`events.questions.counting.counted_already`); these are not counted again.

    Columns: source, licence, adm1_code, adm2_code, date_start, date_end (a month's first and last
    day), is_aggregate, and the tolls. One row a record, so that counting rows counts records;
    the toll of all stands in the first that states one, 0 in the others, null where it is not
    stated. Records whose days reach over a month's end, and those in no oblast, are not counted.
    """
    cell = "source, adm1_code, adm2_code, month, is_aggregate"
    tolls = ", ".join(_together(kind, cell) for kind in TOLL_KINDS)
    return f"""
        WITH kept AS (
            SELECT *, date_trunc('month', date_start)::DATE AS month
            FROM ({select}) WHERE NOT ({condition()}) AND adm1_code IS NOT NULL
                AND incident_id NOT IN (SELECT incident_id FROM {counted})
                AND date_trunc('month', date_start) = date_trunc('month', date_end)),
        enough AS (SELECT *, row_number() OVER (ORDER BY incident_id) AS number FROM kept
            QUALIFY count(*) OVER (PARTITION BY {cell}) >= {LEAST})
        SELECT source, licence, adm1_code, adm2_code, month AS date_start,
            last_day(month) AS date_end, is_aggregate, {tolls}
        FROM enough ORDER BY ALL"""


def _together(kind: str, cell: str) -> str:
    """The toll columns of one kind, a cell's sums in the first of its rows that states one."""
    low, high = f"{kind}_min", f"{kind}_max"
    totals = {low: f"sum({low})", high: f"sum(coalesce({high}, {low}))"}
    return ", ".join(
        f"""CASE WHEN {column} IS NULL THEN NULL
            WHEN row_number() OVER (PARTITION BY {cell}, {column} IS NULL ORDER BY number) = 1
            THEN ({total} OVER (PARTITION BY {cell}))::INTEGER ELSE 0 END AS {column}"""
        for column, total in totals.items()
    )


def withheld(select: str) -> str:
    """The SELECT of which sources have records that stay in, and how many: source, records."""
    return f"""SELECT source, count(*) AS records FROM ({select})
        WHERE NOT ({condition()}) GROUP BY source ORDER BY source"""


def why_withheld(source: str) -> str:
    """One sentence for the reader: why records of a source are not passed on."""
    known = {terms.source: terms for terms in TERMS}.get(source)
    title = known.title if known else f"Table “{source}”"
    if known and known.may_pass_on is False:
        return f"{title}: its terms ({known.licence}) do not let rows be passed on."
    return f"{title}: no terms are stated ({NOT_STATED}), so its rows are not passed on."


def _listed(words) -> str:
    return ", ".join("'" + word.replace("'", "''") + "'" for word in dict.fromkeys(words))
