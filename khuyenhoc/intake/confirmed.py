"""What a person has said of a sender's wording: the meaning of a heading, the unit behind a name."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.intake.cells import CellValue
from khuyenhoc.intake.columns import FoundTable
from khuyenhoc.intake.grid import Column
from khuyenhoc.intake.headings import CERTAIN, Heading, Role
from khuyenhoc.intake.text_repair import tone_key

# The choice "do not store this column".
NOT_STORED = ""

_SOURCE = "product rule: what a person confirmed is used, and every use of it is written down"
COLUMN_CONFIRMED = Rule(
    "column_confirmed",
    Severity.NOTE,
    _SOURCE,
    "Cột “{heading}” được lưu là “{name_vi}” vì người nộp đã xác nhận.",
    "The column “{heading}” is stored as “{name_en}”, as the sender confirmed.",
)
UNIT_CONFIRMED = Rule(
    "unit_confirmed",
    Severity.NOTE,
    _SOURCE,
    "“{name}” được hiểu là {unit} vì người nộp đã xác nhận.",
    "“{name}” is taken to be {unit}, as the sender confirmed.",
)


@dataclass(frozen=True)
class Confirmed:
    """Confirmed wordings by key.

    Attributes:
        headings: key of a heading -> data element, or `NOT_STORED`; for any table.
        units: key of a name -> org unit id.
        layouts: fingerprint of a table's headings -> the same as `headings`, for tables of that layout alone.
    """

    headings: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    layouts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def over(self, earlier: "Confirmed") -> "Confirmed":
        """This and what was confirmed earlier; where both say something, this counts."""
        return Confirmed(
            {**earlier.headings, **self.headings},
            {**earlier.units, **self.units},
            {**earlier.layouts, **self.layouts},
        )

    def apply(self, found: FoundTable) -> "Applied":
        """A table with the confirmed meanings of its columns and names of its units, and a note on each."""
        meanings = {**self.layouts.get(layout_of(found), {}), **self.headings}
        if not meanings and not self.units:
            return Applied(found)
        notes: list[Finding] = []
        headings = []
        for column, heading in zip(found.table.columns, found.headings, strict=True):
            element = meanings.get(heading_key(column.heading))
            headings.append(heading if element is None else _heading(element))
            if element and (heading.element != element or heading.confidence < CERTAIN):
                notes.append(_column_note(found, column, element))
        told = FoundTable.of(found.table, headings) if headings != list(found.headings) else found
        cells, names = self._with_unit_names(found, told.roles.unit)
        if names:
            table = replace(found.table, grid=replace(found.table.grid, cells=cells))
            told = FoundTable(table, told.headings, told.roles)
        notes += [
            UNIT_CONFIRMED.at(cell, name=name, unit=all_units()[self.units[unit_key(name)]].name)
            for cell, name in names.items()
        ]
        return Applied(told, tuple(notes), tuple(names.values()))

    def _with_unit_names(
        self, found: FoundTable, unit: int
    ) -> tuple[tuple[tuple[CellValue, ...], ...], dict[str, str]]:
        """The grid's cells with official names in the column of units, and the sender's by their address."""
        grid, names = found.table.grid, dict[str, str]()
        if not self.units or not unit:
            return grid.cells, names
        rows = list(grid.cells)
        for row in range(found.table.first_row, found.table.last_row + 1):
            value = grid.value(row, unit)
            meant = self.units.get(unit_key(value)) if type(value) is str else None
            if meant is not None:
                name = all_units()[meant].name
                rows[row - 1] = (*rows[row - 1][: unit - 1], name, *rows[row - 1][unit:])
                names[grid.address(row, unit)] = value
        return tuple(rows), names


@dataclass(frozen=True)
class Applied:
    """A table with what was confirmed of it.

    Attributes:
        notes: one for each column and name that is read otherwise than without it.
        unit_names: the sender's names of units that were replaced.
    """

    found: FoundTable
    notes: tuple[Finding, ...] = ()
    unit_names: tuple[str, ...] = ()


# Gives what is remembered of a sender, by the id of the province that the report is of.
MemoryLoader = Callable[[str], Confirmed]


def no_memory(_province_id: str) -> Confirmed:
    """The loader of those who remember nothing."""
    return Confirmed()


def heading_key(heading: str) -> str:
    """Key of a heading as the verdict shows it: its texts from top to bottom, joined by ` / `."""
    return tone_key(heading)


def unit_key(name: str) -> str:
    """Key of a unit's name as typed."""
    return tone_key(name)


def layout_of(found: FoundTable) -> str:
    """Fingerprint of a table's layout: what its headings say, in their order."""
    return layout_fingerprint([column.heading for column in found.table.columns])


def layout_fingerprint(headings: Sequence[str]) -> str:
    """Sixteen hexadecimal digits; the same for headings that differ in spelling or spaces alone."""
    return hashlib.sha256("\n".join(map(heading_key, headings)).encode()).hexdigest()[:16]


def _heading(element: str) -> Heading:
    return Heading(Role.IGNORED) if element == NOT_STORED else Heading(Role.VALUE, element, 1.0)


def _column_note(found: FoundTable, column: Column, element: str) -> Finding:
    names = data_elements()[element]
    cell = found.table.grid.address(column.heading_row, column.index)
    return COLUMN_CONFIRMED.at(cell, heading=column.heading, name_vi=names.name_vi, name_en=names.name_en)
