"""Which land units of later acts have: whole units of the release, and parts of units that an act divided.

No act says where a dividing line runs. As with the former communes (`divide`), each place goes to the part
whose seat is nearest. The register gives no seats of units made later, so a part's seat is that of the unit
whose name it keeps, of a former commune of its name inside the divided unit, or of a unit that went into it
whole; the part that took most keeps the seat of the divided one. Where one of the parts has no seat, there is
nothing to divide by: the whole land stays with the part that took most, and the others have none.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from khuyenhoc.domain.crosswalk import became, made_from
from khuyenhoc.domain.later_acts import acts_in_force, present_by_code
from khuyenhoc.domain.org_units import Level, all_units
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.domain.reference import kept, read_reference
from khuyenhoc.geography.names import accent_key, split_name

Seat = tuple[float, float]


class Cut(NamedTuple):
    """Land that is joined and then divided among seats.

    Attributes:
        members: units of a published layer, and pieces of earlier cuts.
        seats: piece -> (longitude, latitude), as pairs.
    """

    members: tuple[str, ...]
    seats: tuple[tuple[str, Seat], ...]


class Land(NamedTuple):
    """Land of units.

    Attributes:
        members: unit -> units of a published layer, and pieces; units without land are left out.
        cuts: what the pieces come from, in the order in which they are cut.
    """

    members: dict[str, tuple[str, ...]]
    cuts: tuple[Cut, ...]


class LaterCodes(NamedTuple):
    """Codes as imported acts left them.

    Attributes:
        ids: code -> unit, of present units that an act made.
        names: their names.
        ended: codes that no present unit has.
        is_in_force: whether the first of the acts holds already.
    """

    ids: Mapping[str, str]
    names: Mapping[str, str]
    ended: frozenset[str]
    is_in_force: bool


NO_LATER_CODES = LaterCodes(MappingProxyType({}), MappingProxyType({}), frozenset(), is_in_force=False)


def later_codes(day: date) -> LaterCodes:
    """What acts made of the codes of communes, asked on a day."""
    made = {unit: all_units()[unit] for unit in made_later(all_units())}
    if not made:
        return NO_LATER_CODES
    present = present_by_code()
    ids = {code: unit.org_unit_id for code, unit in present.items() if unit.org_unit_id in made}
    ended = {all_units()[row.from_id].code for row in acts_in_force() if row.is_move} - present.keys()
    return LaterCodes(
        ids,
        {unit: made[unit].name for unit in ids.values()},
        frozenset(ended),
        is_in_force=min(unit.valid_from for unit in made.values()) <= day,
    )


def made_later(unit_ids: Collection[str]) -> frozenset[str]:
    """Those of the units that an imported act made: the built boundaries do not know them."""
    return frozenset(unit_ids) & {row.to_id for row in acts_in_force() if row.is_move}


def land_of(unit_ids: Collection[str], drawn: Collection[str] = frozenset()) -> Land:
    """Land of units of later acts and of the release.

    Args:
        drawn: units of later acts whose own shape is known: they are their own land.
    """
    survey = _Survey(frozenset(drawn))
    members = {unit: survey.land(unit) for unit in unit_ids}
    return Land({unit: land for unit, land in members.items() if land}, tuple(survey.cuts.values()))


class _Survey:
    """The cuts that the land of some units needs, each made once."""

    def __init__(self, drawn: frozenset[str]) -> None:
        self.later = made_later(all_units())
        self.drawn = drawn
        self.cuts: dict[str, Cut] = {}

    def land(self, unit: str) -> tuple[str, ...]:
        """Units and pieces that make up a unit."""
        if unit not in self.later or unit in self.drawn:
            return (unit,)
        found: dict[str, None] = {}
        for row in made_from(unit):
            if row.is_exact:
                found |= dict.fromkeys(self.land(row.from_id))
            elif seats := part_seats(row.from_id):
                self._cut(row.from_id, seats)
                found[_piece(row.from_id, unit)] = None
            elif row.is_main:
                found |= dict.fromkeys(self.land(row.from_id))
        return tuple(sorted(found))

    def _cut(self, unit: str, seats: dict[str, Seat]) -> None:
        if unit not in self.cuts:
            # The land of the unit first: it may come from an earlier cut, which then stands before this one.
            members = self.land(unit)
            pieces = tuple((_piece(unit, taker), seat) for taker, seat in seats.items())
            self.cuts[unit] = Cut(members, pieces)


def _piece(unit: str, taker: str) -> str:
    return f"{unit}>{taker}"


def part_seats(unit: str) -> dict[str, Seat] | None:
    """Seats of the parts of a divided unit; None where one has none, or two have the same."""
    seats = {row.to_id: seat_of(row.to_id) for row in became(unit)}
    known = {taker: seat for taker, seat in seats.items() if seat is not None}
    has_all = len(known) == len(seats) and len(set(known.values())) == len(seats)
    return known if has_all and len(known) > 1 else None


def seat_of(unit: str) -> Seat | None:
    """Where a unit is governed from, as far as the register and the names tell."""
    if unit not in made_later([unit]):
        return _seats().get(unit)
    rows = made_from(unit)
    key = _key(unit)
    namesake = next((row.from_id for row in rows if _key(row.from_id) == key), None)
    if namesake is not None:
        return seat_of(namesake)
    former = [each for row in rows for each in _former_communes(row.from_id) if _key(each) == key]
    if len(former) == 1 and former[0] in _seats():
        return _seats()[former[0]]
    origin = next((row.from_id for row in rows if row.is_exact), None)
    origin = origin or next((row.from_id for row in rows if row.is_main), None)
    return seat_of(origin) if origin else None


def _former_communes(unit: str) -> Iterator[str]:
    """Former communes that most of went into a unit."""
    for row in made_from(unit):
        if row.is_main and all_units()[row.from_id].vintage is Vintage.LEGACY:
            yield row.from_id
        elif row.is_main:
            yield from _former_communes(row.from_id)


def _key(unit: str) -> str:
    return accent_key(split_name(all_units()[unit].name).proper)


@kept
def _seats() -> dict[str, Seat]:
    """Points of the register, without those of a geocoder that did not know the commune.

    It gave the point of the district, or one point for several communes.
    """
    later = made_later(all_units())
    points = {
        row["org_unit_id"]: (float(row["longitude"]), float(row["latitude"]))
        for row in read_reference("org_units")
        if row["org_unit_id"] not in later
    }
    communes = [unit for unit in points if all_units()[unit].level is Level.COMMUNE]
    former = [unit for unit in communes if all_units()[unit].vintage is Vintage.LEGACY]
    times = Counter(points[unit] for unit in former)
    useless = {
        unit
        for unit in former
        if times[points[unit]] > 1 or points[unit] == points.get(all_units()[unit].parent_id)
    }
    return {unit: points[unit] for unit in communes if unit not in useless}
