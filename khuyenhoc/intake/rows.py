"""What each row below a header is: a unit, a total, a group, or nothing to store.

Rows are told apart by the name they carry and by their order number (1, 2, 3 for units, I, II or A, B for
groups). A row with figures is never passed over without a word.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from khuyenhoc.domain.findings import Finding
from khuyenhoc.domain.org_units import OrgUnit, all_units, children, predecessors
from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.intake import problems
from khuyenhoc.intake.cells import CellValue
from khuyenhoc.intake.headings import Heading, Role
from khuyenhoc.intake.table import Table, is_column_numbers
from khuyenhoc.intake.text_repair import fold
from khuyenhoc.intake.units import Match, Problem, Suggestion, UnitFinder, is_bare, provinces_with, take_apart

_ARABIC = re.compile(r"\d{1,4}(?:\.0)?\.?")
_GROUP_ORDER = re.compile(r"(?:[ivx]{1,5}|[a-hđ])[.)]?", re.IGNORECASE)
_TOTAL_WORDS = (
    r"toan|cac|chung|tinh|thanh pho|tp|huyen|thi xa|xa|phuong|don vi|so|cong|hop|tong|va|den|cap|co so|cua|dac khu"
)
_TOTAL = re.compile(
    rf"(?:tong cong|tong so|tong|cong|toan tinh|toan thanh pho|toan tp|ca tinh|tc|tong hop)(?: (?:{_TOTAL_WORDS}|[ivx]+|\d+))*"
)
_SUBTOTAL = re.compile(r"(?:tong cong|tong so|tong|cong)(?: \w+){0,2} (?:khu vuc|cum|vung|khoi|nhom|phan|muc|[ivx]+|[a-h])\b.*")
_PAGE_TOTAL = re.compile(r".*\b(?:cong trang|mang sang|chuyen sang|chuyen trang|trang truoc)\b.*")
_GROUP_NAME = re.compile(r"(?:\w{1,3} )?(?:khu vuc|cum|vung|mien|dia ban|nhom)\b.*")
_FORMER = re.compile(r"\b(?:cu|truoc day)$")
_PROVINCE_BODY = re.compile(
    r".*\b(?:tinh hoi|thanh hoi|cap tinh|cap thanh pho|hoi khuyen hoc tinh|hkh tinh|hoi khuyen hoc thanh pho|truc thuoc"
    r"|van phong hoi|khoi co quan|co quan tinh|luc luong vu trang|cong an tinh|quy khuyen hoc)\b.*"
)
_FOOTER = re.compile(
    r"(?:nguoi lap|lap bieu|nguoi tong hop|tm|kt|tl|chu tich|pho chu tich|noi nhan|ke toan|thu truong|thu quy|xac nhan)\b.*"
    r"|.*\bngay\b.*\bthang\b.*\bnam\b.*"
)
_NOT_ESTABLISHED = re.compile(
    r"(?:xa |phuong |don vi )?chua (?:thanh lap|tl|co|kien toan|lap)(?: duoc)?(?: to chuc)?(?: hoi| hkh)(?: khuyen hoc| kh)?"
    r"(?: cap)?(?: xa| phuong| co so)?|chua thanh lap(?: hoi)?"
)
_MOST_SUGGESTED = 40


class RowKind(StrEnum):
    """What a row's figures are."""

    UNIT = "unit"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    OUTSIDE = "outside"  # a body of the province itself, in the total but of no unit


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


@dataclass(frozen=True)
class Roles:
    """The columns that say what a row is; None where a table has none.

    Attributes:
        figures: indexes of the columns with figures.
    """

    unit: int
    order: int | None
    code: int | None
    notes: tuple[int, ...]
    figures: tuple[int, ...]


def find_roles(table: Table, headings: Sequence[Heading]) -> Roles:
    """Which column names the units, which numbers, codes or remarks on them.

    Without one clear heading the column with most names of known units is taken.
    """
    by_role: dict[Role, list[int]] = {role: [] for role in Role}
    for column, heading in zip(table.columns, headings, strict=True):
        by_role[heading.role].append(column.index)
    named = [index for index in by_role[Role.UNIT] if _texts_in(table, index)]
    if len(named) != 1:
        candidates = named or [
            column.index
            for column, heading in zip(table.columns, headings, strict=True)
            if heading.role not in {Role.VALUE, Role.RATE, Role.NOTE}
        ]
        known = Counter({index: _count_known(table, index) for index in candidates})
        named = [max(candidates, key=lambda index: (known[index], -index))] if candidates else [0]
    unit = named[0]
    code = by_role[Role.CODE][0] if by_role[Role.CODE] else None
    if code is not None and not _texts_in(table, unit):
        unit = code
    figures = tuple(
        column.index
        for column, heading in zip(table.columns, headings, strict=True)
        if heading.role in {Role.VALUE, Role.RATE, Role.IGNORED, Role.UNKNOWN} and column.index != unit
    )
    order = next((index for index in by_role[Role.ORDER] if index != unit), None)
    return Roles(unit, order, code, tuple(by_role[Role.NOTE]), figures)


