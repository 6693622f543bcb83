"""Where the names of units go on a map."""

import geopandas as gpd
import numpy as np
import shapely

from khuyenhoc.geography.manifest import Label

# The search for the innermost point stops at this share of the shape's extent: finer is not seen.
_PRECISION = 0.02


def label_places(layer: gpd.GeoDataFrame) -> dict[str, Label]:
    """Find a point well inside the biggest part of each unit.

    Args:
        layer: rows with org_unit_id, area_km2 (missing for discs) and geometry in degrees.

    Returns:
        org_unit_id -> label, coordinates at 4 decimals.
    """
    parts = np.array([_biggest_part(shape) for shape in layer.geometry])
    bounds = shapely.bounds(parts)
    widths, heights = bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1]
    circles = shapely.maximum_inscribed_circle(parts, np.maximum(widths, heights) * _PRECISION)
    centres = shapely.get_coordinates(shapely.get_point(circles, 0))
    return {
        unit_id: Label(
            round(float(longitude), 4),
            round(float(latitude), 4),
            None if np.isnan(area) else round(float(area), 2),
            round(room_around(part, longitude, latitude), 4),
        )
        for unit_id, part, (longitude, latitude), area in zip(
            layer["org_unit_id"], parts, centres, layer["area_km2"], strict=True
        )
    }


def room_around(part: shapely.Polygon, longitude: float, latitude: float) -> float:
    """Degrees of longitude that text centred on a point inside a polygon may take without leaving it."""
    west, _, east, _ = part.bounds
    across = shapely.intersection(part, shapely.LineString([(west, latitude), (east, latitude)]))
    for stretch in shapely.get_parts(across):
        left, _, right, _ = stretch.bounds
        if left <= longitude <= right:
            return 2 * min(longitude - left, right - longitude)
    return 0.0


def _biggest_part(shape: shapely.Geometry) -> shapely.Polygon:
    return max(shapely.get_parts(shape), key=shapely.area)
