"""Eight invented records whose answers the tests of the questions work out by hand."""

from incident_rows import incident

from events import Filters, page

KHARKIV, KUPIANSK = "UA63", "UA6308"
VILLAGE = "UA6308005"
"""Dvorichna hromada in Kupiansk raion, Kharkiv oblast."""


EIGHT = [
    # A strike with a range, at a point, in a hromada.
    incident(
        "range",
        "2024-03-04",
        adm3_code=VILLAGE,
        latitude=49.84,
        longitude=37.68,
        killed_min=2,
        killed_max=5,
        injured_min=0,
        injured_max=0,
        target_category="energy",
        title="Strike on a Substation",
    ),
    # "At least 3" killed, injured not stated; the same point.
    incident(
        "open",
        "2024-03-10",
        adm3_code=VILLAGE,
        latitude=49.84,
        longitude=37.68,
        killed_min=3,
        target_category="gas",
        place_uk="П’ятихатки",
    ),
    # Stated as none.
    incident(
        "none",
        "2024-03-11",
        adm2_code=KUPIANSK,
        location_precision="near",
        latitude=49.7,
        longitude=37.6,
        killed_min=0,
        killed_max=0,
        description="Ніхто не постраждав у П'ЯТИХАТКАХ",
    ),
    # Known to the raion, no toll at all; a stand-in point that is never a dot.
    incident(
        "raion",
        "2024-03-20",
        adm2_code=KUPIANSK,
        location_precision="raion",
        latitude=49.7,
        longitude=37.6,
    ),
    # Known to the oblast and to March.
    incident(
        "oblast",
        "2024-03-01",
        date_end="2024-03-31",
        date_precision="month",
        adm1_code=KHARKIV,
        location_precision="oblast",
        killed_max=4,
    ),
    # Another oblast.
    incident("zaporizhzhia", "2024-04-30", date_end="2024-05-02", adm1_code="UA23"),
    # Known to the country.
    incident("country", "2024-05-06", location_precision="country", source="other-list"),
    # A nationwide wave that repeats the tolls of others.
    incident(
        "wave",
        "2024-03-04",
        is_aggregate=True,
        location_precision="country",
        killed_min=40,
        killed_max=60,
        target_category="energy",
    ),
]


def ids(atlas, **wanted):
    """The source_id of every record that the filters let through."""
    return set(page(atlas, Filters(**wanted)).frame["source_id"])
