"""Official boundary files as people have them: any format into one table of attributes and shapes."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from khuyenhoc.geography.errors import OfficialFileError
from khuyenhoc.geography.layers import CRS

# Column that holds a file's name: some publishers write one file per unit, called by its code.
FILE_COLUMN = "__file"

_JSON = (".geojson", ".json")
_TABLES = (".gpkg", ".shp", ".parquet", ".geoparquet", ".fgb")
# What a shapefile consists of besides the .shp itself.
_COMPANIONS = (".dbf", ".shx", ".prj", ".cpg")

# The whole country in full detail is about 300 MB as text; ten times that is somebody's mistake or malice.
_MOST_UNPACKED_BYTES = 3_000_000_000
_MOST_ENTRIES = 30_000
# Above this size GDAL's reader needs less memory than Python's; below it, Python's opens files faster.
_SMALL_JSON_BYTES = 20_000_000


def read_official(path: Path) -> gpd.GeoDataFrame:
    """Read a file, a folder of files or a zip of them.

    Args:
        path: GeoJSON (one file or one per unit), GeoPackage, Shapefile, GeoParquet or FlatGeobuf.

    Returns:
        All features with their attributes as they are, `FILE_COLUMN`, and valid polygons in degrees.

    Raises:
        OfficialFileError: when nothing in it can be read as polygons.
    """
    if not path.exists():
        message = f"{path} does not exist"
        raise OfficialFileError(message)
    if path.suffix.lower() == ".zip":
        with tempfile.TemporaryDirectory(prefix="khuyenhoc-") as folder:
            _unpack(path, Path(folder))
            return _read_files(Path(folder), path)
    return _read_files(path, path)


def _read_files(path: Path, asked: Path) -> gpd.GeoDataFrame:
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())
    frames = []
    small = [file for file in files if _is_small_json(file)]
    if small:
        frames.append(_read_small_json(small))
    for file in files:
        if file not in small and file.suffix.lower() in (*_JSON, *_TABLES):
            frames += _read_table(file)
    frames = [frame for frame in frames if not frame.empty]
    if not frames:
        message = f"{asked} holds no GeoJSON, GeoPackage, Shapefile or GeoParquet with shapes"
        raise OfficialFileError(message)
    whole = pd.concat(frames, ignore_index=True)
    return gpd.GeoDataFrame(whole, geometry=polygons_only(whole.geometry.to_numpy()), crs=CRS)


def _is_small_json(file: Path) -> bool:
    return file.suffix.lower() in _JSON and file.stat().st_size <= _SMALL_JSON_BYTES


def _read_small_json(files: list[Path]) -> gpd.GeoDataFrame:
    rows, shapes = [], []
    for file in files:
        try:
            content = json.loads(file.read_text(encoding="utf-8-sig"))
        except (ValueError, RecursionError) as error:
            message = f"{file.name} is not GeoJSON: {error}"
            raise OfficialFileError(message) from error
        for feature in _features(content):
            geometry = feature.get("geometry") or {}
            if geometry.get("type") not in ("Polygon", "MultiPolygon", "GeometryCollection"):
                continue
            properties = feature.get("properties") or {}
            rows.append({**properties, "__id": feature.get("id"), FILE_COLUMN: file.stem})
            shapes.append(_shape(geometry, file))
    return gpd.GeoDataFrame(pd.DataFrame(rows), geometry=shapes, crs=CRS)


def _features(content: object) -> Iterator[dict]:
    """Features of a collection, one feature, or a bare geometry."""
    if not isinstance(content, dict):
        return
    if content.get("type") == "FeatureCollection":
        yield from (feature for feature in content.get("features") or () if isinstance(feature, dict))
    elif content.get("type") == "Feature":
        yield content
    elif "coordinates" in content or "geometries" in content:
        yield {"geometry": content}


def _shape(geometry: dict, file: Path) -> shapely.Geometry:
    try:
        return shapely.geometry.shape(geometry)
    except (ValueError, TypeError, KeyError, IndexError, shapely.errors.ShapelyError) as error:
        message = f"{file.name} holds a shape that cannot be read: {error}"
        raise OfficialFileError(message) from error


def _read_table(file: Path) -> list[gpd.GeoDataFrame]:
    try:
        if file.suffix.lower() in (".parquet", ".geoparquet"):
            frames = [gpd.read_parquet(file)]
        else:
            names = [name for name, kind in pyogrio.list_layers(file) if kind and "Polygon" in kind]
            frames = [gpd.read_file(file, layer=name) for name in names]
    except Exception as error:
        # GDAL, pyarrow and their wrappers have no common class of errors.
        message = f"{file.name} cannot be read: {error}"
        raise OfficialFileError(message) from error
    return [_in_degrees(frame, file).assign(**{FILE_COLUMN: file.stem}) for frame in frames]


def _in_degrees(frame: gpd.GeoDataFrame, file: Path) -> gpd.GeoDataFrame:
    if frame.geometry.name != "geometry":
        frame = frame.rename_geometry("geometry")
    if frame.crs is not None:
        return frame.to_crs(CRS)
    west, south, east, north = frame.total_bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        message = f"{file.name} does not say which coordinate system it uses (a .prj file is missing)"
        raise OfficialFileError(message)
    return frame.set_crs(CRS)


def polygons_only(shapes: np.ndarray) -> np.ndarray:
    """Make shapes valid, flat and free of lines and points; what holds no polygon becomes an empty one."""
    flat = shapely.force_2d(shapes)
    broken = ~shapely.is_valid(flat)
    flat[broken] = shapely.make_valid(flat[broken], method="structure", keep_collapsed=False)
    mixed = np.flatnonzero(~np.isin(shapely.get_type_id(flat), (3, 6)))
    for place in mixed:
        parts = shapely.get_parts(flat[place]) if flat[place] is not None else []
        polygons = [part for part in parts if part.geom_type in ("Polygon", "MultiPolygon")]
        flat[place] = shapely.union_all(polygons) if polygons else shapely.Polygon()
    return flat


def _unpack(path: Path, folder: Path) -> None:
    """Unpack the boundary files of a zip; nothing is written outside the folder."""
    try:
        with zipfile.ZipFile(path) as archive:
            wanted = [
                entry
                for entry in archive.infolist()
                if PurePosixPath(entry.filename).suffix.lower() in (*_JSON, *_TABLES, *_COMPANIONS)
            ]
            if len(wanted) > _MOST_ENTRIES or sum(entry.file_size for entry in wanted) > _MOST_UNPACKED_BYTES:
                message = f"{path.name} would unpack into more than boundaries can be"
                raise OfficialFileError(message)
            for entry in wanted:
                target = (folder / entry.filename).resolve()
                if not target.is_relative_to(folder.resolve()):
                    message = f"{path.name} holds a file that points outside: {entry.filename}"
                    raise OfficialFileError(message)
                archive.extract(entry, folder)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        message = f"{path.name} cannot be unpacked: {error}"
        raise OfficialFileError(message) from error
