"""Shapes of units that a later act made: the land of the units that became them, joined or divided.

Shapes that rest on a dividing line nobody published are approximate; an official one, once imported, is not.
"""

import json
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path

from khuyenhoc.domain.crosswalk import made_from
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.geography.groups import GroupLayer, group_layer
from khuyenhoc.geography.inputs import LATER_LAYER, OFFICIAL_FACTS, official_folder
from khuyenhoc.geography.later_land import land_of, made_later

# More units than any province has are a map of the country.
_MOST_UNITS_OF_A_PROVINCE = 400


def later_layer(unit_ids: Sequence[str]) -> GroupLayer:
    """The units of a map that has some of later acts; units whose land nobody knows are left out.

    Raises:
        BoundaryError: when the layers are not in the cache and cannot be built.
    """
    land = land_of(unit_ids, officially_drawn())
    names = {unit: all_units()[unit].name for unit in land.members}
    is_national = len(land.members) > _MOST_UNITS_OF_A_PROVINCE
    return group_layer(land.members, names, cuts=land.cuts, is_national=is_national)


def without_shape(unit_ids: Collection[str]) -> list[str]:
    """Units of later acts whose land is drawn with another one, which took more of it."""
    later = made_later(unit_ids)
    known = land_of(later, officially_drawn()).members
    return [unit for unit in unit_ids if unit in later and unit not in known]


def uncertain(unit_ids: Collection[str], approximate: Collection[str] = frozenset()) -> frozenset[str]:
    """Units of later acts that hold, or are drawn with, land whose border is an approximation.

    Args:
        approximate: units of the release of which that is true.
    """
    drawn = officially_drawn()
    later = made_later(all_units()) - drawn

    def is_uncertain(unit: str) -> bool:
        if unit not in later:
            return unit in approximate
        return any(not row.is_exact or is_uncertain(row.from_id) for row in made_from(unit))

    return frozenset(unit for unit in unit_ids if unit in later and is_uncertain(unit))


def officially_drawn() -> frozenset[str]:
    """Units of later acts whose own shape was imported."""
    facts = official_folder() / OFFICIAL_FACTS
    try:
        found = facts.stat()
    except FileNotFoundError:
        return frozenset()
    units = _units_of(facts, (found.st_ino, found.st_mtime_ns, found.st_size))
    return made_later(units)


@lru_cache(maxsize=4)
def _units_of(facts: Path, state: tuple[int, ...]) -> frozenset[str]:  # noqa: ARG001 - part of the key
    content = json.loads(facts.read_text(encoding="utf-8"))
    return frozenset(content.get(LATER_LAYER, {}).get("units", ()))
