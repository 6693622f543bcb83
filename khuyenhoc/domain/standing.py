"""Where a province stands against its targets, and what wants attention."""

from dataclasses import dataclass

import pandas as pd

from khuyenhoc.domain.indicators import Indicator, indicators
from khuyenhoc.domain.org_units import all_units, province_of
from khuyenhoc.domain.ranking import lowest

# How many of the lowest units are named.
_LOWEST_NAMED = 5


@dataclass(frozen=True)
class IndicatorStanding:
    """One indicator against its next target and the same period last year.

    Attributes:
        value: in the indicator's unit; None when nobody reported it.
        gap: value minus target, in the indicator's unit; None without either.
        change: value minus last year's; None without either.
        method: `estimate` where reports of divided units went in; `exact` otherwise.
    """

    indicator: Indicator
    value: float | None
    reported_units: int
    expected_units: int
    earlier_value: float | None
    earlier_reported_units: int
    earlier_expected_units: int
    target_value: float | None
    target_year: int | None
    target_legal_act: str
    method: str = "exact"

    @property
    def gap(self) -> float | None:
        """Value minus target."""
        return _difference(self.value, self.target_value)

    @property
    def change(self) -> float | None:
        """Value minus the value of the same period last year."""
        return _difference(self.value, self.earlier_value)

    @property
    def has_reached_target(self) -> bool | None:
        """Whether the value is at or above its target; None without a target or a value."""
        return None if self.gap is None else self.gap >= 0


def founded_since(earlier: pd.DataFrame, now: pd.DataFrame) -> tuple[str, ...]:
    """Names of units that had no association in an earlier period and report one now.

    A unit that was silent then may have had one: it is not counted. Nor is one on another map.

    Args:
        earlier, now: rows of the query `unit_states`.
    """
    without = set(earlier.loc[earlier["state"] == "not_established", "org_unit_id"])
    return tuple(now.loc[now["org_unit_id"].isin(without) & (now["state"] == "reported"), "name"])


def standings(summary: pd.DataFrame) -> dict[str, IndicatorStanding]:
    """Rows of the query `province_summary` as standings by indicator, in display order."""
    return {
        row.indicator: IndicatorStanding(
            indicator=indicators()[row.indicator],
            value=_number(row.value),
            reported_units=int(row.reported_units),
            expected_units=_count(row.expected_units),
            earlier_value=_number(row.earlier_value),
            earlier_reported_units=int(row.earlier_reported_units),
            earlier_expected_units=_count(row.earlier_expected_units),
            target_value=_number(row.target_value),
            target_year=None if pd.isna(row.target_year) else int(row.target_year),
            target_legal_act="" if pd.isna(row.target_legal_act) else row.target_legal_act,
            method="estimate" if row.method == "estimate" else "exact",
        )
        for row in summary.itertuples()
    }


@dataclass(frozen=True)
class Attention:
    """Something a chair should look at.

    Attributes:
        kind: text key below `attention.`.
        names: the units concerned, if any; of the lowest ones, the lowest first.
        values: value and method of each of the lowest ones.
        rest: of the lowest ones, how many more share the value of the last that is named.
        others: of a former province without any report, ids of those that have some.
    """

    kind: str
    names: tuple[str, ...] = ()
    values: tuple[tuple[float, str], ...] = ()
    others: tuple[str, ...] = ()
    rest: int = 0
    standing: IndicatorStanding | None = None


def attention(
    states: pd.DataFrame, by_indicator: dict[str, IndicatorStanding], units: pd.DataFrame
) -> list[Attention]:
    """What wants attention, most urgent first.

    Args:
        states: rows of the query `unit_states`.
        by_indicator: the standings of the period.
        units: rows of the query `indicator_by_unit` for the indicator on screen.
    """
    found, is_silent = silent_provinces(states)
    for state in ("not_reported", "not_established"):
        names = tuple(states.loc[(states["state"] == state) & ~is_silent, "name"])
        if names:
            found.append(Attention(state, names))
    below = [item for item in by_indicator.values() if item.has_reached_target is False]
    found += [Attention("below_target", standing=item) for item in sorted(below, key=lambda item: item.gap)]
    found += [
        Attention("fell", standing=item)
        for item in by_indicator.values()
        if item.indicator.unit == "%" and item.change is not None and item.change < 0
    ]
    reported = units.dropna(subset=["value"])
    if len(reported) > _LOWEST_NAMED:
        taken, rest = lowest(reported, _LOWEST_NAMED)
        values = tuple(zip(taken["value"], taken["method"], strict=True))
        found.append(Attention("lowest", tuple(taken["name"]), values, rest=rest))
    return found


def silent_provinces(states: pd.DataFrame) -> tuple[list[Attention], pd.Series]:
    """Former provinces without any report where another one of the same present province has some.

    Args:
        states: rows of the query `unit_states`; of it `org_unit_id` and `state` are read.

    Returns:
        one item for each, with the ids of those that reported, and whether each row lies in one.
    """
    provinces = provinces_of(states)
    has_any = (states["state"] != "not_reported").groupby(provinces, sort=False).any()
    if not has_any.any() or has_any.all():
        return [], pd.Series(data=False, index=states.index)
    silent, heard = (tuple(sorted(has_any.index[chosen])) for chosen in (~has_any, has_any))
    items = [Attention("silent_province", (all_units()[one].name,), others=heard) for one in silent]
    return items, provinces.isin(silent)


def provinces_of(reports: pd.DataFrame) -> pd.Series:
    """Id of the province that each unit of a frame with `org_unit_id` reports to."""
    ids = {unit: province_of(all_units()[unit]).org_unit_id for unit in reports["org_unit_id"].unique()}
    return reports["org_unit_id"].map(ids).astype("object")


def _difference(value: float | None, other: float | None) -> float | None:
    return None if value is None or other is None else value - other


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _count(value: float) -> int:
    return 0 if pd.isna(value) else int(value)
