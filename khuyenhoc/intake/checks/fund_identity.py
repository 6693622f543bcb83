"""What was in the fund, plus what came in, less what went out, is what is left."""

from collections.abc import Iterator

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.intake.money import MoneyUnit
from khuyenhoc.intake.report import Report

FUND_IDENTITY = Rule(
    "fund_identity",
    Severity.WARNING,
    "accounts of the fund: opening balance + raised - spent = closing balance",
    "{unit}: dư đầu kỳ {opening} + vận động {raised} - chi {spent} = {expected} {money}, nhưng dư cuối kỳ "
    "ghi {closing}. Xin kiểm tra bốn số này.",
    "{unit}: opening {opening} + raised {raised} - spent {spent} = {expected} {money}, but the closing "
    "balance says {closing}. Please check the four figures.",
)

_PARTS = ("fund_opening", "fund_raised", "fund_spent", "fund_closing")


def check_fund_identity(report: Report) -> Iterator[Finding]:
    """One finding per unit with all four figures, at the closing balance.

    Each figure may be off by half its last digit when amounts are written in nghìn, triệu or tỷ đồng.
    """
    rounding = sum(report.rounding(element) for element in _PARTS)
    for unit in report.units:
        opening, raised, spent, closing = (unit.value(element) for element in _PARTS)
        if opening is None or raised is None or spent is None or closing is None:
            continue
        expected = opening + raised - spent
        if abs(expected - closing) >= max(rounding, 1):
            money = report.money_unit("fund_closing")
            texts = {element: unit.by_element[element].printed for element in _PARTS}
            yield FUND_IDENTITY.at(
                unit.by_element["fund_closing"].cell,
                unit=unit.unit.name_on(report.period.end),
                opening=texts["fund_opening"],
                raised=texts["fund_raised"],
                spent=texts["fund_spent"],
                closing=texts["fund_closing"],
                expected=in_unit(expected, money),
                money=money.name,
            )


def in_unit(amount: float, money: MoneyUnit) -> str:
    """Đồng as a number of the unit they were written in, in Vietnamese digits: `3.161`."""
    text = f"{amount / money.factor:,.3f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
