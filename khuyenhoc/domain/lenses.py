"""One history on three maps: today's units, the former districts, and the areas comparable both ways.

Districts report until 30/06/2025 and communes since. A figure of one is read on the other's map through the
former communes that both are made of (docs/decisions/0012-history-across-the-reform.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from khuyenhoc.domain.apportionment import apportion
from khuyenhoc.domain.crosswalk import Succession, successions
from khuyenhoc.domain.org_units import Level, OrgUnit, all_units, province_of, reporting_level
from khuyenhoc.domain.reference import kept, read_reference

# Weights are whole parts of this power of two. Then products with whole figures, and their sums, are exact
# in binary floating point up to 2,199,023,255,552 (2,199 tỷ đồng): totals stay equal to the unit.
PARTS = 4096


class Lens(StrEnum):
    """The map that figures of all periods are read on."""

    REPORTED = "reported"
    CURRENT = "current"
    FORMER = "former"
    COMPARABLE = "comparable"


# Besides: whole provinces of either vintage, which restated totals of provinces go through, and the province
# that each unit reported to. They differ where a later act gave a unit to another province.
PROVINCE = "province"
OWN_PROVINCE = "own_province"


@dataclass(frozen=True)
class Link:
    """How many `PARTS` of a reporting unit's figures belong to a unit of a lens."""

    from_id: str
    to_id: str
    parts: int

    @property
    def weight(self) -> float:
        """Share of the figure, exact in binary."""
        return self.parts / PARTS

    @property
    def is_exact(self) -> bool:
        """Whether the whole figure goes over; any other is an estimate."""
        return self.parts == PARTS


@dataclass(frozen=True)
class ComparableArea:
    """Districts and communes that cover the same land and share none of it with other units.

    Attributes:
        area_id: `area-` and the smallest of the members' ids.
        members: ids of the reporting units of both vintages, sorted.
    """

    area_id: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Territory:
    """What links are computed from: flows of former communes between districts and present communes.

    Attributes:
        flows: district -> present commune of any later act -> amount of the district's size that lies there.
        finals: present commune -> the units of today's map it became (itself, unless an act ended it).
    """

    flows: Mapping[str, Mapping[str, Fraction]]
    finals: Mapping[str, Mapping[str, Fraction]]


