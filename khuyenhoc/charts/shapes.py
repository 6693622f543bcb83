"""What a map is drawn with: addresses of shapes, and where names go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Inset:
    """An archipelago or far island drawn apart, so that the rest stays large.

    Attributes:
        name: its label.
        org_unit_ids: units whose colour it takes, when the map holds one of them.
    """

    url: str
    name: str
    org_unit_ids: tuple[str, ...]


@dataclass(frozen=True)
class ShapeLayer:
    """Where the shapes of a map are fetched from, and where its labels go.

    Attributes:
        urls: addresses of GeoJSON files whose features carry `org_unit_id` as `id`.
        bounds: west, south, east, north in degrees, without the insets.
        labels: org unit id -> (longitude, latitude, width in degrees at that point).
    """

    urls: tuple[str, ...]
    bounds: tuple[float, float, float, float]
    labels: Mapping[str, tuple[float, float, float]]
    insets: Sequence[Inset] = ()