def _texts_in(table: Table, column: int) -> int:
    return sum(
        any(letter.isalpha() for letter in table.grid.text(row, column))
        for row in range(table.first_row, min(table.last_row, table.first_row + 60) + 1)
    )


def _count_known(table: Table, column: int) -> int:
    texts = [
        table.grid.text(row, column)
        for row in range(table.first_row, min(table.last_row, table.first_row + 40) + 1)
    ]
    return sum(any(provinces_with(text, vintage) for vintage in Vintage) for text in texts if text)


def unit_names(table: Table, roles: Roles) -> list[str]:
    """Texts of the unit column that may name units: totals, groups and signatures left out."""
    names = []
    for row in _body_rows(table):
        text = table.grid.text(row, roles.unit)
        folded = fold(text)
        if _is_footer(folded) and not _has_figures(table, roles, row):
            break
        if text and not _TOTAL.fullmatch(folded) and not _GROUP_NAME.fullmatch(folded):
            names.append(text)
    return names


def read_rows(table: Table, roles: Roles, finder: UnitFinder, period: Period) -> tuple[list[NamedRow], list[Finding]]:
    """The rows of a table that carry figures or a state, and what is wrong with their names."""
    reader = _RowReader(table, roles, finder, period)
    for row in _body_rows(table):
        if not reader.read(row):
            break
    return reader.finish()


def _body_rows(table: Table) -> list[int]:
    rows = range(table.first_row, table.last_row + 1)
    return [
        row
        for row in rows
        if row not in table.repeated_header_rows
        and any(value is not None for value in table.grid.cells[row - 1])
        and not is_column_numbers(table.grid, row)
    ]


def _is_footer(folded: str) -> bool:
    return bool(_FOOTER.fullmatch(folded))


def _looks_like_figure(value: CellValue) -> bool:
    if type(value) in {int, float}:
        return True
    return type(value) is str and value.strip()[:1].isdigit()


def _has_figures(table: Table, roles: Roles, row: int) -> bool:
    cells = table.grid.cells[row - 1]
    if any(_looks_like_figure(cells[index - 1]) for index in roles.figures):
        return True
    sheet = table.grid.sheet
    real = [table.grid.real(row, index) for index in roles.figures]
    return bool(sheet.error_cells or sheet.formulas_without_value) and any(
        place in sheet.error_cells or place in sheet.formulas_without_value for place in real
    )


