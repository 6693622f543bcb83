"""Why a file is turned away before anything in it is looked at, said in plain words with the way out.

The messages are read by people who may never have heard of a file format: each says what happened, then
which buttons to press. Excel's own words stand in both languages, because most offices run the English one.
"""

from khuyenhoc.domain.findings import Finding, Rule, Severity

_SAVE_VI = (
    "Xin mở tệp bằng Excel, chọn Tệp (File) > Lưu thành (Save As), ở mục kiểu tệp chọn "
    "“Excel Workbook (*.xlsx)”, lưu lại rồi nộp tệp mới."
)
_SAVE_EN = (
    "Please open it in Excel, choose File > Save As, pick “Excel Workbook (*.xlsx)”, and send the new file."
)

_CLEAR_VI = (
    "Xin chọn các hàng trống bên dưới bảng và các cột trống bên phải bảng, bấm chuột phải, chọn Xóa "
    "(Delete), lưu tệp rồi nộp lại."
)
_CLEAR_EN = (
    "Please clear the rows below the table and the columns to its right: select them, right-click, choose "
    "Delete, save, and send the file again."
)


class Refused(Exception):  # noqa: N818 - a refusal is an answer to the sender, not a fault of the program
    """The file cannot be taken in.

    Attributes:
        finding: what to show to the sender; its severity is error.
        detail: what the log should say; never shown, never holds cell contents.
    """

    def __init__(self, finding: Finding, detail: str = "") -> None:
        super().__init__(f"{finding.rule}: {detail or finding.message_en}")
        self.finding = finding
        self.detail = detail


def refused(rule: Rule, cell: str = "", *, detail: str = "", **values: object) -> Refused:
    """The exception for a rule, ready to be raised.

    Args:
        rule: one of the rules below.
        cell: `Sheet!K12`, a sheet's name, or empty for the file as a whole.
        detail: for the log.
        **values: what the rule's messages name.
    """
    plain = {name: _plain(value) for name, value in values.items()}
    return Refused(rule.at(_plain(cell), **plain), detail)


def _plain(value: object) -> str:
    """One short printable line: names come from the file and may hold anything."""
    text = "".join(character if character.isprintable() else " " for character in str(value))
    return text if len(text) <= 120 else text[:119] + "…"


