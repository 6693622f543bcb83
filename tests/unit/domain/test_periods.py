from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.domain.periods import InvalidPeriodError, Period, Vintage

KINDS = ("Q1", "Q2", "Q3", "Q4", "H1", "9M", "Y")


@pytest.mark.parametrize(
    ("period_id", "start", "end", "is_cumulative", "vintage"),
    [
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31), False, Vintage.LEGACY),
        ("2025-Q2", date(2025, 4, 1), date(2025, 6, 30), False, Vintage.LEGACY),
        ("2025-Q3", date(2025, 7, 1), date(2025, 9, 30), False, Vintage.REFORM),
        ("2025-H1", date(2025, 1, 1), date(2025, 6, 30), True, Vintage.LEGACY),
        ("2025-9M", date(2025, 1, 1), date(2025, 9, 30), True, Vintage.REFORM),
        ("2025", date(2025, 1, 1), date(2025, 12, 31), True, Vintage.REFORM),
    ],
)
def test_spans(period_id: str, start: date, end: date, is_cumulative: bool, vintage: Vintage) -> None:
    period = Period.parse(period_id)
    assert (period.start, period.end) == (start, end)
    assert period.is_cumulative is is_cumulative
    assert period.vintage is vintage


@given(st.integers(2000, 2099), st.sampled_from(KINDS))
def test_id_reads_back(year: int, kind: str) -> None:
    assert Period.parse(Period(year, kind).period_id) == Period(year, kind)


@pytest.mark.parametrize("text", ["", "2025-Q5", "Q1-2025", "2025-q1", "25-Q1", "2025-", "2025-Y"])
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(InvalidPeriodError):
        Period.parse(text)


def test_same_period_last_year() -> None:
    assert Period.parse("2025-9M").same_period_last_year == Period.parse("2024-9M")


@pytest.mark.parametrize(
    ("period_id", "expected"),
    [("2025-Q3", "2025-Q2"), ("2025-Q1", "2024-Q4"), ("2025-H1", None), ("2025", None)],
)
def test_the_quarter_before(period_id: str, expected: str | None) -> None:
    previous = Period.parse(period_id).previous
    assert (previous.period_id if previous else None) == expected