class _RowReader:
    """Reads a table's rows from the top down, remembering units and groups."""

    def __init__(self, table: Table, roles: Roles, finder: UnitFinder, period: Period) -> None:
        self.table = table
        self.roles = roles
        self.finder = finder
        self.period = period
        self.rows: list[NamedRow] = []
        self.findings: list[Finding] = []
        self.seen: dict[str, str] = {}
        self.nameless: list[int] = []
        self.breaks: list[int] = []
        self.unknown = 0
        self.has_numbers = self._numbered()
        self.is_former_list = _lists_former_districts(unit_names(table, roles), finder)

    def _numbered(self) -> bool:
        """Whether units are numbered 1, 2, 3, so that I, II or A, B mark groups."""
        if self.roles.order is None:
            return False
        return any(_ARABIC.fullmatch(self._order(row)) for row in _body_rows(self.table))

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
            text = self.table.grid.text(row, column)
            if text and not _GROUP_ORDER.fullmatch(text) and not _ARABIC.fullmatch(text):
                return text
        return ""

    def read(self, row: int) -> bool:
        """Read one row; False when the table has ended."""
        name = self._name(row)
        folded = fold(name)
        has_figures = _has_figures(self.table, self.roles, row)
        if not has_figures and (_is_footer(folded) or self._signed(row)):
            return False
        if not name and not self._code(row):
            if has_figures:
                self.nameless.append(row)
            return True
        if _PAGE_TOTAL.fullmatch(folded):
            return True
        kind = self._kind_of_label(row, name, folded)
        if kind is not None:
            self._add_label(row, name, kind, has_figures=has_figures)
        else:
            self._read_unit(row, name, has_figures=has_figures)
        return True

    def _signed(self, row: int) -> bool:
        """Whether a signature stands anywhere in the row."""
        texts = [value for value in self.table.grid.cells[row - 1] if type(value) is str and value.strip()]
        return bool(texts) and all(_is_footer(fold(text)) for text in texts)

    def _kind_of_label(self, row: int, name: str, folded: str) -> RowKind | None:
        """What a row's name says when it names no unit."""
        bare = fold(re.sub(r"[(\[][^()\[\]]*[)\]]", " ", name)) or folded
        if _SUBTOTAL.fullmatch(bare) and not _names_several(bare):
            return RowKind.SUBTOTAL
        if _TOTAL.fullmatch(bare) or self._names_province(bare):
            return RowKind.TOTAL
        is_group_order = self.has_numbers and bool(_GROUP_ORDER.fullmatch(self._order(row)))
        if is_group_order or _GROUP_NAME.fullmatch(bare):
            return RowKind.SUBTOTAL
        if _FORMER.search(folded) and not _ARABIC.fullmatch(self._order(row)):
            return RowKind.SUBTOTAL
        return None

    def _names_province(self, folded: str) -> bool:
        province = all_units()[self.finder.province_id]
        full = fold(province.name)
        return folded in {full, f"toan {full}", f"tong {full}", f"tong cong {full}", f"cong {full}"}

    def _add_label(self, row: int, name: str, kind: RowKind, *, has_figures: bool) -> None:
        if kind is RowKind.SUBTOTAL:
            self.breaks.append(row)
        if has_figures:
            self.rows.append(NamedRow(kind, row, name, self._cell(row)))

    def _cell(self, row: int) -> str:
        return self.table.grid.address(row, self.roles.unit)

    def _code(self, row: int) -> CellValue:
        return None if self.roles.code is None else self.table.grid.value(row, self.roles.code)

    def _read_unit(self, row: int, name: str, *, has_figures: bool) -> None:
        state = self._not_established(row, name)
        counts = has_figures or bool(state) or bool(_ARABIC.fullmatch(self._order(row)))
        match = self._match(row, name, counts=counts)
        if match.unit is None and _PROVINCE_BODY.fullmatch(fold(name)):
            if has_figures:
                self._report(problems.ROW_OF_PROVINCE_BODY.at(self._cell(row), name=name))
                self.rows.append(NamedRow(RowKind.OUTSIDE, row, name, self._cell(row)))
            return
        if match.unit is None:
            # A line of text without order number or figures is a remark, not a unit.
            if counts:
                self._report(self._unmatched(row, name, match))
            return
        if match.problem is Problem.OTHER_TYPE:
            self._report(problems.UNIT_TYPE_DIFFERS.at(self._cell(row), name=name, unit=match.unit.name))
        first = self.seen.setdefault(match.unit.org_unit_id, self._cell(row))
        if first != self._cell(row):
            self._report(
                problems.REPEATED_UNIT.at(self._cell(row), name=self._unit_name(match.unit), first=first)
            )
            return
        self.rows.append(
            NamedRow(RowKind.UNIT, row, name, self._cell(row), match.unit, not_established=state)
        )

    def _unit_name(self, unit: OrgUnit) -> str:
        return unit.name_on(self.period.end)

    def _report(self, finding: Finding) -> None:
        self.findings.append(finding)

    def _not_established(self, row: int, name: str) -> str:
        """The words that say that the unit has no association, from any cell of the row."""
        cells = self.table.grid.cells[row - 1]
        texts = [value for value in cells if type(value) is str and not value[:1].isdigit()]
        for text in [*texts, *re.findall(r"\(([^()]*)\)", name)]:
            if _NOT_ESTABLISHED.match(fold(text)):
                return " ".join(text.split())
        return ""

    def _match(self, row: int, name: str, *, counts: bool) -> Match:
        code = self._code(row)
        by_code = self.finder.by_code(code) if code is not None else None
        if by_code and (not name or self.roles.unit == self.roles.code):
            return Match(by_code)
        suggest = counts and self.unknown < _MOST_SUGGESTED
        match = self.finder.by_name(name, suggest=suggest)
        if self.is_former_list and is_bare(name):
            match = self.finder.of_former_district(name) or match
        self.unknown += match.unit is None
        if code is None or not str(code).strip():
            return match
        cell = self.table.grid.address(row, self.roles.code or self.roles.unit)
        if by_code is None and match.unit is not None:
            province = all_units()[self.finder.province_id].name
            self._report(problems.UNKNOWN_CODE.at(cell, code=code, name=name, province=province))
        elif by_code is not None and match.problem is Problem.HOMONYM:
            return Match(by_code)
        elif by_code is not None and match.unit is not by_code:
            self._report(
                problems.CODE_CONTRADICTS_NAME.at(cell, code=code, by_code=self._unit_name(by_code), name=name)
            )
            return Match(by_code)
        return match

    def _unmatched(self, row: int, name: str, match: Match) -> Finding:
        cell = self._cell(row)
        period = self.period.period_id
        hints = _hints(match.suggestions)
        if match.problem is Problem.HOMONYM:
            choices = ", ".join(choice.unit.name for choice in match.suggestions)
            return problems.HOMONYM_UNIT.at(
                cell, name=name, choices=choices, example=match.suggestions[0].unit.name
            )
        if match.problem is Problem.OTHER_VINTAGE:
            return problems.UNIT_OF_OTHER_VINTAGE.at(cell, name=name, period=period, **hints)
        if match.problem is Problem.OTHER_LEVEL:
            return problems.UNIT_OF_OTHER_LEVEL.at(cell, name=name, period=period, **hints)
        province = all_units()[self.finder.province_id].name
        return problems.UNKNOWN_UNIT.at(cell, name=name, province=province, **hints)

    def finish(self) -> tuple[list[NamedRow], list[Finding]]:
        """The rows with the parts of their totals, and all findings."""
        last = max((row.row for row in self.rows), default=0)
        for row in self.nameless:
            if row < last or _ARABIC.fullmatch(self._order(row)):
                self._report(problems.UNIT_WITHOUT_NAME.at(self._cell(row), row=self.table.grid.real(row, 1)[0]))
            else:
                self._report(problems.ROW_NOT_READ.at(self._cell(row), row=self.table.grid.real(row, 1)[0]))
        return [self._with_parts(row) for row in self.rows], self.findings

    def _with_parts(self, label: NamedRow) -> NamedRow:
        added = [row for row in self.rows if row.kind in {RowKind.UNIT, RowKind.OUTSIDE}]
        if label.kind is RowKind.TOTAL:
            return replace(label, parts=tuple(row.row for row in added))
        if label.kind is not RowKind.SUBTOTAL:
            return label
        is_sum_above = bool(re.match(r"(?:tong|cong)\b", fold(label.name)))
        before = max([row for row in self.breaks if row < label.row], default=0)
        after = min([row for row in self.breaks if row > label.row], default=self.table.last_row + 1)
        low, high = (before, label.row) if is_sum_above else (label.row, after)
        return replace(label, parts=tuple(row.row for row in added if low < row.row < high))


