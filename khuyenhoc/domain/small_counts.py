"""One to four people who share a sensitive trait in a commune are people one could name: not passed on.

What is marked `sensitive_trait` in `data_elements.csv` is hidden, where it is small, from everybody who sees
more than the unit that reported it; so are as many of the next larger counts as it takes that nobody works
the small ones out from a total (docs/decisions/0023). Sums of money go with the counts they were paid for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.periods import Period

SMALLEST_SHOWN = 5
HIDDEN = "hidden"


@dataclass(frozen=True)
class Hidden:
    """What is not shown.

    Attributes:
        cells: (unit, period, data element).
        totals: (period, data element), where what is hidden would follow from a province's total.
    """

    cells: frozenset[tuple[str, str, str]]
    totals: frozenset[tuple[str, str]]

    def has_cell(self, unit: str, periods: Iterable[str], element: str) -> bool:
        """Whether a unit's value is hidden in one of the periods: their sum is then hidden too."""
        return any((unit, period, element) in self.cells for period in periods)

    def has_total(self, periods: Iterable[str], element: str) -> bool:
        """The same for a total."""
        return any((period, element) in self.totals for period in periods)

    def has_any(self, periods: Iterable[str], element: str) -> bool:
        """Whether any unit's value of an element is hidden in one of the periods."""
        wanted = set(periods)
        return any(period in wanted and name == element for _, period, name in self.cells)


@cache
def sensitive_counts() -> tuple[str, ...]:
    """Data elements that count people by a sensitive trait."""
    marked = data_elements().values()
    return tuple(one.data_element for one in marked if one.sensitive_trait and not one.is_money)


@cache
def sensitive_elements() -> frozenset[str]:
    """The same with the sums of money that go with them."""
    return frozenset(one.data_element for one in data_elements().values() if one.sensitive_trait)


def is_small(element: str, value: float | None) -> bool:
    """Whether a value by itself must not be shown above its unit; none and nobody tell of nobody."""
    return element in sensitive_counts() and value is not None and 0 < value < SMALLEST_SHOWN


def hidden_units(values: Mapping[str, float], forced: frozenset[str] = frozenset()) -> tuple[set[str], bool]:
    """Units of one province whose count of one element and period is hidden, and whether the total is too.

    Small counts are hidden, then the next larger ones, until at least two are and what remains of the total
    leaves each of them open: at least ten people, and two for each hidden unit.

    Args:
        values: unit -> count.
        forced: units hidden whatever their count.
    """
    above_zero = sorted((value, unit) for unit, value in values.items() if value > 0)
    hidden = {unit for value, unit in above_zero if value < SMALLEST_SHOWN or unit in forced}
    if not hidden:
        return hidden, False
    total = sum(value for value, unit in above_zero if unit in hidden)
    for value, unit in above_zero:
        if _is_open(len(hidden), total):
            break
        if unit not in hidden:
            hidden.add(unit)
            total += value
    return hidden, not _is_open(len(hidden), total)


def find_hidden(counts: pd.DataFrame) -> Hidden:
    """What is hidden of the counts that somebody sees.

    A report since 1 January (six months, nine months, a year) gives away a quarter of the same year as a
    difference, so it is hidden where a quarter is.

    Args:
        counts: `org_unit_id`, `province_id`, `period_id`, `data_element`, `value`: counts of people only.
    """
    cells: set[tuple[str, str, str]] = set()
    totals: set[tuple[str, str]] = set()
    grouped = counts.groupby(["province_id", "period_id", "data_element"], sort=True)
    groups = [(*key, group) for key, group in grouped if (group["value"].between(0, SMALLEST_SHOWN)).any()]
    quarters = [one for one in groups if not Period.parse(one[1]).is_cumulative]
    for _, period, element, group in quarters:
        units, is_total = hidden_units(dict(zip(group["org_unit_id"], group["value"], strict=True)))
        cells |= {(unit, period, element) for unit in units}
        totals |= {(period, element)} if is_total else set()
    hidden_quarters, hidden_totals = set(cells), set(totals)
    for (_, period, element), group in grouped:
        if not Period.parse(period).is_cumulative:
            continue
        inside = _quarters_of(period)
        forced = frozenset(
            u for u in group["org_unit_id"] if hidden_quarters & {(u, q, element) for q in inside}
        )
        units, is_total = hidden_units(dict(zip(group["org_unit_id"], group["value"], strict=True)), forced)
        cells |= {(unit, period, element) for unit in units}
        if is_total or hidden_totals & {(quarter, element) for quarter in inside}:
            totals.add((period, element))
    return Hidden(frozenset(_with_money(cells)), frozenset(_with_money(totals)))


def _is_open(count: int, total: float) -> bool:
    return count >= 2 and total >= max(2 * SMALLEST_SHOWN, 2 * count)


def _quarters_of(period_id: str) -> list[str]:
    whole = Period.parse(period_id)
    quarters = [Period(whole.year, f"Q{number}") for number in (1, 2, 3, 4)]
    return [quarter.period_id for quarter in quarters if quarter.end <= whole.end]


def _with_money(marks: set[tuple]) -> set[tuple]:
    """The marks, and the same marks on sums of money of the same trait."""
    return marks | {(*mark[:-1], money) for mark in marks for money in _money_of(mark[-1])}


@cache
def _money_of(element: str) -> tuple[str, ...]:
    trait = data_elements()[element].sensitive_trait
    return tuple(
        one.data_element for one in data_elements().values() if one.is_money and one.sensitive_trait == trait
    )
