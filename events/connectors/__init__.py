"""Fetching from the publishers: one file a source, each ending in a file that is imported.

CONNECTORS names them. A connector is a function of what is `Asked` that gives what it `Fetched`.
"""

from collections.abc import Callable
from typing import NamedTuple

from events.connectors import acled, gdelt, hapi, ucdp, viina
from events.connectors.asked import Asked, Fetched


class Connector(NamedTuple):
    """fetch: called with (asked, pause=, progress=), gives Fetched ones. counts: of what its
    progress tells how many there are."""

    fetch: Callable
    counts: str


CONNECTORS = {
    "acled": Connector(acled.fetch, " rows"),
    "ucdp": Connector(ucdp.fetch, " rows"),
    "viina": Connector(viina.fetch, "B"),
    "hapi": Connector(hapi.fetch, " rows"),
    "gdelt": Connector(gdelt.fetch, " files"),
}

__all__ = ["CONNECTORS", "Asked", "Fetched"]
