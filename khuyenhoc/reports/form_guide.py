"""The sheet behind a form that says how to fill it in, one sentence a row and no figures."""

import xlsxwriter

from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n.formats import format_date
from khuyenhoc.reports.form_rules import NOT_ESTABLISHED

SHEET_NAME = "Hướng dẫn"

_LINE_LENGTH = 84

# One sentence a line; `{end}` and `{span}` say which days the figures are of.
_TEXT = f"""\
1. Chỉ gõ vào các ô tô màu xanh nhạt. Các ô khác đã khóa để biểu không bị xê dịch (không có mật khẩu).
2. Mỗi hàng là một đơn vị. Xin giữ nguyên tên đơn vị, thứ tự cột và hàng cộng để phần mềm nhận ra biểu ngay.
3. Chưa có số liệu thì để trống. Có thống kê mà không có trường hợp nào thì gõ 0. Không áp dụng thì gõ x.
4. Đơn vị chưa có Hội: chọn “{NOT_ESTABLISHED}” ở cột Ghi chú và để trống các ô của hàng đó.
5. Tiền ghi bằng đồng, đủ các số 0. Ví dụ mười hai triệu đồng thì gõ 12000000.
6. Tổng số, số dư, số đăng ký, số được công nhận là số có đến {{end}}.
7. Hội viên mới, vận động, chi, học bổng, khen thưởng, hỗ trợ, lớp, lượt học là số phát sinh {{span}}.
8. Số được công nhận không lớn hơn số đăng ký; số đăng ký không lớn hơn tổng số.
9. Dư đầu kỳ cộng vận động trong kỳ trừ chi trong kỳ thì bằng dư cuối kỳ.
10. Bốn nguồn vận động cộng lại thì bằng vận động trong kỳ; ngân sách hỗ trợ ghi riêng.
11. Hàng TỔNG CỘNG tự tính, không gõ đè.
12. Ô có dấu nhỏ ở góc: rê chuột vào để xem số của kỳ trước. Số đó chỉ để đối chiếu.
13. Không ghi tên hay số giấy tờ của người nào vào biểu. Người lập và lãnh đạo Hội ký trên bản in.
14. Điền xong thì lưu (dạng .xlsx) và nộp tệp này ở trang Nộp báo cáo.
"""


def add_guide(workbook: xlsxwriter.Workbook, period: Period | None, text: dict[str, object]) -> None:
    """Add the sheet.

    Args:
        period: what the form is for; None for a blank form of any period.
        text: properties of the form's plain text, as xlsxwriter's `add_format` takes them.
    """
    sheet = workbook.add_worksheet(SHEET_NAME)
    title = workbook.add_format(text | {"bold": True, "font_size": 14})
    wrapped = workbook.add_format(text | {"text_wrap": True, "valign": "top"})
    end, span = "ngày cuối kỳ", "trong kỳ"
    if period:
        end = f"hết ngày {format_date(period.end)}"
        span = f"từ ngày {format_date(period.start)} đến {end}"
    sentences = _TEXT.format(end=end, span=span).splitlines()
    sheet.set_column(0, 0, _LINE_LENGTH)
    sheet.write_string(0, 0, "HƯỚNG DẪN GHI BIỂU", title)
    for row, sentence in enumerate(sentences, start=1):
        sheet.write_string(row, 0, sentence, wrapped)
        sheet.set_row(row, 18 * (1 + len(sentence) // _LINE_LENGTH))
    sheet.protect()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
