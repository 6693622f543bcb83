"""The sheet on which targets are handed in: a row per unit and indicator, with what holds now beside it."""

import io
from collections.abc import Mapping, Sequence

import xlsxwriter

from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.domain.org_units import OrgUnit
from khuyenhoc.domain.planned_targets import FIRST_YEAR, LAST_YEAR
from khuyenhoc.intake.target_sheet import HEADINGS
from khuyenhoc.reports.workbook import set_up_print

SHEET = "Mục tiêu"
_TITLE = "BIỂU MỤC TIÊU CỦA TỈNH VÀ ĐƠN VỊ"
_GUIDE = (
    "Điền cột Giá trị và Văn bản ở những hàng cần đặt mục tiêu; hàng để trống Giá trị được bỏ qua. "
    "Tỷ lệ ghi bằng phần trăm (60 hoặc 60,5), không thấp hơn mức toàn quốc."
)
_WIDTHS = (11, 30, 36, 8, 12, 36, 16)
_HEADING_ROW = 3
# Points: two lines.
_GUIDE_HEIGHT = 32


def target_form(
    units: Sequence[OrgUnit],
    indicators: Sequence[Indicator],
    *,
    year: int,
    in_force: Mapping[str, float] | None = None,
) -> bytes:
    """An .xlsx file with a row for each unit and indicator, to be filled in and dropped on the page.

    Args:
        units: the province first, then its units.
        in_force: indicator -> value that holds now for the province, named in a comment.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet(SHEET)
        bold = workbook.add_format({"bold": True, "font_size": 14})
        head = workbook.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"})
        sheet.write_string(0, 0, _TITLE, bold)
        guide = workbook.add_format({"text_wrap": True, "valign": "top"})
        sheet.merge_range(1, 0, 1, len(_WIDTHS) - 1, _GUIDE, guide)
        sheet.set_row(1, _GUIDE_HEIGHT)
        for column, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
            sheet.write_string(_HEADING_ROW, column, heading, head)
            sheet.set_column(column, column, width)
        rows = [(unit, indicator) for unit in units for indicator in indicators]
        _write_rows(workbook, sheet, rows, year=year, in_force=in_force or {})
        row = _HEADING_ROW + len(rows)
        years = {"validate": "integer", "criteria": "between", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
        sheet.data_validation(_HEADING_ROW + 1, 3, row, 3, years)
        sheet.freeze_panes(_HEADING_ROW + 1, 3)
        set_up_print(sheet, heading_row=_HEADING_ROW)
        sheet.autofilter(_HEADING_ROW, 0, row, len(HEADINGS) - 1)
    return buffer.getvalue()


def _write_rows(
    workbook: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    rows: Sequence[tuple[OrgUnit, Indicator]],
    *,
    year: int,
    in_force: Mapping[str, float],
) -> None:
    """What is known of each target; value, act and day are left to fill in."""
    fixed = workbook.add_format({"border": 1, "bg_color": "#F3F6FA"})
    entry = workbook.add_format({"border": 1, "num_format": "#,##0.##"})
    day = workbook.add_format({"border": 1, "num_format": "dd/mm/yyyy"})
    for row, (unit, indicator) in enumerate(rows, start=_HEADING_ROW + 1):
        sheet.write_string(row, 0, unit.code, fixed)
        sheet.write_string(row, 1, unit.name, fixed)
        sheet.write_string(row, 2, indicator.name_vi, fixed)
        sheet.write_number(row, 3, year, entry)
        sheet.write_blank(row, 4, None, entry)
        sheet.write_blank(row, 5, None, entry)
        sheet.write_blank(row, 6, None, day)
        value = in_force.get(indicator.indicator)
        if value is not None:
            sheet.write_comment(row, 4, f"Đang áp dụng: {value:g}".replace(".", ","))
