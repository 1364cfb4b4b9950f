"""How often the nearest settlement names the raion and the hromada that really hold an event.

    python -m benchmarks.settlement_rule ../shared/data

Points of real events (each distinct point once, of those that their source places at a settlement
or finer) are placed by `geodata.settlement_rule` within their oblast, and by the full shapes of
OpenStreetMap (GeoPandas' sjoin), which answer what is right. Points that those shapes do not hold
are left out: hromadas of Crimea, Kyiv and Sevastopol.
"""

import gzip
import json
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geodata import settlement_rule


def points(folder: Path) -> dict[str, pd.DataFrame]:
    """Source -> latitude, longitude of its distinct points."""
    ucdp = pd.read_csv(folder / "events/ucdp_ged_ukraine.csv", low_memory=False)
    text = (folder / "events/bellingcat_export_events.json").read_text(encoding="utf-8")
    frames = {
        "UCDP GED, where_prec 1": ucdp[ucdp["where_prec"] == 1],
        "Bellingcat, geolocated": pd.DataFrame(json.loads(text)),
        "VIINA-like, 2022": pd.read_csv(folder / "events/viina_derived_2022.csv"),
    }
    columns = ["latitude", "longitude"]
    return {
        name: frame[columns].apply(pd.to_numeric).dropna().drop_duplicates()
        for name, frame in frames.items()
    }


def shapes(folder: Path, level: int) -> gpd.GeoDataFrame:
    with gzip.open(folder / f"boundaries/adm{level}_full.geojson.gz") as file:
        frame = gpd.read_file(file)[[f"ADM{level}_PCODE", "geometry"]]
    return frame.assign(geometry=frame.make_valid()).rename(columns={f"ADM{level}_PCODE": "code"})


def share(at: pd.DataFrame, regions: gpd.GeoDataFrame, level: int) -> tuple[int, float]:
    """Points that the shapes hold, and the share of them that the rule gives the same code."""
    frame = gpd.GeoDataFrame(at, geometry=gpd.points_from_xy(at.longitude, at.latitude), crs=4326)
    true = frame.sjoin(regions).groupby(level=0)["code"].min()
    held = at.loc[true.index]
    oblast = true.str.slice(0, 4).to_numpy(object)
    x, y = held["longitude"].to_numpy(), held["latitude"].to_numpy()
    code = settlement_rule.by_nearest(2, oblast, x, y)
    if level == 3:
        code = settlement_rule.by_nearest(3, code, x, y)
    return len(true), float((code == true.to_numpy()).mean())


def main() -> None:
    folder = Path(sys.argv[1])
    regions = {level: shapes(folder, level) for level in (2, 3)}
    for name, at in points(folder).items():
        for level, what in ((2, "raion"), (3, "hromada")):
            held, right = share(at, regions[level], level)
            print(f"{name:26} {what:8} {held:5} points  {right:6.1%} right")


if __name__ == "__main__":
    main()
