"""Stocks: people, organisation and learning models. They move slowly and titles, once given, stay."""

from collections.abc import Iterable
from itertools import pairwise

from demo.plan import PERIODS, RECOGNISED_BY_QUARTER, UPLAND_DISTRICTS, Plan
from demo.series import Series, by_quarter, factors, local, plus, times
from demo.shares import random_for, spread
from demo.territory import Part, units

GROWTH_PER_QUARTER = 0.0016
ADULT_SHARE = 0.66
PEOPLE_PER_HOUSEHOLD = 3.72


def people(plan: Plan, land: tuple[Part, ...]) -> Series:
    """Population and adults; adults keep their share of a part."""
    random = random_for("people", plan.province_id)
    growth = [GROWTH_PER_QUARTER * factor for factor in factors(random, len(land), 0.5)]
    shares = [ADULT_SHARE * factor for factor in factors(random, len(land), 0.02)]
    population = [
        [round(part.population * (1 + rate * (quarter + 1))) for part, rate in zip(land, growth, strict=True)]
        for quarter in range(len(PERIODS))
    ]
    adults = [[round(value) for value in times(row, shares)] for row in population]
    return {"population": population, "adults": adults}


def organisation(plan: Plan, land: tuple[Part, ...]) -> Series:
    """Branches, boards, members and members who joined (three in ten of whom replace one who left)."""
    random = random_for("organisation", plan.province_id)
    weights = times((part.population for part in land), local(random, land, 0.25, 0.15))
    joined = [
        spread(total, times(weights, factors(random, len(land), 0.4)))
        for total in by_quarter(plan, "members_joined")
    ]
    gains = [[new - round(0.3 * new) for new in row] for row in joined]
    series = {"members_joined": joined, "members": accumulate(spread(plan.stocks["members"], weights), gains)}
    for element in ("branches", "boards"):
        founded = by_quarter(plan, f"{element}_founded", season="members_joined")
        first = spread(plan.stocks[element], weights, low=[part.former_communes for part in land])
        series[element] = accumulate(
            first, [spread(total, times(weights, factors(random, len(land), 0.9))) for total in founded]
        )
    return series


def accumulate(first: list[int], gains: Iterable[list[int]]) -> list[list[int]]:
    """A stock at the end of each quarter, from what it held before the first and what each added."""
    rows = []
    for gain in gains:
        first = plus(first, gain)
        rows.append(first)
    return rows


def models(plan: Plan, land: tuple[Part, ...], population: list[list[int]]) -> Series:
    """Learning families, clans, communities and units: total, registered, recognised."""
    random = random_for("models", plan.province_id)
    size = factors(random, len(land), 0.06)
    people_before = [part.population for part in land]
    at_least = [part.former_communes for part in land]
    weights = times(people_before, factors(random, len(land), 0.15))
    totals = {
        "families": [[round(n / PEOPLE_PER_HOUSEHOLD) for n in times(row, size)] for row in population],
        "clans": [spread(plan.stocks["clans_total"], weights)] * len(PERIODS),
        "communities": [spread(plan.stocks["communities_total"], weights, low=at_least)] * len(PERIODS),
        "units": [spread(plan.stocks["units_total"], weights, low=at_least)] * len(PERIODS),
    }
    series: Series = {}
    for model, rows in totals.items():
        series[f"{model}_total"] = rows
        series |= titles(plan, land, model, rows, registering=(0.45, 0.75))
    return series


def citizens(plan: Plan, land: tuple[Part, ...], adults: list[list[int]]) -> Series:
    """Learning citizens among adults: far fewer of those without the title have registered for it."""
    return titles(plan, land, "citizens", adults, registering=(0.15, 0.35))


def titles(
    plan: Plan,
    land: tuple[Part, ...],
    model: str,
    totals: list[list[int]],
    registering: tuple[float, float],
) -> Series:
    """Registered and recognised; each quarter's new titles go to those without one, so no title is lost."""
    random = random_for("titles", plan.province_id, model)
    reach = times(local(random, land, 0.16, 0.12), (0.85 if is_upland(part) else 1.0 for part in land))
    pending_share = [random.uniform(*registering) for _ in land]
    held: list[int] = [0] * len(land)
    recognised, registered = [], []
    for rate, row in zip(rate_by_quarter(plan.rates[model]), totals, strict=True):
        room = [total - have for total, have in zip(row, held, strict=True)]
        held = plus(held, spread(round(sum(row) * rate / 100) - sum(held), times(room, reach), high=room))
        pending = [
            round((total - have) * share) for total, have, share in zip(row, held, pending_share, strict=True)
        ]
        recognised.append(held)
        registered.append(plus(held, pending))
    return {f"{model}_registered": registered, f"{model}_recognised": recognised}


def rate_by_quarter(at_year_end: tuple[float, ...]) -> list[float]:
    """Percent recognised at the end of each quarter; `at_year_end` begins with the year before the first."""
    rates = [
        before + (after - before) * share
        for before, after in pairwise(at_year_end)
        for share in RECOGNISED_BY_QUARTER
    ]
    return rates[: len(PERIODS)]


def is_upland(part: Part) -> bool:
    """Whether a part lies in a mountain district."""
    return units()[part.district_id].code in UPLAND_DISTRICTS
