"""Who else tells of an incident: the linked reports behind a record, as the open atlas has them."""

from collections.abc import Sequence

import pandas as pd

from events.linking.links import Links
from events.questions.atlas import Atlas
from events.questions.lists import LISTED


def reports_of(atlas: Atlas, incident_id: str) -> pd.DataFrame:
    """The records that tell of the same incident as this one, itself among them.

    Columns LISTED and sources (as in the record); by source, then incident_id. One row where it
    is linked with none, no row where there is no such record. What may not be passed on is not
    among them (`events.gate`).
    """
    found = _together(atlas, incident_id, LISTED)
    pages = atlas.rows(
        """SELECT incident_id, sources FROM stored
        WHERE incident_id IN (SELECT unnest($ids::VARCHAR[]))""",
        {"ids": found["incident_id"].tolist()},
    )
    return found.merge(pages, on="incident_id", how="left", validate="one_to_one")


def told_by(atlas: Atlas, incident_ids: Sequence[str]) -> pd.DataFrame:
    """incident_id, linked_to, n_reports and n_sources of these records, in their order.

    linked_to: the smallest id of the linked records, its own where it is linked with none.
    n_reports, n_sources: how many records tell of the incident, from how many sources. Ids that
    the atlas lacks are left out.
    """
    return atlas.rows(
        """WITH asked AS (SELECT unnest($ids::VARCHAR[]) AS incident_id,
            generate_subscripts($ids, 1) AS nth),
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


def links_told(atlas: Atlas, incident_id: str) -> pd.DataFrame:
    """The links behind `reports_of`, and those of the record itself that join nothing.

    Columns links.SCHEMA, of the version by which the atlas counts, the surest first. The links
    that join nothing are those that a person undid, and those that would bring together reports
    which exclude each other. Only links of which the atlas may list both reports.
    """
    told = _together(atlas, incident_id, ("incident_id",))["incident_id"].tolist()
    if not told or atlas.links_version is None:
        return Links.nothing()
    rows = Links(atlas.path).of(told, atlas.links_version)
    among = rows["left_id"].isin(told) & rows["right_id"].isin(told)
    own = (rows["left_id"] == incident_id) | (rows["right_id"] == incident_id)
    rows = rows[among | own]
    present = set(told_by(atlas, [*rows["left_id"], *rows["right_id"]])["incident_id"])
    shown = rows["left_id"].isin(present) & rows["right_id"].isin(present)
    return rows[shown].sort_values(
        ["probability", "left_id", "right_id"], ascending=[False, True, True], ignore_index=True
    )


def linked(atlas: Atlas) -> int:
    """How many incidents of the store more than one report tells of, whatever the filters."""
    ((count,),) = atlas.tuples("SELECT count(*) FROM clusters")
    return count


def _together(atlas: Atlas, incident_id: str, columns: Sequence[str]) -> pd.DataFrame:
    return atlas.rows(
        f"""WITH asked AS (SELECT incident_id, cluster FROM incidents
            WHERE incident_id = $incident_id AND NOT withheld)
        SELECT {", ".join(f"i.{column}" for column in columns)}
        FROM incidents i, asked a
        WHERE (i.incident_id = a.incident_id OR i.cluster = a.cluster) AND NOT withheld
        ORDER BY i.source::VARCHAR, i.incident_id""",
        {"incident_id": incident_id},
    )
