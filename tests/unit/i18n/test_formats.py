from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import (
    format_change,
    format_day,
    format_gap,
    format_moment,
    format_number,
    format_period,
    format_value,
)

VI, EN = Translator("vi"), Translator("en")


@pytest.mark.parametrize(
    ("value", "unit", "vietnamese", "english"),
    [
        (82.14, "%", "82,1%", "82.1%"),
        (22_000_000_000, "VND", "22,0 tỷ đồng", "22.0 billion đồng"),
        (350_500_000, "VND", "350,5 triệu đồng", "350.5 million đồng"),
        (999_960_000, "VND", "1,0 tỷ đồng", "1.0 billion đồng"),
        (999_940_000, "VND", "999,9 triệu đồng", "999.9 million đồng"),
        (999_999.6, "VND", "1,0 triệu đồng", "1.0 million đồng"),
        (900, "VND", "900 đồng", "900 đồng"),
        (0, "VND", "0 đồng", "0 đồng"),
        (11_300.4, "VND/person", "11.300 đồng/người", "11,300 đồng/person"),
        (335_074, "person", "335.074", "335,074"),
        (1.25, "per 1000", "1,3", "1.3"),
        (None, "%", "–", "–"),
        (float("nan"), "VND", "–", "–"),
    ],
)
def test_values(value: float | None, unit: str, vietnamese: str, english: str) -> None:
    assert format_value(value, unit, VI) == vietnamese
    assert format_value(value, unit, EN) == english


def test_changes_carry_their_sign() -> None:
    assert format_change(2.06, "%", VI) == "+2,1 điểm %"
    assert format_gap(-7.04, "%", VI) == "7,0 điểm %"
    assert format_gap(-0.02, "%", VI) == "dưới 0,1 điểm %"
    assert format_gap(-0.02, "%", EN) == "less than 0.1 points"
    assert format_change(-1.5, "%", EN) == "−1.5 points"
    assert format_change(-2_500_000, "VND", VI) == "−2,5 triệu đồng"
    assert format_change(None, "%", VI) == "–"
    assert format_change(-0.04, "%", VI) == "0,0 điểm %"
    assert format_change(0.04, "%", EN) == "0.0 points"
    assert format_change(-3, "person", VI) == "−3"


def test_no_minus_before_nothing() -> None:
    assert format_number(-0.04, "vi", 1) == "0,0"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (8.25, 1, "8,3"),
        (8.35, 1, "8,4"),
        (-8.25, 1, "-8,3"),
        (2.5, 0, "3"),
        (8.2499, 1, "8,2"),
        (0.05, 1, "0,1"),
    ],
)
def test_halves_are_rounded_up_as_in_excel(value: float, decimals: int, text: str) -> None:
    assert format_number(value, "vi", decimals) == text


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_read_back(value: int) -> None:
    assert int(format_number(value, "vi").replace(".", "")) == value


@pytest.mark.parametrize(
    ("period_id", "vietnamese"),
    [
        ("2025-Q3", "Quý III/2025"),
        ("2025-H1", "6 tháng đầu năm 2025"),
        ("2025-9M", "9 tháng năm 2025"),
        ("2025", "Năm 2025"),
    ],
)
def test_periods(period_id: str, vietnamese: str) -> None:
    assert format_period(Period.parse(period_id), VI) == vietnamese


def test_a_moment_of_the_store_is_told_by_the_clock_of_viet_nam() -> None:
    evening = datetime(2026, 11, 22, 19, 25)  # noqa: DTZ001 - as the store gives it, UTC without a zone
    assert format_moment(evening) == "23/11/2026 02:25"
    assert format_day(evening) == "23/11/2026"
    assert format_day(datetime(2026, 11, 22, 16, 59, tzinfo=UTC)) == "22/11/2026"
