"""What can be wrong with a file as a whole: its sheets, its period, its province.

Columns, rows and cells have their rules in `table_problems.py`; those that weigh figures against each other
stand in `checks/`, one file each. Every message names what was found and says what to do, in words for people
who do not work with computers.
"""

from khuyenhoc.domain.findings import Rule, Severity

_PRODUCT = "product rule: a figure is stored only where a careful person would be sure of its meaning"
_CIRCUMSTANCE = "product rule: nothing in a file is passed over without a word"

# --- The file and its sheets ---

NO_TABLE = Rule(
    "no_table",
    Severity.ERROR,
    _PRODUCT,
    "Không tìm thấy bảng số liệu trên trang “{sheet}”. Bảng cần có hàng tiêu đề ghi “Đơn vị” và tên các "
    "chỉ tiêu (ví dụ “Tổng số hội viên”). Xin kiểm tra lại tệp, hoặc tải biểu mẫu trống về và điền vào.",
    "No table was found on the sheet “{sheet}”. A table needs a heading row with “Đơn vị” (unit) and the "
    "names of the figures. Please check the file, or download the blank form and fill it in.",
)
NO_FIGURES = Rule(
    "no_figures",
    Severity.ERROR,
    _PRODUCT,
    "Bảng ở ô {place} không có cột số liệu nào mà phần mềm nhận ra. Xin ghi tên cột như trong biểu mẫu, ví "
    "dụ “Tổng số hội viên”, “Gia đình học tập - Được công nhận”, rồi nộp lại.",
    "The table at {place} has no column that was recognised. Please name the columns as in the form, for "
    "example “Tổng số hội viên”, and send the file again.",
)
NO_UNITS = Rule(
    "no_units",
    Severity.ERROR,
    _PRODUCT,
    "Bảng ở ô {place} không có hàng nào của huyện, xã, phường. Xin ghi mỗi đơn vị một hàng, tên đơn vị ở "
    "cột “Đơn vị”.",
    "The table at {place} has no row of a unit. Please give each unit a row, with its name under “Đơn vị”.",
)
NO_VALUES = Rule(
    "no_values",
    Severity.ERROR,
    _PRODUCT,
    "Bảng ở ô {place} có tên đơn vị nhưng chưa điền số liệu nào. Xin điền rồi nộp lại.",
    "The table at {place} names units but holds no figures yet. Please fill it in and send it again.",
)
HIDDEN_SHEET = Rule(
    "hidden_sheet",
    Severity.NOTE,
    _CIRCUMSTANCE,
    "Trang “{sheet}” đang bị ẩn nên không được đọc. Nếu trang này có số liệu cần nộp, xin chọn đọc cả trang "
    "ẩn khi nộp, hoặc bỏ ẩn rồi nộp lại.",
    "The sheet “{sheet}” is hidden and was not read. If it holds figures to report, choose to read it when "
    "you send the file, or unhide it and send the file again.",
)
SHEET_WITHOUT_TABLE = Rule(
    "sheet_without_table",
    Severity.NOTE,
    _CIRCUMSTANCE,
    "Trang “{sheet}” có nội dung nhưng không có bảng số liệu nhận ra được, nên không được đọc.",
    "The sheet “{sheet}” has content but no table that was recognised; it was not read.",
)
MACROS_IGNORED = Rule(
    "macros_ignored",
    Severity.NOTE,
    "macros of a report are never run",
    "Tệp có macro. Phần mềm chỉ đọc số liệu, không chạy macro. Lần sau xin lưu tệp với kiểu .xlsx.",
    "The file holds macros. Only its figures were read; no macro was run. Please save it as .xlsx next time.",
)

# --- The period ---

