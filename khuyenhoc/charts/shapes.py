"""What a map is drawn with: addresses of shapes, and where names go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Bounds = tuple[float, float, float, float]
Ring = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Inset:
    """An archipelago or far island drawn apart, so that the rest stays large.

    Attributes:
        name: its label.
        feature: id of its feature in the file.
        org_unit_ids: units whose colour it takes, when the map holds one of them.
    """

    url: str
    name: str
    feature: str
    org_unit_ids: tuple[str, ...]

    @property
    def outline_key(self) -> str:
        """Its key among outlines: the main map may hold a unit of the same id without these islands."""
        return f"{self.url}#{self.feature}"


@dataclass(frozen=True)
class ShapeLayer:
    """Where the shapes of a map are fetched from, and where its labels go.

    Attributes:
        urls: addresses of GeoJSON files whose features carry `org_unit_id` as `id`.
        bounds: west, south, east, north in degrees, without the insets.
        labels: org unit id -> (longitude, latitude, width in degrees at that point).
        context_url: file of borders drawn over the shapes, such as those of provinces; "" for none.
        context_ids: features of that file.
        approximate: units whose shape is an approximation.
        apart: units that stand in an inset and not in the main frame.
    """

    urls: tuple[str, ...]
    bounds: Bounds
    labels: Mapping[str, tuple[float, float, float]]
    insets: Sequence[Inset] = ()
    context_url: str = ""
    context_ids: tuple[str, ...] = ()
    approximate: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
