"""The sheet on which a later act is handed in: a row for each unit that becomes another or a part of one."""

import csv
import io

import xlsxwriter

from khuyenhoc.domain.later_acts import COMMUNE_TYPES
from khuyenhoc.intake.act_sheet import BASIS_WORDS, HEADINGS, REQUIRED
from khuyenhoc.reports.workbook import set_up_print

_TITLE = "BIỂU SẮP XẾP ĐƠN VỊ HÀNH CHÍNH CẤP XÃ"
_WIDTHS = (14, 34, 14, 26, 14, 26, 12, 13, 10, 14, 12, 16)
_HEADING_ROW, _ENTRY_ROWS = 3, 200
# These rows have lines and room, in points, for those who fill the sheet in by hand.
_RULED_ROWS, _RULED_HEIGHT = range(_HEADING_ROW + 1, _HEADING_ROW + 21), 22
_GUIDE = (
    "Mỗi tệp một ngày hiệu lực. Mỗi hàng là một đơn vị hiện nay thành một đơn vị mới, hoặc một phần của nó.",
    "Sáp nhập: mỗi đơn vị cũ một hàng, cùng mã đơn vị mới.",
    "Chia tách: mỗi phần một hàng; tỷ lệ cộng lại là 1, hoặc để trống và ghi dân số hay diện tích mọi phần.",
    "Đổi tên, đổi loại: mã cũ và mã mới như nhau, ghi tên hoặc loại mới. Chuyển tỉnh: thêm mã tỉnh mới.",
    "Đơn vị nhận thêm đất mà giữ mã thì không cần hàng riêng.",
    "Cột in đậm phải có; các cột khác để trống được nếu không đổi.",
    "Các mã và tên trong ví dụ là bịa ra; xin xóa trang này hoặc để nguyên, phần mềm chỉ đọc trang đầu.",
)
# Invented: no such act exists.
_ACT = ("01/01/2027", "Nghị quyết 01/NQ (ví dụ)")
_EXAMPLES = (
    (*_ACT, "99001", "Xã A", "99010", "Đồng Tâm", "Phường", "", "1", "toàn bộ"),
    (*_ACT, "99002", "Xã B", "99010", "Đồng Tâm", "Phường", "", "0,6", "dân số"),
    (*_ACT, "99002", "Xã B", "99011", "Đồng Tiến", "Xã", "", "0,4", "dân số"),
    (*_ACT, "99003", "Xã C", "99003", "", "Phường"),
)


def act_form() -> bytes:
    """An .xlsx file with empty rows, lists to choose from, and a second sheet that says how."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet("Sắp xếp đơn vị")
        title = workbook.add_format({"bold": True, "font_size": 14})
        needed = workbook.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"})
        free = workbook.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
        text, day, plain = {"num_format": "@"}, {"num_format": "dd/mm/yyyy"}, {}
        sheet.write_string(0, 0, _TITLE, title)
        sheet.write_string(1, 0, _GUIDE[0])
        for column, (field, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
            style = day if field == "event_date" else text if "code" in field or "prov" in field else plain
            sheet.set_column(column, column, width, workbook.add_format(style))
            ruled = workbook.add_format(style | {"border": 1})
            for row in _RULED_ROWS:
                sheet.write_blank(row, column, None, ruled)
            sheet.write_string(
                _HEADING_ROW, column, HEADINGS[field][0], needed if field in REQUIRED else free
            )
        for row in _RULED_ROWS:
            sheet.set_row(row, _RULED_HEIGHT)
        lists = {"to_type": list(COMMUNE_TYPES), "basis": list(BASIS_WORDS)}
        for field, choices in lists.items():
            column = list(HEADINGS).index(field)
            last = _HEADING_ROW + _ENTRY_ROWS
            rule = {"validate": "list", "source": choices, "error_type": "warning"}
            sheet.data_validation(_HEADING_ROW + 1, column, last, column, rule)
        sheet.freeze_panes(_HEADING_ROW + 1, 0)
        set_up_print(sheet, heading_row=_HEADING_ROW)
        _add_guide(workbook, title, needed)
    return buffer.getvalue()


def act_form_csv() -> bytes:
    """The headings alone, in UTF-8 with a mark, so that Excel reads the Vietnamese letters."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(heading for heading, _ in HEADINGS.values())
    return text.getvalue().encode("utf-8-sig")


def _add_guide(
    workbook: xlsxwriter.Workbook, title: xlsxwriter.format.Format, heading: xlsxwriter.format.Format
) -> None:
    sheet = workbook.add_worksheet("Cách ghi")
    set_up_print(sheet)
    sheet.set_landscape()
    sheet.write_string(0, 0, "Cách ghi", title)
    for row, line in enumerate(_GUIDE, start=1):
        sheet.write_string(row, 0, line)
    first = len(_GUIDE) + 2
    for column, (name, _) in enumerate(HEADINGS.values()):
        sheet.write_string(first, column, name, heading)
        sheet.set_column(column, column, _WIDTHS[column])
    for row, example in enumerate(_EXAMPLES, start=first + 1):
        for column, cell in enumerate(example):
            sheet.write_string(row, column, cell)
