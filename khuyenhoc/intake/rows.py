"""What each row below a header is: a unit, a total, a group, or nothing to store.

Rows are told apart by the name they carry and by their order number (1, 2, 3 for units, I, II or A, B for
groups). A row with figures is never passed over without a word.
"""

import re
from dataclasses import dataclass, replace

from khuyenhoc.domain.findings import Finding
from khuyenhoc.domain.org_units import OrgUnit, all_units
from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.intake import table_problems
from khuyenhoc.intake.cells import CellValue
from khuyenhoc.intake.columns import FoundTable
from khuyenhoc.intake.limits import check_time
from khuyenhoc.intake.roles import has_figures
from khuyenhoc.intake.row_labels import (
    RowKind,
    is_footer,
    is_page_total,
    kind_of_label,
    names_former_unit,
    names_province_body,
    not_established_in,
    sums_rows_above,
)
from khuyenhoc.intake.row_names import RowNames
from khuyenhoc.intake.text_repair import fold
from khuyenhoc.intake.unit_names import is_bare
from khuyenhoc.intake.units import Match, Problem, UnitFinder

_ARABIC = re.compile(r"\d{1,4}(?:\.0)?\.?")
_GROUP_ORDER = re.compile(r"(?:[ivx]{1,5}|[a-hđ])[.)]?", re.IGNORECASE)


@dataclass(frozen=True)
class NamedRow:
    """A row that is read.

    Attributes:
        cell: address of the name.
        parts: rows that a total or subtotal should be the sum of.
        not_established: the words that say that there is no association yet, else empty.
    """

    kind: RowKind
    row: int
    name: str
    cell: str
    unit: OrgUnit | None = None
    parts: tuple[int, ...] = ()
    not_established: str = ""


def read_rows(found: FoundTable, finder: UnitFinder, period: Period) -> tuple[list[NamedRow], list[Finding]]:
    """The rows of a table that carry figures or a state, and what is wrong with their names."""
    reader = _RowReader(found, finder, period)
    for row in found.table.body_rows:
        if not reader.read(row):
            break
    return reader.finish()


