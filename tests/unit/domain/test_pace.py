"""The way to a target, worked out by hand and as laws that always hold."""

import math
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.pace import (
    Course,
    Method,
    Standing,
    count_needed,
    last_year_shares,
    standing,
)
from khuyenhoc.domain.pace_table import next_target, pace

RATE = indicators()["learning_citizen_rate"]
MONEY = indicators()["fund_raised"]


def test_linear_course_by_hand() -> None:
    course = Course(2025, 50.0, 2030, 60.0)
    assert course.expected(2026, 1) == pytest.approx(50.5)
    assert course.expected(2026, 4) == pytest.approx(52.0)
    assert course.expected(2030, 4) == pytest.approx(60.0)


def test_course_with_last_years_shape() -> None:
    course = Course(2025, 50.0, 2030, 60.0, (0.1, 0.2, 0.4, 1.0))
    assert course.expected(2026, 1) == pytest.approx(50.2)
    assert course.expected(2026, 3) == pytest.approx(50.8)
    assert course.expected(2027, 2) == pytest.approx(52.4)


def test_above_the_target_one_stays_above() -> None:
    assert Course(2025, 81.0, 2030, 80.0).expected(2026, 1) == 80.0


def test_shape_of_last_year() -> None:
    assert last_year_shares([40.0, 41.0, 42.0, 44.0, 50.0]) == pytest.approx((0.1, 0.2, 0.4, 1.0))
    assert last_year_shares([40.0, 41.0, None, 44.0, 50.0]) is None
    assert last_year_shares([50.0, 50.0, 50.0, 50.0, 50.0]) is None
    assert last_year_shares([50.0, 51.0]) is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "target", "needed"),
    [
        (621_386, 1_173_511, 60.0, 82_721),
        (160, 1_300, 12.5, 3),
        (700, 1_000, 70.0, 0),
        (699, 1_000, 70.0, 1),
        (990, 1_000, 70.0, 0),
        (0, 3, 33.4, 2),
    ],
)
def test_how_many_are_missing(numerator: int, denominator: int, target: float, needed: int) -> None:
    assert count_needed(numerator, denominator, target) == needed


def test_how_much_is_missing_of_an_amount() -> None:
    assert count_needed(6_000_000, None, 10_000_000.5) == 4_000_001
    assert count_needed(9_000, 4.0, 3_000.0, factor=1) == 3_000


@given(some.integers(0, 10**7), some.integers(1, 10**7), some.integers(0, 10_000))
def test_so_many_reach_it_and_one_fewer_does_not(numerator: int, whole: int, hundredths: int) -> None:
    needed = count_needed(numerator, whole, hundredths / 100)
    assert 10_000 * (numerator + needed) >= hundredths * whole
    assert needed == 0 or 10_000 * (numerator + needed - 1) < hundredths * whole


@given(some.floats(0, 100), some.floats(0, 100), some.integers(1, 8))
def test_course_rises_to_its_target(base: float, target: float, years: int) -> None:
    course = Course(2025, base, 2025 + years, target)
    way = [course.expected(2025 + year, quarter) for year in range(1, years + 1) for quarter in (1, 2, 3, 4)]
    assert way[-1] == pytest.approx(target)
    assert all(after >= before - 1e-9 for before, after in pairwise(way))


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (61.0, Standing.REACHED),
        (60.0, Standing.REACHED),
        (55.0, Standing.ON_TRACK),
        (52.0, Standing.ON_TRACK),
        (51.9, Standing.BEHIND),
        (None, Standing.NO_FIGURE),
        (math.nan, Standing.NO_FIGURE),
    ],
)
def test_standing(value: float | None, found: Standing) -> None:
    assert standing(value, 52.0, 60.0) is found


def series(values: dict[tuple[int, int], float], *, is_flow: bool = False) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "period_id": f"{year}-Q{quarter}",
                "year": year,
                "quarter": quarter,
                "is_flow": is_flow,
                "value": value,
                "numerator": value * 10,
                "denominator": 1000.0,
                "reported_units": 9,
                "expected_units": 9,
            }
            for (year, quarter), value in values.items()
        ]
    )


STEPS = {(2024, 4): 40.0, (2025, 1): 41.0, (2025, 2): 42.0, (2025, 3): 44.0, (2025, 4): 50.0, (2026, 1): 50.1}


def run(method: Method, values: dict[tuple[int, int], float] = STEPS):
    return pace(
        series(values), RATE, year=2026, quarter=1, target_year=2030, target_value=60.0, method=method
    )


def test_pace_by_hand() -> None:
    linear, shaped = run(Method.LINEAR), run(Method.LAST_YEAR)
    assert (linear.expected, shaped.expected) == (pytest.approx(50.5), pytest.approx(50.2))
    assert (linear.needed_for_course, shaped.needed_for_course) == (4, 1)
    assert linear.needed_for_target == 99
    assert linear.table["period_id"].tolist()[3:5] == ["2025-Q4", "2026-Q1"]
    assert linear.table["expected"].tolist()[4:] == pytest.approx([50.5, 51.0, 51.5, 52.0])
    assert linear.table["expected"].head(4).isna().all()
    assert linear.forecast is None


def test_without_a_shape_the_steps_are_equal_and_it_says_so() -> None:
    found = run(Method.LAST_YEAR, {key: value for key, value in STEPS.items() if key != (2025, 2)})
    assert found.method is Method.LINEAR


def test_without_a_base_there_is_no_course() -> None:
    found = run(Method.LINEAR, {(2026, 1): 50.1})
    assert found.course is None
    assert found.expected is None
    assert found.needed_for_target == 99


def test_later_quarters_are_not_looked_at() -> None:
    found = run(Method.LINEAR, STEPS | {(2026, 2): 70.0})
    assert found.value == 50.1
    assert math.isnan(found.table["value"].iloc[5])


def test_a_flow_starts_each_year_at_zero() -> None:
    values = {(2025, 1): 2.0, (2025, 2): 3.0, (2025, 3): 8.0, (2025, 4): 10.0, (2026, 1): 3.0}
    found = pace(
        series(values, is_flow=True),
        MONEY,
        year=2026,
        quarter=1,
        target_year=2026,
        target_value=12.0,
        method=Method.LAST_YEAR,
    )
    assert found.expected == pytest.approx(2.4)


def test_next_target() -> None:
    targets = pd.DataFrame({"year": [2025, 2030], "value": [40.0, 60.0]})
    assert next_target(targets, year=2026, is_flow=False)["year"] == 2030
    assert next_target(targets, year=2025, is_flow=False)["year"] == 2025
    assert next_target(targets, year=2026, is_flow=True) is None
    assert next_target(targets, year=2031, is_flow=False) is None
