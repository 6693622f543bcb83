"""What can be wrong with the rows of an act, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from khuyenhoc.domain.findings import Rule, Severity


@dataclass(frozen=True)
class Complaint:
    """A rule that a row breaks, at one of its fields; `other` is the place of another row that it names."""

    place: int
    field: str
    rule: Rule
    values: Mapping[str, object]
    other: int | None = None


_SOURCE = "product rule: an act is taken in only where its units, shares and day are sure"


def _rule(name: str, vi: str, en: str) -> Rule:
    return Rule(name, Severity.ERROR, _SOURCE, vi, en)


UNKNOWN_FROM = _rule(
    "act_unknown_from",
    "Không có xã, phường, đặc khu nào hiện nay mang mã “{code}”. Xin ghi mã 5 chữ số của đơn vị đang có.",
    "No present commune has the code “{code}”. Please give the 5-digit code of a unit that is there now.",
)
NAME_DIFFERS = _rule(
    "act_name_differs",
    "Mã {code} là của {name}, không phải “{text}”. Xin sửa mã hoặc tên.",
    "The code {code} is {name}'s, not “{text}”'s. Please correct the code or the name.",
)
BAD_CODE = _rule(
    "act_bad_code",
    "“{code}” không phải mã 5 chữ số. Xin ghi mã của đơn vị mới.",
    "“{code}” is no 5-digit code. Please give the code of the unit that comes.",
)
DATE_TOO_EARLY = _rule(
    "act_date_too_early",
    "Ngày hiệu lực phải sau {last}, là ngày {name} có từ hoặc thay đổi lần cuối.",
    "The day must be after {last}, since when {name} is there or was last changed.",
)
MANY_DATES = _rule(
    "act_many_dates",
    "Mỗi tệp chỉ ghi một ngày hiệu lực; hàng này khác ngày {first}. Xin nhập mỗi ngày một tệp, theo thứ tự.",
    "A file is for one day; this row's is not {first}. Please import one file a day, in their order.",
)
REPEATED = _rule(
    "act_repeated",
    "Đơn vị {code} đã có một hàng thành {to_code}. Xin chỉ giữ một hàng.",
    "The unit {code} has a row into {to_code} already. Please keep one.",
)
WEIGHTS = _rule(
    "act_weights",
    "Tỷ lệ của đơn vị {code} cộng lại là {total}, phải là 1. Xin sửa cột “Tỷ lệ”, hoặc để trống và ghi dân "
    "số của mọi phần.",
    "The shares of the unit {code} add up to {total}, not 1. Please correct them, or leave them empty and "
    "give the people of every part.",
)
WEIGHT_RANGE = _rule(
    "act_weight_range",
    "Tỷ lệ “{text}” phải lớn hơn 0 và không quá 1.",
    "The share “{text}” must be above 0 and at most 1.",
)
WEIGHT_MISSING = _rule(
    "act_weight_missing",
    "Đơn vị {code} chia thành nhiều phần: xin ghi tỷ lệ, hoặc dân số, hoặc diện tích của mọi phần.",
    "The unit {code} is divided: please give the share, or the people, or the area of every part.",
)
CYCLE = _rule(
    "act_cycle",
    "Mã {code} vừa hết hiệu lực vừa được giao cho đất khác trong cùng ngày. Xin dùng mã khác cho đơn vị mới.",
    "The code {code} ends and goes to other land on the same day. Please use another code for what comes.",
)
TARGET_DIFFERS = _rule(
    "act_target_differs",
    "Đơn vị mới {code} được ghi khác ở ô {other}. Tên, loại và tỉnh của một mã phải giống nhau.",
    "The unit {code} is written otherwise at {other}. Name, type and province of a code must agree.",
)
TARGET_INCOMPLETE = _rule(
    "act_target_incomplete",
    "Đơn vị mới {code} cần tên, loại (Phường, Xã hoặc Đặc khu) và mã tỉnh hiện nay.",
    "The new unit {code} needs a name, a type (Phường, Xã or Đặc khu) and the code of a present province.",
)
NOTHING_CHANGES = _rule(
    "act_nothing_changes",
    "Hàng này không đổi gì: {name} giữ nguyên mã, tên, loại và tỉnh. Xin xóa hàng.",
    "This row changes nothing: {name} keeps code, name, type and province. Please delete it.",
)
NO_ACT = _rule(
    "act_no_act", "Xin ghi văn bản (số, ngày) làm căn cứ.", "Please name the legal act (number and date)."
)
