"""Known events against the ministry's shapes: how far the embedded shapes can be trusted.

The files are third-party data in ../shared/data, used to measure only. Both sets of shapes place
by the same rule, the nearest within 10 km included.
"""

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from geodata import grid_of, place

pytestmark = pytest.mark.shared
TARGET = 0.995


@pytest.fixture(scope="module")
def ministry(shared_data):
    shapes = gpd.read_file(shared_data / "boundaries" / "adm1_simplified.geojson")
    return grid_of(shapes["ADM1_PCODE"], shapes.geometry)


@pytest.fixture(scope="module")
def events(shared_data):
    """Points by file: UCDP's with where_prec 1-2, and all of the Bellingcat export."""
    ucdp = pd.read_csv(shared_data / "events" / "ucdp_ged_ukraine.csv")
    ucdp = ucdp[ucdp["where_prec"].isin([1, 2])]
    export = json.loads((shared_data / "events" / "bellingcat_export_events.json").read_text())
    export = pd.DataFrame(export)[["latitude", "longitude"]].astype(float)
    return {"UCDP": ucdp, "Bellingcat": export}


def test_known_events_get_the_ministrys_code(ministry, events, capsys):
    same = {}
    for name, points in events.items():
        where = {"latitude": points["latitude"], "longitude": points["longitude"]}
        ours, theirs = place(**where), place(**where, shapes=ministry)
        assert (theirs.placed_by != "none").mean() > 0.99, "the measure itself must place them"
        same[name] = ours.code == theirs.code
        with capsys.disabled():
            print(
                f"\n{name}: {same[name].sum()} of {len(points)} ({same[name].mean():.2%})", end=""
            )
            moved = pd.Series(theirs.code[~same[name]]) + " placed in " + ours.code[~same[name]]
            print("".join(f"\n  {n} of {what}" for what, n in moved.value_counts().items()), end="")
    assert len(same["UCDP"]) > 2_000
    assert len(same["Bellingcat"]) > 1_000
    total = np.concatenate(list(same.values())).mean()
    with capsys.disabled():
        print(f"\nboth: {total:.2%}")
    assert total >= TARGET
    for name, agreed in same.items():
        assert agreed.mean() >= TARGET, name
