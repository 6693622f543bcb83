"""A sheet of a later act: which unit becomes which. Nothing is taken unless every row is right."""

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from khuyenhoc.domain.act_problems import Complaint
from khuyenhoc.domain.act_rules import ActLine, settle
from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.domain.later_acts import BASES, COMMUNE_TYPES, ActRow
from khuyenhoc.intake.cells import CellValue, Sheet
from khuyenhoc.intake.filled_form import CellError, cell_text, find_form, is_broken, quoted, read_day
from khuyenhoc.intake.number_style import Style
from khuyenhoc.intake.numbers import State, read_cell
from khuyenhoc.intake.refusals import Refused
from khuyenhoc.intake.text_repair import fold

# Field -> heading of the template, and the English one that is taken as well.
HEADINGS = {
    "event_date": ("Ngày hiệu lực", "event_date"),
    "legal_act": ("Văn bản", "legal_act"),
    "from_code": ("Mã đơn vị cũ", "from_code"),
    "from_name": ("Tên đơn vị cũ", "from_name"),
    "to_code": ("Mã đơn vị mới", "to_code"),
    "to_name": ("Tên đơn vị mới", "to_name"),
    "to_type": ("Loại mới", "to_type"),
    "to_province": ("Mã tỉnh mới", "to_province"),
    "weight": ("Tỷ lệ", "weight"),
    "basis": ("Cách tính", "method"),
    "population": ("Dân số", "population"),
    "area_km2": ("Diện tích (km²)", "area_km2"),
}
REQUIRED = frozenset({"event_date", "legal_act", "from_code", "to_code"})
# Words of the column "Cách tính", besides the names of the bases.
BASIS_WORDS = {"toàn bộ": "whole", "dân số": "population", "diện tích": "area", "chia đều": "equal"}

_PRODUCT = "product rule: an act is taken in only where its units, shares and day are sure"
NO_ACT_TABLE = Rule(
    "no_act_table",
    Severity.ERROR,
    _PRODUCT,
    "Không thấy bảng sắp xếp đơn vị. Cần một hàng tiêu đề có các cột “Ngày hiệu lực”, “Văn bản”, “Mã đơn vị "
    "cũ”, “Mã đơn vị mới”. Xin dùng biểu mẫu.",
    "No table of units was found. It needs a heading row with “Ngày hiệu lực”, “Văn bản”, “Mã đơn vị cũ” and "
    "“Mã đơn vị mới”. Please use the form.",
)
NO_ACT_ROWS = Rule(
    "no_act_rows",
    Severity.ERROR,
    _PRODUCT,
    "Bảng chưa có hàng nào.",
    "The table has no row yet.",
)
UNREADABLE_DAY = Rule(
    "unreadable_act_day",
    Severity.ERROR,
    _PRODUCT,
    "Không đọc được ngày “{text}”. Xin ghi ngày/tháng/năm, ví dụ 01/01/2027.",
    "The day “{text}” could not be read. Please write day/month/year, e.g. 01/01/2027.",
)
UNREADABLE_NUMBER = Rule(
    "unreadable_act_number",
    Severity.ERROR,
    _PRODUCT,
    "Không đọc được “{text}” ở cột “{heading}”. Xin ghi một số (dấu phẩy trước phần thập phân).",
    "“{text}” under “{heading}” could not be read. Please write a number (with a decimal comma).",
)
UNKNOWN_BASIS = Rule(
    "unknown_act_basis",
    Severity.ERROR,
    _PRODUCT,
    "Không hiểu cách tính “{text}”. Xin ghi: toàn bộ, dân số, diện tích hoặc chia đều.",
    "The method “{text}” is unknown. Please write whole, population, area or equal.",
)

_TWO_NUMBERS = re.compile(r"(\d{1,9}) ?/ ?(\d{1,9})")
_DECIMAL = re.compile(r"(\d{1,3}(?:[.,]\d{1,12})?) ?(%?)")


@dataclass(frozen=True)
class ActSheet:
    """What a file holds; with any finding nothing of it may be stored.

    Attributes:
        findings: errors, each at its cell.
    """

    rows: tuple[ActRow, ...]
    findings: tuple[Finding, ...]


def read_act_sheet(content: bytes, file_name: str, _province_id: str = "") -> ActSheet:
    """Read a .csv or workbook of one act; every wrong cell is named."""
    fields = {heading: field for field, headings in HEADINGS.items() for heading in headings}
    try:
        table = find_form(content, file_name, fields, REQUIRED)
    except Refused as error:
        return ActSheet((), (error.finding,))
    if table is None:
        return ActSheet((), (NO_ACT_TABLE.at(""),))
    return _Reading(table.sheet, table.columns).read(table.heading_row + 1)


