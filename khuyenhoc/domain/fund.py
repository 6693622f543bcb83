"""A fund from opening to closing balance, its sources and uses, and what an award may be worth.

Budget support is no contribution: the funds are formed from society, so it stands apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

# Published averages: 0.25 million đồng an award (Khánh Hòa 2017, 2025) to 1.2 (Quảng Ninh 2024); a special
# programme gave 8.1 each (Lắk district). Below half of the least or above the most something is unusual.
TYPICAL_AVERAGE = (250_000.0, 1_200_000.0)
UNUSUAL_AVERAGE = (125_000.0, 8_100_000.0)

SOURCES = (
    "fund_raised_enterprises",
    "fund_raised_individuals",
    "fund_raised_clans",
    "fund_raised_other",
)
USES = ("scholarships_amount", "rewards_amount", "hardship_grants_amount", "adult_grants_amount")


@dataclass(frozen=True)
class FundFlow:
    """A fund over a span, in đồng; None where nobody reported it.

    Attributes:
        sources: data element -> amount; what was raised beyond them has no known source.
        uses: data element -> amount; what was spent beyond them had other purposes.
        budget_support: to the association, beside the fund.
    """

    opening: float | None
    raised: float | None
    spent: float | None
    closing: float | None
    sources: Mapping[str, float]
    uses: Mapping[str, float]
    budget_support: float | None

    @property
    def unexplained(self) -> float | None:
        """Closing balance less what opening, raised and spent come to; None without all four.

        Within a quarter it shows a wrong balance; over several, also units that reported only some.
        """
        parts = (self.opening, self.raised, self.spent, self.closing)
        if any(part is None for part in parts):
            return None
        opening, raised, spent, closing = parts
        return closing - (opening + raised - spent)

    @property
    def without_source(self) -> float | None:
        """Raised, but not said from whom; negative when the sources exceed it."""
        return None if self.raised is None else self.raised - sum(self.sources.values())

    @property
    def other_uses(self) -> float | None:
        """Spent on what is not an award; negative when awards exceed what was spent (partners' awards)."""
        return None if self.spent is None else self.spent - sum(self.uses.values())


def fund_flow(totals: pd.DataFrame) -> FundFlow:
    """Rows of the query `fund_totals`."""
    values = {
        row.data_element: None if pd.isna(row.value) else float(row.value) for row in totals.itertuples()
    }
    return FundFlow(
        opening=values.get("fund_opening"),
        raised=values.get("fund_raised"),
        spent=values.get("fund_spent"),
        closing=values.get("fund_closing"),
        sources={name: values[name] for name in SOURCES if values.get(name) is not None},
        uses={name: values[name] for name in USES if values.get(name) is not None},
        budget_support=values.get("budget_support"),
    )
