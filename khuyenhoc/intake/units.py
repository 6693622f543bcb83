"""Which org unit a name or code in a report means, within one province and vintage.

A name is matched by its type and words with marks, then by words alone, then without marks where none were
typed. What would need a guess (two units of one name, a slip of the keyboard) is not matched: the choices are
listed with a reason, and a person decides.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from khuyenhoc.domain.crosswalk import became, made_from
from khuyenhoc.domain.org_units import (
    Level,
    OrgUnit,
    all_units,
    children,
    province_of,
    reporting_level,
    reporting_to,
)
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.domain.reference import kept, read_reference
from khuyenhoc.intake.similar import similar_names
from khuyenhoc.intake.text_repair import fold
from khuyenhoc.intake.unit_index import (
    UnitIndex,
    reporting_units_by_name,
    same_land_by_name,
    spellings,
    types_of,
    units_by_name,
)
from khuyenhoc.intake.unit_names import ReportedName, take_apart

_CLOSE = 0.72
_MOST_SUGGESTIONS = 3


class Problem(StrEnum):
    """Why a name was not matched."""

    UNKNOWN = "unknown"
    HOMONYM = "homonym"
    OTHER_VINTAGE = "other_vintage"
    OTHER_LEVEL = "other_level"
    OTHER_TYPE = "other_type"


@dataclass(frozen=True)
class Suggestion:
    """A unit that may be meant, and why, in both languages."""

    unit: OrgUnit
    vi: str
    en: str


@dataclass(frozen=True)
class Match:
    """The outcome for one name.

    Attributes:
        unit: None unless one unit is meant beyond doubt; with `OTHER_TYPE`, the unit a person must confirm.
        problem: what stands in the way.
        suggestions: at most three, the likeliest first.
    """

    unit: OrgUnit | None
    problem: Problem | None = None
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True)
class UnitFinder:
    """Finds the reporting units of one province in one vintage."""

    province_id: str
    vintage: Vintage
    units: tuple[OrgUnit, ...]
    names: UnitIndex
    codes: Mapping[str, OrgUnit]
    day: date | None = None
    found: dict[str, Match] = field(default_factory=dict, compare=False, repr=False)
    explained: dict[tuple[str, bool], Match] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, province_id: str, day: date | None = None) -> "UnitFinder":
        """The finder of a province; its id carries the vintage.

        Args:
            day: last day of the report's period; None for the last map of the vintage.
        """
        units = reporting_to(province_id, day)
        return cls(
            province_id,
            all_units()[province_id].vintage,
            units,
            reporting_units_by_name(province_id, day),
            {unit.code: unit for unit in units},
            day,
        )

    def by_code(self, code: object) -> OrgUnit | None:
        """The unit of a code, leading zeros lost or not; None when the province has none."""
        digits = _code_digits(code)
        if digits is None:
            return None
        width = 3 if self.vintage is Vintage.LEGACY else 5
        return self.codes.get(digits.lstrip("0").zfill(width))

    def by_name(self, text: str) -> Match:
        """The unit that a name means, or why it means none, with likely units."""
        match = self.find(text)
        return self.explain(text, suggest=True) if match.problem is Problem.UNKNOWN else match

    def find(self, text: str) -> Match:
        """The unit that a name means, without a search for likely ones."""
        if text not in self.found:
            matches = (self._match(name) for name in take_apart(text))
            self.found[text] = next(filter(None, matches), Match(None, Problem.UNKNOWN))
        return self.found[text]

    def explain(self, text: str, *, suggest: bool) -> Match:
        """Why a name means no unit of the province.

        Args:
            text: the name as typed.
            suggest: whether to look for units of similar names (slow for thousands of names).
        """
        key = text, suggest
        if key not in self.explained:
            readings = take_apart(text)
            elsewhere = self._elsewhere(readings)
            likely = self._suggestions(readings) if suggest and not elsewhere else ()
            self.explained[key] = elsewhere or Match(None, Problem.UNKNOWN, likely)
        return self.explained[key]

    def of_former_district(self, text: str) -> Match | None:
        """The problem of a bare name that stands for a former district; None when it names none."""
        key = take_apart(text)[-1].key
        for unit in same_land_by_name(self.province_id).by_key.get(key, ()):
            if unit.level is Level.DISTRICT:
                return Match(None, Problem.OTHER_VINTAGE, _heirs(unit, self.vintage))
        return None

    def _match(self, name: ReportedName) -> Match | None:
        found = self.names.by_key.get(name.key, ())
        if not found:
            found = tuple(
                unit for unit in self.names.by_fold.get(name.folded, ()) if _lacks_marks(name.key, unit)
            )
        if name.type:
            typed = [unit for unit in found if name.type in types_of(unit)]
            if len(typed) == 1:
                return Match(typed[0])
            if not typed and len(found) == 1 and name.type in self._own_types():
                reason_vi, reason_en = f"tệp ghi “{name.type}”", f"the file says “{name.type}”"
                return Match(found[0], Problem.OTHER_TYPE, (Suggestion(found[0], reason_vi, reason_en),))
            found = tuple(typed)
        if len(found) == 1:
            return Match(found[0])
        if found:
            choices = tuple(Suggestion(unit, "cùng tên", "same name") for unit in found)
            return Match(None, Problem.HOMONYM, choices[:_MOST_SUGGESTIONS])
        return None

    def _own_types(self) -> set[str]:
        return (
            {"Phường", "Xã", "Đặc khu"}
            if self.vintage is Vintage.REFORM
            else {"Quận", "Huyện", "Thị xã", "Thành phố"}
        )

    def _elsewhere(self, readings: Sequence[ReportedName]) -> Match | None:
        """The match of a name that exists in the same land, but on the other map or on another tier."""
        for name in readings:
            found = [
                unit
                for unit in same_land_by_name(self.province_id).by_key.get(name.key, ())
                if name.type is None or name.type in types_of(unit)
            ]
            if not found:
                continue
            unit = found[0]
            if unit.vintage is self.vintage and unit.level is reporting_level(self.vintage):
                return Match(None, Problem.OTHER_VINTAGE, self._relatives(unit))
            if unit.vintage is self.vintage:
                parent = all_units()[unit.parent_id]
                return Match(
                    None,
                    Problem.OTHER_LEVEL,
                    (Suggestion(parent, f"{unit.name} thuộc đơn vị này", f"{unit.name} lies in it"),),
                )
            return Match(None, Problem.OTHER_VINTAGE, _heirs(unit, self.vintage))
        return None

    def _relatives(self, unit: OrgUnit) -> tuple[Suggestion, ...]:
        """What a unit became that an act has ended, or was made from that is not there yet."""
        kin = (*became(unit.org_unit_id), *made_from(unit.org_unit_id))
        ids = [row.to_id if row.from_id == unit.org_unit_id else row.from_id for row in kin]
        own = {each.org_unit_id for each in self.units}
        vi, en = f"trước hoặc sau khi sắp xếp {unit.name}", f"{unit.name} before or after an act"
        return tuple(Suggestion(all_units()[each], vi, en) for each in ids if each in own)[:_MOST_SUGGESTIONS]

    def _suggestions(self, readings: Sequence[ReportedName]) -> tuple[Suggestion, ...]:
        name = readings[0]
        similar = similar_names(name.folded, self.names.by_fold, most=_MOST_SUGGESTIONS * 2, least=_CLOSE)
        found = [
            Suggestion(unit, *_reason(name, unit)) for key in similar for unit in self.names.by_fold[key]
        ]
        if found:
            return tuple(dict.fromkeys(found))[:_MOST_SUGGESTIONS]
        level = reporting_level(self.vintage)
        others = [
            unit
            for unit in units_by_name(self.vintage).by_key.get(name.key, ())
            if unit.level is level and (name.type is None or name.type in types_of(unit))
        ]
        return tuple(
            Suggestion(unit, f"thuộc {province_of(unit).name}", f"lies in {province_of(unit).name}")
            for unit in others[:_MOST_SUGGESTIONS]
        )


def _code_digits(code: object) -> str | None:
    if isinstance(code, bool) or code is None:
        return None
    if isinstance(code, float):
        return str(int(code)) if code.is_integer() and code > 0 else None
    digits = str(code).strip().strip("'").removesuffix(".0")
    return digits if digits.isdecimal() and len(digits) <= 5 else None


def _lacks_marks(key: str, unit: OrgUnit) -> bool:
    """Whether a typed key is a unit's name with marks left out, none of them changed: `diên khanh`."""
    for name in spellings(unit):
        if len(name.key) == len(key) and all(
            typed in {right, fold(right) or " "} for typed, right in zip(key, name.key, strict=True)
        ):
            return True
    return key.isascii()


