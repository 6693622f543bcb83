"""Invented figures that no check complains of: parts below wholes, balances that add up, usual averages."""

import random
from collections.abc import Sequence

from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.reports.form_sheet import Figures

_MODELS = ("families", "clans", "communities", "units")
# Award -> đồng each, on average.
_AWARDS = {"scholarships": 700_000, "rewards": 250_000, "hardship_grants": 600_000, "adult_grants": 900_000}


def invent_figures(org_unit_ids: Sequence[str], *, seed: int = 1) -> Figures:
    """All data elements for each unit: (org unit id, data element) -> value; amounts in đồng."""
    draw = random.Random(seed)  # noqa: S311 - test data, not a secret
    return {
        (unit, element): value for unit in org_unit_ids for element, value in _figures_of_unit(draw).items()
    }


def _figures_of_unit(draw: random.Random) -> dict[str, int]:
    people = draw.randint(4_000, 60_000)
    adults = round(people * draw.uniform(0.65, 0.68))
    members = round(people * draw.uniform(0.08, 0.3))
    found = {
        "population": people,
        "adults": adults,
        "adults_in_learning_groups": adults * 4 // 5,
        "associations": 1,
        "branches": draw.randint(8, 60),
        "boards": draw.randint(5, 40),
        "members": members,
        "members_joined": draw.randint(0, members // 20),
        "dues": members * 6_000,
    }
    wholes = dict(zip(_MODELS, (people // 4, *(draw.randint(10, 90) for _ in range(3))), strict=True))
    for model, whole in wholes.items():
        found |= {f"{model}_total": whole, **_parts(draw, model, whole)}
    found |= _parts(draw, "citizens", adults)
    found |= _fund(draw, people)
    for award, average in _AWARDS.items():
        count = draw.randint(0, 400)
        found |= {award: count, f"{award}_amount": count * average}
    levels = {
        "ministry_units_level1": draw.randint(0, found["units_total"] // 2),
        "ministry_units_level2": draw.randint(0, found["units_total"] // 2),
    }
    found |= levels
    return {name: found.get(name, draw.randint(0, 1)) for name in data_elements()}


def _parts(draw: random.Random, model: str, whole: int) -> dict[str, int]:
    registered = draw.randint(whole // 2, whole)
    return {
        f"{model}_registered": registered,
        f"{model}_recognised": draw.randint(registered // 2, registered),
    }


def _fund(draw: random.Random, people: int) -> dict[str, int]:
    """A fund of some ten thousand đồng a head whose sources and balances add up."""
    opening, raised = people * draw.randint(15_000, 60_000), people * draw.randint(2_000, 12_000)
    spent = round(raised * draw.uniform(0.3, 0.95))
    sources = [round(raised * share) for share in (0.4, 0.3, 0.2)]
    names = ("enterprises", "individuals", "clans", "other")
    return {
        "fund_opening": opening,
        "fund_raised": raised,
        "fund_spent": spent,
        "fund_closing": opening + raised - spent,
        "budget_support": draw.randint(0, 50) * 1_000_000,
        **{
            f"fund_raised_{name}": amount
            for name, amount in zip(names, (*sources, raised - sum(sources)), strict=True)
        },
    }
