"""Who else tells of an incident: the linked reports behind a record, as the open atlas has them."""

from collections.abc import Sequence

import pandas as pd

from events.atlas import Atlas
from events.lists import LISTED


def reports_of(atlas: Atlas, incident_id: str) -> pd.DataFrame:
    """The records that tell of the same incident as this one, itself among them.

    Columns LISTED; by source, then incident_id. One row where it is linked with none, no row
    where there is no such record. What may not be passed on is not among them (`events.gate`).
    """
    return atlas.rows(
        f"""WITH asked AS (SELECT incident_id, cluster FROM incidents
            WHERE incident_id = $incident_id AND NOT withheld)
        SELECT {", ".join(f"i.{column}" for column in LISTED)}
        FROM incidents i, asked a
        WHERE (i.incident_id = a.incident_id OR i.cluster = a.cluster) AND NOT withheld
        ORDER BY i.source::VARCHAR, i.incident_id""",
        {"incident_id": incident_id},
    )


def told_by(atlas: Atlas, incident_ids: Sequence[str]) -> pd.DataFrame:
    """incident_id, linked_to, n_reports and n_sources of these records, in their order.

    linked_to: the smallest id of the linked records, its own where it is linked with none.
    n_reports, n_sources: how many records tell of the incident, from how many sources. Ids that
    the atlas lacks are left out.
    """
    return atlas.rows(
        """WITH asked AS (SELECT unnest($ids) AS incident_id, generate_subscripts($ids, 1) AS nth),
        found AS (SELECT nth, incident_id, cluster FROM asked JOIN incidents USING (incident_id)
            WHERE NOT withheld),
        sources AS (SELECT cluster, count(DISTINCT source) AS n FROM incidents
            WHERE cluster IN (SELECT cluster FROM found) GROUP BY cluster)
        SELECT incident_id, coalesce(linked_to, incident_id) AS linked_to,
            coalesce(n_reports, 1) AS n_reports, coalesce(n, 1) AS n_sources
        FROM found LEFT JOIN clusters USING (cluster) LEFT JOIN sources USING (cluster)
        ORDER BY nth""",
        {"ids": list(incident_ids)},
    )