def _reason(name: ReportedName, unit: OrgUnit) -> tuple[str, str]:
    if name.folded == fold(unit.short_name):
        return "khác dấu", "differs in marks only"
    return "tên gần giống", "similar name"


@kept
def _successions() -> dict[str, tuple[str, ...]]:
    """Former communes -> present ones, the main one first."""
    found: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for row in read_reference("crosswalk"):
        if row["level"] == "commune":
            found[row["from_id"]].append((row["is_main"] != "true", row["to_id"]))
    return {old: tuple(new for _, new in sorted(rows)) for old, rows in found.items()}


def _heirs(unit: OrgUnit, vintage: Vintage) -> tuple[Suggestion, ...]:
    """The units of the other vintage on a unit's land, the first three."""
    successions = _successions()
    if vintage is Vintage.REFORM:
        old = [unit] if unit.level is Level.COMMUNE else children(unit.org_unit_id)
        ids = dict.fromkeys(new for part in old for new in successions.get(part.org_unit_id, ()))
        vi, en = f"gồm đất của {unit.name} (cũ)", f"holds land of the former {unit.name}"
    else:
        parts = [old for old, new in successions.items() if unit.org_unit_id in new]
        ids = dict.fromkeys(all_units()[old].parent_id for old in parts)
        vi, en = f"nơi có đất của {unit.name} ngày nay", f"where today's {unit.name} lies"
    known = [all_units()[unit_id] for unit_id in ids if unit_id in all_units()]
    return tuple(Suggestion(heir, vi, en) for heir in known[:_MOST_SUGGESTIONS])


def provinces_with(text: str, vintage: Vintage) -> frozenset[str]:
    """Ids of the provinces that have a reporting unit of this name (and type, where typed)."""
    level = reporting_level(vintage)
    names = units_by_name(vintage)
    for name in take_apart(text):
        found = names.by_fold.get(name.folded, ()) if name.is_plain else names.by_key.get(name.key, ())
        ids = frozenset(
            province_of(unit).org_unit_id
            for unit in found
            if unit.level is level and (name.type is None or name.type in types_of(unit))
        )
        if ids:
            return ids
    return frozenset()