NOT_A_WORKBOOK = Rule(
    "not_a_workbook",
    Severity.ERROR,
    "the kinds of file that reports come in: xlsx, xlsm, xlsb, xls, ods, csv",
    "Tệp này không phải là bảng tính mà là {kind_vi}. Xin gửi bảng số liệu Excel. " + _SAVE_VI,
    "This is not a spreadsheet but {kind_en}. The report has to be an Excel table. " + _SAVE_EN,
)
EMPTY_FILE = Rule(
    "empty_file",
    Severity.ERROR,
    "a report has at least one cell with content",
    "Tệp này trống, không có chữ hay số nào. Xin kiểm tra xem đã chọn đúng tệp và đã lưu tệp trong Excel "
    "chưa, rồi nộp lại.",
    "This file is empty: it holds no text and no number. Please check that it is the right file and that it "
    "was saved in Excel, then send it again.",
)
FILE_TOO_LARGE = Rule(
    "file_too_large",
    Severity.ERROR,
    "a national sheet of 3,321 communes by 60 columns is 1.3 MB",
    "Tệp này nặng {megabytes} MB, quá mức cho phép là {limit} MB. Báo cáo thường chưa đến 1 MB: xin bỏ hình "
    "ảnh và các trang tính không cần thiết, lưu lại rồi nộp tệp mới.",
    "This file is {megabytes} MB; the limit is {limit} MB. A report is usually below 1 MB: please remove "
    "pictures and sheets that are not needed, save, and send the new file.",
)
PASSWORD_PROTECTED = Rule(
    "password_protected",
    Severity.ERROR,
    "an encrypted workbook cannot be read without its password",
    "Tệp này đang được khóa bằng mật khẩu nên không đọc được. Xin mở tệp bằng Excel (nhập mật khẩu), chọn "
    "Tệp (File) > Thông tin (Info) > Bảo vệ sổ làm việc (Protect Workbook) > Mã hóa bằng mật khẩu (Encrypt "
    "with Password), xóa hết mật khẩu trong ô, bấm OK, lưu lại rồi nộp tệp mới. Không cần gửi mật khẩu cho "
    "ai.",
    "This file is locked with a password and cannot be read. Please open it in Excel with the password, "
    "choose File > Info > Protect Workbook > Encrypt with Password, empty the box, press OK, save, and send "
    "the new file. There is no need to tell anyone the password.",
)
DAMAGED_FILE = Rule(
    "damaged_file",
    Severity.ERROR,
    "a workbook whose parts are missing, cut short or contradict each other is read differently by each "
    "program",
    "Tệp này bị hỏng hoặc tải lên chưa trọn vẹn. Xin thử nộp lại một lần. Nếu vẫn không được: " + _SAVE_VI,
    "This file is damaged or was not sent whole. Please try once more. If that does not help: " + _SAVE_EN,
)
SUSPICIOUS_FILE = Rule(
    "suspicious_file",
    Severity.ERROR,
    "unpacked size at most 150 MB and 200 times the packed size; no file built to harm the reader",
    "Tệp này được nén hoặc tạo theo cách bất thường, có thể làm treo máy, nên không được mở. Nếu đây đúng là "
    "báo cáo của đơn vị, xin chép bảng số liệu sang một tệp Excel mới, lưu lại rồi nộp tệp mới.",
    "This file is packed or built in an unusual way that could overload the computer, so it was not opened. "
    "If it is your report, please copy the table into a new Excel file, save it, and send that one.",
)
FAR_CELL = Rule(
    "far_cell",
    Severity.ERROR,
    "content beyond row 60,000 or column 400 cannot belong to a report: there are 3,321 communes",
    "Trên trang tính “{sheet}” có nội dung ở ô {address}, rất xa bảng số liệu (có thể do gõ nhầm). "
    "" + _CLEAR_VI,
    "The sheet “{sheet}” has content in cell {address}, very far from the table (perhaps a slip). "
    "" + _CLEAR_EN,
)
TOO_MANY_CELLS = Rule(
    "too_many_cells",
    Severity.ERROR,
    "3,321 communes by 60 columns make 199,260 cells",
    "Trang tính “{sheet}” có quá nhiều ô (hơn {limit} ô), nhiều hơn mọi báo cáo. " + _CLEAR_VI,
    "The sheet “{sheet}” has too many cells (more than {limit}), more than any report has. " + _CLEAR_EN,
)
NO_SHEETS = Rule(
    "no_sheets",
    Severity.ERROR,
    "a report stands on a worksheet",
    "Tệp này không có trang tính nào để đọc (chỉ có biểu đồ hoặc macro). Xin nộp tệp Excel có bảng số liệu.",
    "This file has no worksheet to read (only charts or macros). Please send the Excel file with the table.",
)
ONLY_HIDDEN_SHEETS = Rule(
    "only_hidden_sheets",
    Severity.ERROR,
    "hidden sheets are not taken in without being shown",
    "Mọi trang tính có số liệu trong tệp này đều đang bị ẩn. Xin chọn trang ẩn cần đọc khi nộp; hoặc mở tệp "
    "bằng Excel, bấm chuột phải vào tên trang ở cuối màn hình, chọn Hiện (Unhide), lưu lại rồi nộp lại.",
    "Every sheet of this file that holds figures is hidden. Please choose the hidden sheet to read when you "
    "send the file; or open it in Excel, right-click a sheet's name at the bottom, choose Unhide, save, and "
    "send it again.",
)
PARSER_FAILED = Rule(
    "parser_failed",
    Severity.ERROR,
    "reading takes less than a second; it is stopped after 20 seconds or 1 GB of memory",
    "Máy không đọc được tệp này. " + _SAVE_VI,
    "The file could not be read. " + _SAVE_EN,
)
TOO_LABORIOUS = Rule(
    "too_laborious",
    Severity.ERROR,
    "a sheet of 3,321 communes by 60 columns takes half a second to understand; the limit is 6",
    "Tệp này có quá nhiều nội dung khác với bảng báo cáo (hàng nghìn ô gộp, tiêu đề lặp lại hoặc chữ), nên "
    "phần mềm dừng đọc để khỏi treo máy. Xin chép riêng bảng số liệu sang một tệp Excel mới, lưu lại rồi nộp "
    "tệp mới.",
    "This file holds too much besides a report's table (thousands of merged cells, repeated headings or "
    "texts), so the reading was stopped. Please copy the table alone into a new Excel file, save it, and "
    "send that one.",
)
CELLS_LOST = Rule(
    "cells_lost",
    Severity.ERROR,
    "every cell with content is counted twice, by two readers that must agree",
    "Có ô trên trang tính “{sheet}” không đọc được trọn vẹn, ví dụ ô {address}, nên tệp chưa được nhận để "
    "khỏi mất số liệu. " + _SAVE_VI,
    "Some cells of the sheet “{sheet}” could not be read, for example {address}, so the file was not "
    "accepted lest figures be lost. " + _SAVE_EN,
)
ENCODING_UNCLEAR = Rule(
    "encoding_unclear",
    Severity.ERROR,
    "text counts as read when at least 7 in 10 words with marks are Vietnamese syllables",
    "Không nhận ra bảng mã chữ Việt của tệp này. Xin mở tệp bằng Excel, chọn Tệp (File) > Lưu thành (Save "
    "As), ở mục kiểu tệp chọn “CSV UTF-8” hoặc tốt hơn là “Excel Workbook (*.xlsx)”, lưu lại rồi nộp tệp "
    "mới.",
    "The letters of this file could not be recognised. Please open it in Excel, choose File > Save As, pick "
    "“CSV UTF-8” or, better, “Excel Workbook (*.xlsx)”, and send the new file.",
)
LETTERS_LOST = Rule(
    "letters_lost",
    Severity.ERROR,
    "Excel's plain “CSV” writes ? for every letter outside the computer's own code page",
    "Chữ Việt trong tệp đã bị mất dấu thành dấu hỏi khi lưu, ví dụ “{text}” ở ô {address}. Xin mở lại tệp "
    "Excel gốc và nộp tệp đó, hoặc lưu với kiểu “CSV UTF-8” rồi nộp lại.",
    "Vietnamese letters were lost when this file was saved, for example “{text}” in cell {address}. Please "
    "send the original Excel file, or save it as “CSV UTF-8” and send it again.",
)
UNREADABLE_TEXT = Rule(
    "unreadable_text",
    Severity.ERROR,
    "of twenty or more words with marks, fewer than half are Vietnamese syllables in any encoding tried",
    "Chữ Việt trên trang tính “{sheet}” dùng bảng mã cũ không nhận ra được, ví dụ “{text}”. Xin chuyển sang "
    "Unicode (trong UniKey: bấm Ctrl+Shift+F6, chọn bảng mã đích là Unicode), lưu lại rồi nộp tệp mới.",
    "The Vietnamese text of the sheet “{sheet}” is in an old encoding that could not be recognised, for "
    "example “{text}”. Please convert it to Unicode (UniKey: Ctrl+Shift+F6), save, and send the new file.",
)
