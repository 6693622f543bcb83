"""Division of former communes that went to several present communes.

No public table says where the dividing lines run. Each place goes to the present commune whose seat is nearest
(a Voronoi division), which keeps land and name together but gets a median of 11 % of a divided commune wrong:
every figure that rests on a divided commune is an estimate.
"""

import numpy as np
import pandas as pd
import shapely

# Seats farther than this (about 5.5 km) from all land that can be theirs were geocoded to a namesake.
_MISPLACED_DEG = 0.05

# A leftover fragment smaller than this share of the former commune joins its neighbour.
_FRAGMENT_SHARE = 0.05


def locate_seats(crosswalk: pd.DataFrame, units: pd.DataFrame, former: dict[str, shapely.Geometry]) -> dict:
    """Find the points that draw land to each present commune.

    Args:
        crosswalk: communes, as `reference.read_crosswalk` gives them.
        units: org_units.csv as `reference.read_units` gives it.
        former: shape of each former commune.

    Returns:
        org_unit_id -> shapely.Point for every present commune that takes part in a division. Where the register's
        point is misplaced, a point inside the land that surely belongs to the commune (or may) stands in.
    """
    divided = crosswalk.loc[crosswalk["method"] == "estimate", "to_id"].unique()
    seats = {}
    for to_id, rows in crosswalk[crosswalk["to_id"].isin(divided)].groupby("to_id"):
        seat = shapely.Point(units.loc[to_id, "longitude"], units.loc[to_id, "latitude"])
        exact = [former[i] for i in rows.loc[rows["method"] == "exact", "from_id"] if i in former]
        possible = [former[i] for i in rows["from_id"] if i in former]
        if possible and min(shape.distance(seat) for shape in possible) > _MISPLACED_DEG:
            seat = shapely.union_all(exact or possible).representative_point()
        seats[to_id] = seat
    return seats


def divide_shape(shape: shapely.Geometry, seats: dict[str, shapely.Point]) -> dict[str, shapely.Geometry]:
    """Divide a shape among seats by distance.

    Args:
        shape: valid polygon or multipolygon, degrees.
        seats: seat of each taker; at least two, at different places.

    Returns:
        The non-empty part of each taker. The parts do not overlap and add up to `shape`.
    """
    takers = list(seats)
    shrink = np.cos(np.radians(shape.centroid.y))
    flat = _stretch(shape, shrink)
    points = _stretch(shapely.MultiPoint(list(seats.values())), shrink)
    frame = flat.union(points).envelope.buffer(1.0)
    cells = shapely.voronoi_polygons(points, extend_to=frame, ordered=True).geoms
    fragments = [
        (taker, fragment)
        for taker, cell in zip(takers, cells, strict=True)
        for fragment in _polygons(flat.intersection(cell))
    ]
    parts: dict[str, list[shapely.Polygon]] = {}
    for taker, fragment in _join_small(fragments, flat.area):
        parts.setdefault(taker, []).append(fragment)
    return {taker: _stretch(shapely.union_all(pieces), 1 / shrink) for taker, pieces in parts.items()}


def _join_small(
    fragments: list[tuple[str, shapely.Polygon]], whole: float
) -> list[tuple[str, shapely.Polygon]]:
    """Give each small fragment to the large one it shares most border with; islands stay with their taker."""
    large = [(taker, fragment) for taker, fragment in fragments if fragment.area >= _FRAGMENT_SHARE * whole]
    if not large:
        return fragments
    joined = list(large)
    for taker, fragment in fragments:
        if fragment.area < _FRAGMENT_SHARE * whole:
            borders = [shapely.length(fragment.boundary.intersection(other.boundary)) for _, other in large]
            nearest = int(np.argmax(borders))
            joined.append((large[nearest][0] if borders[nearest] > 0 else taker, fragment))
    return joined


def _stretch(shape: shapely.Geometry, factor: float) -> shapely.Geometry:
    """Scale longitudes, so that distances compare with those along latitudes."""
    return shapely.transform(shape, lambda coordinates: coordinates * [factor, 1.0])


def _polygons(shape: shapely.Geometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(shape, return_index=False) if part.geom_type == "Polygon"]