@dataclass(frozen=True)
class _Reading:
    """One sheet being read."""

    sheet: Sheet
    columns: dict[str, int]

    def read(self, first: int) -> ActSheet:
        lines: list[ActLine] = []
        findings: list[Finding] = []
        for row in range(first, len(self.sheet.rows) + 1):
            if not (self._said(row, "from_code") or self._said(row, "to_code")):
                continue
            try:
                lines.append(self._line(row))
            except CellError as error:
                findings.append(error.finding)
        if findings or not lines:
            return ActSheet((), tuple(findings) or (NO_ACT_ROWS.at(self.sheet.name),))
        rows, complaints = settle(lines)
        return ActSheet(rows, tuple(self._finding(complaint) for complaint in complaints))

    def _line(self, row: int) -> ActLine:
        weight = self._weight(row)
        people, area = self._number(row, "population"), self._number(row, "area_km2")
        return ActLine(
            place=row,
            event_date=self._day(row),
            legal_act=self._said(row, "legal_act"),
            from_code=_code(self._said(row, "from_code"), 5),
            to_code=_code(self._said(row, "to_code"), 5),
            from_name=self._said(row, "from_name"),
            to_name=self._said(row, "to_name"),
            to_type=_type(self._said(row, "to_type")),
            to_province=_code(self._said(row, "to_province"), 2),
            weight=weight,
            basis=self._basis(row),
            population=None if people is None else round(people),
            area_km2=area,
        )

    def _value(self, row: int, field: str) -> CellValue:
        return self.sheet.value(row, self.columns[field]) if field in self.columns else None

    def _said(self, row: int, field: str) -> str:
        return cell_text(self._value(row, field))

    def _cell(self, row: int, field: str) -> str:
        """Address of a field; where its column is not in the file, of the row's first known cell."""
        return self.sheet.address(row, self.columns.get(field, self.columns["from_code"]))

    def _day(self, row: int) -> date:
        value = self._value(row, "event_date")
        try:
            return read_day(value)
        except ValueError as error:
            text = quoted(cell_text(value))
            raise CellError(UNREADABLE_DAY.at(self._cell(row, "event_date"), text=text)) from error

    def _weight(self, row: int) -> Fraction | None:
        """A share as a decimal, a per cent or two whole numbers ("3/5"); exact as it is written."""
        value, text = self._value(row, "weight"), self._said(row, "weight")
        if isinstance(value, float):
            # Twelve digits are what somebody types; more are the remains of binary arithmetic.
            return Fraction(f"{value:.12g}")
        of_two, decimal = _TWO_NUMBERS.fullmatch(text), _DECIMAL.fullmatch(text)
        if of_two and int(of_two[2]):
            return Fraction(int(of_two[1]), int(of_two[2]))
        if decimal:
            return Fraction(decimal[1].replace(",", ".")) / (100 if decimal[2] else 1)
        if text or self._is_broken(row, "weight"):
            raise self._unreadable(row, "weight")
        return None

    def _number(self, row: int, field: str) -> float | None:
        """A number of people or square kilometres; none is below zero."""
        if not self._said(row, field) and not self._is_broken(row, field):
            return None
        reading = read_cell(self._value(row, field), Style.DOT)
        if reading.state is not State.VALUE or reading.value is None or reading.value < 0:
            raise self._unreadable(row, field)
        return reading.value

    def _is_broken(self, row: int, field: str) -> bool:
        return is_broken(self.sheet, row, self.columns.get(field, 0))

    def _unreadable(self, row: int, field: str) -> CellError:
        text = self.sheet.error_cells.get((row, self.columns[field])) or self._said(row, field)
        heading = HEADINGS[field][0]
        return CellError(UNREADABLE_NUMBER.at(self._cell(row, field), text=quoted(text), heading=heading))

    def _basis(self, row: int) -> str:
        text = self._said(row, "basis").casefold()
        basis = BASIS_WORDS.get(text, text)
        if basis and basis not in BASES:
            raise CellError(UNKNOWN_BASIS.at(self._cell(row, "basis"), text=quoted(text)))
        return basis

    def _finding(self, complaint: Complaint) -> Finding:
        values = dict(complaint.values)
        if complaint.other is not None:
            values["other"] = self._cell(complaint.other, complaint.field)
        return complaint.rule.at(self._cell(complaint.place, complaint.field), **values)


def _code(text: str, width: int) -> str:
    """A code with the leading zeros that a spreadsheet took away."""
    return text.zfill(width) if text.isdecimal() else text


def _type(text: str) -> str:
    return next((kind for kind in COMMUNE_TYPES if fold(kind) == fold(text)), text)
