"""What the browser needs for the map, put into dashboard/static at set-up, from installed packages.

`python -m dashboard.assets` writes Leaflet (from the package django-js-lib-leaflet), our own
scripts and styles of the map (dashboard/browser), and the region shapes of `geodata`. Names carry
a digest of the content, so a browser may keep them for ever and never keeps an old one. Streamlit
serves the folder itself; nothing comes from another host.
"""

import hashlib
import json
import shutil
from functools import cache, lru_cache
from importlib.metadata import distribution
from pathlib import Path
from uuid import uuid4

import geodata
from dashboard import palette

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"
ROUTE = "../../app/static/"
"""Where the map's frame (component/NAME/index.html) finds the static route, under any base path."""

_LEAFLET = "django-js-lib-leaflet"
_LEAFLET_FILES = ("leaflet.js", "leaflet.css", "images/layers.png", "images/layers-2x.png")
_OURS = (
    *(
        "map.js",
        "map_palette.js",
        "map_theme.js",
        "map_hatch.js",
        "map_marks.js",
        "map_hexagons.js",
        "map_furniture.js",
    ),
    *("map_changes.js", "map.css", "map_changes.css"),
)
_OURS += ("map_energy.js", "map_energy.css", "map_play.js", "map_play.css", "map_area.js")


def urls() -> dict[str, str]:
    """Asset name (leaflet.js, map.css, adm1.json ...) -> its URL for the map's frame.

    Makes what is missing first, so that a plain `streamlit run` needs no set-up step, and so that
    shapes installed under a running dashboard are shown at the next run.
    """
    return _urls(_signature())


@lru_cache(maxsize=1)
def _urls(signature: str) -> dict[str, str]:
    """The URLs of the assets with that signature, which is what they are kept by."""
    return {name: ROUTE + str(path) for name, path in prepare(signature=signature).items()}


def prepare(folder: Path = STATIC, signature: str | None = None) -> dict[str, str]:
    """Write every asset that is missing into `folder`; answers name -> path inside it."""
    signature = signature or _signature()
    manifest = folder / "manifest.json"
    if (made := _made_before(manifest, signature)) is not None:
        return made
    leaflet, version = _leaflet_source(), distribution(_LEAFLET).version
    paths = {}
    for name in _LEAFLET_FILES:
        target = f"leaflet-{version}/{name}"
        _write(folder / target, (leaflet / name).read_bytes())
        paths[name] = target
    _write(folder / f"leaflet-{version}/LICENSE", _leaflet_licence())
    for name in _OURS:
        paths[name] = _hashed(folder, name, _source(name))
    for level in geodata.shape_levels():
        paths[f"adm{level}.json"] = geodata.write_static(folder, level)[0].name
    for level in seat_levels():
        paths[f"seats{level}.json"] = _hashed(folder, f"seats{level}.json", _seats(level))
    _write(manifest, json.dumps({"signature": signature, "paths": paths}).encode())
    return paths


def seat_levels() -> tuple[int, ...]:
    """The levels without installed shapes: their units are shown at their seats."""
    return tuple(level for level in geodata.LEVELS if level not in geodata.shape_levels())


@cache
def _seats(level: int) -> bytes:
    """JSON of [code, latitude, longitude, English name, Ukrainian name] a unit with a seat."""
    seats = geodata.seats(level).merge(geodata.units(level)[["code", "name_en", "name_uk"]])
    rows = seats.round(4)[["code", "latitude", "longitude", "name_en", "name_uk"]]
    return json.dumps(rows.to_numpy().tolist(), ensure_ascii=False, separators=(",", ":")).encode()


def _signature() -> str:
    """Digest of all that the assets are made from; simplifying the shapes anew takes 0.4 s."""
    shapes = [(level, geodata.digest(level)) for level in geodata.shape_levels()]
    shapes += [(level, _seats(level)) for level in seat_levels()]
    parts = [distribution(_LEAFLET).version, shapes, *map(_source, (__file__, *_OURS))]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _source(name: str) -> bytes:
    """What an asset of ours holds; the palette's script is written by its module."""
    if name == "map_palette.js":
        return palette.map_script().encode()
    return (HERE / "browser" / name).read_bytes()


def _made_before(manifest: Path, signature: str) -> dict[str, str] | None:
    """The paths of an earlier `prepare` from the same sources, if every file is still there."""
    try:
        known = json.loads(manifest.read_text())
    except (OSError, ValueError):
        return None
    files = known["paths"].values() if known.get("signature") == signature else ()
    whole = files and all((manifest.parent / path).is_file() for path in files)
    return known["paths"] if whole else None


def _leaflet_source() -> Path:
    """The folder of the installed package that holds leaflet.js; its Django app is not run."""
    for file in distribution(_LEAFLET).files or ():
        if file.name == "leaflet.js":
            return Path(str(file.locate())).parent
    raise FileNotFoundError(
        f"The installed package {_LEAFLET} holds no leaflet.js. Install requirements.txt again."
    )


def _leaflet_licence() -> bytes:
    files = distribution(_LEAFLET).files or ()
    return next(Path(str(f.locate())).read_bytes() for f in files if f.name == "LICENSE")


def _hashed(folder: Path, name: str, content: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    hashed = f"{stem}-{hashlib.sha256(content).hexdigest()[:10]}{dot}{ending}"
    for old in folder.glob(f"{stem}-*{dot}{ending}"):
        if old.name != hashed:
            old.unlink(missing_ok=True)
    _write(folder / hashed, content)
    return hashed


def _write(target: Path, content: bytes) -> None:
    """Put `content` there unless it is, through a neighbour so that none reads half a file."""
    if target.is_file() and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own: the first two readers of a fresh server may both find assets missing.
    part = target.with_name(f"{target.name}.{uuid4().hex}.part")
    part.write_bytes(content)
    shutil.move(part, target)


if __name__ == "__main__":
    for name, path in prepare().items():
        print(f"{name:20} {STATIC / path}")
