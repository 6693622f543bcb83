"""Division of former communes that went to several present communes.

No public table says where the dividing lines run. Each place goes to the present commune whose seat is
nearest (a Voronoi division), which keeps land and name together but gets a median of 11 % of a divided
commune wrong: every figure that rests on a divided commune is an estimate.
"""

import numpy as np
import shapely

# A dividing line can cut a winding commune more than twice. What it cuts off besides a taker's largest
# fragment, below the first share of the former commune, goes to the neighbour; below the second, anything.
_SCRAP_SHARE = 0.05
_SLIVER_SHARE = 0.001


def divide_shape(shape: shapely.Geometry, seats: dict[str, shapely.Point]) -> dict[str, shapely.Geometry]:
    """Divide a shape among seats by distance.

    Args:
        shape: valid polygon or multipolygon, degrees.
        seats: point of each taker; at least two, at different places.

    Returns:
        The non-empty part of each taker. The parts do not overlap and add up to `shape`.
    """
    takers = list(seats)
    shrink = np.cos(np.radians(shape.centroid.y))
    points = _stretch(shapely.MultiPoint(list(seats.values())), shrink)
    frame = _stretch(shape, shrink).union(points).envelope.buffer(1.0)
    cells = shapely.voronoi_polygons(points, extend_to=frame, ordered=True).geoms
    fragments = [
        (taker, fragment)
        for taker, cell in zip(takers, cells, strict=True)
        for fragment in _polygons(shape.intersection(_stretch(cell, 1 / shrink)))
    ]
    parts: dict[str, list[shapely.Polygon]] = {}
    for taker, fragment in _join_scraps(fragments, shape.area):
        parts.setdefault(taker, []).append(fragment)
    return {taker: shapely.union_all(fragments) for taker, fragments in parts.items()}


def _join_scraps(
    fragments: list[tuple[str, shapely.Polygon]], whole: float
) -> list[tuple[str, shapely.Polygon]]:
    """Give scraps to the fragment they share most border with; islands among them stay with their taker."""
    largest = {taker: max(part.area for name, part in fragments if name == taker) for taker, _ in fragments}
    is_scrap = [
        part.area < _SLIVER_SHARE * whole or part.area < min(_SCRAP_SHARE * whole, largest[taker])
        for taker, part in fragments
    ]
    kept = [fragment for fragment, scrap in zip(fragments, is_scrap, strict=True) if not scrap]
    joined = list(kept)
    for (taker, part), scrap in zip(fragments, is_scrap, strict=True):
        if scrap:
            borders = [shapely.length(part.boundary.intersection(other.boundary)) for _, other in kept]
            longest = int(np.argmax(borders))
            joined.append((kept[longest][0] if borders[longest] > 0 else taker, part))
    return joined


def _stretch(shape: shapely.Geometry, factor: float) -> shapely.Geometry:
    """Scale longitudes, so that distances compare with those along latitudes."""
    return shapely.transform(shape, lambda coordinates: coordinates * [factor, 1.0])


def _polygons(shape: shapely.Geometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and not part.is_empty]