class _RowReader:
    """Reads a table's rows from the top down, remembering units and groups."""

    def __init__(self, found: FoundTable, finder: UnitFinder, period: Period) -> None:
        self.table = found.table
        self.roles = found.roles
        self.finder = finder
        self.period = period
        self.rows: list[NamedRow] = []
        self.findings: list[Finding] = []
        self.seen: dict[str, str] = {}
        self.nameless: list[int] = []
        self.finer: list[tuple[int, str, Match]] = []
        self.breaks: list[int] = []
        self.has_numbers = self._numbered()
        self.province = all_units()[finder.province_id]
        self.names = RowNames(finder, period, found.unit_names, report=self._report)

    def _numbered(self) -> bool:
        """Whether units are numbered 1, 2, 3, so that I, II or A, B mark groups."""
        if self.roles.order is None:
            return False
        return any(_ARABIC.fullmatch(self._order(row)) for row in self.table.body_rows)

    def _order(self, row: int) -> str:
        if self.roles.order is None:
            return ""
        value = self.table.grid.value(row, self.roles.order)
        return "" if value is None else str(value).strip()

    def _name(self, row: int) -> str:
        """The unit column's text, else the first text left of the figures (merged labels stand there)."""
        text = self.table.grid.text(row, self.roles.unit)
        if text:
            return text
        first_figure = min(self.roles.figures, default=self.table.grid.n_columns + 1)
        for column in range(1, first_figure):
            text = "" if column == self.roles.code else self.table.grid.text(row, column)
            if text and not _GROUP_ORDER.fullmatch(text) and not _ARABIC.fullmatch(text):
                return text
        return ""

    def read(self, row: int) -> bool:
        """Read one row; False when the table has ended."""
        check_time()
        name = self._name(row)
        is_filled = has_figures(self.table, self.roles, row)
        if not is_filled and (is_footer(name) or self._is_signed(row)):
            return False
        if not name and not self._code(row):
            if is_filled:
                self.nameless.append(row)
            return True
        if is_page_total(name):
            return True
        kind = self._kind(row, name)
        if kind is None:
            self._read_unit(row, name, is_filled=is_filled)
            return True
        if kind is RowKind.SUBTOTAL:
            self.breaks.append(row)
        if is_filled and kind is RowKind.PART:
            self._report(table_problems.ROW_OF_NO_UNIT.at(self._cell(row), name=name))
        elif is_filled and kind is RowKind.REFERENCE:
            self._report(table_problems.REFERENCE_ROW.at(self._cell(row), name=name))
        elif is_filled:
            self.rows.append(NamedRow(kind, row, name, self._cell(row)))
        return True

    def _is_signed(self, row: int) -> bool:
        """Whether a row holds signatures and nothing else."""
        texts = [value for value in self.table.grid.cells[row - 1] if type(value) is str and value.strip()]
        return bool(texts) and all(map(is_footer, texts))

    def _kind(self, row: int, name: str) -> RowKind | None:
        """The kind of a row by its name and order number; None when it may be a unit."""
        order = self._order(row)
        is_numbered = bool(_ARABIC.fullmatch(order))
        kind = kind_of_label(name, self.province.name)
        is_unit = self.finder.find(name).unit is not None
        if kind is not None:
            return None if is_unit else kind
        if not is_numbered and names_former_unit(name):
            return RowKind.SUBTOTAL
        if self.has_numbers and _GROUP_ORDER.fullmatch(order):
            # "I. Nha Trang" gathers communes of the former city; before 2025 "I. Huyện Cam Lâm" is the unit.
            is_clear = self.finder.vintage is Vintage.LEGACY or not is_bare(name)
            return None if is_unit and is_clear else RowKind.SUBTOTAL
        if fold(name) == fold(self.province.short_name) and not is_numbered and not is_unit:
            return RowKind.TOTAL
        return None

    def _cell(self, row: int) -> str:
        return self.table.grid.address(row, self.roles.unit)

    def _code(self, row: int) -> CellValue:
        return None if self.roles.code is None else self.table.grid.value(row, self.roles.code)

    def _read_unit(self, row: int, name: str, *, is_filled: bool) -> None:
        state = self._not_established(row, name)
        counts = is_filled or bool(state) or bool(_ARABIC.fullmatch(self._order(row)))
        cell = self._cell(row)
        is_in_one_cell = self.roles.unit == self.roles.code
        match = self.names.match(cell, self._code(row), name, counts=counts, is_in_one_cell=is_in_one_cell)
        if match.unit is None and names_province_body(name):
            if is_filled:
                self._report(table_problems.ROW_OF_NO_UNIT.at(cell, name=name))
                self.rows.append(NamedRow(RowKind.OUTSIDE, row, name, cell))
            return
        if match.unit is None:
            # A line of text without order number or figures is a remark, not a unit.
            if counts and match.problem is Problem.OTHER_LEVEL:
                self.finer.append((row, name, match))
            elif counts:
                self._report(self.names.complaint(self._cell(row), name, match))
            return
        if match.problem is Problem.OTHER_TYPE:
            self._report(table_problems.UNIT_TYPE_DIFFERS.at(cell, name=name, unit=match.unit.name))
        first = self.seen.setdefault(match.unit.org_unit_id, cell)
        if first != cell:
            self._report(
                table_problems.REPEATED_UNIT.at(cell, name=self.names.shown(match.unit), first=first)
            )
            return
        self.rows.append(NamedRow(RowKind.UNIT, row, name, cell, match.unit, not_established=state))

    def _report(self, finding: Finding) -> None:
        self.findings.append(finding)

    def _not_established(self, row: int, name: str) -> str:
        """The words that say that the unit has no association, from any cell of the row."""
        cells = self.table.grid.cells[row - 1]
        texts = [value for value in cells if type(value) is str and not value[:1].isdigit()]
        return not_established_in([*texts, *re.findall(r"\(([^()]*)\)", name)])

    def finish(self) -> tuple[list[NamedRow], list[Finding]]:
        """The rows with the parts of their totals, and all findings."""
        self._settle_finer_rows()
        last = max((row.row for row in self.rows), default=0)
        for row in self.nameless:
            if row < last or _ARABIC.fullmatch(self._order(row)):
                self._report(
                    table_problems.UNIT_WITHOUT_NAME.at(self._cell(row), row=self.table.grid.real(row, 1)[0])
                )
            else:
                self._report(
                    table_problems.ROW_NOT_READ.at(self._cell(row), row=self.table.grid.real(row, 1)[0])
                )
        return [self._with_parts(row) for row in self.rows], self.findings

    def _settle_finer_rows(self) -> None:
        """Communes right below the figures of their district are detail; anywhere else they are errors."""
        units = [row for row in self.rows if row.unit and has_figures(self.table, self.roles, row.row)]
        detail = []
        for row, _, match in self.finer:
            above = max((unit for unit in units if unit.row < row), key=lambda unit: unit.row, default=None)
            if above and above.unit == match.suggestions[0].unit:
                detail.append(row)
        for row, name, match in self.finer:
            if row not in detail:
                self._report(self.names.complaint(self._cell(row), name, match))
        if detail:
            self._report(table_problems.FINER_ROWS.at(self._cell(detail[0]), count=len(detail)))

    def _with_parts(self, label: NamedRow) -> NamedRow:
        if label.kind not in {RowKind.TOTAL, RowKind.SUBTOTAL}:
            return label
        added = [row for row in self.rows if row.kind in {RowKind.UNIT, RowKind.OUTSIDE}]
        if label.kind is RowKind.TOTAL:
            return replace(label, parts=tuple(row.row for row in added))
        before = max([row for row in self.breaks if row < label.row], default=0)
        after = min([row for row in self.breaks if row > label.row], default=self.table.last_row + 1)
        low, high = (before, label.row) if sums_rows_above(label.name) else (label.row, after)
        return replace(label, parts=tuple(row.row for row in added if low < row.row < high))
