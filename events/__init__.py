"""WHAT happened, WHEN, WHO says so: the door of the floor. Knows no screen."""

from events.changes.changed import (
    ChangedDots,
    Counts,
    changed_counts,
    changed_dots,
    changed_fields,
    changed_page,
    changed_regions,
)
from events.changes.changed_export import about_changes_bytes, changes_csv
from events.changes.changes import CHANGE_KINDS, Changes, changes, version_on, versions
from events.commands.export import filter_options, filters_asked
from events.energy.energy import CapacityHit, Near, capacity_hit, near_facilities
from events.energy.facilities import facilities, facilities_edition, facilities_sources
from events.energy.facility_record import KINDS as FACILITY_KINDS
from events.energy.facility_sets import BrokenSet
from events.energy.ground import AT_KM, PLANTS
from events.energy.ground import DISTANCES as FACILITY_KM
from events.energy.lists import attacks_by_season, near_facility
from events.energy.seasons import Season, seasons
from events.export import about, about_bytes, csv_bytes, csv_parts, header, write_csv
from events.files.looking import Looked, look
from events.files.tabular import Unreadable
from events.filters.allowed import AGGREGATES, ALLOWED, CASUALTIES, LONGEST_WORDS, NOWHERE, Problem
from events.filters.area import MOST_CORNERS, NoArea
from events.filters.area import parse as parse_area
from events.filters.areas import save as save_area
from events.filters.areas import saved_areas, saved_shape
from events.filters.filters import PARAMS, Clause, Filters
from events.filters.vocabulary import ENGLISH, Vocabulary
from events.gate import LEAST as LEAST_TOGETHER
from events.gate import OPEN_LICENCES, ModeError, may_pass_on, mode, why_withheld
from events.incident import (
    COLUMNS,
    DATE_PRECISIONS,
    EVENT_TYPES,
    LOCATED,
    LOCATION_PRECISIONS,
    PLACED_BY,
    STATUSES,
    TARGET_CATEGORIES,
    WORDS,
)
from events.intake.intake import Report, dry_run
from events.intake.intake import write as import_prepared
from events.intake.preparing import Prepared, prepare
from events.intake.preparing import is_free as is_free_name
from events.intake.rejected import REASONS, rejected_csv
from events.intake.rows_atlas import RowsAtlas, open_rows
from events.licence import TERMS, Terms, cautions, licence_name, terms
from events.linking.imported import link_new
from events.linking.linking import (
    LinkReport,
    NotLinked,
    clusters,
    decide,
    link,
    links_of,
    links_version,
    why_linked,
)
from events.linking.told import linked, links_told, reports_of, told_by
from events.questions.around import around, days_around
from events.questions.atlas import Atlas, QueryError, open_store
from events.questions.hexagons import SCALE as HEXAGON_SCALE
from events.questions.hexagons import Hexagons, coarse_units, hexagons
from events.questions.lag import LEAST_IMPORTS, LEAST_RECORDS, Lag, Late, lags, late
from events.questions.lists import LISTED, SORTED_BY, Page, at_point, incident, not_placed, page
from events.questions.measures import (
    ENERGY,
    Change,
    by_region_bounds,
    change_before,
    energy_share,
    residents,
)
from events.questions.milestones import MILESTONE_KINDS, MilestoneError, milestones
from events.questions.playback import Frames, frames
from events.questions.points import Dots, dots
from events.questions.quality import quality
from events.questions.queries import (
    Figures,
    by_category,
    by_period,
    by_region,
    figures,
    sources_present,
    span,
    total,
)
from events.questions.spikes import FALSE_SHARE, JudgedWeeks, Spikes, judged_weeks, spikes
from events.questions.spikes import LEAST as LEAST_TO_JUDGE
from events.sources import UnknownColumns
from events.sources.table import GUESSES as TABLE_FIELDS
from events.storage.history import Import
from events.storage.store import RemoveReport, Store, WriteReport, default_path
from events.storage.store_faults import StoreError, StoreMissing
from events.takeaway.bundle_reading import NoBundle
from events.takeaway.formats import FORMATS, Format, about_beside, take_away
from events.takeaway.geojson import geojson_parts
from events.takeaway.rows import TooLarge
from events.takeaway.verifying import Verdict, verify_bundle

