"""Official shapes of units that later acts made, checked against the land of the units they came from."""

from collections.abc import Iterator
from dataclasses import replace

import geopandas as gpd
import shapely

from khuyenhoc.domain.crosswalk import made_from
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.geography.compare import LayerReport, compare_layer
from khuyenhoc.geography.groups import joined_shapes
from khuyenhoc.geography.inputs import LATER_LAYER, OFFICIAL
from khuyenhoc.geography.later_land import land_of, made_later
from khuyenhoc.geography.layers import DISC_SOURCE, area_km2
from khuyenhoc.geography.official_codes import NamedFeatures

# A part of a divided unit lies inside it: nobody knows where, so its own derived shape is no yardstick.
_MOSTLY_INSIDE = 0.5


def split_later(named: NamedFeatures) -> Iterator[NamedFeatures]:
    """The units of the release in one layer, those that later acts made in another.

    Features that are no known unit stay with the release.
    """
    features = named.features
    is_later = features["org_unit_id"].isin(list(made_later(set(features["org_unit_id"].dropna()))))
    if not is_later.all():
        yield NamedFeatures(named.layer, features[~is_later])
    if is_later.any():
        yield NamedFeatures(LATER_LAYER, features[is_later])


def settle_later(named: NamedFeatures) -> tuple[LayerReport, gpd.GeoDataFrame]:
    """Check shapes of units that later acts made.

    Args:
        named: features of units of `LATER_LAYER`, one row a unit.

    Returns:
        The report, and the shapes that are used: org_unit_id, source and geometry.
    """
    derived = _derived(list(named.features["org_unit_id"]))
    report, accepted = compare_layer(named, derived)
    land = derived.set_index("org_unit_id").geometry[accepted["org_unit_id"]].to_numpy()
    shapes = accepted.geometry.to_numpy()
    shared = shapely.area(shapely.intersection(shapes, land)) / shapely.area(shapes)
    is_inside = (shared >= _MOSTLY_INSIDE) | shapely.is_empty(land)
    names = named.features.set_index("org_unit_id")["name"]
    strayed = tuple((unit, names[unit], "place") for unit in accepted.loc[~is_inside, "org_unit_id"])
    used = accepted[is_inside]
    report = replace(report, accepted=len(used), refused=(*report.refused, *strayed))
    return report, used.assign(source=OFFICIAL).reset_index(drop=True)


def _has_part(unit: str) -> bool:
    """Whether a unit got only a part of one that it was made from."""
    return any(not row.is_exact for row in made_from(unit))


def _derived(unit_ids: list[str]) -> gpd.GeoDataFrame:
    """All the land that each unit was made from; "disc" as source says that it is no yardstick for the unit.

    So it is where the unit got only a part, and where nobody knows the land of what it was made from.
    """
    origins = {unit: [row.from_id for row in made_from(unit)] for unit in unit_ids}
    known = land_of({origin for found in origins.values() for origin in found})
    shapes = joined_shapes(known.members, known.cuts).set_index("org_unit_id").geometry
    land = [shapely.union_all(shapes.reindex(origins[unit]).dropna().to_numpy()) for unit in unit_ids]
    layer = gpd.GeoDataFrame(
        {"org_unit_id": unit_ids, "name": [all_units()[unit].name for unit in unit_ids], "source": ""},
        geometry=land,
        crs=shapes.crs,
    )
    is_part = layer["org_unit_id"].map(_has_part) | layer.is_empty
    return layer.assign(
        area_km2=area_km2(layer.geometry).mask(is_part), source=layer["source"].mask(is_part, DISC_SOURCE)
    )
