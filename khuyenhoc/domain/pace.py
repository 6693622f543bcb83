"""Whether a target will be reached at this pace, and how many are still missing.

The way from a base (the end of the year before) to the target is divided by quarters: in equal steps, or
within each year as last year's increase was divided. Both are conventions of this product; no act prescribes
one.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

QUARTERS = 4


class Method(StrEnum):
    """How the way to a target is divided."""

    LINEAR = "linear"
    LAST_YEAR = "last_year"


class Standing(StrEnum):
    """Where a unit stands against its target, best first."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    NO_FIGURE = "no_figure"


@dataclass(frozen=True)
class Course:
    """The way from a base to a target.

    Attributes:
        base_value: at the end of `base_year`, in the indicator's unit.
        target_value: at the end of `target_year`.
        shares: of a year's increase, what is there by the end of each quarter; ends with 1.
    """

    base_year: int
    base_value: float
    target_year: int
    target_value: float
    shares: tuple[float, float, float, float] = (0.25, 0.5, 0.75, 1.0)

    def expected(self, year: int, quarter: int) -> float:
        """The value that the course asks for at the end of a quarter.

        Who is above the target at the base is asked to stay at least at the target.
        """
        if self.base_value >= self.target_value or year > self.target_year:
            return self.target_value
        years = self.target_year - self.base_year
        done = (year - self.base_year - 1 + self.shares[quarter - 1]) / years
        return self.base_value + (self.target_value - self.base_value) * done


def last_year_shares(values: Sequence[float | None]) -> tuple[float, float, float, float] | None:
    """How last year's increase was divided over its quarters.

    Args:
        values: at the end of the year before last, and of last year's four quarters.

    Returns:
        None where a value is missing or the year brought no increase: then there is no shape to follow.
    """
    if len(values) != QUARTERS + 1 or any(value is None or math.isnan(value) for value in values):
        return None
    start, *quarters = values
    gain = quarters[-1] - start
    if gain <= 0:
        return None
    first, second, third, _ = ((value - start) / gain for value in quarters)
    return (first, second, third, 1.0)


def count_needed(
    numerator: float, denominator: float | None, target_value: float, factor: float = 100
) -> int:
    """How many more in the numerator reach a target: families, people, đồng.

    Args:
        denominator: None for an indicator that is the numerator itself.
        factor: what the ratio is multiplied by (100 for per cent).
    """
    wanted = Fraction(str(target_value))
    if denominator is not None:
        wanted = wanted * Fraction(str(denominator)) / Fraction(str(factor))
    return max(0, math.ceil(wanted - Fraction(str(numerator))))


def standing(value: float | None, expected: float, target_value: float) -> Standing:
    """Where a value stands against its target and its course."""
    if value is None or math.isnan(value):
        return Standing.NO_FIGURE
    if value >= target_value:
        return Standing.REACHED
    return Standing.ON_TRACK if value >= expected else Standing.BEHIND
