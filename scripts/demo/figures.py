"""All simulated figures of one former province's land, and how they add up to a reporting unit."""

from functools import cache

from demo import flows, stocks
from demo.plan import PERIODS, PLANS, Plan
from demo.series import Series, established
from demo.shares import random_for
from demo.territory import PRESENT_PROVINCE, parts, units

MINISTRY_PERIOD = "2025-Q4"


@cache
def simulate(plan: Plan) -> Series:
    """Every data element that adds up over parts, quarter by quarter."""
    land = parts(plan)
    figures = stocks.people(plan, land)
    figures |= stocks.organisation(plan, land)
    figures |= stocks.models(plan, land, figures["population"])
    figures |= stocks.citizens(plan, land, figures["adults"])
    figures |= flows.continuing_education(plan, land)
    figures |= flows.awards(plan, land)
    figures |= flows.fund(plan, land, figures)
    return figures


def unit_values(unit_id: str, province_id: str, period: str) -> dict[str, int]:
    """What one reporting unit reports for a quarter; empty while it has no association."""
    now = PERIODS.index(period)
    if not established(unit_id, period):
        return {}
    values: dict[str, int] = {}
    former_communes = 0
    for plan in PLANS:
        for index, part in enumerate(parts(plan)):
            if part.unit_id(province_id) != unit_id:
                continue
            former_communes += part.former_communes
            for element, series in simulate(plan).items():
                values[element] = values.get(element, 0) + series[now][index]
    values |= counted_per_unit(province_id, former_communes)
    if period == MINISTRY_PERIOD:
        values |= ministry_titles(unit_id, values["units_recognised"])
    return values


def counted_per_unit(province_id: str, former_communes: int) -> dict[str, int]:
    """Associations and learning centres: one per commune; a district had its own besides."""
    if province_id == PRESENT_PROVINCE:
        return {"associations": 1, "learning_centres": 1}
    return {"associations": 1 + former_communes, "learning_centres": former_communes}


def ministry_titles(unit_id: str, learning_units: int) -> dict[str, int]:
    """Titles by the Ministry's circulars; a commune holds level 1, level 2 or neither itself."""
    random = random_for("ministry", units()[unit_id].code)
    level = random.choices((0, 1, 2), (28, 60, 12))[0]
    return {
        "ministry_units_level1": int(learning_units * random.uniform(0.2, 0.45)),
        "ministry_units_level2": int(learning_units * random.uniform(0, 0.12)),
        "ministry_communities_level1": int(level == 1),
        "ministry_communities_level2": int(level == 2),
    }
