"""Made-up figures of one unit for one period: consistent in themselves, the same at every run."""

import hashlib
from collections.abc import Iterable, Mapping

from khuyenhoc.domain.org_units import Level, OrgUnit

Figures = dict[str, int]

MONEY = (
    *(
        "fund_opening",
        "fund_raised",
        "fund_raised_enterprises",
        "fund_raised_individuals",
        "fund_raised_clans",
    ),
    *("fund_raised_other", "budget_support", "fund_spent", "fund_closing", "scholarships_amount"),
    *("rewards_amount", "hardship_grants_amount", "adult_grants_amount"),
)
CONTEXT = ("population", "adults")
ORGANISATION = ("branches", "boards", "members", "members_joined")
FAMILIES = ("families_total", "families_registered", "families_recognised")
CLANS = ("clans_total", "clans_registered", "clans_recognised")
COMMUNITIES = ("communities_total", "communities_registered", "communities_recognised")
UNITS = ("units_total", "units_registered", "units_recognised")
CITIZENS = ("citizens_registered", "citizens_recognised")
MODELS = (*FAMILIES, *CLANS, *COMMUNITIES, *UNITS, *CITIZENS)
FUND = ("fund_opening", "fund_raised", "fund_spent", "fund_closing")
SOURCES = ("fund_raised_enterprises", "fund_raised_individuals", "fund_raised_clans", "fund_raised_other")
AWARDS = ("scholarships", "scholarships_amount", "rewards", "rewards_amount")
GRANTS = ("hardship_grants", "hardship_grants_amount", "adult_grants", "adult_grants_amount")
CENTRES = ("learning_centres", "learning_centre_classes", "learning_centre_learners")
LITERACY = ("literacy_classes", "literacy_learners")
MINISTRY = (
    *("ministry_units_level1", "ministry_units_level2"),
    *("ministry_communities_level1", "ministry_communities_level2"),
)
BASE = (*CONTEXT, *ORGANISATION, *MODELS, *FUND, *AWARDS)
SMALL = ("population", *ORGANISATION, *FAMILIES, *FUND)
WIDE = (
    *(*CONTEXT, "associations", *ORGANISATION, *MODELS, *FUND, *SOURCES, "budget_support", *AWARDS, *GRANTS),
    *(*CENTRES, *LITERACY, *MINISTRY),
)


class Dice:
    """Numbers that depend on the seed alone, whatever the version of Python."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._rolls = 0

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high."""
        self._rolls += 1
        digest = hashlib.sha256(f"{self._seed}/{self._rolls}".encode()).digest()
        return low + int.from_bytes(digest[:8], "big") % (high - low + 1)

    def share(self, whole: int, low: int, high: int) -> int:
        """Between low and high thousandths of a whole, rounded down."""
        return whole * self.between(low, high) // 1000


def figures_of(unit: OrgUnit, period: str, grain: int = 1_000_000) -> Figures:
    """All data elements of a unit; amounts in đồng.

    Args:
        grain: amounts are multiples of this.
    """
    dice = Dice(f"{unit.org_unit_id} {period} {grain}")
    is_commune = unit.level is Level.COMMUNE
    population = dice.between(6_000, 42_000) if is_commune else dice.between(58_000, 236_000)
    found = {"population": population, "adults": dice.share(population, 651, 684)}
    found |= _organisation(dice, population, is_commune=is_commune)
    found |= _models(dice, population, found["adults"])
    found |= _fund(dice, population, grain)
    found |= _awards(dice, found["fund_spent"], grain)
    found |= _centres(dice, is_commune=is_commune)
    return found


def _organisation(dice: Dice, population: int, *, is_commune: bool) -> Figures:
    return {
        "associations": 1 if is_commune else dice.between(6, 19),
        "branches": max(3, population // dice.between(1_300, 1_500)),
        "boards": max(2, population // dice.between(1_700, 1_900)),
        "members": dice.share(population, 190, 390),
        "members_joined": max(2, dice.share(population, 1, 4)),
    }


def _models(dice: Dice, population: int, adults: int) -> Figures:
    found = {}
    for model, size in (("families", 4), ("clans", 3_900), ("communities", 1_290), ("units", 1_480)):
        total = max(4, population // size)
        registered = max(3, dice.share(total, 880, 985))
        found |= {f"{model}_total": total, f"{model}_registered": registered}
        found[f"{model}_recognised"] = max(2, dice.share(registered, 700, 960))
    found["citizens_registered"] = dice.share(adults, 390, 610)
    found["citizens_recognised"] = dice.share(found["citizens_registered"], 640, 950)
    return found


def _grains(amount: int, grain: int) -> int:
    return max(1, amount // grain) * grain


def _fund(dice: Dice, population: int, grain: int) -> Figures:
    parts = [_grains(population * dice.between(350, 1_500), grain) for _ in SOURCES]
    raised = sum(parts)
    opening = _grains(population * dice.between(14_000, 52_000), grain)
    spent = _grains(dice.share(raised, 520, 910), grain)
    found = {"fund_opening": opening, "fund_raised": raised, "fund_spent": spent}
    found |= {"fund_closing": opening + raised - spent, "budget_support": _grains(raised // 9, grain)}
    return found | dict(zip(SOURCES, parts, strict=True))


def _awards(dice: Dice, spent: int, grain: int) -> Figures:
    found = {}
    kinds = (("scholarships", 400, 650_000), ("rewards", 300, 240_000), ("hardship_grants", 150, 480_000))
    for name, share, average in (*kinds, ("adult_grants", 50, 700_000)):
        amount = _grains(spent * share // 1000, grain)
        found[name] = max(1, amount // (average + dice.between(0, 90_000)))
        found[f"{name}_amount"] = amount
    return found


def _centres(dice: Dice, *, is_commune: bool) -> Figures:
    centres = 1 if is_commune else dice.between(6, 18)
    classes = centres * dice.between(4, 14)
    literacy = dice.between(1, 6)
    return {
        "learning_centres": centres,
        "learning_centre_classes": classes,
        "learning_centre_learners": classes * dice.between(28, 46),
        "literacy_classes": literacy,
        "literacy_learners": literacy * dice.between(11, 24),
        "ministry_units_level1": dice.between(2, 30),
        "ministry_units_level2": dice.between(1, 12),
        "ministry_communities_level1": dice.between(1, 6),
        "ministry_communities_level2": dice.between(1, 3),
    }


def total_of(rows: Iterable[Mapping[str, int]]) -> Figures:
    """The sum of units, element by element."""
    total: Figures = {}
    for row in rows:
        for element, value in row.items():
            total[element] = total.get(element, 0) + value
    return total
