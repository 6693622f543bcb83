"""The figures of a review, gathered once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import pandas as pd

from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.lenses import Lens, units_on_land_of
from khuyenhoc.domain.letterhead import USUAL, Letterhead
from khuyenhoc.domain.org_units import provinces_in, reporting_level, successor
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.domain.standing import IndicatorStanding, founded_since, standings
from khuyenhoc.domain.subject import Subject


class Fetch(Protocol):
    """Result of a query of `queries/` within the scope of who asks."""

    def __call__(self, name: str, **parameters: object) -> pd.DataFrame:
        """Rows of the query `name`."""


@dataclass(frozen=True)
class Change:
    """A value and what it is compared with.

    Attributes:
        value: all units that reported now; None without any.
        reported_units: how many these are.
        compared_value, earlier_value: of the units with figures in both periods, or of the year to date.
        compared_units: how many these are, where a value beside them holds more; None where it does not.
    """

    value: float | None
    reported_units: int
    compared_value: float | None
    earlier_value: float | None
    compared_units: int | None = None

    @property
    def percent(self) -> float | None:
        """Growth in percent; None where it cannot be said."""
        if self.compared_value is None or not self.earlier_value:
            return None
        return 100 * (self.compared_value - self.earlier_value) / self.earlier_value


@dataclass(frozen=True)
class Facts:
    """A province in a period, as the queries give it.

    Attributes:
        is_year_to_date: whether flows are summed from 1 January; else they are of the period alone.
        lens: the map that units and rates are read on; data elements and states stay as they were reported.
        letterhead: how the association names itself on what is made of the facts.
    """

    subject: Subject
    fetch: Fetch
    is_year_to_date: bool = False
    lens: Lens = Lens.REPORTED
    letterhead: Letterhead = USUAL

    @cached_property
    def standings(self) -> Mapping[str, IndicatorStanding]:
        """Every indicator against target and last year."""
        subject = self.subject
        return standings(
            self.fetch(
                "province_summary",
                province_ids=subject.province_ids_under(self.lens),
                province_code=subject.province.code,
                period_id=subject.period.period_id,
                earlier_province_ids=subject.earlier_province_ids_under(self.lens),
                earlier_period_id=subject.earlier_period.period_id,
                lens=str(self.lens),
            )
        )

    @cached_property
    def states(self) -> pd.DataFrame:
        """Rows of the query `unit_states` for the reports that the province's figures come from."""
        own = self.subject.province.org_unit_id
        rows = self.fetch(
            "unit_states",
            province_ids=self.subject.province_ids or (successor(own),),
            period_id=self.subject.period.period_id,
        )
        return rows if self.subject.province_ids else rows[rows["org_unit_id"].isin(units_on_land_of(own))]

    @cached_property
    def founded(self) -> tuple[str, ...]:
        """Units whose association was founded since the same period last year; growth leaves them out."""
        subject = self.subject
        if not subject.earlier_province_ids:
            return ()
        earlier = self.fetch(
            "unit_states",
            province_ids=subject.earlier_province_ids,
            period_id=subject.earlier_period.period_id,
        )
        return founded_since(earlier, self.states)

    @cached_property
    def is_synthetic(self) -> bool:
        """Whether any report of the period is made up."""
        return bool(self.states["is_synthetic"].fillna(value=False).any())

    @cached_property
    def elements(self) -> pd.DataFrame:
        """Rows of the query `province_elements` by data element."""
        subject = self.subject
        frame = self.fetch(
            "province_elements",
            province_ids=subject.province_ids,
            period_id=subject.period.period_id,
            earlier_province_ids=subject.earlier_province_ids,
            earlier_period_id=subject.earlier_period.period_id,
            former_province_ids=provinces_in(subject.province.org_unit_id, Vintage.LEGACY),
        )
        return frame.set_index("data_element")

    @cached_property
    def unit_elements(self) -> pd.DataFrame:
        """Values by unit (rows) and data element (columns)."""
        frame = self.fetch(
            "unit_elements",
            province_ids=self.subject.province_ids,
            period_id=self.subject.period.period_id,
        )
        return frame.pivot_table(index="org_unit_id", columns="data_element", values="value", sort=False)

    def units(self, indicator: str) -> pd.DataFrame:
        """Rows of the query `indicator_by_unit`."""
        return self.fetch(
            "indicator_by_unit",
            province_ids=self.subject.province_ids_under(self.lens),
            period_id=self.subject.period.period_id,
            earlier_period_id=self.subject.earlier_period.period_id,
            indicator=indicator,
            lens=str(self.lens),
        )

    @property
    def unit_ids(self) -> tuple[str, ...]:
        """The units of the lens; of the period's own map, those that should report."""
        if self.lens is Lens.REPORTED:
            return tuple(self.states["org_unit_id"])
        return tuple(self.units(next(iter(indicators())))["org_unit_id"])

    def series(self, indicator: str) -> pd.DataFrame:
        """Rows of the query `indicator_series` up to the period, of quarters only."""
        frame = self.fetch(
            "indicator_series",
            province_ids=self.subject.all_province_ids,
            indicator=indicator,
            lens=str(self.lens),
        )
        is_past = frame["period_end"] <= pd.Timestamp(self.subject.period.end)
        return frame[is_past & ~frame["is_cumulative"]]

    def change(self, data_element: str) -> Change:
        """A data element now and then; flows of the year to date where that is the basis."""
        row = self.elements.loc[data_element]
        if self.is_year_to_date and row["kind"] == "flow":
            now, then = _number(row["year_to_date"]), _number(row["earlier_year_to_date"])
            return Change(now, int(row["reported_units"]), now, then)
        return Change(
            value=_number(row["value"]),
            reported_units=int(row["reported_units"]),
            compared_value=_number(row["compared_value"]),
            earlier_value=_number(row["compared_earlier_value"]),
            compared_units=_fewer(row),
        )

    @property
    def expected_units(self) -> int:
        """How many units report to the province."""
        return len(self.states)

    @property
    def reported_units(self) -> int:
        """How many of them reported the period."""
        return int((self.states["state"] == "reported").sum())

    @property
    def level(self) -> str:
        """`district` or `commune`: the units that report."""
        return str(reporting_level(self.subject.period.vintage))


def _fewer(row: pd.Series) -> int | None:
    compared = int(row["compared_units"])
    return compared if compared < max(row["reported_units"], row["earlier_reported_units"]) else None


def _number(value: object) -> float | None:
    return None if pd.isna(value) else float(value)
