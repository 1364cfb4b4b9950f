"""A file of facilities -> rows in our columns, and every row refused with its reason.

Two forms are known: OpenStreetMap power features as GeoJSON (`events.energy.osm_power`), and a CSV
with our own columns: name, kind, latitude, longitude, and if known name_uk, operator,
capacity_mw, source_url, id.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

import geodata
from events.energy import osm_power
from events.energy.facility_record import COLUMNS, KINDS, LONGEST, POINTS, Sieve, with_plain_nulls

LARGEST = 200_000_000
"""Bytes of a file; every power feature of Ukraine in OpenStreetMap is far below."""

MOST = 50_000
"""Features of a file: more than anyone can look at on one map."""

_OSM_TAGS = ("osm_id", "osm_type", "power", "name", "name:en", "name:uk", "station_name_en")
_OSM_TAGS += ("operator", "operator:en", "plant:source", "plant:output:electricity", "voltage")
_NEEDED = ("name", "kind", "latitude", "longitude")


class UnreadableFacilities(Exception):  # noqa: N818, the name says what is the case
    """A file that is refused whole; the message says what was seen and what to do."""


@dataclass(frozen=True)
class FacilityFile:
    """rows: COLUMNS; refused and noted: row (from 1), reason, seen. read: rows of the file."""

    form: str
    rows: pd.DataFrame
    read: int
    refused: pd.DataFrame
    noted: pd.DataFrame


def read(path: Path) -> FacilityFile:
    """What a file holds; raises UnreadableFacilities."""
    path = Path(path)
    if not path.is_file():
        raise UnreadableFacilities(f"There is no file {path}.")
    if not 0 < (size := path.stat().st_size) <= LARGEST:
        most = f"from 1 to {LARGEST:,}"
        raise UnreadableFacilities(f"{path.name} has {size:,} bytes; facilities may have {most}.")
    table, form = _table(path)
    if len(table) > MOST:
        raise UnreadableFacilities(f"{path.name} has {len(table):,} rows; at most {MOST:,} may be.")
    sieve = Sieve()
    rows = _from_osm(table, sieve) if form == "osm" else _from_csv(table, sieve)
    placed = geodata.place(latitude=rows["latitude"], longitude=rows["longitude"]).code
    here = rows["latitude"].map(str) + ", " + rows["longitude"].map(str)
    sieve.refuse(pd.Series(pd.isna(placed), rows.index), "outside_ukraine", here)
    sieve.refuse(rows["id"].duplicated(), "duplicate_id", rows["id"])
    for column in ("name", "name_uk", "operator", "note"):
        sieve.note(rows[column].str.len() > LONGEST, "text_cut", rows[column])
        rows[column] = rows[column].str.slice(0, LONGEST)
    kept = rows[~rows.index.isin(sieve.refused)].reset_index(drop=True)
    if kept.empty:
        counts = sieve.frame("refused")["reason"].value_counts().to_dict()
        raise UnreadableFacilities(f"{path.name} holds no facility that can be taken: {counts}.")
    tables = sieve.frame("refused"), sieve.frame("noted")
    return FacilityFile(form, with_plain_nulls(kept[list(COLUMNS)]), len(table), *tables)


def _table(path: Path) -> tuple[pd.DataFrame, str]:
    """The rows as text, numbered from 1, and the form of the file."""
    if path.suffix.lower() == ".csv":
        try:
            table = pd.read_csv(path, dtype="str", encoding="utf-8-sig", keep_default_na=False)
        except (UnicodeDecodeError, ValueError) as fault:
            raise UnreadableFacilities(f"{path.name} is no CSV in UTF-8: {fault}") from None
        table.columns = [str(column).strip().casefold() for column in table.columns]
        table = table.rename(columns={"type": "kind"} if "kind" not in table else {})
        if missing := [column for column in _NEEDED if column not in table]:
            raise UnreadableFacilities(
                f"{path.name} lacks {', '.join(missing)}; its columns are "
                f"{', '.join(table.columns)[:200]}. Needed are {', '.join(_NEEDED)}."
            )
        return table.set_axis(range(1, len(table) + 1)), "csv"
    features = _features(path)
    table = pd.DataFrame([feature.get("properties") or {} for feature in features])
    if "power" not in table:
        raise UnreadableFacilities(
            f"{path.name}: no feature has the property power, which OpenStreetMap's plants and "
            "substations have. Facilities of your own can come as CSV: "
            f"{', '.join(_NEEDED)}."
        )
    missing = [tag for tag in _OSM_TAGS if tag not in table]
    table = table.assign(**dict.fromkeys(missing))[list(_OSM_TAGS)].astype(object)
    shapes = [json.dumps(feature.get("geometry")) for feature in features]
    table["shape"] = shapely.from_geojson(shapes, on_invalid="ignore")
    return table.set_axis(range(1, len(table) + 1)), "osm"


def _features(path: Path) -> list[dict]:
    """The features of a GeoJSON file; raises UnreadableFacilities."""
    try:
        document = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as fault:
        raise UnreadableFacilities(
            f"{path.name} is neither a .csv nor JSON ({fault}); facilities are read from CSV and "
            "from GeoJSON."
        ) from None
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise UnreadableFacilities(f"{path.name} is JSON, but no GeoJSON FeatureCollection.")
    system = json.dumps(document.get("crs") or "CRS84")
    if not any(name in system for name in ("CRS84", "4326")):
        raise UnreadableFacilities(
            f"{path.name} is in the coordinate system {system[:100]}; facilities need WGS 84 "
            "degrees (EPSG:4326)."
        )
    return features


def _texts(table: pd.DataFrame, column: str) -> pd.Series:
    """A column as trimmed text, None where it is empty."""
    found = table.get(column, pd.Series(None, table.index, dtype=object))
    plain = found.where(found.notna(), "").astype(str).str.split().str.join(" ")
    return plain.astype(object).where(plain != "", None)


def _from_osm(table: pd.DataFrame, sieve: Sieve) -> pd.DataFrame:
    sieve.refuse(~table["power"].isin(osm_power.KEPT), "not_a_facility", table["power"])
    shapes = table["shape"].to_numpy()
    bad = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    sieve.refuse(pd.Series(bad, table.index), "no_shape", _texts(table, "osm_id"))
    table, shapes = table[~bad], shapely.make_valid(shapes[~bad])
    points = shapely.point_on_surface(shapes)
    own, latin = _texts(table, "name"), _texts(table, "name:en")
    cyrillic = own.str.contains("[А-Яа-яЄІЇҐєіїґ]", regex=True, na=False)
    names = pd.DataFrame(
        {
            "name": latin.fillna(_texts(table, "station_name_en")).fillna(own.mask(cyrillic)),
            "name_uk": _texts(table, "name:uk").fillna(own.where(cyrillic)),
        }
    ).astype(object)
    outputs = _texts(table, "plant:output:electricity")
    capacity, unread = osm_power.megawatts(outputs)
    sieve.note(unread, "capacity_unread", outputs)
    kind, number = _texts(table, "osm_type"), _texts(table, "osm_id")
    number = number.str.removesuffix(".0")
    known = kind.isin(["node", "way", "relation"]) & number.str.fullmatch(r"\d{1,15}")
    row = pd.Series(table.index.astype(str), table.index)
    return names.assign(
        id=(kind.str.slice(0, 1) + number).where(known, "row-" + row),  # n1, w1, r1 as OSM writes
        kind=osm_power.kinds(table.assign(**names), capacity),
        operator=_texts(table, "operator:en").fillna(_texts(table, "operator")),
        capacity_mw=capacity.mask(table["power"] == "substation"),
        voltage_kv=osm_power.highest_kilovolts(_texts(table, "voltage")),
        latitude=shapely.get_y(points).round(5),
        longitude=shapely.get_x(points).round(5),
        point=np.where(shapely.get_type_id(shapes) == 0, "stated", "inside"),
        source_url=("https://www.openstreetmap.org/" + kind + "/" + number).where(known, None),
        note=None,
    )


def _from_csv(table: pd.DataFrame, sieve: Sieve) -> pd.DataFrame:
    texts = {column: _texts(table, column) for column in (*COLUMNS, "status_note")}
    rows = pd.DataFrame(texts)
    sieve.refuse(rows["name"].isna(), "no_name", rows["kind"])
    sieve.refuse(~rows["kind"].isin(KINDS), "unknown_kind", rows["kind"])
    for column, low, high in (("latitude", -90, 90), ("longitude", -180, 180)):
        seen, rows[column] = rows[column], pd.to_numeric(rows[column], errors="coerce")
        sieve.refuse(~rows[column].between(low, high), "no_point", seen)
    seen = rows["capacity_mw"]
    rows["capacity_mw"] = pd.to_numeric(seen, errors="coerce")
    wrong = ~rows["capacity_mw"].between(0, osm_power.LARGEST_MW) & seen.notna()
    sieve.refuse(wrong, "bad_capacity", seen)
    rows["voltage_kv"] = pd.to_numeric(rows["voltage_kv"], errors="coerce")
    row = pd.Series(table.index.astype(str), table.index)
    links = rows["source_url"].str.match(r"https?://[^\s]+$", na=False)
    return rows.assign(
        id=rows["id"].str.slice(0, 32).fillna("row-" + row),
        point=rows["point"].where(rows["point"].isin(POINTS), "stated"),
        source_url=rows["source_url"].where(links, None),
        note=rows["note"].fillna(rows["status_note"]),
    )
