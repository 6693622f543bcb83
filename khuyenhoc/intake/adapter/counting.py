"""Counting the rows of an export by unit: runs in the child process, and gives numbers alone."""

from collections import defaultdict
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from khuyenhoc.intake.adapter.mapping import SKIP, Condition, ElementRule, Mapping
from khuyenhoc.intake.cells import CellValue, Sheet, Workbook, column_letters
from khuyenhoc.intake.number_style import Style, column_style
from khuyenhoc.intake.numbers import State, read_cell
from khuyenhoc.intake.text_repair import tone_key
from khuyenhoc.intake.unit_names import name_of, take_apart

_MOST_NAMED = 5


@dataclass
class Tally:
    """What was counted.

    Attributes:
        rows: rows that the filters let through.
        figures: org unit id -> data element -> count or sum.
        unknown_rows: how many of the rows name no unit of the province, and the numbers of the first ones.
        bad_cells: addresses of the first cells that should hold a number.
        missing_columns: columns of the mapping that the sheet does not have, or has twice.
    """

    rows: int = 0
    figures: dict[str, dict[str, float]] = field(default_factory=dict)
    unknown_rows: int = 0
    first_unknown: list[int] = field(default_factory=list)
    bad_cells: list[str] = field(default_factory=list)
    missing_columns: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class KnownUnit:
    """A unit that reports to the province."""

    org_unit_id: str
    code: str
    name: str
    short_name: str
    type: str


class _Units:
    """Finds a unit by its code, or by its name where only one bears it."""

    def __init__(self, units: Sequence[KnownUnit]) -> None:
        self._by_code = {int(unit.code): unit.org_unit_id for unit in units}
        found: dict[tuple[str | None, str], set[str]] = defaultdict(set)
        for unit in units:
            short = name_of(None, tone_key(unit.short_name)).key
            for key in ((unit.type, short), (None, short), (None, tone_key(unit.name))):
                found[key].add(unit.org_unit_id)
        self._by_name = {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}

    def find(self, code: CellValue, name: CellValue) -> str | None:
        digits = str(code).strip().removesuffix(".0") if code is not None else ""
        if digits.isdecimal() and int(digits) in self._by_code:
            return self._by_code[int(digits)]
        readings = take_apart(name) if isinstance(name, str) and not digits else ()
        return next(
            (self._by_name[one.type, one.key] for one in readings if (one.type, one.key) in self._by_name),
            None,
        )


def count(workbook: Workbook, mapping: Mapping, units: Sequence[KnownUnit]) -> Tally:
    """The figures of each unit.

    A unit with rows, none of which count for an element, has 0 there; a unit without rows has no figures.
    """
    tally = Tally()
    sheet = _sheet(workbook, mapping)
    places = _places(sheet, mapping) if sheet else {}
    tally.missing_columns = [name for name in mapping.columns if name not in places]
    if sheet is None or tally.missing_columns:
        return tally
    return _Counter(sheet, mapping, places, _Units(units), tally).counted()


class _Counter:
    """One look at the rows of a sheet."""

    def __init__(
        self, sheet: Sheet, mapping: Mapping, places: Dictionary[str, int], units: _Units, tally: Tally
    ) -> None:
        self._sheet, self._mapping, self._places = sheet, mapping, places
        self._units, self._tally = units, tally
        self._rows = sheet.rows[mapping.heading_row :]
        self._seen: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._styles = {rule.sum_of: self._style(rule.sum_of) for rule in mapping.elements if rule.sum_of}

    def counted(self) -> Tally:
        for number, row in enumerate(self._rows, self._mapping.heading_row + 1):
            if any(value is not None for value in row) and self._fits(row, self._mapping.conditions):
                self._tally.rows += 1
                self._count(number, row)
        return self._tally

    def _count(self, number: int, row: Sequence[CellValue]) -> None:
        unit = self._units.find(
            self._cell(row, self._mapping.code_column), self._cell(row, self._mapping.name_column)
        )
        if unit is None:
            if self._mapping.other_units != SKIP:
                self._tally.unknown_rows += 1
                _note(self._tally.first_unknown, number)
            return
        figures = self._tally.figures.setdefault(unit, {})
        for rule in self._mapping.elements:
            is_counted = self._fits(row, rule.conditions)
            amount = self._amount(rule, unit, number, row) if is_counted else None
            # Nothing to sum is no figure; nobody who counts is nobody.
            if amount is not None or not rule.sum_of:
                figures[rule.element] = figures.get(rule.element, 0) + (amount or 0)

    def _amount(self, rule: ElementRule, unit: str, number: int, row: Sequence[CellValue]) -> float | None:
        if rule.sum_of:
            reading = read_cell(self._cell(row, rule.sum_of), self._styles[rule.sum_of])
            if reading.state not in {State.VALUE, State.NONE, State.MISSING}:
                _note(self._tally.bad_cells, f"{column_letters(self._places[rule.sum_of] + 1)}{number}")
                return None
            return None if reading.value is None else rule.factor * reading.value
        if rule.distinct:
            key = tone_key(str(self._cell(row, rule.distinct) or ""))
            seen = self._seen[unit, rule.element]
            if not key or key in seen:
                return None
            seen.add(key)
        return 1

    def _fits(self, row: Sequence[CellValue], conditions: Sequence[Condition]) -> bool:
        return all(
            (tone_key(_text(self._cell(row, one.column))) in _keys(one.values)) is not one.is_none_of
            for one in conditions
        )

    def _cell(self, row: Sequence[CellValue], column: str) -> CellValue:
        return row[self._places[column]] if column else None

    def _style(self, column: str) -> Style:
        texts = [value for row in self._rows if isinstance(value := self._cell(row, column), str)]
        return column_style(texts, None, integers_only=False)[0]


@cache
def _keys(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(tone_key, texts))


def _text(value: CellValue) -> str:
    return "" if value is None else str(value)


def _sheet(workbook: Workbook, mapping: Mapping) -> Sheet | None:
    for sheet in workbook.sheets:
        if sheet.name == mapping.sheet if mapping.sheet else not sheet.is_hidden:
            return sheet
    return None


def _places(sheet: Sheet, mapping: Mapping) -> dict[str, int]:
    """Column of the mapping -> its place; only where exactly one heading says so."""
    if len(sheet.rows) < mapping.heading_row:
        return {}
    headings = [tone_key(_text(value)) for value in sheet.rows[mapping.heading_row - 1]]
    wanted = {name: tone_key(name) for name in mapping.columns}
    return {name: headings.index(key) for name, key in wanted.items() if headings.count(key) == 1}


def _note(found: list, value: object) -> None:
    if len(found) < _MOST_NAMED:
        found.append(value)
