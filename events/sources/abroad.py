"""Names by which sources say that a place is not in Ukraine, slips of the pen included."""

from rapidfuzz.distance import OSA

from geodata import oblast_named

NEIGHBOURS = (
    *("russia", "russian federation", "belarus", "poland", "moldova", "transnistria", "romania"),
    *("hungary", "slovakia", "serbia"),
)

RUSSIAN_REGIONS = ("belgorod", "bryansk", "krasnodar", "kursk", "oryol", "rostov", "voronezh")
"""Regions of Russia that lists of incidents name beside oblasts of Ukraine."""

ALIKE = 0.8
"""`Russa` and `Belaurs` are this near to their country; `ukrain` is not near to any."""


def abroad(name: str) -> bool:
    """Whether a name is that of a country around Ukraine or of a Russian region at its border."""
    plain = " ".join(name.lower().split())
    if plain.split(" ")[0] in RUSSIAN_REGIONS and ("obl" in plain or "krai" in plain):
        return True
    near = max(OSA.normalized_similarity(plain, country) for country in NEIGHBOURS)
    return near >= ALIKE and oblast_named(name) is None
