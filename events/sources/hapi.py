"""HDX HAPI conflict events: counts a month and region, made from ACLED by OCHA's HDX.

Codebook: HAPI documentation, coordination-context/conflict-events, API (CSV or JSON) and yearly
files of HDX. Each row is an aggregate, and its types overlap (violence against civilians is also
political violence), as do a country's row and those of its regions: rows of this source are never
summed, whatever a reader asks for (`events.filters.allowed.NEVER_SUMMED`).
"""

import pandas as pd

import geodata
from events.files.json_columns import source_list
from events.files.parsing import by_value, constant, persons
from events.sources.draft import Draft

COLUMNS = ("event_type", "events", "admin1_code", "reference_period_start", "reference_period_end")

TYPES = {
    "political_violence": "political violence",
    "civilian_targeting": "violence against civilians",
}
"""event_type -> words. Both hold shelling, strikes and fighting alike, so their event type here is
`other`."""

NO_INCIDENT = ("demonstration",)
"""Peaceful protests are most of them, and a count does not say which were not."""


def incidents(draft: Draft) -> None:
    """Rows of conflict events -> the record, one aggregate for each.

    P-codes say where: raion with admin2_code, oblast with admin1_code alone, else the country. A
    code is unique only within a reference period, so that the period's first day is part of the
    id. fatalities are both bounds, as stated; where there are none of them nothing is said. A
    month with 0 events is no incident.
    """
    kind, code = draft.cells("event_type"), _code(draft)
    start = draft.cells("reference_period_start").str.slice(0, 10)
    _leave_out_others(draft, kind)
    where = code.fillna(_named(draft)).fillna(draft.cells("location_code")).fillna("UKR")
    draft.identify("hapi", start + ":" + where + ":" + kind, ", ".join(COLUMNS))
    draft.days("reference_period_start", "reference_period_end")
    draft.toll("killed_min", "fatalities")
    draft.toll("killed_max", "fatalities")
    depth = code.str.len()
    precision = constant("country", code.index).mask(depth == 4, "oblast").mask(depth == 6, "raion")
    draft.point(None, None, precision)
    draft.set(
        date_precision=constant("month", code.index),
        declared=code.str.slice(0, 4),
        adm2_code=code.where(depth == 6),
        is_aggregate=pd.Series(True, code.index),
        title=_title(draft, kind, code),
        description="Monthly count by HDX HAPI from data of ACLED. Types overlap: it is not to be "
        "added to other rows of this source.",
        sources=source_list((constant("ACLED through HDX HAPI", code.index), None)),
    )
    _compare_names(draft, code)


def _leave_out_others(draft: Draft, kind: pd.Series) -> None:
    country = draft.cells("location_code")
    abroad = country.notna() & (country != "UKR")
    draft.refusals.leave_out(abroad, "outside_ukraine", "location_code", "not UKR")
    out = draft.refusals.leave_out
    out(kind.isin(NO_INCIDENT), "not_an_incident", "event_type", ", ".join(NO_INCIDENT))
    events, faults = persons(draft.cells("events"))
    out(events == 0, "not_an_incident", "events", "0")
    for reason, mask in faults.items():
        draft.refusals.refuse(mask, reason, "events", draft.cells("events"))
    draft.refusals.refuse(~kind.isin(TYPES), "unknown_word", "event_type", kind)


def _code(draft: Draft) -> pd.Series:
    """The finest P-code of each row, null where it has none; one of no oblast is refused."""
    first, second = draft.cells("admin1_code"), draft.cells("admin2_code")
    code = second.fillna(first)
    oblasts = set(geodata.units(1)["code"])
    lost = code.notna() & ~(code.str.slice(0, 4).isin(oblasts) & code.str.len().isin([4, 6]))
    draft.refusals.refuse(lost, "unknown_word", "admin1_code, admin2_code", first, second)
    parted = second.notna() & first.notna() & (second.str.slice(0, 4) != first)
    draft.refusals.refuse(parted, "unknown_word", "admin1_code, admin2_code", first, second)
    return code


def _named(draft: Draft) -> pd.Series:
    """The provider's names where there is no code: such rows are told apart by them."""
    names = [draft.cells(f"provider_admin{level}_name") for level in (1, 2)]
    return names[0].str.cat(names[1], sep="/").fillna(names[0]).fillna(names[1])


def _title(draft: Draft, kind: pd.Series, code: pd.Series) -> pd.Series:
    """12 events of political violence, Kharkivskyi raion, March 2024."""
    events, first = draft.cells("events"), draft.column("date_start")
    noun = constant(" events of ", code.index).mask(events == "1", " event of ")
    what = events + noun + by_value(kind, TYPES.get, "str")
    place = by_value(code, _name, "str").fillna(_named(draft)).fillna("Ukraine")
    year = draft.cells("reference_period_start").str.slice(0, 4)
    return what.str.cat([place, first.dt.month_name() + " " + year], sep=", ")


def _compare_names(draft: Draft, code: pd.Series) -> None:
    """Note how many rows name another oblast or raion than their code does in our register."""
    oblast, raion = (draft.cells(f"provider_admin{level}_name") for level in (1, 2))
    pairs = [
        code.str.slice(0, 4).str.cat(oblast, sep="/"),
        code.where(code.str.len() == 6).str.cat(raion, sep="/"),
    ]
    other = by_value(pairs[0], _is_other, bool) | by_value(pairs[1], _is_other, bool)
    if other.any():
        first = ", ".join(
            pair[other].dropna().iloc[0] for pair in pairs if pair[other].notna().any()
        )
        draft.notes.append(
            f"{other.sum()} rows name another oblast or raion than their P-code (first: {first})"
        )


def _is_other(cell: str) -> bool:
    """Whether "UA6312/Bohodukhivskyi" names another region than its code."""
    code, _, said = cell.partition("/")
    named = geodata.oblast_named(said) if len(code) == 4 else geodata.raion_named(said, code[:4])
    return named not in (None, code)


def _name(code: str) -> str | None:
    """Its English name; None for a code that another edition of the register had."""
    try:
        return geodata.name(code)
    except LookupError:
        return None
