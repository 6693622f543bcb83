"""Why a rate is low: which of its two steps falls behind the province, and how many are missing.

The rate of a model is the share that registers times the share of those that is recognised. A unit below the
province is behind in the step whose ratio to the province's is the smaller one.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

# Indicator -> data elements of all there are, of those registered, of those recognised.
STEPS = {
    "learning_citizen_rate": ("adults", "citizens_registered", "citizens_recognised"),
    "learning_family_rate": ("families_total", "families_registered", "families_recognised"),
    "learning_clan_rate": ("clans_total", "clans_registered", "clans_recognised"),
    "learning_community_rate": ("communities_total", "communities_registered", "communities_recognised"),
    "learning_unit_rate": ("units_total", "units_registered", "units_recognised"),
}
REGISTERING, RECOGNISING = "registering", "recognising"


@dataclass(frozen=True)
class Steps:
    """All, registered and recognised of one model, of a unit or of a province."""

    total: float
    registered: float
    recognised: float

    @property
    def rate(self) -> float:
        """Recognised of all, in percent."""
        return 100 * self.recognised / self.total

    @property
    def registered_share(self) -> float:
        """Registered of all, in percent."""
        return 100 * self.registered / self.total

    @property
    def recognised_share(self) -> float:
        """Recognised of those registered, in percent."""
        return 100 * self.recognised / self.registered


@dataclass(frozen=True)
class Shortfall:
    """A rate below the province's, or below its target.

    Attributes:
        step: the step that is behind; empty where the rate is not below the province's.
        missing: how many more have to be recognised to reach the target; None without one, 0 where reached.
    """

    indicator: str
    own: Steps
    province: Steps
    step: str
    target: float | None
    missing: int | None


def shortfalls(values: pd.DataFrame, unit: str, targets: Mapping[str, float | None]) -> list[Shortfall]:
    """What falls short of a unit's rates, that furthest below the province first.

    Args:
        values: `org_unit_id`, `data_element` and `value` of all units of the province in one period.
        targets: of each indicator, in percent.
    """
    table = values.pivot_table(index="org_unit_id", columns="data_element", values="value", observed=True)
    found = (item for item in _found(table, unit, targets) if item.step or item.missing)
    return sorted(found, key=lambda item: item.own.rate - item.province.rate)


def _found(table: pd.DataFrame, unit: str, targets: Mapping[str, float | None]) -> Iterator[Shortfall]:
    for indicator, elements in STEPS.items():
        if unit not in table.index or not set(elements) <= set(table.columns):
            continue
        complete = table[list(elements)].dropna()
        if unit not in complete.index:
            continue
        own, province = Steps(*complete.loc[unit]), Steps(*complete.sum())
        if own.total and own.registered and province.registered:
            target = targets.get(indicator)
            yield Shortfall(indicator, own, province, _step(own, province), target, _missing(own, target))


def _step(own: Steps, province: Steps) -> str:
    if own.rate >= province.rate:
        return ""
    registering = own.registered_share / province.registered_share
    recognising = own.recognised_share / province.recognised_share if province.recognised else 1.0
    return REGISTERING if registering <= recognising else RECOGNISING


def _missing(own: Steps, target: float | None) -> int | None:
    if target is None:
        return None
    # Rounded first: 80 % of 100 is 80 and not 80.00000000000001, which would ask for one more.
    return max(0, math.ceil(round(target * own.total / 100 - own.recognised, 6)))
