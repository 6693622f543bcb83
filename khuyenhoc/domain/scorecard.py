"""The scorecard: units against targets or against each other, and which way they move."""

from collections.abc import Mapping
from enum import StrEnum

import pandas as pd

from khuyenhoc.domain.estimates import ESTIMATE, EXACT, method_of_change
from khuyenhoc.domain.indicators import Indicator, indicators
from khuyenhoc.domain.ranking import floor_of, is_within_chance, ranks, size_group, size_groups

# Rates and amounts per head only: totals would rank units by their size.
SCORECARD_INDICATORS = (
    "learning_citizen_rate",
    "learning_family_rate",
    "learning_clan_rate",
    "learning_community_rate",
    "learning_unit_rate",
    "member_rate",
    "fund_raised_per_head",
    "scholarships_per_1000",
)
# "Close" is a convention: nine tenths of the target.
_CLOSE_SHARE = 0.9
_UPPER_QUARTER, _LOWER_QUARTER = 0.75, 0.25
# What a row of standings keeps of the unit's cell.
_OF_UNIT = (
    *("name", "short_name", "type", "population", "state", "value", "method", "estimated_share"),
    *("year_change", "year_change_method", "is_within_chance", "reported_sources", "expected_sources"),
)
# A change that the digits shown would round to nothing is none.
_SMALLEST_CHANGE = {"%": 0.05, "per 1000": 0.05, "VND/person": 0.5}


class Band(StrEnum):
    """How a value stands: against a target the first three, without one against the other units."""

    REACHED = "reached"
    CLOSE = "close"
    FAR = "far"
    UPPER = "upper"
    MIDDLE = "middle"
    LOWER = "lower"


_AGAINST_TARGET = (Band.REACHED, Band.CLOSE, Band.FAR)


class Peers(StrEnum):
    """Whom a unit is ranked among."""

    ALL = "all"
    SIZE = "size"
    TYPE = "type"


def band(value: float, target: float | None, quarters: tuple[float, float] | None) -> Band | None:
    """Band of a value; None without a value, or without both a target and quarters.

    Args:
        quarters: lower and upper quarter of the province's units, for indicators without a target.
    """
    if pd.isna(value):
        return None
    if target is not None:
        return Band.REACHED if value >= target else Band.CLOSE if value >= _CLOSE_SHARE * target else Band.FAR
    if quarters is None:
        return None
    lower, upper = quarters
    return Band.UPPER if value >= upper else Band.LOWER if value <= lower else Band.MIDDLE


def direction(change: float, unit: str) -> int:
    """1 up, -1 down, 0 as good as unchanged or unknown."""
    if pd.isna(change) or abs(change) < _SMALLEST_CHANGE.get(unit, 0.5):
        return 0
    return 1 if change > 0 else -1


def judged(cells: pd.DataFrame, targets: Mapping[str, float]) -> pd.DataFrame:
    """Rows of the query `scorecard_cells` for the scorecard's indicators, with a judgement each.

    Args:
        targets: the next target of each indicator that has one, in its unit.

    Returns:
        The rows with `band`, `change` (since the period before), `year_change` (since the same period last
        year), each with its method, and `is_within_chance` (of rates that are no estimates: a small count
        explains the gap to the province).
    """
    wanted = cells[cells["indicator"].isin(SCORECARD_INDICATORS)]
    parts = [
        _judged_indicator(rows.copy(), indicators()[name], targets.get(name))
        for name, rows in wanted.groupby("indicator", sort=False)
    ]
    if not parts:
        return wanted.assign(
            band=None,
            change=None,
            year_change=None,
            change_method=None,
            year_change_method=None,
            is_within_chance=False,
        )
    return pd.concat(parts).sort_index()


def _judged_indicator(rows: pd.DataFrame, indicator: Indicator, target: float | None) -> pd.DataFrame:
    quarters = None
    if floor_of(rows["value"]).is_reached:
        quarters = (rows["value"].quantile(_LOWER_QUARTER), rows["value"].quantile(_UPPER_QUARTER))
    rows["band"] = [band(value, target, quarters) for value in rows["value"]]
    rows["change"] = rows["value"] - rows["previous_value"]
    rows["year_change"] = rows["value"] - rows["earlier_value"]
    rows["change_method"] = method_of_change(rows["method"], rows["previous_method"])
    rows["year_change_method"] = method_of_change(rows["method"], rows["earlier_method"])
    reported = rows.dropna(subset=["value"])
    common = (reported["numerator"].sum(), reported["denominator"].sum())
    rows["is_within_chance"] = [
        indicator.unit == "%"
        and row.method != ESTIMATE
        and is_within_chance(row.numerator, row.denominator, *common)
        for row in rows.itertuples()
    ]
    return rows


def standings(cards: pd.DataFrame, indicator: Indicator, peers: Peers = Peers.ALL) -> pd.DataFrame:
    """One row per unit with its ranks by one indicator, and how many targets it reached.

    Args:
        cards: rows of `judged`.

    Returns:
        Index `org_unit_id`: what the cell of the indicator says (`value`, `method`, `year_change` ...),
        `group` (name of the peer group), `level_rank`, `movement_rank` (by the change since the same period
        last year, 1 the largest gain), how many units have each rank (`level_among`, `movement_among`),
        `group_size`, `reached` and `with_target`, and `reached_method`:
        whether one of the values held against a target is an estimate.
    """
    found = cards[cards["indicator"] == indicator.indicator].set_index("org_unit_id")
    units = found[list(_OF_UNIT)].copy()
    units["group"] = peer_groups(units, peers)
    grouped = units.groupby("group", sort=False, dropna=False)
    better = indicator.higher_is_better
    units["level_rank"] = grouped["value"].transform(lambda values: ranks(values, higher_is_better=better))
    units["movement_rank"] = grouped["year_change"].transform(
        lambda values: ranks(values, higher_is_better=better)
    )
    units["group_size"] = grouped["name"].transform("size")
    units["level_among"] = grouped["level_rank"].transform("count")
    units["movement_among"] = grouped["movement_rank"].transform("count")
    owner = cards["org_unit_id"]
    for column, wanted in (
        ("reached", [Band.REACHED]),
        ("with_target", _AGAINST_TARGET),
    ):
        counted = cards["band"].isin(wanted).groupby(owner).sum()
        units[column] = counted.reindex(units.index, fill_value=0).astype(int)
    is_estimate = (cards["band"].isin(_AGAINST_TARGET) & (cards["method"] == ESTIMATE)).groupby(owner).any()
    units["reached_method"] = is_estimate.reindex(units.index).map({True: ESTIMATE, False: EXACT})
    return units


def peer_groups(units: pd.DataFrame, peers: Peers) -> pd.Series:
    """Key of the peer group of each unit: `all`, its type, or the place of its size group (`size.0` ...)."""
    if peers is Peers.TYPE:
        return units["type"]
    if peers is Peers.ALL:
        return pd.Series("all", index=units.index)
    groups = size_groups(units["population"])
    places = [size_group(population, groups) for population in units["population"]]
    return pd.Series(
        ["size.unknown" if place is None else f"size.{place}" for place in places], index=units.index
    )
