"""Fetching from the publishers: one file a source, each ending in a file that is imported.

CONNECTORS names them. A connector is a function of what is `Asked` that gives what it `Fetched`.
"""

from events.connectors import acled, ucdp
from events.connectors.asked import Asked, Fetched

CONNECTORS = {"acled": acled.fetch, "ucdp": ucdp.fetch}
"""Source -> its connector, called with (asked, pause=, progress=)."""

__all__ = ["CONNECTORS", "Asked", "Fetched"]
