"""A file of boundaries, of any common format -> one layer of it as a GeoDataFrame.

GeoJSON (also .gz), GeoPackage, FlatGeobuf, Shapefile (also zipped), GeoParquet, TopoJSON, KML.
"""

import gzip
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from geodata import boundary_codes

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

LARGEST = 2_000_000_000  # bytes, unpacked; all hromadas of Ukraine in full detail are 60 MB
_READ = {".geojson", ".json", ".topojson", ".gpkg", ".fgb", ".shp", ".kml"}
_ZIPPED = {".zip", ".kmz"}
_PARQUET = {".parquet", ".geoparquet"}
_BESIDE_SHP = {".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix"}
_DEGREES_BY_RULE = {".geojson", ".json", ".topojson", ".kml"}  # their formats know WGS 84 only


class Layer(NamedTuple):
    """A layer that may be a boundary set: its file, its name, and the level its columns tell."""

    file: Path
    name: str
    level: int | None


def read(path: Path, level: int | None = None, crs: str | None = None) -> "GeoDataFrame":
    """The layer of a level (without one: the only layer) with its coordinate system set and its
    shapes in the column geometry.

    Raises ValueError, in a sentence, for a file that is missing, too large, of another format,
    damaged, without polygons, or with several layers to choose from.
    """
    with _unpacked(path) as files:
        layer = _chosen([layer for file in files for layer in _layers(file)], path, level)
        return _frame(layer, path, crs)


def read_all(path: Path) -> list["GeoDataFrame"]:
    """Every layer of a file that may hold polygons, as `read` answers one; raises ValueError."""
    with _unpacked(path) as files:
        layers = [layer for file in files for layer in _layers(file)]
        return [_frame(layer, path, None) for layer in layers]


def _frame(layer: Layer, path: Path, crs: str | None) -> "GeoDataFrame":
    import geopandas

    if layer.file.suffix.lower() in _PARQUET:
        frame = geopandas.read_parquet(layer.file)
    else:
        frame = geopandas.read_file(layer.file, layer=layer.name)
    if frame.crs is None and crs is None and layer.file.suffix.lower() in _DEGREES_BY_RULE:
        crs = "EPSG:4326"
    if frame.crs is None and crs is None:
        raise ValueError(
            f"{path.name} does not say its coordinate system; give it, such as --crs EPSG:4326 "
            "for degrees."
        )
    frame = frame if frame.geometry.name == "geometry" else frame.rename_geometry("geometry")
    return frame.set_crs(crs, allow_override=True) if crs else frame


@contextmanager
def _unpacked(path: Path) -> Iterator[list[Path]]:
    """The files to read: the file itself, or what it packs, in a temporary folder."""
    if not path.is_file():
        raise ValueError(f"There is no file {path}.")
    kind = path.suffix.lower()
    _need_size(path.stat().st_size, path)
    if kind not in _ZIPPED | {".gz"}:
        if kind not in _READ | _PARQUET:
            raise ValueError(
                f"{path.name} is of no known format: boundaries are read from GeoJSON (also .gz), "
                "GeoPackage, FlatGeobuf, Shapefile (zipped), GeoParquet, TopoJSON and KML."
            )
        yield [path]
        return
    with tempfile.TemporaryDirectory() as folder:
        try:
            unpack = _from_zip if kind in _ZIPPED else _from_gzip
            yield unpack(path, Path(folder))
        except (zipfile.BadZipFile, gzip.BadGzipFile, EOFError) as error:
            raise ValueError(f"{path.name} is no whole {kind[1:]} file: {error}.") from None


def _from_zip(path: Path, folder: Path) -> list[Path]:
    """Unpacks what can be a boundary file, each into the folder by its last name."""
    with zipfile.ZipFile(path) as archive:
        wanted = wanted_members(archive, path.name)
        _need_size(sum(member.file_size for member in wanted), path)
        names = [PurePosixPath(m.filename.replace("\\", "/")).name for m in wanted]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"{path.name} holds several files named {twice[0]!r}: unpack it.")
        for member, name in zip(wanted, names, strict=True):
            with archive.open(member) as packed, (folder / name).open("wb") as plain:
                _copy(packed, plain, path)
    return [folder / name for name in names if Path(name).suffix.lower() in _READ | _PARQUET]


