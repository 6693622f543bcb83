"""A sheet of targets: unit, indicator, year, value, act. Nothing is taken unless every row is right."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.planned_targets import PlannedTarget, TargetRefusedError, require_acceptable
from khuyenhoc.intake.cells import CellValue, Sheet
from khuyenhoc.intake.filled_form import CellError, cell_text, find_form, is_broken, quoted, read_day
from khuyenhoc.intake.number_style import Style
from khuyenhoc.intake.numbers import State, read_cell
from khuyenhoc.intake.refusals import Refused
from khuyenhoc.intake.text_repair import fold
from khuyenhoc.intake.units import UnitFinder

_PRODUCT = "product rule: a target is stored only where its unit, indicator, year, value and act are sure"

NO_TARGET_TABLE = Rule(
    "no_target_table",
    Severity.ERROR,
    _PRODUCT,
    "Không thấy bảng mục tiêu. Cần một hàng tiêu đề có các cột “Đơn vị”, “Chỉ tiêu”, “Năm”, “Giá trị”, "
    "“Văn bản”. Xin dùng biểu mẫu tải ở trên.",
    "No table of targets was found. It needs a heading row with “Đơn vị”, “Chỉ tiêu”, “Năm”, “Giá trị” and "
    "“Văn bản”. Please use the form above.",
)
NO_TARGETS = Rule(
    "no_targets",
    Severity.ERROR,
    _PRODUCT,
    "Bảng chưa có giá trị nào. Xin điền cột “Giá trị” cho ít nhất một hàng.",
    "The table holds no value yet. Please fill in “Giá trị” in at least one row.",
)
UNKNOWN_TARGET_UNIT = Rule(
    "unknown_target_unit",
    Severity.ERROR,
    _PRODUCT,
    "“{text}” không phải là tỉnh này hay xã, phường, đặc khu nào của tỉnh. Xin ghi đúng tên hoặc mã.",
    "“{text}” is neither this province nor a commune of it. Please give its exact name or code.",
)
UNKNOWN_TARGET_INDICATOR = Rule(
    "unknown_target_indicator",
    Severity.ERROR,
    _PRODUCT,
    "Không nhận ra chỉ tiêu “{text}”. Xin ghi tên như trong biểu mẫu.",
    "The indicator “{text}” was not recognised. Please write it as in the form.",
)
UNREADABLE_TARGET = Rule(
    "unreadable_target",
    Severity.ERROR,
    _PRODUCT,
    "Không đọc được “{text}” ở cột “{heading}”. Xin ghi một số (dấu phẩy trước phần thập phân).",
    "“{text}” under “{heading}” could not be read. Please write a number (with a decimal comma).",
)
UNREADABLE_DATE = Rule(
    "unreadable_target_date",
    Severity.ERROR,
    _PRODUCT,
    "Không đọc được ngày “{text}”. Xin ghi dạng ngày/tháng/năm, ví dụ 05/03/2026, hoặc để trống.",
    "The date “{text}” could not be read. Please write day/month/year, e.g. 05/03/2026, or leave it empty.",
)
REFUSED_TARGET = Rule("refused_target", Severity.ERROR, _PRODUCT, "{vi}", "{en}")
REPEATED_TARGET = Rule(
    "repeated_target",
    Severity.ERROR,
    _PRODUCT,
    "Đơn vị, chỉ tiêu và năm này đã có ở ô {other}. Xin chỉ giữ một hàng.",
    "The same unit, indicator and year stand at {other} too. Please keep one row.",
)

CODE, UNIT, INDICATOR, YEAR, VALUE, ACT, ACT_DATE = (
    "Mã đơn vị",
    "Đơn vị",
    "Chỉ tiêu",
    "Năm",
    "Giá trị",
    "Văn bản",
    "Ngày văn bản",
)
HEADINGS = (CODE, UNIT, INDICATOR, YEAR, VALUE, ACT, ACT_DATE)
_REQUIRED = frozenset({UNIT, INDICATOR, YEAR, VALUE, ACT})
_COLUMN_ABOUT = {"unit": UNIT, "indicator": INDICATOR, "year": YEAR, "value": VALUE, "act": ACT}


@dataclass(frozen=True)
class TargetSheet:
    """What a file holds; with any finding nothing of it may be stored.

    Attributes:
        findings: errors, each at its cell.
    """

    planned: tuple[PlannedTarget, ...]
    findings: tuple[Finding, ...]


def read_target_sheet(content: bytes, file_name: str, province_id: str) -> TargetSheet:
    """Read a workbook of targets of one present province; every wrong cell is named."""
    try:
        table = find_form(content, file_name, {heading: heading for heading in HEADINGS}, _REQUIRED)
    except Refused as error:
        return TargetSheet((), (error.finding,))
    if table is None:
        return TargetSheet((), (NO_TARGET_TABLE.at(""),))
    return _read_rows(table.sheet, table.heading_row + 1, table.columns, province_id)


def _read_rows(sheet: Sheet, first: int, columns: dict[str, int], province_id: str) -> TargetSheet:
    planned: dict[tuple[str, str, int], tuple[PlannedTarget, str]] = {}
    findings: list[Finding] = []
    finder = UnitFinder.of(province_id)
    for row in range(first, len(sheet.rows) + 1):
        cell = sheet.address(row, columns[VALUE])
        if not cell_text(sheet.value(row, columns[VALUE])) and not is_broken(sheet, row, columns[VALUE]):
            continue
        try:
            target = _read_row(sheet, row, columns, finder)
        except CellError as error:
            findings.append(error.finding)
            continue
        key = (target.org_unit_id, target.indicator, target.year)
        if key in planned:
            findings.append(REPEATED_TARGET.at(cell, other=planned[key][1]))
        planned[key] = (target, cell)
    if not planned and not findings:
        findings.append(NO_TARGETS.at(sheet.name))
    return TargetSheet(tuple(target for target, _ in planned.values()), tuple(findings))


def _read_row(sheet: Sheet, row: int, columns: dict[str, int], finder: UnitFinder) -> PlannedTarget:
    def at(heading: str) -> str:
        return sheet.address(row, columns[heading])

    def value(heading: str) -> CellValue:
        return sheet.value(row, columns[heading]) if heading in columns else None

    def number(heading: str) -> float:
        reading = read_cell(value(heading), Style.DOT)
        if reading.state not in {State.VALUE, State.PERCENT} or reading.value is None:
            text = sheet.error_cells.get((row, columns[heading])) or cell_text(value(heading))
            raise CellError(UNREADABLE_TARGET.at(at(heading), text=quoted(text), heading=heading))
        return reading.value

    unit = _unit(value(CODE), cell_text(value(UNIT)), finder)
    if unit is None:
        text = cell_text(value(UNIT)) or cell_text(value(CODE))
        raise CellError(UNKNOWN_TARGET_UNIT.at(at(UNIT), text=quoted(text)))
    indicator = _indicator(cell_text(value(INDICATOR)))
    if indicator is None:
        text = quoted(cell_text(value(INDICATOR)))
        raise CellError(UNKNOWN_TARGET_INDICATOR.at(at(INDICATOR), text=text))
    year = number(YEAR)
    planned = PlannedTarget(
        indicator,
        unit,
        int(year) if float(year).is_integer() else 0,
        float(number(VALUE)),
        cell_text(value(ACT)),
        _day(value(ACT_DATE), at(ACT_DATE) if ACT_DATE in columns else ""),
    )
    try:
        require_acceptable(planned)
    except TargetRefusedError as error:
        cell = at(_COLUMN_ABOUT[error.about])
        raise CellError(REFUSED_TARGET.at(cell, vi=error.vi, en=error.en)) from error
    return planned


def _unit(code: CellValue, name: str, finder: UnitFinder) -> str | None:
    """The unit of a code or a name; both given, they must agree."""
    province = all_units()[finder.province_id]
    by_code = finder.by_code(code)
    if by_code is None and cell_text(code) and cell_text(code).lstrip("0") == province.code.lstrip("0"):
        by_code = province
    if not name:
        return by_code.org_unit_id if by_code else None
    if fold(name) in {fold(province.name), fold(province.short_name)} and by_code in {None, province}:
        return province.org_unit_id
    match = finder.by_name(name)
    by_name = match.unit if match.problem is None else None
    if by_name is None or (by_code is not None and by_code != by_name):
        return None
    return by_name.org_unit_id


def _indicator(text: str) -> str | None:
    key = fold(text)
    for indicator in indicators().values():
        if key in {fold(name) for name in _names_of(indicator)}:
            return indicator.indicator
    return None


def _names_of(indicator: object) -> Iterator[str]:
    yield from (indicator.indicator, indicator.name_vi, indicator.name_en)


def _day(value: CellValue, cell: str) -> date | None:
    if not cell_text(value):
        return None
    try:
        return read_day(value)
    except ValueError as error:
        raise CellError(UNREADABLE_DATE.at(cell, text=quoted(cell_text(value)))) from error
