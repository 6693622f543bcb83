"""Fair ranking: level and movement apart, among peers, not below a floor, and chance marked as chance."""

import math
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

# No act or peer gives a number. Half of the units is where "the middle unit" begins to exist among all of
# them, and below five units a rank is a coin toss. Said on screen wherever a rank is missing for it.
SMALLEST_SHARE = 0.5
FEWEST_UNITS = 5
# 95% limits of a share around the common rate: D. J. Spiegelhalter, "Funnel plots for comparing
# institutional performance", Statistics in Medicine 24 (2005) 1185-1202.
_Z_95 = 1.96
_SIZE_GROUPS = 3


@dataclass(frozen=True)
class Floor:
    """Whether enough units have a figure to rank them.

    Attributes:
        needed: units with a figure that a ranking wants.
    """

    reported: int
    expected: int

    @property
    def needed(self) -> int:
        """The larger of five units and half of the expected ones."""
        return max(FEWEST_UNITS, math.ceil(self.expected * SMALLEST_SHARE))

    @property
    def is_reached(self) -> bool:
        """Whether a ranking may be shown."""
        return self.reported >= self.needed


def floor_of(values: pd.Series) -> Floor:
    """The floor of a column with one entry for each expected unit."""
    return Floor(int(values.notna().sum()), len(values))


def ranks(values: pd.Series, *, higher_is_better: bool | None) -> pd.Series:
    """Rank of each value, 1 the best, equal values equal ranks; missing below the floor and without a value.

    Args:
        values: one entry for each expected unit.
        higher_is_better: None (no direction is better) ranks as True does.
    """
    if not floor_of(values).is_reached:
        return pd.Series(float("nan"), index=values.index)
    return values.rank(method="min", ascending=higher_is_better is False)


@dataclass(frozen=True)
class Ends:
    """Names of the units that share the highest value, and of those that share the lowest."""

    highest: tuple[str, ...]
    lowest: tuple[str, ...]


def ends(reported: pd.DataFrame) -> Ends:
    """Who stands at both ends; the lowest from the end of the list.

    Args:
        reported: `name` and `value`, the highest first, without missing values, at least one row.
    """
    values, names = reported["value"], reported["name"]
    return Ends(
        tuple(names[_is_as(values, values.iloc[0])]), tuple(names[_is_as(values, values.iloc[-1])][::-1])
    )


def lowest(reported: pd.DataFrame, most: int) -> tuple[pd.DataFrame, int]:
    """The last few rows, the lowest first, and how many more share the value of the last one taken.

    Args:
        reported: `value`, the highest first, without missing values.
    """
    taken = reported.tail(most)[::-1]
    if taken.empty:
        return taken, 0
    last = taken["value"].iloc[-1]
    return taken, int(_is_as(reported["value"], last).sum() - _is_as(taken["value"], last).sum())


def _is_as(values: pd.Series, value: float) -> pd.Series:
    """Whether values are the same, whatever the order their parts were added in."""
    return (values - value).abs() <= 1e-9 * max(abs(value), 1.0)


def is_within_chance(
    numerator: float, denominator: float, common_numerator: float, common_denominator: float
) -> bool:
    """Whether a share differs from the common one by no more than its small count explains (95% limits).

    Shares above one and counts without a denominator are never put down to chance.
    """
    if not denominator > 0 or not common_denominator > 0:
        return False
    common = common_numerator / common_denominator
    if not 0 <= common <= 1 or numerator > denominator:
        return False
    limit = _Z_95 * math.sqrt(common * (1 - common) / denominator)
    return abs(numerator / denominator - common) <= limit


@dataclass(frozen=True)
class SizeGroup:
    """Units of like population: from `lower` people to below `upper` (included in the last group)."""

    position: int
    lower: float
    upper: float


def size_groups(populations: pd.Series) -> tuple[SizeGroup, ...]:
    """Three groups of about as many units each, by population; none while too few populations are known."""
    known = populations.dropna()
    if len(known) < _SIZE_GROUPS * FEWEST_UNITS:
        return ()
    bounds = [float(known.quantile(place / _SIZE_GROUPS)) for place in range(_SIZE_GROUPS + 1)]
    return tuple(SizeGroup(place, lower, upper) for place, (lower, upper) in enumerate(pairwise(bounds)))


def size_group(population: float, groups: tuple[SizeGroup, ...]) -> int | None:
    """Place of the group a population belongs to; None where it is not known."""
    if not groups or pd.isna(population):
        return None
    return next((group.position for group in groups if population < group.upper), groups[-1].position)
