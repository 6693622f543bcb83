"""Reporting periods: quarters hold in-quarter flows, the others run from 1 January."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

REFORM_DATE = date(2025, 7, 1)

_LAST_MONTH = {"Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "9M": 9, "Y": 12}
_PERIOD_ID = re.compile(r"(\d{4})(?:-(Q[1-4]|H1|9M))?")


class Vintage(StrEnum):
    """The administrative map in force between two dates."""

    LEGACY = "legacy"
    REFORM = "reform"


class InvalidPeriodError(ValueError):
    """A period id that is not of the form 2025-Q3, 2025-H1, 2025-9M or 2025."""


@dataclass(frozen=True, order=True)
class Period:
    """A span of one calendar year that reports are made for.

    Attributes:
        year: calendar year.
        kind: `Q1` to `Q4`, `H1` (six months), `9M` (nine months) or `Y` (year).
    """

    year: int
    kind: str

    @property
    def period_id(self) -> str:
        """`2025-Q3`, `2025-H1`, `2025-9M` or `2025`."""
        return str(self.year) if self.kind == "Y" else f"{self.year}-{self.kind}"

    @property
    def is_cumulative(self) -> bool:
        """Whether flows run from 1 January; a quarter's flows are the quarter's own."""
        return self.kind in {"H1", "9M", "Y"}

    @property
    def start(self) -> date:
        """First day of the span."""
        first_month = 1 if self.is_cumulative else _LAST_MONTH[self.kind] - 2
        return date(self.year, first_month, 1)

    @property
    def end(self) -> date:
        """Last day of the span: stocks are as of this day."""
        return _first_of_next_month(self.year, _LAST_MONTH[self.kind]) - timedelta(days=1)

    @property
    def vintage(self) -> Vintage:
        """The map the period is reported on: the one in force on its last day."""
        return Vintage.REFORM if self.end >= REFORM_DATE else Vintage.LEGACY

    @property
    def same_period_last_year(self) -> "Period":
        """The period one year before."""
        return Period(self.year - 1, self.kind)

    @property
    def previous(self) -> "Period | None":
        """The quarter before; None for periods counted from 1 January, whose flows grow within a year."""
        if self.is_cumulative:
            return None
        quarter = int(self.kind[1])
        return Period(self.year - 1, "Q4") if quarter == 1 else Period(self.year, f"Q{quarter - 1}")

    @classmethod
    def parse(cls, period_id: str) -> "Period":
        """Read a period id.

        Raises:
            InvalidPeriodError: the text is not a period id.
        """
        match = _PERIOD_ID.fullmatch(period_id)
        if match is None:
            message = f"not a period: {period_id!r} (expected 2025-Q3, 2025-H1, 2025-9M or 2025)"
            raise InvalidPeriodError(message)
        return cls(int(match[1]), match[2] or "Y")


def _first_of_next_month(year: int, month: int) -> date:
    return date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
