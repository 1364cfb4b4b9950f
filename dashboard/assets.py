"""What the browser needs for the map, put into dashboard/static at set-up, from installed packages.

`python -m dashboard.assets` writes Leaflet (from the package django-js-lib-leaflet), our own
map.js and map.css, and the region shapes of `geodata`. Names carry a digest of the content, so
a browser may keep them for ever and never keeps an old one. Streamlit serves the folder itself;
nothing comes from another host.
"""

import hashlib
import shutil
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import geodata

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"
ROUTE = "../../app/static/"
"""Where the map's frame (component/NAME/index.html) finds the static route, under any base path."""

_LEAFLET = "django-js-lib-leaflet"
_LEAFLET_FILES = ("leaflet.js", "leaflet.css", "images/layers.png", "images/layers-2x.png")


@cache
def urls() -> dict[str, str]:
    """Asset name (leaflet.js, leaflet.css, map.js, map.css, adm1.json) -> URL for the map's frame.

    Makes what is missing first, so that a plain `streamlit run` needs no set-up step.
    """
    return {name: ROUTE + str(path) for name, path in prepare().items()}


def prepare(folder: Path = STATIC) -> dict[str, str]:
    """Write every asset that is missing into `folder`; answers name -> path inside it."""
    leaflet = _leaflet_source()
    version = distribution(_LEAFLET).version
    paths = {}
    for name in _LEAFLET_FILES:
        target = f"leaflet-{version}/{name}"
        _write(folder / target, (leaflet / name).read_bytes())
        paths[name] = target
    _write(folder / f"leaflet-{version}/LICENSE", _leaflet_licence())
    for name in ("map.js", "map.css"):
        paths[name] = _hashed(folder, name, (HERE / name).read_bytes())
    paths["adm1.json"] = geodata.write_static(folder)[0].name
    return paths


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
            old.unlink()
    _write(folder / hashed, content)
    return hashed


def _write(target: Path, content: bytes) -> None:
    """Put `content` there unless it is, through a neighbour so that none reads half a file."""
    if target.is_file() and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    part.write_bytes(content)
    shutil.move(part, target)


if __name__ == "__main__":
    for name, path in prepare().items():
        print(f"{name:20} {STATIC / path}")
