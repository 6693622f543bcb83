"""The figures of the pace line: two years of quarters, what the course asks for, the forecast."""

import math
from dataclasses import dataclass

import pandas as pd

from khuyenhoc.domain.forecast import Forecast, forecast_year_end, values_by_quarter
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.domain.pace import QUARTERS, Course, Method, count_needed, last_year_shares

_HIGHEST_PERCENT = 100.0


@dataclass(frozen=True)
class Pace:
    """A province's indicator against its next target.

    Attributes:
        table: one row per quarter of last year and this year: `year`, `quarter`, `period_id`, `value`,
            `expected`, `forecast_low`, `forecast`, `forecast_high`, `reported_units`, `expected_units`.
        course: None without a value at the end of last year.
        method: how the course was divided; linear where last year has no shape to follow.
        expected: what the course asks for now.
        needed_for_course, needed_for_target: how many more in the numerator; None without a value.
    """

    table: pd.DataFrame
    course: Course | None
    method: Method
    value: float | None
    expected: float | None
    needed_for_course: int | None
    needed_for_target: int | None
    forecast: Forecast | None


def pace(
    series: pd.DataFrame,
    indicator: Indicator,
    *,
    year: int,
    quarter: int,
    target_year: int,
    target_value: float,
    method: Method,
) -> Pace:
    """Hold a series against a target.

    Args:
        series: rows of the query `indicator_to_date` of one basis (quarters, or counted from 1 January).
        year, quarter: the period on screen; later rows are left out.
        method: how the course is to be divided, where last year allows it.
    """
    place = series["year"] * QUARTERS + series["quarter"]
    series = series[place <= year * QUARTERS + quarter]
    values = values_by_quarter(series)
    is_flow = bool(series["is_flow"].any())
    used, course = _course(values, year, target_year, target_value, method, is_flow=is_flow)
    now = values.get((year, quarter))
    expected = course.expected(year, quarter) if course else None
    highest = _HIGHEST_PERCENT if indicator.unit == "%" else None
    forecast = forecast_year_end(values, year=year, quarter=quarter, highest=highest)
    row = series[(series["year"] == year) & (series["quarter"] == quarter)]
    return Pace(
        table=_table(series, course, forecast, year, quarter),
        course=course,
        method=used,
        value=now,
        expected=expected,
        needed_for_course=_needed(row, indicator, expected) if now is not None else None,
        needed_for_target=_needed(row, indicator, target_value) if now is not None else None,
        forecast=forecast,
    )


def _course(
    values: dict[tuple[int, int], float],
    year: int,
    target_year: int,
    target_value: float,
    method: Method,
    *,
    is_flow: bool,
) -> tuple[Method, Course | None]:
    base = 0.0 if is_flow else values.get((year - 1, QUARTERS))
    if base is None:
        return Method.LINEAR, None
    before = 0.0 if is_flow else values.get((year - 2, QUARTERS))
    shares = last_year_shares([before, *(values.get((year - 1, quarter)) for quarter in range(1, 5))])
    if method is Method.LAST_YEAR and shares is not None:
        return method, Course(year - 1, base, target_year, target_value, shares)
    return Method.LINEAR, Course(year - 1, base, target_year, target_value)


def _needed(row: pd.DataFrame, indicator: Indicator, wanted: float | None) -> int | None:
    if wanted is None or row.empty:
        return None
    denominator = float(row["denominator"].iloc[0]) if indicator.denominator else None
    return count_needed(float(row["numerator"].iloc[0]), denominator, wanted, indicator.factor)


def _table(
    series: pd.DataFrame, course: Course | None, forecast: Forecast | None, year: int, quarter: int
) -> pd.DataFrame:
    quarters = [(each, number) for each in (year - 1, year) for number in range(1, QUARTERS + 1)]
    frame = pd.DataFrame(quarters, columns=["year", "quarter"])
    kept = ["year", "quarter", "value", "numerator", "denominator", "reported_units", "expected_units"]
    frame = frame.merge(series[["period_id", *kept]], on=["year", "quarter"], how="left")
    without_report = pd.Series([f"{each}-Q{number}" for each, number in quarters])
    frame["period_id"] = frame["period_id"].fillna(without_report)
    frame["expected"] = [
        course.expected(each, number) if course and each == year else math.nan for each, number in quarters
    ]
    ends = {"forecast_low": "low", "forecast": "middle", "forecast_high": "high"}
    is_end = (frame["year"] == year) & (frame["quarter"] == QUARTERS)
    for column, name in ends.items():
        frame[column] = math.nan
        if forecast and quarter < QUARTERS:
            frame.loc[is_end, column] = getattr(forecast, name)
    return frame


def next_target(targets: pd.DataFrame, *, year: int, is_flow: bool) -> pd.Series | None:
    """The row of the query `indicator_targets` to work towards: this year's or the next one after it.

    What comes in within a year is held against the target of that very year only.
    """
    coming = targets[targets["year"] == year] if is_flow else targets[targets["year"] >= year]
    return None if coming.empty else coming.sort_values("year").iloc[0]