NO_PERIOD = Rule(
    "no_period",
    Severity.ERROR,
    _PRODUCT,
    "Không tìm thấy kỳ báo cáo trong tiêu đề, tên trang “{sheet}” hay tên tệp. Xin ghi vào tiêu đề, ví dụ "
    "“QUÝ III NĂM 2025” hoặc “6 THÁNG ĐẦU NĂM 2025”, hoặc chọn kỳ báo cáo khi nộp.",
    "No reporting period was found in the title, the name of the sheet “{sheet}” or the file's name. "
    "Please write it in the title, for example “QUÝ III NĂM 2025”, or choose the period when you send the "
    "file.",
)
SCHOOL_YEAR = Rule(
    "school_year",
    Severity.ERROR,
    "periods are calendar quarters, half-years, nine months and years (domain practice)",
    "Tiêu đề ghi “{text}”. Năm học không phải là kỳ báo cáo theo năm dương lịch: xin chọn kỳ báo cáo khi "
    "nộp (quý, 6 tháng, 9 tháng hoặc năm).",
    "The title says “{text}”. A school year is no reporting period of the calendar year: please choose the "
    "period when you send the file (quarter, six months, nine months or year).",
)
UNUSABLE_PERIOD = Rule(
    "unusable_period",
    Severity.ERROR,
    "periods are calendar quarters, half-years, nine months and years (domain practice)",
    "Tiêu đề ghi “{text}”, không phải là một kỳ báo cáo. Các kỳ báo cáo là quý I, II, III, IV, 6 tháng đầu "
    "năm, 9 tháng và cả năm. Xin sửa tiêu đề hoặc chọn kỳ báo cáo khi nộp.",
    "The title says “{text}”, which is no reporting period. The periods are the four quarters, the first "
    "six months, nine months and the year. Please mend the title or choose the period when you send the "
    "file.",
)
PERIOD_CONFLICT = Rule(
    "period_conflict",
    Severity.ERROR,
    _PRODUCT,
    "Tệp ghi hai kỳ báo cáo khác nhau: “{first}” ({first_place}) và “{second}” ({second_place}). Xin sửa "
    "cho thống nhất, hoặc chọn kỳ báo cáo khi nộp.",
    "The file names two different periods: “{first}” ({first_place}) and “{second}” ({second_place}). "
    "Please make them agree, or choose the period when you send the file.",
)
PERIOD_DIFFERS_FROM_GIVEN = Rule(
    "period_differs_from_given",
    Severity.WARNING,
    _PRODUCT,
    "Kỳ được chọn là {given} nhưng tệp ghi “{text}”. Phần mềm dùng kỳ được chọn. Xin kiểm tra kỹ trước khi "
    "xác nhận.",
    "The period chosen is {given}, but the file says “{text}”. The chosen one is used. Please check before "
    "you confirm.",
)
CUMULATIVE_QUARTER = Rule(
    "cumulative_quarter",
    Severity.WARNING,
    "a cumulative figure is never stored as a quarter's: flows would be counted twice",
    "Tiêu đề ghi “{text}” và ghi là số lũy kế từ đầu năm, nên phần mềm hiểu kỳ báo cáo là {period} (tính "
    "từ 01/01). Nếu số liệu chỉ của riêng quý, xin bỏ chữ “lũy kế” hoặc chọn kỳ khi nộp.",
    "The title says “{text}” and that figures are cumulative, so the period is taken as {period} (from 1 "
    "January). If the figures are the quarter's alone, please remove “lũy kế” or choose the period when "
    "you send the file.",
)
SHEET_OF_OTHER_PERIOD = Rule(
    "sheet_of_other_period",
    Severity.NOTE,
    _CIRCUMSTANCE,
    "Trang “{sheet}” ghi kỳ “{text}”, khác kỳ đang nộp là {period}, nên không được đọc lần này.",
    "The sheet “{sheet}” is for “{text}”, not for {period}, and was not read this time.",
)

# --- The province ---

PROVINCE_NOT_FOUND = Rule(
    "province_not_found",
    Severity.ERROR,
    _PRODUCT,
    "Không xác định được báo cáo là của tỉnh nào (trang “{sheet}”). Xin ghi vào đầu trang, ví dụ “HỘI "
    "KHUYẾN HỌC TỈNH KHÁNH HÒA”, hoặc chọn tỉnh khi nộp.",
    "It could not be told which province reports (sheet “{sheet}”). Please write it at the top, for "
    "example “HỘI KHUYẾN HỌC TỈNH KHÁNH HÒA”, or choose the province when you send the file.",
)
PROVINCE_CONFLICT = Rule(
    "province_conflict",
    Severity.ERROR,
    _PRODUCT,
    "Tệp ghi là của {named} nhưng các đơn vị trong bảng thuộc {found}. Xin kiểm tra lại tiêu đề hoặc tên "
    "các đơn vị.",
    "The file says it is from {named}, but the units in the table lie in {found}. Please check the title "
    "or the units.",
)
PROVINCE_DIFFERS_FROM_GIVEN = Rule(
    "province_differs_from_given",
    Severity.WARNING,
    _PRODUCT,
    "Tỉnh được chọn là {given} nhưng tệp ghi “{text}”. Phần mềm dùng tỉnh được chọn. Xin kiểm tra trước "
    "khi xác nhận.",
    "The province chosen is {given}, but the file says “{text}”. The chosen one is used. Please check "
    "before you confirm.",
)
PROVINCE_OF_OTHER_VINTAGE = Rule(
    "province_of_other_vintage",
    Severity.WARNING,
    "Resolution 202/2025/QH15: 63 provinces became 34 on 01/07/2025",
    "Tiêu đề ghi {named}, nhưng từ 01/07/2025 tỉnh này thuộc {now}. Báo cáo kỳ {period} được đọc là của "
    "{now}.",
    "The title names {named}, which became part of {now} on 1 July 2025. The report for {period} is read "
    "as {now}'s.",
)
