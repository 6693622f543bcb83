"""A figure far from what the unit has always reported."""

from collections.abc import Iterator, Sequence
from statistics import median

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.intake.history import History
from khuyenhoc.intake.report import Report

OUTLIER = Rule(
    "outlier",
    Severity.WARNING,
    "modified z-score over the unit's own history (Iglewicz and Hoaglin 1993)",
    "{unit}: “{element}” là {value}, khác xa các kỳ trước (thường khoảng {usual}). Xin kiểm tra.",
    '{unit}: "{element}" is {value}, far from earlier periods (usually about {usual}). Please check.',
)

_FEWEST_PERIODS = 6
_LIMIT = 6.0
# A history that never moved has no spread; below this share of its level nothing is far.
_SMALLEST_SPREAD = 0.05


def check_outliers(report: Report, history: History) -> Iterator[Finding]:
    """One finding per stock that is not money, at its cell; flows vary with the season."""
    stocks = [e for e in data_elements().values() if e.kind == "stock" and not e.is_money]
    for unit in report.units:
        for element in stocks:
            value = unit.value(element.data_element)
            earlier = history.like(unit.unit.org_unit_id, element.data_element, report.period)
            if value is None or len(earlier) < _FEWEST_PERIODS:
                continue
            values = [item.value for item in earlier]
            if modified_z(value, values) > _LIMIT:
                figure = unit.by_element[element.data_element]
                yield OUTLIER.at(
                    figure.cell,
                    unit=unit.unit.name_on(report.period.end),
                    element=element.name_vi,
                    value=figure.printed,
                    usual=f"{median(values):,.0f}".replace(",", "."),
                )


def modified_z(value: float, values: Sequence[float]) -> float:
    """How many spreads a value lies from the middle of others: 0.6745 x distance / median distance."""
    middle = median(values)
    spread = max(median(abs(other - middle) for other in values), _SMALLEST_SPREAD * abs(middle), 1.0)
    return 0.6745 * abs(value - middle) / spread