def survey(
    rows: Iterable[Succession], district_of: Mapping[str, str], sizes: Mapping[str, Fraction]
) -> Territory:
    """Follow every former commune through the acts.

    Args:
        rows: successions of communes; none leads back to where it came from.
        district_of: former commune (or ward-less district) -> district.
        sizes: what stands for the people of each former commune.
    """
    next_units: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for row in rows:
        next_units[row.from_id][row.to_id] = row.weight
    flows: dict[str, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for commune, district in district_of.items():
        for unit, share in _stations(commune, Fraction(1), next_units):
            flows[district][unit] += share * sizes[commune]
    present = {unit for reached in flows.values() for unit in reached}
    return Territory(flows, {unit: _ends(unit, next_units) for unit in present})


def _stations(
    unit: str, share: Fraction, next_units: Mapping[str, Mapping[str, Fraction]]
) -> Iterator[tuple[str, Fraction]]:
    """Every unit that land of `unit` was in later, with the share."""
    for after, weight in next_units.get(unit, {}).items():
        yield after, share * weight
        yield from _stations(after, share * weight, next_units)


def _ends(unit: str, next_units: Mapping[str, Mapping[str, Fraction]]) -> dict[str, Fraction]:
    ends = {
        after: share for after, share in _stations(unit, Fraction(1), next_units) if after not in next_units
    }
    return ends or {unit: Fraction(1)}


def links_to_current(territory: Territory) -> Iterator[Link]:
    """Districts divided among today's communes; communes as they are, or what later acts made of them."""
    for district, reached in territory.flows.items():
        yield from _links(
            district, {unit: size for unit, size in reached.items() if unit in territory.finals[unit]}
        )
    for commune, ends in territory.finals.items():
        yield from _links(commune, ends)


def links_to_former(territory: Territory) -> Iterator[Link]:
    """Communes divided among the districts their land came from; districts as they are."""
    for district in territory.flows:
        yield Link(district, district, PARTS)
    origins: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for district, reached in territory.flows.items():
        for commune, size in reached.items():
            origins[commune][district] = size
    for commune, sizes in origins.items():
        yield from _links(commune, sizes)


def comparable_areas(territory: Territory) -> Iterator[ComparableArea]:
    """The connected groups of districts and communes that share land: the least common geography."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    for district, reached in territory.flows.items():
        for commune in reached:
            for one, other in [(district, commune), *((commune, end) for end in territory.finals[commune])]:
                neighbours[one].add(other)
                neighbours[other].add(one)
    seen: set[str] = set()
    for start in sorted(neighbours):
        if start in seen:
            continue
        group, waiting = set(), [start]
        while waiting:
            unit = waiting.pop()
            if unit not in group:
                group.add(unit)
                waiting += neighbours[unit] - group
        seen |= group
        yield ComparableArea(f"area-{start}", tuple(sorted(group)))


def _links(from_id: str, sizes: Mapping[str, Fraction]) -> Iterator[Link]:
    for to_id, parts in apportion(sizes, PARTS).items():
        yield Link(from_id, to_id, parts)


@kept
def territory() -> Territory:
    """The country's territory, from the reviewed crosswalk."""
    units = all_units()
    rows = [row for row in successions() if row.level == Level.COMMUNE]
    former = {row.from_id for row in rows if not row.from_id.startswith("reform-")}
    district_of = {
        unit: unit if units[unit].level is Level.DISTRICT else units[unit].parent_id
        for unit in sorted(former)
    }
    return survey(rows, district_of, _sizes(former))


def _sizes(communes: Iterable[str]) -> dict[str, Fraction]:
    """People of each former commune where the whole province's are known; else each counts the same."""
    people = {row["org_unit_id"]: Fraction(row["population"]) for row in read_reference("former_populations")}
    of_province: dict[str, list[str]] = defaultdict(list)
    for commune in communes:
        of_province[province_of(all_units()[commune]).org_unit_id].append(commune)
    sizes: dict[str, Fraction] = {}
    for members in of_province.values():
        is_known = all(member in people for member in members)
        sizes |= {member: people[member] if is_known else Fraction(1) for member in members}
    return sizes


@kept
def areas() -> dict[str, ComparableArea]:
    """The comparable areas by id."""
    return {area.area_id: area for area in comparable_areas(territory())}


@kept
def links(lens: str) -> tuple[Link, ...]:
    """Every link of a lens (or to provinces); the parts of each reporting unit add up to `PARTS`.

    In `PROVINCE` they do so for each vintage of provinces.
    """
    if lens == Lens.CURRENT:
        return tuple(links_to_current(territory()))
    if lens == Lens.FORMER:
        return tuple(links_to_former(territory()))
    if lens == Lens.COMPARABLE:
        return tuple(Link(unit, area.area_id, PARTS) for area in areas().values() for unit in area.members)
    if lens == PROVINCE:
        return tuple(_links_to_provinces())
    if lens == OWN_PROVINCE:
        return tuple(
            Link(unit.org_unit_id, province_of(unit).org_unit_id, PARTS) for unit in reporting_units()
        )
    return tuple(Link(unit.org_unit_id, unit.org_unit_id, PARTS) for unit in reporting_units())


def _links_to_provinces() -> Iterator[Link]:
    """To today's provinces and to the former ones, through today's communes and the former districts."""
    for lens in (Lens.CURRENT, Lens.FORMER):
        shares: dict[tuple[str, str], int] = defaultdict(int)
        for link in links(lens):
            shares[link.from_id, province_of(all_units()[link.to_id]).org_unit_id] += link.parts
        for (from_id, province_id), parts in shares.items():
            yield Link(from_id, province_id, parts)


def reporting_units() -> tuple[OrgUnit, ...]:
    """The units that report: districts of the former map, communes of the present one."""
    return tuple(unit for unit in all_units().values() if unit.level is reporting_level(unit.vintage))


@kept
def sources_of(lens: str) -> dict[str, tuple[str, ...]]:
    """Unit of a lens -> the reporting units that its figures are made of."""
    found: dict[str, list[str]] = defaultdict(list)
    for link in links(lens):
        found[link.to_id].append(link.from_id)
    return {unit: tuple(sources) for unit, sources in found.items()}


@kept
def units_on_land_of(province_id: str) -> frozenset[str]:
    """The reporting units of both vintages that lie in a province, or did, wholly or in part."""
    return frozenset(
        link.from_id for lens in (PROVINCE, OWN_PROVINCE) for link in links(lens) if link.to_id == province_id
    )


@kept
def provinces_of_targets(lens: str) -> dict[str, frozenset[str]]:
    """Unit of a lens -> the provinces of both vintages it lies in."""
    provinces: dict[str, set[str]] = defaultdict(set)
    for link in (*links(PROVINCE), *(links(OWN_PROVINCE) if lens == Lens.REPORTED else ())):
        provinces[link.from_id].add(link.to_id)
    found: dict[str, set[str]] = defaultdict(set)
    for link in links(lens):
        found[link.to_id] |= provinces[link.to_id if link.to_id in provinces else link.from_id]
    return {unit: frozenset(ids) for unit, ids in found.items()}
