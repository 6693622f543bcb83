"""Answered sheets of self-assessment: what is taken, and in which words the rest is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from khuyenhoc.domain.assessment import (
    COMMUNE_KIND,
    NOT_APPLICABLE,
    SCHEMES,
    TITLE_LEVELS,
    UNIT_KINDS,
    Answer,
    Criterion,
    Result,
    assess,
    criteria_of,
    items_of,
)
from khuyenhoc.domain.org_units import Level, all_units
from khuyenhoc.domain.periods import Vintage

# Both circulars are of December 2023.
FIRST_YEAR, LAST_YEAR = 2023, 2045
FIRST_DAY = date(2023, 12, 11)
LONGEST_NAME, LONGEST_ACT = 120, 200


class SheetRefusedError(ValueError):
    """A sheet that is not taken.

    Attributes:
        about: the field concerned: `title`, `kind`, `name`, `unit`, `year`, `recognition`, or an item.
        vi: what is wrong and what to do, in Vietnamese.
        en: the same in English.
    """

    def __init__(self, about: str, vi: str, en: str) -> None:
        super().__init__(en)
        self.about, self.vi, self.en = about, vi, en


@dataclass(frozen=True)
class Recognition:
    """That a title was awarded: its level, the decision and its day."""

    title_level: int
    legal_act: str
    day: date


@dataclass(frozen=True)
class AssessedSheet:
    """A sheet that somebody filled in.

    Attributes:
        unit_level: level of the title: `district`, `province`, or `commune` for communities.
        unit_kind: one of `UNIT_KINDS`, or `COMMUNE_KIND`.
        unit_name: of the organisation; of a community, the commune's own name.
        org_unit_id: the present commune it lies in.
        answers: item -> answer.
        recognition: the title awarded on it, if there is one.
    """

    scheme: str
    unit_level: str
    unit_kind: str
    unit_name: str
    org_unit_id: str
    year: int
    answers: Mapping[str, Answer] = field(default_factory=dict)
    recognition: Recognition | None = None

    def result(self) -> Result:
        """What the answers come to."""
        return assess(criteria_of(self.scheme, self.unit_level), self.unit_kind, self.answers)


def require_acceptable(sheet: AssessedSheet) -> None:
    """Check a sheet before it is stored.

    Raises:
        SheetRefusedError: with the reason in words.
    """
    _require_known(sheet)
    if not FIRST_YEAR <= sheet.year <= LAST_YEAR:
        raise SheetRefusedError(
            "year",
            f"Năm {sheet.year} nằm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}. Xin ghi lại năm.",
            f"The year {sheet.year} is outside {FIRST_YEAR}–{LAST_YEAR}. Please correct it.",
        )
    items = items_of(sheet.scheme, sheet.unit_level)
    given = {item: answer for item, answer in sheet.answers.items() if answer is not None}
    if not given and sheet.recognition is None:
        raise SheetRefusedError(
            "title",
            "Phiếu chưa có câu trả lời nào. Xin điền ít nhất một tiêu chí.",
            "The sheet has no answer yet. Please fill in at least one criterion.",
        )
    for item, answer in given.items():
        require_answer(item, items.get(item, ()), answer)
    _require_recognition(sheet.recognition)


def require_answer(item: str, levels: tuple[Criterion, ...], answer: Answer) -> None:
    """Check one answer.

    Raises:
        SheetRefusedError: it does not fit what is asked.
    """
    if not levels:
        raise SheetRefusedError(
            item,
            f"Không có tiêu chí {item} ở danh hiệu này. Xin dùng biểu mẫu tải ở trên.",
            f"This title has no criterion {item}. Please use the form above.",
        )
    if answer == NOT_APPLICABLE:
        if not any(criterion.may_not_apply for criterion in levels):
            raise SheetRefusedError(
                item,
                f"Tiêu chí {item} không được ghi “không áp dụng”. Xin trả lời tiêu chí này.",
                f"Criterion {item} cannot be “not applicable”. Please answer it.",
            )
    elif levels[0].is_percent and (
        isinstance(answer, bool | str) or not 0 <= answer <= 100  # a NaN is not between
    ):
        raise SheetRefusedError(
            item,
            f"Tiêu chí {item} cần một tỷ lệ phần trăm từ 0 đến 100, ví dụ 92,5.",
            f"Criterion {item} needs a percentage from 0 to 100, e.g. 92.5.",
        )
    elif not levels[0].is_percent and not isinstance(answer, bool):
        raise SheetRefusedError(
            item,
            f"Tiêu chí {item} cần “Có” hoặc “Không”.",
            f"Criterion {item} needs “Có” (yes) or “Không” (no).",
        )


def _require_known(sheet: AssessedSheet) -> None:
    if sheet.unit_level not in SCHEMES.get(sheet.scheme, ()):
        raise SheetRefusedError(
            "title",
            "Không có danh hiệu này. Xin chọn danh hiệu trong danh sách.",
            "There is no such title. Please choose one of the list.",
        )
    kinds = (COMMUNE_KIND,) if sheet.unit_level == "commune" else UNIT_KINDS
    if sheet.unit_kind not in kinds:
        raise SheetRefusedError(
            "kind",
            "Không nhận ra loại hình đơn vị. Xin chọn trong danh sách.",
            "The kind of unit was not recognised. Please choose one of the list.",
        )
    unit = all_units().get(sheet.org_unit_id)
    if unit is None or unit.vintage is not Vintage.REFORM or unit.level is not Level.COMMUNE:
        raise SheetRefusedError(
            "unit",
            "Xin chọn xã, phường, đặc khu hiện nay nơi đơn vị đặt trụ sở.",
            "Please choose the present commune in which the unit lies.",
        )
    is_own_name = sheet.unit_kind != COMMUNE_KIND or sheet.unit_name == unit.name
    if not sheet.unit_name.strip() or len(sheet.unit_name) > LONGEST_NAME or not is_own_name:
        raise SheetRefusedError(
            "name",
            f"Xin ghi tên cơ quan, đơn vị (không quá {LONGEST_NAME} chữ cái); cộng đồng học tập ghi tên xã.",
            f"Please give the organisation's name (at most {LONGEST_NAME} letters); of a community, the "
            "commune's.",
        )


def _require_recognition(recognition: Recognition | None) -> None:
    if recognition is None:
        return
    act = recognition.legal_act.strip()
    if (
        recognition.title_level not in TITLE_LEVELS
        or not act
        or len(act) > LONGEST_ACT
        or recognition.day < FIRST_DAY
    ):
        raise SheetRefusedError(
            "recognition",
            "Danh hiệu đã công nhận cần mức độ (1 hoặc 2), số quyết định và ngày quyết định từ 11/12/2023.",
            "A recognised title needs its level (1 or 2), the decision and its day, from 11/12/2023 on.",
        )
