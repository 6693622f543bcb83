"""Targets that people set: what is taken, and in which words the rest is refused.

A province or unit may set more than the decree, never less: the programme to 2020 (281/QĐ-TTg) had lower
values for disadvantaged areas, but no such rule was found for the programmes to 2030.
"""

import math
from dataclasses import dataclass
from datetime import date

from khuyenhoc.domain.indicators import Indicator, indicators
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.domain.targets import Target, national_floor

FIRST_YEAR, LAST_YEAR = 2021, 2045
_LONGEST_ACT = 200


class TargetRefusedError(ValueError):
    """A target that is not taken.

    Attributes:
        about: the field concerned: `unit`, `indicator`, `year`, `value` or `act`.
        vi: what is wrong and what to do, in Vietnamese.
        en: the same in English.
    """

    def __init__(self, about: str, vi: str, en: str) -> None:
        super().__init__(en)
        self.about, self.vi, self.en = about, vi, en


@dataclass(frozen=True)
class PlannedTarget:
    """A target that somebody wants to set.

    Attributes:
        org_unit_id: a present province, or one of its communes.
        value: in the indicator's unit.
        act_date: day of the legal act, if known.
    """

    indicator: str
    org_unit_id: str
    year: int
    value: float
    legal_act: str
    act_date: date | None = None


def can_have_target(indicator: Indicator) -> bool:
    """Whether more is better, so that a value to be reached makes sense."""
    return indicator.higher_is_better is True


def require_acceptable(planned: PlannedTarget) -> None:
    """Check a target before it is stored.

    Raises:
        TargetRefusedError: with the reason in words.
    """
    _require_known(planned)
    if not FIRST_YEAR <= planned.year <= LAST_YEAR:
        raise TargetRefusedError(
            "year",
            f"Năm {planned.year} nằm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}. Xin ghi lại năm.",
            f"The year {planned.year} is outside {FIRST_YEAR}–{LAST_YEAR}. Please correct it.",
        )
    least, most = (1, 100) if indicators()[planned.indicator].unit == "%" else (0, math.inf)
    if not least < planned.value <= most:
        raise TargetRefusedError(
            "value",
            f"Giá trị {_written(planned.value, 'vi')} không thể là mục tiêu. Tỷ lệ ghi bằng phần trăm, "
            "ví dụ 60 hoặc 60,5; trên 1 và không quá 100.",
            f"{_written(planned.value, 'en')} cannot be a target. Write a rate in per cent, e.g. 60 or 60.5; "
            "above 1 and at most 100.",
        )
    floor = national_floor(planned.indicator, planned.year)
    if floor is not None and planned.value < floor.value:
        raise TargetRefusedError("value", *_below(planned.value, floor))
    if not planned.legal_act.strip() or len(planned.legal_act) > _LONGEST_ACT:
        raise TargetRefusedError(
            "act",
            "Xin ghi văn bản đặt mục tiêu, ví dụ “Kế hoạch 12/KH-UBND” (không quá 200 chữ cái).",
            "Please name the act that sets the target, e.g. “Kế hoạch 12/KH-UBND” (at most 200 letters).",
        )


def _require_known(planned: PlannedTarget) -> None:
    unit = all_units().get(planned.org_unit_id)
    if unit is None or unit.vintage is not Vintage.REFORM:
        raise TargetRefusedError(
            "unit",
            "Chỉ đặt mục tiêu cho tỉnh, xã, phường, đặc khu hiện nay. Xin chọn lại đơn vị.",
            "Targets are set for present provinces and communes only. Please choose another unit.",
        )
    indicator = indicators().get(planned.indicator)
    if indicator is None or not can_have_target(indicator):
        raise TargetRefusedError(
            "indicator",
            "Chỉ tiêu này không đặt mục tiêu được. Xin chọn chỉ tiêu trong danh sách.",
            "This indicator takes no target. Please choose one of the list.",
        )


def _written(value: float, language: str) -> str:
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


def _below(value: float, floor: Target) -> tuple[str, str]:
    vi = (
        f"Mục tiêu {_written(value, 'vi')}% thấp hơn mức toàn quốc {_written(floor.value, 'vi')}% của năm "
        f"{floor.year} ({floor.legal_act}). Tỉnh và đơn vị chỉ được đặt bằng hoặc cao hơn."
    )
    en = (
        f"A target of {_written(value, 'en')}% is below the national {_written(floor.value, 'en')}% of "
        f"{floor.year} ({floor.legal_act}). A province or unit may set the same or more."
    )
    return vi, en
