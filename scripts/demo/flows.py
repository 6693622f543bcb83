"""Flows: awards, the fund and continuing education. A quarter's flows are the quarter's own."""

from demo.plan import (
    ADDED_AWARDS,
    AWARDS,
    FUND_SOURCES,
    ISLAND_DISTRICT,
    ONLY_Q4,
    PERIODS,
    REFORM_PERIOD,
    Plan,
)
from demo.series import Series, active, by_quarter, factors, local, plus, times
from demo.shares import random_for, spread
from demo.stocks import is_upland
from demo.territory import Part, units

# The islands' children and fund have donors all over the country.
ISLAND_GIFTS = 4.0
# What the fund keeps at least: a unit that would spend more than it has raises the difference.
RESERVE = 3


def gift_weights(plan: Plan, land: tuple[Part, ...], purpose: str) -> list[float]:
    """How a province's money and awards fall on its parts."""
    random = random_for(purpose, plan.province_id)
    people = [
        part.population * (ISLAND_GIFTS if units()[part.district_id].code == ISLAND_DISTRICT else 1.0)
        for part in land
    ]
    return times(people, local(random, land, 0.2, 0.15))


def limits(land: tuple[Part, ...], period: str, total: int) -> list[int]:
    """Upper bounds: nothing is counted where no association exists."""
    return [total if here else 0 for here in active(land, period)]


def quarters(plan: Plan, element: str) -> list[int]:
    """A planned flow by quarter; what the form gained with 2024-Q4 has that quarter alone in 2024."""
    totals = by_quarter(plan, element)
    if element.removesuffix("_amount") in ADDED_AWARDS:
        totals[:4] = spread(plan.flows[element][0], ONLY_Q4)
    return totals


def awards(plan: Plan, land: tuple[Part, ...]) -> Series:
    """Number and value of each kind of award."""
    series: Series = {}
    for kind in AWARDS:
        random = random_for(kind, plan.province_id)
        weights = gift_weights(plan, land, f"{kind} by part")
        counts, amounts = [], []
        value_by_quarter = values_of(plan, kind)
        for period, count, value in zip(PERIODS, quarters(plan, kind), value_by_quarter, strict=True):
            now = times(weights, factors(random, len(land), 0.1))
            given = spread(count, now, high=limits(land, period, count))
            counts.append(given)
            amounts.append(worth(value, given, factors(random, len(land), 0.1)))
        series[kind], series[f"{kind}_amount"] = counts, amounts
    return series


def worth(value: int, given: list[int], generosity: list[float]) -> list[int]:
    """The money of a quarter's awards by part; each award is worth 0.2 to 1.2 triệu đồng."""
    least, most = [-(-number // 5) for number in given], [number * 6 // 5 for number in given]
    return spread(value, times(given, generosity), low=least, high=most) if value else [0] * len(given)


def values_of(plan: Plan, kind: str) -> list[int]:
    """A year's award money by quarter, in proportion to the number of awards given in each."""
    by_count = quarters(plan, kind)
    values: list[int] = []
    for year, total in enumerate(plan.flows[f"{kind}_amount"]):
        counts = by_count[4 * year : 4 * year + 4]
        # The newest year has no fourth quarter yet: its money is the share of the quarters so far.
        share = sum(counts) / plan.flows[kind][year]
        values += spread(round(total * share), counts)
    return values


def fund(plan: Plan, land: tuple[Part, ...], figures: Series) -> Series:
    """Opening, raised (by source), spent and closing; each opening is the closing before.

    At the reform the money of a commune without an association goes to the largest commune with one in the
    same former district, so what the communes open with adds up to what the districts closed with.
    """
    random = random_for("fund", plan.province_id)
    weights = gift_weights(plan, land, "raised by part")
    opening = spread(plan.stocks["fund_opening"], gift_weights(plan, land, "opening by part"))
    series: Series = {name: [] for name in ("fund_opening", "fund_raised", "fund_spent", "fund_closing")}
    plans = (quarters(plan, "fund_raised"), quarters(plan, "other_spending"))
    for quarter, (period, raised_total, other_total) in enumerate(zip(PERIODS, *plans, strict=True)):
        if period == REFORM_PERIOD:
            opening = handed_over(land, opening)
        high = limits(land, period, raised_total)
        raised = spread(raised_total, times(weights, factors(random, len(land), 0.15)), high=high)
        spent = spread(other_total, weights, high=limits(land, period, other_total))
        for kind in AWARDS:
            spent = plus(spent, figures[f"{kind}_amount"][quarter])
        raised = [
            max(money, out - had + RESERVE) if here else 0
            for money, out, had, here in zip(raised, spent, opening, active(land, period), strict=True)
        ]
        closing = [had + money - out for had, money, out in zip(opening, raised, spent, strict=True)]
        for name, row in zip(series, (opening, raised, spent, closing), strict=True):
            series[name].append(row)
        opening = closing
    return series | sources(plan, series["fund_raised"]) | budget_support(plan, land)


def handed_over(land: tuple[Part, ...], balances: list[int]) -> list[int]:
    """Balances after communes without an association left theirs with a neighbour."""
    here = active(land, REFORM_PERIOD)
    balances = list(balances)
    for index, part in enumerate(land):
        if here[index]:
            continue
        neighbours = [i for i, other in enumerate(land) if other.district_id == part.district_id and here[i]]
        host = max(neighbours, key=lambda i: land[i].population)
        balances[host] += balances[index]
        balances[index] = 0
    return balances


def sources(plan: Plan, raised: list[list[int]]) -> Series:
    """Who gave what was raised; adds up to it."""
    random = random_for("sources", plan.province_id)
    series: Series = {name: [] for name in FUND_SOURCES}
    for row in raised:
        shares = [spread(total, times(FUND_SOURCES.values(), factors(random, 4, 0.3))) for total in row]
        for name, values in zip(FUND_SOURCES, zip(*shares, strict=True), strict=True):
            series[name].append(list(values))
    return series


def commune_weights(land: tuple[Part, ...]) -> list[float]:
    """What falls on each commune for being one, and more on the larger."""
    return [4000.0 * part.former_communes + part.population for part in land]


def budget_support(plan: Plan, land: tuple[Part, ...]) -> Series:
    """State-budget support to the association's work: mostly the same for each commune."""
    weights = commune_weights(land)
    totals = zip(PERIODS, quarters(plan, "budget_support"), strict=True)
    return {"budget_support": [spread(n, weights, high=limits(land, period, n)) for period, n in totals]}


def continuing_education(plan: Plan, land: tuple[Part, ...]) -> Series:
    """Classes and attendances at learning centres; literacy classes are held in the mountains."""
    random = random_for("classes", plan.province_id)
    upland = [float(is_upland(part)) for part in land]
    everywhere = commune_weights(land)
    series: Series = {}
    for classes, learners, weights, size in (
        ("learning_centre_classes", "learning_centre_learners", everywhere, (28, 46)),
        ("literacy_classes", "literacy_learners", upland, (14, 25)),
    ):
        held = [
            spread(
                total,
                times(weights, factors(random, len(land), 0.2)),
                high=[
                    bound if weight else 0
                    for bound, weight in zip(limits(land, period, total), weights, strict=True)
                ],
            )
            for period, total in zip(PERIODS, quarters(plan, classes), strict=True)
        ]
        series[classes] = held
        series[learners] = [[round(number * random.uniform(*size)) for number in row] for row in held]
    return series
