"""Units beside each other: their shares of the province's total, and two indicators against each other."""

from dataclasses import dataclass

import pandas as pd

from khuyenhoc.domain.collation import by_vietnamese_names
from khuyenhoc.domain.indicators import Indicator


def shares(cells: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """What part of the province's total each unit has, beside its part of what it is measured by.

    Args:
        cells: rows of the query `scorecard_cells` for one indicator.

    Returns:
        Index `org_unit_id`; `name`, `method`, `share` (of the numerators that were reported, in percent) and
        `base_share` (of the denominators, or of the people where the indicator is a total).
    """
    rows = cells[cells["indicator"] == indicator.indicator].set_index("org_unit_id")
    base = rows["denominator"] if indicator.denominator else rows["population"].where(rows["value"].notna())
    return pd.DataFrame(
        {
            "name": rows["name"],
            "share": _percent(rows["numerator"]),
            "base_share": _percent(base),
            "method": rows["method"],
        }
    )


def _percent(values: pd.Series) -> pd.Series:
    total = values.sum(min_count=1)
    return 100 * values / total if total else values * float("nan")


def default_units(cells: pd.DataFrame, indicator: Indicator) -> list[str]:
    """Two units at the top and two at the bottom of an indicator, to begin a comparison with."""
    rows = cells[(cells["indicator"] == indicator.indicator) & cells["value"].notna()]
    is_ascending = indicator.higher_is_better is False
    ordered = rows.sort_values(["value", "name"], ascending=[is_ascending, True], key=by_vietnamese_names)[
        "org_unit_id"
    ]
    return list(dict.fromkeys([*ordered.head(2), *ordered.tail(2)]))


@dataclass(frozen=True)
class Quadrants:
    """How many units lie where, by two indicators; `total` are those that have both."""

    both_high: int
    both_low: int
    only_first_high: int
    only_second_high: int

    @property
    def total(self) -> int:
        """Units with both values."""
        return self.both_high + self.both_low + self.only_first_high + self.only_second_high

    @classmethod
    def count(cls, names: pd.Series) -> "Quadrants":
        """Count the names that `quadrant_of` gave."""
        found = names.value_counts()
        return cls(**{name: int(found.get(name, 0)) for name in cls.__dataclass_fields__})


def quadrant_of(units: pd.DataFrame, first: float | None, second: float | None) -> pd.Series:
    """Where each unit lies: `both_high`, `both_low`, `only_first_high`, `only_second_high`, or None.

    A unit at the province's own value is not below it.

    Args:
        units: columns `first` and `second`.
        first, second: the province's own values, where the quadrants part.
    """
    names = {
        (True, True): "both_high",
        (False, False): "both_low",
        (True, False): "only_first_high",
        (False, True): "only_second_high",
    }
    found = [
        None
        if first is None or second is None or pd.isna(row.first) or pd.isna(row.second)
        else names[row.first >= first, row.second >= second]
        for row in units.itertuples()
    ]
    return pd.Series(found, index=units.index, dtype="object")