def wanted_members(archive: zipfile.ZipFile, what: str) -> list[zipfile.ZipInfo]:
    """What can be a boundary file in a zip that is called `what`. Raises ValueError where there is
    none, or where a name leads out of the folder."""
    for member in archive.infolist():
        parts = PurePosixPath(member.filename.replace("\\", "/")).parts
        if ".." in parts or member.filename.startswith(("/", "\\")) or ":" in parts[:1]:
            raise ValueError(
                f"{what} holds a file named {member.filename!r}, which leads out of the folder; "
                "nothing of it was unpacked."
            )
    wanted = [m for m in archive.infolist() if not m.is_dir() and _is_data(m.filename)]
    if not any(Path(m.filename).suffix.lower() in _READ | _PARQUET for m in wanted):
        raise ValueError(f"{what} holds no boundary file, such as .shp or .geojson.")
    return wanted


def _is_data(name: str) -> bool:
    hidden = PurePosixPath(name).name.startswith(".") or name.startswith("__MACOSX")
    return not hidden and Path(name).suffix.lower() in _READ | _PARQUET | _BESIDE_SHP


def _from_gzip(path: Path, folder: Path) -> list[Path]:
    plain = folder / path.stem
    if plain.suffix.lower() not in _READ:
        raise ValueError(f"{path.name} packs no GeoJSON; name it such as raions.geojson.gz.")
    with gzip.open(path) as packed, plain.open("wb") as target:
        _copy(packed, target, path)
    return [plain]


def _copy(packed, plain, path: Path) -> None:
    """Copies, and stops where more comes out than was announced and than we take."""
    taken = 0
    while block := packed.read(1 << 20):
        taken += len(block)
        _need_size(taken, path)
        plain.write(block)


def _need_size(size: int, path: Path) -> None:
    if size > LARGEST:
        raise ValueError(
            f"{path.name} is larger than {LARGEST / 1e9:g} GB (unpacked), which no boundaries of "
            "Ukraine are."
        )
    if size == 0:
        raise ValueError(f"{path.name} is empty.")


def _layers(file: Path) -> list[Layer]:
    """The layers of a file that hold polygons, or do not say what they hold."""
    if file.suffix.lower() in _PARQUET:
        import pyarrow.parquet

        try:
            names = pyarrow.parquet.read_schema(file)
        except (OSError, ValueError) as error:
            raise ValueError(f"{file.name} is no Parquet file: {error}") from None
        if b"geo" not in (names.metadata or {}):
            raise ValueError(f"{file.name} is a Parquet file without shapes (no GeoParquet).")
        return [Layer(file, file.stem, boundary_codes.level_of_columns(names.names))]
    import pyogrio

    try:
        found = []
        for name, kind in pyogrio.list_layers(file):
            if kind is None or not ("Polygon" in kind or kind in ("Unknown", "GeometryCollection")):
                continue
            columns = pyogrio.read_info(file, layer=name)["fields"]
            found.append(Layer(file, name, boundary_codes.level_of_columns(columns)))
        return found
    except pyogrio.errors.DataSourceError as error:
        reason = str(error).splitlines()[0].replace(str(file), file.name)
        if file.suffix.lower() == ".topojson" and "TopoJSON" not in pyogrio.list_drivers():
            reason = "this installation of GDAL reads no TopoJSON; turn it into GeoJSON"
        raise ValueError(f"{file.name} cannot be read: {reason}.") from None


def _chosen(layers: list[Layer], path: Path, level: int | None) -> Layer:
    if not layers:
        raise ValueError(f"{path.name} holds no layer of polygons.")
    known = ", ".join(f"{x.name} (level {x.level or 'unknown'})" for x in layers)
    fitting = [layer for layer in layers if level is not None and layer.level == level]
    if len(fitting) == 1:
        return fitting[0]
    if level is not None and not any(layer.level is None for layer in layers):
        raise ValueError(f"{path.name} holds {known}, and nothing of level {level}.")
    if len(layers) == 1:
        return layers[0]
    raise ValueError(f"{path.name} holds several layers: {known}; choose one with --level.")
