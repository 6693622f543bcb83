"""Administrative units. Identity is (code, vintage), written as one id such as `legacy-568`."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from khuyenhoc.domain.letters import without_marks
from khuyenhoc.domain.periods import REFORM_DATE, Vintage
from khuyenhoc.domain.reference import kept, read_reference


class Level(StrEnum):
    """Tier of the administrative hierarchy."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True)
class NameChange:
    """A new name or type for the same code and land, from one day on."""

    event_date: date
    type_after: str
    name_after: str
    legal_act: str


@dataclass(frozen=True)
class OrgUnit:
    """A province, district or commune in one vintage.

    Attributes:
        code: some are used again after an act; the id is not.
        valid_from: first day; None where nobody asks.
        valid_to: last day; None for a unit that still is.
    """

    org_unit_id: str
    code: str
    vintage: Vintage
    level: Level
    name: str
    short_name: str
    type: str
    parent_id: str
    changes: tuple[NameChange, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def file_name(self) -> str:
        """The name as part of a file's name: `khanh_hoa`; of the map to 30/06/2025: `khanh_hoa_cu`."""
        words = re.findall(r"[a-z0-9]+", without_marks(self.short_name))
        return "_".join([*words, "cu"] if self.vintage is Vintage.LEGACY else words)

    def name_on(self, day: date) -> str:
        """Full name in force on a day."""
        past = [change for change in self.changes if change.event_date <= day]
        return past[-1].name_after if past else self.name

    def is_valid_on(self, day: date) -> bool:
        """Whether the unit is there on a day."""
        has_begun = self.valid_from is None or self.valid_from <= day
        return has_begun and (self.valid_to is None or day <= self.valid_to)


def org_unit_id(vintage: Vintage, code: str) -> str:
    """The one-text identity of a unit."""
    return f"{vintage}-{code}"


def reporting_level(vintage: Vintage) -> Level:
    """The tier that reports to the province: districts until 30/06/2025, communes since."""
    return Level.DISTRICT if vintage is Vintage.LEGACY else Level.COMMUNE


@kept
def all_units() -> dict[str, OrgUnit]:
    """Every unit of both vintages by id (14,149 units, and those of later acts)."""
    changes: dict[str, list[NameChange]] = defaultdict(list)
    for row in read_reference("org_unit_events"):
        day = date.fromisoformat(row["event_date"])
        change = NameChange(day, row["type_after"], row["name_after"], row["legal_act"])
        changes[row["org_unit_id"]].append(change)
    return {
        row["org_unit_id"]: OrgUnit(
            org_unit_id=row["org_unit_id"],
            code=row["code"],
            vintage=Vintage(row["vintage"]),
            level=Level(row["level"]),
            name=row["name"],
            short_name=row["short_name"],
            type=row["type"],
            parent_id=row["parent_id"],
            changes=tuple(changes[row["org_unit_id"]]),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for row in read_reference("org_units")
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@kept
def _children() -> dict[str, tuple[OrgUnit, ...]]:
    grouped: dict[str, list[OrgUnit]] = defaultdict(list)
    for unit in all_units().values():
        grouped[unit.parent_id].append(unit)
    # Units of later acts come last in the reference; those of one parent go by code all the same.
    return {parent: tuple(sorted(units, key=_vintage_and_code)) for parent, units in grouped.items()}


def _vintage_and_code(unit: OrgUnit) -> tuple[str, str]:
    return str(unit.vintage), unit.code


def children(parent_id: str) -> tuple[OrgUnit, ...]:
    """Units directly below a unit, ended ones too, in code order; of a reform province, its communes."""
    return _children().get(parent_id, ())


def reporting_to(province_id: str, day: date | None = None) -> tuple[OrgUnit, ...]:
    """The units that report to a province on a day: its districts until 30/06/2025, its communes since.

    Args:
        day: None for the last map of the province's vintage.
    """
    vintage = all_units()[province_id].vintage
    if day is None:
        day = REFORM_DATE - timedelta(days=1) if vintage is Vintage.LEGACY else date.max
    return tuple(
        unit
        for unit in children(province_id)
        if unit.level is reporting_level(vintage) and unit.is_valid_on(day)
    )


def unit_with_code(vintage: Vintage, code: str, day: date) -> OrgUnit | None:
    """The unit that has a code on a day; None when there is none."""
    units = [unit for unit in _by_code().get((vintage, code), ()) if unit.is_valid_on(day)]
    return units[0] if units else None


@kept
def _by_code() -> dict[tuple[Vintage, str], tuple[OrgUnit, ...]]:
    grouped: dict[tuple[Vintage, str], list[OrgUnit]] = defaultdict(list)
    for unit in all_units().values():
        grouped[unit.vintage, unit.code].append(unit)
    return {key: tuple(units) for key, units in grouped.items()}


def provinces(vintage: Vintage) -> tuple[OrgUnit, ...]:
    """The 63 or 34 provinces of a vintage, in code order."""
    return tuple(unit for unit in _children()[""] if unit.vintage is vintage)


def province_of(unit: OrgUnit) -> OrgUnit:
    """The province a unit lies in (itself, for a province)."""
    while unit.parent_id:
        unit = all_units()[unit.parent_id]
    return unit


@kept
def _province_succession() -> dict[str, str]:
    return {row["from_id"]: row["to_id"] for row in read_reference("crosswalk") if row["level"] == "province"}


def predecessors(province_id: str) -> tuple[str, ...]:
    """Ids of the former provinces that a present province was made of; each went over whole."""
    return tuple(old for old, new in _province_succession().items() if new == province_id)


def successor(province_id: str) -> str:
    """Id of the present province that a former one became part of (itself, for a present one)."""
    return _province_succession().get(province_id, province_id)


def provinces_in(province_id: str, vintage: Vintage) -> tuple[str, ...]:
    """Ids of the provinces of a vintage that make up a province.

    A present province is its former ones before the reform; a former province has no figures of its own
    after it.
    """
    if all_units()[province_id].vintage is vintage:
        return (province_id,)
    return predecessors(province_id) if vintage is Vintage.LEGACY else ()
