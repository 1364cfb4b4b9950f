"""Whether the atlas can answer, and from what."""

import events
import geodata
from dashboard import data


def health(atlas: events.Atlas) -> dict:
    """The versions that answers are made from; where there is no store the route answers 503."""
    return {
        "status": "ok",
        "store_version": atlas.version,
        "links_version": atlas.links_version,
        "mode": atlas.mode,
        "records": data.ask("total", atlas),
        "boundaries": {
            f"adm{level}": geodata.edition(level).name for level in geodata.shape_levels()
        },
    }
