"""OpenStreetMap's tags of power plants and substations -> the columns of our facilities.

The tags are documented in the OpenStreetMap wiki: Key:power, Key:plant:source,
Key:plant:output:electricity, Key:voltage.
"""

import pandas as pd

KEPT = ("plant", "substation")
"""Values of `power` that are facilities; lines, towers and single generators are not."""

LARGEST_MW = 20_000
"""More than any plant gives; the largest of Europe has 6,000 MW."""

_FUELS = (
    r"(?:^|;)\s*(?:coal|gas|natural_gas|oil|mazut|diesel|fuel_oil|peat|biogas|biomass|wood|waste)"
)
_PLANTS = {"nuclear": "nuclear", "hydro": "hydro", "solar": "solar", "wind": "wind"}
_HEAT_AND_POWER = r"тец|тэц|\bchpp?\b|cogeneration"
_ELECTRICITY = r"тес\b|тэс\b|теплов\w+ електростанц|\btpp\b|power (?:plant|station)|електростанц"
_BOILERS = r"котельн|heating plant|boiler"
_GAS_POINTS = r"\b(?:грп|шрп|грс|шгрп|грпб)\b|газорозподіл|газорегулятор"
_QUANTITY = (
    r"^(?:(?P<times>\d{1,3})\s*[xх×*]\s*)?(?P<figure>\d[\d\s\u00a0]*(?:[.,]\d+)?)\s*"
    r"(?P<prefix>[kmgкмг]?)(?:w|вт)p?$"
)
_MEGAWATTS = {"": 1e-6, "k": 1e-3, "к": 1e-3, "m": 1.0, "м": 1.0, "g": 1e3, "г": 1e3}


def kinds(table: pd.DataFrame, capacity_mw: pd.Series) -> pd.Series:
    """The kind of each feature, a word of `events.energy.facilities.KINDS`.

    A plant that burns something is thermal, or chp where its name says so, only when it is said to
    give electricity: by a capacity or by its name. The others, most of them boiler houses, are
    other: OpenStreetMap has them as power=plant, too, many with plant:output:electricity=yes, and
    also points where gas is let down (ГРП, ШРП), which are gas.
    """
    names = table[["name", "name_uk"]].fillna("").agg(" ".join, axis=1).str.casefold()
    source = table["plant:source"].fillna("").str.casefold().str.strip()
    burns = source.str.contains(_FUELS, regex=True)
    both = names.str.contains(_HEAT_AND_POWER, regex=True)
    boilers = names.str.contains(_BOILERS, regex=True) & ~(capacity_mw > 0)
    named = names.str.contains(_ELECTRICITY, regex=True)
    gives = (capacity_mw > 0) | named
    found = source.map(_PLANTS).fillna("other").astype(object)
    found = found.where(~(burns & gives & ~boilers), "thermal")
    found = found.where(~(both & found.isin(["thermal", "other"])), "chp")
    found = found.where(~names.str.contains(_GAS_POINTS, regex=True), "gas")
    return found.where(table["power"] != "substation", "substation")


def megawatts(texts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Stated outputs in MW, and which texts state one that cannot be read.

    "1 200 MW", "1578,6 MW", "196kW", "0.06 МВт", "2 x 100 MW"; a list with ; is summed. A lone 0
    is 0. "yes" and "no" state none. A comma before three digits may be thousands or decimals, and
    MVA is no output: such texts are not guessed at, nor is anything above LARGEST_MW.
    """
    plain = texts.fillna("").astype(str).str.casefold().str.strip()
    parts = plain.str.split(";").explode().str.strip()
    found = parts.str.extract(_QUANTITY)
    figures = found["figure"].str.replace(r"[\s\u00a0]", "", regex=True)
    unsure = figures.str.contains(r",\d{3}$", regex=True, na=False)
    numbers = pd.to_numeric(figures.str.replace(",", ".").mask(unsure), errors="coerce")
    times = pd.to_numeric(found["times"], errors="coerce").fillna(1)
    each = numbers * times * found["prefix"].map(_MEGAWATTS)
    total = each.groupby(level=0).sum().where(each.notna().groupby(level=0).all())
    total = total.mask(total > LARGEST_MW).mask(plain == "0", 0.0)
    return total, total.isna() & ~plain.isin(["", "yes", "no"])


def highest_kilovolts(texts: pd.Series) -> pd.Series:
    """The highest voltage of a list in volts such as "330000;110000", in kV; NaN where none."""
    parts = texts.fillna("").astype(str).str.split(";").explode().str.strip()
    return (pd.to_numeric(parts, errors="coerce") / 1000).groupby(level=0).max()
