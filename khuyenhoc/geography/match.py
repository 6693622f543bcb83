"""Which former unit each polygon of the source belongs to.

The source shows the communes of about 2018; the register shows those of 30/06/2025. Stages run from the
strongest evidence to the weakest, and the stage that decided is kept for every polygon. Several polygons may
belong to one unit: communes that were merged in between.
"""

from collections.abc import Callable
from difflib import SequenceMatcher

import pandas as pd

from khuyenhoc.geography.errors import UnmatchedPolygonsError
from khuyenhoc.geography.matching import (
    OVERRIDE,
    FormerUnit,
    Matching,
    NamedPolygon,
    former_units,
    named_polygons,
)
from khuyenhoc.geography.source import SourcePolygons

# A unit's point lies in its polygon or beside it: geocodes miss small or coastal units by up to about 3 km.
_NEAR_DEG = 0.03

# A unit whose own geocode is missing is looked for around the point of its district.
_DISTRICT_REACH_DEG = 0.15

_SIMILAR_NAME = 0.6

Rule = Callable[[NamedPolygon, Matching], list[FormerUnit]]


def match_polygons(
    source: SourcePolygons, units: pd.DataFrame, aliases: pd.DataFrame, overrides: pd.DataFrame
) -> pd.DataFrame:
    """Find the former unit of every polygon.

    Args:
        source: polygons as `source.load_polygons` gives them.
        units: org_units.csv as `reference.read_units` gives it.
        aliases: boundary_aliases.csv.
        overrides: boundary_overrides.csv: province, district, ward, org_unit_id, reason.

    Returns:
        Columns org_unit_id and stage, one row a polygon, in the order of the source.

    Raises:
        UnmatchedPolygonsError: when a polygon fits no unit, or an override names an unknown polygon.
    """
    matching = Matching(former_units(units, aliases), named_polygons(source, units, aliases))
    _apply_overrides(matching, overrides)
    for stage, rule in _STAGES:
        _run_stage(matching, stage, rule)
    left = matching.open_polygons()
    if left:
        names = "; ".join(" / ".join(polygon.source_name) for polygon in left)
        message = f"{len(left)} polygons of the source belong to no known unit: {names}"
        raise UnmatchedPolygonsError(message)
    rows = [matching.decided[position] for position in range(len(source.names))]
    return pd.DataFrame(rows, columns=["org_unit_id", "stage"])


def _apply_overrides(matching: Matching, overrides: pd.DataFrame) -> None:
    by_name = {polygon.source_name: polygon for polygon in matching.polygons}
    for override in overrides.itertuples():
        polygon = by_name.get((override.province, override.district, override.ward))
        if polygon is None:
            message = (
                f"boundary_overrides.csv names an unknown polygon: {override.district} / {override.ward}"
            )
            raise UnmatchedPolygonsError(message)
        matching.assign(polygon, override.org_unit_id, OVERRIDE)


def _run_stage(matching: Matching, stage: str, rule: Rule) -> None:
    """Apply a rule until it decides nothing more: each decision can settle a doubt elsewhere."""
    progress = True
    while progress:
        progress = False
        for polygon in matching.open_polygons():
            candidates = _narrow(rule(polygon, matching), polygon, matching)
            if len(candidates) == 1:
                matching.assign(polygon, candidates[0].org_unit_id, stage)
                progress = True


def _narrow(candidates: list[FormerUnit], polygon: NamedPolygon, matching: Matching) -> list[FormerUnit]:
    """Settle a tie by the kind of unit, then by the unit's point, then by land that touches."""
    ties: tuple[Callable[[FormerUnit], bool], ...] = (
        lambda unit: polygon.kind in _kinds_of(unit, polygon.folded_key),
        lambda unit: unit.point is not None and polygon.shape.intersects(unit.point),
        lambda unit: matching.touches(polygon, unit),
    )
    for is_better in ties:
        if len(candidates) > 1:
            candidates = [unit for unit in candidates if is_better(unit)] or candidates
    return candidates


