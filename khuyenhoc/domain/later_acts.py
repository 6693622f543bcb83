"""Acts after the release that somebody imported, and what they change in the reference files.

A unit whose land or province changes ends the day before, and what it becomes has an identity of its own even
where the code stays: figures before and after are of different land. A unit that only takes another name or
type goes on (docs/decisions/0020-later-acts-and-what-is-approximate.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from khuyenhoc.domain.org_units import Level, OrgUnit, all_units, province_of
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.domain.reference import Rows, change_reference

_in_force: list["ActRow"] = []

COMMUNE_TYPES = ("Phường", "Xã", "Đặc khu")
# What a share rests on, and how sure it is.
BASES = {"whole": "high", "population": "high", "area": "medium", "equal": "low"}


class ActKind(StrEnum):
    """What an act does to a unit."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    CHANGE_TYPE = "change_type"
    CHANGE_PARENT = "change_parent"
    CHANGE_CODE = "change_code"


@dataclass(frozen=True)
class ActRow:
    """One unit's becoming another, a part of it, or taking another name.

    Attributes:
        to_id: `from_id` where only name or type change.
        code: of the unit from that day on, as are name, type and parent.
        weight: share of the unit as text of a fraction ("1", "3/5"); None where only name or type change.
        basis: one of `BASES`; None as above.
        population: people of the part, where the act names them; its area likewise.
    """

    kind: str
    event_date: str
    legal_act: str
    from_id: str
    to_id: str
    code: str
    name: str
    short_name: str
    type: str
    parent_id: str
    weight: str | None = None
    basis: str | None = None
    population: int | None = None
    area_km2: float | None = None

    @property
    def is_move(self) -> bool:
        """Whether a unit ends; else it only takes another name or type."""
        return self.weight is not None

    @property
    def day(self) -> date:
        """First day on which it holds."""
        return date.fromisoformat(self.event_date)

    @property
    def is_exact(self) -> bool:
        """Whether the unit went over whole."""
        return self.weight is not None and Fraction(self.weight) == 1

    def as_entry(self) -> dict[str, object]:
        """The row as the ledger keeps it."""
        return asdict(self)


def new_identity(code: str, day: date) -> str:
    """Id of the unit that has a code from a day on; codes are used again."""
    plain = f"{Vintage.REFORM}-{code}"
    return f"{plain}-{day:%Y%m%d}" if plain in all_units() else plain


def take_up(rows: Sequence[ActRow]) -> None:
    """Read units, events and crosswalk with these acts from now on, in the order in which they hold."""
    ordered = sorted(rows, key=lambda row: row.event_date)
    if ordered == _in_force:
        return
    _in_force[:] = ordered
    change_reference(
        {
            "org_units": lambda units: _with_units(units, ordered),
            "org_unit_events": lambda events: [*events, *_events(ordered)],
            "crosswalk": lambda crosswalk: [*crosswalk, *_successions(ordered)],
        }
        if ordered
        else {}
    )


def acts_in_force() -> tuple[ActRow, ...]:
    """What was taken up, in the order in which it holds."""
    return tuple(_in_force)


def _with_units(units: Rows, rows: Iterable[ActRow]) -> Rows:
    by_id = {unit["org_unit_id"]: dict(unit) for unit in units}
    for row in rows:
        if not row.is_move:
            continue
        origin = by_id[row.from_id]
        origin["valid_to"] = str(row.day - timedelta(days=1))
        if row.to_id not in by_id:
            by_id[row.to_id] = origin | {
                "org_unit_id": row.to_id,
                "code": row.code,
                "name": row.name,
                "short_name": row.short_name,
                "type": row.type,
                "parent_id": row.parent_id,
                "valid_from": row.event_date,
                "valid_to": "",
            }
    return list(by_id.values())


def _events(rows: Iterable[ActRow]) -> Rows:
    return [
        {
            "org_unit_id": row.from_id,
            "event_date": row.event_date,
            "kind": "rename" if row.kind == ActKind.RENAME else "type_change",
            "type_before": "",
            "type_after": row.type,
            "name_before": "",
            "name_after": row.name,
            "legal_act": row.legal_act,
        }
        for row in rows
        if not row.is_move
    ]


def _successions(rows: Iterable[ActRow]) -> Rows:
    moves = [row for row in rows if row.is_move]
    largest: dict[str, Fraction] = defaultdict(Fraction)
    for row in moves:
        largest[row.from_id] = max(largest[row.from_id], Fraction(row.weight))
    main: dict[str, str] = {}
    for row in moves:
        if Fraction(row.weight) == largest[row.from_id]:
            main.setdefault(row.from_id, row.to_id)
    return [
        {
            "from_id": row.from_id,
            "to_id": row.to_id,
            "level": Level.COMMUNE,
            "event_date": row.event_date,
            "legal_act": row.legal_act,
            "method": "exact" if row.is_exact else "estimate",
            "weight": row.weight,
            "basis": row.basis,
            "confidence": BASES[row.basis],
            "is_main": str(main[row.from_id] == row.to_id).lower(),
        }
        for row in moves
    ]


def present_by_code() -> dict[str, OrgUnit]:
    """Today's communes by code."""
    return {
        unit.code: unit
        for unit in all_units().values()
        if unit.vintage is Vintage.REFORM and unit.level is Level.COMMUNE and unit.valid_to is None
    }


def last_change(unit: OrgUnit) -> date:
    """The day since which a unit is what it is."""
    days = [change.event_date for change in unit.changes]
    return max([unit.valid_from or date.min, *days])


def units_ended(rows: Iterable[ActRow]) -> dict[str, date]:
    """Unit -> last day, of those that acts end."""
    return {row.from_id: row.day - timedelta(days=1) for row in rows if row.is_move}


def provinces_of(rows: Iterable[ActRow]) -> Mapping[str, None]:
    """Ids of the provinces that acts change something in."""
    found: dict[str, None] = {}
    for row in rows:
        found[province_of(all_units()[row.from_id]).org_unit_id] = None
        found[row.parent_id] = None
    return found
