"""What can be wrong with a sheet of self-assessment."""

from khuyenhoc.domain.findings import Rule, Severity

_PRODUCT = "product rule: a sheet is stored only where its title, unit, year and answers are sure"

NO_ASSESSMENT_TABLE = Rule(
    "no_assessment_table",
    Severity.ERROR,
    _PRODUCT,
    "Không thấy bảng tự đánh giá. Cần một hàng tiêu đề có các cột “Tiêu chí” và “Trả lời”. Xin dùng biểu mẫu "
    "tải ở trên.",
    "No self-assessment was found. It needs a heading row with “Tiêu chí” and “Trả lời”. Please use the form "
    "above.",
)
UNREADABLE_LABEL = Rule(
    "unreadable_assessment_label",
    Severity.ERROR,
    _PRODUCT,
    "Không dùng được “{text}” ở dòng “{label}”. Xin ghi lại như trong biểu mẫu.",
    "“{text}” at “{label}” cannot be used. Please write it as in the form.",
)
UNREADABLE_ANSWER = Rule(
    "unreadable_assessment_answer",
    Severity.ERROR,
    _PRODUCT,
    "Không đọc được câu trả lời “{text}”. Xin ghi “Có”, “Không”, “Không áp dụng” hoặc một tỷ lệ phần trăm.",
    "The answer “{text}” could not be read. Please write “Có”, “Không”, “Không áp dụng” or a percentage.",
)
SHARE_FOR_PERCENT = Rule(
    "share_for_percent",
    Severity.ERROR,
    _PRODUCT,
    "“{text}” có thể là 0–1% hoặc là tỷ lệ viết dạng phần của 1. Xin ghi bằng chữ có dấu %, ví dụ 90%.",
    "“{text}” may be 0–1% or a share of 1. Please type it as text with a percent sign, e.g. 90%.",
)
REPEATED_CRITERION = Rule(
    "repeated_criterion",
    Severity.ERROR,
    _PRODUCT,
    "Tiêu chí {item} đã có ở ô {other}. Xin chỉ giữ một hàng.",
    "Criterion {item} stands at {other} too. Please keep one row.",
)
REFUSED_ASSESSMENT = Rule("refused_assessment", Severity.ERROR, _PRODUCT, "{vi}", "{en}")