def _kinds_of(unit: FormerUnit, key: str) -> set[str]:
    """Kinds the unit is or was while it bore a name; what is not said counts for nothing."""
    kinds = {kind for kind, former_key in unit.former_names if former_key == key}
    return (kinds | {unit.name.kind}) - {""}


def _is_near(polygon: NamedPolygon, unit: FormerUnit) -> bool:
    return unit.point is not None and polygon.shape.distance(unit.point) <= _NEAR_DEG


def _may_be_near(polygon: NamedPolygon, unit: FormerUnit) -> bool:
    """Whether a unit without a usable point belongs to a district whose point is not far."""
    return unit.point is None and polygon.shape.distance(unit.district_point) <= _DISTRICT_REACH_DEG


def _bore_name(unit: FormerUnit, polygon: NamedPolygon) -> bool:
    return any(
        key == polygon.folded_key and (not polygon.kind or kind in ("", polygon.kind))
        for kind, key in unit.former_names
    )


def _free_in(district_ids: tuple[str, ...], matching: Matching) -> list[FormerUnit]:
    return [
        unit
        for district_id in district_ids
        for unit in matching.by_district[district_id]
        if matching.is_free(unit)
    ]


def _same_spelling(polygon: NamedPolygon, matching: Matching) -> list[FormerUnit]:
    free = _free_in(polygon.named_districts, matching)
    return [unit for unit in free if unit.accent_key == polygon.accent_key]


def _same_letters(polygon: NamedPolygon, matching: Matching) -> list[FormerUnit]:
    free = _free_in(polygon.named_districts, matching)
    return [unit for unit in free if unit.folded_key == polygon.folded_key]


def _in_successor_district(polygon: NamedPolygon, matching: Matching) -> list[FormerUnit]:
    free = _free_in(polygon.successor_districts, matching)
    return [unit for unit in free if unit.folded_key == polygon.folded_key]


def _former_name(polygon: NamedPolygon, matching: Matching) -> list[FormerUnit]:
    districts = polygon.named_districts + polygon.successor_districts
    return [
        unit
        for district_id in districts
        for unit in matching.by_district[district_id]
        if _bore_name(unit, polygon)
    ]


def _in_other_district(polygon: NamedPolygon, matching: Matching) -> list[FormerUnit]:
    return [
        unit
        for unit in matching.by_province[polygon.province_id]
        if unit.folded_key == polygon.folded_key and matching.is_free(unit) and _is_near(polygon, unit)
    ]


def _former_name_in_other_district(polygon: NamedPolygon, matching: Matching) -> list[FormerUnit]:
    return [
        unit
        for unit in matching.by_province[polygon.province_id]
        if _bore_name(unit, polygon)
        and (_is_near(polygon, unit) or _may_be_near(polygon, unit) or matching.touches(polygon, unit))
    ]


def _only_one_left(polygon: NamedPolygon, matching: Matching) -> list[FormerUnit]:
    return [
        unit
        for unit in matching.by_province[polygon.province_id]
        if unit.folded_key == polygon.folded_key and matching.is_free(unit) and _may_be_near(polygon, unit)
    ]


def _island_district(polygon: NamedPolygon, matching: Matching) -> list[FormerUnit]:
    units = [unit for district_id in polygon.named_districts for unit in matching.by_district[district_id]]
    return [unit for unit in units if unit.org_unit_id == unit.district_id]


def _similar_name(polygon: NamedPolygon, matching: Matching) -> list[FormerUnit]:
    free = _free_in(polygon.named_districts + polygon.successor_districts, matching)
    return [
        unit
        for unit in free
        if SequenceMatcher(None, unit.folded_key, polygon.folded_key).ratio() >= _SIMILAR_NAME
        and unit.point is not None
        and polygon.shape.intersects(unit.point)
    ]


_STAGES: tuple[tuple[str, Rule], ...] = (
    ("same_spelling", _same_spelling),
    ("same_letters", _same_letters),
    ("successor_district", _in_successor_district),
    ("former_name", _former_name),
    ("other_district", _in_other_district),
    ("former_name_other_district", _former_name_in_other_district),
    ("only_one_left", _only_one_left),
    ("island_district", _island_district),
    ("similar_name", _similar_name),
)
