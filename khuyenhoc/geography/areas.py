"""Comparable areas as shapes."""

from collections.abc import Sequence

from khuyenhoc.domain.lens_names import area_name
from khuyenhoc.domain.lenses import areas
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.geography.groups import GroupLayer, group_layer

# The province with most comparable areas, Phú Thọ, has thirty; more are a map of the country.
MOST_AREAS_OF_A_PROVINCE = 60


def area_layer(area_ids: Sequence[str]) -> GroupLayer:
    """The areas, each joined from its present communes.

    Raises:
        BoundaryError: when the layers are not in the cache and cannot be built.
    """
    members = {
        area: [unit for unit in areas()[area].members if all_units()[unit].vintage is Vintage.REFORM]
        for area in area_ids
    }
    names = {area: area_name(areas()[area]) for area in area_ids}
    return group_layer(members, names, is_national=len(area_ids) > MOST_AREAS_OF_A_PROVINCE)
