"""The units of a province against their targets: their way, what they still need, where the year may end."""

import math
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from khuyenhoc.domain.forecast import forecast_year_end, values_by_quarter
from khuyenhoc.domain.indicators import Indicator, data_elements
from khuyenhoc.domain.pace import QUARTERS, Course, Method, Standing, count_needed, last_year_shares, standing

_HIGHEST_PERCENT = 100.0
_LINEAR = (0.25, 0.5, 0.75, 1.0)
_ADDED = (
    "expected",
    "divided",
    "standing",
    "needed_for_course",
    "needed_for_target",
    "forecast_low",
    "forecast",
    "forecast_high",
)

Values = dict[tuple[int, int], float]


class Divided(StrEnum):
    """By whose year the way of a unit is divided."""

    LINEAR = "linear"
    OWN = "own"
    PROVINCE = "province"


@dataclass(frozen=True)
class UnitRule:
    """What holds for every unit of a table.

    Attributes:
        year, quarter: the period on screen.
        method: how the way is to be divided.
        province_base: the province's value at the end of the year before.
        province_shares: last year's shape of the province; None where it has none.
    """

    indicator: Indicator
    year: int
    quarter: int
    method: Method
    province_base: float | None = None
    province_shares: tuple[float, float, float, float] | None = None

    def shares(self, values: Values) -> tuple[Divided, tuple[float, float, float, float]]:
        """How a unit's year is divided: by its own last year, else by the province's, else in equal steps.

        A commune has a last year of its own only where it reported all of it on one map.
        """
        if self.method is Method.LAST_YEAR:
            before = 0.0 if self._is_flow else values.get((self.year - 2, QUARTERS))
            quarters = (values.get((self.year - 1, number)) for number in range(1, QUARTERS + 1))
            own = last_year_shares([before, *quarters])
            if own is not None:
                return Divided.OWN, own
            if self.province_shares is not None:
                return Divided.PROVINCE, self.province_shares
        return Divided.LINEAR, _LINEAR

    @property
    def _is_flow(self) -> bool:
        return data_elements()[self.indicator.numerator].kind == "flow"


def judge_units(units: pd.DataFrame, past: pd.DataFrame, rule: UnitRule) -> pd.DataFrame:
    """Add to each unit what its course asks for, how it stands, what it needs and where its year may end.

    A unit without a figure at the base takes the province's value there; without either it starts at 0.

    Args:
        units: rows of the query `unit_target_standing`.
        past: rows of the query `units_to_date`.

    Returns:
        The rows with `expected`, `divided`, `standing`, `needed_for_course`, `needed_for_target`,
        `forecast_low`, `forecast` and `forecast_high`; missing where there is no figure or no target, the
        forecast also with fewer than two earlier years.
    """
    by_unit = {unit: values_by_quarter(rows) for unit, rows in past.groupby("org_unit_id", sort=False)}
    added = [_judged(row, by_unit.get(row.org_unit_id, {}), rule) for row in units.itertuples()]
    return units.assign(**{name: [row[place] for row in added] for place, name in enumerate(_ADDED)})


def _judged(row: object, values: Values, rule: UnitRule) -> tuple[object, ...]:
    divided, shares = rule.shares(values)
    forecast = _forecast(row, values, rule)
    if pd.isna(row.target_value):
        return (math.nan, str(divided), str(Standing.NO_FIGURE), math.nan, math.nan, *forecast)
    base = row.base_value if pd.notna(row.base_value) else rule.province_base or 0.0
    course = Course(rule.year - 1, base, int(row.target_year), row.target_value, shares)
    expected = course.expected(rule.year, rule.quarter)
    if pd.isna(row.value):
        return (expected, str(divided), str(Standing.NO_FIGURE), math.nan, math.nan, *forecast)
    denominator = None if pd.isna(row.denominator) else row.denominator
    needed = [
        float(count_needed(row.numerator, denominator, value, rule.indicator.factor))
        for value in (expected, row.target_value)
    ]
    stands = str(standing(row.value, expected, row.target_value))
    return (expected, str(divided), stands, *needed, *forecast)


def _forecast(row: object, values: Values, rule: UnitRule) -> tuple[float, float, float]:
    if pd.isna(row.value) or rule.quarter == QUARTERS:
        return (math.nan, math.nan, math.nan)
    highest = _HIGHEST_PERCENT if rule.indicator.unit == "%" else None
    found = forecast_year_end(values, year=rule.year, quarter=rule.quarter, highest=highest)
    return (math.nan,) * 3 if found is None else (found.low, found.middle, found.high)
