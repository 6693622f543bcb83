"""Outlines of units from the web files of the boundaries, and where they come to stand on a drawing."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from khuyenhoc.reports.drawing.svg import Box

Ring = list[tuple[float, float]]
# Unit id -> its polygons, each as rings of (longitude, latitude), the outer one first.
Outlines = Mapping[str, list[list[Ring]]]
OutlineSource = Callable[[str], Outlines]


def read_outlines(geojson: str) -> Outlines:
    """The outlines of a web layer."""
    found = {}
    for feature in json.loads(geojson)["features"]:
        geometry = feature["geometry"]
        polygons = geometry["coordinates"]
        found[str(feature["id"])] = [polygons] if geometry["type"] == "Polygon" else polygons
    return found


@dataclass(frozen=True)
class Frame:
    """Places degrees in a box, keeping shapes as they are on the ground at the middle latitude."""

    west: float
    north: float
    scale: float
    shrink: float
    left: float
    top: float

    @classmethod
    def around(cls, rings: Iterable[Ring], box: Box) -> "Frame":
        """The largest frame that holds rings, centred in a box."""
        points = [point for ring in rings for point in ring]
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        south, north = min(y for _, y in points), max(y for _, y in points)
        shrink = cos(radians((south + north) / 2))
        width, height = max((east - west) * shrink, 1e-6), max(north - south, 1e-6)
        scale = min(box.width / width, box.height / height)
        left = box.x + (box.width - width * scale) / 2
        top = box.y + (box.height - height * scale) / 2
        return cls(west, north, scale, shrink, left, top)

    def place(self, point: tuple[float, float]) -> tuple[float, float]:
        """Where a point of the map stands on the drawing."""
        x, y = point[0], point[1]
        return self.left + (x - self.west) * self.shrink * self.scale, self.top + (
            self.north - y
        ) * self.scale


def main_rings(outlines: Outlines, without: frozenset[str]) -> list[Ring]:
    """Outer rings of all units but those drawn apart."""
    return [polygon[0] for unit, polygons in outlines.items() if unit not in without for polygon in polygons]


def middle(polygons: list[list[Ring]]) -> tuple[float, float]:
    """About the middle of a unit's largest part: where its name may stand."""
    ring = max((polygon[0] for polygon in polygons), key=_area)
    area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2
    if abs(area) < 1e-9:
        return ring[0]
    pairs = list(pairwise(ring))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)
    return x, y


def _area(ring: Ring) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))
