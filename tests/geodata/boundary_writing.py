"""Boundary files of every format that is read, written for tests."""

import gzip
import json
import zipfile
from itertools import pairwise

import shapely


def write(frame, path, **how):
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        frame.to_parquet(path)
    elif path.suffix == ".zip":
        folder = path.with_suffix("")
        folder.mkdir()
        frame.to_file(folder / "adm2.shp", encoding="utf-8")
        with zipfile.ZipFile(path, "w") as archive:
            for part in folder.iterdir():
                archive.write(part, f"boundaries/{part.name}")
    elif path.suffix == ".gz":
        path.write_bytes(gzip.compress(frame.to_json().encode()))
    else:
        frame.to_file(path, **how)
    return path


def topojson(frame):
    """A TopoJSON file in which neighbours share their sides: -1 - i is arc i run backwards."""
    arcs, geometries = {}, []
    rows = frame.drop(columns="geometry").to_dict("records")
    for shape, row in zip(frame.geometry, rows, strict=True):
        sides = pairwise(map(tuple, shapely.get_coordinates(shape).tolist()))
        ring = [
            -1 - arcs[side[::-1]] if side[::-1] in arcs else arcs.setdefault(side, len(arcs))
            for side in sides
        ]
        geometries.append({"type": "Polygon", "arcs": [ring], "properties": row})
    objects = {"raions": {"type": "GeometryCollection", "geometries": geometries}}
    return json.dumps({"type": "Topology", "objects": objects, "arcs": list(arcs)})


def quantised(text):
    """The same with whole numbers, each point told from the one before, as most files have it."""
    topology = json.loads(text)
    for arc in topology["arcs"]:
        whole = [[round(x * 100), round(y * 100)] for x, y in arc]
        arc[1:] = [[c - a, d - b] for (a, b), (c, d) in pairwise(whole)]
        arc[0] = whole[0]
    return json.dumps(topology | {"transform": {"scale": [0.01, 0.01], "translate": [0, 0]}})
