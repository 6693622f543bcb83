"""Former units and named polygons, and what has been decided about them so far."""

from collections import defaultdict
from dataclasses import dataclass

import pandas as pd
import shapely

from khuyenhoc.geography.districts import DistrictIndex
from khuyenhoc.geography.names import UnitName, accent_key, folded_key, split_name
from khuyenhoc.geography.source import SourcePolygons

OVERRIDE = "override"


@dataclass(frozen=True)
class FormerUnit:
    """A former commune, or an island district that had none; `point` is None where its geocode is useless."""

    org_unit_id: str
    district_id: str
    province_id: str
    name: UnitName
    accent_key: str
    folded_key: str
    former_names: frozenset[tuple[str, str]]
    point: shapely.Point | None
    district_point: shapely.Point


@dataclass(frozen=True)
class NamedPolygon:
    """A polygon of the source with the former districts its name can stand for."""

    position: int
    source_name: tuple[str, str, str]
    province_id: str
    named_districts: tuple[str, ...]
    successor_districts: tuple[str, ...]
    kind: str
    accent_key: str
    folded_key: str
    shape: shapely.Geometry


class Matching:
    """What has been decided so far, and the units by place."""

    def __init__(self, units: list[FormerUnit], polygons: list[NamedPolygon]) -> None:
        """Start with nothing decided."""
        self.polygons = polygons
        self.by_district: dict[str, list[FormerUnit]] = defaultdict(list)
        self.by_province: dict[str, list[FormerUnit]] = defaultdict(list)
        for unit in units:
            self.by_district[unit.district_id].append(unit)
            self.by_province[unit.province_id].append(unit)
        self.decided: dict[int, tuple[str, str]] = {}
        self._claimed: set[str] = set()
        self._shapes: dict[str, list[shapely.Geometry]] = defaultdict(list)

    def assign(self, polygon: NamedPolygon, org_unit_id: str, stage: str) -> None:
        """Give a polygon to a unit."""
        self.decided[polygon.position] = (org_unit_id, stage)
        self._shapes[org_unit_id].append(polygon.shape)
        # An override adds land to a unit whose own polygon is still to be found by name.
        if stage != OVERRIDE:
            self._claimed.add(org_unit_id)

    def open_polygons(self) -> list[NamedPolygon]:
        """Polygons without a unit, those whose name says their kind first: the others take what is left."""
        waiting = [polygon for polygon in self.polygons if polygon.position not in self.decided]
        return sorted(waiting, key=lambda polygon: not polygon.kind)

    def is_free(self, unit: FormerUnit) -> bool:
        """Whether no rule has found the unit yet."""
        return unit.org_unit_id not in self._claimed

    def touches(self, polygon: NamedPolygon, unit: FormerUnit) -> bool:
        """Whether the polygon touches land that already belongs to the unit."""
        return any(polygon.shape.intersects(shape) for shape in self._shapes.get(unit.org_unit_id, ()))


def former_units(units: pd.DataFrame, aliases: pd.DataFrame) -> list[FormerUnit]:
    """Prepare the units that polygons can belong to.

    Args:
        units: org_units.csv as `reference.read_units` gives it.
        aliases: boundary_aliases.csv.

    Returns:
        Every former commune, and every island district without communes.
    """
    former = units[units["vintage"] == "legacy"]
    districts = former[former["level"] == "district"].set_index("org_unit_id")
    communes = former[former["level"] == "commune"]
    islands = former[(former["level"] == "district") & ~former["org_unit_id"].isin(communes["parent_id"])]
    names = defaultdict(set)
    for alias in aliases.itertuples():
        names[alias.org_unit_id].add((alias.former_kind, alias.former_key))
    useless = _useless_points(communes, districts)
    result = []
    for row in pd.concat([communes, islands]).itertuples():
        district_id = row.org_unit_id if row.level == "district" else row.parent_id
        district = districts.loc[district_id]
        name = split_name(row.name)
        result.append(
            FormerUnit(
                row.org_unit_id,
                district_id,
                district["parent_id"],
                name,
                accent_key(name.proper),
                folded_key(name.proper),
                frozenset(names[row.org_unit_id]),
                None if row.org_unit_id in useless else shapely.Point(row.longitude, row.latitude),
                shapely.Point(district["longitude"], district["latitude"]),
            )
        )
    return result


def _useless_points(communes: pd.DataFrame, districts: pd.DataFrame) -> set[str]:
    """Communes that the geocoder did not know: it gave their district's point, or one point for several."""
    coordinates = ["latitude", "longitude"]
    centres = pd.MultiIndex.from_frame(districts[coordinates])
    is_centre = pd.MultiIndex.from_frame(communes[coordinates]).isin(centres)
    is_shared = communes.duplicated(coordinates, keep=False)
    return set(communes.loc[is_centre | is_shared, "org_unit_id"])


def named_polygons(source: SourcePolygons, units: pd.DataFrame, aliases: pd.DataFrame) -> list[NamedPolygon]:
    """Prepare the polygons and look up their districts.

    Args:
        source: polygons as `source.load_polygons` gives them.
        units: org_units.csv as `reference.read_units` gives it.
        aliases: boundary_aliases.csv.

    Returns:
        One entry a polygon, in the order of the source.

    Raises:
        UnmatchedPolygonsError: when a province or district of the source is unknown.
    """
    index = DistrictIndex(units, aliases, {(province, district) for province, district, _ in source.names})
    shapely.prepare(source.shapes)
    polygons = []
    for position, source_name in enumerate(source.names):
        found = index.find(*source_name[:2])
        name = split_name(source_name[2])
        polygons.append(
            NamedPolygon(
                position,
                source_name,
                *found,
                name.kind,
                accent_key(name.proper),
                folded_key(name.proper),
                source.shapes[position],
            )
        )
    return polygons
