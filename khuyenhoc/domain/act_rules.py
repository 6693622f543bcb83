"""What an imported act must satisfy, and the identities and shares that follow from its rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from khuyenhoc.domain.act_problems import (
    BAD_CODE,
    CYCLE,
    DATE_TOO_EARLY,
    MANY_DATES,
    NAME_DIFFERS,
    NO_ACT,
    NOTHING_CHANGES,
    REPEATED,
    TARGET_DIFFERS,
    TARGET_INCOMPLETE,
    UNKNOWN_FROM,
    WEIGHT_MISSING,
    WEIGHT_RANGE,
    WEIGHTS,
    Complaint,
)
from khuyenhoc.domain.later_acts import (
    BASES,
    COMMUNE_TYPES,
    ActKind,
    ActRow,
    last_change,
    new_identity,
    present_by_code,
)
from khuyenhoc.domain.org_units import OrgUnit, province_of, provinces
from khuyenhoc.domain.periods import REFORM_DATE, Vintage


@dataclass(frozen=True)
class ActLine:
    """A row of an act as it was written; empty texts and None where nothing stands.

    Attributes:
        place: of the row, for complaints.
    """

    place: int
    event_date: date
    legal_act: str
    from_code: str
    to_code: str
    from_name: str = ""
    to_name: str = ""
    to_type: str = ""
    to_province: str = ""
    weight: Fraction | None = None
    basis: str = ""
    population: int | None = None
    area_km2: float | None = None


@dataclass(frozen=True)
class _Target:
    """What a code stands for from the day on."""

    code: str
    short_name: str
    type: str
    parent_id: str

    @property
    def name(self) -> str:
        return f"{self.type} {self.short_name}"


def settle(lines: Sequence[ActLine]) -> tuple[tuple[ActRow, ...], tuple[Complaint, ...]]:
    """The rows to store, or what is wrong; one of the two is empty."""
    present = present_by_code()
    complaints = [*_complaints_of_rows(lines, present), *_complaints_of_days(lines, present)]
    if complaints:
        return (), tuple(complaints)
    complaints = [*_complaints_of_shares(lines), *_complaints_of_targets(lines, present)]
    if complaints:
        return (), tuple(complaints)
    targets = {line.to_code: _target(line.to_code, lines, present) for line in lines}
    complete = [*lines, *_going_on(lines, present)]
    rows = tuple(_row(line, complete, targets[line.to_code], present) for line in complete)
    idle = [
        Complaint(line.place, "to_code", NOTHING_CHANGES, {"name": present[line.from_code].name})
        for line, row in zip(complete, rows, strict=True)
        if not row.is_move and row.name == present[line.from_code].name_on(line.event_date)
    ]
    return ((), tuple(idle)) if idle else (rows, ())


def _complaints_of_rows(lines: Sequence[ActLine], present: Mapping[str, OrgUnit]) -> Iterator[Complaint]:
    seen: set[tuple[str, str]] = set()
    for line in lines:
        unit = present.get(line.from_code)
        if unit is None:
            yield Complaint(line.place, "from_code", UNKNOWN_FROM, {"code": line.from_code})
        elif line.from_name and not _is_name_of(line.from_name, unit, line.event_date):
            values = {"code": line.from_code, "name": unit.name_on(line.event_date), "text": line.from_name}
            yield Complaint(line.place, "from_name", NAME_DIFFERS, values)
        if not (line.to_code.isdecimal() and len(line.to_code) == 5):
            yield Complaint(line.place, "to_code", BAD_CODE, {"code": line.to_code})
        if not line.legal_act:
            yield Complaint(line.place, "legal_act", NO_ACT, {})
        if line.weight is not None and not 0 < line.weight <= 1:
            yield Complaint(line.place, "weight", WEIGHT_RANGE, {"text": _decimal(line.weight)})
        if (line.from_code, line.to_code) in seen:
            values = {"code": line.from_code, "to_code": line.to_code}
            yield Complaint(line.place, "to_code", REPEATED, values)
        seen.add((line.from_code, line.to_code))


def _is_name_of(text: str, unit: OrgUnit, day: date) -> bool:
    names = {unit.name, unit.short_name, unit.name_on(day)}
    return text.casefold() in {name.casefold() for name in names}


def _complaints_of_days(lines: Sequence[ActLine], present: Mapping[str, OrgUnit]) -> Iterator[Complaint]:
    for line in lines:
        if line.event_date != lines[0].event_date:
            first = f"{lines[0].event_date:%d/%m/%Y}"
            yield Complaint(line.place, "event_date", MANY_DATES, {"first": first})
        for unit in {present.get(line.from_code), present.get(line.to_code)} - {None}:
            last = max(last_change(unit), REFORM_DATE)
            if line.event_date <= last:
                values = {"last": f"{last:%d/%m/%Y}", "name": unit.name}
                yield Complaint(line.place, "event_date", DATE_TOO_EARLY, values)


def _by_origin(lines: Sequence[ActLine]) -> dict[str, list[ActLine]]:
    groups: dict[str, list[ActLine]] = defaultdict(list)
    for line in lines:
        groups[line.from_code].append(line)
    return groups


def _complaints_of_shares(lines: Sequence[ActLine]) -> Iterator[Complaint]:
    for code, parts in _by_origin(lines).items():
        shares = _shares(parts)
        if shares is None:
            yield Complaint(parts[0].place, "weight", WEIGHT_MISSING, {"code": code})
        elif sum(shares) != 1:
            values = {"code": code, "total": _decimal(sum(shares))}
            yield Complaint(parts[-1].place, "weight", WEIGHTS, values)


def _shares(parts: Sequence[ActLine]) -> list[Fraction] | None:
    """Shares as written, else by people, else by area; None where neither is whole."""
    if all(part.weight is not None for part in parts):
        return [part.weight for part in parts]
    if len(parts) == 1:
        return [Fraction(1)]
    for sizes in ([part.population for part in parts], [part.area_km2 for part in parts]):
        if all(size is not None and size > 0 for size in sizes):
            whole = sum(map(Fraction, sizes))
            return [Fraction(size) / whole for size in sizes]
    return None


def _complaints_of_targets(lines: Sequence[ActLine], present: Mapping[str, OrgUnit]) -> Iterator[Complaint]:
    own = {(line.from_code, line.to_code) for line in lines}
    origins = {line.from_code for line in lines}
    written: dict[tuple[str, str], ActLine] = {}
    for line in lines:
        code = line.to_code
        if code in origins and (code, code) not in own:
            yield Complaint(line.place, "to_code", CYCLE, {"code": code})
        for field in ("to_name", "to_type", "to_province"):
            value = getattr(line, field)
            first = written.setdefault((code, field), line) if value else line
            if getattr(first, field) != value:
                yield Complaint(line.place, field, TARGET_DIFFERS, {"code": code}, other=first.place)
        target = _target(code, lines, present)
        is_known_province = target.parent_id in {unit.org_unit_id for unit in provinces(Vintage.REFORM)}
        if not target.short_name or target.type not in COMMUNE_TYPES or not is_known_province:
            yield Complaint(line.place, "to_name", TARGET_INCOMPLETE, {"code": code})


def _target(code: str, lines: Sequence[ActLine], present: Mapping[str, OrgUnit]) -> _Target:
    """What the rows say of a code, and where they say nothing, what it stands for until then."""
    mine = [line for line in lines if line.to_code == code]
    said = {
        field: next((getattr(line, field) for line in mine if getattr(line, field)), "")
        for field in ("to_name", "to_type", "to_province")
    }
    before = present.get(code)
    origin = present.get(mine[0].from_code)
    own_type = said["to_type"] or (_type_on(before, mine[0].event_date) if before else "")
    name = said["to_name"] or (before.short_name if before else "")
    if own_type and name.casefold().startswith(f"{own_type.casefold()} "):
        name = name[len(own_type) + 1 :]
    near = before or origin
    parent = f"{Vintage.REFORM}-{said['to_province']}" if said["to_province"] else near.parent_id
    return _Target(code, name, own_type, parent)


def _type_on(unit: OrgUnit, day: date) -> str:
    past = [change for change in unit.changes if change.event_date <= day]
    return past[-1].type_after if past else unit.type


def _going_on(lines: Sequence[ActLine], present: Mapping[str, OrgUnit]) -> Iterator[ActLine]:
    """Units that take land of others and keep their code, where the file has no row of their own for it."""
    origins = {line.from_code for line in lines}
    for line in {line.to_code: line for line in lines}.values():
        if line.to_code in present and line.to_code not in origins:
            yield ActLine(line.place, line.event_date, line.legal_act, line.to_code, line.to_code)


def _row(line: ActLine, lines: Sequence[ActLine], target: _Target, present: Mapping[str, OrgUnit]) -> ActRow:
    origin = present[line.from_code]
    parts = _by_origin(lines)[line.from_code]
    share = dict(zip([part.to_code for part in parts], _shares(parts), strict=True))[line.to_code]
    kind = _kind(line, lines, target, origin, share)
    is_move = kind not in {ActKind.RENAME, ActKind.CHANGE_TYPE}
    basis = "whole" if share == 1 else _basis(line, parts)
    return ActRow(
        kind=str(kind),
        event_date=line.event_date.isoformat(),
        legal_act=line.legal_act,
        from_id=origin.org_unit_id,
        to_id=new_identity(line.to_code, line.event_date) if is_move else origin.org_unit_id,
        code=line.to_code,
        name=target.name,
        short_name=target.short_name,
        type=target.type,
        parent_id=target.parent_id,
        weight=str(share) if is_move else None,
        basis=basis if is_move else None,
        population=line.population,
        area_km2=line.area_km2,
    )


def _basis(line: ActLine, parts: Sequence[ActLine]) -> str:
    if line.basis in BASES and line.basis != "whole":
        return line.basis
    if all(part.weight is None for part in parts):
        return "population" if all(part.population for part in parts) else "area"
    return "population" if all(part.population for part in parts) else "equal"


def _kind(
    line: ActLine, lines: Sequence[ActLine], target: _Target, origin: OrgUnit, share: Fraction
) -> ActKind:
    if share != 1:
        return ActKind.SPLIT
    if sum(other.to_code == line.to_code for other in lines) > 1:
        return ActKind.MERGE
    if target.parent_id != province_of(origin).org_unit_id:
        return ActKind.CHANGE_PARENT
    if line.to_code != line.from_code:
        return ActKind.CHANGE_CODE
    return ActKind.RENAME if target.short_name != origin.short_name else ActKind.CHANGE_TYPE


def _decimal(value: Fraction) -> str:
    return f"{float(value):.6g}".replace(".", ",")
