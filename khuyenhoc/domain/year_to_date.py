"""Data elements now and a year before: flows from 1 January, stocks as of the quarter's end."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from khuyenhoc.domain.estimates import any_estimate
from khuyenhoc.domain.indicators import DataElement, data_elements


@dataclass(frozen=True)
class ElementToDate:
    """One data element in a year so far.

    Attributes:
        value: None where nobody reported it, or a flow lacks one of the year's quarters.
        earlier: the same a year before.
        method, earlier_method: whether they are estimates.
        reported_units, expected_units: of the newest quarter.
        earlier_reported_units, earlier_expected_units: of the same quarter a year before.
    """

    element: DataElement
    value: float | None
    earlier: float | None
    method: str
    earlier_method: str
    reported_units: int
    expected_units: int
    earlier_reported_units: int
    earlier_expected_units: int


def to_date(rows: pd.DataFrame, elements: Sequence[str], *, year: int, quarter: int) -> list[ElementToDate]:
    """Rows of the query `elements_over_time`, one answer per element asked for, in that order."""
    return [
        _element(rows[rows["data_element"] == name], data_elements()[name], year, quarter)
        for name in elements
    ]


def _element(rows: pd.DataFrame, element: DataElement, year: int, quarter: int) -> ElementToDate:
    at_quarter = rows[rows["quarter"] == quarter]
    now, before = (at_quarter[at_quarter["year"] == each] for each in (year, year - 1))
    return ElementToDate(
        element,
        _value(rows, element, year, quarter),
        _value(rows, element, year - 1, quarter),
        any_estimate(now["method_to_date"]),
        any_estimate(before["method_to_date"]),
        int(now["reported_units"].sum()),
        int(now["expected_units"].sum()),
        int(before["reported_units"].sum()),
        int(before["expected_units"].sum()),
    )


def _value(rows: pd.DataFrame, element: DataElement, year: int, quarter: int) -> float | None:
    so_far = rows[(rows["year"] == year) & (rows["quarter"] <= quarter)]
    if quarter not in set(so_far["quarter"]) or (element.kind == "flow" and len(so_far) < quarter):
        return None
    return float(so_far.loc[so_far["quarter"] == quarter, "value_to_date"].iloc[0])
