"""Numbers by data element, quarter and part of the land, and what shapes them over time."""

from collections.abc import Iterable
from random import Random

from demo.plan import ESTABLISHED_IN, PERIODS, REFORM_PERIOD, SEASONS, Plan
from demo.shares import spread
from demo.territory import Part, units

Series = dict[str, list[list[int]]]
"""data element -> one list per quarter -> one number per part"""


def established(unit_id: str, period: str) -> bool:
    """Whether a unit has its own association; until the reform every district had."""
    first = ESTABLISHED_IN.get(units()[unit_id].code, REFORM_PERIOD)
    return period < REFORM_PERIOD or (bool(first) and first <= period)


def active(land: tuple[Part, ...], period: str) -> list[bool]:
    """Per part, whether an association reports for it."""
    return [established(part.commune_id, period) for part in land]


def by_quarter(plan: Plan, element: str, season: str = "") -> list[int]:
    """A planned flow in each quarter of `PERIODS`, as its season spreads the year's total."""
    totals: list[int] = []
    for total in plan.flows[element]:
        totals += spread(total, SEASONS[season or element])
    return totals[: len(PERIODS)]


def factors(random: Random, count: int, width: float) -> list[float]:
    """Random factors around 1."""
    return [random.uniform(1 - width, 1 + width) for _ in range(count)]


def local(random: Random, land: tuple[Part, ...], district: float, part: float) -> list[float]:
    """Random factors around 1 per part, with what is common to a district and what is a part's own."""
    ids = sorted({place.district_id for place in land})
    common = dict(zip(ids, factors(random, len(ids), district), strict=True))
    return [
        common[place.district_id] * own
        for place, own in zip(land, factors(random, len(land), part), strict=True)
    ]


def times(left: Iterable[float], right: Iterable[float]) -> list[float]:
    """Products, element by element."""
    return [a * b for a, b in zip(left, right, strict=True)]


def plus(left: Iterable[int], right: Iterable[int]) -> list[int]:
    """Sums, element by element."""
    return [a + b for a, b in zip(left, right, strict=True)]
