"""Units by the names that reports write: with marks and without, in a province, its land, or everywhere."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from khuyenhoc.domain.org_units import (
    Level,
    OrgUnit,
    all_units,
    predecessors,
    province_of,
    reporting_to,
    successor,
)
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.domain.reference import kept
from khuyenhoc.intake.text_repair import tone_key
from khuyenhoc.intake.unit_names import ReportedName, name_of


@dataclass(frozen=True)
class UnitIndex:
    """Units by name.

    Attributes:
        by_key: by their words with marks.
        by_fold: by their words without.
    """

    by_key: dict[str, tuple[OrgUnit, ...]]
    by_fold: dict[str, tuple[OrgUnit, ...]]


def _index_of(units: Iterable[OrgUnit]) -> UnitIndex:
    by_key: dict[str, list[OrgUnit]] = defaultdict(list)
    by_fold: dict[str, list[OrgUnit]] = defaultdict(list)
    for unit in units:
        for name in spellings(unit):
            by_key[name.key].append(unit)
            by_fold[name.folded].append(unit)
    return UnitIndex(
        {key: tuple(dict.fromkeys(found)) for key, found in by_key.items()},
        {key: tuple(dict.fromkeys(found)) for key, found in by_fold.items()},
    )


def spellings(unit: OrgUnit) -> list[ReportedName]:
    """How reports write a unit's name."""
    names = [name_of(None, tone_key(unit.short_name))]
    # `Quận 1` is its own short name; reports also write `Q.1` and `1`.
    if unit.short_name.startswith(unit.type):
        names.append(name_of(None, tone_key(unit.short_name.removeprefix(unit.type))))
    return names


def types_of(unit: OrgUnit) -> set[str]:
    """The types a unit has had: before and after later acts."""
    return {unit.type} | {change.type_after for change in unit.changes}


@kept
def reporting_units_by_name(province_id: str, day: date | None) -> UnitIndex:
    """The units that report to a province on a day; on the last map of its vintage where no day is given."""
    return _index_of(reporting_to(province_id, day))


@kept
def units_by_name(vintage: Vintage) -> UnitIndex:
    """Every unit of a vintage."""
    return _index_of(unit for unit in all_units().values() if unit.vintage is vintage)


@kept
def same_land_by_name(province_id: str) -> UnitIndex:
    """Units of both vintages and all tiers below the province in the land it covers."""
    present = successor(province_id)
    owners = {present, *predecessors(present)}
    return _index_of(
        unit
        for unit in all_units().values()
        if unit.level is not Level.PROVINCE and province_of(unit).org_unit_id in owners
    )