def says_not_established(text: str) -> bool:
    """Whether a remark says that there is no association, and nothing else."""
    return bool(_NOT_ESTABLISHED.fullmatch(fold(text)))


def _names_several(folded: str) -> bool:
    """Whether a sum names several groups: `cong i ii`, `tong cong i iv`."""
    return len(re.findall(r"\b(?:[ivx]+|[a-h])\b", folded)) > 1


def _hints(suggestions: Sequence[Suggestion]) -> dict[str, str]:
    if not suggestions:
        return {"hint_vi": "", "hint_en": ""}
    vi = "; ".join(f"{found.unit.name} ({found.vi})" for found in suggestions)
    en = "; ".join(f"{found.unit.name} ({found.en})" for found in suggestions)
    return {"hint_vi": f"Có thể là: {vi}.", "hint_en": f"Perhaps: {en}."}


def _lists_former_districts(names: Sequence[str], finder: UnitFinder) -> bool:
    """Whether a list of bare names for a present province is the list of its former districts.

    `Nha Trang, Cam Ranh, Diên Khánh` are communes too since 01/07/2025, of a smaller area.
    """
    if finder.vintage is Vintage.LEGACY:
        return False
    bare = [take_apart(name)[-1].key for name in names if is_bare(name)]
    districts = {
        take_apart(unit.short_name)[-1].key
        for province in predecessors(finder.province_id)
        for unit in children(province)
    }
    return len(bare) >= 3 and sum(key in districts for key in bare) >= 0.8 * len(bare)
