"""Units against their targets, worked out by hand."""

import math

import pandas as pd
import pytest

from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.pace import Method
from khuyenhoc.domain.unit_pace import UnitRule, judge_units

RATE, MONEY = indicators()["learning_citizen_rate"], indicators()["fund_raised"]
# Of the province's increase 10, 20 and 40% came by the end of the first three quarters.
PROVINCE = (0.1, 0.2, 0.4, 1.0)


def units(**given: list[object]) -> pd.DataFrame:
    frame = {
        "org_unit_id": ["a", "b", "c", "d"],
        "value": [60.0, 45.0, 45.0, None],
        "numerator": [60.0, 45.0, 45.0, None],
        "denominator": [100.0, 100.0, 100.0, None],
        "base_value": [58.0, 40.0, None, None],
        "target_value": [60.0] * 4,
        "target_year": [2030] * 4,
    }
    return pd.DataFrame(frame | given)


def past(values: dict[tuple[str, int, int], float]) -> pd.DataFrame:
    rows = [(*key, value) for key, value in values.items()]
    return pd.DataFrame(rows, columns=["org_unit_id", "year", "quarter", "value"])


def test_base_is_their_own_or_the_provinces() -> None:
    judged = judge_units(units(), past({}), UnitRule(RATE, 2026, 4, Method.LINEAR, province_base=50.0))
    assert judged["expected"].tolist() == pytest.approx([58.4, 44.0, 52.0, 52.0])
    assert judged["standing"].tolist() == ["reached", "on_track", "behind", "no_figure"]
    assert judged["needed_for_course"].tolist()[:3] == [0, 0, 7]
    assert judged["needed_for_target"].tolist()[:3] == [0, 15, 15]
    assert math.isnan(judged["needed_for_target"].iloc[3])
    assert judged["divided"].tolist() == ["linear"] * 4


LAST_YEAR = {("b", 2024, 4): 30.0, ("b", 2025, 1): 31.0, ("b", 2025, 2): 35.0, ("b", 2025, 3): 36.0}


def test_last_years_shape_is_their_own_else_the_provinces() -> None:
    rule = UnitRule(RATE, 2026, 1, Method.LAST_YEAR, 50.0, PROVINCE)
    judged = judge_units(units(), past(LAST_YEAR | {("b", 2025, 4): 40.0}), rule)
    assert judged["divided"].tolist() == ["province", "own", "province", "province"]
    # A fifth of the way a year: a 0.4 of which 10%, b 4 points of which 10% (1 of 10), c 2 points.
    assert judged["expected"].tolist()[:3] == pytest.approx([58.04, 40.4, 50.2])


def test_without_any_shape_the_quarters_are_equal() -> None:
    rule = UnitRule(RATE, 2026, 1, Method.LAST_YEAR, 50.0)
    assert judge_units(units(), past(LAST_YEAR), rule)["divided"].tolist() == ["linear"] * 4


def test_money_starts_the_year_before_at_nothing() -> None:
    values = {("b", 2025, 1): 1.0, ("b", 2025, 2): 2.0, ("b", 2025, 3): 4.0, ("b", 2025, 4): 10.0}
    frame = units(base_value=[0.0] * 4, target_year=[2026] * 4)
    judged = judge_units(frame, past(values), UnitRule(MONEY, 2026, 3, Method.LAST_YEAR))
    assert judged["divided"].tolist() == ["linear", "own", "linear", "linear"]
    assert judged["expected"].tolist() == pytest.approx([45.0, 24.0, 45.0, 45.0])


def test_forecast_needs_two_earlier_years_of_the_unit() -> None:
    values = {
        ("b", 2024, 1): 20.0,
        ("b", 2024, 4): 30.0,
        ("b", 2025, 1): 31.0,
        ("b", 2025, 4): 35.0,
        ("b", 2026, 1): 45.0,
        ("a", 2025, 1): 50.0,
        ("a", 2025, 4): 58.0,
        ("a", 2026, 1): 60.0,
    }
    judged = judge_units(units(), past(values), UnitRule(RATE, 2026, 1, Method.LINEAR))
    shown = judged[["forecast_low", "forecast", "forecast_high"]]
    # Ten points in 2024 and four in 2025 from the first quarter to the end.
    assert shown.iloc[1].tolist() == [49.0, 52.0, 55.0]
    assert shown.drop(index=1).isna().all(axis=None)


def test_no_forecast_once_the_year_is_over() -> None:
    values = {("b", year, 4): 30.0 for year in (2023, 2024, 2025)}
    judged = judge_units(units(), past(values), UnitRule(RATE, 2025, 4, Method.LINEAR))
    assert judged["forecast"].isna().all()