__all__ = [
    "AGGREGATES",
    "ALLOWED",
    "AT_KM",
    "CASUALTIES",
    "CHANGE_KINDS",
    "COLUMNS",
    "DATE_PRECISIONS",
    "ENERGY",
    "ENGLISH",
    "EVENT_TYPES",
    "FACILITY_KINDS",
    "FACILITY_KM",
    "FALSE_SHARE",
    "FORMATS",
    "HEXAGON_SCALE",
    "LEAST_IMPORTS",
    "LEAST_RECORDS",
    "LEAST_TOGETHER",
    "LEAST_TO_JUDGE",
    "LISTED",
    "LOCATED",
    "LOCATION_PRECISIONS",
    "LONGEST_WORDS",
    "MILESTONE_KINDS",
    "MOST_CORNERS",
    "NOWHERE",
    "OPEN_LICENCES",
    "PARAMS",
    "PLACED_BY",
    "PLANTS",
    "REASONS",
    "SORTED_BY",
    "STATUSES",
    "TABLE_FIELDS",
    "TARGET_CATEGORIES",
    "TERMS",
    "WORDS",
    "Atlas",
    "BrokenSet",
    "CapacityHit",
    "Change",
    "ChangedDots",
    "Changes",
    "Clause",
    "Counts",
    "Dots",
    "Figures",
    "Filters",
    "Format",
    "Frames",
    "Hexagons",
    "Import",
    "JudgedWeeks",
    "Lag",
    "Late",
    "LinkReport",
    "Looked",
    "MilestoneError",
    "ModeError",
    "Near",
    "NoArea",
    "NoBundle",
    "NotLinked",
    "Page",
    "Prepared",
    "Problem",
    "QueryError",
    "RemoveReport",
    "Report",
    "RowsAtlas",
    "Season",
    "Spikes",
    "Store",
    "StoreError",
    "StoreMissing",
    "Terms",
    "TooLarge",
    "UnknownColumns",
    "Unreadable",
    "Verdict",
    "Vocabulary",
    "WriteReport",
    "about",
    "about_beside",
    "about_bytes",
    "about_changes_bytes",
    "around",
    "at_point",
    "attacks_by_season",
    "by_category",
    "by_period",
    "by_region",
    "by_region_bounds",
    "capacity_hit",
    "cautions",
    "change_before",
    "changed_counts",
    "changed_dots",
    "changed_fields",
    "changed_page",
    "changed_regions",
    "changes",
    "changes_csv",
    "clusters",
    "coarse_units",
    "csv_bytes",
    "csv_parts",
    "days_around",
    "decide",
    "default_path",
    "dots",
    "dry_run",
    "energy_share",
    "facilities",
    "facilities_edition",
    "facilities_sources",
    "figures",
    "filter_options",
    "filters_asked",
    "frames",
    "geojson_parts",
    "header",
    "hexagons",
    "import_prepared",
    "incident",
    "is_free_name",
    "judged_weeks",
    "lags",
    "late",
    "licence_name",
    "link",
    "link_new",
    "linked",
    "links_of",
    "links_told",
    "links_version",
    "look",
    "may_pass_on",
    "milestones",
    "mode",
    "near_facilities",
    "near_facility",
    "not_placed",
    "open_rows",
    "open_store",
    "page",
    "parse_area",
    "prepare",
    "quality",
    "rejected_csv",
    "reports_of",
    "residents",
    "save_area",
    "saved_areas",
    "saved_shape",
    "seasons",
    "sources_present",
    "span",
    "spikes",
    "take_away",
    "terms",
    "told_by",
    "total",
    "verify_bundle",
    "version_on",
    "versions",
    "why_linked",
    "why_withheld",
    "write_csv",
]
