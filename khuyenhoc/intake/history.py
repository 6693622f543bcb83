"""What the units of a report have reported before, for the checks that compare with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from khuyenhoc.domain.periods import Period


@dataclass(frozen=True)
class EarlierValue:
    """One value that counts now, of an earlier period."""

    period: Period
    value: float


@dataclass(frozen=True)
class History:
    """Earlier values by unit and data element, oldest first; empty where nothing was stored."""

    values: Mapping[tuple[str, str], Sequence[EarlierValue]] = field(default_factory=dict)

    def like(self, org_unit_id: str, data_element: str, period: Period) -> list[EarlierValue]:
        """Values to compare with one of a period: of quarters with a quarter's, else of its kind."""
        return [
            earlier
            for earlier in self.values.get((org_unit_id, data_element), ())
            if earlier.period.end < period.end
            and (
                earlier.period.kind == period.kind
                if period.is_cumulative
                else not earlier.period.is_cumulative
            )
        ]

    def last(self, org_unit_id: str, data_element: str, period: Period) -> EarlierValue | None:
        """The latest of them."""
        found = self.like(org_unit_id, data_element, period)
        return found[-1] if found else None


HistoryLoader = Callable[[str, Period], History]


def no_history(_province_id: str, _period: Period) -> History:
    """The loader of those who know nothing earlier."""
    return History()
