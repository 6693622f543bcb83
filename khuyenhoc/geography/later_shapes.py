"""Shapes of units that a later act made: the land of the units that became them, joined.

Where an act divides a unit nobody says where the line runs, so the whole of it is drawn with the part that
took most, and the other parts have no shape until there are official boundaries. Such shapes are approximate.
"""

from collections.abc import Collection, Sequence

from khuyenhoc.domain.crosswalk import made_from
from khuyenhoc.domain.later_acts import acts_in_force
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.geography.groups import GroupLayer, group_layer

# More units than any province has are a map of the country.
_MOST_UNITS_OF_A_PROVINCE = 400


def made_later(unit_ids: Collection[str]) -> frozenset[str]:
    """Those of the units that an imported act made: the built boundaries do not know them."""
    return frozenset(unit_ids) & {row.to_id for row in acts_in_force() if row.is_move}


def later_layer(unit_ids: Sequence[str]) -> GroupLayer:
    """The units of a map that has some of later acts; units whose land nobody knows are left out.

    Raises:
        FileNotFoundError: when no boundaries were built yet.
    """
    later = made_later(all_units())
    members = {unit: sorted(_land_of(unit, later)) for unit in unit_ids}
    members = {unit: land for unit, land in members.items() if land}
    names = {unit: all_units()[unit].name for unit in members}
    return group_layer(members, names, is_national=len(members) > _MOST_UNITS_OF_A_PROVINCE)


def without_shape(unit_ids: Collection[str]) -> list[str]:
    """Units of later acts whose land is drawn with another one, which took more of it."""
    later = made_later(all_units())
    return [unit for unit in unit_ids if unit in later and not _land_of(unit, later)]


def uncertain(unit_ids: Collection[str]) -> frozenset[str]:
    """Units of later acts that hold, or are drawn with, land that an act divided."""
    later = made_later(unit_ids)
    return frozenset(unit for unit in later if any(not row.is_exact for row in made_from(unit)))


def _land_of(unit: str, later: Collection[str]) -> set[str]:
    """The units of the release that are drawn as `unit`."""
    if unit not in later:
        return {unit}
    land: set[str] = set()
    for row in made_from(unit):
        if row.is_main:
            land |= _land_of(row.from_id, later)
    return land
