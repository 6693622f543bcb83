"""The sheet behind a form that says how to fill it in, one sentence a row and no figures."""

import xlsxwriter

from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n.formats import format_date
from khuyenhoc.reports.form_rules import NOT_ESTABLISHED

SHEET_NAME = "Hướng dẫn"

_LINE_LENGTH = 84

_SENTENCES = (
    "1. Chỉ gõ vào các ô tô màu xanh nhạt. Các ô khác đã khóa để biểu không bị xê dịch (không có mật khẩu).",
    "2. Mỗi hàng là một đơn vị. Xin giữ nguyên tên đơn vị, thứ tự cột và hàng cộng: nhờ vậy phần mềm nhận ra "
    "biểu ngay.",
    "3. Chưa có số liệu thì để trống. Có thống kê mà không có trường hợp nào thì gõ 0. Không áp dụng cho đơn vị "
    "thì gõ x.",
    f"4. Đơn vị chưa có Hội: chọn “{NOT_ESTABLISHED}” ở cột Ghi chú và để trống các ô của hàng đó.",
    "5. Tiền ghi bằng đồng, đủ các số 0. Ví dụ mười hai triệu đồng thì gõ 12000000.",
    "6. Số được công nhận không lớn hơn số đăng ký; số đăng ký không lớn hơn tổng số.",
    "7. Dư đầu kỳ cộng vận động trong kỳ trừ chi trong kỳ thì bằng dư cuối kỳ. Bốn nguồn vận động cộng lại thì "
    "bằng vận động trong kỳ; ngân sách hỗ trợ ghi riêng.",
    "8. Hàng TỔNG CỘNG tự tính, không gõ đè.",
    "9. Ô có dấu nhỏ ở góc: rê chuột vào để xem số của kỳ trước. Số đó chỉ để đối chiếu.",
    "10. Không ghi tên hay số giấy tờ của người nào vào biểu. Người lập và lãnh đạo Hội ký trên bản in.",
    "11. Điền xong thì lưu (dạng .xlsx) và nộp tệp này ở trang Nộp báo cáo.",
)
_SPAN_OF_BLANK = (
    "12. Tổng số, số dư, số được công nhận là số có đến ngày cuối kỳ. Hội viên mới, vận động, chi, học bổng, "
    "khen thưởng, hỗ trợ, lớp và lượt học là số phát sinh trong kỳ."
)
_SPAN_OF_PERIOD = (
    "12. Tổng số, số dư, số được công nhận là số có đến hết ngày {end}. Hội viên mới, vận động, chi, học bổng, "
    "khen thưởng, hỗ trợ, lớp và lượt học là số phát sinh từ ngày {start} đến hết ngày {end}."
)


def add_guide(workbook: xlsxwriter.Workbook, period: Period | None, text: dict[str, object]) -> None:
    """Add the sheet.

    Args:
        period: what the form is for; None for a blank form of any period.
        text: properties of the form's plain text, as xlsxwriter's `add_format` takes them.
    """
    sheet = workbook.add_worksheet(SHEET_NAME)
    title = workbook.add_format(text | {"bold": True, "font_size": 14})
    wrapped = workbook.add_format(text | {"text_wrap": True, "valign": "top"})
    span = _SPAN_OF_BLANK
    if period:
        span = _SPAN_OF_PERIOD.format(start=format_date(period.start), end=format_date(period.end))
    sheet.set_column(0, 0, _LINE_LENGTH)
    sheet.write_string(0, 0, "HƯỚNG DẪN GHI BIỂU", title)
    for row, sentence in enumerate((*_SENTENCES, span), start=1):
        sheet.write_string(row, 0, sentence, wrapped)
        sheet.set_row(row, 18 * (1 + len(sentence) // _LINE_LENGTH))
    sheet.protect()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
