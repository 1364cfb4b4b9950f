"""The sources that the atlas reads: one file each, and this table that names them all."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from events.sources import acled, atlas, bellingcat, cir, gdelt, hapi, missiles, table, ucdp, viina
from events.sources.draft import Draft, UnknownColumns


@dataclass(frozen=True)
class Source:
    """One way in: its columns tell it from others, its function turns text into the record."""

    name: str
    title: str
    columns: tuple[str, ...]
    """Columns that a file of this source must have; empty for a table that is mapped."""
    incidents: Callable[..., None]
    licence: str
    """Terms of the rows unless a row states its own; see `events.licence`."""
    codebook: str
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Companion tables that the source splits off: name -> columns by which each is known."""


SOURCES = (
    Source(
        "atlas",
        "Incident Atlas, researched table",
        atlas.COLUMNS,
        atlas.incidents,
        "CC-BY-4.0",
        "events/data/PROVENANCE.md",
    ),
    Source(
        "atlas-export",
        "Incident Atlas, own CSV export",
        atlas.EXPORT_COLUMNS,
        atlas.exported,
        "not-stated",
        "events/incident.py",
    ),
    Source("acled", "ACLED", acled.COLUMNS, acled.incidents, "ACLED-EULA", "the ACLED Codebook"),
    Source("ucdp", "UCDP GED", ucdp.COLUMNS, ucdp.incidents, "CC-BY-4.0", "the UCDP GED Codebook"),
    Source(
        "viina-reports",
        "VIINA 2.0, reports with labels",
        viina.REPORT_COLUMNS,
        viina.reports,
        "ODbL-1.0",
        "the README of VIINA",
        viina.BESIDE,
    ),
    Source("viina", "VIINA 2.0", viina.COLUMNS, viina.incidents, "ODbL-1.0", "the README of VIINA"),
    Source(
        "bellingcat",
        "Bellingcat, Civilian Harm in Ukraine",
        bellingcat.COLUMNS,
        bellingcat.incidents,
        "not-stated",
        "events/sources/bellingcat.py",
        bellingcat.BESIDE,
    ),
    Source(
        "missiles",
        "Massive Missile Attacks on Ukraine",
        missiles.COLUMNS,
        missiles.incidents,
        "not-stated",
        "events/sources/missiles.py",
    ),
    Source(
        "cir",
        "CIR, Eyes on Russia",
        cir.COLUMNS,
        cir.incidents,
        "not-stated",
        "events/sources/cir.py",
    ),
    Source(
        "gdelt",
        "GDELT 2.0 events",
        gdelt.COLUMNS,
        gdelt.incidents,
        "GDELT-terms",
        "the GDELT Event Database codebook",
    ),
    Source(
        "hapi",
        "HDX HAPI conflict events",
        hapi.COLUMNS,
        hapi.incidents,
        "not-stated",
        "the HDX HAPI documentation",
    ),
    Source(
        "csv",
        "any table",
        (),
        table.incidents,
        "not-stated",
        "the names in events/sources/table.py",
    ),
)
"""In the order in which --source auto tries them."""

NO_INCIDENTS = (
    (
        ("started_at", "finished_at"),
        "The file holds air alerts (columns started_at, finished_at). An alert is a warning and "
        "no incident, so that nothing was imported.",
    ),
    (
        ("geonameid", "t_mil", "t_mil_b"),
        "The file holds the labels of VIINA's reports without the reports. Import event_info of "
        "the same year and name this file with --with.",
    ),
    (
        ("status_dsm", "status_isw", "vcontrol_version"),
        "The file holds VIINA's status of control over settlements day by day, which is no list "
        "of incidents. Nothing was imported.",
    ),
)
"""Columns of files that have dates but no incidents, and what to say of them."""

NAMES = tuple(dict.fromkeys(source.name.partition("-")[0] for source in SOURCES))
"""What --source takes; "atlas" and "viina" stand for both layouts of theirs."""


def recognise(
    columns: Iterable[str], wanted: str = "auto", tags: Mapping[str, str] | None = None
) -> tuple[Source, str]:
    """The source that a file with these columns is, and why, in words.

    `tags` are the HXL tags of its columns. With `wanted` only that source is tried. Raises
    UnknownColumns.
    """
    present = set(columns)
    candidates = [s for s in SOURCES if wanted in ("auto", s.name, s.name.partition("-")[0])]
    for source in candidates:
        if source.columns and present.issuperset(source.columns):
            return source, f"it has the columns {', '.join(source.columns)}"
    for columns_of_others, sentence in NO_INCIDENTS:
        if present.issuperset(columns_of_others):
            raise UnknownColumns(sentence)
    if wanted in ("auto", "csv"):
        source = SOURCES[-1]
        fields = table.mapping(list(columns), tags=tags)
        if all(name in fields for name in table.NEEDED):
            return source, f"its column {fields['date']} holds dates"
        raise UnknownColumns(
            f"No column with a date was recognised among {', '.join(list(columns)[:20])}. Name it: "
            "--map date=COLUMN (also id, latitude, longitude, place, region, title, url ...)."
        )
    missing = [c for c in candidates[0].columns if c not in present]
    raise UnknownColumns(
        f"The file lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)} that "
        f"{candidates[0].title} files have (codebook: {candidates[0].codebook})."
    )


__all__ = ["NAMES", "SOURCES", "Draft", "Source", "UnknownColumns", "recognise"]
