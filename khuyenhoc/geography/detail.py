"""What the detail of another set of shapes allows to be said: a coarse drawing agrees with no fine one.

Overlap mixes two things: whether borders run in the same place, and how many of their bends are drawn. The
corners of a thinned border still lie on the border, so their distance says the first alone; our own shapes,
thinned to as many corners, say what overlap the second leaves.
"""

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import shapely

from khuyenhoc.geography.compare import overlaps

# Metres without turning: the whole country lies within 4 degrees of this zone's middle.
_METRES = "EPSG:32648"
# Corners looked at in one unit; more say nothing new.
_MOST_CORNERS = 2000
# Halvings of the tolerance that meets a number of corners; the widest tolerance, in degrees.
_HALVINGS = 16
_WIDEST_DEG = 0.5


class Detail(NamedTuple):
    """How fine another set is, and where its borders run.

    Attributes:
        corners: corners of its shapes.
        reachable_median: median overlap of our shapes with themselves, thinned to as many corners: no set of
            this detail can be expected to agree better.
        corner_distance_m: median distance of its corners from our border, in metres; small even for a coarse
            set whose corners lie where ours do.
        corners_within_100_m: share of its corners.
    """

    corners: int
    reachable_median: float
    corner_distance_m: float
    corners_within_100_m: float


def detail_of(ours: gpd.GeoSeries, theirs: gpd.GeoSeries) -> Detail:
    """Look at pairs of shapes.

    Args:
        ours: shapes in degrees, at least one.
        theirs: the shapes of the same units in the same order.
    """
    shapes, others = ours.to_numpy(), theirs.to_numpy()
    thinned = [
        _thinned(shape, shapely.get_num_coordinates(other))
        for shape, other in zip(shapes, others, strict=True)
    ]
    distances = _corner_distances(ours.to_crs(_METRES).to_numpy(), theirs.to_crs(_METRES).to_numpy())
    return Detail(
        corners=int(shapely.get_num_coordinates(others).sum()),
        reachable_median=round(float(np.median(overlaps(shapes, np.array(thinned)))), 4),
        corner_distance_m=round(float(np.median(distances)), 1),
        corners_within_100_m=round(float((distances <= 100).mean()), 4),
    )


def _thinned(shape: shapely.Geometry, corners: int) -> shapely.Geometry:
    """The shape with at most so many corners, by the smallest tolerance that does it."""
    if shapely.get_num_coordinates(shape) <= corners:
        return shape
    low, high = 0.0, _WIDEST_DEG
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if shapely.get_num_coordinates(shapely.simplify(shape, middle)) > corners:
            low = middle
        else:
            high = middle
    return shapely.simplify(shape, high)


def _corner_distances(shapes: np.ndarray, others: np.ndarray) -> np.ndarray:
    found = []
    for shape, other in zip(shapes, others, strict=True):
        corners = shapely.get_coordinates(other)
        step = max(1, len(corners) // _MOST_CORNERS)
        border = shapely.boundary(shape)
        shapely.prepare(border)
        found.append(shapely.distance(shapely.points(corners[::step]), border))
    return np.concatenate(found)
