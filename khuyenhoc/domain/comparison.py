"""Units beside each other: the share that each has of its province's total."""

import pandas as pd

from khuyenhoc.domain.collation import by_vietnamese_names
from khuyenhoc.domain.indicators import Indicator


def shares(cells: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """What part of the province's total each unit has, beside its part of what it is measured by.

    Args:
        cells: rows of the query `scorecard_cells` for one indicator.

    Returns:
        Index `org_unit_id`; `name`, `share` (of the numerators that were reported, in percent) and
        `base_share` (of the denominators, or of the people where the indicator is a total).
    """
    rows = cells[cells["indicator"] == indicator.indicator].set_index("org_unit_id")
    base = rows["denominator"] if indicator.denominator else rows["population"].where(rows["value"].notna())
    return pd.DataFrame(
        {"name": rows["name"], "share": _percent(rows["numerator"]), "base_share": _percent(base)}
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
