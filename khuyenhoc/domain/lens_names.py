"""Names of the units of every lens: of a unit, of an area made of several."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from khuyenhoc.domain.collation import vietnamese_key
from khuyenhoc.domain.lenses import ComparableArea, Lens, areas, provinces_of_targets
from khuyenhoc.domain.org_units import Level, OrgUnit, all_units, province_of
from khuyenhoc.domain.reference import kept


def units_in(lens: Lens, province_ids: Collection[str]) -> list[str]:
    """Ids of the units of a lens in provinces of either vintage, former ones last, by name."""
    found = [
        unit
        for unit, provinces in provinces_of_targets(lens).items()
        if not provinces.isdisjoint(province_ids)
    ]
    return sorted(found, key=lambda unit: (unit.startswith("legacy-"), vietnamese_key(unit_name(unit))))


def unit_name(unit_id: str) -> str:
    """Name of a unit of any lens; of a present unit, its name today."""
    unit = all_units().get(unit_id)
    return area_name(areas()[unit_id]) if unit is None else unit.name_on(date.max)


def area_name(area: ComparableArea) -> str:
    """Name of an area: its districts', or the province with their number ("Ninh Thuận (7 huyện)")."""
    return _area_names()[area.area_id]


@kept
def _area_names() -> dict[str, str]:
    names = {area.area_id: _plain_name(area) for area in areas().values()}
    taken: dict[str, list[str]] = defaultdict(list)
    for area_id, name in names.items():
        taken[name].append(area_id)
    for name, ids in taken.items():
        if len(ids) > 1:
            for area_id in ids:
                names[area_id] = _longer_name(name, areas()[area_id])
    return names


def _districts(area: ComparableArea) -> list[OrgUnit]:
    return [all_units()[unit] for unit in area.members if all_units()[unit].level is Level.DISTRICT]


def _plain_name(area: ComparableArea) -> str:
    districts = _districts(area)
    if len(districts) <= 3:
        return " – ".join(unit.short_name for unit in districts)
    return f"{province_of(districts[0]).short_name} ({len(districts)} huyện)"


def _longer_name(name: str, area: ComparableArea) -> str:
    """A name that others have too, with what tells them apart: type and province, or the first district."""
    districts = _districts(area)
    if len(districts) > 3:
        return f"{name}, {districts[0].short_name}"
    return f"{' – '.join(unit.name for unit in districts)}, {province_of(districts[0]).short_name}"
