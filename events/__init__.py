"""WHAT happened, WHEN, WHO says so: the door of the floor. Knows no screen."""

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
from events.store import Import, Store, StoreError, StoreMissing, WriteReport, default_path

__all__ = [
    "COLUMNS",
    "DATE_PRECISIONS",
    "EVENT_TYPES",
    "LOCATED",
    "LOCATION_PRECISIONS",
    "PLACED_BY",
    "STATUSES",
    "TARGET_CATEGORIES",
    "WORDS",
    "Import",
    "Store",
    "StoreError",
    "StoreMissing",
    "WriteReport",
    "default_path",
]
