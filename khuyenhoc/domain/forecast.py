"""Where an indicator will be at the end of the year if the rest of it goes as in earlier years.

The method is meant to be told in one sentence: to the value of now, add what the same remaining quarters
added in earlier years. The band runs from the least to the most that they added. It is no probability.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from khuyenhoc.domain.pace import QUARTERS

# With fewer earlier years there is no band, and a number without a band would promise too much.
FEWEST_YEARS = 2


@dataclass(frozen=True)
class Forecast:
    """A value at the end of a year, between the least and the most that earlier years suggest.

    Attributes:
        years: the earlier years it rests on, oldest first.
    """

    low: float
    middle: float
    high: float
    years: tuple[int, ...]


def forecast_year_end(
    values: Mapping[tuple[int, int], float],
    *,
    year: int,
    quarter: int,
    highest: float | None = None,
) -> Forecast | None:
    """Forecast the value at the end of a year.

    Args:
        values: (year, quarter) -> value of a stock's rate, or of a flow counted from 1 January.
        year, quarter: the newest quarter known.
        highest: what the value cannot exceed, such as 100 per cent.

    Returns:
        None with fewer than `FEWEST_YEARS` earlier years that have both quarters.
    """
    now = values.get((year, quarter))
    earlier = sorted(
        past for past, at in values if at == quarter and past < year and (past, QUARTERS) in values
    )
    if now is None or len(earlier) < FEWEST_YEARS:
        return None
    steps = [values[past, QUARTERS] - values[past, quarter] for past in earlier]
    ends = [now + step for step in (min(steps), sum(steps) / len(steps), max(steps))]
    if highest is not None:
        ends = [min(end, highest) for end in ends]
    return Forecast(*ends, tuple(earlier))


def values_by_quarter(series: pd.DataFrame) -> dict[tuple[int, int], float]:
    """Rows of the query `indicator_to_date` as `forecast_year_end` takes them, without missing values."""
    present = series.dropna(subset=["value"])
    return dict(zip(_places(present), present["value"].astype(float), strict=True))


def _places(series: pd.DataFrame) -> Sequence[tuple[int, int]]:
    return list(zip(series["year"].astype(int), series["quarter"].astype(int), strict=True))
